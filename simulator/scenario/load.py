"""A scenario from its text: read, validate, check, and resolve what was abbreviated."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from pydantic import ValidationError

from simulator.model.scenario import InjectSpec, Scenario
from simulator.rules import verbs as _verbs  # noqa: F401 - importing it fills the catalogue
from simulator.rules.catalogue import VERBS
from simulator.scenario.checks import check_scenario
from simulator.scenario.document import in_order
from simulator.scenario.explain import explain
from simulator.scenario.reader import read_document
from simulator.scenario.shorthand import full_kind

__all__ = ["load_scenario", "scenario_digest"]


def load_scenario(text: str, file: str = "scenario", *, verbs: Collection[str] = VERBS) -> Scenario:
    """Read a scenario from YAML text.

    ``file`` is the name that messages give. The event kinds of ``after`` and ``absent`` come back
    in full (``declared`` as ``incident.declared``); everything else is as the author wrote it, with
    times in ms of drill time. ``verbs`` are the verbs that an inject may expect.

    Raises:
        InputError: with every problem found, in the order of the file, each with line, column,
            path, what was offered and what is allowed.
    """
    document = read_document(text, file)
    scenario = None
    try:
        scenario = Scenario.model_validate(document.root.value)
    except ValidationError as error:
        explain(error, Scenario, document)
    check_scenario(document, verbs)
    if scenario is None or document.problems:
        raise in_order(document.problems)
    injects = [_resolved(inject) for inject in scenario.injects]
    return scenario.model_copy(update={"injects": injects})


def scenario_digest(text: str) -> str:
    """Return the SHA-256 of a scenario's text, in hexadecimal.

    A byte order mark and the kind of line ends do not count, so a checkout on another system has
    the same digest.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return hashlib.sha256(plain.encode(errors="surrogatepass")).hexdigest()


def _resolved(inject: InjectSpec) -> InjectSpec:
    """Put full event kinds in the place of short ones."""
    update: dict[str, object] = {}
    if inject.after is not None:
        update["after"] = {_full(name): delay for name, delay in inject.after.items()}
    if inject.absent is not None:
        kind = {"event": _full(inject.absent.event)}
        update["absent"] = inject.absent.model_copy(update=kind)
    return inject.model_copy(update=update)


def _full(name: str) -> str:
    return full_kind(name) or name

"""The names that a scenario defines, gathered from the document however broken it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from simulator.model.expr import Vocabulary, nearest
from simulator.model.fields import parse_amount
from simulator.model.scenario import Scenario, Service
from simulator.model.seats import TRAINEE_SEATS
from simulator.rules.conditions import condition_vocabulary
from simulator.scenario.document import Cursor, Document
from simulator.scenario.explain import shown

__all__ = ["Known", "gather", "refuse_unknown"]

_LISTED = 12
"""So many known names fit into a message."""


@dataclass(frozen=True)
class Known:
    """Everything that a name in a scenario may refer to.

    ``services`` gives the signals of each service with the kind of their unit (see
    :func:`simulator.model.units.unit_of`), None where the base cannot be read.
    """

    services: dict[str, dict[str, str | None]]
    faults: Collection[str]
    actions: Collection[str]
    teams: Collection[str]
    speakers: Collection[str]
    verbs: Collection[str]
    vocabulary: Vocabulary

    @cached_property
    def signals(self) -> dict[str, set[str]]:
        """The signal names of each service."""
        return {name: set(signals) for name, signals in self.services.items()}

    @cached_property
    def series(self) -> frozenset[str]:
        """Every series, as ``service.signal``."""
        return frozenset(
            f"{name}.{signal}" for name, signals in self.services.items() for signal in signals
        )


def gather(top: Cursor, verbs: Collection[str]) -> Known:
    """Collect the names that a scenario document defines."""
    services = {
        name: {signal: _unit(spec["base"]) for signal, spec in service["signals"].entries()}
        for name, service in top["services"].entries()
    }
    faults, actions, teams, personas = (
        [name for name, _ in top[section].entries()]
        for section in ("faults", "actions", "oncall", "personas")
    )
    return Known(
        services=services,
        faults=faults,
        actions=actions,
        teams=teams,
        speakers=[*personas, *TRAINEE_SEATS],
        verbs=verbs,
        vocabulary=_vocabulary(services, faults, actions),
    )


def _vocabulary(
    services: dict[str, dict[str, str | None]], faults: list[str], actions: list[str]
) -> Vocabulary:
    """Ask for the vocabulary of a scenario of which only the names are known."""
    nodes: dict[str, Any] = {name: {"signals": signals} for name, signals in services.items()}
    parts: dict[str, Any] = {
        "services": {name: Service.model_construct(**node) for name, node in nodes.items()},
        "faults": dict.fromkeys(faults),
        "actions": dict.fromkeys(actions),
    }
    return condition_vocabulary(Scenario.model_construct(**parts))


def _unit(place: Cursor) -> str | None:
    try:
        return parse_amount(place.node.value if place.node else None).unit
    except ValueError:
        return None


def refuse_unknown(
    document: Document, place: Cursor, name: str, known: Collection[str], what: str
) -> None:
    """Note that ``name`` is none of the known names, with the nearest or with all of them."""
    if name in known:
        return
    hint = nearest(name, known) or _all(list(known), what)
    document.problem_at_key(place, f"no {what} named {shown(name)}{hint}")


def _all(names: list[str], what: str) -> str:
    if not names:
        return f"; the scenario has no {what}"
    more = ", …" if len(names) > _LISTED else ""
    return f"; known: {', '.join(names[:_LISTED])}{more}"

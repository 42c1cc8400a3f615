"""Evidence and diagnosis: look, say what you think, test it."""

from __future__ import annotations

from typing import Literal

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.scenario import Scenario
from simulator.rules.catalogue import Args, Ident, Line, Optional, Prose, declare, verb
from simulator.rules.context import Asked, Draft, known_ids

__all__ = ["Query", "source_named"]


class Query(Args):
    """Which source to look at."""

    source: Ident


class Capture(Args):
    """What is kept: anything, or the id or title of an evidence source."""

    what: Line


class Scope(Args):
    """Who is hurt, how many, how, since when."""

    who: Line
    how_many: Line
    what: Line
    since: Line


class State(Args):
    """An idea about the cause and the component it suspects."""

    text: Prose
    suspects: Line


class Test(Args):
    """What testing an idea said."""

    id: Ident
    result: Literal["confirmed", "refuted", "inconclusive"]
    note: Optional = ""


def _check(asked: Asked) -> None:
    source = asked.args.source
    if source not in asked.scenario.evidence:
        hint = phrase("There are: {known}.", known=", ".join(asked.scenario.evidence))
        raise Refusal("not_found", phrase("No evidence source {id}.", id=repr(source)), hint)
    waiting = any(
        look.source == source and look.by == asked.actor and look.viewed_at is None
        for look in asked.state.looks.values()
    )
    hint = phrase("It comes by itself.")
    asked.refuse_unless(not waiting, phrase("You are already looking at that."), hint)


declare(
    "evidence.query", Query, "trainee",
    doc="Look at a dashboard, logs, changes, a runbook ...; it costs drill time.", check=_check,
)  # fmt: skip


declare(
    "evidence.capture", Capture, "ol", "responder",
    doc="Keep evidence before a change destroys it. Of a source, named by its id or title, a copy "
    "stays readable.",
)  # fmt: skip


def source_named(scenario: Scenario, what: str) -> str | None:
    """Return the evidence source that ``what`` names by its id or its title, or None."""
    wanted = what.casefold()
    return next(
        (
            source
            for source, spec in sorted(scenario.evidence.items())
            if wanted in (source.casefold(), spec.title.casefold())
        ),
        None,
    )


@verb("scope.define", Scope, "ol", "responder", "ic")
def scope(asked: Asked) -> list[Draft]:
    """Say who is hurt, how many, how, and since when."""
    return [("scope.defined", asked.args.model_dump())]


@verb("hypothesis.state", State, "ol", "responder")
def state(asked: Asked) -> list[Draft]:
    """State what you think the cause is."""
    idea = f"h{len(asked.state.hypotheses) + 1}"
    return [("hypothesis.stated", {"id": idea, **asked.args.model_dump()})]


@verb("hypothesis.test", Test, "ol", "responder")
def test(asked: Asked) -> list[Draft]:
    """Record what testing a hypothesis said."""
    idea = asked.state.hypotheses.get(asked.args.id)
    if idea is None:
        message = phrase("No hypothesis {id}.", id=repr(asked.args.id))
        raise Refusal("not_found", message, known_ids(asked.state.hypotheses))
    return [("hypothesis.tested", asked.args.model_dump())]

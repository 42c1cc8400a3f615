"""Behind the curtain: what only the facilitator and evaluators see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.model.phrases import Phrase, joined, phrase
from simulator.model.scenario import FaultSpec, InjectSpec, Scenario
from simulator.model.state import DrillState, Inject
from simulator.model.units import duration_text
from simulator.rules.channels import CHANNELS
from simulator.rules.condition_words import condition_words, kind_words
from simulator.rules.views.people import load
from simulator.rules.views.staff import notes, probes, ratings

__all__ = ["BEHIND"]


def _msel(state: DrillState, scenario: Scenario) -> list[dict[str, Any]]:
    """Return the list of injects (the MSEL), those with a time first, with what became of each.

    What the facilitator made up comes last.
    """
    rows = [_inject(state, scenario, spec) for spec in scenario.injects]
    rows.sort(key=lambda row: (row["at"] is None, row["at"] or 0))
    known = {spec.id for spec in scenario.injects}
    return rows + [_made_up(got) for got in state.injects.values() if got.id not in known]


def _inject(state: DrillState, scenario: Scenario, spec: InjectSpec) -> dict[str, Any]:
    got = state.injects.get(spec.id)
    again = got is not None and spec.repeat is not None and got.count < spec.repeat.times
    at = state.moved.get(spec.id, spec.at)
    trigger, code = _trigger(spec, at)
    return {
        "id": spec.id,
        "from": spec.from_,
        "name": _name(scenario, spec.from_),
        "channel": spec.channel,
        "text": state.edited.get(spec.id, spec.text),
        "edited": spec.id in state.edited,
        "at": at,
        "moved": spec.id in state.moved,
        "trigger": trigger,
        "code": code,
        "while": _condition(spec.while_),
        "unless": _condition(spec.unless),
        "times": spec.repeat.times if spec.repeat else 1,
        "every": spec.repeat.every if spec.repeat else None,
        "count": got.count if got else 0,
        "status": _status(state, spec.id, gone=got is not None and not again),
        "held": spec.id in state.held,
        "held_until": state.held.get(spec.id),
        "delivered_at": got.at if got else None,
        "answered_at": got.answered_at if got else None,
        "expect": _expect(spec),
    }


def _made_up(got: Inject) -> dict[str, Any]:
    return {
        "id": got.id,
        "from": got.from_,
        "name": got.name,
        "channel": got.channel,
        "text": got.text,
        "edited": False,
        "at": got.at,
        "moved": False,
        "trigger": "improvised",  # a mark, which pages say in their own words
        "code": None,
        "while": None,
        "unless": None,
        "times": 1,
        "every": None,
        "count": 1,
        "status": "delivered",
        "held": False,
        "held_until": None,
        "delivered_at": got.at,
        "answered_at": got.answered_at,
        "expect": {"by": [], "verb": "query.answer", "within": None} if got.expects else None,
    }


def _status(state: DrillState, inject: str, *, gone: bool) -> str:
    """Return ``delivered`` (and not to come again), ``skipped``, ``cancelled`` or ``waiting``."""
    if gone:
        return "delivered"
    if inject in state.skipped:
        return "skipped"
    return "cancelled" if inject in state.cancelled else "waiting"


def _name(scenario: Scenario, persona: str) -> str:
    found = scenario.personas.get(persona)
    return found.name if found else persona


def _expect(spec: InjectSpec) -> dict[str, Any] | None:
    expect = spec.expect
    if expect is None:
        return None
    return {"by": list(expect.by), "verb": expect.verb, "within": expect.within}


def _trigger(spec: InjectSpec, at: int | None) -> tuple[Phrase, str | None]:
    """Say when an inject comes, in words; and the condition itself, if it is one.

    ``at`` is its time (ms), the facilitator's if they moved it.
    """
    if at is not None:
        return phrase("at {time}", time=duration_text(at)), None
    if spec.after is not None:
        return joined(_after(kind, delay) for kind, delay in spec.after.items()), None
    if spec.absent is not None:
        event, span = kind_words(spec.absent.event), duration_text(spec.absent.for_)
        return phrase("no \u201c{event}\u201d for {span}", event=event, span=span), None
    return _when(spec.when or ""), spec.when


def _after(kind: str, delay: int) -> Phrase:
    span, event = duration_text(delay), kind_words(kind)
    return phrase("{span} after \u201c{event}\u201d", span=span, event=event)


def _when(source: str) -> Phrase:
    return phrase("when: {condition}", condition=condition_words(source))


def _condition(source: str | None) -> dict[str, str] | None:
    return None if source is None else {"words": condition_words(source), "code": source}


def _world(state: DrillState, scenario: Scenario) -> dict[str, Any]:
    return {
        "impact": state.impact,
        "faults": [
            {
                "fault": name,
                "service": spec.service,
                "cause": spec.cause or "",
                "strength": state.faults.get(name),
                "state": _course(state, name),
                "begins": _begins(spec),
                "red_herring": spec.red_herring,
            }
            for name, spec in scenario.faults.items()
        ],
        "pushed": [{"series": name, "by": by} for name, by in state.pushed.items()],
    }


def _course(state: DrillState, fault: str) -> str:
    """Return whether a fault is still to come (``waiting``), ``active`` or ``over``.

    One that comes and goes, or that something eased to nothing for now, is active all the time.
    """
    if fault not in state.faults:
        return "waiting"
    return "over" if fault in state.cleared else "active"


def _begins(spec: FaultSpec) -> Phrase:
    """Say when a fault begins by itself, in words."""
    if spec.at is not None:
        return phrase("at {time}", time=duration_text(spec.at))
    return _when(spec.when) if spec.when else phrase("when something starts it")


def _cast(_state: DrillState, scenario: Scenario) -> dict[str, Any]:
    """Return who can say something to the team, and where."""
    return {
        "personas": [
            {"id": name, "name": persona.name, "title": persona.title}
            for name, persona in scenario.personas.items()
        ],
        "channels": list(CHANNELS),
    }


BEHIND: dict[str, Callable[[DrillState, Scenario], Any]] = {
    "msel": _msel,
    "world": _world,
    "cast": _cast,
    "load": load,
    "probes": probes,
    "ratings": ratings,
    "notes": notes,
}
"""Sections that only the facilitator and evaluators get, by name."""

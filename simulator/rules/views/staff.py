"""What staff asks and thinks: a probe as one person sees it, and what only staff sees."""

from __future__ import annotations

from typing import Any

from simulator.model.scenario import Scenario
from simulator.model.state import DrillState
from simulator.model.written import Probe
from simulator.rules.views.redact import Viewer

__all__ = ["notes", "probe", "probes", "ratings"]


def probe(state: DrillState, viewer: Viewer) -> dict[str, Any] | None:
    """Return the open probe with the viewer's own answers, which are None until they answered.

    The newest is open until the drill ends.
    """
    if not state.probes or state.phase == "ended":
        return None
    newest = next(reversed(state.probes.values()))
    mine = newest.answers.get(viewer.person)
    return {
        "id": newest.id,
        "questions": list(newest.questions),
        "at": newest.at,
        "answers": None if mine is None else dict(mine),
    }


def probes(state: DrillState, _scenario: Scenario) -> list[dict[str, Any]]:
    """Return every probe with everybody's answers."""
    return [_whole(state, one) for one in state.probes.values()]


def _whole(state: DrillState, one: Probe) -> dict[str, Any]:
    answers = [
        {
            "person": person,
            "name": state.name(person),
            "at": one.answered_at[person],
            "answers": dict(given),
        }
        for person, given in one.answers.items()
    ]
    return {"id": one.id, "questions": list(one.questions), "at": one.at, "answers": answers}


def ratings(state: DrillState, _scenario: Scenario) -> list[dict[str, Any]]:
    """Return the newest rating that each rater gave to each criterion or capability."""
    return [
        {"of": one.of, "rating": one.rating, "note": one.note, "by": one.by, "at": one.at}
        for one in state.ratings.values()
    ]


def notes(state: DrillState, _scenario: Scenario) -> list[dict[str, Any]]:
    """Return what staff noted, oldest first."""
    return [
        {"tag": one.tag, "text": one.text, "ref": one.ref, "by": one.by, "at": one.at}
        for one in state.notes
    ]

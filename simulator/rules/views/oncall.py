"""The teams that can be paged: their hand-off notes, and whether somebody of them has come."""

from __future__ import annotations

from typing import Any, Literal

from simulator.model.scenario import Scenario
from simulator.model.state import DrillState
from simulator.rules.oncall import comers, here, team_title, waiting

__all__ = ["oncall", "team_of"]

Status = Literal["away", "asked", "coming", "here"]


def oncall(state: DrillState, scenario: Scenario) -> list[dict[str, Any]]:
    """Return a row a team, in the order of the scenario.

    ``handoff`` is the note of the last shift, for everybody to read; ``can_come`` tells whether
    anybody of it is outside the room, so that asking for it makes sense.
    """
    return [
        {
            "team": team,
            "title": team_title(scenario, team),
            "handoff": spec.handoff,
            "status": _status(state, team),
            "here": [person.name for person in here(state, team)],
            "can_come": bool(comers(scenario, team, state.t)),
        }
        for team, spec in scenario.oncall.items()
    ]


def _status(state: DrillState, team: str) -> Status:
    if here(state, team):
        return "here"
    page = waiting(state, team)
    if page is None:
        return "away"
    return "asked" if page.acked_at is None else "coming"


def team_of(state: DrillState, scenario: Scenario, person: str) -> str | None:
    """Return the title of the team for which somebody came, None if they were here anyway."""
    joined = [
        page.team
        for page in state.pages.values()
        if page.joined_at is not None and page.acked_by == person
    ]
    return team_title(scenario, joined[-1]) if joined else None

"""The teams that can be paged: their hand-off notes, and whether somebody of them has come."""

from __future__ import annotations

from typing import Any, Literal

from simulator.model.scenario import Scenario
from simulator.model.state import DrillState, Page
from simulator.rules.oncall import (
    PAGE,
    called,
    here,
    name_of,
    next_comer,
    next_step,
    steps_for,
    team_title,
    waiting,
)

__all__ = ["next_page", "oncall", "team_of"]

Status = Literal["away", "asked", "coming", "here"]


def oncall(state: DrillState, scenario: Scenario) -> list[dict[str, Any]]:
    """Return a row a team, in the order of the scenario.

    ``primary`` is the name of whoever its alerts page first at this time of day, None if they page
    nobody; ``handoff`` is the note of the last shift, for everybody to read; ``can_come`` tells
    whether anybody of it is outside the room, so that asking for it makes sense.
    """
    return [
        {
            "team": team,
            "title": team_title(scenario, team),
            "primary": _primary(state, scenario, team),
            "handoff": spec.handoff,
            "status": _status(state, team),
            "here": [person.name for person in here(state, team)],
            "can_come": next_comer(state, scenario, team, state.t) is not None,
        }
        for team, spec in scenario.oncall.items()
    ]


def next_page(state: DrillState, scenario: Scenario, page: Page) -> dict[str, Any] | None:
    """Return who is paged next if nobody acknowledges this page, and when (ms of drill time).

    It is what a pager shows its people of their own escalation policy.
    """
    found = next_step(state, scenario, page)
    if found is None:
        return None
    step, at = found
    who = called(scenario.oncall[page.team], step, scenario.start, at).who
    seated = state.seated(who)
    name = seated.name if seated else name_of(scenario, who)
    return {"name": name, "level": step.level, "at": at}


def _primary(state: DrillState, scenario: Scenario, team: str) -> str | None:
    spec = scenario.oncall[team]
    steps = steps_for(spec, PAGE)
    if not steps:
        return None
    who = called(spec, steps[0], scenario.start, state.t).who
    seated = state.seated(who)
    return seated.name if seated else name_of(scenario, who)


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

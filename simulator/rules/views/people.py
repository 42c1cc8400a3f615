"""Who is here and how they are: ready, heard, with a raised hand, a question, too much to do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from simulator.model.scenario import Scenario
from simulator.model.seats import INCIDENT_ROLES, TRAINEE_SEATS
from simulator.model.state import DrillState, Inject, Person
from simulator.rules.channels import covered_seats, reads
from simulator.rules.views.oncall import team_of
from simulator.rules.views.redact import Viewer

__all__ = ["load", "people", "questions"]

_ANSWER = "query.answer"


def people(state: DrillState, scenario: Scenario) -> list[dict[str, Any]]:
    """Return everybody who has a seat."""
    return [
        {
            "person": person.id,
            "name": person.name,
            "seat": person.seat,
            "bot": person.bot is not None,
            "persona": person.persona,
            "team": team_of(state, scenario, person.id),
            "roles": [role for role in INCIDENT_ROLES if state.holder(role) == person.id],
            "ready": person.ready,
            "comms": person.comms,
            "hand": None
            if person.hand is None
            else {"at": person.hand.at, "text": person.hand.text},
        }
        for person in state.people.values()
        if person.seat
    ]


def questions(state: DrillState, viewer: Viewer) -> list[dict[str, Any]]:
    """Return the questions to the facilitator that the viewer may read, oldest first.

    Those are their own and those that were answered to everybody; staff that sees all reads all.
    """
    return [
        {
            "id": one.id,
            "by": one.by,
            "name": state.name(one.by),
            "at": one.at,
            "text": one.text,
            "answered_at": one.answered_at,
            "answer": one.answer,
            "everybody": one.everybody,
        }
        for one in state.questions.values()
        if viewer.sees_all or one.everybody or one.by == viewer.person
    ]


def load(state: DrillState, scenario: Scenario) -> list[dict[str, Any]]:
    """Return what waits for each of those who play, and what they did last.

    What waits for an empty seat waits for whoever answers for it.
    """
    asked = {
        spec.id: spec.expect.by if spec.expect.verb == _ANSWER else ()
        for spec in scenario.injects
        if spec.expect is not None
    }
    return [
        _load(state, person, person.seat, asked)
        for person in state.people.values()
        if person.seat in TRAINEE_SEATS and not person.persona
    ]


def _load(
    state: DrillState, person: Person, seat: str, asked: Mapping[str, Collection[str]]
) -> dict[str, Any]:
    seats = covered_seats(state, person.id, seat)
    at, kind = state.newest.get(person.id, (None, None))
    pages = [page for page in state.pages.values() if page.to == person.id or page.to in seats]
    tasks = [task for task in state.tasks.values() if task.to == person.id]
    waiting = [
        inject
        for inject in state.injects.values()
        if _waits(inject)
        and reads(state, person.id, seat, inject.channel)
        and not seats.isdisjoint(asked.get(inject.id, seats))
    ]
    return {
        "person": person.id,
        "name": person.name,
        "seat": seat,
        "bot": person.bot is not None,
        "pages": sum(page.acked_at is None for page in pages),
        "tasks": sum(task.reported_at is None for task in tasks),
        "questions": len(waiting),
        "offers": sum(
            held.to == person.id and held.accepted_at is None for held in state.roles.values()
        ),
        "last_at": at,
        "last": kind,
    }


def _waits(inject: Inject) -> bool:
    return inject.expects and inject.answered_at is None

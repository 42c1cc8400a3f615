"""Span of control: how many people report to the incident commander directly."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.model.seats import TRAINEE_SEATS
from simulator.model.state import DrillState

__all__ = ["TURNS_WITH", "direct_reports"]

TURNS_WITH = (
    "seat.taken",
    "seat.left",
    "responder.joined",
    "role.assigned",
    "role.handover",
    "role.accepted",
    "role.released",
    "task.assigned",
    "task.reported",
)
"""The kinds of events with which alone the number can change."""

_LEADS = ("ol", "cl", "scribe", "planner")
"""The roles that report to the commander."""


def direct_reports(state: DrillState) -> int:
    """Return how many people report to the commander directly; none without a commander.

    Those are the holders of the other roles, everybody with an open task from the commander, and,
    while no one else leads the operations, every responder. Nobody is counted twice.
    """
    ic = state.holder("ic")
    if ic is None:
        return 0
    return len({*_leads(state), *_tasked(state, ic), *_unled(state, ic)} - {ic})


def _leads(state: DrillState) -> Iterator[str]:
    yield from (held for role in _LEADS if (held := state.holder(role)) is not None)


def _tasked(state: DrillState, ic: str) -> Iterator[str]:
    """Yield who still owes the commander a report, and is here to give it."""
    for task in state.tasks.values():
        if task.by == ic and task.reported_at is None and _here(state, task.to):
            yield task.to


def _here(state: DrillState, who: str) -> bool:
    person = state.people.get(who)
    return person is None or person.seat in TRAINEE_SEATS


def _unled(state: DrillState, ic: str) -> Iterator[str]:
    """Yield the responders while nobody stands between them and the commander."""
    if state.holder("ol") in (None, ic):
        yield from (one.id for one in state.people.values() if one.seat == "responder")

"""Who held which incident role, and when. Times are ms of drill time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.model.records import Event
from simulator.model.seats import TRAINEE_SEATS
from simulator.model.units import MINUTE

__all__ = ["Tenure", "crew_of", "role_in", "staffable", "tenures_of"]

_IMPLICIT = 5 * MINUTE
"""Who was named and acts in the role this soon has accepted it, even without saying so."""

_ACTS: dict[str, frozenset[str]] = {
    "ic": frozenset({
        "action.approved", "cadence.set", "decision.logged", "exit_criteria.set", "plan.reviewed",
        "role.assigned", "severity.set", "task.assigned",
    }),
    "ol": frozenset({
        "action.announced", "action.proposed", "action.started", "hypothesis.stated",
        "scope.defined", "task.assigned",
    }),
    "cl": frozenset({"statuspage.posted", "update.posted"}),
}  # fmt: skip
"""What holding a role looks like."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one role from ``start`` until ``end`` (not included); ``seq`` began it."""

    role: str
    person: str
    start: int
    end: int
    seq: int


def role_in(event: Event) -> str:
    """Return which role an event is about; a log from elsewhere may name only its actor's."""
    return str(event.data.get("role") or event.role).lower()


def tenures_of(events: Iterable[Event], end: int) -> dict[str, list[Tenure]]:
    """Read who held each role: from acceptance until release, or until the next one accepts.

    ``end`` closes what is open when the log ends.
    """
    starts: dict[str, list[tuple[Event, str | None]]] = {}
    named: dict[str, Event] = {}
    for event in events:
        if event.kind in ("role.assigned", "role.handover"):
            named[role_in(event)] = event
        elif event.kind == "role.accepted":
            starts.setdefault(role_in(event), []).append((event, event.actor))
            named.pop(role_in(event), None)
        elif event.kind == "role.released":
            starts.setdefault(role_in(event), []).append((event, None))
        else:
            for role in _taken_up(event, named):
                starts.setdefault(role, []).append((event, event.actor))
                del named[role]
    return {role: _spans(role, marks, end) for role, marks in starts.items()}


def _taken_up(event: Event, named: Mapping[str, Event]) -> list[str]:
    return [
        role
        for role, naming in named.items()
        if naming.data.get("to") == event.actor
        and event.t - naming.t <= _IMPLICIT
        and event.kind in _ACTS.get(role, ())
    ]


def _spans(role: str, marks: list[tuple[Event, str | None]], end: int) -> list[Tenure]:
    out: list[Tenure] = []
    for i, (event, person) in enumerate(marks):
        until = marks[i + 1][0].t if i + 1 < len(marks) else end
        if person is not None:
            out.append(Tenure(role, person, event.t, until, event.seq))
    return out


def crew_of(seatings: Iterable[Event]) -> dict[str, str]:
    """Return the trainees' and bots' seats by person; empty if the log does not record seats."""
    return {
        str(e.data.get("person")): str(e.data.get("seat"))
        for e in seatings
        if e.data.get("seat") in TRAINEE_SEATS
    }


def staffable(roles: Iterable[str], crew: Mapping[str, str]) -> list[str]:
    """Keep the roles, besides the IC's, that this crew has people for.

    Those with a seat of their own first, then as many as there are responders. A role that nobody
    can take stays with the IC. Without recorded seats every role can be staffed.
    """
    wanted = [role for role in roles if role != "ic"]
    if not crew:
        return wanted
    seats = list(crew.values())
    own = [role for role in wanted if role in seats]
    spare = seats.count("responder") if len(crew) > 1 else 0
    if len(crew) == 1:
        return []
    return own + [role for role in wanted if role not in own][:spare]

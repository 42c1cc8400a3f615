"""Who held which incident role, and when. Times are ms of drill time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.model.records import Event
from simulator.model.seats import EVALUATOR, TRAINEE_SEATS
from simulator.model.units import MINUTE

__all__ = ["ACTS", "ROLE_KINDS", "Tenure", "crew_of", "role_in", "staffable", "tenures_of"]

_IMPLICIT = 5 * MINUTE
"""Who was named and acts in the role this soon has accepted it, even without saying so."""

ACTS: dict[str, frozenset[str]] = {
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

ROLE_KINDS = (
    "role.assigned",
    "role.handover",
    "role.accepted",
    "role.released",
    "seat.left",
    "seat.taken",
    *sorted(frozenset.union(*ACTS.values())),
)
"""The kinds of events that tell who holds a role."""

_Mark = tuple[Event, str | None]
"""What changed who holds a role, and who holds it from then on."""


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

    Whoever leaves the drill holds nothing any more; who then sits down in the seat of such a role
    is named by that. ``end`` closes what is open when the log ends.
    """
    starts: dict[str, list[_Mark]] = {}
    named: dict[str, tuple[int, object]] = {}
    for event in events:
        if event.kind in ("role.assigned", "role.handover"):
            named[role_in(event)] = event.t, event.data.get("to")
        elif event.kind in ("seat.left", "seat.taken"):
            _moved(event, starts, named)
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


def _moved(
    event: Event, starts: dict[str, list[_Mark]], named: dict[str, tuple[int, object]]
) -> None:
    """End what somebody held who leaves; name who sits down where a role is vacant."""
    seat = str(event.data.get("seat"))
    if event.kind == "seat.taken" and seat != EVALUATOR:
        if seat in starts and starts[seat][-1][1] is None:
            named[seat] = event.t, event.data.get("person")
        return
    for marks in starts.values():
        if marks[-1][1] is not None and marks[-1][1] == event.data.get("person"):
            marks.append((event, None))


def _taken_up(event: Event, named: Mapping[str, tuple[int, object]]) -> list[str]:
    return [
        role
        for role, (t, to) in named.items()
        if to == event.actor and event.t - t <= _IMPLICIT and event.kind in ACTS.get(role, ())
    ]


def _spans(role: str, marks: list[_Mark], end: int) -> list[Tenure]:
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

"""From when somebody in a role could read an event: audience, channel, and who was there.

What the whitelist of event kinds says of a seat is applied to a log as it stands. Operations are
the OL and responders; the IC reads for a core role that nobody has. Times are ms of drill time.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulator.model.records import Event
from simulator.rules.channels import PUBLIC, channel_seat
from simulator.rules.kinds import EVENT_KINDS
from simulator.scoring.trace import Trace

__all__ = ["reached"]

_OPS = ("ol", "responder")
_FOREVER = 1 << 60

Stay = tuple[int, int, int]
"""From when until when somebody was there, and the seq of the event that began it."""


def reached(trace: Trace, role: str, events: Iterable[Event]) -> tuple[int, int] | None:
    """Return when whoever has a role could first read one of some events, and the seq that shows.

    ``events`` are in order. Whoever comes later reads then what everybody could read before.
    """
    for event in events:
        if _may_read(trace, role, event):
            found = _there_from(trace, role, event.t)
            if found is not None:
                t, seq = found
                return (event.t, event.seq) if t <= event.t else (t, seq)
    return None


def _may_read(trace: Trace, role: str, event: Event) -> bool:
    kind = EVENT_KINDS.get(event.kind)
    if kind is None:
        return False
    if kind.audience == "actor":
        return event.role in _OPS if role == "ol" else trace.acts_as(event, role)
    if kind.audience == "channel":
        seat = channel_seat(str(event.data.get("channel") or PUBLIC))
        mine = seat in (None, role) or event.role == role
        return mine or (role == "ic" and not _there(trace, str(seat), event.t))
    return kind.audience == "all"


def _there(trace: Trace, role: str, t: int) -> bool:
    found = _there_from(trace, role, t)
    return found is not None and found[0] <= t


def _there_from(trace: Trace, role: str, t: int) -> tuple[int, int] | None:
    """Return the first moment from ``t`` on at which somebody was there, and what began it."""
    stays = [stay for stay in _stays(trace, role) if stay[1] > t]
    start, _, seq = min(stays, default=(None, 0, 0))
    return None if start is None else (max(start, t), seq)


def _stays(trace: Trace, role: str) -> list[Stay]:
    return trace.remember(("stays", role), lambda: _find_stays(trace, role))


def _find_stays(trace: Trace, role: str) -> list[Stay]:
    """Find when somebody sat in a role's seat or held it.

    Where no seats were recorded, responders are there from their first act on.
    """
    roles = _OPS if role == "ol" else (role,)
    held = [(x.start, x.end, x.seq) for one in roles for x in trace.tenures.get(one, [])]
    if trace.crew:
        return held + _seated(trace, roles)
    acts = [e for e in trace.of(*EVENT_KINDS) if e.role == "responder"] if role == "ol" else []
    return held + [(e.t, _FOREVER, e.seq) for e in acts[:1]]


def _seated(trace: Trace, seats: Iterable[str]) -> list[Stay]:
    wanted = frozenset(seats)
    since: dict[str, Event] = {}
    stays: list[Stay] = []
    for event in trace.of("seat.taken", "seat.left"):
        person = str(event.data.get("person"))
        began = since.pop(person, None)
        if began is not None:
            stays.append((began.t, event.t, began.seq))
        if event.kind == "seat.taken" and event.data.get("seat") in wanted:
            since[person] = event
    return stays + [(e.t, _FOREVER, e.seq) for e in since.values()]

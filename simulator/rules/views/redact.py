"""Events as one viewer may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.model.records import Event
from simulator.model.seats import SEEING_SEATS
from simulator.model.state import DrillState
from simulator.rules.audience import sees
from simulator.rules.kinds import EVENT_KINDS

__all__ = ["Viewer", "redact"]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: a person and the seat they sit in, those of staff included."""

    person: str
    seat: str

    @property
    def sees_all(self) -> bool:
        """Whether nothing is hidden from this viewer."""
        return self.seat in SEEING_SEATS


def redact(event: Event, state: DrillState, viewer: Viewer) -> dict[str, Any] | None:
    """Return the event with the fields that the viewer may read, or None if it is not for them.

    ``state`` is the state after the event: who reads a channel depends on who sits where.
    """
    if viewer.sees_all:
        return event.as_json()
    if not sees(event, state, viewer.person, viewer.seat):
        return None
    fields = EVENT_KINDS[event.kind].fields
    return {
        "seq": event.seq,
        "t": event.t,
        "kind": event.kind,
        "actor": event.actor,
        "role": event.role,
        "data": {key: event.data[key] for key in fields if key in event.data},
    }

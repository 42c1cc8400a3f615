"""Events as one viewer may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.model.records import Event
from simulator.model.state import DrillState
from simulator.rules.channels import PUBLIC, reads
from simulator.rules.kinds import EVENT_KINDS, Kind

__all__ = ["Viewer", "redact"]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: a person and the seat they sit in (``facilitator`` and ``observer`` included)."""

    person: str
    seat: str

    @property
    def sees_all(self) -> bool:
        """Whether nothing is hidden from this viewer."""
        return self.seat == "facilitator"


def redact(event: Event, state: DrillState, viewer: Viewer) -> dict[str, Any] | None:
    """Return the event with the fields that the viewer may read, or None if it is not for them.

    ``state`` is the state after the event: who reads a channel depends on who sits where.
    """
    if viewer.sees_all:
        return event.as_json()
    kind = EVENT_KINDS.get(event.kind)
    if kind is None or not _in_audience(kind, event, state, viewer):
        return None
    return {
        "seq": event.seq,
        "t": event.t,
        "kind": event.kind,
        "actor": event.actor,
        "role": event.role,
        "data": {key: event.data[key] for key in kind.fields if key in event.data},
    }


def _in_audience(kind: Kind, event: Event, state: DrillState, viewer: Viewer) -> bool:
    if kind.audience == "all":
        return True
    if kind.audience == "actor":
        return event.actor == viewer.person
    if kind.audience == "channel":
        channel = str(event.data.get("channel", PUBLIC))
        said_it = event.actor == viewer.person and event.role != "persona"
        return said_it or reads(state, viewer.person, viewer.seat, channel)
    return False

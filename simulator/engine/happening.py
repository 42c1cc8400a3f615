"""What the world hands out: events that have no number yet."""

from __future__ import annotations

from simulator.model.records import Event

__all__ = ["UNNUMBERED", "Happening"]

Happening = Event
"""Something that became true, as an event whose number is :data:`UNNUMBERED` until the session
that keeps the log gives it its own. One object does for both, because thousands are made."""

UNNUMBERED = 0

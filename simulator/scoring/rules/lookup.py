"""Finding events by what they say and when they came, without going through all of them again.

A log of many events of one kind would else be gone through once for each of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from simulator.model.records import Event
from simulator.scoring.trace import Trace

__all__ = ["about", "by_field", "later", "looks", "newest", "place"]


def place(event: Event) -> tuple[int, int]:
    """Return where an event stands in its log."""
    return event.t, event.seq


def about(value: object) -> object:
    """Return what a field says, as a key; what a log holds may be anything."""
    return value if value is None or isinstance(value, str | int | float) else repr(value)


def by_field(trace: Trace, key: str, *kinds: str) -> Mapping[object, Sequence[Event]]:
    """Return the events of some kinds by what one of their fields says, each list in order."""

    def group() -> Mapping[object, Sequence[Event]]:
        found: dict[object, list[Event]] = {}
        for event in trace.of(*kinds):
            found.setdefault(about(event.data.get(key)), []).append(event)
        return found

    return trace.remember(("by field", key, kinds), group)


def later(events: Sequence[Event], than: Event) -> Iterator[Event]:
    """Give the events that came after another one, of a list in order."""
    first = bisect_right(events, place(than), key=place)
    return (events[i] for i in range(first, len(events)))


def newest(events: Sequence[Event], after: Event, before: Event) -> Event | None:
    """Return the newest event between two others, of a list in order."""
    last = bisect_left(events, place(before), key=place) - 1
    return events[last] if last >= 0 and place(events[last]) > place(after) else None


def looks(trace: Trace, no_proof: Sequence[str]) -> Sequence[Event]:
    """Return the looks at evidence, but for those at sources that prove nothing."""

    def found() -> Sequence[Event]:
        return [e for e in trace.of("evidence.viewed") if e.data.get("kind") not in no_proof]

    return trace.remember(("looks", *no_proof), found)

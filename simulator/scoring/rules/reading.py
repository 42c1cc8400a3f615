"""What rules ask of a log besides its events: when the incident ran, and what silence in it means.

Times are ms of drill time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from simulator.model.records import Event
from simulator.scoring.alarms import BEGINNINGS
from simulator.scoring.combinators import Interval
from simulator.scoring.content.entries import is_empty
from simulator.scoring.trace import Trace

__all__ = ["alone", "closings", "covered", "not_kept", "running", "says_something"]


def closings(trace: Trace) -> list[Event]:
    """Return every closing, also one that was taken back; standing down a false alarm is none."""
    stood_down = {alarm.ended.seq for alarm in trace.false_alarms}
    return [e for e in trace.of("incident.resolved") if e.seq not in stood_down]


def running(trace: Trace, start: int) -> list[Interval]:
    """Return when the incident ran from ``start`` on: not while it was closed or stood down."""
    spans: list[Interval] = []
    begun: int | None = start
    for event in trace.of("incident.resolved", *BEGINNINGS):
        if event.kind in BEGINNINGS:
            begun = max(start, event.t) if begun is None else begun
        elif begun is not None:
            spans.append((begun, event.t))
            begun = None
    if begun is not None:
        spans.append((begun, trace.end))
    return [(a, b) for a, b in spans if a < b]


def covered(spans: Iterable[Interval], by: Iterable[Interval]) -> list[Interval]:
    """Return the parts of ``spans`` that lie in an interval of ``by``, in order and joined."""
    one, other = _joined(spans), _joined(by)
    inside: list[Interval] = []
    i = j = 0
    while i < len(one) and j < len(other):
        a, b = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if a < b:
            inside.append((a, b))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return inside


def _joined(spans: Iterable[Interval]) -> list[Interval]:
    """Return the same time in intervals that do not touch, in order."""
    joined: list[Interval] = []
    for a, b in sorted(span for span in spans if span[0] < span[1]):
        if joined and a <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(b, joined[-1][1])
        else:
            joined.append((a, b))
    return joined


def alone(trace: Trace) -> bool:
    """Whether one person plays the whole team."""
    return len(trace.crew) == 1


def not_kept(trace: Trace, event: Event, key: str) -> bool:
    """Whether a field is missing because a recorder from elsewhere did not write it down."""
    return key not in event.data and not trace.composed and not trace.sees_all


def says_something(trace: Trace, event: Event, key: str = "text") -> bool:
    """Whether a text that people wrote says anything; one that was not recorded is taken to."""
    text: Any = event.data.get(key)
    if text is None and not trace.composed:
        return True
    return not is_empty(text)

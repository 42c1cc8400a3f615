"""Typing does not compress: at higher speed a clock is never shorter than people's hands need."""

from __future__ import annotations

from typing import Literal

from simulator.scoring.combinators import Span
from simulator.scoring.trace import Trace

__all__ = ["Work", "paced"]

Work = Literal["ack", "triage", "update", "statuspage"]
"""What people do with their hands (see :class:`simulator.model.policy.Pace`)."""

_FASTEST = 60
"""No drill runs faster, whatever a log says."""


def paced(trace: Trace, span: Span, work: Work | None, start: int) -> Span:
    """Return a clock, given the speeds at which the drill ran from ``start`` until its limit.

    Full credit never ends before the work can be done at the fastest speed of that time; no credit
    begins as much later. At speed 1, and in a real incident, nothing changes.
    """
    if work is None:
        return span
    fastest = max(_speeds(trace, start, start + span[1]), default=1.0)
    need = round(getattr(trace.policy.pace, work) * fastest) if fastest > 1 else 0
    more = max(0, need - span[0])
    return span[0] + more, span[1] + more


def _speeds(trace: Trace, start: int, end: int) -> list[float]:
    """Return the speed at ``start`` and those that were set before ``end``."""
    found: list[float] = []
    for event in trace.of("drill.speed"):
        speed = event.data.get("factor")
        if event.t >= end or not isinstance(speed, int | float):
            continue
        if event.t <= start:
            found.clear()
        found.append(min(float(speed), _FASTEST) if speed == speed else 1.0)  # noqa: PLR0124 - NaN
    return found

"""When a noisy signal next crosses a threshold: solved, and scanned only where noise matters."""

from __future__ import annotations

from simulator.model.alert_expr import AlertExpr
from simulator.model.signals import GRID, NOISE_BOUND, Series

__all__ = ["next_flip"]


def next_flip(expr: AlertExpr, series: Series, start: int, stop: int, *, state: bool) -> int | None:
    """Return the first tick from ``start`` to ``stop`` at which ``expr`` is no longer ``state``.

    ``start`` is on the grid and not before the newest segment of ``series``, which is taken to
    last. The answer is exactly what looking at every tick would give: noise is bounded, so where
    the true value is further than that from the threshold the answer is certain, and since the
    segment is monotone such stretches are skipped in one step. None means not by ``stop`` (ms).
    """
    segment = series.current
    tick = start
    while tick <= stop:
        sure = _certain(expr, series, segment.value(tick))
        if sure is None:
            if expr.holds(series.observed(tick)) != state:
                return tick
        elif sure != state:
            return tick
        elif tick >= segment.end or _certain(expr, series, segment.to) == state:
            return None
        else:
            tick = max(tick, _leaves(expr, series) - GRID)
        tick += GRID
    return None


def _certain(expr: AlertExpr, series: Series, value: float) -> bool | None:
    """Tell what ``expr`` says of ``value`` under any noise, or None if noise decides.

    Adding and clamping are monotone, also after rounding, so the two extremes bound all others.
    """
    margin = series.amplitude * NOISE_BOUND
    low = expr.holds(min(max(value - margin, series.low), series.high))
    high = expr.holds(min(max(value + margin, series.low), series.high))
    return low if low == high else None


def _leaves(expr: AlertExpr, series: Series) -> int:
    """Return a tick at which the segment is still on its side of the threshold, close to the edge.

    0 if that cannot be solved, as when limits cut the way off; then every tick is looked at.
    """
    segment = series.current
    margin = series.amplitude * NOISE_BOUND
    edge = expr.threshold - margin if segment.v0 < segment.to else expr.threshold + margin
    at = segment.reaches(edge)
    # One tick of slack covers the rounding of the solution.
    return 0 if at is None else (at // GRID - 1) * GRID

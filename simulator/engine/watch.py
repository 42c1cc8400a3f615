"""When an alert expression next turns: solved or bounded, and looked at only where noise matters.

Every series makes one monotone move at a time, its noise is bounded, and a lost monitor shows one
thing for ever. So over any stretch of time each series lies within a range that its two ends
give, and where the expression is sure over such ranges nothing need be looked at. One series
against one number is solved in closed form. Anything else is cut in halves until it is sure: two
evaluations a halving, about nine halvings a crossing in a drill of two hours, and one look at
each tick at which noise alone decides. No call looks more than :data:`LOOKS` times; where that is
not enough it says from where to go on, so that a signal which moves anew wastes little.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulator.model.alert_expr import AlertExpr, Atom, Range
from simulator.model.signals import GRID, NOISE_BOUND, Series

__all__ = ["LOOKS", "next_look"]

LOOKS = 40
"""So many ticks are looked at in one call."""

_SLACK = 1e-12
"""Rounding on the way may go this far beyond the end of a move, relative to the values."""


def next_look(
    expr: AlertExpr, series: Mapping[str, Series], start: int, stop: int, *, state: bool
) -> int | None:
    """Return the first tick from ``start`` to ``stop`` at which ``expr`` is no longer ``state``.

    Where that takes too many looks it is an earlier tick, at which to ask again: nothing turns
    before it. None means not by ``stop`` (ms), unless a series moves anew or its monitor fails or
    recovers. ``start`` is on the grid and not before the newest segment of any of the series.
    """
    if start > stop:
        return None
    atom = expr.atom
    if atom is not None and series[atom.series].blind is None:
        return _solved(atom, series[atom.series], start, stop, state=state)
    return _Search(expr, series, state=state).first(start, start + (stop - start) // GRID * GRID)


# -- one series against one number -----------------------------------------------------------------


def _solved(atom: Atom, series: Series, start: int, stop: int, *, state: bool) -> int | None:
    segment = series.current
    rests = _certain(atom, series, segment.to)
    tick, looks = start, 0
    while tick < segment.end and tick <= stop:
        sure = _certain(atom, series, segment.value(tick))
        if sure is None:
            looks += 1
            if looks > LOOKS or atom.holds(series.measured(tick)) != state:
                return tick
        elif sure != state:
            return tick
        elif rests == state:
            return None
        else:
            tick = max(tick, _leaves(atom, series) - GRID)
        tick += GRID
    if rests is not None:
        return tick if rests != state and tick <= stop else None
    last = min(stop, tick + LOOKS * GRID)
    found = series.next_at_rest(tick, last, atom.test, atom.threshold, state=not state)
    return last // GRID * GRID if found is None and last < stop else found


def _certain(atom: Atom, series: Series, value: float) -> bool | None:
    """Tell what ``atom`` says of ``value`` under any noise, or None if noise decides.

    Adding and clamping are monotone, also after rounding, so the two extremes bound all others.
    """
    low, high = _noisy(series, value, value)
    one, two = atom.test(low, atom.threshold), atom.test(high, atom.threshold)
    return one if one == two else None


def _leaves(atom: Atom, series: Series) -> int:
    """Return a tick at which the segment is still on its side of the threshold, close to the edge.

    0 if that cannot be solved, as when limits cut the way off; then every tick is looked at.
    """
    segment = series.current
    margin = series.amplitude * NOISE_BOUND
    edge = atom.threshold - margin if segment.v0 < segment.to else atom.threshold + margin
    at = segment.reaches(edge)
    # One tick of slack covers the rounding of the solution.
    return 0 if at is None else (at // GRID - 1) * GRID


# -- anything else ---------------------------------------------------------------------------------


class _Search:
    """One search over a stretch of ticks, from the left."""

    def __init__(self, expr: AlertExpr, series: Mapping[str, Series], *, state: bool) -> None:
        self._expr = expr
        self._series = [(name, series[name]) for name in expr.names]
        self._state = state
        seen = [one for _, one in self._series if one.blind is None]
        self._rests = max((one.current.end for one in seen), default=0)
        self._quiet = not any(one.amplitude for one in seen)
        self._looks = 0

    def first(self, first: int, last: int) -> int | None:
        """Return the first tick that is not ``state``, or one at which the looks are used up."""
        sure = self._expr.sure({name: _range(one, first, last) for name, one in self._series})
        if sure is not None:
            return first if sure != self._state else None
        if first >= self._rests:
            return self._scan(first, first if self._quiet else last)
        if first == last:
            return self._scan(first, last)
        middle = first + (last - first) // (2 * GRID) * GRID
        found = self.first(first, middle)
        return self.first(middle + GRID, last) if found is None else found

    def _scan(self, first: int, last: int) -> int | None:
        for tick in range(first, last + 1, GRID):
            self._looks += 1
            readings = {name: one.observed(tick) for name, one in self._series}
            if self._looks > LOOKS or self._expr.holds(readings) != self._state:
                return tick
        return None


def _range(series: Series, first: int, last: int) -> Range:
    """Return between what a series is seen from one tick to another, None if it is not seen."""
    if series.blind is not None:
        value = series.observed(first)
        return None if value is None else (value, value)
    segment = series.current
    one, two = segment.value(first), segment.value(last)
    if one == two and first >= segment.end:
        return _noisy(series, one, two)
    slack = _SLACK * (abs(segment.v0) + abs(segment.to))
    return _noisy(series, min(one, two) - slack, max(one, two) + slack)


def _noisy(series: Series, low: float, high: float) -> tuple[float, float]:
    margin, floor, top = series.amplitude * NOISE_BOUND, series.low, series.high
    low, high = low - margin, high + margin
    low = floor if low < floor else min(low, top)
    high = top if high > top else max(high, floor)
    return low, high

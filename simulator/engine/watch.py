"""When an alert expression turns for good: solved or bounded, read only where noise matters.

Every series makes one monotone move at a time, its noise is bounded, and a lost monitor shows one
thing for ever. So over any stretch of time each series lies within a range that its two ends
give, and where the expression is sure over such ranges nothing need be looked at. One series
against one number is solved in closed form. Anything else is cut in halves until it is sure: two
evaluations a halving, about nine halvings a crossing in a drill of two hours, and one look at
each tick at which noise alone decides.

What is looked for is a run: so many ticks in a row at which the expression is the same. What noise
does between such runs changes nothing that anybody sees. No call looks much more than
:data:`LOOKS` times; where that is not enough it says when to ask again, so that a signal which
moves anew wastes little.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from simulator.model.alert_expr import AlertExpr, Atom, Range
from simulator.model.signals import GRID, Series, grid_after

__all__ = ["LOOKS", "Turn", "next_run"]

LOOKS = 40
"""After so many looks a search gives up for the time being."""

_SLACK = 1e-12
"""Rounding on the way may go this far beyond the end of a move, relative to the values."""


class Turn(NamedTuple):
    """The tick at which a run is complete or, if that is not ``sure``, at which to ask again."""

    at: int
    sure: bool


def next_run(  # noqa: PLR0913 - a search has this many facts
    expr: AlertExpr,
    series: Mapping[str, Series],
    start: int,
    stop: int,
    *,
    state: bool,
    need: int = 1,
    since: int | None = None,
) -> Turn | None:
    """Return when ``expr`` will have been ``state`` at ``need`` ticks in a row.

    ``start`` is the first tick that is looked at, not before the newest segment of any of the
    series; if a run is going on already, ``since`` is its first tick. No run is complete before
    the answer, nor by ``stop`` (ms) if that is later, unless a series moves anew or its monitor
    fails or recovers. None means that until then not a single tick is ``state``.
    """
    if start > stop:
        return None
    unsure: list[Atom] = []
    for atom in expr.all_of:
        sure = _throughout(atom, series[atom.series], start)
        if sure is False:
            # Most moves concern a rule as little as that.
            return None if state else _steady(start, need, since)
        if sure is None:
            unsure.append(atom)
    if expr.joined:
        if not unsure:
            return _steady(start, need, since) if state else None
        atom = unsure[0]
        if len(unsure) == 1 and series[atom.series].blind is None:
            # What else it asks for holds all the time, so this is the whole of it.
            one = series[atom.series]
            return _solved(atom, one, start, stop, state=state, need=need, since=since)
    search = _Search(expr, series)
    last = start + (stop - start) // GRID * GRID
    return search.run(start, last, state=state, need=need, since=since)


def _steady(start: int, need: int, since: int | None) -> Turn:
    """Return the end of a run that nothing breaks."""
    return Turn((start if since is None else since) + (need - 1) * GRID, sure=True)


# -- one series against one number -----------------------------------------------------------------


def _throughout(atom: Atom, series: Series, start: int) -> bool | None:
    """Tell what ``atom`` is from ``start`` on, None if it may turn or nobody sees its series."""
    if series.blinds and series.blind is not None:
        return None
    segment = series.current
    one, two = segment.value(start), segment.to
    low, high = series.bounds(one, two) if one < two else series.bounds(two, one)
    holds = atom.test(low, atom.threshold)
    return holds if holds is atom.test(high, atom.threshold) else None


def _solved(  # noqa: PLR0913 - as above
    atom: Atom,
    series: Series,
    start: int,
    stop: int,
    *,
    state: bool,
    need: int,
    since: int | None,
) -> Turn | None:
    """Cut the way in three, sure, decided by noise, and sure again, and look at the middle only.

    It is not sure of the same all the way.
    """
    segment = series.current
    begins = _certain(atom, series, segment.value(start))
    rests = _certain(atom, series, segment.to)
    first = start if begins is None else _leaves(atom, series, start, sure=begins)
    if since is None or begins is (not state):
        since = start if begins is state else first
    last = stop if rests is None else min(stop, _enters(atom, series, sure=rests) - GRID)
    found = series.first_run(
        first, last, atom.test, atom.threshold,
        state=state, need=need, since=since, stays=rests is state, looks=LOOKS,
    )  # fmt: skip
    return Turn(stop + GRID, sure=True) if found is None else Turn(*found)


def _certain(atom: Atom, series: Series, value: float) -> bool | None:
    """Tell what ``atom`` says of ``value`` under any noise, or None if noise decides.

    Adding and clamping are monotone, also after rounding, so the two extremes bound all others.
    """
    low, high = series.bounds(value, value)
    one = atom.test(low, atom.threshold)
    return one if one is atom.test(high, atom.threshold) else None


def _leaves(atom: Atom, series: Series, start: int, *, sure: bool) -> int:
    """Return a tick before which the segment is still on its side of the threshold for sure."""
    segment = series.current
    margin = -series.margin if segment.v0 < segment.to else series.margin
    at = segment.reaches(atom.threshold + margin)
    tick = 0 if at is None else at // GRID * GRID
    # A solution is rounded; that nothing turns before it is checked on the tick before.
    if tick > start and _certain(atom, series, segment.value(tick - GRID)) is sure:
        return tick
    return start


def _enters(atom: Atom, series: Series, *, sure: bool) -> int:
    """Return a tick from which on the segment is on its last side of the threshold for sure."""
    segment = series.current
    margin = series.margin if segment.v0 < segment.to else -series.margin
    at = segment.reaches(atom.threshold + margin)
    if at is not None:
        tick = grid_after(at + 1)
        if _certain(atom, series, segment.value(tick)) is sure:
            return tick
    return grid_after(segment.end)


# -- anything else ---------------------------------------------------------------------------------


class _Search:
    """One search over a stretch of ticks, from the left."""

    def __init__(self, expr: AlertExpr, series: Mapping[str, Series]) -> None:
        self._expr = expr
        self._series = [(name, series[name]) for name in expr.names]
        seen = [one for _, one in self._series if one.blind is None]
        self._rests = max((one.current.end for one in seen), default=0)
        self._quiet = not any(one.amplitude for one in seen)
        self._looks = 0

    def run(
        self, start: int, last: int, *, state: bool, need: int, since: int | None
    ) -> Turn | None:
        """Go from the first tick of a run to where it breaks, until one is long enough."""
        never = since is None
        while start <= last:
            if since is None:
                since = self._first(start, last, wanted=state)
                if since is None:
                    break
                if self._looks > LOOKS:
                    return Turn(since, sure=False)
                never, start = False, since + GRID
            goal = since + (need - 1) * GRID
            broken = self._first(start, min(goal, last), wanted=not state)
            if broken is None:
                return Turn(goal, sure=True)
            if self._looks > LOOKS:
                return Turn(broken, sure=False)
            start, since = broken + GRID, None
        return None if never else Turn(last + GRID, sure=True)

    def _first(self, first: int, last: int, *, wanted: bool) -> int | None:
        """Return the first tick that is ``wanted``, or one at which the looks are used up."""
        if first > last:
            return None
        sure = self._expr.sure({name: _range(one, first, last) for name, one in self._series})
        if sure is not None:
            return first if sure is wanted else None
        if first >= self._rests:
            return self._scan(first, first if self._quiet else last, wanted=wanted)
        if first == last:
            return self._scan(first, last, wanted=wanted)
        middle = first + (last - first) // (2 * GRID) * GRID
        found = self._first(first, middle, wanted=wanted)
        return self._first(middle + GRID, last, wanted=wanted) if found is None else found

    def _scan(self, first: int, last: int, *, wanted: bool) -> int | None:
        for tick in range(first, last + 1, GRID):
            self._looks += 1
            readings = {name: one.observed(tick) for name, one in self._series}
            if self._looks > LOOKS or self._expr.holds(readings) is wanted:
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
        return series.bounds(one, two)
    slack = _SLACK * (abs(segment.v0) + abs(segment.to))
    return series.bounds(min(one, two) - slack, max(one, two) + slack)

"""Reading the charts: what is out of the ordinary, how far, and since when it is not any more.

Everything is worked out from the whole chart, so that looking more often changes nothing. A chart
may have holes (its monitor is gone) or stand still (its monitor is stuck); neither is good news.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Any

__all__ = ["Charts", "Curve", "Points", "read_charts"]

Points = Sequence[float | None]
"""What a chart shows, None where it has a hole."""

_MARGIN = 0.012
"""How far a share may be above normal before it is more than noise."""
_RELATIVE = {"ms": 0.3, "rate": 0.15, "number": 0.5}
"""The same for other units, as a share of the normal value."""
_NEAR = 3
"""Points that a reading of one moment is averaged over."""
_STUCK = 8
"""So many equal points in a row are a graph that stands still, if it ever moved before."""
_APART = 60_000
"""Two bad spells closer than this are one (ms)."""
_SPELLS = 3
"""From so many bad spells on, trouble comes and goes."""
_FULL = 0.999
_BACK = 0.25
"""A rise by this share of the worst, after a change had helped, is a relapse."""
_LOW = 0.75
"""Only what had fallen to this share of the worst can come back."""
_LASTS = 45_000
_SEEN = 0.04
"""A new bad spell counts once it lasts (ms) and is seen against the worst."""

_BAD = re.compile(
    r"error|fail|timeout|timed_out|declin|reject|lost|loss|refus|drop|retr|abandon|dead|slow|lag"
    r"|queue|backlog|evict|5xx|4xx|restart|crash|conflict|stale|behind|delay|bounce|unpaid|stuck"
)
_GOOD = re.compile(r"success|availab|hit_?r|healthy|complet|conver|accept|approv|deliver|ok$|made")


@dataclass(frozen=True)
class Curve:
    """One chart, judged.

    ``bad_since`` is when it first left normal, ``calm_since`` when it was back for good (None while
    it is not, and while nobody can tell); ``dark_since`` is since when it shows nothing (new), and
    ``outside`` are the points at which it was bad, by their index.
    """

    name: str
    service: str
    unit: str
    normal: float
    worst: float
    value: float
    bad_since: int | None
    calm_since: int | None
    times: Sequence[int]
    values: Points
    outside: Sequence[int] = ()
    dark_since: int | None = None
    fails: bool = False
    """Whether it shows a share of requests that fail."""

    @cached_property
    def spells(self) -> tuple[tuple[int, int], ...]:
        """The times in which it was bad, each from its first to its last bad point."""
        spells: list[tuple[int, int]] = []
        for i in self.outside:
            if spells and self.times[i] - spells[-1][1] <= _APART:
                spells[-1] = spells[-1][0], self.times[i]
            else:
                spells.append((self.times[i], self.times[i]))
        return tuple(spells)

    def near(self, t: int) -> float:
        """Return the average of the newest points at or before ``t``."""
        end = bisect_right(self.times, t, hi=min(len(self.times), len(self.values)))
        return _average(self.values, end, self.normal)

    def excess(self, t: int) -> float:
        """Return how bad it was at ``t``: 0 is normal, 1 its worst."""
        span = self.worst - self.normal
        return (self.near(t) - self.normal) / span if span else 0.0

    def relapse(self, since: int) -> int | None:
        """Return when it got clearly worse again after it had got better from ``since`` on."""
        span = self.worst - self.normal
        if not span:
            return None
        again = [a for a, b in self.spells if a > since and b - a >= _LASTS]
        lowest = self.excess(since)
        one = two = self.near(since)
        for i in range(bisect_left(self.times, since), min(len(self.times), len(self.values))):
            value = self.values[i]
            if value is None:
                continue
            now = ((one + two + value) / _NEAR - self.normal) / span
            one, two = two, value
            fresh = now > _SEEN and any(start <= self.times[i] - _LASTS for start in again)
            if fresh or (lowest <= _LOW and now > lowest + _BACK):
                return self.times[i]
            lowest = min(lowest, now)
        return None

    @property
    def newest(self) -> float:
        """The newest point."""
        known = (v for v in reversed(self.values) if v is not None)
        return next(known, self.normal)

    @property
    def signal(self) -> str:
        """Name of the signal without its service, as people say it."""
        return self.name.partition(".")[2].replace("_", " ") or self.name

    @property
    def weight(self) -> float:
        """How much this chart says about customers: failures first, then by how far it moved."""
        moved = abs(self.worst - self.normal)
        if self.fails:
            return 10.0 + moved
        relative = moved / (abs(self.normal) + moved or 1.0)
        return relative + (1.0 if self.unit == "rate" else 0.0)

    @cached_property
    def rhythm(self) -> int | None:
        """Return how long it takes from one bad spell to the next, if it comes and goes (ms)."""
        if len(self.spells) < _SPELLS:
            return None
        starts = [start for start, _ in self.spells]
        return int(median(b - a for a, b in pairwise(starts)))


@dataclass(frozen=True)
class Charts:
    """All charts on the screen of one seat."""

    curves: tuple[Curve, ...]
    shared: frozenset[str] = frozenset()
    front: frozenset[str] = frozenset()

    @cached_property
    def troubled(self) -> tuple[Curve, ...]:
        """Charts that ever left normal, as far as they show what customers feel.

        Those on everybody's screen count, and those of the services that customers touch; failures
        and missing business before anything else: a side effect that stays on some technical graph
        does not keep an incident open.
        """
        bad = [c for c in self.curves if c.bad_since is not None]
        return self.felt or tuple([c for c in bad if c.name in self.shared] or bad)

    @cached_property
    def felt(self) -> tuple[Curve, ...]:
        """Those that ever left normal and show that customers fail, or that business is missing."""
        return tuple(
            c
            for c in self.curves
            if c.bad_since is not None
            and (c.name in self.shared or c.service in self.front)
            and (c.fails or (c.unit == "rate" and c.worst < c.normal))
        )

    @cached_property
    def main(self) -> Curve | None:
        """The chart that says most about what customers feel."""
        return max(self.troubled, key=lambda c: (c.weight, c.name), default=None)

    @cached_property
    def bad_since(self) -> int | None:
        """When the first chart left normal."""
        return min((c.bad_since for c in self.troubled if c.bad_since is not None), default=None)

    @cached_property
    def dark_since(self) -> int | None:
        """Since when charts on everybody's screen show nothing new."""
        dark = [c.dark_since for c in self.curves if c.name in self.shared]
        return min((t for t in dark if t is not None), default=None)

    @cached_property
    def calm_since(self) -> int | None:
        """Since when every chart that had left normal is back, or None."""
        back = [c.calm_since for c in self.troubled]
        known = [t for t in back if t is not None]
        return max(known) if known and len(known) == len(back) else None


def read_charts(
    signals: Mapping[str, Any], shared: Collection[str] = (), front: Collection[str] = ()
) -> Charts:
    """Judge the section ``signals`` of a view.

    ``shared`` are the sources that everybody sees, ``front`` the services that customers touch.
    """
    times: Sequence[int] = signals.get("times", ())
    values: Mapping[str, Points] = signals.get("values", {})
    rows: Iterable[Mapping[str, Any]] = signals.get("series", ())
    curves = tuple(_judge(row, times, values.get(row["name"], ())) for row in rows)
    boards = [board for board in signals.get("dashboards", ()) if board["source"] in shared]
    return Charts(
        curves, frozenset(name for board in boards for name in board["series"]), frozenset(front)
    )


def _average(values: Points, end: int, otherwise: float) -> float:
    """Return the average of the newest known points before index ``end``."""
    found: list[float] = []
    while end > 0 and len(found) < _NEAR:
        end -= 1
        if (value := values[end]) is not None:
            found.append(value)
    return _mean(found) if found else otherwise


def _mean(values: Sequence[float]) -> float:
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


def _sense(name: str, unit: str) -> float:
    """Return -1.0 for a signal of which less is bad, else 1.0."""
    signal = name.partition(".")[2]
    if _BAD.search(signal):
        return 1.0
    return -1.0 if unit == "rate" or _GOOD.search(signal) else 1.0


def _counts_failures(name: str, unit: str) -> bool:
    return unit == "share" and _BAD.search(name.partition(".")[2]) is not None


def _judge(row: Mapping[str, Any], times: Sequence[int], values: Points) -> Curve:
    unit, name = str(row["unit"]), str(row["name"])
    normal = float(row["base"])
    start = bisect_left(times, 0)
    wobble = 2 * max((abs(v - normal) for v in values[:start] if v is not None), default=0.0)
    allowed = max(wobble, _MARGIN if unit == "share" else _RELATIVE[unit] * abs(normal))
    sign = _sense(name, unit)
    upto = min(len(values), len(times))
    limit = sign * normal + allowed
    outside = [i for i in range(start, upto) if (v := values[i]) is not None and sign * v > limit]
    bad = [v for i in outside if (v := values[i]) is not None]
    worst = (max(bad) if sign > 0 else min(bad)) if bad else normal
    dark = _dark(times, values, upto)
    calm = None
    if outside and outside[-1] + 1 < upto and dark is None:
        calm = _first_known(times, values, outside[-1] + 1, upto)
    return Curve(
        name, str(row["service"]), unit, normal, worst, _average(values, upto, normal),
        times[outside[0]] if outside else None, calm, times, values,
        outside, dark, _counts_failures(name, unit),
    )  # fmt: skip


def _first_known(times: Sequence[int], values: Points, start: int, upto: int) -> int | None:
    """Return the time of the first point from which on the chart has no holes any more."""
    first = upto
    while first > start and values[first - 1] is not None:
        first -= 1
    return times[first] if first < upto else None


def _dark(times: Sequence[int], values: Points, upto: int) -> int | None:
    """Return since when a chart shows nothing new: a hole, or a line that stands still."""
    if upto == 0:
        return None
    last = values[upto - 1]
    first = upto
    while first > 0 and values[first - 1] == last:
        first -= 1
    if last is None:
        return times[first]
    extreme = last == 0.0 or last >= _FULL  # a share of 100 % or nothing at all may well stay so
    if upto - first < _STUCK or extreme or times[first] < 0:
        return None
    moved = any(a != b for a, b in pairwise(values[: _STUCK + 1]))
    return times[first] if moved else None

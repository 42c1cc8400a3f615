"""Reading the charts: what is out of the ordinary, how far, and since when it is not any more.

Everything is worked out from the whole chart, so that looking more often changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Charts", "Curve", "read_charts"]

_MARGIN = 0.012
"""How far a share may be above normal before it is more than noise."""
_RELATIVE = {"ms": 0.3, "rate": 0.15, "number": 0.5}
"""The same for other units, as a share of the normal value."""
_NEAR = 3
"""Points that a reading of one moment is averaged over."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One chart, judged.

    ``bad_since`` is when it first left normal, ``calm_since`` when it was back for good (None while
    it is not).
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
    values: Sequence[float]

    def near(self, t: int) -> float:
        """Return the average of the newest points at or before ``t``."""
        upto = [v for when, v in zip(self.times, self.values, strict=False) if when <= t][-_NEAR:]
        return sum(upto) / len(upto) if upto else self.normal

    def excess(self, t: int) -> float:
        """Return how bad it was at ``t``: 0 is normal, 1 its worst."""
        span = self.worst - self.normal
        return (self.near(t) - self.normal) / span if span else 0.0

    @property
    def signal(self) -> str:
        """Name of the signal without its service, as people say it."""
        return self.name.partition(".")[2].replace("_", " ") or self.name

    @property
    def weight(self) -> float:
        """How much this chart says about customers: shares first, then by how far it moved."""
        moved = abs(self.worst - self.normal)
        return 10.0 + moved if self.unit == "share" else moved / (abs(self.normal) + moved or 1.0)


@dataclass(frozen=True, slots=True)
class Charts:
    """All charts on the screen of one seat."""

    curves: tuple[Curve, ...]
    shared: frozenset[str] = frozenset()

    @property
    def troubled(self) -> tuple[Curve, ...]:
        """Charts that ever left normal, as far as they show what customers feel.

        Those on everybody's screen count, failures before anything else: a side effect that stays
        on some technical graph does not keep an incident open.
        """
        bad = [c for c in self.curves if c.bad_since is not None]
        common = [c for c in bad if c.name in self.shared] or bad
        return tuple([c for c in common if c.unit == "share"] or common)

    @property
    def main(self) -> Curve | None:
        """The chart that says most about what customers feel."""
        return max(self.troubled, key=lambda c: (c.weight, c.name), default=None)

    @property
    def bad_since(self) -> int | None:
        """When the first chart left normal."""
        return min((c.bad_since for c in self.troubled if c.bad_since is not None), default=None)

    @property
    def calm_since(self) -> int | None:
        """Since when every chart that had left normal is back, or None."""
        back = [c.calm_since for c in self.troubled]
        known = [t for t in back if t is not None]
        return max(known) if known and len(known) == len(back) else None


def read_charts(signals: Mapping[str, Any], shared: Collection[str] = ()) -> Charts:
    """Judge the section ``signals`` of a view; ``shared`` are the sources everybody sees."""
    times: Sequence[int] = signals.get("times", ())
    values: Mapping[str, Sequence[float]] = signals.get("values", {})
    rows: Iterable[Mapping[str, Any]] = signals.get("series", ())
    curves = tuple(_judge(row, times, values.get(row["name"], ())) for row in rows)
    boards = [board for board in signals.get("dashboards", ()) if board["source"] in shared]
    return Charts(curves, frozenset(name for board in boards for name in board["series"]))


def _judge(row: Mapping[str, Any], times: Sequence[int], values: Sequence[float]) -> Curve:
    unit = str(row["unit"])
    normal = float(row["base"])
    start = bisect_left(times, 0)
    wobble = 2 * max((abs(v - normal) for v in values[:start]), default=0.0)
    allowed = max(wobble, _MARGIN if unit == "share" else _RELATIVE[unit] * abs(normal))
    sign = -1.0 if unit == "rate" else 1.0  # less traffic is bad, more of anything else is
    known = range(start, min(len(values), len(times)))
    outside = [i for i in known if sign * (values[i] - normal) > allowed]
    worst = max((values[i] for i in outside), key=lambda v: sign * (v - normal), default=normal)
    value = sum(values[-_NEAR:]) / len(values[-_NEAR:]) if values else normal
    calm = None
    if outside and outside[-1] + 1 < len(times):
        calm = times[outside[-1] + 1]
    return Curve(
        str(row["name"]), str(row["service"]), unit, normal, worst, value,
        times[outside[0]] if outside else None, calm, times, values,
    )  # fmt: skip

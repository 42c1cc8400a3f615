"""Signals in closed form: one monotone segment at a time, plus noise that is a pure function.

Only ``+ - * /`` and ``sqrt`` on floats and exact integer arithmetic are used, so every Python on
every machine computes the same bits (measured: ``exp`` and ``log`` do not give that).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Literal

from simulator.model.units import SECOND

__all__ = [
    "GRID",
    "NOISE_BOUND",
    "Segment",
    "Series",
    "Shape",
    "grid_after",
    "mix",
    "name_hash",
    "noise",
]

Shape = Literal["step", "linear", "ease"]

GRID = 15 * SECOND
"""The evaluation grid (ms): alerts, conditions and chart points look at signals only here."""

_MASK = (1 << 64) - 1
_SPREAD = sqrt(3.0) / 65536.0
NOISE_BOUND = 131_070 * _SPREAD + 1e-9
"""No noise value is ever larger than this (about 3.46 standard deviations)."""


def mix(x: int) -> int:
    """Scramble 64 bits (the finaliser of splitmix64); integers only, so equal everywhere."""
    x = (x + 0x9E3779B97F4A7C15) & _MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _MASK
    return x ^ (x >> 31)


@lru_cache(maxsize=4096)
def name_hash(name: str) -> int:
    """Hash a name to 64 bits, the same in every process (unlike ``hash``)."""
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = mix(value ^ byte)
    return value


def noise(seed: int, series: str, tick: int) -> float:
    """Return bounded noise with mean 0 and variance 1 for one series at one grid tick.

    The sum of four uniform numbers (Irwin-Hall) cut from one hash; see :data:`NOISE_BOUND`.
    """
    h = mix(mix((seed & _MASK) ^ name_hash(series)) ^ (tick & _MASK))
    total = (h & 0xFFFF) + ((h >> 16) & 0xFFFF) + ((h >> 32) & 0xFFFF) + (h >> 48)
    return (total - 131_070) * _SPREAD


def grid_after(t: int) -> int:
    """Return the first evaluation time at or after ``t`` (ms)."""
    return -(-t // GRID) * GRID


@dataclass(frozen=True, slots=True)
class Segment:
    """One monotone move of a series: from ``v0`` at ``t0`` to ``to``, reached ``over`` ms later."""

    t0: int
    v0: float
    to: float
    over: int = 0
    shape: Shape = "step"

    @property
    def end(self) -> int:
        """Drill time (ms) from which the value stays at ``to``."""
        return self.t0 if self.shape == "step" else self.t0 + self.over

    def value(self, t: int) -> float:
        """Return the noise-free value at drill time ``t`` (ms); before ``t0`` it is ``v0``."""
        if t >= self.end or self.v0 == self.to:
            return self.to
        if t <= self.t0:
            return self.v0
        u = (t - self.t0) / self.over
        if self.shape == "linear":
            return self.v0 + (self.to - self.v0) * u
        rest = 1.0 - u
        return self.to + (self.v0 - self.to) * (rest * rest)

    def reaches(self, level: float) -> int | None:
        """Return when the move passes ``level`` (ms, rounded down), or None if it never does.

        Rounding is the caller's business: look at the value on the grid around the answer.
        """
        low, high = min(self.v0, self.to), max(self.v0, self.to)
        if not low <= level <= high or low == high:
            return None
        if self.end == self.t0:
            return self.t0
        share = (level - self.v0) / (self.to - self.v0)
        u = share if self.shape == "linear" else 1.0 - sqrt(1.0 - share)
        return self.t0 + int(u * self.over)


class Series:
    """The whole history of one signal: segments in order, and the noise that belongs to it."""

    __slots__ = ("_starts", "amplitude", "base", "high", "low", "name", "seed", "segments", "unit")

    def __init__(  # noqa: PLR0913 - a value with seven independent facts
        self,
        name: str,
        base: float,
        *,
        unit: str = "number",
        amplitude: float = 0.0,
        low: float = 0.0,
        high: float = float("inf"),
        seed: int = 0,
    ) -> None:
        """Start flat at ``base``; ``amplitude`` is one standard deviation of the noise."""
        self.name = name
        self.base = base
        self.unit = unit
        self.amplitude = amplitude
        self.low = low
        self.high = high
        self.seed = seed
        self.segments: list[Segment] = [Segment(0, base, base)]
        self._starts: list[int] = [0]

    @property
    def current(self) -> Segment:
        """The newest segment."""
        return self.segments[-1]

    def move(self, segment: Segment) -> None:
        """Append a segment that starts at or after the newest one."""
        self.segments.append(segment)
        self._starts.append(segment.t0)

    def true_value(self, t: int) -> float:
        """Return the value without noise at drill time ``t``; any time in the past will do."""
        index = bisect_right(self._starts, t) - 1
        return self.segments[max(index, 0)].value(t)

    def observed(self, t: int) -> float:
        """Return what a monitor reads at ``t``: the value with the noise of its grid tick."""
        return self.with_noise(self.true_value(t), t)

    def with_noise(self, value: float, t: int) -> float:
        """Add the noise of the grid tick of ``t`` to ``value`` and keep it inside the limits."""
        if self.amplitude:
            value += self.amplitude * noise(self.seed, self.name, t // GRID)
        return min(max(value, self.low), self.high)

    def points(self, start: int, stop: int, step: int = GRID) -> tuple[list[int], list[float]]:
        """Return times and observed values on the grid from ``start`` up to and with ``stop``."""
        times: Sequence[int] = range(grid_after(start), stop + 1, step)
        return list(times), [self.observed(t) for t in times]

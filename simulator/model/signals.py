"""Signals in closed form: one monotone segment at a time, plus noise that is a pure function.

Only ``+ - * /`` and ``sqrt`` on floats and exact integer arithmetic are used, so every Python on
every machine computes the same bits (measured: ``exp`` and ``log`` do not give that).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import sqrt
from typing import Literal

from simulator.model.units import SECOND

__all__ = [
    "GRID",
    "NOISE_BOUND",
    "Blind",
    "BlindAs",
    "Segment",
    "Series",
    "Shape",
    "grid_after",
    "mix",
    "name_hash",
    "noise",
]

Shape = Literal["step", "linear", "ease"]
BlindAs = Literal["gap", "frozen"]
"""What a lost monitor shows: nothing, or its last value for ever."""

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
    return _noise(_noise_key(seed, series), tick)


def _noise_key(seed: int, series: str) -> int:
    return mix((seed & _MASK) ^ name_hash(series))


def _noise(key: int, tick: int) -> float:
    # This is mix(key ^ tick), written out: no other function is called half as often.
    x = ((key ^ (tick & _MASK)) + 0x9E3779B97F4A7C15) & _MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _MASK
    x ^= x >> 31
    total = (x & 0xFFFF) + ((x >> 16) & 0xFFFF) + ((x >> 32) & 0xFFFF) + (x >> 48)
    return (total - 131_070) * _SPREAD


def grid_after(t: int) -> int:
    """Return the first evaluation time at or after ``t`` (ms)."""
    return -(-t // GRID) * GRID


@dataclass(slots=True)
class Segment:
    """One monotone move of a series: from ``v0`` at ``t0`` to ``to``, reached ``over`` ms later.

    It never changes; that is not enforced because thousands are made in a drill.
    """

    t0: int
    v0: float
    to: float
    over: int = 0
    shape: Shape = "step"
    end: int = field(init=False)
    """Drill time (ms) from which the value stays at ``to``."""

    def __post_init__(self) -> None:
        """Work out the end, which is asked for far more often than a segment is made."""
        self.end = self.t0 if self.shape == "step" else self.t0 + self.over

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


@dataclass(slots=True)
class Blind:
    """A time without a monitor: from ``start`` (ms) up to ``end``, None while it lasts.

    ``last`` is the newest tick before it at which the monitor still read something; a frozen
    monitor goes on showing what it read then.
    """

    start: int
    mode: BlindAs
    last: int
    end: int | None = None


class Series:
    """The whole history of one signal: its segments in order, its noise, and who could see it.

    What is true (:meth:`true_value`), what a working monitor reads (:meth:`measured`) and what
    people and alerts see (:meth:`observed`) are three things: the last may be nothing at all.
    """

    __slots__ = (
        "_noise_key",
        "_starts",
        "amplitude",
        "base",
        "blinds",
        "current",
        "high",
        "low",
        "name",
        "seed",
        "segments",
        "unit",
    )

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
        self.current = Segment(0, base, base)
        """The newest segment."""
        self.segments: list[Segment] = [self.current]
        self.blinds: list[Blind] = []
        """When its monitor was lost, in order, without overlaps."""
        self._starts: list[int] = [0]
        self._noise_key = _noise_key(seed, name)

    @property
    def blind(self) -> Blind | None:
        """The loss of its monitor that lasts now, or None if the monitor works."""
        return self.blinds[-1] if self.blinds and self.blinds[-1].end is None else None

    def move(self, segment: Segment) -> None:
        """Append a segment that starts at or after the newest one."""
        self.current = segment
        self.segments.append(segment)
        self._starts.append(segment.t0)

    def fail(self, t: int, mode: BlindAs) -> None:
        """Lose the monitor at ``t`` (ms); if it is lost already, it shows ``mode`` from now on."""
        self.recover(t)
        last = (t - 1) // GRID * GRID
        before = self._blind_at(last)
        self.blinds.append(Blind(t, mode, before.last if before else last))

    def recover(self, t: int) -> None:
        """Have the monitor back at ``t`` (ms); that it was not lost is fine."""
        lost = self.blind
        if lost is not None and lost.start == t:
            self.blinds.pop()
        elif lost is not None:
            lost.end = t

    def true_value(self, t: int) -> float:
        """Return the value without noise at drill time ``t``; any time in the past will do."""
        segment = self.current
        if t < segment.t0:
            segment = self.segments[max(bisect_right(self._starts, t) - 1, 0)]
        return segment.to if t >= segment.end else segment.value(t)

    def measured(self, t: int) -> float:
        """Return what a monitor that works reads at ``t``: the value with the noise of its tick."""
        return self.with_noise(self.true_value(t), t)

    def sees(self, t: int) -> bool:
        """Tell whether the monitor worked at ``t``."""
        return self._blind_at(t) is None

    def observed(self, t: int) -> float | None:
        """Return what people and alerts see at ``t``: None in a gap, the old value while frozen."""
        lost = self._blind_at(t) if self.blinds else None
        if lost is None:
            return self.with_noise(self.true_value(t), t)
        return None if lost.mode == "gap" else self.measured(lost.last)

    def with_noise(self, value: float, t: int) -> float:
        """Add the noise of the grid tick of ``t`` to ``value`` and keep it inside the limits."""
        if self.amplitude:
            value += self.amplitude * _noise(self._noise_key, t // GRID)
        if value < self.low:
            return self.low
        return value if value <= self.high else self.high  # noqa: FURB136 - faster than min()

    def extremes(self) -> tuple[float, float]:
        """Return the least and the greatest reading of the newest segment under any noise."""
        segment, margin = self.current, self.amplitude * NOISE_BOUND
        low, high = min(segment.v0, segment.to) - margin, max(segment.v0, segment.to) + margin
        return min(max(low, self.low), self.high), min(max(high, self.low), self.high)

    def next_at_rest(
        self,
        start: int,
        stop: int,
        test: Callable[[float, float], bool],
        level: float,
        *,
        state: bool,
    ) -> int | None:
        """Return the first tick from ``start`` to ``stop`` at which ``test(reading, level)`` turns.

        That is, at which it is ``state``. The newest segment must have ended by ``start`` (a tick);
        the readings are exactly those of :meth:`measured`, without the work of a moving signal.
        """
        value, low, high = self.current.to, self.low, self.high
        key, amplitude = self._noise_key, self.amplitude
        for tick in range(start // GRID, stop // GRID + 1):
            reading = value + amplitude * _noise(key, tick) if amplitude else value
            if reading < low:
                reading = low
            elif reading > high:
                reading = high
            if test(reading, level) is state:
                return tick * GRID
        return None

    def points(self, start: int, stop: int, step: int = GRID) -> tuple[list[int], list[float]]:
        """Return times and measured values on the grid from ``start`` up to and with ``stop``."""
        times: Sequence[int] = range(grid_after(start), stop + 1, step)
        return list(times), [self.measured(t) for t in times]

    def _blind_at(self, t: int) -> Blind | None:
        if not self.blinds:
            return None
        began = next((lost for lost in reversed(self.blinds) if lost.start <= t), None)
        return began if began and (began.end is None or t < began.end) else None

"""Signals in closed form: one monotone segment at a time, plus noise that is a pure function.

Only ``+ - * /`` and ``sqrt`` on floats and exact integer arithmetic are used, so every Python on
every machine computes the same bits (measured: ``exp`` and ``log`` do not give that).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from operator import attrgetter
from typing import Literal

from simulator.model.noise import NOISE_BOUND, mix, name_hash, noise, noise_at, noise_key
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


def grid_after(t: int) -> int:
    """Return the first evaluation time at or after ``t`` (ms)."""
    return -(-t // GRID) * GRID


@dataclass(slots=True, init=False)
class Segment:
    """One monotone move of a series: from ``v0`` at ``t0`` to ``to``, reached ``over`` ms later.

    It never changes; that is not enforced because thousands are made in a drill.
    """

    t0: int
    v0: float
    to: float
    over: int
    shape: Shape
    end: int
    """Drill time (ms) from which the value stays at ``to``."""

    def __init__(self, t0: int, v0: float, to: float, over: int = 0, shape: Shape = "step") -> None:
        """Work out the end, which is asked for far more often than a segment is made."""
        self.t0 = t0
        self.v0 = v0
        self.to = to
        self.over = over
        self.shape = shape
        self.end = t0 if shape == "step" else t0 + over

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


_t0 = attrgetter("t0")


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
        "amplitude",
        "base",
        "blinds",
        "current",
        "high",
        "low",
        "margin",
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
        self.margin = amplitude * NOISE_BOUND
        """No reading of a working monitor is further than this from the value."""
        self.low = low
        self.high = high
        self.seed = seed
        self.current = Segment(0, base, base)
        """The newest segment."""
        self.segments: list[Segment] = [self.current]
        self.blinds: tuple[Blind, ...] = ()
        """When its monitor was lost, in order, without overlaps."""
        self._noise_key = noise_key(seed, name)

    def anew(self, seed: int) -> Series:
        """Return a series of this kind for another drill, at rest."""
        return Series(
            self.name,
            self.base,
            unit=self.unit,
            amplitude=self.amplitude,
            low=self.low,
            high=self.high,
            seed=seed,
        )

    @property
    def blind(self) -> Blind | None:
        """The loss of its monitor that lasts now, or None if the monitor works."""
        return self.blinds[-1] if self.blinds and self.blinds[-1].end is None else None

    def move(self, segment: Segment) -> None:
        """Append a segment that starts at or after the newest one."""
        self.current = segment
        self.segments.append(segment)

    def fail(self, t: int, mode: BlindAs) -> None:
        """Lose the monitor at ``t`` (ms); if it is lost already, it shows ``mode`` from now on."""
        self.recover(t)
        last = (t - 1) // GRID * GRID
        before = self._blind_at(last)
        self.blinds += (Blind(t, mode, before.last if before else last),)

    def recover(self, t: int) -> None:
        """Have the monitor back at ``t`` (ms); that it was not lost is fine."""
        lost = self.blind
        if lost is not None and lost.start == t:
            self.blinds = self.blinds[:-1]
        elif lost is not None:
            lost.end = t

    def true_value(self, t: int) -> float:
        """Return the value without noise at drill time ``t``; any time in the past will do."""
        segment = self.current
        if t < segment.t0:
            segment = self.segments[max(bisect_right(self.segments, t, key=_t0) - 1, 0)]
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

    def shows(self, t: int) -> bool:
        """Tell whether people and alerts see anything at ``t``."""
        lost = self._blind_at(t) if self.blinds else None
        return lost is None or lost.mode != "gap"

    def with_noise(self, value: float, t: int) -> float:
        """Add the noise of the grid tick of ``t`` to ``value`` and keep it inside the limits."""
        if self.amplitude:
            value += self.amplitude * noise_at(self._noise_key, t // GRID)
        if value < self.low:
            return self.low
        return value if value <= self.high else self.high  # noqa: FURB136 - faster than min()

    def bounds(self, low: float, high: float) -> tuple[float, float]:
        """Return the least and the greatest reading, under any noise, of values between two."""
        low, high = low - self.margin, high + self.margin
        floor, top = self.low, self.high
        if low < floor:
            low = floor
        elif low > top:
            low = top
        if high > top:
            high = top
        elif high < floor:
            high = floor
        return low, high

    def first_run(  # noqa: PLR0913 - a search has this many facts
        self,
        first: int,
        last: int,
        test: Callable[[float, float], bool],
        level: float,
        *,
        state: bool,
        need: int,
        since: int,
        stays: bool,
        looks: int,
    ) -> tuple[int, bool] | None:
        """Return when ``test(reading, level)`` has been ``state`` at ``need`` ticks in a row.

        Only the ticks from ``first`` to ``last`` are read, in the newest segment. Those from
        ``since`` to ``first`` are known to be ``state``; those after ``last`` are if it ``stays``
        so, and none of them is if not. The second value is False if it takes more than ``looks``
        readings or so: then nothing is complete before that tick. None if there is no such run.
        """
        segment, to, rests = self.current, self.current.to, self.current.end
        low, high, key, amplitude = self.low, self.high, self._noise_key, self.amplitude
        unread, tail = first // GRID, last // GRID
        end = since // GRID + need - 1
        while stays or end <= tail:
            if looks < 0:
                return end * GRID, False
            # No run goes across a tick that is something else. Looking for one from the end
            # of where a run could be, most ticks before it need not be read at all.
            tick = newest = min(end, tail)
            while tick >= unread:
                t = tick * GRID
                value = to if t >= rests else segment.value(t)
                if amplitude:
                    value += amplitude * noise_at(key, tick)
                if value < low:
                    value = low
                elif value > high:
                    value = high
                if test(value, level) is not state:
                    break
                tick -= 1
            else:
                return end * GRID, True
            looks -= newest - tick + 1
            unread, end = newest + 1, tick + need
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

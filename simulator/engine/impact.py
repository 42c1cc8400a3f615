"""How many customers are hurt, told whenever that changes enough to matter."""

from __future__ import annotations

from collections.abc import Collection

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.engine.system import System
from simulator.model.signals import grid_after

__all__ = ["ENOUGH", "NOTHING", "Impact"]

ENOUGH = 0.10
"""A change of this share of users is news."""
NOTHING = 0.01
"""An impact below this share is none."""
_ROUNDING = 1e-12


class Impact:
    """Tells ``impact.changed`` on the grid.

    It is told when it becomes something or nothing, when it is :data:`ENOUGH` away from what was
    told last, and, if a move was told at all, where that move comes to rest.
    """

    def __init__(self, core: Core, system: System) -> None:
        self._core = core
        self._system = system
        self._series = system.series[core.scenario.impact]
        self._told = 0.0
        self._told_at = -1
        self._entry: Entry | None = None

    def plan(self) -> None:
        """Begin to watch."""
        self._system.listeners.append(self._moved)

    def _moved(self, series: Collection[str]) -> None:
        if self._series.name in series:
            self._watch()

    def _watch(self) -> None:
        """Plan the first tick at which there may be something to tell."""
        calendar = self._core.calendar
        calendar.cancel(self._entry)
        start = calendar.next_tick(Phase.IMPACT)
        segment = self._series.current
        ticks = [max(start, grid_after(segment.end))]
        if self._is_news(start):
            ticks.append(start)
        for level in (NOTHING, self._told - ENOUGH, self._told + ENOUGH):
            crossed = segment.reaches(self._series.base + level)
            if crossed is not None:
                # Solutions are rounded down; a millisecond later the level is certainly passed.
                ticks += [grid_after(crossed), grid_after(crossed + 1)]
        at = min(tick for tick in ticks if tick >= start)
        self._entry = calendar.plan(at, Phase.IMPACT, "impact", self._look)

    def _look(self) -> None:
        now = self._core.now
        if self._is_news(now):
            self._told, self._told_at = round(self._level(now), 3), now
            self._core.say("impact.changed", {"level": self._told})
        if now < self._series.current.end:
            self._watch()

    def _level(self, t: int) -> float:
        level = self._series.current.value(t) - self._series.base
        return level if level >= NOTHING else 0.0

    def _is_news(self, t: int) -> bool:
        level = self._level(t)
        if round(level, 3) == self._told:
            return False
        segment = self._series.current
        turned = (level == 0.0) != (self._told == 0.0)
        ends_a_told_move = segment.t0 <= self._told_at and segment.end <= t
        return turned or ends_a_told_move or abs(level - self._told) >= ENOUGH - _ROUNDING

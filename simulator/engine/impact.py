"""How many customers are hurt, told whenever that changes enough to matter."""

from __future__ import annotations

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.engine.system import System
from simulator.model.signals import grid_after

__all__ = ["ENOUGH", "NOTHING", "Impact"]

ENOUGH = 0.10
"""A change of this share of users is news."""
NOTHING = 0.01
"""An impact below this share is none."""


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

    def _moved(self, series: str) -> None:
        if series == self._series.name:
            self._watch()

    def _watch(self) -> None:
        """Plan the first tick at which there may be something to tell."""
        calendar = self._core.calendar
        calendar.cancel(self._entry)
        self._entry = None
        start = calendar.next_tick(Phase.IMPACT)
        segment = self._series.current
        rest = max(start, grid_after(segment.end))
        if start > rest or (start == rest and self._told_at >= rest):
            return
        levels = (NOTHING, self._told - ENOUGH, self._told + ENOUGH)
        solved = [segment.reaches(self._series.base + level) for level in levels]
        at = [max(start, grid_after(t)) for t in solved if t is not None]
        self._entry = calendar.plan(min(rest, *at, rest), Phase.IMPACT, "impact", self._look)

    def _look(self) -> None:
        now = self._core.now
        segment = self._series.current
        level = max(0.0, self._series.true_value(now) - self._series.base)
        level = 0.0 if level < NOTHING else round(level, 3)
        rested = now >= segment.end
        if self._is_news(level, rested=rested):
            self._told, self._told_at = level, now
            self._core.say("impact.changed", {"level": level})
        if not rested:
            self._watch()

    def _is_news(self, level: float, *, rested: bool) -> bool:
        if level == self._told:
            return False
        turned = (level == 0.0) != (self._told == 0.0)
        ends_a_told_move = rested and self._told_at >= self._series.current.t0
        return turned or ends_a_told_move or abs(level - self._told) >= ENOUGH

"""Conditions of the scenario: whether one holds now, and a call at the tick at which one does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.engine.happening import Happening
from simulator.engine.scope import Truth
from simulator.engine.system import System
from simulator.engine.wake import Wakes, wakes
from simulator.model.expr import Condition
from simulator.rules.compiled import compiled

__all__ = ["Watched", "Watcher"]


@dataclass(slots=True, eq=False)
class Watched:
    """One condition that is waited for; give it to :meth:`Watcher.cancel` to stop waiting.

    ``due`` is the tick (ms) at which it has to be looked at again, None while it cannot change
    unless something happens. ``negated`` waits for it to hold no longer.
    """

    name: str
    condition: Condition
    depends: Wakes
    call: Callable[[], None]
    due: int | None
    negated: bool = False

    def awake(self, t: int, *happened: set[str]) -> bool:
        """Tell whether it may hold at ``t``, after events of these kinds."""
        if self.due is not None and self.due <= t:
            return True
        return any(not self.depends.kinds.isdisjoint(kinds) for kinds in happened)


class Watcher:
    """All conditions that somebody waits for.

    They are looked at on the grid, against the noise-free world, in the order of their names;
    each is left alone while it cannot have changed.
    """

    def __init__(self, core: Core, system: System, scope: Truth) -> None:
        self._core = core
        self._system = system
        self._scope = scope
        self._compiled: dict[str, tuple[Condition, Wakes]] = {}
        self._watched: dict[str, Watched] = {}
        self._look: Entry | None = None
        self._begun = False
        self._heeded: set[str] = set()
        self._stirred: set[str] = set()

    def begin(self) -> None:
        """Begin to look; the signals of the system must be defined."""
        self._begun = True
        self._core.listen(self._heard, *sorted(self._heeded))
        self._look_at(self._core.calendar.next_tick(Phase.CONDITION))

    def when(
        self, name: str, source: str, call: Callable[[], None], *, negated: bool = False
    ) -> Watched:
        """Have ``call`` run once, at the first tick at which ``source`` holds (or does not).

        That is the first whose conditions are still to be looked at: one that is asked for while
        they are is looked at a tick later. ``name`` gives the order within a tick.

        Raises:
            ValueError: if something of that name is waited for already.
            ExpressionError: if ``source`` is not a condition of this scenario.
        """
        if name in self._watched:
            raise ValueError(f"{name!r} is waited for already")
        condition, depends = self._compile(source)
        self._heeded |= depends.kinds
        if self._begun:
            self._core.listen(self._heard, *sorted(depends.kinds))
        due = self._core.calendar.next_tick(Phase.CONDITION)
        watched = self._watched[name] = Watched(name, condition, depends, call, due, negated)
        self._look_at(due)
        return watched

    def cancel(self, watched: Watched | None) -> None:
        """Wait no longer; None and what has held already are fine."""
        if watched is not None and self._watched.get(watched.name) is watched:
            del self._watched[watched.name]

    def holds(self, source: str) -> bool:
        """Tell whether a condition holds at this moment; it is compiled at its first use.

        Raises:
            ExpressionError: if ``source`` is not a condition of this scenario.
        """
        return bool(self._compile(source)[0](self._scope))

    def _compile(self, source: str) -> tuple[Condition, Wakes]:
        found = self._compiled.get(source)
        if found is None:
            condition = compiled(self._core.scenario).expression(source)
            depends = wakes(condition, self._core.scenario.impact)
            found = self._compiled[source] = condition, depends
        return found

    def _heard(self, happening: Happening) -> None:
        """Look at the next tick at what an event of this kind may have changed."""
        if happening.kind not in self._stirred:
            self._stirred.add(happening.kind)
            self._look_at(self._core.calendar.next_tick(Phase.CONDITION))

    def _look_at(self, tick: int) -> None:
        """Look at ``tick``, or before that if it is planned already."""
        calendar = self._core.calendar
        if self._begun and self._watched and (self._look is None or tick < self._look.at):
            calendar.cancel(self._look)
            self._look = calendar.plan(tick, Phase.CONDITION, "conditions", self._tick)

    def _tick(self) -> None:
        self._look = None
        now, stirred, self._stirred = self._core.now, self._stirred, set()
        start = self._core.calendar.next_tick(Phase.CONDITION)
        for name in sorted(self._watched):
            watched = self._watched.get(name)
            # What one of them has just done, those after it see: that stirs them as well.
            if watched is None or not watched.awake(now, stirred, self._stirred):
                continue
            if bool(watched.condition(self._scope)) is not watched.negated:
                del self._watched[name]
                watched.call()
            else:
                watched.due = watched.depends.next_tick(
                    start, self._core.ledger, self._system.series
                )
        for watched in self._watched.values():
            if watched.due is not None:
                self._look_at(max(watched.due, start))

"""What is due when: SimPy as a calendar of callbacks, in an order that does not depend on history.

SimPy orders equal times by a counter, that is by who was scheduled first. Here the order within
an instant is (phase, name), both of which follow from the scenario, so a rebuilt drill runs
through the same moments in the same order. ``Environment.run(until=...)`` is never used: it stops
*before* the events of its own instant. Times are ms of drill time, always integers.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from heapq import heappop
from typing import Any

from simpy.core import Environment
from simpy.events import Event

from simulator.model.signals import GRID, grid_after

__all__ = ["Calendar", "Entry", "Phase"]


class Phase(IntEnum):
    """Order within one instant: causes first, then what sees them, then what answers."""

    FAULT = 1
    EFFECT = 2
    HARM = 3
    FACTS = 4
    ALERT = 5
    IMPACT = 6
    PAGER = 7
    EVIDENCE = 8
    INJECT = 9
    CONDITION = 10
    EXPECT = 11
    SPAN = 12
    END = 98
    COMMAND = 99
    """Commands come after everything that was due by their time."""


class Entry(Event):
    """One thing that is due; cancelled, it stays in SimPy's queue and does nothing."""

    def __init__(
        self,
        env: Environment,
        at: int,
        phase: Phase,
        call: Callable[[], None],
        callbacks: list[Callable[[Any], None]],
    ) -> None:
        # As in SimPy's own Timeout, what Event would set is set here: that it is triggered already.
        self.env = env
        self.callbacks = callbacks
        self._ok = True
        self._value = None
        self.at = at
        self.phase = phase
        self.call = call
        self.cancelled = False


class Calendar:
    """Callbacks by time, phase and name."""

    def __init__(self) -> None:
        self._env = Environment(initial_time=0)
        # SimPy can neither withdraw an event nor tell cheaply whether one is due.
        self._queue: list[tuple[Any, ...]] = self._env._queue  # noqa: SLF001 - SimPy cannot withdraw
        self._callbacks: list[Callable[[Any], None]] = [self._run]
        self._reached: tuple[int, int] = (0, 0)
        self._closed = False
        self.now = 0
        """Drill time in ms: of the running callback, or up to which everything has happened."""

    def plan(self, at: int, phase: Phase, name: str, call: Callable[[], None]) -> Entry:
        """Have ``call`` run at ``at``; no two pending entries of a phase may share a name.

        A closed calendar takes nothing on; the entry is then never run.

        Raises:
            ValueError: if ``at`` is in the past.
        """
        if at < self.now:
            raise ValueError(f"{name!r} cannot be planned at {at}: it is {self.now} already")
        entry = Entry(self._env, at, phase, call, self._callbacks)
        if not self._closed:
            # SimPy only ever compares priorities, so a pair serves as well as its integers.
            priority: Any = (phase, name)
            self._env.schedule(entry, priority, at - self._env.now)
        return entry

    @staticmethod
    def cancel(entry: Entry | None) -> None:
        """Forget a planned entry; None and entries that have run are fine."""
        if entry is not None:
            entry.cancelled = True

    def run_to(self, t: int) -> None:
        """Run everything due at or before ``t``, with all that it makes due until then."""
        queue, step = self._queue, self._env.step
        while queue and queue[0][0] <= t:
            step()
        self.now = t
        self._reached = (t, Phase.COMMAND)

    def next_time(self) -> int | None:
        """Return when the next entry is due, or None if there is none."""
        queue = self._queue
        while queue and queue[0][3].cancelled:
            heappop(queue)
        return queue[0][0] if queue else None

    def close(self) -> None:
        """Forget everything that is planned, and take nothing on any more."""
        self._closed = True
        for *_, entry in self._queue:
            entry.cancelled = True

    def next_tick(self, phase: Phase) -> int:
        """Return the first tick of the grid whose ``phase`` is still to come."""
        tick = grid_after(self.now)
        return tick + GRID if (tick, phase) <= self._reached else tick

    def _run(self, entry: Entry) -> None:
        if entry.cancelled:
            return
        self.now = entry.at
        self._reached = max(self._reached, (entry.at, entry.phase))
        entry.call()

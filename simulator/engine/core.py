"""What all parts of the world share: the calendar, the seed, and everything said so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.engine.calendar import Calendar
from simulator.engine.happening import Happening
from simulator.model.scenario import Scenario
from simulator.model.seats import WORLD

__all__ = ["Core", "Ledger"]


class Ledger:
    """When each kind of event first and last happened, and how often; times in ms."""

    __slots__ = ("count", "first", "last")

    def __init__(self) -> None:
        self.count: dict[str, int] = {}
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}

    def note(self, kind: str, t: int) -> None:
        """Record that an event of ``kind`` happened at ``t``."""
        self.count[kind] = self.count.get(kind, 0) + 1
        self.first.setdefault(kind, t)
        self.last[kind] = t


class Core:
    """The common ground of the world's parts."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.seed = seed
        self.calendar = Calendar()
        self.ledger = Ledger()
        self.listeners: list[Callable[[Happening], None]] = []
        self._said: list[Happening] = []

    @property
    def now(self) -> int:
        """Drill time in ms."""
        return self.calendar.now

    def say(self, kind: str, data: dict[str, Any], actor: str = WORLD, role: str = WORLD) -> None:
        """Make something true now; parts that listen hear of it at once."""
        happening = Happening(self.now, kind, actor, role, data)
        self._said.append(happening)
        self.ledger.note(kind, happening.t)
        for listener in self.listeners:
            listener(happening)

    def take(self) -> list[Happening]:
        """Return what was said since the last call."""
        said, self._said = self._said, []
        return said

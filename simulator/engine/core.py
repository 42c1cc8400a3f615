"""What all parts of the world share: the calendar, the seed, and everything said so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from simulator.engine.calendar import Calendar
from simulator.engine.happening import UNNUMBERED, Happening
from simulator.model.scenario import Scenario
from simulator.model.seats import WORLD

__all__ = ["Core", "Ledger"]


_NAMED = {
    "action.failed": "action",
    "evidence.captured": "what",
    "evidence.viewed": "source",
    "inject.delivered": "id",
    "inject.exec_question": "id",
    "inject.expired": "id",
    "query.answered": "id",
    "responder.joined": "team",
}
"""Kinds of which it is remembered what they were about, with the field that says so."""
_REMEMBERED = frozenset(
    {*_NAMED, "alert.fired", "alert.resolved", "action.started", "action.finished"}
)


class Ledger:
    """When each kind of event first and last happened, how often, and about what; times in ms."""

    __slots__ = ("_about", "_runs", "count", "firing", "first", "last", "undone")

    def __init__(self) -> None:
        self.count: dict[str, int] = {}
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.firing: set[str] = set()
        """The alerts that fire at this moment."""
        self.undone: set[str] = set()
        """The actions that were undone and not done again."""
        self._about: dict[str, set[str]] = {}
        self._runs: dict[str, tuple[str, str | None]] = {}

    def about(self, *kinds: str) -> set[str]:
        """Return what events of these kinds were about, so far."""
        return set().union(*(self._about.get(kind, ()) for kind in kinds))

    def note(self, kind: str, t: int, data: Mapping[str, Any] | None = None) -> None:
        """Record that an event of ``kind`` happened at ``t``."""
        count = self.count.get(kind, 0)
        self.count[kind] = count + 1
        self.last[kind] = t
        if not count:
            self.first[kind] = t
        if kind in _REMEMBERED and data is not None:
            self._remember(kind, data)

    def _remember(self, kind: str, data: Mapping[str, Any]) -> None:
        if field := _NAMED.get(kind):
            self._about.setdefault(kind, set()).add(str(data[field]))
        elif kind == "alert.fired":
            self.firing.add(data["alert"])
        elif kind == "alert.resolved":
            self.firing.discard(data["alert"])
        elif kind == "action.started":
            self._runs[data["id"]] = (data["action"], data.get("undoes"))
        else:
            self._done(data["id"])

    def _done(self, run: str) -> None:
        """Note the end of a run, which did an action or undid another run of one."""
        action, undoes = self._runs[run]
        if undoes is None:
            self.undone.discard(action)
        elif undoes in self._runs:
            self.undone.add(self._runs[undoes][0])


class Core:
    """The common ground of the world's parts."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.seed = seed
        self.calendar = Calendar()
        self.ledger = Ledger()
        self._listeners: dict[str, list[Callable[[Happening], None]]] = {}
        self._said: list[Happening] = []

    @property
    def now(self) -> int:
        """Drill time in ms."""
        return self.calendar.now

    def listen(self, listener: Callable[[Happening], None], *kinds: str) -> None:
        """Call ``listener`` with every happening of these kinds, from now on, once each."""
        for kind in kinds:
            heard = self._listeners.setdefault(kind, [])
            if listener not in heard:
                heard.append(listener)

    def say(self, kind: str, data: dict[str, Any], actor: str = WORLD, role: str = WORLD) -> None:
        """Make something true now; parts that listen hear of it at once."""
        happening = Happening(UNNUMBERED, self.calendar.now, kind, actor, role, data)
        self._said.append(happening)
        self.hear(happening)

    def hear(self, happening: Happening) -> None:
        """Let the parts hear of what is true now; it is not handed out (again)."""
        kind = happening.kind
        self.ledger.note(kind, happening.t, happening.data)
        if listeners := self._listeners.get(kind):
            for listener in listeners:
                listener(happening)

    def take(self) -> list[Happening]:
        """Return what was said since the last call."""
        if not self._said:
            return []
        said, self._said = self._said, []
        return said

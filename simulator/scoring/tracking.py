"""Values read from a growing log, computed anew only when something they were read from changed.

A live drill is scored again and again while its log grows. Instead of each rule saying what it
depends on, what it reads is noted while it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

__all__ = ["Tracked", "derived"]

T = TypeVar("T")

Source = Hashable
"""What can change: a kind of event, a person's events, the end of the log."""


@dataclass(slots=True)
class _Entry:
    value: Any
    read: dict[Source, int]
    """Each source with its version at the time."""
    checked: int
    """The generation in which this was last known to hold."""


class Tracked:
    """Remembers what was computed, and from what.

    Whoever derives from it calls :meth:`_read` for everything that it hands out, says in
    :meth:`_version` how far each source has come, and calls :meth:`_changed` when one moved on.
    """

    def __init__(self) -> None:
        """Begin with nothing remembered."""
        self._entries: dict[Hashable, _Entry] = {}
        self._frames: list[dict[Source, int]] = []
        self._generation = 0

    def _version(self, source: Source) -> int:
        """Return how far a source has come."""
        raise NotImplementedError

    def _changed(self) -> None:
        self._generation += 1

    def _read(self, source: Source) -> None:
        """Note that whatever is being computed has read a source."""
        if self._frames:
            self._frames[-1][source] = self._version(source)

    def remember(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what ``compute`` gives, computing it only if something it read has changed.

        ``key`` names the question with its arguments; ``compute`` may read nothing that changes
        besides this object.
        """
        entry = self._entries.get(key)
        if entry is None or not self._holds(entry):
            frame: dict[Source, int] = {}
            self._frames.append(frame)
            try:
                value = compute()
            finally:
                self._frames.pop()
            entry = self._entries[key] = _Entry(value, frame, self._generation)
        if self._frames:
            self._frames[-1].update(entry.read)
        found: T = entry.value
        return found

    def _holds(self, entry: _Entry) -> bool:
        if entry.checked != self._generation:
            if any(self._version(source) != seen for source, seen in entry.read.items()):
                return False
            entry.checked = self._generation
        return True


class derived(Generic[T]):  # noqa: N801 - reads like property
    """A property that is computed once, until something that it was read from changes."""

    def __init__(self, compute: Callable[[Any], T]) -> None:
        """Take the function that computes it."""
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the name under which it is remembered."""
        self._name = name

    def __get__(self, instance: Tracked, owner: type | None = None) -> T:
        """Return the value as it is now."""
        compute = self._compute
        return instance.remember(self._name, lambda: compute(instance))

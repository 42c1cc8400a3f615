"""What came of a rule file: a fragment of a scenario, and a word on every rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Imported", "NotImportable", "Outcome"]


class NotImportable(ValueError):
    """An expression that has no counterpart in a scenario; the message says why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one rule. ``series`` are ``service.signal``; ``said`` is for people."""

    file: str
    line: int
    name: str
    kind: Literal["bound", "recording", "refused"]
    said: str
    series: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write it the way editors understand it."""
        return f"{self.file}:{self.line}: {self.name}: {self.said}"


@dataclass(frozen=True, slots=True)
class Imported:
    """A scenario fragment as YAML, what became of each rule, and what else should be known."""

    fragment: str
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...]

    def count(self, kind: str) -> int:
        """Return how many rules ended in one way."""
        return sum(1 for outcome in self.outcomes if outcome.kind == kind)

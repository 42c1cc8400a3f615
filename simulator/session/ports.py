"""What a session needs from outside, and what it hands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from simulator.model.records import Event, Record
from simulator.model.state import Phase

__all__ = ["Batch", "Clock", "Journal", "Position", "Sender"]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a command: a person, or the facilitator (``staff``)."""

    person: str
    staff: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """Where the drill clock stands: ``t`` in ms of drill time."""

    t: int
    running: bool
    speed: float
    phase: Phase


@dataclass(frozen=True, slots=True)
class Batch:
    """Events that became true together; ``seq`` is the last number that they cover."""

    seq: int
    t: int
    events: tuple[Event, ...]


class Journal(Protocol):
    """The durable log of one drill."""

    def append(self, records: Sequence[Record], position: Position) -> None:
        """Store records; they are durable when this returns."""


class Clock(Protocol):
    """The one drill clock."""

    @property
    def running(self) -> bool:
        """Whether drill time passes."""

    @property
    def speed(self) -> float:
        """Drill seconds per wall second."""

    def t(self) -> int:
        """Return drill time in ms; it never goes back."""

    def run(self) -> None:
        """Let drill time pass."""

    def stop(self) -> None:
        """Stand still."""

    def set_speed(self, factor: float) -> None:
        """Pass ``factor`` drill seconds in a wall second from now on."""

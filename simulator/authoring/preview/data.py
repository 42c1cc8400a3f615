"""What a preview holds: plain data that the text, the page and the JSON show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.debrief.data import Strip, Tone

__all__ = [
    "LANES",
    "Fault",
    "Lane",
    "Moment",
    "Node",
    "OnlyIf",
    "Preview",
    "Shelf",
    "State",
    "Window",
    "Words",
]

Lane = Literal["system", "all", "ic", "ol", "cl"]
LANES: tuple[tuple[Lane, str, str], ...] = (
    ("system", "System", "faults, alerts"),
    ("all", "Everybody", "incident channel"),
    ("ic", "IC", "command"),
    ("ol", "OL", "operations"),
    ("cl", "CL", "communication"),
)
"""Whose attention a moment takes, with what the page calls it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A service as its callers see it; a service with several callers is told in full once."""

    id: str
    title: str
    team: str
    signals: tuple[str, ...]
    faults: tuple[str, ...]
    calls: tuple[Node, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that breaks, and how it goes on."""

    id: str
    service: str
    begins: str
    cause: str
    pushes: tuple[str, ...]
    course: tuple[str, ...]
    helped_by: tuple[str, ...]
    red_herring: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happens in the simulated drill; ``why`` is what an inject waited for."""

    t: int
    clock: str
    at: str
    lane: Lane
    kind: str
    label: str
    text: str
    quote: str
    tone: Tone
    why: str = ""


@dataclass(frozen=True, slots=True)
class OnlyIf:
    """An inject that did not come in the simulated drill, and what it waits for."""

    id: str
    lane: Lane
    channel: str
    name: str
    text: str
    why: str
    expects: str


@dataclass(frozen=True, slots=True)
class Window:
    """One action: what it takes, and what it does if it is started as soon as it can be.

    ``opens`` is when it can first be started, ``closes`` until when it can be to be done before
    the end (both ms, None if never); ``before`` and ``after`` are shares of users hit.
    """

    id: str
    title: str
    kind: str
    takes: str
    risk: str
    undo: str
    opens: int | None
    closes: int | None
    done: int | None
    before: float
    after: float
    effect: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """One text that people may read, as the author wrote it, and when or where it is there."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A place where people find texts: a source, a colleague, a team's note."""

    title: str
    about: str
    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class State:
    """The drill at one moment: what monitors show, what fires, what each lane got so far."""

    t: int
    clock: str
    at: str
    impact: str
    signals: tuple[tuple[str, str, str], ...]
    firing: tuple[str, ...]
    faults: tuple[str, ...]
    received: tuple[tuple[str, tuple[Moment, ...]], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A whole drill, told beforehand."""

    id: str
    title: str
    brief: str
    clock0: str
    length: int
    ends_clock: str
    difficulty: int
    tags: tuple[str, ...]
    objectives: tuple[str, ...]
    based_on: tuple[str, ...]
    crew: str
    seed: int
    truth: tuple[str, ...]
    system: tuple[Node, ...]
    faults: tuple[Fault, ...]
    impact: tuple[tuple[int, float], ...]
    signals: tuple[Strip, ...]
    moments: tuple[Moment, ...]
    only_if: tuple[OnlyIf, ...]
    windows: tuple[Window, ...]
    finds: tuple[Shelf, ...]
    ends: tuple[str, ...]

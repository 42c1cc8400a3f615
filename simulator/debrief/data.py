"""What a debrief tells, as plain data: templates and other programs read nothing else.

Times are ms of drill time; ``clock`` is the fictional time of day that people saw. ``seat`` is a
short tag such as ``IC``, empty for the world.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.debrief.judged import (
    Agreement,
    Asked,
    Capability,
    Criterion,
    Delta,
    FactRow,
    Note,
    Pattern,
)
from simulator.model.phrases import NOTHING, Phrase

__all__ = [
    "Chart",
    "Curtain",
    "Debrief",
    "Fault",
    "Figure",
    "Impact",
    "Lane",
    "Line",
    "Moment",
    "Person",
    "Run",
    "Strip",
    "Tone",
]

Lane = Literal["world", "ic", "ol", "cl"]
Tone = Literal["", "bad", "good", "outside"]


@dataclass(frozen=True, slots=True)
class Person:
    """Who took part; ``bot`` tells the crew if it was not a human."""

    name: str
    seat: Phrase
    title: Phrase
    bot: Phrase = NOTHING


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline: a sentence, and the words that were written.

    ``who`` is its subject, a seat or somebody outside the team; empty for the world.
    """

    seq: int
    t: int
    clock: str
    who: Phrase
    text: Phrase
    quote: str = ""
    tone: Tone = ""
    key: bool = True
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A turn of the drill; ``label`` is short enough for a chart.

    ``major`` ones are labelled there, the others are a mark.
    """

    seq: int
    t: int
    clock: str
    lane: Lane
    label: Phrase
    text: Phrase
    major: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """A change to the system while it ran; ``end`` is None if it never finished."""

    seq: int
    start: int
    end: int | None
    clock: str
    end_clock: str
    lane: Lane
    title: str
    outcome: Phrase


@dataclass(frozen=True, slots=True)
class Impact:
    """From ``t`` on this share of users was affected."""

    t: int
    clock: str
    level: float


@dataclass(frozen=True, slots=True)
class Strip:
    """One signal through the drill, as monitors read it."""

    name: Phrase
    unit: str
    rest: float
    usual: str
    worst: str
    worst_clock: str
    last: str
    times: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that the chart draws on its one time axis."""

    clock0: str
    start: int
    end: int
    impact: tuple[Impact, ...]
    strips: tuple[Strip, ...]
    moments: tuple[Moment, ...]
    runs: tuple[Run, ...]
    later: int = 0
    """How many key moments came after the axis ends."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number for context: it is never scored."""

    name: Phrase
    value: str
    meaning: Phrase


@dataclass(frozen=True, slots=True)
class Fault:
    """What broke: where, when, why, and until when."""

    id: str
    service: str
    clock: str
    cause: str
    course: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Curtain:
    """What nobody could see while the drill ran."""

    faults: tuple[Fault, ...]
    facts: tuple[Phrase, ...]
    unanswered: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Debrief:
    """One finished drill, looked back on."""

    drill: str
    title: str
    scenario: str
    policy: Phrase
    engine: str
    clock0: str
    zone: str
    ended: bool
    summary: tuple[Phrase, ...]
    people: tuple[Person, ...]
    moments: tuple[Moment, ...]
    chart: Chart
    strengths: tuple[Criterion, ...]
    deltas: tuple[Delta, ...]
    capabilities: tuple[Capability, ...]
    asked: tuple[Asked, ...]
    unscored: tuple[Criterion, ...]
    left_out: int
    """How many criteria are shown only where there was an occasion, and there was none."""
    patterns: tuple[Pattern, ...]
    facts: tuple[FactRow, ...]
    lags: tuple[Figure, ...]
    agreement: Agreement | None
    """None where nobody rated anything."""
    cs: tuple[tuple[Phrase, float | None], ...]
    figures: tuple[Figure, ...]
    curtain: Curtain
    timeline: tuple[Line, ...]
    simulated: bool

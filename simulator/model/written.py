"""Parts of a drill's state: what people say of their work, write down, are asked, and note.

Only :mod:`simulator.rules.fold` writes here. Times are ms of drill time.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = [
    "Contest",
    "DocEntry",
    "Hand",
    "Probe",
    "Question",
    "Reply",
    "StaffNote",
    "StaffRating",
    "Working",
]


@dataclass(slots=True)
class Working:
    """What somebody works on, in their own words; ``joined`` if others were on it already."""

    topic: str
    since: int
    joined: bool
    task: str | None = None


@dataclass(slots=True)
class Hand:
    """A raised hand, and what it is about if they said so."""

    at: int
    text: str


@dataclass(slots=True)
class Question:
    """What somebody asked the facilitator, and what they were told; ``everybody`` was told too."""

    id: str
    by: str
    at: int
    text: str
    answered_at: int | None = None
    answer: str = ""
    everybody: bool = False


@dataclass(slots=True)
class Reply:
    """What one person answered to a question."""

    by: str
    at: int
    text: str


@dataclass(slots=True)
class Contest:
    """Somebody asked who is in command, and nobody has settled it yet."""

    by: str
    at: int
    reason: str


@dataclass(slots=True)
class DocEntry:
    """One piece of the incident document; ``rev`` counts from 1 within its section."""

    text: str
    by: str
    at: int
    refs: list[int]
    rev: int


@dataclass(slots=True)
class Probe:
    """Questions that the facilitator put to everybody at once, and what each person answered."""

    id: str
    questions: list[str]
    at: int
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    answered_at: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class StaffRating:
    """How a rater saw one criterion or capability."""

    by: str
    of: str
    rating: str
    note: str
    at: int


@dataclass(slots=True)
class StaffNote:
    """Something that staff noted for the debrief; ``ref`` is the number of an event."""

    by: str
    tag: str
    text: str
    ref: int | None
    at: int

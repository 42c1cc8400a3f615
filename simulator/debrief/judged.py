"""What a debrief says of the scorer's verdicts, as plain data for templates and other programs.

Times are ms of drill time; ``clock`` and the like are the fictional time of day that people saw.
Everybody is called by a seat.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.model.phrases import NOTHING, Phrase
from simulator.model.score import Rating, Status
from simulator.scoring.letters import Alike

__all__ = [
    "Agreement",
    "Asked",
    "Capability",
    "Case",
    "Criterion",
    "Delta",
    "Evidence",
    "FactRow",
    "Heard",
    "HumanRating",
    "Note",
    "Pattern",
    "Reply",
    "Sign",
    "Step",
    "Then",
]

_FEW = 6
"""So many opportunities of a criterion are read at once."""

Sign = Literal["met", "partly", "unmet", "open"]
"""How an opportunity came out; ``open`` while the log ends too early to say."""


@dataclass(frozen=True, slots=True)
class Note:
    """What staff noted while the drill ran."""

    seat: Phrase
    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """An event that a verdict rests on, told by seat; ``quote`` begins what was written."""

    seq: int
    clock: str
    text: Phrase
    quote: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class HumanRating:
    """What an evaluator said, kept beside the proposal and never merged with it.

    ``waived`` says that the rule did not fit: the deviation was justified. ``of`` is only given
    where the rating does not stand beside what it is about.
    """

    rater: Phrase
    letter: str
    words: Phrase
    note: str
    waived: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One opportunity: when it arose, until when it was due, and what came of it."""

    sign: Sign
    start: int
    due: int
    met: int | None
    text: Phrase
    percent: int | None
    note: Phrase
    evidence: tuple[Evidence, ...]

    @property
    def mark(self) -> int:
        """Where its mark stands on a time axis."""
        return self.due if self.met is None else self.met


@dataclass(frozen=True, slots=True)
class Then:
    """What was on a screen at a moment: what could be known then, against hindsight.

    ``moment`` says when and why then, ``whose`` on which seat's screen.
    """

    clock: str
    moment: Phrase
    whose: Phrase
    lines: tuple[tuple[Phrase, Phrase], ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion's card. ``then`` is None where nothing was scored."""

    id: str
    name: Phrase
    capability: str
    seat: Phrase
    c: Phrase
    weight: int
    critical: bool
    asked: bool
    status: Status
    value: float | None
    percent: int
    letter: Rating | None
    band: Phrase
    said: Phrase
    target: Phrase
    why: Phrase
    source: str
    anti_pattern: Phrase
    question: Phrase
    eases: Phrase
    guard: Phrase
    steps: tuple[Step, ...]
    then: Then | None
    human: tuple[HumanRating, ...] = ()

    @property
    def first_steps(self) -> tuple[Step, ...]:
        """The opportunities to read first: all if they are few, else those that were missed."""
        if len(self.steps) <= _FEW:
            return self.steps
        missed = tuple(step for step in self.steps if step.sign != "met")
        return missed[:_FEW] or self.steps[: _FEW // 2]

    @property
    def more_steps(self) -> tuple[Step, ...]:
        """The other opportunities."""
        first = self.first_steps
        return tuple(step for step in self.steps if step not in first)

    @property
    def gap(self) -> float:
        """How much there is to win here: weight times what is missing."""
        return 0.0 if self.value is None else self.weight * (1.0 - self.value)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every event that it rests on, once, in order."""
        found = {one.seq: one for step in self.steps for one in step.evidence}
        return tuple(found[seq] for seq in sorted(found))


@dataclass(frozen=True, slots=True)
class Capability:
    """One capability with its proposed rating, the reason, and the criteria that were scored.

    ``short`` are those with something to win, most first; ``met`` the others as the rubric has
    them. ``asked`` counts what injects asked for: it counts here and is shown by itself.
    """

    id: str
    name: Phrase
    rating: Rating | None
    words: Phrase
    reason: Phrase
    short: tuple[Criterion, ...]
    met: tuple[Criterion, ...]
    asked: int = 0
    human: tuple[HumanRating, ...] = ()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Everything under it, what is to be won first."""
        return (*self.short, *self.met)


@dataclass(frozen=True, slots=True)
class Delta:
    """Something to win, with a place where it did go well: ``well_at`` is where that is told."""

    card: Criterion
    well: Phrase = NOTHING
    well_at: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One time that an inject asked for something; ``took`` is empty if it was not done.

    ``bar`` and ``limit`` are shares of the longest bar of all.
    """

    clock: str
    seq: int
    sign: Sign
    took: Phrase
    target: Phrase
    bar: float
    limit: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked of the team: who, in which words, of which seat, and the replies."""

    card: Criterion
    who: str
    quote: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One criterion that shows an anti-pattern."""

    id: str
    name: Phrase
    said: Phrase


@dataclass(frozen=True, slots=True)
class Pattern:
    """An anti-pattern by its name in the field, with where it showed."""

    name: Phrase
    cases: tuple[Case, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """When a fact reached one stage; ``share`` is the length of the bar for how long it took.

    ``clock`` is empty if it did not; ``seq`` is 0 where no event shows it.
    """

    stage: Phrase
    clock: str
    seq: int
    lag: Phrase
    share: float


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact, and when it reached whom."""

    what: Phrase
    stages: tuple[Heard, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often letters are one: the tool's with people's, and people's with one another.

    ``elsewhere`` are ratings of what this rubric does not have.
    """

    tool: Alike
    people: Alike
    waived: int
    elsewhere: tuple[HumanRating, ...]

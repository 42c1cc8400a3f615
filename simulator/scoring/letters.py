"""Letters beside letters: what the tool proposes, what people gave, and how often they are one.

An evaluator's letter stands beside the proposal and is never merged with it. "n/a" is a judgement
too: departing from the rule was right that time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.model.policy import Ratings
from simulator.model.records import Event
from simulator.model.score import CAPABILITIES, Rating, Scorecard

__all__ = [
    "LETTERS",
    "NOT_APPLICABLE",
    "Alike",
    "Given",
    "alike",
    "given_ratings",
    "letter_of",
    "proposals",
]

LETTERS: tuple[Rating, ...] = ("P", "S", "M", "U")
"""The letters of HSEEP, best first."""

NOT_APPLICABLE = "n/a"
"""What somebody gives who says that the rule did not fit: the deviation was justified."""


@dataclass(frozen=True, slots=True)
class Given:
    """A person's rating of a criterion or a capability, as the log has it. ``t`` in ms."""

    of: str
    rating: str
    note: str
    rater: str
    role: str
    t: int
    seq: int

    @property
    def letter(self) -> Rating | None:
        """The letter; None for "n/a" and for what is none."""
        return next((letter for letter in LETTERS if letter == self.rating), None)

    @property
    def waived(self) -> bool:
        """Whether it says that the rule did not fit."""
        return self.rating == NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Alike:
    """How many pairs of letters there are, how many are one, and how many at most one apart."""

    pairs: int
    equal: int
    near: int


def letter_of(value: float, cuts: Ratings) -> Rating:
    """Return the letter of a single criterion's credit.

    >>> letter_of(0.9, Ratings()), letter_of(0.64, Ratings()), letter_of(0.1, Ratings())
    ('P', 'M', 'U')
    """
    # A mean of many floats may miss a cut-off by the last bit.
    value += 1e-9
    steps: tuple[tuple[Rating, float], ...] = (("P", cuts.p), ("S", cuts.s), ("M", cuts.m))
    return next((letter for letter, cut in steps if value >= cut), "U")


def proposals(card: Scorecard, cuts: Ratings) -> dict[str, Rating]:
    """Return the letters that the tool proposes: of criteria that were scored, of capabilities."""
    found: dict[str, Rating] = {
        key: letter_of(verdict.value, cuts)
        for key, verdict in card.criteria.items()
        if verdict.value is not None
    }
    return found | {key: letter for key, letter in card.capabilities.items() if letter}


def given_ratings(events: Iterable[Event], criteria: Iterable[str] = ()) -> list[Given]:
    """Return the newest rating that each rater gave to each thing, oldest first.

    ``of`` is written as ``criteria`` or the capabilities are, whatever its case.
    """
    names = {name.lower(): name for name in (*criteria, *CAPABILITIES)}
    newest: dict[tuple[str, str], Given] = {}
    for event in events:
        if event.kind == "rating.given":
            one = _given(event, names)
            newest.pop((one.rater, one.of), None)
            newest[one.rater, one.of] = one
    return list(newest.values())


def _given(event: Event, names: Mapping[str, str]) -> Given:
    of = str(event.data.get("of") or "")
    return Given(
        of=names.get(of.lower(), of),
        rating=str(event.data.get("rating") or ""),
        note=str(event.data.get("note") or ""),
        rater=event.actor,
        role=event.role,
        t=event.t,
        seq=event.seq,
    )


def alike(pairs: Iterable[tuple[Rating, Rating]]) -> Alike:
    """Count how many pairs of letters are one, and how many at most one apart."""
    apart = [abs(LETTERS.index(one) - LETTERS.index(other)) for one, other in pairs]
    return Alike(len(apart), apart.count(0), apart.count(0) + apart.count(1))

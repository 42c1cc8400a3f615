"""What people said of a drill: ratings beside the proposals, and notes at the events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from simulator.debrief.cast import text_of
from simulator.debrief.judged import Agreement, HumanRating, Note
from simulator.debrief.words import RATING_WORDS, seat_title
from simulator.model.phrases import NOTHING, Phrase, joined, phrase
from simulator.model.records import Event
from simulator.model.score import CAPABILITIES, Rating
from simulator.scoring.letters import Given, alike, given_ratings
from simulator.scoring.truth import as_ms

__all__ = ["Humans", "agreement_of", "humans_of", "note_of"]

_WAIVED = phrase("The rule did not fit: the deviation was justified")


@dataclass(frozen=True, slots=True)
class Humans:
    """Ratings by what they are about, and notes by the event (seq) that they are about."""

    given: Sequence[Given]
    ratings: Mapping[str, tuple[HumanRating, ...]]
    notes: Mapping[int, tuple[Note, ...]]

    def of(self, key: str) -> tuple[HumanRating, ...]:
        """Return the ratings of a criterion or a capability."""
        return self.ratings.get(key, ())


def humans_of(events: Iterable[Event], criteria: Iterable[str]) -> Humans:
    """Read ratings and notes; the newest rating of each rater counts."""
    told = [e for e in events if e.kind in ("rating.given", "note.added")]
    given = given_ratings(told, criteria)
    raters = list(dict.fromkeys((one.rater, one.role) for one in given))
    ratings: dict[str, tuple[HumanRating, ...]] = {}
    for one in given:
        shown = _rating(one, _rater(raters, one))
        ratings[one.of] = (*ratings.get(one.of, ()), shown)
    notes: dict[int, tuple[Note, ...]] = {}
    for event in told:
        ref = as_ms(event.data.get("ref"))
        if event.kind == "note.added" and ref is not None:
            notes[ref] = (*notes.get(ref, ()), note_of(event))
    return Humans(given, ratings, notes)


def _rater(raters: Sequence[tuple[str, str]], one: Given) -> Phrase:
    """Call a rater by the seat, with a number if several rated from it."""
    seat = seat_title(one.role) or phrase("Evaluator")
    mates = [who for who, role in raters if role == one.role]
    return seat if len(mates) == 1 else joined([seat, str(mates.index(one.rater) + 1)], " ")


def _rating(one: Given, rater: Phrase) -> HumanRating:
    words = _WAIVED if one.waived else RATING_WORDS[one.letter] if one.letter else NOTHING
    return HumanRating(rater, one.rating, words, one.note, one.waived, one.of)


def note_of(event: Event) -> Note:
    """Read a note."""
    data = event.data
    return Note(seat_title(event.role), text_of(data, "tag"), text_of(data, "text"))


def agreement_of(
    humans: Humans, proposed: Mapping[str, Rating], known: Iterable[str]
) -> Agreement | None:
    """Say how often letters are one; None where nobody rated anything."""
    if not humans.given:
        return None
    known = {*known, *CAPABILITIES}
    beside = [(proposed[g.of], g.letter) for g in humans.given if g.letter and g.of in proposed]
    by_unit: dict[str, list[Rating]] = {}
    for one in humans.given:
        if one.letter:
            by_unit.setdefault(one.of, []).append(one.letter)
    among = [pair for letters in by_unit.values() for pair in combinations(letters, 2)]
    elsewhere = [one for of, found in humans.ratings.items() if of not in known for one in found]
    return Agreement(
        tool=alike(beside),
        people=alike(among),
        waived=sum(one.waived for one in humans.given),
        elsewhere=tuple(elsewhere),
    )

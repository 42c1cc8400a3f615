"""Words that blame somebody, each with another way to put it.

A hint for a person to weigh, never a verdict, so it would rather miss one than accuse a database:
only the roster, roles and pronouns are people, and what is quoted or code is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from simulator.model.phrases import Phrase, phrase
from simulator.scoring.content.blame_words import (
    BY,
    CULPRIT,
    DENIED,
    DONE,
    HUMAN_ERROR,
    IF,
    JUDGED,
    NO_CAUSE,
    OWN_FAULT,
    SHOULD,
    SLIP,
    TRAINED,
    WRONG,
)
from simulator.scoring.content.markdown import own_words
from simulator.scoring.content.people import People, people_of
from simulator.scoring.content.searching import Sought, lowered

__all__ = ["Hit", "blame"]

_FAILED = phrase("person failed")
_ERROR = phrase("human error")
_AGAINST_FACT = phrase("counterfactual")
_JUDGEMENT = phrase("judgement")
_TRAINING = phrase("training")

_SUGGESTIONS = {
    _FAILED: phrase(
        "Rephrase? Say what happened and what in the system let it happen:"
        " which check, signal or tool was missing."
    ),
    _ERROR: phrase(
        "Rephrase? A slip is where the questions begin:"
        " say what made it easy to make and hard to notice."
    ),
    _AGAINST_FACT: phrase(
        "Rephrase? Say what was known and done at the time,"
        " and what would have made the better way visible."
    ),
    _JUDGEMENT: phrase("Rephrase? Describe the step and what made it look sensible at the time."),
    _TRAINING: phrase(
        "Rephrase? Name a change to the system that protects a tired person:"
        " a guard, a check, a safer default."
    ),
}
_DENIAL = 45
"""Characters before a phrase in which it may be denied."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase that blames: where it stands, of which kind it is, what to do about it."""

    start: int
    end: int
    phrase: str
    kind: Phrase
    suggestion: Phrase


Span = tuple[int, int]


def blame(text: str, people: Iterable[str] = ()) -> tuple[Hit, ...]:
    """Return the phrases of a text that blame somebody, in its order, none inside another.

    ``people`` are the names on the roster.

    >>> [hit.phrase for hit in blame("Postgres failed to start. Ben forgot the flag.", ["Ben"])]
    ['Ben forgot']
    """
    own = own_words(text)
    draft = _Draft(own, lowered(own), people_of(frozenset(people)))
    found = sorted(
        (start, -end, kind)
        for kind, spans in (
            (_FAILED, draft.failed()),
            (_FAILED, draft.at_fault()),
            (_ERROR, draft.human_error()),
            (_AGAINST_FACT, draft.counterfactual()),
            (_JUDGEMENT, draft.said(JUDGED)),
            (_TRAINING, draft.said(TRAINED)),
        )
        for start, end in spans
    )
    hits: list[Hit] = []
    for start, end, kind in found:
        if not hits or start >= hits[-1].end:
            words = " ".join(text[start:-end].split())
            hits.append(Hit(start, -end, words, kind, _SUGGESTIONS[kind]))
    return tuple(hits)


@dataclass(frozen=True, slots=True)
class _Draft:
    """The author's own words, the same in lower case, and who may be named in them."""

    own: str
    lower: str
    people: People

    def failed(self) -> Iterator[Span]:
        """Find a person with a verb of failing."""
        for verbs, human in ((WRONG, False), (SLIP, True)):
            for verb in verbs.matches(self.lower):
                start = self.people.before(self.own, verb.start(), human=human)
                if start is not None:
                    yield start, verb.end()

    def at_fault(self) -> Iterator[Span]:
        """Find somebody's fault, and who is blamed by name."""
        for fault in OWN_FAULT.matches(self.lower):
            start = self.people.owning(self.own, fault.start())
            if start is not None:
                yield start, fault.end()
        for cause in BY.matches(self.lower):
            end = self.people.here(self.own, cause.end())
            if end is None or self._denied(cause.start()):
                continue
            if cause["caused"] is None or CULPRIT.match(self.lower, end):
                yield cause.start(), end

    def human_error(self) -> Iterator[Span]:
        """Find "human error" where it stands as a cause, not where a text says that it is none."""
        for start, end in self.said(HUMAN_ERROR):
            if not NO_CAUSE.match(self.lower, end):
                yield start, end

    def counterfactual(self) -> Iterator[Span]:
        """Find what a person should have done, or what would be so if they had."""
        for found in SHOULD.matches(self.lower):
            start = self.people.before(self.own, found.start())
            if start is not None:
                yield start, found.end()
        for found in IF.matches(self.lower):
            end = self.people.here(self.own, found.end())
            done = None if end is None else DONE[found[1]].match(self.lower, end)
            if done:
                yield found.start(), done.end()

    def said(self, words: Sought) -> Iterator[Span]:
        """Find words that blame by themselves, unless they are denied."""
        for found in words.matches(self.lower):
            if not self._denied(found.start()):
                yield found.span()

    def _denied(self, at: int) -> bool:
        """Whether what stands at ``at`` is denied: "not careless", "rather than human error"."""
        return DENIED.search(self.lower[max(0, at - _DENIAL) : at]) is not None

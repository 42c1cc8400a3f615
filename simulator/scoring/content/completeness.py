"""How complete one post is for those who read it: what is there, what is missing.

Each audience needs its own: responders and stakeholders the seven fields of an update, executives
four things, customers a plain and complete text. Times are ms of drill time, levels 0..1.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from simulator.model.phrases import Phrase, phrase, phrase_n
from simulator.model.records import Event
from simulator.scoring.content.briefing import BRIEFED, EXECUTIVE, briefed
from simulator.scoring.content.claims import Level, claim_of, fits
from simulator.scoring.content.glossary import Glossary
from simulator.scoring.content.public import PUBLIC, checklist, jargon, score_of
from simulator.scoring.content.updates import FIELDS, SHORT, judge

__all__ = ["FIELD_WORDS", "Completeness", "completeness"]

FIELD_WORDS: dict[str, Phrase] = {
    "status": phrase("status"),
    "impact": phrase("impact"),
    "duration": phrase("duration"),
    "team": phrase("team"),
    "theory": phrase("theory"),
    "next_action": phrase("next action"),
    "next_at": phrase("next at"),
    "state": phrase("state"),
    "actions": phrase("actions"),
    "expected": phrase("expected"),
    "not filler": phrase("not filler"),
    "impact named": phrase("impact named"),
    "action named": phrase("action named"),
    "next update": phrase("next update"),
    "no jargon": phrase("no jargon"),
    "no fix time": phrase("no fix time"),
    "no blame": phrase("no blame"),
}
"""What a sentence calls each thing that some audience needs."""

_NO_WORDS = Glossary()


@dataclass(frozen=True, slots=True)
class Completeness:
    """What one post tells of what its audience needs.

    ``score`` is None if neither text nor fields were recorded. ``remarks`` are short sentences.
    """

    score: float | None
    asked: tuple[str, ...]
    present: tuple[str, ...]
    remarks: tuple[Phrase, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What the audience needs and was not told."""
        return tuple(name for name in self.asked if name not in self.present)


def completeness(  # noqa: PLR0913 - what the post is, and what it is judged against
    event: Event,
    *,
    composed: bool,
    latest_next: int,
    glossary: Glossary = _NO_WORDS,
    level: Level | None = None,
    allow_fix_eta: bool = False,
) -> Completeness:
    """Judge an update or a status-page post by what its audience needs.

    ``level`` is how many were hit when it was posted: inside, an impact that is more than half off
    counts as not told. None compares nothing.
    """
    audience = str(event.data.get("audience", "stakeholders"))
    if event.kind == "statuspage.posted" or audience in PUBLIC:
        return _for_customers(event, glossary, composed=composed, allow_fix_eta=allow_fix_eta)
    post = judge(event, composed=composed, latest_next=latest_next)
    asked = EXECUTIVE if audience in BRIEFED else FIELDS
    if not post.recorded:
        return Completeness(None, asked, ())
    if post.filler:
        empty = phrase("It says no more than that there is nothing to say.")
        return Completeness(0.0, asked, (), (empty,))
    off = None if level is None else _off(event, level)
    if asked is EXECUTIVE:
        briefs = briefed(post.fields, post.body, glossary) - ({"impact"} if off else set())
        return _result(EXECUTIVE, briefs, len(briefs), off)
    told = set(post.fields) - ({"impact"} if off else set())
    count = min(len(told), round(post.score * len(FIELDS)))
    return _result(FIELDS, told, count, off, short=count < len(told))


def _result(
    asked: tuple[str, ...],
    told: AbstractSet[str],
    count: int,
    off: Phrase | None,
    *,
    short: bool = False,
) -> Completeness:
    brief = phrase_n(
        "Under {n} word: it earns no more than a bare pass.",
        "Under {n} words: it earns no more than a bare pass.",
        SHORT,
    )
    remarks = (*([off] if off else ()), *([brief] if short else ()))
    present = tuple(name for name in asked if name in told)
    return Completeness(count / len(asked), asked, present, remarks)


def _for_customers(
    event: Event, glossary: Glossary, *, composed: bool, allow_fix_eta: bool
) -> Completeness:
    checks = checklist(event, glossary, allow_fix_eta=allow_fix_eta)
    asked = tuple(checks)
    if "text" not in event.data and not composed:
        return Completeness(None, asked, ())
    words = jargon(str(event.data.get("text") or ""), glossary)
    unknown = phrase("Customers do not know: {words}.", words=", ".join(dict.fromkeys(words)))
    present = tuple(c for c, ok in checks.items() if ok)
    return Completeness(score_of(checks), asked, present, (unknown,) if words else ())


def _off(event: Event, level: Level) -> Phrase | None:
    """Say how far the impact that was named is from what was so; None if it is near or unnamed."""
    claim = claim_of(event.data)
    if claim is None or fits(claim, level):
        return None
    return phrase(
        "Impact is off: \u201c{words}\u201d was said, {share} was so.",
        words=claim.phrase,
        share=_share(level),
    )


def _share(level: Level) -> str:
    low, high = level if isinstance(level, tuple) else (level, level)
    if low == high:
        return f"{low:.0%}"
    return phrase("{low} to {high}", low=f"{low:.0%}", high=f"{high:.0%}")

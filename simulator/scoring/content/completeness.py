"""How complete one post is for those who read it: what is there, what is missing.

Each audience needs its own: responders and stakeholders the seven fields of an update, executives
four things, customers a plain and complete text. Times are ms of drill time, levels 0..1.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from simulator.model.records import Event
from simulator.scoring.content.briefing import BRIEFED, EXECUTIVE, briefed
from simulator.scoring.content.claims import Claim, Level, claim_of, fits
from simulator.scoring.content.glossary import Glossary
from simulator.scoring.content.public import PUBLIC, checklist, jargon, score_of
from simulator.scoring.content.updates import FIELDS, SHORT, judge

__all__ = ["Completeness", "completeness"]

_NO_WORDS = Glossary()


@dataclass(frozen=True, slots=True)
class Completeness:
    """What one post tells of what its audience needs.

    ``score`` is None if neither text nor fields were recorded. ``remarks`` are short sentences.
    """

    score: float | None
    asked: tuple[str, ...]
    present: tuple[str, ...]
    remarks: tuple[str, ...] = ()

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
        return Completeness(0.0, asked, (), ("It says no more than that there is nothing to say.",))
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
    off: str | None,
    *,
    short: bool = False,
) -> Completeness:
    brief = f"Under {SHORT} words: it earns no more than a bare pass."
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
    said = (f"Customers do not know: {', '.join(dict.fromkeys(words))}.",) if words else ()
    return Completeness(score_of(checks), asked, tuple(c for c, ok in checks.items() if ok), said)


def _off(event: Event, level: Level) -> str | None:
    """Say how far the impact that was named is from what was so; None if it is near or unnamed."""
    claim = claim_of(event.data)
    if claim is None or fits(claim, level):
        return None
    return f"Impact is off: {_said(claim)} was said, {_share(level)} was so."


def _said(claim: Claim) -> str:
    return f"\u201c{claim.phrase}\u201d"


def _share(level: Level) -> str:
    if not isinstance(level, tuple):
        return f"{level:.0%}"
    return f"{level[0]:.0%}" if level[0] == level[1] else f"{level[0]:.0%} to {level[1]:.0%}"

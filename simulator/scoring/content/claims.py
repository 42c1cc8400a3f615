"""What a text claims about how many are hit.

Shares are fractions of users or attempts, 0..1. A claim says how many are *hit*: "most customers
can pay" claims that at most half are. Figures and words are read clause by clause; a share of
something else (of a processor, of a rollout, of what was earlier) is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from simulator.scoring.content.claim_words import (
    AIM,
    CLAUSE,
    EARLIER,
    OTHER,
    OVER,
    PAST,
    STATE,
)
from simulator.scoring.content.quantities import Quantity, bare_quantities, quantities
from simulator.scoring.content.searching import lowered

__all__ = [
    "Claim",
    "Level",
    "claim_of",
    "claimed_share",
    "clauses",
    "fits",
    "share_claimed",
    "share_in_field",
    "shares_claimed",
]

Level = float | tuple[float, float]
"""How many were hit; or the lowest and the highest share around a moment, where only coarse steps
are known."""

_OFF = 0.5
"""A figure may be this much off, relative to what was so ..."""
_SLACK = 0.02
"""... and this much in any case: nobody counts the last two in a hundred."""
_BLUR = 0.005
"""In words, fewer than this are nobody."""

_NEAR = 30
"""Characters around a percentage in which it may turn out to be a share of something else."""
_REACH = 80
"""Characters before a quantity in which its sentence may say how those are; twice that after it."""
_MOST = 12
"""A clause with more quantities is no sentence; the others are not read."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A share of users hit, from ``low`` to ``high``; ``exact`` if it is a figure, not a word."""

    low: float
    high: float
    phrase: str
    start: int
    end: int
    exact: bool


# -- reading ---------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def shares_claimed(text: str) -> tuple[Claim, ...]:
    """Return what a text says about how many are hit now, in the order of the text.

    >>> [(c.low, c.high) for c in shares_claimed("18% of payments fail, down from 40%.")]
    [(0.18, 0.18)]
    """
    return tuple(
        replace(claim, phrase=text[claim.start : claim.end])
        for start, clause in clauses(lowered(text))
        for named in [list(islice(quantities(clause), _MOST))]
        for quantity in named
        if (claim := _claim(clause, quantity, named, start)) is not None
    )


def clauses(text: str) -> Iterator[tuple[int, str]]:
    """Return the statements of a text in lower case, each with where it begins."""
    start = 0
    for mark in CLAUSE.finditer(text):
        yield start, text[start : mark.start()]
        start = mark.end()
    yield start, text[start:]


def _claim(clause: str, quantity: Quantity, named: list[Quantity], offset: int) -> Claim | None:
    """Read one quantity in its clause; None if it is no statement about users now."""
    if _is_earlier(clause, quantity) or OVER.search(clause):
        return None
    if quantity.exact and _is_of_others(clause, quantity):
        return None
    well = _well(clause, quantity, named)
    if well is None or (well and AIM.search(clause)):
        return None
    return _as_claim(clause, quantity, offset, well=well)


def _is_of_others(clause: str, quantity: Quantity) -> bool:
    """Whether a figure is a share of a machine, or of what went to a canary."""
    before = clause[max(0, quantity.start - _NEAR) : quantity.start].rpartition(",")[2]
    after = "" if quantity.users else clause[quantity.end : quantity.end + _NEAR]
    return OTHER.search(f"{before} {after}") is not None


def _is_earlier(clause: str, quantity: Quantity) -> bool:
    """Whether words right before a quantity say that it is past."""
    before = clause[max(0, quantity.start - _NEAR) : quantity.start]
    return EARLIER.search(before) is not None


def _as_claim(text: str, quantity: Quantity, offset: int = 0, *, well: bool = False) -> Claim:
    low, high = (1 - quantity.high, 1 - quantity.low) if well else (quantity.low, quantity.high)
    return Claim(
        low=round(max(low, 0.0), 6),
        high=round(min(high, 1.0), 6),
        phrase=text[quantity.start : quantity.end],
        start=quantity.start + offset,
        end=quantity.end + offset,
        exact=quantity.exact,
    )


def _well(clause: str, quantity: Quantity, named: list[Quantity]) -> bool | None:
    """Tell whether those who are counted are well; None if the clause does not say it of now.

    What is said after them counts before what was said earlier; a comma or another quantity in
    between makes it second choice.
    """
    after = STATE.search(clause, quantity.end, quantity.end + 2 * _REACH)
    before = _last_state(clause, quantity.start)
    near_after = after is not None and _joined(clause, quantity.end, after.start(), named)
    near_before = before is not None and _joined(clause, before.end(), quantity.start, named)
    if before is not None and near_before and not _is_well(before):
        touching = quantity.start - before.end() <= 1
        if touching and after is not None and _is_well(after):
            return None  # "the problem that hit some customers is resolved"
        if touching:
            return False
    if after is not None and near_after and PAST.search(clause, quantity.end, after.end()):
        return None
    chosen = after if near_after else before if near_before else after if quantity.users else before
    return None if chosen is None else _is_well(chosen)


def _last_state(clause: str, end: int) -> re.Match[str] | None:
    states = list(STATE.finditer(clause, max(0, end - _REACH), end))
    return states[-1] if states else None


def _joined(clause: str, start: int, end: int, named: list[Quantity]) -> bool:
    return "," not in clause[start:end] and not any(start < q.start < end for q in named)


def _is_well(state: re.Match[str]) -> bool:
    return state.lastgroup != "ill"


def share_claimed(text: str) -> Claim | None:
    """Return the leading claim of a text: its first figure, else its first word."""
    claims = shares_claimed(text)
    return next((claim for claim in claims if claim.exact), claims[0] if claims else None)


def claimed_share(text: str) -> float | None:
    """Return the leading claim of a text as one number.

    >>> claimed_share("One in four customers cannot pay."), claimed_share("We look into it.")
    (0.25, None)
    """
    claim = share_claimed(text)
    return None if claim is None else (claim.low + claim.high) / 2


def share_in_field(value: object) -> Claim | None:
    """Return how many a field such as "how many" names; bare ``all`` or ``0.4`` count there."""
    if isinstance(value, float) and 0 <= value <= 1:
        return Claim(value, value, str(value), 0, 0, exact=True)
    if not isinstance(value, str):
        return None
    read = share_claimed(value)
    if read is not None:
        return read
    lower = lowered(value)
    bare = (q for q in bare_quantities(lower) if not _is_earlier(lower, q))
    first = next(bare, None)
    return None if first is None else _as_claim(value, first)


def claim_of(data: Mapping[str, Any]) -> Claim | None:
    """Return what an event's data claims: its fields about how many first, then its text."""
    for name in ("how_many", "impact"):
        claim = share_in_field(data.get(name))
        if claim is not None:
            return claim
    text = data.get("text")
    return share_claimed(text) if isinstance(text, str) else None


# -- comparing -------------------------------------------------------------------------------------


def fits(claim: Claim, level: Level) -> bool:
    """Whether a claim is near enough to what was so.

    A figure may be off by half of the true share, or by two in a hundred; a word must allow for it.

    >>> claim = share_claimed("Some customers cannot pay.")
    >>> fits(claim, 0.4), fits(claim, 0.0), fits(claim, 0.95)
    (True, False, False)
    """
    least, most = level if isinstance(level, tuple) else (level, level)
    if claim.exact:
        least, most = least * (1 - _OFF) - _SLACK, most * (1 + _OFF) + _SLACK
    elif claim.low > 0 and most <= _BLUR:
        return False
    elif claim.high == 0:
        least -= _BLUR
    return claim.low <= most + 1e-9 and claim.high >= least - 1e-9

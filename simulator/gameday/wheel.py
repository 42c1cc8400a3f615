"""The wheel: which scenarios may win, and a winner that everybody can check.

The rule is on the page ``docs/game-days.md``: the server commits to a seed before it knows the pool
and the salt, and the winner follows from all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from simulator.model.errors import Refusal
from simulator.model.expr import closest
from simulator.model.phrases import Phrase, joined, listing, phrase, phrase_n
from simulator.rules.catalogue import Args, Ident

__all__ = [
    "FRESH_DAYS",
    "SPIN_MS",
    "TURNS",
    "Filters",
    "Shelved",
    "commit_of",
    "index_of",
    "narrow",
    "shelved",
]

FRESH_DAYS = 60
"""A scenario that was played longer ago than this is fresh again."""
SPIN_MS = 6_500
"""How long a spin takes on every page."""
TURNS = 6
"""How often the wheel goes round before it stands in the winner's segment."""

_DAY_MS = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class Shelved:
    """A scenario of the library, as far as the wheel cares.

    ``times`` is how many times it was played here, ``last_ms`` when it was last (ms since 1970).
    """

    id: str
    title: str
    minutes: int
    difficulty: int
    tags: tuple[str, ...] = ()
    times: int = 0
    last_ms: int | None = None


def _low_high(pair: list[int]) -> list[int]:
    if pair[0] > pair[1]:
        raise PydanticCustomError("low_high", "the lower number comes first")
    return pair


Difficulties = Annotated[
    list[Annotated[int, Field(ge=1, le=5)]],
    Field(min_length=2, max_length=2),
    AfterValidator(_low_high),
]
Lengths = Annotated[
    list[Annotated[int, Field(ge=1, le=1_440)]],
    Field(min_length=2, max_length=2),
    AfterValidator(_low_high),
]
Idents = Annotated[list[Ident], Field(min_length=1, max_length=500)]
Salt = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$"),
]


class Filters(Args):
    """What may win: all of these at once; ``salt`` is a word that somebody called out."""

    tags: Idents | None = None
    difficulty: Difficulties | None = None
    minutes: Lengths | None = None
    fresh: bool = False
    only: Idents | None = None
    salt: Salt = ""


def commit_of(seed: str) -> str:
    """Return the commitment to a seed: its SHA-256, 64 hex digits."""
    return hashlib.sha256(seed.encode()).hexdigest()


def index_of(seed: str, salt: str, n: int, pool: Sequence[str]) -> int:
    """Return the place of the winner of spin ``n`` among the ids of the pool, from 0."""
    text = f"{seed}:{salt}:{n}:{','.join(pool)}"
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % len(pool)


def shelved(shelf: Sequence[Shelved], scenario: str) -> Shelved:
    """Return the scenario of that id.

    Raises:
        Refusal: ``not_found``, naming the nearest, or those there are.
    """
    found = next((one for one in shelf if one.id == scenario), None)
    if found is None:
        ids, wanted = [one.id for one in shelf], repr(scenario)
        said = phrase("No scenario {id}.", id=wanted)
        if near := closest(scenario, ids):
            said = phrase("No scenario {id}; did you mean {near}?", id=wanted, near=repr(near))
        raise Refusal("not_found", said, phrase("There are: {known}.", known=listing(ids)))
    return found


def narrow(shelf: Sequence[Shelved], wanted: Filters, now_ms: int) -> list[Shelved]:
    """Return the scenarios that pass every filter, in the order of the shelf.

    Raises:
        Refusal: ``not_found``, if nothing is left: which filter did it, and what there was.
    """
    pool = list(shelf)
    if not pool:
        hint = phrase("Start the server with --scenarios.")
        raise Refusal("not_found", phrase("The library is empty."), hint)
    if wanted.only is not None:
        chosen = {shelved(shelf, one).id for one in wanted.only}
        pool = [one for one in pool if one.id in chosen]
    for keep, refuse in _filters(wanted, now_ms):
        left = [one for one in pool if keep(one)]
        if not left:
            raise refuse(pool)
        pool = left
    return pool


Keep = Callable[[Shelved], bool]
Refuse = Callable[[Sequence[Shelved]], Refusal]


def _filters(wanted: Filters, now_ms: int) -> Iterable[tuple[Keep, Refuse]]:
    """Yield each filter that is set: what passes it, and what to say if nothing does."""
    if tags := wanted.tags:
        yield (lambda one: not set(tags).isdisjoint(one.tags)), (lambda pool: _no_tags(pool, tags))
    if span := wanted.difficulty:
        yield (
            (lambda one: span[0] <= one.difficulty <= span[1]),
            (lambda pool: _out_of(pool, "difficulty", span, [one.difficulty for one in pool])),
        )
    if length := wanted.minutes:
        yield (
            (lambda one: length[0] <= one.minutes <= length[1]),
            (lambda pool: _out_of(pool, "minutes", length, [one.minutes for one in pool])),
        )
    if wanted.fresh:
        since = now_ms - FRESH_DAYS * _DAY_MS
        yield (
            (lambda one: one.last_ms is None or one.last_ms < since),
            (lambda pool: _stale(pool, now_ms)),
        )


def _no_tags(pool: Sequence[Shelved], tags: Sequence[str]) -> Refusal:
    known = sorted({tag for one in pool for tag in one.tags})
    said = phrase_n(
        "tags: the only scenario has not {tags}.",
        "tags: none of the {n} scenarios has {tags}.",
        len(pool),
        tags=_either(tags),
    )
    if len(tags) == 1 and (near := closest(tags[0], known)):
        said = phrase_n(
            "tags: the only scenario has not {tag}; did you mean {near}?",
            "tags: none of the {n} scenarios has {tag}; did you mean {near}?",
            len(pool),
            tag=tags[0],
            near=repr(near),
        )
    hint = phrase("There are: no tags at all.")
    if known:
        hint = phrase("There are: {known}.", known=listing(known))
    return Refusal("not_found", said, hint)


def _either(names: Sequence[str]) -> Phrase:
    *most, last = names
    if not most:
        return joined(names)
    return phrase("{most} or {last}", most=", ".join(most), last=last)


def _out_of(
    pool: Sequence[Shelved], name: str, span: Sequence[int], found: Sequence[int]
) -> Refusal:
    said = phrase_n(
        "{filter}: the only scenario does not lie in {low} to {high}.",
        "{filter}: none of the {n} scenarios lies in {low} to {high}.",
        len(pool),
        filter=name,
        low=span[0],
        high=span[1],
    )
    known = listing([str(one) for one in sorted(set(found))])
    return Refusal("not_found", said, phrase("There are: {known}.", known=known))


def _stale(pool: Sequence[Shelved], now_ms: int) -> Refusal:
    days = {one.id: (now_ms - (one.last_ms or 0)) // _DAY_MS for one in pool}
    oldest = max(pool, key=lambda one: days[one.id])
    said = phrase_n(
        "fresh: the only scenario was played in the last {days} days.",
        "fresh: each of the {n} scenarios was played in the last {days} days.",
        len(pool),
        days=FRESH_DAYS,
    )
    hint = phrase_n(
        "Longest ago: {title}, {n} day ago.",
        "Longest ago: {title}, {n} days ago.",
        days[oldest.id],
        title=repr(oldest.title),
    )
    return Refusal("not_found", said, hint)

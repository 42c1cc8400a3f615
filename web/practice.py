"""What this server knows of people who practise alone: their tries, and how they come along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.store import DrillRow
from web.forks import family, origin

__all__ = ["MOST_HINTS", "SOLO", "Try", "fading", "solo_of", "tries"]

SOLO = "solo"
"""The key, beside a log's header, of who plays alone: ``{person, name, seat, crew}``."""
MOST_HINTS = 3
"""After so many drills in a seat, hints come only when they are asked for."""


@dataclass(frozen=True, slots=True)
class Try:
    """One drill among those that were forked from one another.

    ``t`` is where it begins (ms of drill time), None for the first of them, which began at the
    beginning; ``here`` marks the one that was asked about.
    """

    drill: str
    t: int | None
    state: str
    here: bool


def solo_of(row: DrillRow) -> Mapping[str, Any] | None:
    """Return who plays a drill alone, None if it is not such a drill."""
    found: Mapping[str, Any] | None = row.header.get(SOLO)
    return found


def tries(rows: Sequence[DrillRow], drill: str) -> list[Try]:
    """Return a drill and everything that was forked from it or that it was forked from."""
    return [
        Try(row.id, source["t"] if (source := origin(row)) else None, row.state, row.id == drill)
        for row in family(rows, drill)
    ]


def fading(rows: Sequence[DrillRow], drill: str) -> int:
    """Return how far hints have faded for whoever plays a drill alone: 0 to :data:`MOST_HINTS`.

    That is how many other drills somebody of that name has played to their end alone in that seat.
    Several tries of one drill are one.
    """
    here = next((row for row in rows if row.id == drill), None)
    mine = _player(here) if here else None
    if mine is None:
        return 0
    seen = {row.id for row in family(rows, drill)}
    finished = 0
    for row in rows:
        if row.id not in seen and row.state == "ended" and _player(row) == mine:
            finished += 1
            seen |= {one.id for one in family(rows, row.id)}
    return min(finished, MOST_HINTS)


def _player(row: DrillRow) -> tuple[str, str] | None:
    """Return name and seat: people have no accounts here, so a name is all there is of them."""
    who = solo_of(row)
    return (" ".join(str(who["name"]).casefold().split()), str(who["seat"])) if who else None

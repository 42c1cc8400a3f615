"""Where a recorded drill can be taken up again: how much of its log comes along, and from when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.records import Command, Event, Record
from simulator.store import DrillRow

__all__ = ["FORKED_FROM", "Cut", "cut", "family", "origin"]

FORKED_FROM = "forked_from"
"""The key, beside a log's header, of where a drill comes from: ``{"drill": id, "t": ms}``."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The records that come along, and the drill time (ms) at which the new drill stands."""

    records: tuple[Record, ...]
    t: int


def cut(records: Sequence[Record], t: int, stands: int) -> Cut:
    """Return how much of a log happened up to drill time ``t`` (ms).

    ``stands`` is where its drill stands: later than that nothing is known yet. Everything at the
    same millisecond comes along, so a command never parts from its events and the drill can be
    rebuilt from them alone. Only the end does not: a drill that is over could not go on.

    Raises:
        Refusal: ``drill_not_started`` while the drill is in its lobby.
    """
    if not any(isinstance(record, Event) and record.kind == "drill.started" for record in records):
        message = phrase("There is nothing to try again yet.")
        hint = phrase("Start it first, and play a little.")
        raise Refusal("drill_not_started", message, hint)
    count, latest = _before_the_end(records, stands)
    t = max(0, min(t, latest))
    return Cut(tuple(record for record in records[:count] if record.t <= t), t)


def _before_the_end(records: Sequence[Record], stands: int) -> tuple[int, int]:
    """Return how many records come before the end of a drill, and the last moment (ms) before it.

    Of one that is not over these are all records, and where it stands.
    """
    asked: int | None = None
    for place, record in enumerate(records):
        if isinstance(record, Command):
            asked = place if record.verb == "drill.end" else None
        elif record.kind == "drill.ended":
            # At its full length the world ends it by itself, so its last moment is just before.
            return (place, record.t - 1) if asked is None else (asked, record.t)
    return len(records), stands


def origin(row: DrillRow) -> Mapping[str, Any] | None:
    """Return where a drill was forked from, ``{"drill": id, "t": ms}``, or None."""
    found: Mapping[str, Any] | None = row.header.get(FORKED_FROM)
    return found


def family(rows: Sequence[DrillRow], drill: str) -> list[DrillRow]:
    """Return a drill, whatever it was forked from, and all forks of these, the oldest first."""
    parents = {row.id: str(source["drill"]) for row in rows if (source := origin(row))}

    def root(one: str) -> str:
        *_, first = _upwards(parents, one)
        return first

    wanted = root(drill)
    found = [row for row in rows if root(row.id) == wanted]
    depth = {row.id: len(list(_upwards(parents, row.id))) for row in found}
    return sorted(found, key=lambda row: (row.created_ms, depth[row.id], row.id))


def _upwards(parents: Mapping[str, str], drill: str) -> Iterator[str]:
    yield drill
    while drill in parents:
        drill = parents[drill]
        yield drill

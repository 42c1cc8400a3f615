"""All game days of this server: created, found again, and what they know of the library."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from simulator.gameday import DAY_FORMAT, Day, Shelved
from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.units import MINUTE
from simulator.store import DayRow, DrillRow, Store, StoreError
from web.day_doors import DAY
from web.day_room import DayParts, DayRoom
from web.forks import FORKED_FROM
from web.identity import code_of, new_code
from web.practice import SOLO
from web.room import HangUp, Send
from web.rooms import Rooms

__all__ = ["Days", "Played", "plays"]

_ASIDE = (SOLO, FORKED_FROM)
"""Keys, beside a log's header, of drills that do not count as played: the others saw nothing."""

_COUNTED_S = 10.0
"""For so long it is enough to have counted what was played."""


@dataclass(frozen=True, slots=True)
class Played:
    """How many times a scenario was played on this server, and when last (ms since 1970)."""

    times: int
    last_ms: int


def plays(rows: Iterable[DrillRow]) -> dict[str, Played]:
    """Return for each scenario how often it was played: drills that were started.

    The rooms of one game day count once, with the same seed; what somebody played alone or took up
    again from the middle does not count.
    """
    found: dict[str, dict[tuple[str, int], int]] = {}
    for row in rows:
        if row.state == "lobby" or any(row.header.get(key) for key in _ASIDE):
            continue
        day = row.header.get(DAY)
        sitting = (str(day), row.seed) if day else (row.id, 0)
        times = found.setdefault(row.scenario_id, {})
        times[sitting] = max(times.get(sitting, 0), row.created_ms)
    return {one: Played(len(times), max(times.values())) for one, times in found.items()}


class Days:
    """Game days by id; one that is not in memory is read from the store when asked for."""

    def __init__(  # noqa: PLR0913 - its parts arrive as arguments
        self,
        *,
        store: Store,
        rooms: Rooms,
        send: Send,
        hang_up: HangUp,
        spawn: Callable[[Callable[[], None]], object],
        wall: Callable[[], float],
        today_ms: Callable[[], int],
        new_id: Callable[[], str],
        new_secret: Callable[[], str],
        new_seed: Callable[[], int],
    ) -> None:
        """Start empty; see :class:`web.day_room.DayParts`."""
        self._store = store
        self._rooms = rooms
        self._new_id = new_id
        self._parts = DayParts(
            store, rooms, send, hang_up, spawn, wall, today_ms, new_secret, new_seed, self.shelf
        )
        self._days: dict[str, DayRoom] = {}
        self._wall = wall
        self._played: tuple[float, dict[str, Played]] | None = None
        self._lock = threading.RLock()

    def rows(self) -> list[DayRow]:
        """Return every day that the store knows, the newest first."""
        return self._store.days()

    def shelf(self) -> list[Shelved]:
        """Return the library as the wheel sees it, in the order in which it is listed."""
        now, known = self._wall(), self._played
        if known is None or now - known[0] >= _COUNTED_S:  # counting reads every drill there is
            known = self._played = now, plays(self._store.drills())
        played = known[1]
        return [
            Shelved(
                id=entry.id,
                title=entry.title,
                minutes=entry.length // MINUTE,
                difficulty=entry.difficulty,
                tags=entry.tags,
                times=played[entry.id].times if entry.id in played else 0,
                last_ms=played[entry.id].last_ms if entry.id in played else None,
            )
            for entry in self._rooms.library.entries()
        ]

    def create(self, title: str) -> DayRoom:
        """Open the lobby of a new day."""
        parts, now = self._parts, self._parts.today_ms()
        day = self._new_id()
        header = {"format": DAY_FORMAT, "day": day, "title": title}
        row = DayRow(day, title, now, new_code(), "gathering", header)
        records = Day().begin(now, title, parts.new_secret())
        with self._lock:  # whoever finds it in the store meanwhile must not open a second one
            self._store.create_day(row)
            self._store.append_day(day, records, "gathering")
            room = self._days[day] = DayRoom(row, records, parts)
        return room

    def get(self, day: str) -> DayRoom:
        """Return a day.

        Raises:
            Refusal: ``no_such_drill``.
        """
        with self._lock:
            if room := self._days.get(day):
                return room
            try:
                stored = self._store.load_day(day)
            except StoreError as error:
                if error.reason != "unknown_day":
                    raise
                message = phrase("There is no such game day here.")
                hint = phrase("Check the link, or ask the host for a new one.")
                raise Refusal("no_such_drill", message, hint) from None
            room = self._days[day] = DayRoom(stored.row, stored.records, self._parts)
            return room

    def by_code(self, code: str) -> DayRoom | None:
        """Return the day of a join code, however it was typed, if it is one's."""
        row = self._store.day_with_code(code_of(code))
        return self.get(row.id) if row else None

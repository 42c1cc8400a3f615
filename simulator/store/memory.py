"""A store in memory, for runs that nobody wants to keep: rehearsals, tests, a quick look."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from simulator.model.records import Record
from simulator.store import refusals
from simulator.store.port import (
    Checkpoint,
    DayPhase,
    DayRow,
    DrillRow,
    StoredDay,
    StoredDrill,
    Write,
)

__all__ = ["MemoryStore"]


@dataclass(slots=True)
class _Kept:
    row: DrillRow
    records: list[Record] = field(default_factory=list)
    checkpoint: Checkpoint = field(default_factory=Checkpoint)

    @property
    def last(self) -> int:
        return self.records[-1].seq if self.records else 0


@dataclass(slots=True)
class _KeptDay:
    row: DayRow
    records: list[Record] = field(default_factory=list)


class MemoryStore:
    """Keeps everything until it is closed, or the process ends."""

    def __init__(self) -> None:
        self._drills: dict[str, _Kept] = {}
        self._days: dict[str, _KeptDay] = {}
        self._settings: dict[str, str] = {}
        self._lock = threading.Lock()
        self._closed = False

    def create(self, drill: DrillRow) -> None:
        """Add a drill; see :meth:`simulator.store.port.Store.create`."""
        with self._lock:
            self._refuse_if_closed()
            if drill.id in self._drills:
                raise refusals.id_taken("drill", drill.id)
            self._refuse_known_code(drill.join_code)
            self._drills[drill.id] = _Kept(drill, checkpoint=Checkpoint(state=drill.state))

    def append(self, drill_id: str, records: Sequence[Record], checkpoint: Checkpoint) -> None:
        """Add records and move the clock; see :meth:`simulator.store.port.Store.append`."""
        self.append_all([Write(drill_id, records, checkpoint)])

    def append_all(self, writes: Sequence[Write]) -> None:
        """Carry out several appends or none; see :meth:`simulator.store.port.Store.append_all`."""
        with self._lock:
            joined = [(self._get(write.drill_id), write) for write in refusals.merged(writes)]
            for kept, write in joined:
                if not refusals.follows(kept.last, write.records):
                    raise refusals.out_of_order(write.drill_id, kept.last, write.records)
            for kept, write in joined:
                kept.records.extend(write.records)
                kept.checkpoint = write.checkpoint
                kept.row = replace(kept.row, state=write.checkpoint.state)

    def checkpoint(self, drill_id: str, checkpoint: Checkpoint) -> None:
        """Move the clock; see :meth:`simulator.store.port.Store.checkpoint`."""
        self.append(drill_id, (), checkpoint)

    def load(self, drill_id: str) -> StoredDrill:
        """Return a drill; see :meth:`simulator.store.port.Store.load`."""
        with self._lock:
            kept = self._get(drill_id)
            return StoredDrill(kept.row, tuple(kept.records), kept.checkpoint)

    def drills(self) -> list[DrillRow]:
        """List all drills, newest first; see :meth:`simulator.store.port.Store.drills`."""
        with self._lock:
            self._refuse_if_closed()
            rows = [kept.row for kept in self._drills.values()]
        return sorted(rows, key=lambda row: (-row.created_ms, row.id))

    def drill_with_code(self, join_code: str) -> DrillRow | None:
        """Return a drill by its code; see :meth:`simulator.store.port.Store.drill_with_code`."""
        with self._lock:
            self._refuse_if_closed()
            return self._with_code(join_code)

    def create_day(self, day: DayRow) -> None:
        """Add a game day; see :meth:`simulator.store.port.Store.create_day`."""
        with self._lock:
            self._refuse_if_closed()
            if day.id in self._days:
                raise refusals.id_taken("day", day.id)
            self._refuse_known_code(day.join_code)
            self._days[day.id] = _KeptDay(day)

    def append_day(self, day_id: str, records: Sequence[Record], state: DayPhase) -> None:
        """Add records to a day; see :meth:`simulator.store.port.Store.append_day`."""
        with self._lock:
            kept = self._get_day(day_id)
            last = len(kept.records)
            if not refusals.follows(last, records):
                raise refusals.out_of_order(day_id, last, records, "day")
            kept.records.extend(records)
            kept.row = replace(kept.row, state=state)

    def load_day(self, day_id: str) -> StoredDay:
        """Return a day; see :meth:`simulator.store.port.Store.load_day`."""
        with self._lock:
            kept = self._get_day(day_id)
            return StoredDay(kept.row, tuple(kept.records))

    def days(self) -> list[DayRow]:
        """List all days, newest first; see :meth:`simulator.store.port.Store.days`."""
        with self._lock:
            self._refuse_if_closed()
            rows = [kept.row for kept in self._days.values()]
        return sorted(rows, key=lambda row: (-row.created_ms, row.id))

    def day_with_code(self, join_code: str) -> DayRow | None:
        """Return a day by its code; see :meth:`simulator.store.port.Store.day_with_code`."""
        with self._lock:
            self._refuse_if_closed()
            return self._day_with_code(join_code)

    def setting(self, key: str) -> str | None:
        """Return a setting; see :meth:`simulator.store.port.Store.setting`."""
        with self._lock:
            self._refuse_if_closed()
            return self._settings.get(key)

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting; see :meth:`simulator.store.port.Store.set_setting`."""
        with self._lock:
            self._refuse_if_closed()
            self._settings[key] = value

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._closed = True
            self._drills.clear()
            self._days.clear()
            self._settings.clear()

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise refusals.closed()

    def _get(self, drill_id: str) -> _Kept:
        self._refuse_if_closed()
        kept = self._drills.get(drill_id)
        if kept is None:
            raise refusals.unknown_drill(drill_id)
        return kept

    def _get_day(self, day_id: str) -> _KeptDay:
        self._refuse_if_closed()
        kept = self._days.get(day_id)
        if kept is None:
            raise refusals.unknown("day", day_id)
        return kept

    def _refuse_known_code(self, join_code: str) -> None:
        if self._with_code(join_code) or self._day_with_code(join_code):
            raise refusals.code_taken(join_code)

    def _day_with_code(self, join_code: str) -> DayRow | None:
        rows = (kept.row for kept in self._days.values())
        return next((row for row in rows if row.join_code == join_code), None)

    def _with_code(self, join_code: str) -> DrillRow | None:
        rows = (kept.row for kept in self._drills.values())
        return next((row for row in rows if row.join_code == join_code), None)

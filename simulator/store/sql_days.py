"""Game days in a database: their rows and their records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from simulator.model.records import Record, from_json
from simulator.store import refusals, schema
from simulator.store.database import Database, as_text
from simulator.store.port import DayPhase, DayRow, StoredDay, StoreError

__all__ = ["DayTables"]

_PLAIN = ("id", "title", "created_ms", "join_code", "state")


class DayTables(Database):
    """The part of a store that keeps game days."""

    def create_day(self, day: DayRow) -> None:
        """Add a game day; see :meth:`simulator.store.port.Store.create_day`."""
        values: dict[str, Any] = {name: getattr(day, name) for name in _PLAIN}
        values |= {"header": as_text(day.header), "last_seq": 0}
        try:
            with self._writing() as connection:
                connection.execute(insert(schema.code).values(code=day.join_code))
                connection.execute(insert(schema.day), values)
        except IntegrityError:
            raise self._taken("day", day.id, day.join_code) from None

    def append_day(self, day_id: str, records: Sequence[Record], state: DayPhase) -> None:
        """Add records to a day; see :meth:`simulator.store.port.Store.append_day`."""
        before = records[0].seq - 1 if records else self._last_of(day_id)
        if not refusals.follows(before, records):
            raise refusals.out_of_order(day_id, self._last_of(day_id), records, "day")
        rows = [
            {"day": day_id, "seq": record.seq, "body": as_text(record.as_json())}
            for record in records
        ]
        here = (schema.day.c.id == day_id) & (schema.day.c.last_seq == before)
        move = update(schema.day).where(here).values(last_seq=before + len(rows), state=state)
        try:
            with self._writing() as connection:
                moved = connection.execute(move).rowcount
                if moved and rows:
                    connection.execute(insert(schema.day_record), rows)
        except IntegrityError:
            moved = 0
        if not moved:
            raise self._no_append(day_id, records)

    def load_day(self, day_id: str) -> StoredDay:
        """Return a day; see :meth:`simulator.store.port.Store.load_day`."""
        lines = select(schema.day_record.c.body).where(schema.day_record.c.day == day_id)
        with self._reading() as connection:
            row = connection.execute(select(schema.day).where(schema.day.c.id == day_id)).first()
            if row is None:
                raise refusals.unknown("day", day_id)
            # what another process appends in between belongs to a later moment
            lines = lines.where(schema.day_record.c.seq <= row.last_seq)
            bodies = connection.execute(lines.order_by(schema.day_record.c.seq)).scalars().all()
        records = tuple(from_json(json.loads(body), day_id) for body in bodies)
        return StoredDay(_row(row), records)

    def days(self) -> list[DayRow]:
        """List all days, newest first; see :meth:`simulator.store.port.Store.days`."""
        newest = select(schema.day).order_by(schema.day.c.created_ms.desc(), schema.day.c.id)
        with self._reading() as connection:
            return [_row(row) for row in connection.execute(newest)]

    def day_with_code(self, join_code: str) -> DayRow | None:
        """Return a day by its code; see :meth:`simulator.store.port.Store.day_with_code`."""
        return self._day(schema.day.c.join_code == join_code)

    def _day(self, which: ColumnElement[bool]) -> DayRow | None:
        with self._reading() as connection:
            row = connection.execute(select(schema.day).where(which)).first()
        return _row(row) if row else None

    def _last_of(self, day_id: str) -> int:
        """Return the number of a day's newest record.

        Raises:
            StoreError: ``unknown_day``.
        """
        find = select(schema.day.c.last_seq).where(schema.day.c.id == day_id)
        with self._reading() as connection:
            last = connection.execute(find).scalar_one_or_none()
        if last is None:
            raise refusals.unknown("day", day_id)
        return int(last)

    def _no_append(self, day_id: str, records: Sequence[Record]) -> StoreError:
        """Find out why the database did not add records to a day."""
        last = self._last_of(day_id)
        if records and not refusals.follows(last, records):
            return refusals.out_of_order(day_id, last, records, "day")
        return StoreError("unavailable", f"{self._name} changed under the write; try again")

    def _taken(self, what: refusals.Thing, its_id: str, join_code: str) -> StoreError:
        """Find out what of a new row the database has already."""
        table = schema.drill if what == "drill" else schema.day
        with self._reading() as connection:
            known = connection.execute(select(table.c.id).where(table.c.id == its_id)).first()
        return refusals.id_taken(what, its_id) if known else refusals.code_taken(join_code)


def _row(row: Row[Any]) -> DayRow:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return DayRow(**plain, header=json.loads(row.header))

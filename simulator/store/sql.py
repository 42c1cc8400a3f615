"""The durable store: SQLite by default, PostgreSQL by URL, through SQLAlchemy Core."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from simulator.model.records import Record, from_json
from simulator.store import refusals, schema
from simulator.store.database import as_text
from simulator.store.port import Checkpoint, DrillRow, StoredDrill, StoreError, Write
from simulator.store.sql_days import DayTables

__all__ = ["SqlStore"]

_CLOCK = ("t", "running", "speed", "state")
_ROW = tuple(name for name in DrillRow.__dataclass_fields__ if name not in ("state", "header"))

_ADD_RECORDS = insert(schema.record)
_MOVE_CLOCK = (
    update(schema.drill)
    .where(schema.drill.c.id == bindparam("drill"))
    .values({name: bindparam(name) for name in _CLOCK})
)
_MOVE_ON = _MOVE_CLOCK.where(schema.drill.c.last_seq == bindparam("before")).values(
    last_seq=bindparam("after")
)
"""Moves the clock only if the records go on where the stored ones end: no gaps, no two writers."""


class SqlStore(DayTables):
    """Drills and game days in a database. May be used from any number of threads."""

    def create(self, drill: DrillRow) -> None:
        """Add a drill; see :meth:`simulator.store.port.Store.create`."""
        values: dict[str, Any] = {name: getattr(drill, name) for name in _ROW}
        values |= {"header": as_text(drill.header), "last_seq": 0}
        values |= _clock(Checkpoint(state=drill.state))
        try:
            with self._writing() as connection:
                connection.execute(insert(schema.code).values(code=drill.join_code))
                connection.execute(insert(schema.drill), values)
        except IntegrityError:
            raise self._taken("drill", drill.id, drill.join_code) from None

    def append(self, drill_id: str, records: Sequence[Record], checkpoint: Checkpoint) -> None:
        """Add records and move the clock; see :meth:`simulator.store.port.Store.append`."""
        self.append_all([Write(drill_id, records, checkpoint)])

    def append_all(self, writes: Sequence[Write]) -> None:
        """Carry out several appends or none; see :meth:`simulator.store.port.Store.append_all`."""
        joined = list(refusals.merged(writes))
        if not all(refusals.follows(_before(write), write.records) for write in joined):
            raise self._refusal(joined)
        rows = [
            {"drill": write.drill_id, "seq": record.seq, "body": as_text(record.as_json())}
            for write in joined
            for record in write.records
        ]
        try:
            with self._writing() as connection:
                _append(connection, joined, rows)
        except (IntegrityError, _MovedOnError):
            raise self._refusal(joined) from None

    def checkpoint(self, drill_id: str, checkpoint: Checkpoint) -> None:
        """Move the clock; see :meth:`simulator.store.port.Store.checkpoint`."""
        self.append(drill_id, (), checkpoint)

    def load(self, drill_id: str) -> StoredDrill:
        """Return a drill; see :meth:`simulator.store.port.Store.load`."""
        find = select(schema.drill).where(schema.drill.c.id == drill_id)
        lines = select(schema.record.c.body).where(schema.record.c.drill == drill_id)
        with self._reading() as connection:
            row = connection.execute(find).one_or_none()
            if row is None:
                raise refusals.unknown_drill(drill_id)
            # what another process appends in between belongs to a later moment
            lines = lines.where(schema.record.c.seq <= row.last_seq)
            bodies = connection.execute(lines.order_by(schema.record.c.seq)).scalars().all()
        records = tuple(from_json(json.loads(body), drill_id) for body in bodies)
        return StoredDrill(_row(row), records, _position(row))

    def drills(self) -> list[DrillRow]:
        """List all drills, newest first; see :meth:`simulator.store.port.Store.drills`."""
        newest = select(schema.drill).order_by(schema.drill.c.created_ms.desc(), schema.drill.c.id)
        with self._reading() as connection:
            return [_row(row) for row in connection.execute(newest)]

    def drill_with_code(self, join_code: str) -> DrillRow | None:
        """Return a drill by its code; see :meth:`simulator.store.port.Store.drill_with_code`."""
        find = select(schema.drill).where(schema.drill.c.join_code == join_code)
        with self._reading() as connection:
            row = connection.execute(find).one_or_none()
        return _row(row) if row else None

    def setting(self, key: str) -> str | None:
        """Return a setting; see :meth:`simulator.store.port.Store.setting`."""
        find = select(schema.setting.c.value).where(schema.setting.c.key == key)
        with self._reading() as connection:
            return connection.execute(find).scalar_one_or_none()

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting; see :meth:`simulator.store.port.Store.set_setting`."""
        change = update(schema.setting).where(schema.setting.c.key == key).values(value=value)
        try:
            with self._writing() as connection:
                if not connection.execute(change).rowcount:
                    connection.execute(insert(schema.setting).values(key=key, value=value))
        except IntegrityError:  # another process has just written its first value
            with self._writing() as connection:
                connection.execute(change)

    def _refusal(self, writes: Sequence[Write]) -> StoreError:
        """Find out which of the writes the database refused, and why."""
        ends = select(schema.drill.c.id, schema.drill.c.last_seq)
        ids = [write.drill_id for write in writes]
        with self._reading() as connection:
            found = connection.execute(ends.where(schema.drill.c.id.in_(ids)))
            last = {row.id: row.last_seq for row in found}
        for write in writes:
            if write.drill_id not in last:
                return refusals.unknown_drill(write.drill_id)
            if write.records and not refusals.follows(last[write.drill_id], write.records):
                return refusals.out_of_order(write.drill_id, last[write.drill_id], write.records)
        return StoreError("unavailable", f"{self._name} changed under the write; try again")


class _MovedOnError(Exception):
    """The drill does not end where the writer thinks it does."""


def _append(connection: Connection, writes: Sequence[Write], rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(_ADD_RECORDS, rows)
    longer = [_move(write) for write in writes if write.records]
    ticks = [_move(write) for write in writes if not write.records]
    for statement, moves in ((_MOVE_ON, longer), (_MOVE_CLOCK, ticks)):
        if moves and connection.execute(statement, moves).rowcount != len(moves):
            raise _MovedOnError


def _move(write: Write) -> dict[str, Any]:
    values = {"drill": write.drill_id, **_clock(write.checkpoint)}
    if write.records:
        values |= {"before": _before(write), "after": write.records[-1].seq}
    return values


def _before(write: Write) -> int:
    """Return the number after which the records of a write belong."""
    return write.records[0].seq - 1 if write.records else 0


def _clock(checkpoint: Checkpoint) -> dict[str, Any]:
    return {name: getattr(checkpoint, name) for name in _CLOCK}


def _position(row: Row[Any]) -> Checkpoint:
    # By key: as an attribute, ``t`` is the row as a tuple.
    return Checkpoint(*(row._mapping[name] for name in _CLOCK))  # noqa: SLF001 - public, by its docs


def _row(row: Row[Any]) -> DrillRow:
    plain = {name: getattr(row, name) for name in _ROW}
    return DrillRow(**plain, state=row.state, header=json.loads(row.header))

"""The tables, and the number that says which form of them a database has."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Double,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    insert,
    inspect,
    select,
    update,
)

from simulator.store.port import StoreError

__all__ = ["SCHEMA", "code", "day", "day_record", "drill", "prepare", "record", "setting"]

SCHEMA = 2
"""Goes up whenever the tables change; :func:`prepare` then brings older databases along.

2: game days, and every join code in a table of its own.
"""

_metadata = MetaData()

schema = Table("misfortune_schema", _metadata, Column("version", Integer, nullable=False))

drill = Table(
    "misfortune_drill",
    _metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("scenario_id", Text, nullable=False),
    Column("scenario_text", Text, nullable=False),
    Column("policy", Text, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("engine", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("join_code", Text, nullable=False, unique=True),
    Column("header", Text, nullable=False),
    # where its clock stands, and the number of its newest record
    Column("t", BigInteger, nullable=False),
    Column("running", Boolean, nullable=False),
    Column("speed", Double, nullable=False),
    Column("state", Text, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
)

record = Table(
    "misfortune_record",
    _metadata,
    Column("drill", Text, ForeignKey("misfortune_drill.id"), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    # the line of the log as JSON: a record may gain a key without a change of the tables
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)

day = Table(
    "misfortune_day",
    _metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("join_code", Text, nullable=False, unique=True),
    Column("header", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
)

day_record = Table(
    "misfortune_day_record",
    _metadata,
    Column("day", Text, ForeignKey("misfortune_day.id"), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),  # as of a drill
    sqlite_with_rowid=False,
)

# every join code there is: drills and days are in two tables, and no constraint spans both
code = Table("misfortune_join_code", _metadata, Column("code", Text, primary_key=True))

setting = Table(
    "misfortune_setting",
    _metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


def prepare(connection: Connection, name: str) -> None:
    """Create the tables in an empty database, bring an older one along, or refuse a newer one.

    Call it inside a transaction that keeps other processes from doing the same. ``name`` is what
    messages call the database.

    Raises:
        StoreError: ``newer_schema``.
    """
    if not inspect(connection).has_table(schema.name):
        _metadata.create_all(connection)
        connection.execute(insert(schema).values(version=SCHEMA))
        return
    found = connection.execute(select(schema.c.version)).scalar_one()
    if found > SCHEMA:
        message = (
            f"{name} was written by a newer Misfortune: it has schema {found}, this version knows "
            f"up to {SCHEMA}. Install a newer Misfortune, or name another database"
        )
        raise StoreError("newer_schema", message)
    if found < SCHEMA:
        _add_days(connection)
        connection.execute(update(schema).values(version=SCHEMA))


def _add_days(connection: Connection) -> None:
    """From schema 1 to 2."""
    _metadata.create_all(connection, [day, day_record, code])
    connection.execute(insert(code).from_select(["code"], select(drill.c.join_code)))

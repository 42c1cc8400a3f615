"""From a URL to an engine whose commits are durable: SQLite in a file, or PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from simulator.store.port import StoreError

__all__ = ["WRITE", "name_of", "open_engine"]

WRITE = {"misfortune_write": True}
"""Execution options of a connection that is going to write."""

_BUSY_MS = 5_000
"""How long SQLite waits for another process that writes to the same file."""
_CONNECT_S = 10
_FORMS = "write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE"
_TRIES = 50
_PRAGMAS = (
    "synchronous=FULL",  # in WAL mode, NORMAL does not sync at commit
    "foreign_keys=ON",
)


def open_engine(url: str) -> Engine:
    """Make an engine for a database URL.

    Raises:
        StoreError: ``unavailable``, if the URL is of no kind that is supported, a directory or a
            driver is missing. Whether the database answers shows at its first use.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreError("unavailable", f"{url!r} is no database URL; {_FORMS}") from None
    kind = parsed.get_backend_name()
    if kind == "sqlite":
        return _sqlite(parsed)
    if kind in ("postgresql", "postgres"):
        return _postgresql(parsed)
    raise StoreError("unavailable", f"{name_of(parsed)} is not supported; {_FORMS}")


def name_of(url: URL) -> str:
    """Write a URL for messages, without its password."""
    return url.render_as_string(hide_password=True)


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:" or "mode=memory" in str(url):
        message = "SQLite in memory keeps nothing; use MemoryStore, or name a file: sqlite:///FILE"
        raise StoreError("unavailable", message)
    directory = Path(url.database.removeprefix("file:")).parent
    if not directory.is_dir():
        message = f"cannot open {name_of(url)}: there is no directory {str(directory)!r}"
        raise StoreError("unavailable", message)
    engine = create_engine(url.set(drivername="sqlite"))
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where _begin_sqlite begins them
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")  # first: the others may wait for a lock
    _use_wal(cursor)
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _use_wal(cursor: Any) -> None:
    """Switch a new file to WAL; SQLite does not wait for that lock by itself.

    Where another process is just doing the same, an empty transaction waits until it is done.
    """
    for _ in range(_TRIES):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except OperationalError:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("COMMIT")
        else:
            return
    cursor.execute("PRAGMA journal_mode=WAL")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once: a reader that starts to write later is refused, not queued."""
    writes = connection.get_execution_options().get("misfortune_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: URL) -> Engine:
    timeout = {} if "connect_timeout" in url.query else {"connect_timeout": _CONNECT_S}
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, connect_args=timeout
        )
    except (ImportError, NoSuchModuleError):
        message = "PostgreSQL needs a driver: pip install 'misfortune[postgres]'"
        raise StoreError("unavailable", message) from None
    event.listen(engine, "connect", _set_up_postgresql)
    return engine


def _set_up_postgresql(connection: Any, _record: Any) -> None:
    """See to it that a commit waits for the disk, whatever the server's default is."""
    connection.autocommit = True
    connection.execute("SET synchronous_commit TO on")
    connection.autocommit = False

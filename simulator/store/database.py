"""One database: connections that read or write, and errors in the words of a store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from simulator.store import refusals, schema
from simulator.store.engine import WRITE, name_of, open_engine
from simulator.store.port import StoreError

__all__ = ["Database", "as_text"]

_PREPARE_LOCK = 0x6D697366
"""Key of the PostgreSQL advisory lock under which tables are created (any fixed number)."""


class Database:
    """An open database with its tables in place. May be used from any number of threads."""

    def __init__(self, url: str) -> None:
        """Open the database that ``url`` names, creating its tables if it has none.

        Raises:
            StoreError: ``unavailable`` or ``newer_schema``.
        """
        self._engine = open_engine(url)
        self._name = name_of(self._engine.url)
        self._closed = False
        try:
            with self._writing() as connection:
                if connection.dialect.name == "postgresql":
                    lock = text("SELECT pg_advisory_xact_lock(:key)")
                    connection.execute(lock, {"key": _PREPARE_LOCK})
                schema.prepare(connection, self._name)
        except StoreError:
            self.close()
            raise

    def close(self) -> None:
        """Close every connection; see :meth:`simulator.store.port.Store.close`."""
        self._closed = True
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._translated(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        writer = self._engine.execution_options(**WRITE)
        with self._translated(), writer.begin() as connection:
            yield connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn what databases raise into what a store raises; a broken rule is the caller's."""
        if self._closed:
            raise refusals.closed()
        try:
            yield
        except IntegrityError:
            raise
        except (DataError, OverflowError, UnicodeEncodeError) as error:
            message = f"{self._name} cannot hold one of the values: {_first_line(error)}"
            raise StoreError("unusable", message) from error
        except SQLAlchemyError as error:
            message = f"{self._name} cannot be used now: {_first_line(error)}"
            raise StoreError("unavailable", message) from error


def as_text(value: Any) -> str:
    """Write JSON in ASCII: any text of a trainee's then fits any database.

    Raises:
        StoreError: ``unusable``, if the value has no JSON form.
    """
    try:
        return json.dumps(value, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as error:
        raise StoreError("unusable", f"not JSON: {error}") from None


def _first_line(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().split("\n")[0]

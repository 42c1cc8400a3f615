"""Every kind of store, each of them empty, and PostgreSQL where there is one to be had."""

from __future__ import annotations

import itertools
import os

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from simulator.model.records import Command, Event
from simulator.store import Checkpoint, DayRow, DrillRow, GroupCommit, MemoryStore, SqlStore

_GUESSES = ("root", "postgres")
_numbers = itertools.count()


def _reachable(url):
    """Return an engine that answers, or why there is none."""
    try:
        engine = create_engine(url, connect_args={"connect_timeout": 3})
        with engine.connect():
            return engine, ""
    except (ImportError, SQLAlchemyError) as error:
        return None, f"{url}: {str(error).splitlines()[0]}"


@pytest.fixture(scope="session")
def postgres_engine():
    """Connect to the PostgreSQL server that the environment names, or to a likely one."""
    named = os.environ.get("MISFORTUNE_TEST_POSTGRES")
    urls = [named] if named else [
        f"postgresql+psycopg://{user}@127.0.0.1:5432/test" for user in _GUESSES
    ]  # fmt: skip
    reasons = []
    for url in urls:
        engine, reason = _reachable(url)
        if engine is not None:
            yield engine
            engine.dispose()
            return
        reasons.append(reason)
    if named:
        pytest.fail(f"MISFORTUNE_TEST_POSTGRES names a server that does not answer: {reasons}")
    pytest.skip(f"no PostgreSQL server: {'; '.join(reasons)}")


@pytest.fixture
def postgres_url(postgres_engine):
    """Name an empty schema of the PostgreSQL server; it is gone after the test."""
    schema = f"misfortune_test_{os.getpid()}_{next(_numbers)}"
    with postgres_engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = postgres_engine.url.update_query_dict({"options": f"-csearch_path={schema}"})
    yield url.render_as_string(hide_password=False)
    with postgres_engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))


@pytest.fixture
def sqlite_url(tmp_path):
    return f"sqlite:///{tmp_path}/drills.db"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request):
    """Name an empty database of each kind."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(params=["memory", "sqlite", "group", "postgres", "group-postgres"])
def store(request):
    """Make an empty store of each kind."""
    kind = request.param
    if kind == "memory":
        made = MemoryStore()
    else:
        sql = SqlStore(
            request.getfixturevalue("postgres_url" if "postgres" in kind else "sqlite_url")
        )
        made = GroupCommit(sql) if kind.startswith("group") else sql
    yield made
    made.close()


@pytest.fixture
def row():
    """Make the row of a drill."""

    def make(drill="d1", **more):
        given = {
            "title": "Tuesday",
            "scenario_id": "shop",
            "scenario_text": "version: 1\n",
            "policy": "imag",
            "seed": 7,
            "engine": "1",
            "created_ms": 1_700_000_000_000,
            "join_code": f"code-{drill}",
            "header": {"format": "misfortune-log/1", "clock0": "14:10"},
        }
        return DrillRow(drill, **{**given, **more})

    return make


@pytest.fixture
def day():
    """Make the row of a game day."""

    def make(day="g1", **more):
        given = {
            "title": "Game day",
            "created_ms": 1_700_000_000_000,
            "join_code": f"code-{day}",
            "header": {"format": "misfortune-day/1", "day": day},
        }
        return DayRow(day, **{**given, **more})

    return make


@pytest.fixture
def events():
    """Make events with the numbers from ``first`` to ``last``."""

    def make(first, last=None):
        return [
            Event(seq, seq * 10, "message.posted", "ana", "ic", {"text": f"n° {seq}"})
            for seq in range(first, (last or first) + 1)
        ]

    return make


@pytest.fixture
def command():
    return Command(1, 5, "incident.declare", "ana", "ic", {"title": "Cards"}, "key-1")


@pytest.fixture
def at():
    """Make a checkpoint of a running drill."""
    return lambda t: Checkpoint(t, running=True, speed=2.0, state="running")

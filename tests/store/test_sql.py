"""The durable store: reopening, schemas, URLs, and two processes on one database."""

from __future__ import annotations

import sqlite3
import sys
import threading

import pytest
from sqlalchemy import create_engine, text

from simulator.model.records import Event
from simulator.store import Checkpoint, SqlStore, StoreError
from simulator.store.schema import SCHEMA


def refusal(function, *arguments):
    with pytest.raises(StoreError) as caught:
        function(*arguments)
    return caught.value.reason, str(caught.value)


def test_everything_is_there_after_reopening(url, row, events, at):
    store = SqlStore(url)
    store.create(row())
    store.append("d1", events(1, 3), at(30))
    store.set_setting("secret", "s")
    before = store.load("d1")
    store.close()
    again = SqlStore(url)
    assert again.load("d1") == before
    assert again.setting("secret") == "s"
    again.append("d1", events(4), at(40))
    again.close()


def test_two_processes_see_each_other_and_cannot_number_twice(url, row, events, at):
    one, other = SqlStore(url), SqlStore(url)
    one.create(row())
    one.append("d1", events(1, 2), at(20))
    assert len(other.load("d1").records) == 2
    other.append("d1", events(3), at(30))
    reason, message = refusal(one.append, "d1", events(3), at(30))
    assert reason == "out_of_order"
    assert "record 3 is there already; another process may be running this drill" in message
    assert len(one.load("d1").records) == 3
    one.close()
    other.close()


def test_the_primary_key_is_the_last_guard_against_double_numbering(url, row, events, at):
    store = SqlStore(url)
    store.create(row())
    store.append("d1", events(1, 3), at(30))
    engine = create_engine(store._engine.url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE misfortune_drill SET last_seq = 2"))  # a bug elsewhere
    engine.dispose()
    assert refusal(store.append, "d1", events(3), at(30))[0] == "unavailable"
    with pytest.raises(StoreError, match="changed under the write"):
        store.append("d1", events(3, 4), at(40))
    store.close()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(url):
    store = SqlStore(url)
    with store._writing() as connection:
        connection.execute(text(f"UPDATE misfortune_schema SET version = {SCHEMA + 2}"))
    store.close()
    reason, message = refusal(SqlStore, url)
    assert reason == "newer_schema"
    assert message.endswith(
        f"was written by a newer Misfortune: it has schema {SCHEMA + 2}, this version knows up to "
        f"{SCHEMA}. Install a newer Misfortune, or name another database"
    )


OLD_FILE = """
CREATE TABLE misfortune_schema (version INTEGER NOT NULL);
INSERT INTO misfortune_schema VALUES (1);
CREATE TABLE misfortune_drill (
  id TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, scenario_id TEXT NOT NULL,
  scenario_text TEXT NOT NULL, policy TEXT NOT NULL, seed BIGINT NOT NULL, engine TEXT NOT NULL,
  created_ms BIGINT NOT NULL, join_code TEXT NOT NULL UNIQUE, header TEXT NOT NULL,
  t BIGINT NOT NULL, running BOOLEAN NOT NULL, speed DOUBLE NOT NULL, state TEXT NOT NULL,
  last_seq BIGINT NOT NULL);
CREATE TABLE misfortune_record (
  drill TEXT NOT NULL REFERENCES misfortune_drill (id), seq BIGINT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (drill, seq)) WITHOUT ROWID;
CREATE TABLE misfortune_setting ("key" TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO misfortune_drill VALUES ('d1', 'Old', 'shop', 'version: 1', 'imag', 7, '1', 5, 'K',
  '{}', 90, 1, 2.0, 'running', 1);
INSERT INTO misfortune_record VALUES ('d1', 1,
  '{"seq":1,"t":90,"kind":"incident.declared","actor":"ana","role":"ic","data":{"title":"x"}}');
"""


def test_a_file_of_schema_1_can_be_opened(tmp_path, events, at):
    connection = sqlite3.connect(tmp_path / "old.db")
    connection.executescript(OLD_FILE)
    connection.close()
    store = SqlStore(f"sqlite:///{tmp_path}/old.db")
    drill = store.load("d1")
    assert drill.records == (Event(1, 90, "incident.declared", "ana", "ic", {"title": "x"}),)
    assert drill.checkpoint == Checkpoint(90, running=True, speed=2.0, state="running")
    store.append("d1", events(2), at(100))
    store.close()


def test_sqlite_is_set_to_survive_a_power_cut(sqlite_url):
    store = SqlStore(sqlite_url)
    with store._reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    store.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 5_000,
        "foreign_keys": 1,
    }


def test_postgresql_waits_for_the_disk_whatever_the_server_prefers(postgres_url):
    url = f"{postgres_url}%20-csynchronous_commit%3Doff"
    store = SqlStore(url)
    with store._reading() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
        assert connection.exec_driver_sql("SHOW search_path").scalar().startswith("misfortune")
    store.close()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("drills.db", "'drills.db' is no database URL; write sqlite:///FILE or postgresql://"),
        ("mysql://u:secret@h/d", "mysql://u:***@h/d is not supported; write sqlite:///FILE"),
        ("sqlite://", "SQLite in memory keeps nothing; use MemoryStore, or name a file"),
        ("sqlite:///:memory:", "SQLite in memory keeps nothing"),
        ("sqlite:////no/x.db", "cannot open sqlite:////no/x.db: there is no directory '/no'"),
        (
            "postgresql://u:secret@127.0.0.1:1/d",
            "postgresql+psycopg://u:***@127.0.0.1:1/d cannot be used now: ",
        ),
    ],
)
def test_a_url_that_leads_nowhere_is_refused_without_its_password(url, message):
    if url.startswith("postgres"):
        pytest.importorskip("psycopg")
    reason, said = refusal(SqlStore, url)
    assert reason == "unavailable"
    assert said.startswith(message)
    assert "secret" not in said


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "x.db").write_text("hello " * 1_000)
    reason, message = refusal(SqlStore, f"sqlite:///{tmp_path}/x.db")
    assert reason == "unavailable"
    assert message.endswith("x.db cannot be used now: file is not a database")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"seed": 2**63}, "unusable"),
        ({"title": "\ud800"}, "unusable"),
        ({"header": {"x": float("nan")}}, "unusable"),
        ({"header": {"x": {1, 2}}}, "unusable"),
    ],
)
def test_what_a_database_cannot_hold_is_refused(url, row, change, reason):
    store = SqlStore(url)
    assert refusal(store.create, row(**change))[0] == reason
    assert store.drills() == []
    store.close()


def test_a_lock_that_is_held_too_long_is_told(sqlite_url, row, monkeypatch):
    monkeypatch.setattr("simulator.store.engine._PRAGMAS", ("busy_timeout=0",))
    store = SqlStore(sqlite_url)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    reason, message = refusal(store.create, row())
    assert (reason, "database is locked" in message) == ("unavailable", True)
    other.rollback()
    other.close()
    store.create(row())
    store.close()


def test_a_missing_driver_is_named_with_its_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    reason, message = refusal(SqlStore, "postgresql://127.0.0.1/d")
    assert reason == "unavailable"
    assert message == "PostgreSQL needs a driver: pip install 'misfortune[postgres]'"


def test_of_two_first_values_of_a_setting_the_later_stays(postgres_url, postgres_engine):
    store = SqlStore(postgres_url)
    other = create_engine(store._engine.url)
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with other.connect() as connection:
        connection.execute(text("INSERT INTO misfortune_setting VALUES ('secret', 'first')"))
        thread = threading.Thread(target=store.set_setting, args=("secret", "second"))
        thread.start()
        with postgres_engine.connect() as watch:
            while thread.is_alive() and not watch.execute(waiting).scalar():
                pass
        connection.commit()
        thread.join()
    other.dispose()
    assert store.setting("secret") == "second"
    store.close()

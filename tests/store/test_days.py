"""What every store promises of game days, in memory, in SQLite and in PostgreSQL."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from simulator.model.records import Command, Event
from simulator.store import Checkpoint, MemoryStore, SqlStore, StoredDay, StoreError
from simulator.store.schema import SCHEMA


def refusal(function, *arguments):
    with pytest.raises(StoreError) as caught:
        function(*arguments)
    return caught.value.reason, str(caught.value)


def test_a_new_day_gathers_and_has_no_records(store, day):
    store.create_day(day())
    assert store.load_day("g1") == StoredDay(day(), ())
    assert store.days() == [day()]


def test_records_and_state_come_back_as_they_went_in(store, day, events):
    store.create_day(day())
    command = Command(1, 1_700_000_000_001, "wheel.spin", "host", "host", {"fresh": True}, "k1")
    store.append_day("g1", [command], "gathering")
    store.append_day("g1", events(2, 4), "playing")
    assert store.load_day("g1") == StoredDay(day(state="playing"), (command, *events(2, 4)))
    store.append_day("g1", [], "over")
    assert store.load_day("g1").row.state == "over"
    assert store.days()[0] == day(state="over")


def test_days_are_listed_newest_first_and_do_not_mix(store, day, events):
    assert store.days() == []
    for one, created in (("a", 1), ("b", 3), ("c", 2), ("d", 3)):
        store.create_day(day(one, created_ms=created))
        store.append_day(one, events(1, created), "gathering")
    assert [found.id for found in store.days()] == ["b", "d", "c", "a"]
    assert [len(store.load_day(one).records) for one in "abcd"] == [1, 3, 2, 3]


def test_a_join_code_opens_one_drill_or_one_day(store, row, day):
    store.create(row("d1", join_code="DRIL-CODE"))
    store.create_day(day("g1", join_code="DAYS-CODE"))
    assert store.day_with_code("DAYS-CODE") == day("g1", join_code="DAYS-CODE")
    assert store.drill_with_code("DRIL-CODE") == row("d1", join_code="DRIL-CODE")
    assert store.day_with_code("DRIL-CODE") is None
    assert store.drill_with_code("DAYS-CODE") is None
    assert store.day_with_code("") is None


@pytest.mark.parametrize("code", ["DRIL-CODE", "DAYS-CODE"])
def test_join_codes_are_unique_across_drills_and_days(store, row, day, code):
    store.create(row("d1", join_code="DRIL-CODE"))
    store.create_day(day("g1", join_code="DAYS-CODE"))
    message = f"the join code {code!r} belongs to another drill or day; choose another"
    assert refusal(store.create, row("d2", join_code=code)) == ("taken", message)
    assert refusal(store.create_day, day("g2", join_code=code)) == ("taken", message)
    assert (len(store.drills()), len(store.days())) == (1, 1)
    store.create(row("d2", join_code="FREE-CODE"))


def test_an_id_is_given_once_but_a_drill_may_have_that_of_a_day(store, row, day):
    store.create_day(day("x", join_code="code-day"))
    store.create(row("x", join_code="code-drill"))
    message = "the id 'x' belongs to another day; choose another"
    assert refusal(store.create_day, day("x", join_code="fresh")) == ("taken", message)
    store.create(row("y", join_code="fresh"))


@pytest.mark.parametrize(
    ("seqs", "why", "given"),
    [
        (
            (3, 3),
            "record 3 is there already; another process may be running this day",
            "record 3",
        ),
        ((5, 6), "record 4 must come first", "records 5 to 6"),
    ],
)
def test_numbers_are_given_once_and_without_gaps(store, day, events, seqs, why, given):  # noqa: PLR0917
    store.create_day(day())
    store.append_day("g1", events(1, 3), "gathering")
    message = f"day 'g1' ends at record 3: {why}. Of {given} nothing was stored"
    assert refusal(store.append_day, "g1", events(*seqs), "over") == ("out_of_order", message)
    assert store.load_day("g1") == StoredDay(day(), tuple(events(1, 3)))
    broken = [*events(4), *events(6)]
    reason, message = refusal(store.append_day, "g1", broken, "over")
    assert reason == "out_of_order"
    assert "seq must go up by one from record to record" in message


def test_a_day_that_is_not_there(store, events):
    expected = ("unknown_day", "there is no day 'g9' in this store")
    assert refusal(store.append_day, "g9", events(1), "over") == expected
    assert refusal(store.append_day, "g9", [], "over") == expected
    assert refusal(store.load_day, "g9") == expected


def test_of_two_writers_of_one_day_one_wins_each_number(store, day, events):
    store.create_day(day())
    outcomes = {}

    def work(name):
        won = 0
        for seq in range(1, 16):
            try:
                store.append_day("g1", events(seq), "gathering")
                won += 1
            except StoreError as error:
                assert error.reason == "out_of_order"  # noqa: PT017 - in a thread of its own
        outcomes[name] = won

    threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(outcomes.values()) == 15
    assert store.load_day("g1").records == tuple(events(1, 15))


def test_a_drill_and_a_day_that_want_one_code_at_once_do_not_both_get_it(store, row, day):
    outcomes = []

    def want(create, made):
        try:
            create(made)
            outcomes.append("created")
        except StoreError as error:
            outcomes.append(error.reason)

    for n in range(8):
        wants = [(store.create, row(f"d{n}", join_code=f"C{n}"))]
        wants.append((store.create_day, day(f"g{n}", join_code=f"C{n}")))
        threads = [threading.Thread(target=want, args=one) for one in wants]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(outcomes) == ["created"] * 8 + ["taken"] * 8
    assert len(store.drills()) + len(store.days()) == 8


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b"]), st.integers(1, 6), st.integers(0, 3)), max_size=12
    )
)
def test_a_database_refuses_and_keeps_what_memory_does(tmp_path_factory, day, events, steps):
    database = SqlStore(f"sqlite:///{tmp_path_factory.mktemp('same')}/drills.db")
    stores = [MemoryStore(), database]
    for store in stores:
        store.create_day(day("a"))
    for one, first, count in steps:
        said = []
        for store in stores:
            try:
                store.append_day(one, events(first, first + count - 1)[:count], "playing")
                said.append("")
            except StoreError as error:
                said.append(str(error))
        assert said[0] == said[1]
    one, other = (store.load_day("a") for store in stores)
    assert one == other
    database.close()


# -- databases only --------------------------------------------------------------------------------


def test_days_are_there_after_reopening(url, day, events):
    store = SqlStore(url)
    store.create_day(day())
    store.append_day("g1", events(1, 3), "playing")
    before = store.load_day("g1")
    store.close()
    again = SqlStore(url)
    assert again.load_day("g1") == before
    again.append_day("g1", events(4), "over")
    again.close()


def test_the_primary_key_is_the_last_guard_against_double_numbering(url, day, events):
    store = SqlStore(url)
    store.create_day(day())
    store.append_day("g1", events(1, 3), "gathering")
    with store._writing() as connection:
        connection.execute(text("UPDATE misfortune_day SET last_seq = 2"))  # a bug elsewhere
    assert refusal(store.append_day, "g1", events(3), "over")[0] == "unavailable"
    store.close()


VERSION_1 = (
    "CREATE TABLE misfortune_schema (version INTEGER NOT NULL)",
    "INSERT INTO misfortune_schema VALUES (1)",
    """CREATE TABLE misfortune_drill (
  id TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, scenario_id TEXT NOT NULL,
  scenario_text TEXT NOT NULL, policy TEXT NOT NULL, seed BIGINT NOT NULL, engine TEXT NOT NULL,
  created_ms BIGINT NOT NULL, join_code TEXT NOT NULL UNIQUE, header TEXT NOT NULL,
  t BIGINT NOT NULL, running BOOLEAN NOT NULL, speed DOUBLE PRECISION NOT NULL,
  state TEXT NOT NULL, last_seq BIGINT NOT NULL)""",
    """CREATE TABLE misfortune_record (
  drill TEXT NOT NULL REFERENCES misfortune_drill (id), seq BIGINT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (drill, seq))""",
    """CREATE TABLE misfortune_setting ("key" TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)""",
    """INSERT INTO misfortune_drill VALUES ('d1', 'Old', 'shop', 'version: 1', 'imag', 7, '1', 5,
  'KXQ7-RDM4', '{}', 90, TRUE, 2.0, 'running', 1)""",
    """INSERT INTO misfortune_drill VALUES ('d2', 'Older', 'shop', 'version: 1', 'imag', 7, '1', 4,
  'AAAA-BBBB', '{}', 0, FALSE, 1.0, 'lobby', 0)""",
    """INSERT INTO misfortune_record VALUES ('d1', 1,
  '{"seq"\\:1,"t"\\:90,"kind"\\:"incident.declared","actor"\\:"ana","role"\\:"ic","data"\\:{}}')""",
)


@pytest.fixture
def old_url(url):
    """Name a database of each kind as version 1 of the schema left it."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in VERSION_1:
            connection.execute(text(statement))
    engine.dispose()
    return url


def test_a_database_of_schema_1_is_brought_along_with_everything_in_it(old_url, row, day, events):
    store = SqlStore(old_url)
    drill = store.load("d1")
    assert drill.records == (Event(1, 90, "incident.declared", "ana", "ic", {}),)
    assert drill.checkpoint == Checkpoint(90, running=True, speed=2.0, state="running")
    assert [one.id for one in store.drills()] == ["d1", "d2"]
    assert store.days() == []
    for code in ("KXQ7-RDM4", "AAAA-BBBB"):
        assert refusal(store.create_day, day(join_code=code))[0] == "taken"
        assert refusal(store.create, row("d3", join_code=code))[0] == "taken"
    store.create_day(day())
    store.append_day("g1", events(1, 2), "playing")
    store.append("d1", events(2), Checkpoint(100))
    store.close()
    again = SqlStore(old_url)  # nothing is brought along twice
    assert len(again.load("d1").records) == 2
    assert len(again.load_day("g1").records) == 2
    with again._reading() as connection:
        versions = connection.execute(text("SELECT version FROM misfortune_schema")).scalars()
        assert list(versions) == [SCHEMA]
    again.close()


def test_processes_that_bring_a_database_along_at_once_do_not_trip_each_other(old_url):
    failed = []

    def work():
        try:
            SqlStore(old_url).close()
        except StoreError as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    store = SqlStore(old_url)
    assert len(store.drills()) == 2
    store.close()


def test_what_cannot_be_brought_along_stays_as_it_was(tmp_path):
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path)
    for statement in VERSION_1:
        connection.execute(statement.replace("\\", ""))
    connection.execute("CREATE TABLE misfortune_join_code (something TEXT)")  # in the way
    connection.commit()
    reason, _ = refusal(SqlStore, f"sqlite:///{path}")
    assert reason == "unavailable"
    assert connection.execute("SELECT version FROM misfortune_schema").fetchone() == (1,)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert ("misfortune_day",) not in tables
    connection.close()

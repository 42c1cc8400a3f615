"""What every store promises, in memory, in SQLite and in PostgreSQL, alone and in groups."""

from __future__ import annotations

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.model.records import Event, digest
from simulator.store import Checkpoint, MemoryStore, SqlStore, StoreError, Write


def refusal(function, *arguments):
    with pytest.raises(StoreError) as caught:
        function(*arguments)
    return caught.value.reason, str(caught.value)


def test_a_new_drill_stands_at_the_beginning(store, row):
    store.create(row())
    drill = store.load("d1")
    assert drill.row == row()
    assert drill.records == ()
    assert drill.checkpoint == Checkpoint(0, running=False, speed=1.0, state="lobby")


def test_records_come_back_as_they_went_in(store, row, events, command, at):
    store.create(row())
    store.append("d1", [command], at(5))
    store.append("d1", events(2, 4), at(40))
    drill = store.load("d1")
    assert drill.records == (command, *events(2, 4))
    assert drill.checkpoint == at(40)


def test_the_state_of_a_drill_is_that_of_its_newest_checkpoint(store, row, events, at):
    store.create(row())
    store.append("d1", events(1), at(10))
    assert store.load("d1").row == row(state="running")
    store.checkpoint("d1", Checkpoint(99, running=False, speed=0.5, state="ended"))
    drill = store.load("d1")
    assert drill.row.state == "ended"
    assert drill.checkpoint == Checkpoint(99, running=False, speed=0.5, state="ended")
    assert len(drill.records) == 1


def test_appending_nothing_moves_the_clock(store, row, at):
    store.create(row())
    store.append("d1", [], at(7))
    assert store.load("d1").checkpoint == at(7)


def test_drills_are_listed_newest_first(store, row):
    assert store.drills() == []
    for drill, created in (("a", 1), ("b", 3), ("c", 2), ("d", 3)):
        store.create(row(drill, created_ms=created))
    assert [found.id for found in store.drills()] == ["b", "d", "c", "a"]
    assert store.drills()[0] == row("b", created_ms=3)


def test_drills_do_not_mix(store, row, events, at):
    for drill in ("d1", "d2"):
        store.create(row(drill))
        store.append(drill, events(1, 3), at(30))
    store.append("d2", events(4), at(40))
    assert len(store.load("d1").records) == 3
    assert len(store.load("d2").records) == 4


def test_a_join_code_finds_its_drill(store, row):
    store.create(row("d1", join_code="KXQ7-RDM4"))
    assert store.drill_with_code("KXQ7-RDM4") == row("d1", join_code="KXQ7-RDM4")
    assert store.drill_with_code("kxq7-rdm4") is None
    assert store.drill_with_code("") is None


def test_settings_are_kept_and_replaced(store):
    assert store.setting("secret") is None
    store.set_setting("secret", "one")
    store.set_setting("other", "")
    store.set_setting("secret", "two")
    assert store.setting("secret") == "two"
    assert store.setting("other") == ""


@pytest.mark.parametrize(
    ("again", "message"),
    [
        ({"join_code": "fresh"}, "the id 'd1' belongs to another drill; choose another"),
        (
            {"drill": "d2", "join_code": "code-d1"},
            "the join code 'code-d1' belongs to another drill or day; choose another",
        ),
    ],
)
def test_an_id_or_a_join_code_is_given_once(store, row, again, message):
    store.create(row())
    assert refusal(store.create, row(**again)) == ("taken", message)
    assert len(store.drills()) == 1


@pytest.mark.parametrize(
    ("seqs", "why", "given"),
    [
        (
            (3, 3),
            "record 3 is there already; another process may be running this drill",
            "record 3",
        ),
        (
            (2, 5),
            "record 2 is there already; another process may be running this drill",
            "records 2 to 5",
        ),
        ((5, 6), "record 4 must come first", "records 5 to 6"),
    ],
)
def test_numbers_are_given_once_and_without_gaps(store, row, events, at, seqs, why, given):  # noqa: PLR0917
    store.create(row())
    store.append("d1", events(1, 3), at(30))
    message = f"drill 'd1' ends at record 3: {why}. Of {given} nothing was stored"
    assert refusal(store.append, "d1", events(*seqs), at(99)) == ("out_of_order", message)
    drill = store.load("d1")
    assert drill.records == tuple(events(1, 3))
    assert drill.checkpoint == at(30)


def test_the_first_record_has_number_1(store, row, events, at):
    store.create(row())
    reason, message = refusal(store.append, "d1", events(2), at(20))
    assert reason == "out_of_order"
    assert "ends at record 0: record 1 must come first" in message


def test_records_of_one_append_have_no_gap(store, row, events, at):
    store.create(row())
    reason, message = refusal(store.append, "d1", [*events(1), *events(3)], at(30))
    assert reason == "out_of_order"
    assert "seq must go up by one from record to record" in message
    assert store.load("d1").records == ()


def test_a_drill_that_is_not_there(store, events, at):
    expected = ("unknown_drill", "there is no drill 'd9' in this store")
    assert refusal(store.append, "d9", events(1), at(10)) == expected
    assert refusal(store.append, "d9", [], at(10)) == expected
    assert refusal(store.checkpoint, "d9", at(10)) == expected
    assert refusal(store.load, "d9") == expected


def test_several_appends_are_one(store, row, events, at):
    for drill in ("d1", "d2"):
        store.create(row(drill))
    store.append_all(
        [
            Write("d1", events(1, 2), at(20)),
            Write("d2", events(1), at(10)),
            Write("d1", events(3), at(30)),
            Write("d2", [], at(11)),
        ]
    )
    assert store.load("d1").records == tuple(events(1, 3))
    assert store.load("d1").checkpoint == at(30)
    assert store.load("d2").checkpoint == at(11)


@pytest.mark.parametrize("wrong", [("d2", 5), ("d9", 1)])
def test_of_several_appends_none_is_kept_if_one_is_refused(store, row, events, at, wrong):
    for drill in ("d1", "d2"):
        store.create(row(drill))
    drill, first = wrong
    writes = [Write("d1", events(1), at(10)), Write(drill, events(first), at(50))]
    assert refusal(store.append_all, writes)[0] in ("out_of_order", "unknown_drill")
    assert store.load("d1").records == ()
    assert store.load("d1").checkpoint.t == 0


def test_a_closed_store_says_so(store, row, day, events, at):
    store.create(row())
    store.create_day(day())
    store.close()
    store.close()
    uses = [
        (store.create, row("d2")),
        (store.append, "d1", events(1), at(10)),
        (store.append_all, [Write("d1", events(1), at(10))]),
        (store.checkpoint, "d1", at(10)),
        (store.load, "d1"),
        (store.drills,),
        (store.drill_with_code, "code-d1"),
        (store.create_day, day("g2")),
        (store.append_day, "g1", events(1), "gathering"),
        (store.load_day, "g1"),
        (store.days,),
        (store.day_with_code, "code-g1"),
        (store.setting, "secret"),
        (store.set_setting, "secret", "x"),
    ]
    for function, *arguments in uses:
        assert refusal(function, *arguments) == ("closed", "the store is closed")


ODD = "\x00 \ud800 \u2028 \U0001f525 ' \" \\ é"


def test_a_message_may_be_any_text_that_a_browser_can_send(store, row, at):
    store.create(row())
    event = Event(1, 0, "message.posted", "ana", "ic", {ODD: [ODD, 1.5, None, True, {"a": []}]})
    store.append("d1", [event], at(10))
    assert store.load("d1").records == (event,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b"]), st.integers(1, 6), st.integers(0, 3)), max_size=12
    )
)
def test_a_database_refuses_and_keeps_what_memory_does(tmp_path_factory, row, events, at, steps):
    database = SqlStore(f"sqlite:///{tmp_path_factory.mktemp('same')}/drills.db")
    stores = [MemoryStore(), database]
    for store in stores:
        store.create(row("a"))
        store.create(row("b"))
    for drill, first, count in steps:
        said = []
        for store in stores:
            try:
                store.append(drill, events(first, first + count - 1)[:count], at(first))
                said.append("")
            except StoreError as error:
                said.append(str(error))
        assert said[0] == said[1]
    for drill in ("a", "b"):
        one, other = (store.load(drill) for store in stores)
        assert one == other
        assert digest(one.records) == digest(other.records)
    database.close()


def test_many_threads_write_and_read_at_once(store, row, events, at):
    drills, each = [f"d{i}" for i in range(6)], 15
    for drill in drills:
        store.create(row(drill))
    errors = []

    def work(drill):
        try:
            for seq in range(1, each + 1):
                store.append(drill, events(seq), at(seq))
                assert len(store.load(drill).records) == seq
        except BaseException as error:  # noqa: BLE001 - told below
            errors.append(error)

    threads = [threading.Thread(target=work, args=(drill,)) for drill in drills]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    for drill in drills:
        assert store.load(drill).records == tuple(events(1, each))


def test_of_two_writers_of_one_drill_one_wins_each_number(store, row, events, at):
    store.create(row())
    outcomes = {}

    def work(name):
        won = 0
        for seq in range(1, 21):
            try:
                store.append("d1", events(seq), at(seq))
                won += 1
            except StoreError as error:
                assert error.reason == "out_of_order"  # noqa: PT017 - in a thread of its own
        outcomes[name] = won

    threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(outcomes.values()) == 20
    assert store.load("d1").records == tuple(events(1, 20))

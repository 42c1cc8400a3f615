"""Group commit: batches by itself, refuses to whom it concerns, and ends cleanly."""

from __future__ import annotations

import threading

import pytest

from simulator.store import GroupCommit, MemoryStore, StoreError, Write


class Gate(MemoryStore):
    """A store whose commits wait until they are let through, so that a queue can form."""

    def __init__(self):
        super().__init__()
        self.batches = []
        self.entered = threading.Semaphore(0)
        self.open = threading.Semaphore(0)
        self.fail = None

    def append_all(self, writes):
        self.batches.append([(write.drill_id, len(write.records)) for write in writes])
        self.entered.release()
        self.open.acquire()
        if self.fail:
            raise self.fail
        super().append_all(writes)


class Crowd:
    """Threads that append, and what each of them got."""

    def __init__(self, store):
        self.store = store
        self.threads = []
        self.outcome = {}

    def append(self, name, drill, records, checkpoint):
        def work():
            try:
                self.store.append(drill, records, checkpoint)
                self.outcome[name] = "stored"
            except BaseException as error:  # noqa: BLE001 - compared in the tests
                self.outcome[name] = error

        thread = threading.Thread(target=work)
        self.threads.append(thread)
        thread.start()

    def join(self):
        for thread in self.threads:
            thread.join()
        return self.outcome


@pytest.fixture
def gate(row):
    gate = Gate()
    for number in range(9):
        gate.create(row(f"d{number}"))
    return gate


@pytest.fixture
def group(gate):
    group = GroupCommit(gate)
    yield group
    for _ in range(100):
        gate.open.release()
    group.close()


def queued(group, count):
    """Wait until so many writes are in the queue."""
    ready = threading.Event()
    while len(group._queue) < count:
        ready.wait(0.001)


def test_what_arrives_during_a_commit_shares_the_next_one(gate, group, events, at):
    crowd = Crowd(group)
    crowd.append("first", "d0", events(1), at(1))
    gate.entered.acquire()
    for number in range(1, 6):
        crowd.append(number, f"d{number}", events(1, number), at(1))
    queued(group, 5)
    gate.open.release()
    gate.open.release()
    assert set(crowd.join().values()) == {"stored"}
    assert gate.batches[0] == [("d0", 1)]
    assert sorted(gate.batches[1]) == [(f"d{number}", number) for number in range(1, 6)]
    assert len(gate.batches) == 2


def test_nobody_returns_before_the_commit(gate, group, events, at):
    crowd = Crowd(group)
    crowd.append("a", "d1", events(1), at(1))
    gate.entered.acquire()
    assert crowd.outcome == {}
    gate.open.release()
    assert crowd.join() == {"a": "stored"}
    assert len(group.load("d1").records) == 1


def test_an_error_reaches_exactly_the_caller_concerned(gate, group, events, at):
    crowd = Crowd(group)
    crowd.append("first", "d0", events(1), at(1))
    gate.entered.acquire()
    crowd.append("good", "d1", events(1), at(1))
    queued(group, 1)
    crowd.append("gap", "d2", events(5), at(1))
    queued(group, 2)
    crowd.append("nowhere", "d99", events(1), at(1))
    queued(group, 3)
    crowd.append("also good", "d3", events(1, 2), at(1))
    queued(group, 4)
    for _ in range(9):
        gate.open.release()
    outcome = crowd.join()
    assert outcome["good"] == outcome["also good"] == outcome["first"] == "stored"
    assert outcome["gap"].reason == "out_of_order"
    assert outcome["nowhere"].reason == "unknown_drill"
    assert [len(group.load(f"d{n}").records) for n in (0, 1, 2, 3)] == [1, 1, 0, 2]


def test_the_same_number_twice_in_one_batch_is_given_once(gate, group, events, at):
    crowd = Crowd(group)
    crowd.append("first", "d0", events(1), at(1))
    gate.entered.acquire()
    crowd.append("a", "d1", events(1), at(1))
    queued(group, 1)
    crowd.append("b", "d1", events(1), at(1))
    queued(group, 2)
    for _ in range(9):
        gate.open.release()
    outcome = crowd.join()
    assert outcome["a"] == "stored"
    assert outcome["b"].reason == "out_of_order"


def test_a_database_that_is_away_is_tried_once_and_told_to_all(gate, group, events, at):
    crowd = Crowd(group)
    crowd.append("first", "d0", events(1), at(1))
    gate.entered.acquire()
    for number in range(1, 4):
        crowd.append(number, f"d{number}", events(1), at(1))
    queued(group, 3)
    gate.fail = StoreError("unavailable", "the disk is full")
    for _ in range(9):
        gate.open.release()
    outcome = crowd.join()
    assert {str(error) for error in outcome.values()} == {"the disk is full"}
    assert len({id(error) for error in outcome.values()}) == 4
    assert len(gate.batches) == 2


def test_a_bug_beneath_is_told_and_does_not_stop_the_writer(gate, group, events, at):
    gate.open.release()
    gate.fail = ZeroDivisionError("a bug")
    with pytest.raises(ZeroDivisionError, match="a bug"):
        group.append("d1", events(1), at(1))
    gate.fail = None
    gate.open.release()
    group.append("d1", events(1), at(1))


def test_closing_stores_what_is_queued_and_refuses_what_comes_after(gate, row, events, at):
    group = GroupCommit(gate)
    crowd = Crowd(group)
    crowd.append("running", "d1", events(1), at(1))
    gate.entered.acquire()
    crowd.append("queued", "d2", events(1), at(1))
    queued(group, 1)
    kept = []
    gate.close = lambda: kept.extend(len(MemoryStore.load(gate, f"d{n}").records) for n in (1, 2))
    closer = threading.Thread(target=group.close)
    closer.start()
    while not group._closing:
        pass
    with pytest.raises(StoreError, match="the store is closed"):
        group.append("d3", events(1), at(1))
    gate.open.release()
    gate.open.release()
    closer.join()
    assert crowd.join() == {"running": "stored", "queued": "stored"}
    assert kept == [1, 1]
    assert not group._writer.is_alive()


def test_all_work_goes_through_offload(row, events, at):
    calls = []

    def offload(fn, *arguments):
        calls.append(fn.__name__)
        return fn(*arguments)

    group = GroupCommit(MemoryStore(), offload)
    group.create(row())
    group.append("d1", events(1), at(1))
    group.append_all([Write("d1", events(2), at(2))])
    group.checkpoint("d1", at(3))
    group.load("d1")
    group.drills()
    group.drill_with_code("x")
    group.set_setting("a", "b")
    assert group.setting("a") == "b"
    group.close()
    assert calls == [
        "create",
        "append_all",
        "append_all",
        "append_all",
        "load",
        "drills",
        "drill_with_code",
        "set_setting",
        "setting",
        "close",
    ]

"""Forecasts are worked out seldom, elsewhere, and for one request at a time."""

from __future__ import annotations

import threading

import pytest

from simulator.model.errors import Refusal
from simulator.session import Sender
from simulator.store import MemoryStore
from tests.web.office import Office
from web.offload import off_the_hub
from web.outlooks import FRESH_S, Outlooks

BOSS = Sender("facilitator", staff=True)


@pytest.fixture
def office():
    return Office(MemoryStore())


@pytest.fixture
def room(office):
    return office.rooms.create("payment-outage")


class Counted:
    """Does the work, and counts how often."""

    times = 0

    def __call__(self, function, *args):
        self.times += 1
        return function(*args)


def test_it_is_worked_out_again_only_after_a_while(office, room):
    run = Counted()
    outlooks = Outlooks(office.wall, run)
    room.submit(BOSS, "drill.start", {})
    first = outlooks.of(room)
    office.wall.now += FRESH_S - 1
    room.step()
    assert outlooks.of(room) is first
    assert run.times == 1
    office.wall.now += 1
    later = outlooks.of(room)
    assert run.times == 2
    assert later["t"] == first["t"] + FRESH_S * 1_000


def test_what_has_not_changed_is_not_worked_out_again(office, room):
    run = Counted()
    outlooks = Outlooks(office.wall, run)
    first = outlooks.of(room)
    office.wall.now += 10 * FRESH_S
    assert outlooks.of(room) is first
    assert run.times == 1, "the lobby stands still"
    room.join("Ana", "ic")
    outlooks.of(room)
    assert run.times == 2


def test_each_drill_has_its_own(office, room):
    run = Counted()
    outlooks = Outlooks(office.wall, run)
    other = office.rooms.create("edge-502")
    assert outlooks.of(room)["length"] != outlooks.of(other)["length"]
    assert run.times == 2


def test_many_who_ask_at_once_cost_one_forecast(office, room):
    run = Counted()
    outlooks = Outlooks(office.wall, run)
    threads = [threading.Thread(target=outlooks.of, args=(room,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert run.times == 1


def test_one_drill_is_worked_out_at_a_time(office, room):
    # The threads that do it write to the database, too: all of them busy, every room would stand.
    other, busy, most = office.rooms.create("edge-502"), [], []

    def run(function, *args):
        busy.append(1)
        most.append(len(busy))
        try:
            return function(*args)
        finally:
            busy.pop()

    outlooks = Outlooks(office.wall, run)
    threads = [threading.Thread(target=outlooks.of, args=(one,)) for one in (room, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1]


def test_the_drill_is_not_held_up_meanwhile(office, room):
    room.submit(BOSS, "drill.start", {})

    def run(function, *args):
        # Whatever happens in the room while the work is done, happens.
        assert room.join("Ana", "ic")[1]["ok"]
        return function(*args)

    assert Outlooks(office.wall, run).of(room)["crews"]
    assert room.session.state.phase == "running"


def test_a_drill_that_is_over_is_refused(office, room):
    room.submit(BOSS, "drill.start", {})
    room.submit(BOSS, "drill.end", {})
    with pytest.raises(Refusal, match="nothing to foresee"):
        Outlooks(office.wall, Counted()).of(room)


class EndsMeanwhile:
    """A turn of others that takes as long as the drill."""

    def __init__(self, room):
        self.room = room

    def __enter__(self):
        assert self.room.submit(BOSS, "drill.end", {})["ok"]

    def __exit__(self, *_error):
        pass


def test_a_drill_that_ends_while_it_waits_for_its_turn_is_refused(office, room):
    room.submit(BOSS, "drill.start", {})
    outlooks = Outlooks(office.wall, Counted())
    outlooks._turn = EndsMeanwhile(room)
    with pytest.raises(Refusal, match="nothing to foresee") as caught:
        outlooks.of(room)
    assert caught.value.code == "drill_ended"


def test_a_drill_whose_time_is_up_is_refused_before_it_has_said_so(office, room):
    room.submit(BOSS, "drill.start", {})
    office.wall.now += room.session.scenario.length
    assert room.session.state.phase == "running"
    with pytest.raises(Refusal, match="nothing to foresee"):
        Outlooks(office.wall, Counted()).of(room)


def test_without_a_hub_the_work_is_done_where_it_is_asked_for():
    assert off_the_hub(threading.get_ident) == threading.get_ident()

"""Drills that go on from a minute of another one."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.records import Event
from simulator.store import MemoryStore
from tests.web.alone import ANA, BOSS, MINUTE, commands, do, whole
from tests.web.office import Office


@pytest.fixture(scope="module")
def played():
    """Return an office, and a drill in it that bots and a person have played to the end."""
    office = Office(MemoryStore())
    office.rooms._new_id = (f"d{n}" for n in count(1)).__next__
    room = office.rooms.create("payment-outage")
    do(room, BOSS, "seat.admit", person="ana", name="Ana", seat="cl")
    do(room, BOSS, "drill.solo", person="ana")
    for seat in ("ic", "ol", "responder"):
        do(room, BOSS, "seat.bot", seat=seat, crew="expert")
    do(room, ANA, "drill.start")
    for _ in range(400):
        office.wall.now += 5
        room.step()
    do(room, ANA, "drill.pause")
    do(room, ANA, "drill.resume")
    do(room, ANA, "drill.speed", factor=10)
    for _ in range(20):
        office.wall.now += 1
        room.step()
    do(room, ANA, "drill.end")
    return office, room


LENGTH = 24 * MINUTE


@settings(max_examples=25, deadline=None)
@given(t=st.integers(min_value=0, max_value=LENGTH))
def test_a_fork_is_the_same_drill_up_to_there(played, t):
    office, room = played
    check_fork(office, room, t)


@pytest.mark.parametrize("t", [-5, 0, 1, 10**9])
def test_a_fork_may_be_at_the_start_and_at_the_end(played, t):
    office, room = played
    check_fork(office, room, t)


def test_a_fork_may_be_at_the_time_of_any_command(played):
    office, room = played
    times = {command.t for command in commands(room, "bot-ol")}
    for t in sorted(times)[::7]:
        check_fork(office, room, t)


def check_fork(office, room, t):
    original = room.session.log().records
    before = list(original)
    fork = office.rooms.fork(room.row.id, t, by=ANA)
    assert room.session.log().records == tuple(before)
    log, position = fork.session.log(), fork.session.position()
    end = next(r.t for r in original if isinstance(r, Event) and r.kind == "drill.ended")
    assert position.t == min(max(t, 0), end)
    assert not position.running
    assert position.phase == "paused"
    *prefix, asked, paused = log.records
    assert original[: len(prefix)] == tuple(prefix)
    left_out = original[len(prefix)]
    assert left_out.t > position.t or left_out.verb == "drill.end"
    assert (asked.verb, asked.actor, paused.kind) == ("drill.pause", "ana", "drill.paused")
    assert paused.t == position.t
    assert log.header.drill == fork.row.id != room.row.id
    assert fork.row.header["forked_from"] == {"drill": room.row.id, "t": position.t}
    assert log.header.seed == room.session.header.seed
    assert fork.row.join_code != room.row.join_code
    assert whole(fork) is None
    stored = office.store.load(fork.row.id)
    assert stored.records == log.records
    assert stored.row.state == stored.checkpoint.state == "paused"
    sitting = {p.id: (p.seat, p.bot) for p in fork.session.state.people.values() if p.seat}
    assert sitting["ana"] == ("cl", None)
    assert sitting["bot-ic"] == ("ic", "expert")
    assert fork.session.state.solo == "ana"


def test_a_fork_stands_again_after_a_restart_and_can_be_forked(played):
    office, room = played
    fork = office.rooms.fork(room.row.id, 9 * MINUTE, by=ANA)
    later = Office(office.store)
    again = later.rooms.get(fork.row.id)
    assert again.session.log() == fork.session.log()
    assert again.session.position() == fork.session.position()
    twice = office.rooms.fork(fork.row.id, 5 * MINUTE)
    assert twice.row.header["forked_from"] == {"drill": fork.row.id, "t": 5 * MINUTE}
    assert twice.session.log().records[-2].actor == "facilitator"
    assert whole(twice) is None


def test_a_fork_goes_on_at_the_speed_it_had(played):
    office, room = played
    speeds = [r for r in room.session.log().events if r.kind == "drill.speed"]
    assert office.rooms.fork(room.row.id, speeds[0].t - 1).session.position().speed == 1
    fork = office.rooms.fork(room.row.id, speeds[0].t)
    assert fork.session.position().speed == 10
    assert office.store.load(fork.row.id).checkpoint.speed == 10


@pytest.mark.parametrize("minute", [8, 15, 19])
def test_bots_go_on_from_there_and_do_not_start_over(played, minute):
    office, room = played
    fork = office.rooms.fork(room.row.id, minute * MINUTE, by=ANA)
    do(fork, ANA, "drill.resume")
    do(fork, ANA, "drill.speed", factor=1)
    for _ in range(12 * 4):
        office.wall.now += 5
        fork.step()
    for bot in ("bot-ic", "bot-ol"):
        news = commands(fork, bot, after=minute * MINUTE)
        assert news, bot
        once = {"incident.declare", "role.accept", "action.start", "hypothesis.state", "task.ack"}
        said = [(c.verb, str(c.data)) for c in commands(fork, bot)]
        acts = [act for act in said if act[0] in once or act[0] == "message.post"]
        assert len(acts) == len(set(acts)), bot


def test_a_drill_that_has_not_started_cannot_be_tried_again():
    office = Office(MemoryStore())
    room = office.rooms.create("payment-outage")
    with pytest.raises(Exception, match="There is nothing to try again yet") as caught:
        office.rooms.fork(room.row.id, 0)
    assert caught.value.code == "drill_not_started"
    assert [row.id for row in office.rooms.rows()] == ["d1"]


def test_a_drill_that_ended_by_itself_can_be_tried_again_just_before():
    office = Office(MemoryStore())
    room = office.rooms.create("quiet-evening")
    do(room, BOSS, "drill.start")
    do(room, BOSS, "drill.speed", factor=60)
    while room.session.state.phase == "running":
        office.wall.now += 5
        room.step()
    fork = office.rooms.fork(room.row.id, 10**9)
    assert fork.session.position().t == room.session.scenario.length - 1
    assert whole(fork) is None


def test_a_drill_keeps_what_the_host_wants_to_know_and_the_seed_it_is_given():
    office = Office(MemoryStore())
    room = office.rooms.create("payment-outage", seed=99, kept={"day": "x", "seed": 3})
    assert room.session.header.seed == 99
    header = office.store.load(room.row.id).row.header
    assert (header["day"], header["seed"]) == ("x", 99)
    assert office.rooms.create("payment-outage").session.header.seed == 7
    do(room, BOSS, "drill.start")
    assert "day" not in office.rooms.fork(room.row.id, 0).row.header

"""An inject that the facilitator moves comes at its new time, and only then."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.errors import Refusal
from simulator.model.units import MINUTE


def _inject(name, **parts):
    return {"id": name, "from": "boss", "channel": "dm-ic", "text": "Well?"} | parts


@pytest.fixture
def drill_with(play, small):
    def begin(*injects, **parts):
        personas = {"boss": {"name": "The boss"}}
        return play(small(injects=list(injects), personas=personas, **parts))

    return begin


@pytest.fixture(scope="session")
def lobby_with(lobby, small):
    def begin(*injects):
        return lobby(small(injects=list(injects), personas={"boss": {"name": "The boss"}}), 1)

    return begin


def came(drill):
    return [(e.t / MINUTE, e.data["id"]) for e in drill.of("inject.delivered")]


def boss(drill, t, verb, **args):
    return drill.do(t * MINUTE, "facilitator", verb, **args)


def move(drill, t, name, at):
    return boss(drill, t, "inject.move", id=name, at=round(at * MINUTE))


def refused(drill, t, name, at):
    with pytest.raises(Refusal) as caught:
        move(drill, t, name, at)
    return caught.value.code, caught.value.message, caught.value.hint


@pytest.mark.parametrize("at", [2, 5.001, 12.5, 40])
def test_it_comes_sooner_or_later_than_it_would_have(drill_with, at):
    drill = drill_with(_inject("one", at="10m"), _inject("two", at="10m"))
    move(drill, 2, "one", at)
    assert drill.state.moved == {"one": round(at * MINUTE)}
    drill.end()
    assert sorted(came(drill)) == sorted([(at, "one"), (10, "two")])
    (event,) = drill.of("inject.moved")
    assert (event.actor, event.data) == ("facilitator", {"id": "one", "at": round(at * MINUTE)})


def test_the_newest_time_is_what_counts(drill_with):
    drill = drill_with(_inject("one", at="10m"))
    for at in (20, 8, 15):
        move(drill, 2, "one", at)
    drill.end()
    assert came(drill) == [(15, "one")]


def test_it_can_be_moved_before_the_start(lobby_with):
    drill = lobby_with(_inject("one", at="10m"), _inject("now", at="10m"))
    move(drill, 0, "one", 4)
    move(drill, 0, "now", 0)
    drill.start()
    drill.end()
    assert came(drill) == [(0, "now"), (4, "one")]


def test_one_that_is_held_back_stays_so(drill_with):
    drill = drill_with(*(_inject(name, at="5m") for name in ("past", "later", "timed")))
    for name, minutes in (("past", None), ("later", None), ("timed", 20)):
        hold = {"id": name} | ({"minutes": minutes} if minutes else {})
        boss(drill, 1, "inject.hold", **hold)
    move(drill, 2, "past", 3)
    move(drill, 7, "later", 15)  # it was due meanwhile; now it is not
    move(drill, 7, "timed", 8)
    boss(drill, 10, "inject.release", id="past")
    boss(drill, 10, "inject.release", id="later")
    drill.end()
    assert came(drill) == [(10, "past"), (15, "later"), (21, "timed")]


def test_skipping_firing_and_rewording_go_on_working(drill_with):
    drill = drill_with(*(_inject(name, at="5m") for name in ("gone", "fired", "said")))
    for name in ("gone", "fired", "said"):
        move(drill, 1, name, 20)
    boss(drill, 2, "inject.skip", id="gone")
    boss(drill, 3, "inject.fire", id="fired")
    boss(drill, 3, "inject.edit", id="said", text="Other words")
    drill.end()
    assert came(drill) == [(3, "fired"), (20, "said")]
    assert drill.of("inject.delivered")[-1].data["text"] == "Other words"


def test_a_repetition_goes_on_from_its_new_time(drill_with):
    drill = drill_with(_inject("one", at="5m", repeat={"every": "3m", "times": 3}))
    move(drill, 1, "one", 20)
    drill.end()
    assert came(drill) == [(20, "one"), (23, "one"), (26, "one")]


def test_what_it_waits_for_and_what_cancels_it_are_still_asked(drill_with):
    drill = drill_with(
        _inject("waits", at="5m", **{"while": "now >= 30m"}),
        _inject("late", at="5m", **{"while": "now >= 30m"}),
        _inject("moot", at="5m", unless="now >= 12m"),
    )
    move(drill, 1, "moot", 20)
    move(drill, 6, "late", 35)  # its moment had come, and it waited
    move(drill, 1 + 6, "waits", 10)
    drill.end()
    assert came(drill) == [(30, "waits"), (35, "late")]
    assert [e.data["id"] for e in drill.of("inject.cancelled")] == ["moot"]


def test_refusals_say_what_can_be_moved_and_to_where(drill_with):
    drill = drill_with(
        _inject("one", at="20m"), _inject("came", at="1m"), _inject("skipped", at="30m"),
        _inject("again", at="2m", repeat={"every": "3m", "times": 9}),
        _inject("when", when="now > 30m"), _inject("after", after={"fault.started": "5m"}),
        _inject("absent", absent={"event": "statuspage.posted", "for": "30m"}),
    )  # fmt: skip
    boss(drill, 4, "inject.skip", id="skipped")
    can = "Can be moved: one."
    for name in ("when", "after", "absent"):
        assert refused(drill, 4, name, 10) == (
            "wrong_state", f"{name} has no time of its own: it waits for something.",
            f"Hold it back, or fire it when you want it. {can}",
        )  # fmt: skip
    assert refused(drill, 4, "again", 10) == ("wrong_state", "again has come already.", can)
    assert refused(drill, 4, "came", 10)[:2] == ("wrong_state", "came was already delivered.")
    assert refused(drill, 4, "skipped", 10)[:2] == ("wrong_state", "skipped was skipped.")
    assert refused(drill, 4, "none", 10)[:2] == ("not_found", "No inject 'none'.")
    hint = "Give a drill time in ms from 240000 to 2400000."
    assert refused(drill, 4, "one", 3) == (
        "wrong_state", "3m has passed: the drill is at 4m.", hint,
    )  # fmt: skip
    assert refused(drill, 4, "one", 40.001) == (
        "wrong_state", "The drill ends after 40m; 40m60ms is later.", hint,
    )  # fmt: skip
    boss(drill, 4, "inject.skip", id="one")
    assert refused(drill, 4, "when", 10)[2].endswith("No inject is left that can be moved.")
    with pytest.raises(Refusal) as caught:
        drill.do(4 * MINUTE, "facilitator", "inject.move", id="one", at=-1)
    assert caught.value.code == "bad_args"


TIMES = st.integers(0, 40 * MINUTE)
NAMES = ("i1", "i2", "i3")
MOVES = st.lists(st.tuples(TIMES, st.sampled_from(NAMES), TIMES), max_size=12)


@given(st.lists(TIMES, min_size=3, max_size=3), MOVES, st.lists(TIMES, max_size=8))
def test_it_comes_at_exactly_its_newest_time_whatever_the_steps(lobby_with, first, moves, stops):
    injects = [_inject(name, at=f"{at}ms") for name, at in zip(NAMES, first, strict=True)]
    drill, whole = lobby_with(*injects), lobby_with(*injects)
    planned, moved = dict(zip(NAMES, first, strict=True)), []
    for t, name, at in sorted(moves, key=lambda one: one[0]):
        if planned[name] > t and at >= t:
            planned[name] = at
            moved.append((t, name, at))
    steps = [*moved, *((t, None, 0) for t in stops)]
    for played, script in ((drill, sorted(steps, key=lambda one: one[0])), (whole, moved)):
        played.start()
        for t, name, at in script:
            if name is None:
                played.to(t)
            else:
                played.do(t, "facilitator", "inject.move", id=name, at=at)
        played.end()
    assert {e.data["id"]: e.t for e in drill.of("inject.delivered")} == planned
    assert len(drill.of("inject.delivered")) == len(NAMES)
    assert drill.events == whole.events

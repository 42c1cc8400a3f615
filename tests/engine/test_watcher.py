from __future__ import annotations

import pytest

from simulator.engine.wake import Wakes
from simulator.model.expr import ExpressionError
from simulator.model.signals import GRID
from simulator.model.units import MINUTE


@pytest.fixture
def drill(play, small):
    drill = play(small())
    drill.watcher = drill.world._watcher
    drill.calls = []
    drill.wait = lambda name, source: drill.watcher.when(
        name, source, lambda: drill.calls.append((drill.world.now, name))
    )
    return drill


def test_it_calls_back_once_at_the_first_tick_at_which_a_condition_holds(drill):
    drill.wait("bad", "impact > 10%")
    drill.wait("late", "now >= 3m5s")
    drill.end()
    assert drill.calls == [(2 * MINUTE, "bad"), (3 * MINUTE + GRID, "late")]


def test_within_a_tick_names_give_the_order_whoever_asked_first(drill):
    for name in ("c", "a", "b"):
        drill.wait(name, "impact > 10%")
    drill.end()
    assert [name for _, name in drill.calls] == ["a", "b", "c"]


def test_what_holds_already_is_called_at_the_next_tick_not_at_once(drill):
    drill.to(4 * MINUTE + 1)
    drill.wait("now", "impact > 10%")
    assert drill.calls == []
    drill.end()
    assert drill.calls == [(4 * MINUTE + GRID, "now")]


def test_what_is_asked_for_while_conditions_are_looked_at_comes_a_tick_later(drill):
    def again():
        drill.calls.append((drill.world.now, "first"))
        drill.wait("again", "impact > 10%")

    drill.watcher.when("first", "impact > 10%", again)
    drill.end()
    assert drill.calls == [(2 * MINUTE, "first"), (2 * MINUTE + GRID, "again")]


def test_cancelled_conditions_are_left_alone(drill):
    one, two = drill.wait("one", "now >= 1m"), drill.wait("two", "now >= 1m")
    drill.watcher.cancel(one)
    drill.watcher.cancel(None)
    drill.end()
    assert drill.calls == [(MINUTE, "two")]
    drill.watcher.cancel(two)


def test_cancelling_a_condition_that_has_held_does_not_hit_another_of_its_name(drill):
    first = drill.wait("one", "now >= 1m")
    drill.to(2 * MINUTE)
    drill.wait("one", "now >= 5m")
    drill.watcher.cancel(first)
    drill.end()
    assert drill.calls == [(MINUTE, "one"), (5 * MINUTE, "one")]


def test_a_call_may_cancel_another_of_the_same_tick(drill):
    drill.watcher.when("a", "now >= 1m", lambda: drill.watcher.cancel(other))
    other = drill.wait("b", "now >= 1m")
    drill.end()
    assert drill.calls == []


def test_two_cannot_wait_under_one_name(drill):
    drill.wait("one", "now >= 1m")
    with pytest.raises(ValueError, match="'one' is waited for already"):
        drill.wait("one", "now >= 2m")


def test_a_wrong_condition_is_refused_with_its_place(drill):
    with pytest.raises(ExpressionError, match="1:1: unknown name 'impct'; did you mean 'impact'"):
        drill.wait("one", "impct > 5%")
    with pytest.raises(ExpressionError, match="must be true/false"):
        drill.watcher.holds("impact")


def test_a_condition_can_be_asked_once_at_any_moment(drill):
    drill.to(2 * MINUTE - 1)
    assert not drill.watcher.holds("impact > 10%")
    drill.to(2 * MINUTE + 1)
    assert drill.watcher.holds("impact > 10%")


def test_conditions_are_looked_at_before_the_start_of_the_drill_never(lobby, small):
    world = lobby(small()).world
    world._watcher.when("one", "now >= 0s", lambda: None)
    assert world.next_time() is None


def test_a_condition_is_not_evaluated_while_it_cannot_change(drill, monkeypatch):
    """One that only an event can make true costs nothing on a quiet evening, nor beside others."""
    looks = []
    quiet = drill.wait("quiet", 'happened("statuspage.posted")')
    drill.wait("awake", "now * 2 > 60m")
    run = quiet.condition.run
    object.__setattr__(
        quiet.condition, "run", lambda scope: (looks.append(scope._core.now), run(scope))[1]
    )
    drill.to(35 * MINUTE)
    events = {-(-event.t // GRID) * GRID for event in drill.events}
    assert drill.calls == [(30 * MINUTE + GRID, "awake")]
    # Only at the tick of an event or the tick after it, never on the hundred others.
    assert set(looks) <= events | {t + GRID for t in events}
    assert len(looks) < 10


def test_one_that_sleeps_sees_what_another_did_in_the_same_tick_if_it_comes_after_it(drill):
    say = drill.world._core.say
    drill.wait("a", 'happened("plan.reviewed")')
    drill.watcher.when("b", "now * 2 > 10m", lambda: say("plan.reviewed", {"text": ""}))
    drill.wait("c", 'happened("plan.reviewed")')
    drill.end()
    tick = 5 * MINUTE + GRID
    assert drill.calls == [(tick, "c"), (tick + GRID, "a")]


def test_sleeping_gives_what_looking_at_every_tick_gives(play, small, monkeypatch):
    conditions = [
        "impact > 10%", 'since("action.started") > 3m', 'finished("fix") and impact < 5%',
        'strength("bug") < 1 and happened("fault.started")', 'count("action.started") >= 1',
        "now - 1m > 5m", 'since("drill.started") > since("fault.started")',
    ]  # fmt: skip

    def ticks():
        drill, calls = play(small()), []
        for source in conditions:
            drill.world._watcher.when(
                source, source, lambda s=source: calls.append((drill.world.now, s))
            )
        drill.do(7 * MINUTE + 1, "ol", "action.start", action="fix")
        drill.end()
        return calls

    lazy = ticks()
    monkeypatch.setattr(Wakes, "next_tick", lambda self, start, ledger, series: start)
    assert ticks() == lazy
    assert len(lazy) == len(conditions)


def test_one_can_wait_for_a_condition_to_hold_no_longer(drill):
    def call():
        drill.calls.append(drill.world.now)

    drill.watcher.when("over", "now < 3m", call, negated=True)
    drill.watcher.when("over already", "now > 9m", call, negated=True)
    drill.watcher.when("never", "now >= 0s", call, negated=True)
    drill.end()
    assert drill.calls == [GRID, 3 * MINUTE]

from __future__ import annotations

import pytest

from simulator.engine import World
from simulator.engine.happening import UNNUMBERED
from simulator.model.units import MINUTE
from simulator.rules.catalogue import VERBS, Nothing, Verb, parse_args
from simulator.rules.context import Asked


def test_in_the_lobby_it_is_zero_and_nothing_is_due(lobby, small):
    drill = lobby(small())
    drill.do(0, "ol", "seat.take", name="Ola", seat="ol")
    assert (drill.world.now, drill.world.next_time(), drill.world.ended) == (0, None, False)
    assert drill.to(0) == []
    with pytest.raises(ValueError, match="the drill has not started"):
        drill.to(1)


def test_the_start_defines_the_signals_and_what_is_due(play, small):
    drill = play(small())
    kinds = [e.kind for e in drill.events]
    assert kinds == [*["seat.taken"] * 3, "drill.started", *["signal.defined"] * 4]
    assert drill.of("drill.started")[0].actor == "facilitator"
    assert drill.world.next_time() == 2 * MINUTE


def test_time_does_not_go_back(play, small):
    drill = play(small())
    drill.to(MINUTE)
    with pytest.raises(ValueError, match="time does not go back: 59999 is before 60000"):
        drill.to(MINUTE - 1)


def test_time_runs_out(play, small):
    drill = play(small())
    last = drill.to(100 * MINUTE)[-1]
    assert (last.t, last.kind, last.actor) == (40 * MINUTE, "drill.ended", "world")
    assert last.data == {"reason": "time is up"}
    assert drill.world.ended
    assert drill.world.next_time() is None
    assert drill.to(200 * MINUTE) == []


def test_after_an_early_end_nothing_happens(play, small):
    moments = ({"when": "now > 1m"}, {"at": "2m"}, {"after": {"drill.ended": "1m"}})
    injects = [
        {"id": f"i{n}", "from": "ol", "channel": "incident", "text": "?"} | moment
        for n, moment in enumerate(moments)
    ]
    drill = play(small(injects=injects))
    drill.do(MINUTE, "facilitator", "drill.end", reason="lunch")
    assert drill.events[-1].data == {"reason": "lunch"}
    assert drill.world.ended
    assert drill.world.next_time() is None
    assert drill.to(50 * MINUTE) == []


def test_a_drill_can_end_in_the_lobby(lobby, small):
    drill = lobby(small())
    drill.do(0, "facilitator", "drill.end")
    assert drill.world.ended
    assert drill.to(10) == []


def test_commands_come_after_what_is_due_at_their_time(play, small):
    drill = play(small())
    drill.do(2 * MINUTE, "ol", "incident.declare", title="Broken")
    at = [e.kind for e in drill.events if e.t == 2 * MINUTE]
    assert at[0] == "fault.started"
    assert at[-1] == "incident.declared"


def _asked(drill, t):
    args = parse_args(VERBS["drill.pause"], {})
    return Asked(drill.state, drill.scenario, None, "x", "facilitator", t, args)


def test_a_command_must_be_of_this_moment(play, small):
    drill = play(small())
    with pytest.raises(ValueError, match="a command at 5 cannot be carried out at 0"):
        drill.world.apply(VERBS["drill.pause"], _asked(drill, 5))


def test_a_verb_that_nobody_carries_out_is_an_error(play, small):
    drill = play(small())
    entry = Verb("moon.howl", Nothing, ("anyone",), "any", "Howl.", None)
    with pytest.raises(ValueError, match=r"the world cannot carry out 'moon\.howl'"):
        drill.world.apply(entry, _asked(drill, 0))


def test_every_verb_without_a_function_of_its_own_is_carried_out_here(small):
    handlers = World(small(), 1)._handlers
    assert {name for name, entry in VERBS.items() if entry.emit is None} == set(handlers)


def test_happenings_have_no_number(play, small):
    drill = play(small())
    assert {one.seq for one in drill.world.advance_to(5 * MINUTE)} == {UNNUMBERED}


def test_a_fault_without_a_time_waits_for_ever(play, small):
    faults = {"bug": {"service": "api", "pushes": {"errors": {"to": "40%"}}}}
    drill = play(small(faults=faults))
    drill.end()
    assert drill.of("fault.started") == []

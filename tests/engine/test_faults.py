"""A fault's life: how it begins, goes on by itself, is eased, comes back and begins anew."""

from __future__ import annotations

import pytest

from simulator.model.units import MINUTE, SECOND


@pytest.fixture
def broken(play, small):
    """Start a drill whose one fault pushes api.errors to 40 % at 2m, with other keys as given."""

    def begin(actions=(), length="40m", **keys):
        fault = {"service": "api", "at": "2m", "pushes": {"errors": {"to": "40%"}}} | keys
        fault = {key: value for key, value in fault.items() if value is not None}
        parts = {
            "fix": {"takes": "1m", "clears": ["bug"]},
            "ease": {"takes": "1m", "eases": {"bug": "50%"}},
            "start": {"takes": "1m", "starts": ["bug"]},
        }
        every = {
            name: {"title": name, "component": f"part-{name}"} | spec
            for name, spec in (parts | dict(actions)).items()
        }
        return play(small(faults={"bug": fault}, actions=every, length=length))

    return begin


def _told(drill):
    """Return what was told of faults, as (minutes, kind, strength)."""
    return [
        (e.t / MINUTE, e.kind.removeprefix("fault."), e.data.get("strength"))
        for e in drill.of("fault.started", "fault.changed", "fault.cleared")
    ]


def _levels(drill):
    return [(e.t / MINUTE, e.data["level"]) for e in drill.of("impact.changed")]


def _act(drill, minute, action):
    drill.do(int(minute * MINUTE), "ol", "action.start", action=action)


# -- beginning -----------------------------------------------------------------------------------


def test_a_condition_begins_a_fault_at_the_first_tick_at_which_it_holds(broken):
    drill = broken(at=None, when='happened("action.started") or now > 20m')
    drill.do(3 * MINUTE + 7, "ol", "action.start", action="ease")
    drill.to(10 * MINUTE)
    # What was done about it before it began counts.
    assert _told(drill) == [(3.25, "started", 1.0), (4 + 7 / MINUTE, "changed", 0.5)]


def test_a_fault_with_a_time_and_a_condition_begins_once(broken):
    drill = broken(at="5m", when="now >= 3m")
    drill.end()
    assert _told(drill) == [(3.0, "started", 1.0)]


def test_a_fault_with_neither_waits_for_what_starts_it(broken):
    drill = broken(at=None)
    drill.to(5 * MINUTE)
    assert _told(drill) == []
    _act(drill, 5, "start")
    drill.end()
    assert _told(drill) == [(6.0, "started", 1.0)]


def test_starting_a_fault_that_lasts_changes_nothing(broken):
    drill = broken()
    _act(drill, 5, "start")
    drill.end()
    assert _told(drill) == [(2.0, "started", 1.0)]


def test_a_fault_that_was_ended_before_it_began_is_not_started_by_an_action(broken):
    drill = broken(at=None)
    _act(drill, 1, "fix")
    _act(drill, 3, "start")
    drill.end()
    assert _told(drill) == []


def test_a_fault_that_was_ended_begins_anew_as_if_nothing_had_been_done(broken):
    drill = broken(pulses={"on": "10m", "off": "1m"}, course=[{"after": "12m", "strength": "70%"}])
    _act(drill, 3, "fix")
    _act(drill, 6, "start")
    drill.to(18 * MINUTE)
    assert _told(drill) == [
        (2.0, "started", 1.0),
        (4.0, "cleared", None),
        (7.0, "started", 1.0),
        (17.0, "changed", 0.0),
        (18.0, "changed", 1.0),
    ]
    drill.to(20 * MINUTE)
    assert _told(drill)[5:] == [(19.0, "changed", 0.7)]
    assert _levels(drill)[:3] == [(2.0, 0.4), (4.0, 0.0), (7.0, 0.4)]


# -- going on by itself --------------------------------------------------------------------------


def test_a_course_changes_the_strength_and_signals_follow_slowly(broken):
    course = [
        {"after": "20m", "strength": "0%"},
        {"after": "10m", "strength": "30%", "over": "3m"},
    ]
    drill = broken(course=course)
    drill.end()
    assert _told(drill) == [(2.0, "started", 1.0), (12.0, "changed", 0.3), (22.0, "cleared", None)]
    series = drill.state.series["api.errors"]
    assert series.true_value(13 * MINUTE + 30 * SECOND) == pytest.approx((0.4 + 0.12) / 2)
    assert series.true_value(15 * MINUTE) == pytest.approx(0.12)


def test_a_pause_in_a_course_is_no_end(broken):
    drill = broken(course=[{"after": "5m", "strength": 0}, {"after": "8m", "strength": "60%"}])
    drill.end()
    assert _told(drill) == [(2.0, "started", 1.0), (7.0, "changed", 0.0), (10.0, "changed", 0.6)]


def test_pulses_come_and_go_with_the_motion_of_the_pushes(broken):
    slow = {"errors": {"to": "40%", "over": "30s"}}
    drill = broken(pulses={"on": "2m", "off": "3m"}, pushes=slow, length="10m")
    drill.end()
    assert _told(drill) == [
        (2.0, "started", 1.0), (4.0, "changed", 0.0), (7.0, "changed", 1.0), (9.0, "changed", 0.0),
    ]  # fmt: skip
    assert {e.data["over"] for e in drill.of("signal.moved")} == {30 * SECOND}
    assert drill.world.next_time() is None


def test_alerts_on_a_pulsing_fault_flap(play, small):
    fault = {"service": "api", "at": "2m", "pulses": {"on": "2m", "off": "3m"},
             "pushes": {"errors": {"to": "40%"}}}  # fmt: skip
    alert = {"alert": "E", "expr": 'errors{service="api"} > 0.1', "for": "1m"}
    drill = play(small(faults={"bug": fault}, alerts=[alert], actions={}, length="12m"))
    drill.end()
    assert drill.times("alert.fired") == [3 * MINUTE, 8 * MINUTE]
    assert drill.times("alert.resolved") == [4 * MINUTE, 9 * MINUTE]


def test_a_fault_that_is_ended_between_two_pulses_is_told_to_be_over(broken):
    drill = broken(pulses={"on": "2m", "off": "3m"})
    _act(drill, 4, "fix")
    drill.end()
    assert _told(drill) == [(2.0, "started", 1.0), (4.0, "changed", 0.0), (5.0, "cleared", None)]
    assert _levels(drill) == [(2.0, 0.4), (4.0, 0.0)]


def test_no_file_makes_millions_of_pulses(broken):
    drill = broken(pulses={"on": "1ms", "off": "0s"}, length="3m")
    drill.end()
    assert len(drill.of("fault.changed")) == 60


def test_the_strength_is_the_product_of_all_that_acts_on_it(broken):
    drill = broken(course=[{"after": "4m", "strength": "80%"}], pulses={"on": "6m", "off": "2m"})
    _act(drill, 4, "ease")
    drill.do(7 * MINUTE, "facilitator", "world.nudge", fault="bug", do="worsen", by="20%")
    drill.to(11 * MINUTE)
    assert _told(drill) == [
        (2.0, "started", 1.0),
        (5.0, "changed", 0.5),
        (6.0, "changed", 0.4),
        (7.0, "changed", 0.48),
        (8.0, "changed", 0.0),
        (10.0, "changed", 0.48),
    ]


# -- coming back ---------------------------------------------------------------------------------


def test_a_relapse_undoes_what_was_done_and_comes_once(broken):
    drill = broken(relapse={"after": "10m", "strength": "80%"})
    _act(drill, 3, "ease")
    _act(drill, 5, "fix")
    drill.to(18 * MINUTE)
    assert _told(drill) == [
        (2.0, "started", 1.0),
        (4.0, "changed", 0.5),
        (6.0, "cleared", None),
        (14.0, "changed", 0.8),
    ]
    _act(drill, 20, "ease")
    drill.end()
    assert _told(drill)[4:] == [(21.0, "changed", 0.4)]
    assert _levels(drill) == [(2.0, 0.4), (4.0, 0.2), (6.0, 0.0), (14.0, 0.32), (21.0, 0.16)]


def test_a_relapse_is_told_apart_from_a_recovery(broken):
    drill = broken(relapse={"after": "5m"})
    _act(drill, 3, "fix")
    drill.to(8 * MINUTE)
    assert drill.state.faults == {"bug": 0.0}
    drill.to(9 * MINUTE)
    assert drill.state.faults == {"bug": 1.0}
    assert drill.state.impact == 0.4


@pytest.mark.parametrize(("unless", "comes"), [('finished("fix")', False), ("now < 1m", True)])
def test_a_relapse_stays_away_if_its_condition_holds(broken, unless, comes):
    drill = broken(relapse={"after": "6m", "unless": unless})
    _act(drill, 3, "ease")
    _act(drill, 4, "fix")
    drill.end()
    back = [(10.0, "changed", 1.0)] if comes else []
    assert _told(drill)[3:] == back


def test_what_was_done_before_it_began_counts_from_its_beginning(broken):
    drill = broken(at="5m", relapse={"after": "4m"})
    _act(drill, 1, "ease")
    drill.end()
    assert _told(drill) == [(5.0, "started", 0.5), (9.0, "changed", 1.0)]


def test_there_is_no_relapse_of_what_nobody_eased(broken):
    drill = broken(relapse={"after": "1m", "strength": "10%"})
    drill.end()
    assert _told(drill) == [(2.0, "started", 1.0)]


# -- taking back ---------------------------------------------------------------------------------

_BRIEF = {"brief": {"takes": "1m", "lasts": "5m", "over": "30s", "clears": ["bug"]}}


def test_an_effect_that_wears_off_gives_the_fault_its_strength_back(broken):
    drill = broken(actions=_BRIEF)
    _act(drill, 3, "brief")
    drill.end()
    assert _told(drill) == [(2.0, "started", 1.0), (4.0, "cleared", None), (9.0, "changed", 1.0)]
    last = drill.of("signal.moved")[-1].data
    assert (last["over"], last["shape"]) == (30 * SECOND, "ease")


def test_what_another_action_did_stays(broken):
    drill = broken(actions=_BRIEF)
    _act(drill, 3, "brief")
    _act(drill, 5, "ease")
    drill.end()
    assert _told(drill)[-1] == (9.0, "changed", 0.5)


def test_a_relapse_of_what_has_worn_off_does_not_come(broken):
    drill = broken(actions=_BRIEF, relapse={"after": "7m", "strength": "30%"})
    _act(drill, 3, "brief")
    drill.to(20 * MINUTE)
    assert _told(drill)[2:] == [(9.0, "changed", 1.0)]
    _act(drill, 20, "ease")
    drill.end()
    assert _told(drill)[3:] == [(21.0, "changed", 0.5), (28.0, "changed", 0.3)]


# -- held down when it begins --------------------------------------------------------------------


def test_what_is_held_down_when_it_begins_comes_when_the_shield_wears_off(broken):
    drill = broken(at="5m", actions={"fix": {"takes": "1m", "clears": ["bug"], "lasts": "8m"}})
    _act(drill, 1, "fix")
    drill.to(9 * MINUTE)
    assert _told(drill) == []
    assert drill.state.impact == 0.0
    drill.end()
    assert _told(drill) == [(10.0, "started", 1.0)]
    assert _levels(drill) == [(10.0, 0.4)]


def test_it_comes_when_the_shield_is_undone_as_strong_as_its_course_says(broken):
    fix = {"takes": "1m", "clears": ["bug"], "undo": "1m"}
    drill = broken(actions={"fix": fix}, course=[{"after": "6m", "strength": "30%"}])
    _act(drill, 0, "fix")
    drill.do(9 * MINUTE, "ol", "action.undo", id="a1")
    drill.end()
    assert _told(drill) == [(10.0, "started", 0.3)]


def test_its_relapse_goes_through_the_shield(broken):
    drill = broken(relapse={"after": "7m", "strength": "80%"})
    _act(drill, 0, "fix")
    drill.end()
    assert _told(drill) == [(9.0, "started", 0.8)]


def test_an_action_does_not_get_it_past_the_shield_but_the_facilitator_does(broken):
    drill = broken()
    _act(drill, 0, "fix")
    _act(drill, 5, "start")
    drill.to(8 * MINUTE)
    assert _told(drill) == []
    drill.do(8 * MINUTE, "facilitator", "world.nudge", fault="bug", do="start")
    assert _told(drill) == [(8.0, "started", 1.0)]


def test_one_whose_course_ended_behind_the_shield_can_begin_anew(broken):
    fix = {"takes": "1m", "clears": ["bug"], "lasts": "8m"}
    drill = broken(actions={"fix": fix}, course=[{"after": "3m", "strength": 0}])
    _act(drill, 0, "fix")
    _act(drill, 11, "start")
    drill.end()
    assert _told(drill) == [(12.0, "started", 1.0), (15.0, "cleared", None)]

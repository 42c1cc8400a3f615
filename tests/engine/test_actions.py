from __future__ import annotations

import pytest

from simulator.model.errors import Refusal
from simulator.model.units import MINUTE, SECOND

ACTIONS = {
    "fix": {"title": "Fix it", "component": "api", "takes": "4m", "clears": ["bug"]},
    "half": {
        "title": "Halve it",
        "how": "traffic shift",
        "component": "api",
        "takes": "2m",
        "eases": {"bug": "50%"},
        "over": "30s",
        "undo": "1m",
    },
    "roll": {
        "title": "Roll back",
        "how": "rollback",
        "component": "api",
        "takes": "8m",
        "stages": 4,
        "clears": ["bug"],
        "destroys_evidence": True,
    },
    "vary": {
        "title": "Takes its time",
        "component": "api",
        "takes": "40m..50m",
        "alongside": "fine",
    },
    "harm": {
        "title": "Restart",
        "component": "api",
        "takes": "6m",
        "plausible": False,
        "over": "15s",
        "worsens": {"service": "api", "signal": "errors", "by": "20%", "for": "8m"},
    },
}


@pytest.fixture
def drill(play, small):
    return play(small(actions=ACTIONS))


def _strengths(drill):
    return [
        (e.t, e.data.get("strength", 0.0))
        for e in drill.of("fault.started", "fault.changed", "fault.cleared")
    ]


def test_an_action_started_cold_is_proposed_first(drill):
    proposed, started = drill.do(5 * MINUTE, "ol", "action.start", action="half")
    assert (proposed.kind, proposed.actor, proposed.role) == ("action.proposed", "ol-person", "ol")
    assert (proposed.data["risk"], proposed.data["undo"]) == ("", "")
    assert started.kind == "action.started"
    assert started.data == {
        "id": "a1",
        "action": "half",
        "title": "Halve it",
        "kind": "mitigation",
        "how": "traffic shift",
        "component": "api",
        "reversible": True,
        "destroys_evidence": False,
        "plausible": True,
        "expected": 7 * MINUTE,
    }


def test_a_proposed_action_keeps_its_id_and_its_starter_finishes_it(drill):
    drill.do(3 * MINUTE, "ic", "action.propose", action="fix", risk="some", undo="none")
    (started,) = drill.do(5 * MINUTE, "ol", "action.start", id="a1")
    drill.to(9 * MINUTE)
    (finished,) = drill.of("action.finished")
    assert (started.data["id"], finished.data["id"]) == ("a1", "a1")
    assert (finished.t, finished.actor, finished.role) == (9 * MINUTE, "ol-person", "ol")
    assert {k: v for k, v in started.data.items() if k != "expected"} == finished.data


def test_clearing_ends_the_fault_and_the_signals_go_home(drill):
    drill.do(5 * MINUTE, "ol", "action.start", action="fix")
    drill.to(9 * MINUTE)
    kinds = [e.kind for e in drill.events if e.t == 9 * MINUTE]
    assert kinds == [
        "action.finished",
        "fault.cleared",
        "signal.moved",
        "signal.moved",
        "impact.changed",
    ]
    assert drill.state.series["api.errors"].true_value(9 * MINUTE) == 0.0


def test_easing_multiplies_and_signals_follow_in_their_time(drill):
    drill.do(5 * MINUTE, "ol", "action.start", action="half")
    drill.to(8 * MINUTE)
    assert _strengths(drill) == [(2 * MINUTE, 1.0), (7 * MINUTE, 0.5)]
    moves = [e.data for e in drill.of("signal.moved") if e.t == 7 * MINUTE]
    assert [(m["series"], m["over"], m["shape"]) for m in moves] == [
        ("api.errors", 30 * SECOND, "ease"),
        ("shop.errors", 30 * SECOND, "ease"),
    ]
    assert moves[0]["to"] == pytest.approx(0.2)


def test_doing_it_again_does_not_help_again(drill):
    drill.do(5 * MINUTE, "ol", "action.start", action="half")
    drill.do(8 * MINUTE, "ol", "action.start", action="half")
    drill.to(12 * MINUTE)
    assert _strengths(drill)[-1] == (7 * MINUTE, 0.5)
    assert [e.data["id"] for e in drill.of("action.finished")] == ["a1", "a2"]


def test_stages_bring_the_effect_in_equal_steps(drill):
    drill.do(5 * MINUTE, "ol", "action.start", action="half")
    drill.do(10 * MINUTE, "ol", "action.start", action="roll")
    drill.to(20 * MINUTE)
    assert _strengths(drill) == [
        (2 * MINUTE, 1.0),
        (7 * MINUTE, 0.5),
        (12 * MINUTE, 0.375),
        (14 * MINUTE, 0.25),
        (16 * MINUTE, 0.125),
        (18 * MINUTE, 0.0),
    ]
    assert drill.times("action.finished") == [7 * MINUTE, 18 * MINUTE]


def test_aborting_keeps_what_was_done_and_brings_no_more(drill):
    drill.do(10 * MINUTE, "ol", "action.start", action="roll")
    (aborted,) = drill.do(15 * MINUTE, "ic", "action.abort", id="a1")
    drill.end()
    assert aborted.kind == "action.aborted"
    assert aborted.data == {"id": "a1", "action": "roll", "title": "Roll back"}
    assert _strengths(drill)[-1] == (14 * MINUTE, 0.5)
    assert drill.of("action.finished") == []


def test_it_can_be_started_anew_after_an_abort(drill):
    drill.do(10 * MINUTE, "ol", "action.start", action="roll")
    drill.do(15 * MINUTE, "ol", "action.abort", id="a1")
    drill.do(16 * MINUTE, "ol", "action.start", action="roll")
    drill.end()
    # The stages that were reached before stay; the new run goes on from there.
    assert _strengths(drill)[-2:] == [(22 * MINUTE, 0.25), (24 * MINUTE, 0.0)]


def test_two_runs_of_one_action_at_once_are_refused(drill):
    drill.do(5 * MINUTE, "ol", "action.start", action="fix")
    before = len(drill.events)
    with pytest.raises(Refusal, match="already running as a1") as caught:
        drill.do(6 * MINUTE, "ic", "action.start", action="fix")
    assert caught.value.hint == "OL started it: wait until it ends, or stop it first."
    assert len(drill.events) == before


def test_a_fault_that_was_cleared_before_its_time_never_starts(play, small):
    faults = {"bug": {"service": "api", "at": "10m", "pushes": {"errors": {"to": "40%"}}}}
    drill = play(small(actions=ACTIONS, faults=faults))
    drill.do(MINUTE, "ol", "action.start", action="fix")
    drill.end()
    assert drill.of("fault.started", "fault.cleared", "signal.moved", "impact.changed") == []


def test_a_fault_that_was_eased_before_its_time_starts_weaker(play, small):
    faults = {"bug": {"service": "api", "at": "10m", "pushes": {"errors": {"to": "40%"}}}}
    drill = play(small(actions=ACTIONS, faults=faults))
    drill.do(MINUTE, "ol", "action.start", action="half")
    drill.to(11 * MINUTE)
    assert _strengths(drill) == [(10 * MINUTE, 0.5)]
    assert drill.of("signal.moved")[0].data["to"] == pytest.approx(0.2)


def test_harm_begins_with_the_action_and_passes(drill):
    drill.do(60 * SECOND, "ol", "action.start", action="harm")
    drill.to(119 * SECOND)
    assert drill.state.series["api.errors"].true_value(80 * SECOND) == pytest.approx(0.2)
    drill.end()
    series = drill.state.series["api.errors"]
    assert series.true_value(5 * MINUTE) == pytest.approx(0.6)
    assert series.true_value(9 * MINUTE + 15 * SECOND) == pytest.approx(0.4)


def test_how_long_it_takes_follows_from_seed_action_and_run(play, small):
    def lengths(seed, *actions):
        drill = play(small(actions=ACTIONS, length="120m"), seed)
        for n, action in enumerate(actions):
            drill.do(n * MINUTE, "ol", "action.start", action=action)
        drill.end()
        started = {e.data["id"]: e.t for e in drill.of("action.started")}
        return {e.data["action"]: e.t - started[e.data["id"]] for e in drill.of("action.finished")}

    drawn = {lengths(seed, "vary")["vary"] for seed in range(30)}
    assert len(drawn) > 20
    assert all(40 * MINUTE <= length <= 50 * MINUTE for length in drawn)
    assert all(length % SECOND == 0 for length in drawn)
    assert lengths(3, "half", "fix", "vary")["vary"] == lengths(3, "vary")["vary"]


def test_an_action_that_takes_no_time_has_its_effect_at_once(play, small):
    flip = {"title": "Flip", "component": "api", "takes": "0s", "clears": ["bug"]}
    drill = play(small(actions={"flip": flip}))
    new = drill.do(5 * MINUTE, "ol", "action.start", action="flip")
    assert [e.kind for e in new][:4] == [
        "action.proposed",
        "action.started",
        "action.finished",
        "fault.cleared",
    ]

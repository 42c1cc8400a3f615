"""Actions that need something, want an approval, come in stages, fail, wear off or break more."""

from __future__ import annotations

import pytest

from simulator.model.errors import Refusal
from simulator.model.units import MINUTE, SECOND

FAULTS = {
    "bug": {"service": "api", "at": "2m", "pushes": {"errors": {"to": "40%"}}},
    "cold": {"service": "api", "pushes": {"latency_p99": {"to": "900ms"}}},
    "mess": {"service": "api", "pushes": {"latency_p99": {"to": "700ms"}}},
}


def action(**parts):
    return {"title": "Roll back", "component": "api", "takes": "8m", "clears": ["bug"], **parts}


@pytest.fixture
def drill(play, small):
    """Start a drill whose one action has the given parts."""

    def start(seed=1, **parts):
        return play(small(actions={"roll": action(**parts)}, faults=FAULTS), seed)

    return start


def _strengths(drill):
    return [
        (e.t // MINUTE, e.data.get("strength", 0.0))
        for e in drill.of("fault.started", "fault.changed", "fault.cleared")
        if e.data["fault"] == "bug"
    ]


def _refusal(drill, *command, **args):
    before = list(drill.events)
    with pytest.raises(Refusal) as caught:
        drill.do(*command, **args)
    assert [e for e in drill.events if e not in before and e.actor != "world"] == []
    return caught.value


# -- what it needs -------------------------------------------------------------------------------


def test_what_it_needs_is_asked_of_the_world_as_it_is(drill):
    played = drill(needs='not active("bug")', otherwise="The deploy tool does not let you in.")
    refusal = _refusal(played, 5 * MINUTE, "ol", "action.start", action="roll")
    assert (refusal.code, refusal.message, refusal.hint) == (
        "wrong_state", "The deploy tool does not let you in.",
        "It can be started again once that has changed.",
    )  # fmt: skip
    assert played.of("action.proposed", "action.started") == []
    assert drill(needs='active("bug")').do(3 * MINUTE, "ol", "action.start", action="roll")


def test_a_proposal_stays_on_the_table_when_it_cannot_be_started(drill):
    played = drill(needs='not active("bug")')
    played.do(MINUTE, "ol", "action.propose", action="roll")
    refusal = _refusal(played, 5 * MINUTE, "ol", "action.start", id="a1")
    assert refusal.message == "That cannot be started as things are."
    assert refusal.hint == "Find out what stands in its way, then start it again."
    assert played.state.actions["a1"].status == "proposed"


# -- approval ------------------------------------------------------------------------------------


def test_an_enforced_approval_stops_who_has_none(drill):
    played = drill(approval="enforced")
    cold = _refusal(played, MINUTE, "ol", "action.start", action="roll")
    assert (cold.code, cold.message) == (
        "wrong_state",
        "That cannot be started without a go-ahead.",
    )
    assert cold.hint == "Propose it first. The Incident Commander, IC, approves it."
    played.do(2 * MINUTE, "ol", "action.propose", action="roll")
    proposed = _refusal(played, 3 * MINUTE, "ol", "action.start", id="a1")
    assert proposed.hint == "The Incident Commander, IC, approves it."
    played.do(4 * MINUTE, "ic", "action.approve", id="a1")
    (started,) = played.do(5 * MINUTE, "ol", "action.start", id="a1")
    assert started.kind == "action.started"


def test_without_a_commander_the_hint_says_who_may(lobby, small):
    played = lobby(small(actions={"roll": action(approval="enforced")}, faults=FAULTS))
    played.do(0, "ol", "seat.take", name="Ben", seat="ol")
    played.do(0, "facilitator", "drill.start")
    refusal = _refusal(played, MINUTE, "ol", "action.start", action="roll")
    assert refusal.hint.endswith("approves it; without one, anybody here may.")


def test_an_expected_approval_stops_nobody(drill):
    assert drill().do(MINUTE, "ol", "action.start", action="roll")[-1].kind == "action.started"


# -- stages --------------------------------------------------------------------------------------


def test_stages_are_told_by_number(drill):
    played = drill(stages=4)
    played.do(4 * MINUTE, "ol", "action.start", action="roll")
    played.end()
    told = [(e.t // MINUTE, e.data) for e in played.of("action.progressed")]
    assert told == [
        (4 + 2 * n, {
            "id": "a1", "action": "roll", "stage": f"{n} of 4", "done": n, "of": 4,
            "expected": 12 * MINUTE,
        })
        for n in (1, 2, 3)
    ]  # fmt: skip
    assert played.of("action.progressed")[0].actor == "ol-person"


def test_stages_are_told_by_name_and_the_state_knows_how_far_it_is(drill):
    played = drill(stages=["Europe", "North America", "Asia"], takes="9m")
    played.do(3 * MINUTE, "ol", "action.start", action="roll")
    played.to(10 * MINUTE)
    run = played.state.actions["a1"]
    assert (run.stage, run.stages_done, run.stages) == ("North America", 2, 3)
    assert _strengths(played) == [(2, 1.0), (6, 0.6667), (9, 0.3333)]
    played.end()
    assert [e.data["stage"] for e in played.of("action.progressed")] == ["Europe", "North America"]
    assert (run.status, run.stages_done) == ("finished", 3)


# -- failing -------------------------------------------------------------------------------------


def test_a_failed_action_has_no_effect_and_says_why(drill):
    played = drill(fails={"says": "The old image is gone."})
    played.do(4 * MINUTE, "ol", "action.start", action="roll")
    played.end()
    (failed,) = played.of("action.failed")
    assert failed.t == 12 * MINUTE
    shown = ("id", "action", "title", "kind", "component", "reason")
    assert [failed.data[name] for name in shown] == [
        "a1", "roll", "Roll back", "mitigation", "api", "The old image is gone.",
    ]  # fmt: skip
    assert (failed.actor, failed.role) == ("ol-person", "ol")
    assert _strengths(played) == [(2, 1.0)]
    run = played.state.actions["a1"]
    assert (run.status, run.reason, run.finished_at) == (
        "failed",
        "The old image is gone.",
        12 * MINUTE,
    )
    assert played.of("action.finished") == []


@pytest.mark.parametrize(
    ("share", "at", "kept"),
    [("60%", 8.8, 0.5), ("50%", 8.0, 0.75), ("25%", 6.0, 1.0), ("0%", 4.0, 1.0)],
)
def test_effects_of_the_stages_before_a_failure_stay(drill, share, at, kept):
    played = drill(stages=4, fails={"at": share})
    played.do(4 * MINUTE, "ol", "action.start", action="roll")
    played.end()
    assert played.times("action.failed") == [round(at * MINUTE)]
    assert _strengths(played)[-1][1] == kept


def test_it_fails_only_if_the_condition_holds_when_it_would_take_effect(drill):
    fails = {"when": 'errors("api") > 10%'}
    early = drill(fails=fails, takes="1m")
    early.do(0, "ol", "action.start", action="roll")
    early.end()
    assert (len(early.of("action.finished")), len(early.of("action.failed"))) == (1, 0)
    late = drill(fails=fails, takes="1m")
    late.do(90 * SECOND, "ol", "action.start", action="roll")
    late.end()
    assert (len(late.of("action.finished")), len(late.of("action.failed"))) == (0, 1)


def test_after_a_failure_that_did_not_come_the_stages_go_on(drill):
    played = drill(stages=4, fails={"when": "impact > 90%", "at": "60%"})
    played.do(4 * MINUTE, "ol", "action.start", action="roll")
    played.end()
    assert _strengths(played) == [(2, 1.0), (6, 0.75), (8, 0.5), (10, 0.25), (12, 0.0)]


def test_chance_is_drawn_for_each_run_and_shifts_no_other_draw(drill):
    def outcomes(seed, **parts):
        played = drill(seed, takes="2m..4m", **parts)
        for n in range(6):
            played.do(5 * n * MINUTE, "ol", "action.start", action="roll")
        played.end()
        started = {e.data["id"]: e.t for e in played.of("action.started")}
        return [
            (e.kind, e.t - started[e.data["id"]])
            for e in played.of("action.finished", "action.failed")
        ]

    drawn = [outcomes(seed, fails={"chance": "50%"}) for seed in range(20)]
    failed = [kind == "action.failed" for runs in drawn for kind, _ in runs]
    assert 0.35 < sum(failed) / len(failed) < 0.65
    for seed, runs in enumerate(drawn):
        assert [length for _, length in runs] == [length for _, length in outcomes(seed)]
    assert all(k == "action.finished" for k, _ in outcomes(1, fails={"chance": "0%"}))


def test_a_failure_can_begin_a_fault(drill):
    played = drill(fails={"starts": ["mess"]})
    played.do(4 * MINUTE, "ol", "action.start", action="roll")
    played.end()
    (began,) = [e for e in played.of("fault.started") if e.data["fault"] == "mess"]
    assert began.t == 12 * MINUTE


def test_it_can_be_tried_again_after_a_failure(drill):
    played = drill(fails={"when": 'not happened("action.failed")'})
    played.do(4 * MINUTE, "ol", "action.start", action="roll")
    played.do(13 * MINUTE, "ol", "action.start", action="roll")
    played.end()
    assert [run.status for run in played.state.actions.values()] == ["failed", "finished"]


# -- what comes after ----------------------------------------------------------------------------


def test_an_effect_can_wear_off(drill):
    played = drill(lasts="10m")
    played.do(4 * MINUTE, "ol", "action.start", action="roll")
    played.end()
    assert _strengths(played) == [(2, 1.0), (12, 0.0), (22, 1.0)]
    assert played.state.actions["a1"].status == "finished"


def test_done_again_before_it_wears_off_it_lasts_longer(drill):
    played = drill(lasts="10m", takes="2m", clears=[], eases={"bug": "50%"})
    played.do(4 * MINUTE, "ol", "action.start", action="roll")
    played.do(9 * MINUTE, "ol", "action.start", action="roll")
    played.end()
    assert _strengths(played) == [(2, 1.0), (6, 0.5), (21, 1.0)]


@pytest.mark.parametrize("ending", ["fails", "aborted"])
def test_what_was_done_of_it_wears_off_too(drill, ending):
    played = drill(lasts="10m", stages=2, fails={"at": "75%"} if ending == "fails" else None)
    played.do(4 * MINUTE, "ol", "action.start", action="roll")
    if ending == "aborted":
        played.do(10 * MINUTE, "ol", "action.abort", id="a1")
    played.end()
    assert _strengths(played) == [(2, 1.0), (8, 0.5), (20, 1.0)]


def test_it_can_begin_a_fault_when_it_is_done(drill):
    played = drill(starts=["cold"], stages=2)
    played.do(4 * MINUTE, "ol", "action.start", action="roll")
    played.end()
    began = [e.t for e in played.of("fault.started") if e.data["fault"] == "cold"]
    assert began == [12 * MINUTE]


def test_it_can_do_several_harms(drill):
    played = drill(
        worsens=[
            {"service": "api", "signal": "errors", "by": "10%", "for": "4m"},
            {"service": "api", "signal": "latency_p99", "by": "300ms", "for": "6m"},
        ]
    )
    played.do(30 * SECOND, "ol", "action.start", action="roll")
    played.end()
    errors, latency = (played.state.series[f"api.{name}"] for name in ("errors", "latency_p99"))
    assert [errors.true_value(t * MINUTE) for t in (1, 3, 5)] == pytest.approx([0.1, 0.5, 0.4])
    assert [latency.true_value(t * MINUTE) for t in (1, 5, 7)] == [500.0, 500.0, 200.0]


RICH = {
    "roll": action(
        stages=["one", "two"], fails={"chance": "50%", "at": "70%"}, lasts="2m", undo="1m"
    ),
    "wait": action(takes="1m..3m", worsens={
        "service": "api", "signal": "errors", "by": "5%", "for": "3m"}, undo="30s"),
    "crash": action(takes="2m", alongside="fails", starts=["cold"]),
}  # fmt: skip


def test_the_steps_in_which_time_advances_change_nothing(run, small):
    scenario = small(actions=RICH, faults=FAULTS)
    script = [
        (1 * MINUTE, ("action.start", {"action": "roll"})),
        (2 * MINUTE, ("action.start", {"action": "wait"})),
        (3 * MINUTE, ("action.start", {"action": "crash"})),
        (14 * MINUTE, ("action.undo", {"id": "a1"})),
        (14 * MINUTE, ("action.undo", {"id": "a2"})),
        (16 * MINUTE, ("action.start", {"action": "crash"})),
        (17 * MINUTE, ("action.start", {"action": "roll"})),
        (18 * MINUTE, ("action.abort", {"id": "a5"})),
        (20 * MINUTE, ("action.undo", {"id": "a6"})),
    ]
    for seed in range(6):
        once = run(scenario, seed, script)
        assert once.of("action.failed")
        assert run(scenario, seed, script, range(0, scenario.length, 7 * SECOND)).events == (
            once.events
        )


def test_a_second_run_keeps_the_effect_of_the_first_from_wearing_off(drill):
    played = drill(lasts="6m", stages=2, clears=[], eases={"bug": "80%"})
    played.do(2 * MINUTE, "ol", "action.start", action="roll")
    played.do(11 * MINUTE, "ol", "action.start", action="roll")
    played.end()
    # The first ends at 10 and would wear off at 16, a minute after the second's first stage.
    assert _strengths(played) == [(2, 1.0), (6, 0.6), (10, 0.2), (25, 1.0)]


def test_without_a_stage_of_the_second_run_it_does_wear_off(drill):
    played = drill(lasts="3m", stages=2, clears=[], eases={"bug": "80%"})
    played.do(2 * MINUTE, "ol", "action.start", action="roll")
    played.do(11 * MINUTE, "ol", "action.start", action="roll")
    played.to(14 * MINUTE)
    assert _strengths(played)[-1] == (13, 1.0)


def test_starting_it_again_makes_the_harm_last_longer_and_not_larger(drill):
    harm = [
        {"service": "api", "signal": "latency_p99", "by": "300ms", "for": "20m"},
        {"service": "api", "signal": "errors", "by": "5%", "for": "20m"},
    ]
    played = drill(worsens=harm, clears=[])
    for number in range(1, 13):
        played.do(number * 5 * SECOND, "ol", "action.start", action="roll")
        played.do(number * 5 * SECOND, "ol", "action.abort", id=f"a{number}")
    played.end()
    latency, errors = (played.state.series[f"api.{name}"] for name in ("latency_p99", "errors"))
    assert [errors.true_value(90 * SECOND), errors.true_value(30 * MINUTE)] == [0.05, 0.4]
    times = [5 * SECOND, 21 * MINUTE - 1, 21 * MINUTE]
    assert [latency.true_value(t) for t in times] == [500.0, 500.0, 200.0]


WAITS = {
    "roll": action(takes="4m"),
    "next": action(title="Next", takes="2m", needs='not finished("roll")', otherwise="Too late."),
    "last": action(title="Last", takes="1m"),
}


def test_a_run_that_waited_fails_if_it_may_not_start_any_more(play, small):
    played = play(small(actions=WAITS, faults=FAULTS))
    for name in WAITS:
        played.do(3 * MINUTE, "ol", "action.start", action=name)
    assert played.state.actions["a3"].waits_for == ["a1", "a2"]
    played.end()
    (failed,) = played.of("action.failed")
    assert (failed.t, failed.data["id"], failed.data["reason"]) == (7 * MINUTE, "a2", "Too late.")
    assert [(e.t // MINUTE, e.data["id"]) for e in played.of("action.finished")] == [
        (7, "a1"), (8, "a3"),
    ]  # fmt: skip


def test_what_an_aborted_change_kept_waiting_is_tested_too(play, small):
    actions = WAITS | {"next": WAITS["next"] | {"needs": "now < 4m"}}
    played = play(small(actions=actions, faults=FAULTS))
    for name in WAITS:
        played.do(3 * MINUTE, "ol", "action.start", action=name)
    said = played.do(5 * MINUTE, "ol", "action.abort", id="a1")
    assert [(e.kind, e.data["id"]) for e in said if e.kind != "signal.moved"] == [
        ("action.aborted", "a1"), ("action.failed", "a2"), ("action.progressed", "a3"),
    ]  # fmt: skip
    assert played.state.actions["a3"].waits_for == []

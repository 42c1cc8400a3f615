"""Taking back what a change did."""

from __future__ import annotations

import pytest

from simulator.model.errors import Refusal
from simulator.model.units import MINUTE

ACTIONS = {
    "shift": {
        "title": "Shift traffic",
        "how": "traffic shift",
        "component": "api",
        "takes": "4m",
        "eases": {"bug": "50%"},
        "stages": 2,
        "undo": "2m",
        "worsens": {"service": "api", "signal": "latency_p99", "by": "300ms", "for": "30m"},
    },
    "hard": {"title": "Delete it", "component": "api", "takes": "1m", "clears": ["bug"]},
    "look": {
        "title": "Log more", "kind": "diagnostic", "component": "api", "takes": "1m", "undo": "1m",
    },
}  # fmt: skip


@pytest.fixture
def drill(play, small):
    """Start a drill; the parts are those of the action that shifts traffic."""

    def start(**parts):
        return play(small(actions=ACTIONS | {"shift": ACTIONS["shift"] | parts}))

    return start


@pytest.fixture
def shifted(drill):
    """Shift traffic from 4 to 8 minutes."""

    def shift(**parts):
        played = drill(**parts)
        played.do(4 * MINUTE, "ol", "action.start", action="shift")
        return played

    return shift


def _refused(drill, t, run):
    before = len(drill.events)
    with pytest.raises(Refusal) as caught:
        drill.do(t, "ol", "action.undo", id=run)
    assert [e.kind for e in drill.events[before:] if e.actor == "ol-person"] in (
        [],
        ["action.finished"],
    )
    assert caught.value.code == "wrong_state"
    return caught.value.message, caught.value.hint


def _strengths(drill):
    return [
        (e.t // MINUTE, e.data.get("strength", 0.0))
        for e in drill.of("fault.started", "fault.changed", "fault.cleared")
    ]


def test_undoing_is_a_run_of_its_own_that_takes_its_time(shifted):
    played = shifted()
    (started,) = played.do(10 * MINUTE, "ol", "action.undo", id="a1")
    assert started.kind == "action.started"
    assert started.data == {
        "id": "a2",
        "action": "shift",
        "title": "Undo: Shift traffic",
        "kind": "other",
        "how": "traffic shift",
        "component": "api",
        "reversible": False,
        "destroys_evidence": False,
        "plausible": True,
        "undoes": "a1",
        "expected": 12 * MINUTE,
    }
    first, undo = played.state.actions.values()
    assert (first.status, undo.status, undo.undoes) == ("finished", "running", "a1")
    played.end()
    finished = played.of("action.finished")[-1]
    assert (finished.t, finished.data["id"]) == (12 * MINUTE, "a2")
    assert (first.status, undo.status) == ("undone", "finished")


def test_relief_and_harm_are_taken_back(shifted):
    played = shifted()
    played.do(10 * MINUTE, "ol", "action.undo", id="a1")
    played.end()
    assert _strengths(played) == [(2, 1.0), (6, 0.75), (8, 0.5), (12, 1.0)]
    latency = played.state.series["api.latency_p99"]
    assert [latency.true_value(t * MINUTE) for t in (5, 11, 12, 39)] == [500.0, 500.0, 200.0, 200.0]


def test_conditions_no_longer_call_it_finished(play, small):
    injects = [
        {"id": "on", "from": "boss", "channel": "incident", "text": "!",
         "when": 'finished("shift")'},
        {"id": "off", "from": "boss", "channel": "incident", "text": "!",
         "when": 'happened("action.finished") and not finished("shift") and not running("shift")'},
    ]  # fmt: skip
    personas = {"boss": {"name": "Boss"}}
    played = play(small(actions=ACTIONS, injects=injects, personas=personas))
    played.do(4 * MINUTE, "ol", "action.start", action="shift")
    played.do(10 * MINUTE, "ol", "action.undo", id="a1")
    played.to(11 * MINUTE)
    assert [e.data["id"] for e in played.of("inject.delivered")] == ["on"]
    played.end()
    assert [e.data["id"] for e in played.of("inject.delivered")] == ["on", "off"]


def test_what_was_done_twice_is_undone_as_a_whole(shifted):
    played = shifted()
    played.do(10 * MINUTE, "ol", "action.start", action="shift")
    played.do(15 * MINUTE, "ol", "action.undo", id="a1")
    played.end()
    assert [run.status for run in played.state.actions.values()] == ["undone", "undone", "finished"]
    assert _strengths(played)[-1] == (17, 1.0)
    assert played.state.series["api.latency_p99"].true_value(18 * MINUTE) == 200.0


def test_after_that_it_can_be_done_again(shifted):
    played = shifted()
    played.do(10 * MINUTE, "ol", "action.undo", id="a1")
    played.do(13 * MINUTE, "ol", "action.start", action="shift")
    played.end()
    assert _strengths(played)[-1] == (17, 0.5)
    assert played.state.actions["a3"].status == "finished"


def test_part_of_it_can_be_undone_after_it_was_stopped(shifted):
    played = shifted()
    played.do(7 * MINUTE, "ol", "action.abort", id="a1")
    played.do(8 * MINUTE, "ol", "action.undo", id="a1")
    played.end()
    assert _strengths(played) == [(2, 1.0), (6, 0.75), (10, 1.0)]
    assert played.state.actions["a1"].status == "undone"


def test_part_of_it_can_be_undone_after_it_failed(shifted):
    played = shifted(fails={"at": "75%"})
    played.do(8 * MINUTE, "ol", "action.undo", id="a1")
    played.end()
    assert _strengths(played) == [(2, 1.0), (6, 0.75), (10, 1.0)]
    assert played.of("action.failed")[0].t == 7 * MINUTE


def test_an_effect_that_was_undone_does_not_wear_off_any_more(shifted):
    played = shifted(lasts="10m")
    played.do(9 * MINUTE, "ol", "action.undo", id="a1")
    played.do(12 * MINUTE, "ol", "action.start", action="shift")
    played.end()
    assert _strengths(played)[-3:] == [(14, 0.75), (16, 0.5), (26, 1.0)]


def test_undoing_can_be_stopped_and_then_nothing_is_taken_back(shifted):
    played = shifted()
    played.do(10 * MINUTE, "ol", "action.undo", id="a1")
    (aborted,) = played.do(11 * MINUTE, "ol", "action.abort", id="a2")
    assert aborted.data["title"] == "Undo: Shift traffic"
    played.end()
    assert played.state.actions["a1"].status == "finished"
    assert _strengths(played)[-1] == (8, 0.5)


def test_it_waits_like_any_change(shifted):
    played = shifted()
    played.do(9 * MINUTE, "ol", "action.start", action="hard")
    (started,) = played.do(9 * MINUTE, "ol", "action.undo", id="a1")
    assert (started.data["waits_for"], started.data["expected"]) == (["a2"], 12 * MINUTE)
    played.end()
    assert played.times("action.finished") == [t * MINUTE for t in (8, 10, 12)]


def test_undoing_what_only_looked_is_no_change(drill):
    played = drill()
    played.do(0, "ol", "action.start", action="look")
    (started,) = played.do(2 * MINUTE, "ol", "action.undo", id="a1")
    assert started.data["kind"] == "diagnostic"


def test_what_may_only_start_with_an_approval_is_put_on_the_table(shifted, drill):
    played = drill(approval="enforced")
    played.do(3 * MINUTE, "ol", "action.propose", action="shift")
    played.do(3 * MINUTE, "ic", "action.approve", id="a1")
    played.do(4 * MINUTE, "ol", "action.start", id="a1")
    (proposed,) = played.do(10 * MINUTE, "ol", "action.undo", id="a1")
    assert proposed.kind == "action.proposed"
    assert (proposed.data["id"], proposed.data["undoes"], proposed.data["title"]) == (
        "a2",
        "a1",
        "Undo: Shift traffic",
    )
    assert _refused(played, 10 * MINUTE, "a1") == (
        "Undoing a1 is already on the table as a2.",
        "The Incident Commander, IC, approves it.",
    )
    with pytest.raises(Refusal, match="without a go-ahead"):
        played.do(10 * MINUTE, "ol", "action.start", id="a2")
    played.do(11 * MINUTE, "ic", "action.approve", id="a2")
    (started,) = played.do(11 * MINUTE, "ol", "action.start", id="a2")
    assert (started.data["undoes"], started.data["expected"]) == ("a1", 13 * MINUTE)
    played.end()
    assert [run.status for run in played.state.actions.values()] == ["undone", "finished"]


def test_refusals_say_why(shifted):
    played = shifted()
    again = "To do it once more, propose it again."
    assert _refused(played, 5 * MINUTE, "a1") == (
        "a1 is running; there is nothing to undo.", "Stop it first.",
    )  # fmt: skip
    played.do(5 * MINUTE, "ol", "action.abort", id="a1")
    assert _refused(played, 5 * MINUTE, "a1") == (
        "a1 was stopped before any of it took effect; there is nothing to undo.", again,
    )  # fmt: skip
    played.do(6 * MINUTE, "ol", "action.start", action="hard")
    assert _refused(played, 8 * MINUTE, "a2") == (
        "Delete it: that cannot be undone.", "Propose another action that makes up for it.",
    )  # fmt: skip
    played.do(9 * MINUTE, "ol", "action.start", action="shift")
    played.do(14 * MINUTE, "ol", "action.undo", id="a3")
    assert _refused(played, 14 * MINUTE, "a3") == (
        "Undoing a3 is already on the table as a4.", "Wait until it ends, or stop it first.",
    )  # fmt: skip
    with pytest.raises(Refusal, match="being undone as a4") as caught:
        played.do(14 * MINUTE, "ol", "action.start", action="shift")
    assert caught.value.hint == "OL started it: wait until it ends, or stop it first."
    assert _refused(played, 17 * MINUTE, "a3") == ("a3 is undone; there is nothing to undo.", again)
    assert _refused(played, 17 * MINUTE, "a4") == (
        "a4 only undid a3.", "Start the action itself again.",
    )  # fmt: skip
    with pytest.raises(Refusal, match="No action 'a9'"):
        played.do(17 * MINUTE, "ol", "action.undo", id="a9")


def test_it_is_not_undone_while_it_is_done_again(shifted):
    played = shifted()
    played.do(9 * MINUTE, "ol", "action.start", action="shift")
    assert _refused(played, 10 * MINUTE, "a1")[0] == "That is already running as a2."


def test_an_undo_that_waited_too_long_takes_nothing_back(drill):
    played = drill(approval="enforced", alongside="fine")

    def go(t, run, verb, **args):
        played.do(t * MINUTE, "ol", verb, **args)
        played.do(t * MINUTE, "ic", "action.approve", id=run)

    for t, run in ((3, "a1"), (8, "a2")):
        go(t, run, "action.propose", action="shift")
        played.do(t * MINUTE, "ol", "action.start", id=run)
    go(13, "a3", "action.undo", id="a1")
    go(13, "a4", "action.undo", id="a2")
    played.do(13 * MINUTE, "ol", "action.start", id="a3")
    go(16, "a5", "action.propose", action="shift")
    played.do(16 * MINUTE, "ol", "action.start", id="a5")
    with pytest.raises(Refusal) as caught:
        played.do(21 * MINUTE, "ol", "action.start", id="a4")
    assert caught.value.message == "a2 is undone; there is nothing to undo."
    played.end()
    assert _strengths(played)[-1] == (20, 0.5)
    assert played.state.actions["a5"].status == "finished"


def test_undoing_needs_what_the_action_needs(drill):
    played = drill(needs="now < 9m", otherwise="The tool is down.")
    played.do(3 * MINUTE, "ol", "action.start", action="shift")
    played.to(10 * MINUTE)
    hint = "It can be started again once that has changed."
    assert _refused(played, 10 * MINUTE, "a1") == ("The tool is down.", hint)
    assert _strengths(played)[-1] == (7, 0.5)


def test_an_undo_that_was_approved_needs_it_too(drill):
    played = drill(needs="now < 9m", otherwise="The tool is down.", approval="enforced")
    played.do(3 * MINUTE, "ol", "action.propose", action="shift")
    played.do(3 * MINUTE, "ic", "action.approve", id="a1")
    played.do(3 * MINUTE, "ol", "action.start", id="a1")
    played.do(8 * MINUTE, "ol", "action.undo", id="a1")
    played.do(8 * MINUTE, "ic", "action.approve", id="a2")
    with pytest.raises(Refusal, match="The tool is down"):
        played.do(10 * MINUTE, "ol", "action.start", id="a2")

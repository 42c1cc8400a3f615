"""Two changes of one component at once."""

from __future__ import annotations

import pytest

from simulator.model.units import MINUTE

FAULTS = {
    "bug": {"service": "api", "at": "2m", "pushes": {"errors": {"to": "40%"}}},
    "slow": {"service": "api", "at": "2m", "pushes": {"latency_p99": {"to": "900ms"}}},
}


def action(title, takes, **parts):
    return {"title": title, "component": "api", "takes": takes, **parts}


@pytest.fixture
def drill(play, small):
    """Start a drill with a long change, and another one with the given parts."""

    def start(**parts):
        harm = {"service": "api", "signal": "errors", "by": "20%", "for": "1m"}
        second = action("Shift", "2m..4m", eases={"slow": "50%"}, worsens=harm, **parts)
        actions = {
            "long": action("Roll back", "10m", clears=["bug"], stages=2),
            "second": second,
            "third": action("Scale", "1m"),
            "look": action("Trace", "1m", kind="diagnostic"),
            "aside": action("Elsewhere", "1m") | {"component": "shop"},
        }
        return play(small(actions=actions, faults=FAULTS))

    return start


def _ends(drill):
    return [
        (e.kind.partition(".")[2], e.data["id"], e.t // MINUTE)
        for e in drill.of("action.finished", "action.failed", "action.aborted")
    ]


def test_the_second_waits_for_the_first_and_says_so(drill):
    played = drill()
    played.do(4 * MINUTE, "ol", "action.start", action="long")
    started = played.do(6 * MINUTE, "ol", "action.start", action="second")[-1]
    assert started.kind == "action.started"
    assert started.data["waits_for"] == ["a1"]
    assert started.data["expected"] == 17 * MINUTE
    run = played.state.actions["a2"]
    assert (run.status, run.waits_for) == ("running", ["a1"])
    played.to(13 * MINUTE)
    series = played.state.series["api.errors"]
    assert series.true_value(13 * MINUTE) == pytest.approx(0.2)  # no harm yet, half the bug left
    played.to(14 * MINUTE)
    begun = played.of("action.progressed")[-1]
    assert begun.data == {
        "id": "a2", "action": "second", "stage": "", "done": 0, "of": 1, "expected": 17 * MINUTE,
    }  # fmt: skip
    assert (run.waits_for, run.stages_done) == ([], 0)
    assert series.true_value(14 * MINUTE) == pytest.approx(0.2)  # the harm has begun
    played.end()
    assert [end[:2] for end in _ends(played)] == [("finished", "a1"), ("finished", "a2")]
    assert 16 * MINUTE <= played.times("action.finished")[1] <= 18 * MINUTE


def test_it_begins_when_what_it_waits_for_is_stopped(drill):
    played = drill()
    played.do(4 * MINUTE, "ol", "action.start", action="long")
    played.do(5 * MINUTE, "ol", "action.start", action="third")
    kinds = [e.kind for e in played.do(6 * MINUTE, "ol", "action.abort", id="a1")]
    assert kinds == ["action.aborted", "action.progressed"]
    assert played.state.actions["a2"].expected == 7 * MINUTE
    played.end()
    assert _ends(played) == [("aborted", "a1", 6), ("finished", "a2", 7)]


def test_a_third_waits_for_both(drill):
    played = drill()
    played.do(4 * MINUTE, "ol", "action.start", action="long")
    played.do(5 * MINUTE, "ol", "action.start", action="second")
    third = played.do(6 * MINUTE, "ol", "action.start", action="third")[-1]
    assert third.data["waits_for"] == ["a1", "a2"]
    assert third.data["expected"] == (14 + 3 + 1) * MINUTE
    played.end()
    assert [end[1] for end in _ends(played)] == ["a1", "a2", "a3"]


def test_what_waits_can_be_stopped(drill):
    played = drill()
    played.do(4 * MINUTE, "ol", "action.start", action="long")
    played.do(5 * MINUTE, "ol", "action.start", action="second")
    played.do(6 * MINUTE, "ol", "action.start", action="third")
    played.do(7 * MINUTE, "ol", "action.abort", id="a2")
    assert played.state.actions["a2"].status == "aborted"
    played.end()
    assert _ends(played) == [("aborted", "a2", 7), ("finished", "a1", 14), ("finished", "a3", 15)]
    assert played.state.series["api.latency_p99"].true_value(30 * MINUTE) == 900.0


def test_both_fail_when_the_second_would_take_effect(drill):
    played = drill(alongside="fails")
    played.do(4 * MINUTE, "ol", "action.start", action="long")
    played.do(8 * MINUTE, "ol", "action.start", action="second")
    assert "waits_for" not in played.of("action.started")[-1].data
    played.end()
    first, second = played.of("action.failed")
    assert 10 * MINUTE <= first.t <= 12 * MINUTE
    assert (first.t, first.data["id"], second.data["id"]) == (second.t, "a1", "a2")
    assert first.data["reason"] == 'It ran into "Shift", which changed api at the same time.'
    assert second.data["reason"] == 'It ran into "Roll back", which changed api at the same time.'
    # The first had done one of its two stages; that stays.
    strengths = [e.data["strength"] for e in played.of("fault.changed")]
    assert strengths == [0.5]


def test_they_do_not_collide_if_the_first_is_over_by_then(drill):
    played = drill(alongside="fails")
    played.do(4 * MINUTE, "ol", "action.start", action="third")
    played.do(4 * MINUTE, "ol", "action.start", action="second")
    played.end()
    assert played.of("action.failed") == []


def test_what_still_waits_is_in_nobodys_way(drill):
    played = drill(alongside="fails")
    played.do(4 * MINUTE, "ol", "action.start", action="long")
    played.do(5 * MINUTE, "ol", "action.start", action="third")
    played.do(6 * MINUTE, "ol", "action.start", action="second")
    played.end()
    assert [end[:2] for end in _ends(played)] == [
        ("failed", "a1"), ("failed", "a3"), ("finished", "a2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "parts"), [("long", {"alongside": "fine"}), ("look", {}), ("aside", {})]
)
def test_it_may_not_matter(drill, first, parts):
    played = drill(**parts)
    played.do(4 * MINUTE, "ol", "action.start", action=first)
    played.do(4 * MINUTE, "ol", "action.start", action="second")
    started = played.of("action.started")[-1]
    assert "waits_for" not in started.data
    assert started.data["expected"] == 7 * MINUTE
    played.end()
    assert [end[0] for end in _ends(played)] == ["finished", "finished"]


def test_what_only_looks_does_not_wait(drill):
    played = drill()
    played.do(4 * MINUTE, "ol", "action.start", action="long")
    assert "waits_for" not in played.do(5 * MINUTE, "ol", "action.start", action="look")[-1].data

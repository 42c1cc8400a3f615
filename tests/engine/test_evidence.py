from __future__ import annotations

import pytest

from simulator.model.errors import Refusal
from simulator.model.signals import GRID
from simulator.model.units import MINUTE, SECOND
from simulator.rules.views.redact import Viewer
from simulator.rules.views.signals import signals

EVIDENCE = {
    "board": {
        "title": "API board",
        "kind": "dashboard",
        "takes": "1m",
        "deep": True,
        "series": ["api.errors", "api.latency_p99"],
        "lines": [
            {"text": 'Errors are {errors("api")}, impact {impact}'},
            {"text": "It is fine", "when": 'errors("api") < 1%'},
            {"text": "It burns", "when": 'errors("api") >= 1%'},
        ],
    },
    "notes": {"title": "Notes", "kind": "runbook", "lines": [{"text": "Braces: {{x}}"}]},
    "history": {"title": "Changes", "kind": "changes", "lines": [{"text": "The end."}]},
}
CHANGES = [
    {"at": "-42m", "service": "api", "what": "release 2", "by": "bot"},
    {"at": "-3h", "service": "shop", "what": "release 1"},
    {"at": "10m", "service": "api", "what": "release 3", "by": "bot"},
]


@pytest.fixture
def drill(play, small):
    return play(small(evidence=EVIDENCE, changes=CHANGES))


def test_a_look_is_asked_for_and_answered_when_it_has_taken_its_time(drill):
    asked = drill.do(90 * SECOND, "ol", "evidence.query", source="board")
    assert [(e.kind, e.actor) for e in asked] == [("evidence.asked", "ol-person")]
    assert asked[0].data == {
        "id": "e1",
        "source": "board",
        "kind": "dashboard",
        "ready_at": 150 * SECOND,
    }
    drill.to(150 * SECOND)
    (viewed,) = drill.of("evidence.viewed")
    assert (viewed.t, viewed.actor, viewed.role) == (150 * SECOND, "ol-person", "ol")
    # What it says is how things are at the end of the look, half a minute after it broke.
    assert viewed.data == {
        "id": "e1",
        "source": "board",
        "kind": "dashboard",
        "deep": True,
        "title": "API board",
        "lines": ["Errors are 40.0%, impact 40.0%", "It burns"],
        "readings": [
            {"series": "api.errors", "value": 0.4, "unit": "share", "text": "40.0%"},
            {"series": "api.latency_p99", "value": 200.0, "unit": "ms", "text": "200 ms"},
        ],
    }


def test_a_look_that_takes_nothing_is_answered_at_once(drill):
    kinds = [e.kind for e in drill.do(MINUTE, "ic", "evidence.query", source="notes")]
    assert kinds == ["evidence.asked", "evidence.viewed"]
    assert drill.of("evidence.viewed")[0].data["lines"] == ["Braces: {x}"]


def test_readings_are_the_last_points_of_the_charts(play, small):
    drill = play(small(evidence=EVIDENCE, noise="on"))
    drill.do(4 * MINUTE + 7, "ol", "evidence.query", source="board")
    drill.to(5 * MINUTE + 7)
    series = drill.state.series["api.latency_p99"]
    reading = drill.of("evidence.viewed")[0].data["readings"][1]
    assert reading["value"] == round(series.observed((5 * MINUTE + 7) // GRID * GRID), 5)
    assert reading["value"] != 200.0


def test_two_people_can_look_at_once(drill):
    drill.do(3 * MINUTE, "ol", "evidence.query", source="board")
    drill.do(3 * MINUTE, "ic", "evidence.query", source="board")
    drill.to(4 * MINUTE)
    seen = [(e.actor, e.data["id"]) for e in drill.of("evidence.viewed")]
    assert seen == [("ol-person", "e1"), ("ic-person", "e2")]


# -- out of reach --------------------------------------------------------------------------------

GUARDED = {
    "board": {
        "title": "API board",
        "kind": "dashboard",
        "takes": "1m",
        "shared": True,
        "series": ["api.errors"],
        "lines": [{"text": "It burns"}],
        "needs": 'not active("bug")',
        "otherwise": "504 Gateway Timeout",
    },
    "history": {"title": "Changes", "kind": "changes", "needs": "impact < 1%"},
}
FIX = {"fix": {"title": "Fix", "component": "api", "takes": "2m", "clears": ["bug"]}}


def _seen(drill):
    return [
        (e.t // MINUTE, e.data["lines"], e.data["readings"]) for e in drill.of("evidence.viewed")
    ]


def test_a_look_at_what_cannot_be_reached_costs_its_time_and_shows_the_authors_words(play, small):
    drill = play(small(evidence=GUARDED, changes=CHANGES))
    drill.do(0, "ol", "evidence.query", source="board")
    drill.do(5 * MINUTE, "ol", "evidence.query", source="board")
    drill.do(6 * MINUTE, "ol", "evidence.query", source="history")
    drill.to(7 * MINUTE)
    before, during, history = _seen(drill)
    assert before[:2] == (1, ["It burns"])
    assert during == (6, ["504 Gateway Timeout"], [])
    assert history == (6, ["It cannot be reached."], [])
    assert drill.of("changes.reviewed") == []
    assert drill.state.looks["e2"].lines == ["504 Gateway Timeout"]


def test_which_dashboards_are_out_of_reach_is_in_the_log(play, small):
    drill = play(small(evidence=GUARDED, actions=FIX))
    drill.do(4 * MINUTE, "ol", "action.start", action="fix")
    drill.to(3 * MINUTE + 4 * MINUTE)
    told = [(e.kind, e.t, e.data) for e in drill.of("evidence.lost", "evidence.regained")]
    assert told == [
        ("evidence.lost", 2 * MINUTE, {"source": "board"}),
        ("evidence.regained", 6 * MINUTE, {"source": "board"}),
    ]
    assert drill.state.unreachable == set()


def test_one_can_be_out_of_reach_from_the_start(play, small):
    evidence = {"board": GUARDED["board"] | {"needs": "now >= 5m"}}
    drill = play(small(evidence=evidence))
    assert drill.state.unreachable == {"board"}
    drill.to(5 * MINUTE)
    assert drill.times("evidence.lost", "evidence.regained") == [0, 5 * MINUTE]


# -- destroyed and kept --------------------------------------------------------------------------

LOGS = {
    "logs": {
        "title": "Logs of the API",
        "kind": "logs",
        "lines": [{"text": 'ERROR {errors("api")}'}],
        "otherwise": "Fresh instances: the old logs are gone.",
    },
    "dump": {"title": "Heap dump", "kind": "logs", "lines": [{"text": "a leak"}]},
}
ROLL = {
    "roll": {
        "title": "Roll back",
        "component": "api",
        "takes": "4m",
        "stages": 2,
        "destroys": ["logs", "dump"],
    }
}


@pytest.fixture
def rolled(play, small):
    """Keep this and that at 4 minutes, and destroy the rest from 5 to 9."""

    def roll(*kept, end=10):
        drill = play(small(evidence=LOGS, actions=ROLL))
        for what in kept:
            drill.do(4 * MINUTE, "ol", "evidence.capture", what=what)
        drill.do(5 * MINUTE, "ol", "action.start", action="roll")
        drill.to(end * MINUTE)
        return drill

    return roll


def _look(drill, source):
    drill.do(drill.world.now, "ol", "evidence.query", source=source)
    return drill.of("evidence.viewed")[-1].data["lines"]


def test_an_action_destroys_evidence_with_its_first_stage(rolled):
    drill = rolled(end=6)
    assert _look(drill, "dump") == ["a leak"]
    drill.to(7 * MINUTE)
    (lost,) = drill.of("evidence.destroyed")
    assert (lost.t, lost.data) == (
        7 * MINUTE,
        {"id": "a1", "action": "roll", "sources": ["dump", "logs"]},
    )
    assert drill.of("action.started")[0].data["destroys_evidence"] is True
    assert _look(drill, "logs") == ["Fresh instances: the old logs are gone."]
    assert _look(drill, "dump") == ["Nothing is left of it."]


def test_what_is_lost_is_lost_once(rolled):
    drill = rolled()
    drill.do(10 * MINUTE, "ol", "action.start", action="roll")
    drill.end()
    assert len(drill.of("evidence.destroyed")) == 1


@pytest.mark.parametrize("named", ["logs", "Logs of the API", "LOGS OF THE API"])
def test_a_copy_that_was_kept_stays_readable(rolled, named):
    drill = rolled(named)
    (kept,) = drill.of("evidence.captured")
    assert kept.data == {"what": "Logs of the API", "source": "logs"}
    assert drill.state.captured == {"logs": 4 * MINUTE}
    assert _look(drill, "logs") == [
        "Fresh instances: the old logs are gone.",
        "A copy, kept at 10:04:",
        "ERROR 40.0%",
    ]
    assert _look(drill, "dump") == ["Nothing is left of it."]


def test_anything_else_is_only_noted(rolled):
    drill = rolled("heap dump of node 3")
    assert drill.of("evidence.captured")[0].data == {"what": "heap dump of node 3"}
    assert drill.state.captured == {}


def test_nothing_can_be_kept_of_what_shows_nothing(rolled):
    drill = rolled()
    with pytest.raises(Refusal) as caught:
        drill.do(10 * MINUTE, "ol", "evidence.capture", what="logs")
    assert (caught.value.code, caught.value.message, caught.value.hint) == (
        "wrong_state",
        "Logs of the API shows nothing that could be kept.",
        "Fresh instances: the old logs are gone.",
    )
    assert drill.of("evidence.captured") == []


# -- charts --------------------------------------------------------------------------------------

WIPE = {"wipe": {"title": "Wipe", "component": "api", "takes": "1m", "destroys": ["board"]}}
BOARD = {"title": "API board", "kind": "dashboard", "series": ["api.errors"]}


def _boards(drill, seat="ol"):
    viewer = Viewer(f"{seat}-person", seat)
    view = signals(drill.state, drill.scenario, viewer, drill.world.now)
    assert list(view["values"]) == (["api.errors"] if view["dashboards"] else [])
    return [board["source"] for board in view["dashboards"]]


@pytest.mark.parametrize("shared", [True, False])
def test_a_dashboard_that_was_destroyed_is_dark_and_a_copy_opens_no_chart(play, small, shared):
    drill = play(small(evidence={"board": BOARD | {"shared": shared}}, actions=WIPE))
    drill.do(MINUTE, "ol", "evidence.query", source="board")
    drill.do(MINUTE, "ol", "evidence.capture", what="board")
    assert _boards(drill) == ["board"]
    drill.do(MINUTE, "ol", "action.start", action="wipe")
    drill.do(3 * MINUTE, "ol", "evidence.query", source="board")
    assert drill.state.looks["e2"].copy is True
    assert drill.state.destroyed == {"board"}
    assert _boards(drill) == []
    # Who runs the drill sees what is true.
    assert _boards(drill, "facilitator") == ["board"]


def test_a_copy_of_what_is_out_of_reach_opens_no_chart_later_either(play, small):
    board = BOARD | {"needs": "now < 2m or now > 6m"}
    drill = play(small(evidence={"board": board}, actions=FIX))
    drill.do(MINUTE, "ol", "evidence.capture", what="board")
    drill.do(4 * MINUTE, "ol", "evidence.query", source="board")
    assert drill.state.looks["e1"].readings
    drill.to(8 * MINUTE)
    assert drill.times("evidence.regained") == [6 * MINUTE + GRID]
    assert _boards(drill) == []
    drill.do(8 * MINUTE, "ol", "evidence.query", source="board")
    assert _boards(drill) == ["board"]


def test_what_a_source_needs_may_be_as_deep_as_any_condition(play, small):
    needs = "(" * 38 + 'now < 2m or active("bug") and now > 5m' + ")" * 38
    drill = play(small(evidence={"board": BOARD | {"needs": needs}}))
    drill.to(6 * MINUTE)
    assert drill.times("evidence.lost") == [2 * MINUTE]
    assert drill.times("evidence.regained") == [5 * MINUTE + GRID]

from __future__ import annotations

import pytest

from simulator.model.signals import GRID
from simulator.model.units import MINUTE, SECOND

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


def test_the_change_history_is_newest_first_in_the_time_of_the_story(drill):
    drill.do(5 * MINUTE, "ol", "evidence.query", source="history")
    drill.do(12 * MINUTE, "ic", "evidence.query", source="history")
    early, late = (e.data["lines"] for e in drill.of("evidence.viewed"))
    assert early == ["09:18 api: release 2 (by bot)", "07:00 shop: release 1", "The end."]
    assert late[0] == "10:10 api: release 3 (by bot)"
    reviewed = drill.of("changes.reviewed")
    assert [e.actor for e in reviewed] == ["ol-person", "ic-person"]
    assert reviewed[0].data == {"found": "09:18 api: release 2 (by bot); 07:00 shop: release 1"}


def test_a_history_without_changes_says_so(play, small):
    drill = play(small(evidence=EVIDENCE))
    drill.do(MINUTE, "ol", "evidence.query", source="history")
    assert drill.of("changes.reviewed")[0].data == {"found": "no changes on record"}


def test_two_people_can_look_at_once(drill):
    drill.do(3 * MINUTE, "ol", "evidence.query", source="board")
    drill.do(3 * MINUTE, "ic", "evidence.query", source="board")
    drill.to(4 * MINUTE)
    seen = [(e.actor, e.data["id"]) for e in drill.of("evidence.viewed")]
    assert seen == [("ol-person", "e1"), ("ic-person", "e2")]

"""What a source shows besides plain lines: traces, runbook steps, times of day, and no data."""

from __future__ import annotations

import pytest

from simulator.model.units import MINUTE, SECOND

BLIND = {
    "bug": {"service": "api", "at": "2m", "pushes": {"errors": {"to": "40%"}}},
    "dark": {"service": "api", "at": "10m", "blinds": ["api"]},
}


@pytest.fixture
def shown(play, small):
    """Look at a source of these parts at a time, and return what it shows."""

    def look(t, faults=BLIND, **parts):
        evidence = {"it": {"title": "It", "kind": "logs", **parts}}
        drill = play(small(evidence=evidence, faults=faults))
        drill.do(t, "ol", "evidence.query", source="it")
        data = drill.of("evidence.viewed")[-1].data
        assert [drill.state.looks["e1"].spans, drill.state.looks["e1"].steps] == [
            data.get("spans", []),
            data.get("steps", []),
        ]
        return data

    return look


def spans(*rows):
    names = ("name", "service", "takes", "inside", "starts")
    return [
        {name: value for name, value in zip(names, row, strict=False) if value is not None}
        for row in rows
    ]


def _drawn(data):
    return [(s["name"], s["start"], s["ms"], s["depth"]) for s in data["spans"]]


def test_spans_follow_one_another_inside_their_parents(shown):
    trace = spans(
        ("POST /pay", "shop", "640"),
        ("auth", "shop", "40", "POST /pay"),
        ("route", "api", 'latency_p99("api") * 2', "POST /pay"),
        ("send", "api", 'latency_p99("api")', "route", "100"),
        ("log", "api", "5", "route"),
        ("respond", "shop", "10", "POST /pay"),
        ("later", "shop", "1"),
    )
    data = shown(MINUTE, kind="traces", spans=trace)
    assert _drawn(data) == [
        ("POST /pay", 0.0, 640.0, 0),
        ("auth", 0.0, 40.0, 1),
        ("route", 40.0, 400.0, 1),
        ("send", 140.0, 200.0, 2),
        ("log", 340.0, 5.0, 2),
        ("respond", 440.0, 10.0, 1),
        ("later", 640.0, 1.0, 0),
    ]
    assert [span["service"] for span in data["spans"]][:3] == ["shop", "shop", "api"]


@pytest.mark.parametrize(
    ("takes", "ms"),
    [
        ("0 - 5", 0.0),
        ("5 / 0", 0.0),
        ("1000000000 * 1000000000", 3_600_000.0),
        ('errors("api") * 1000', 400.0),
        ("1.26", 1.3),
    ],
)
def test_a_span_is_as_long_as_can_be_drawn(shown, takes, ms):
    data = shown(5 * MINUTE, kind="traces", spans=spans(("one", "api", takes)))
    assert _drawn(data) == [("one", 0.0, ms, 0)]


def test_the_same_name_again_begins_anew_inside(shown):
    trace = spans(
        ("call", "shop", "100"), ("try", "api", "30", "call"),
        ("call", "shop", "100"), ("try", "api", "30", "call"),
    )  # fmt: skip
    assert [span[1] for span in _drawn(shown(0, kind="traces", spans=trace))] == [0, 0, 100, 100]


def test_steps_name_what_they_lead_to(shown):
    steps = [{"text": "Say so."}, {"text": "Repair.", "do": "fix"}, {"text": "Read.", "look": "it"}]
    nothing = {"do": None, "do_title": "", "look": None, "look_title": ""}
    assert shown(0, kind="runbook", steps=steps)["steps"] == [
        {"text": "Say so.", **nothing},
        {"text": "Repair.", **nothing, "do": "fix", "do_title": "Fix it"},
        {"text": "Read.", **nothing, "look": "it", "look_title": "It"},
    ]


def test_lines_can_tell_times_of_day(shown):
    line = {"text": "{at now - 90s} ERROR, since {at now - now} ({now})"}
    assert shown(5 * MINUTE + 7, lines=[line])["lines"] == [
        "10:03:30 ERROR, since 10:00:00 (5m7ms)"
    ]


def test_what_nobody_can_see_reads_no_data(shown):
    data = shown(
        12 * MINUTE,
        kind="dashboard",
        series=["api.errors", "shop.errors"],
        lines=[
            {"text": 'api {errors("api") * 2}, shop {errors("shop")}'},
            {"text": "fine", "when": 'errors("api") < 1%'},
            {"text": "bad", "when": 'not (errors("api") < 1%)'},
            {"text": "hit", "when": "impact > 10%"},
        ],
    )
    assert data["lines"] == ["api no data, shop 41.0%", "hit"]
    assert data["readings"] == [
        {"series": "api.errors", "value": None, "unit": "share", "text": "no data"},
        {"series": "shop.errors", "value": 0.41, "unit": "share", "text": "41.0%"},
    ]


def test_a_frozen_monitor_shows_what_it_saw_last(shown):
    faults = {
        "bug": {"service": "api", "at": "10m", "pushes": {"errors": {"to": "40%"}}},
        "dark": {"service": "api", "at": "9m", "blinds": ["api.errors"], "blind_as": "frozen"},
    }
    data = shown(12 * MINUTE, faults, kind="dashboard", series=["api.errors"])
    assert data["readings"][0]["text"] == "0.0%"


def test_a_span_that_nobody_measures_is_left_out(shown):
    trace = spans(
        ("POST /pay", "shop", "640"),
        ("route", "api", 'latency_p99("api")', "POST /pay"),
        ("send", "api", "20", "route"),
        ("respond", "shop", "10", "POST /pay"),
    )
    assert _drawn(shown(12 * MINUTE, kind="traces", spans=trace)) == [
        ("POST /pay", 0.0, 640.0, 0),
        ("send", 0.0, 20.0, 2),
        ("respond", 0.0, 10.0, 1),
    ]


def test_lines_are_as_of_the_newest_point_of_the_charts(shown):
    faults = {"bug": {"service": "api", "at": "2m7s", "pushes": {"errors": {"to": "40%"}}}}
    lines = [{"text": '{errors("api")}'}]
    assert shown(127 * SECOND, faults, lines=lines)["lines"] == ["0.0%"]
    assert shown(135 * SECOND, faults, lines=lines)["lines"] == ["40.0%"]


IMPACT = [{"text": "impact {impact}"}, {"text": "hit", "when": "impact > 10%"}]


def _dark(mode):
    dark = {"service": "shop", "at": "4m", "blinds": ["shop.errors"], "blind_as": mode}
    late = {"service": "api", "at": "5m", "pushes": {"errors": {"to": "40%"}}}
    return {"bug": late, "dark": dark}


@pytest.mark.parametrize(("mode", "said"), [("gap", "no data"), ("frozen", "0.0%")])
def test_the_impact_is_what_the_monitor_of_its_series_shows(shown, mode, said):
    data = shown(6 * MINUTE, _dark(mode), lines=IMPACT)
    assert data["lines"] == [f"impact {said}"]
    assert shown(6 * MINUTE, lines=IMPACT)["lines"] == ["impact 40.0%", "hit"]


@pytest.mark.parametrize(("kind", "shows"), [("logs", []), ("support", ["40.0% fail"])])
def test_customers_are_no_monitor(shown, kind, shows):
    lines = [{"text": '{errors("api")} fail', "when": 'errors("api") > 30%'}]
    assert shown(12 * MINUTE, kind=kind, lines=lines)["lines"] == shows

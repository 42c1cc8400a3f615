"""Lost monitors: what is told of them, and what people and alerts see meanwhile."""

from __future__ import annotations

import pytest

from simulator.model.signals import GRID
from simulator.model.units import MINUTE, SECOND
from simulator.rules.views.redact import Viewer
from simulator.rules.views.signals import readings_at, signals

ERRORS = {"errors": {"to": "40%"}}
ALERT = {"alert": "E", "expr": 'errors{service="api"} > 0.1'}


@pytest.fixture
def blinded(play, small):
    """Start a drill in which faults of api blind things."""

    def begin(noise="off", alerts=(), **faults):
        every = {name: {"service": "api", "at": "2m"} | spec for name, spec in faults.items()}
        board = {"title": "Board", "kind": "dashboard", "series": ["api.errors", "shop.errors"],
                 "shared": True}  # fmt: skip
        parts = {"faults": every, "alerts": list(alerts), "evidence": {"board": board}}
        actions = {
            "fix": {"title": "F", "component": "api", "takes": "1m", "clears": sorted(every)}
        }
        return play(small(noise=noise, actions=actions, length="15m", **parts))

    return begin


def _told(drill):
    return [
        (e.t / MINUTE, e.data["series"], e.data.get("mode"))
        for e in drill.of("monitor.failed", "monitor.recovered")
    ]


def _fix(drill, minute):
    drill.do(minute * MINUTE, "ol", "action.start", action="fix")


def test_a_service_loses_all_its_monitors_and_gets_them_back(blinded):
    drill = blinded(dark={"blinds": ["api", "api.errors", "shop.errors"]})
    _fix(drill, 4)
    drill.end()
    lost = ["api.errors", "api.latency_p99", "api.traffic", "shop.errors"]
    failed = [(2.0, name, "gap") for name in lost]
    assert _told(drill) == failed + [(5.0, name, None) for name in lost]


def test_a_gap_shows_nothing(blinded):
    drill = blinded(dark={"blinds": ["api.errors"]})
    _fix(drill, 4)
    drill.end()
    series = drill.state.series["api.errors"]
    assert [series.observed(t * MINUTE) for t in (1, 2, 4, 5)] == [0.0, None, None, 0.0]
    assert [series.sees(t * MINUTE) for t in (1, 2, 4, 5)] == [True, False, False, True]


def test_a_frozen_monitor_shows_the_last_tick_before_with_its_noise(blinded):
    drill = blinded(
        noise="on",
        bug={"pushes": ERRORS, "at": "1m"},
        dark={"blinds": ["shop.errors"], "blind_as": "frozen"},
    )
    _fix(drill, 4)
    drill.end()
    series = drill.state.series["shop.errors"]
    last = series.measured(2 * MINUTE - GRID)
    assert last > 0.38
    assert {series.observed(t) for t in range(2 * MINUTE, 5 * MINUTE, GRID)} == {last}
    assert series.observed(5 * MINUTE) == series.measured(5 * MINUTE)


def test_monitors_that_pulse_with_their_fault_keep_the_last_that_was_seen(blinded):
    pulses = {"on": "20s", "off": "5s"}
    drill = blinded(
        bug={"pushes": {"errors": {"to": "40%", "over": "5m"}}, "at": "1m"},
        dark={"blinds": ["api.errors"], "blind_as": "frozen", "pulses": pulses},
    )
    drill.end()
    series = drill.state.series["api.errors"]
    # Lost from 2:00 to 2:20 and from 2:25 to 2:45: no tick between, so 1:45 stays.
    seen = [series.observed(2 * MINUTE + n * GRID) for n in range(4)]
    assert seen[:3] == [series.true_value(MINUTE + 45 * SECOND)] * 3
    assert seen[3] == series.true_value(2 * MINUTE + 45 * SECOND)


def test_a_monitor_is_lost_as_long_as_anything_blinds_it_and_a_gap_wins(blinded):
    course = [{"after": "4m", "strength": 0}]
    drill = blinded(
        one={"blinds": ["api.errors"], "blind_as": "frozen"},
        two={"blinds": ["api"], "at": "3m", "course": course},
    )
    _fix(drill, 9)
    drill.end()
    assert [told for told in _told(drill) if told[1] == "api.errors"] == [
        (2.0, "api.errors", "frozen"),
        (3.0, "api.errors", "gap"),
        (7.0, "api.errors", "frozen"),
        (10.0, "api.errors", None),
    ]
    series = drill.state.series["api.errors"]
    assert [series.observed(t * MINUTE) for t in (2, 5, 8, 10)] == [0.0, None, 0.0, 0.0]


def test_an_alert_without_its_monitor_resolves_and_one_on_a_frozen_value_stays(blinded):
    bug = {"pushes": ERRORS}
    gap = blinded(alerts=[ALERT], bug=bug, dark={"at": "4m", "blinds": ["api"]})
    gap.end()
    assert gap.times("alert.fired") == [2 * MINUTE]
    assert gap.times("alert.resolved") == [4 * MINUTE]
    frozen = {"at": "4m", "blinds": ["api"], "blind_as": "frozen"}
    course = [{"after": "4m", "strength": 0}]
    stays = blinded(alerts=[ALERT], bug=bug | {"course": course}, dark=frozen)
    _fix(stays, 9)
    stays.end()
    assert stays.times("fault.cleared") == [6 * MINUTE, 10 * MINUTE]
    assert stays.times("alert.resolved") == [10 * MINUTE]


def test_an_alert_does_not_fire_on_what_nobody_can_see(blinded):
    drill = blinded(alerts=[ALERT], bug={"pushes": ERRORS, "blinds": ["api"]})
    drill.end()
    assert drill.of("alert.fired") == []
    assert drill.state.impact == 0.4


def test_charts_have_a_hole_and_the_newest_point_is_none(blinded):
    drill = blinded(dark={"blinds": ["api.errors"], "at": "1m"})
    drill.to(90 * SECOND)
    scenario, viewer = drill.scenario, Viewer("ol-person", "ol")
    chart = signals(drill.state, scenario, viewer, 90 * SECOND)
    assert chart["values"]["api.errors"][-5:] == [0.0, 0.0, None, None, None]
    assert None not in chart["values"]["shop.errors"]
    points = readings_at(drill.state, scenario, viewer, 90 * SECOND)
    assert points == {"api.errors": None, "shop.errors": 0.01}


def test_what_is_lost_of_nothing_is_told_once(blinded):
    drill = blinded(dark={"blinds": ["api.errors", "api.errors"]})
    drill.end()
    assert _told(drill) == [(2.0, "api.errors", "gap")]

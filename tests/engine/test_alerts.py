from __future__ import annotations

from simulator.model.units import MINUTE, SECOND

PAGE = {
    "alert": "ApiErrors",
    "expr": 'errors{service="api"} > 0.05',
    "for": "2m",
    "labels": {"severity": "page", "team": "core"},
    "annotations": {"summary": "The API fails"},
}


def test_an_alert_fires_when_its_condition_has_held_long_enough(play, small):
    drill = play(small(alerts=[PAGE]))
    drill.end()
    # It breaks at 2m00, on a tick, which therefore is the first one to see it.
    (fired,) = drill.of("alert.fired")
    assert (fired.t, fired.actor, fired.role) == (4 * MINUTE, "world", "world")
    assert fired.data == {
        "alert": "ApiErrors",
        "service": "api",
        "severity": "page",
        "team": "core",
        "page": True,
        "summary": "The API fails",
    }


def test_a_wait_that_is_no_multiple_of_the_grid_ends_at_the_next_tick(play, small):
    drill = play(small(alerts=[PAGE | {"for": "100s"}]))
    drill.end()
    assert drill.times("alert.fired") == [2 * MINUTE + 105 * SECOND]


def test_without_a_wait_it_fires_at_the_first_tick(play, small):
    drill = play(small(alerts=[{"alert": "Now", "expr": PAGE["expr"]}]))
    drill.end()
    (fired,) = drill.of("alert.fired")
    assert fired.t == 2 * MINUTE
    assert (fired.data["severity"], fired.data["page"]) == ("", False)
    assert fired.data["team"] == "core"  # the service's, where no label says otherwise
    assert fired.data["summary"] == PAGE["expr"]


def test_it_resolves_at_the_first_tick_without_its_condition_and_may_fire_again(play, small):
    actions = {
        "fix": {
            "title": "Fix",
            "component": "api",
            "takes": "4m",
            "clears": ["bug"],
            "worsens": {"service": "api", "signal": "errors", "by": "30%", "for": "10m"},
        }
    }
    drill = play(small(alerts=[PAGE | {"for": "0s"}], actions=actions))
    drill.do(3 * MINUTE + 1, "ol", "action.start", action="fix")
    drill.end()
    assert drill.times("alert.fired") == [2 * MINUTE]
    assert drill.times("alert.resolved") == [13 * MINUTE + 15 * SECOND]


def test_a_pending_alert_that_calms_down_starts_over(play, small):
    actions = {
        "shake": {
            "title": "Shake",
            "component": "api",
            "takes": "0s",
            "worsens": {"service": "api", "signal": "errors", "by": "30%", "for": "90s"},
        }
    }
    drill = play(small(alerts=[PAGE], faults={}, actions=actions))
    drill.do(61 * SECOND, "ol", "action.start", action="shake")
    drill.do(200 * SECOND, "ol", "action.start", action="shake")
    drill.end()
    assert drill.of("alert.fired") == []


def test_a_command_on_a_tick_is_seen_at_the_next_one(play, small):
    harm = {"service": "api", "signal": "errors", "by": "30%", "for": "5m"}
    actions = {"shake": {"title": "Shake", "component": "api", "takes": "0s", "worsens": harm}}
    alert = {"alert": "Now", "expr": PAGE["expr"]}
    drill = play(small(alerts=[alert], faults={}, actions=actions))
    drill.do(60 * SECOND, "ol", "action.start", action="shake")
    drill.end()
    assert drill.times("alert.fired") == [75 * SECOND]


def test_noise_that_reaches_the_threshold_makes_an_alert_flap(play, small):
    services = {"shop": {"signals": {"errors": {"base": "5%", "noise": "1%"}}}}
    alert = {"alert": "Edge", "expr": 'errors{service="shop"} > 0.06'}
    drill = play(small(alerts=[alert], faults={}, services=services, actions={}, noise="on"))
    drill.end()
    assert len(drill.of("alert.fired")) > 5
    assert len(drill.of("alert.resolved")) > 5

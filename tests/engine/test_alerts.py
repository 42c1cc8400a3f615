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


def _ending(fault, seconds):
    return fault | {"course": [{"after": f"{seconds}s", "strength": "0%"}]}


def _spells(*spells):
    """Make faults that hold the errors of the API up during each spell, in seconds."""
    pushes = {"errors": {"to": "30%"}}
    return {
        f"f{n}": _ending({"service": "api", "at": f"{begin}s", "pushes": pushes}, end - begin)
        for n, (begin, end) in enumerate(spells)
    }


def _told(drill):
    return [
        (e.t // SECOND, e.kind.partition(".")[2]) for e in drill.of("alert.fired", "alert.resolved")
    ]


NOW = {"alert": "Now", "expr": 'errors{service="api"} > 0.05'}


def test_a_number_may_stand_on_the_left_and_the_signal_in_a_calculation(play, small):
    for expr in (
        '0.05 < errors{service="api"}',
        '100 * errors{service="api"} > 5',
        '(1 - errors{service="api"}) < 0.95',
        'errors{service="api"} / 2 >= 0.2',
    ):
        drill = play(small(alerts=[{"alert": "Now", "expr": expr}]))
        drill.end()
        assert _told(drill) == [(120, "fired")], expr


def test_two_signals_may_be_calculated_with_and_compared(play, small):
    faults = {
        "bug": {"service": "api", "at": "2m", "pushes": {"errors": {"to": "40%"}}},
        "rush": {"service": "api", "at": "4m", "pushes": {"traffic": {"to": "1200/min"}}},
    }
    share = 'errors{service="api"} * traffic{service="api"}'
    alerts = [
        {"alert": "Failed", "expr": f"{share} > 300"},
        {"alert": "Both", "expr": 'errors{service="api"} > 0.1 and traffic{service="api"} > 900'},
        {"alert": "Either", "expr": 'errors{service="api"} > 0.1 or traffic{service="api"} > 900'},
        {"alert": "One", "expr": 'errors{service="api"} > 0.1 unless traffic{service="api"} > 900'},
        {"alert": "Worse", "expr": 'errors{service="shop"} < errors{service="api"}'},
    ]
    services = {
        "shop": {"signals": {"errors": {"base": "1%"}}},
        "api": {"signals": {"errors": {"base": "0%"}, "traffic": {"base": "600/min"}}},
    }
    drill = play(small(alerts=alerts, faults=faults, services=services))
    drill.end()
    told = [
        (e.t // SECOND, e.kind, e.data["alert"]) for e in drill.of("alert.fired", "alert.resolved")
    ]
    assert told == [
        (120, "alert.fired", "Either"),
        (120, "alert.fired", "One"),
        (120, "alert.fired", "Worse"),
        (240, "alert.fired", "Both"),
        (240, "alert.fired", "Failed"),
        (240, "alert.resolved", "One"),
    ]
    assert {e.data["service"] for e in drill.of("alert.fired") if e.data["alert"] == "Worse"} == {
        "shop"
    }


def test_it_keeps_firing_through_a_calm_that_is_short_enough(play, small):
    faults = _spells((120, 180), (240, 300))
    drill = play(small(alerts=[NOW | {"keep_firing_for": "75s"}], faults=faults))
    drill.end()
    # Calm from 3m00 to 4m00 is too short; the next calm begins at 5m00.
    assert _told(drill) == [(120, "fired"), (375, "resolved")]


def test_a_pending_alert_is_not_kept(play, small):
    faults = _spells((120, 180), (195, 255))
    alert = NOW | {"for": "90s", "keep_firing_for": "5m"}
    drill = play(small(alerts=[alert], faults=faults))
    drill.end()
    assert _told(drill) == []


def test_after_it_was_kept_it_is_pending_anew(play, small):
    faults = _spells((120, 240), (330, 600))
    alert = NOW | {"for": "30s", "keep_firing_for": "1m"}
    drill = play(small(alerts=[alert], faults=faults))
    drill.end()
    assert _told(drill) == [(150, "fired"), (300, "resolved"), (360, "fired"), (660, "resolved")]


def _silenced(**silence):
    return NOW | {"silenced": {"why": "a migration", **silence}, "labels": {"severity": "page"}}


def test_a_silenced_alert_neither_shows_nor_pages(play, small):
    oncall = {"core": [{"level": "primary", "who": "ol"}]}
    drill = play(small(alerts=[_silenced(**{"from": "-2h"})], oncall=oncall))
    drill.end()
    assert drill.of("alert.fired", "alert.resolved", "page.sent") == []


def test_what_still_holds_when_the_silence_ends_fires_then(play, small):
    oncall = {"core": [{"level": "primary", "who": "ol"}]}
    drill = play(small(alerts=[_silenced(**{"from": "-2h", "until": "310s"})], oncall=oncall))
    drill.end()
    assert _told(drill) == [(315, "fired")]
    assert drill.times("page.sent") == [315 * SECOND]


def test_what_was_over_before_the_silence_ends_never_shows(play, small):
    faults = _spells((120, 200))
    drill = play(small(alerts=[_silenced(until="5m")], faults=faults))
    drill.end()
    assert _told(drill) == []


def test_an_alert_vanishes_when_somebody_silences_it(play, small):
    chain = [{"level": "primary", "who": "ol"}, {"level": "secondary", "who": "nadia"}]
    drill = play(
        small(
            alerts=[_silenced(**{"from": "4m", "until": "20m"})],
            oncall={"core": chain},
            personas={"nadia": {"name": "Nadia"}},
        )
    )
    drill.end()
    assert _told(drill) == [(120, "fired"), (240, "resolved"), (1200, "fired")]
    # Nobody is paged further while it is silenced; the escalation begins anew afterwards.
    assert [t // SECOND for t in drill.times("page.sent")] == [120, 1200, 1500]


def test_a_monitor_that_is_lost_makes_comparisons_false_and_absence_true(play, small):
    faults = {
        "bug": {"service": "api", "at": "2m", "pushes": {"errors": {"to": "40%"}}},
        "agent": _ending({"service": "api", "at": "4m", "blinds": ["api.errors"]}, 120),
    }
    alerts = [NOW, {"alert": "Lost", "expr": 'absent(errors{service="api"})', "for": "30s"}]
    drill = play(small(alerts=alerts, faults=faults))
    drill.end()
    told = [
        (e.t // SECOND, e.kind, e.data["alert"]) for e in drill.of("alert.fired", "alert.resolved")
    ]
    assert told == [
        (120, "alert.fired", "Now"),
        (240, "alert.resolved", "Now"),
        (270, "alert.fired", "Lost"),
        (360, "alert.resolved", "Lost"),
        (360, "alert.fired", "Now"),
    ]


def test_a_frozen_monitor_repeats_what_it_showed(play, small):
    faults = {
        "agent": _ending(
            {"service": "api", "at": "1m", "blinds": ["api.errors"], "blind_as": "frozen"}, 240
        ),
        "bug": {"service": "api", "at": "2m", "pushes": {"errors": {"to": "40%"}}},
    }
    drill = play(small(alerts=[NOW], faults=faults))
    drill.end()
    assert _told(drill) == [(300, "fired")]


def test_a_fault_that_pulses_makes_an_alert_flap(play, small):
    bug = {"service": "api", "at": "2m", "pushes": {"errors": {"to": "40%"}}}
    faults = {"bug": bug | {"pulses": {"on": "1m", "off": "2m"}}}
    drill = play(small(alerts=[NOW], faults=faults, length="12m"))
    drill.end()
    assert _told(drill) == [
        (120, "fired"), (180, "resolved"), (300, "fired"), (360, "resolved"),
        (480, "fired"), (540, "resolved"), (660, "fired"), (720, "resolved"),
    ]  # fmt: skip


def test_a_calm_goes_on_if_nobody_could_see_that_it_was_broken(play, small):
    # Between 4m00 and 4m15, that is between two ticks, it is bad for six seconds.
    faults = _spells((120, 230), (242, 248))
    drill = play(small(alerts=[NOW | {"keep_firing_for": "45s"}], faults=faults))
    drill.end()
    assert _told(drill) == [(120, "fired"), (285, "resolved")]

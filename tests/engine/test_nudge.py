"""The facilitator's hand in the world, and every wrong way to use it."""

from __future__ import annotations

import pytest

from simulator.model.errors import Refusal
from simulator.model.units import MINUTE, SECOND
from simulator.rules.kinds import EVENT_KINDS


@pytest.fixture
def drill(play, small):
    """Start a drill with a fault at 2m and one that waits."""
    faults = {
        "bug": {"service": "api", "at": "2m", "pushes": {"errors": {"to": "40%", "over": "30s"}}},
        "spare": {"service": "api", "pushes": {"latency_p99": {"to": "900ms"}}},
    }
    return play(small(faults=faults))


def _nudge(drill, minute, **args):
    return drill.do(int(minute * MINUTE), "facilitator", "world.nudge", **args)


def test_a_pushed_series_is_in_the_state_until_it_is_let_go(drill):
    _nudge(drill, 1, series="api.errors", by="+20%")
    _nudge(drill, 1, series="api.latency_p99", by="300ms", over="1m")
    _nudge(drill, 2, series="api.errors", by="5%")
    _nudge(drill, 3, fault="bug", do="ease")
    assert drill.state.pushed == {"api.errors": "5%", "api.latency_p99": "300ms"}
    _nudge(drill, 4, series="api.errors", by="0")
    assert drill.state.pushed == {"api.latency_p99": "300ms"}


def _told(drill):
    kinds = ("fault.started", "fault.changed", "fault.cleared")
    return [(e.t / MINUTE, e.kind, e.data.get("strength")) for e in drill.of(*kinds)]


def _target(drill, series):
    return drill.state.series[series].current.to


def test_a_fault_gets_worse_and_better_and_ends(drill):
    _nudge(drill, 3, fault="bug", do="worsen")
    _nudge(drill, 4, fault="bug", do="ease", by="80%")
    _nudge(drill, 5, fault="bug", do="clear")
    assert _told(drill) == [
        (2.0, "fault.started", 1.0),
        (3.0, "fault.changed", 1.5),
        (4.0, "fault.changed", 0.3),
        (5.0, "fault.cleared", None),
    ]
    assert [(e.actor, e.data) for e in drill.of("world.nudged")] == [
        ("facilitator", {"what": "bug worsens to 150%", "fault": "bug", "do": "worsen",
                         "by": "50%", "strength": 1.5}),
        ("facilitator", {"what": "bug eases to 30%", "fault": "bug", "do": "ease",
                         "by": "80%", "strength": 0.3}),
        ("facilitator", {"what": "bug ends", "fault": "bug", "do": "clear",
                         "by": "", "strength": 0.0}),
    ]  # fmt: skip
    # Signals follow in the fault's own way.
    assert {e.data["over"] for e in drill.of("signal.moved")} == {30 * SECOND}


def test_it_gets_at_most_twice_as_strong(drill):
    _nudge(drill, 3, fault="bug", do="worsen", by="100%")
    assert _target(drill, "api.errors") == 0.8
    with pytest.raises(Refusal) as refused:
        _nudge(drill, 4, fault="bug", do="worsen")
    assert refused.value.code == "wrong_state"
    assert refused.value.message == "bug is made 200% of its own strength already."


def test_easing_all_of_it_ends_it(drill):
    _nudge(drill, 3, fault="bug", do="ease", by="100%")
    assert _told(drill)[-1] == (3.0, "fault.cleared", None)


def test_a_fault_that_waits_or_was_ended_can_be_started(drill):
    _nudge(drill, 1, fault="spare", do="start")
    _nudge(drill, 1.5, fault="bug", do="start")
    drill.do(2 * MINUTE, "ol", "action.start", action="fix")
    _nudge(drill, 8, fault="bug", do="start")
    drill.to(9 * MINUTE)
    assert _told(drill) == [
        (1.0, "fault.started", 1.0),
        (1.5, "fault.started", 1.0),
        (6.0, "fault.cleared", None),
        (8.0, "fault.started", 1.0),
    ]
    assert drill.of("world.nudged")[0].data["what"] == "spare begins"


def test_what_an_action_did_in_advance_does_not_keep_the_facilitator_from_starting_it(play, small):
    drill = play(small(faults={"bug": {"service": "api", "pushes": {"errors": {"to": "40%"}}}}))
    drill.do(MINUTE, "ol", "action.start", action="fix")
    _nudge(drill, 6, fault="bug", do="start")
    assert _told(drill) == [(6.0, "fault.started", 1.0)]


def test_a_pushed_series_stays_so_until_it_is_let_go(drill):
    _nudge(drill, 1, series="api.errors", by="+20%", over="30s")
    assert _target(drill, "api.errors") == 0.2
    assert _target(drill, "shop.errors") == pytest.approx(0.21)
    drill.to(3 * MINUTE)
    assert _target(drill, "api.errors") == pytest.approx(0.6)
    _nudge(drill, 3, series="api.errors", by="+10%")
    assert _target(drill, "api.errors") == pytest.approx(0.5)
    _nudge(drill, 4, series="api.errors", by="0")
    assert _target(drill, "api.errors") == pytest.approx(0.4)
    assert [e.data for e in drill.of("world.nudged")] == [
        {"what": "api.errors is pushed by +20% over 30s", "series": "api.errors",
         "do": "push", "by": "+20%"},
        {"what": "api.errors is pushed by +10%", "series": "api.errors",
         "do": "push", "by": "+10%"},
        {"what": "api.errors is let go", "series": "api.errors", "do": "release", "by": "0"},
    ]  # fmt: skip
    first = drill.of("signal.moved")[0].data
    assert (first["over"], first["shape"]) == (30 * SECOND, "linear")


@pytest.mark.parametrize(
    ("series", "by", "target"),
    [
        ("api.traffic", "-100/min", 500.0),
        ("api.traffic", "+20%", 720.0),
        ("api.traffic", "-2000/min", 0.0),
        ("api.latency_p99", "+1.5s", 1700.0),
        ("api.latency_p99", "100%", 400.0),
    ],
)
def test_a_push_is_in_the_unit_of_the_series_or_a_share_of_its_base(drill, series, by, target):
    _nudge(drill, 1, series=series, by=by)
    assert _target(drill, series) == pytest.approx(target)


def test_it_works_while_the_drill_is_paused_and_nobody_else_hears_of_it(drill):
    drill.do(MINUTE, "facilitator", "drill.pause")
    _nudge(drill, 1, fault="spare", do="start")
    assert drill.of("fault.started")
    assert EVENT_KINDS["world.nudged"].audience == "hidden"


def test_the_lobby_has_no_world_yet(lobby, small):
    with pytest.raises(Refusal) as refused:
        _nudge(lobby(small()), 0, fault="bug", do="start")
    assert (refused.value.code, refused.value.message, refused.value.hint) == (
        "wrong_state", "The drill has not started.", "Start it first: before that nothing moves.",
    )  # fmt: skip


ONE = "name a fault or a series, one of them."
USUAL = "Leave by out for 50%."
AT_ONCE = "Leave over out to have it follow at once."
WRONG = [
    ({}, "bad_args", ONE, "Faults: bug, spare."),
    ({"fault": "bug", "series": "api.errors", "do": "clear"}, "bad_args", ONE, "bug, spare"),
    ({"fault": "bgu", "do": "clear"}, "not_found", "No fault 'bgu'.", "Faults: bug, spare."),
    ({"fault": "bug"}, "bad_args", "do is missing", "start, clear, worsen or ease."),
    ({"fault": "bug", "do": "break"}, "bad_args", "do is 'break'", "fault?, do?, series?, by?"),
    ({"fault": "bug", "do": "clear", "by": "20%"}, "bad_args", "by goes with worsen and ease",
     "Leave by out, or send worsen or ease."),
    ({"fault": "bug", "do": "ease", "over": "2m"}, "bad_args", "over goes with a series",
     "Leave over out, or name a series instead."),
    ({"fault": "bug", "do": "ease", "by": "0%"}, "bad_args", "by is '0%'; ease a fault by", USUAL),
    ({"fault": "bug", "do": "ease", "by": "150%"}, "bad_args", "up to 100%", USUAL),
    ({"fault": "bug", "do": "worsen", "by": "2"}, "bad_args", "by is '2'; worsen", USUAL),
    ({"fault": "bug", "do": "worsen", "by": "lots"}, "bad_args", "by is 'lots'", USUAL),
    ({"fault": "bug", "do": "start"}, "wrong_state", "bug has begun", "Worsen, ease or clear it."),
    ({"fault": "spare", "do": "clear"}, "wrong_state", "spare is not going on.", "Going on: bug."),
    ({"series": "db.errors", "by": "1%"}, "not_found", "No series 'db.errors'.",
     "Services: shop, api."),
    ({"series": "api.errs", "by": "1%"}, "not_found", "No series 'api.errs'.",
     "There are: api.errors, api.latency_p99, api.traffic."),
    ({"series": "api", "by": "1%"}, "not_found", "No series 'api'.", "There are: api.errors,"),
    ({"series": "api.errors", "by": "1%", "do": "ease"}, "bad_args", "ease goes with a fault",
     "Leave do out, or name a fault instead."),
    ({"series": "api.errors"}, "bad_args", "by is missing", 'by "0" lets it go again.'),
    ({"series": "api.errors", "by": "much"}, "bad_args", "not 'much'", "a share; write +20%"),
    ({"series": "api.errors", "by": "5ms"}, "bad_args", "by is '5ms', which api.errors cannot",
     "It is a share; write +20%."),
    ({"series": "api.traffic", "by": "100"}, "bad_args", "by is '100'", "It is a rate; write"),
    ({"series": "api.errors", "by": "5%", "over": "soon"}, "bad_args", "not 'soon'", AT_ONCE),
    ({"series": "api.errors", "by": "5%", "over": "-1m"}, "bad_args", "within 0s to 40m", AT_ONCE),
    ({"series": "api.errors", "by": "5%", "over": "2h"}, "bad_args", "over is '2h'", AT_ONCE),
    ({"series": "api.errors", "by": "0"}, "wrong_state", "api.errors is not pushed.",
     "Pushed now: none."),
]  # fmt: skip


@pytest.mark.parametrize(("args", "code", "message", "hint"), WRONG)
def test_every_wrong_nudge_is_refused_with_help_and_changes_nothing(
    drill, args, code, message, hint
):
    drill.to(5 * MINUTE)
    before = len(drill.events)
    with pytest.raises(Refusal) as refused:
        _nudge(drill, 5, **args)
    assert refused.value.code == code
    assert message in refused.value.message
    assert hint in refused.value.hint
    assert len(drill.events) == before


def test_the_hint_says_when_nothing_is_going_on(drill):
    with pytest.raises(Refusal) as refused:
        _nudge(drill, 1, fault="bug", do="clear")
    assert refused.value.hint == "Nothing is broken now; start a fault."


def test_a_scenario_without_faults_points_to_its_series(play, small):
    calm = play(small(faults={}, actions={}))
    with pytest.raises(Refusal) as refused:
        _nudge(calm, 1, fault="bug", do="start")
    assert refused.value.hint == "This scenario has no faults; name a series."


def test_between_pulses_a_fault_can_be_nudged_too(play, small):
    fault = {"service": "api", "at": "2m", "pulses": {"on": "1m", "off": "1m"},
             "pushes": {"errors": {"to": "40%"}}}  # fmt: skip
    drill = play(small(faults={"bug": fault}))
    _nudge(drill, 3.5, fault="bug", do="ease")
    assert drill.of("world.nudged")[0].data["strength"] == 0.0
    _nudge(drill, 4.5, fault="bug", do="clear")
    drill.end()
    assert _told(drill) == [
        (2.0, "fault.started", 1.0),
        (3.0, "fault.changed", 0.0),
        (4.0, "fault.changed", 0.5),
        (4.5, "fault.cleared", None),
    ]

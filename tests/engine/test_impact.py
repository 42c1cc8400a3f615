from __future__ import annotations

from simulator.model.units import MINUTE, SECOND


def _levels(drill):
    return [(e.t, e.data["level"]) for e in drill.of("impact.changed")]


def _bug(**push):
    return {"bug": {"service": "api", "at": "2m", "pushes": {"errors": push}}}


def test_a_step_is_told_once_and_so_is_its_end(play, small):
    drill = play(small())
    drill.do(5 * MINUTE, "ol", "action.start", action="fix")
    drill.end()
    assert _levels(drill) == [(2 * MINUTE, 0.4), (9 * MINUTE, 0.0)]


def test_a_ramp_is_told_from_nothing_in_steps_and_to_its_end(play, small):
    drill = play(small(faults=_bug(to="40%", over="80s")))
    drill.end()
    # 0.5 points a second; 0.10 is reached at each second tick of 7.5 points.
    first = 2 * MINUTE
    assert _levels(drill) == [
        (first + 15 * SECOND, 0.075),
        (first + 45 * SECOND, 0.225),
        (first + 75 * SECOND, 0.375),
        (first + 90 * SECOND, 0.4),
    ]


def test_less_than_one_percent_is_nothing(play, small):
    drill = play(small(faults=_bug(to="0.9%")))
    drill.end()
    assert _levels(drill) == []


def test_a_change_that_does_not_matter_is_not_told(play, small):
    actions = {"ease": {"title": "E", "component": "api", "takes": "1m", "eases": {"bug": "20%"}}}
    drill = play(small(actions=actions))
    drill.do(5 * MINUTE, "ol", "action.start", action="ease")
    drill.end()
    assert _levels(drill) == [(2 * MINUTE, 0.4)]


def test_what_lies_below_the_base_is_no_impact(play, small):
    services = {"shop": {"signals": {"errors": {"base": "50%"}}}}
    faults = {"cure": {"service": "shop", "at": "2m", "pushes": {"errors": {"to": "0%"}}}}
    drill = play(small(services=services, faults=faults, actions={}))
    drill.end()
    assert _levels(drill) == []


def test_pulses_and_a_relapse_bring_the_impact_back(play, small):
    pulses = {"on": "4m", "off": "2m"}
    fault = _bug(to="40%")["bug"] | {"pulses": pulses, "relapse": {"after": "9m"}}
    drill = play(small(faults={"bug": fault}, length="20m"))
    drill.do(3 * MINUTE, "ol", "action.start", action="fix")
    drill.end()
    # On from 2m and 8m and 14m; cleared at 7m between two pulses, back at 16m with the pulse.
    assert _levels(drill) == [
        (2 * MINUTE, 0.4),
        (6 * MINUTE, 0.0),
        (16 * MINUTE, 0.4),
        (18 * MINUTE, 0.0),
        (20 * MINUTE, 0.4),
    ]


def test_who_cannot_see_is_hurt_all_the_same(play, small):
    fault = _bug(to="40%")["bug"] | {"blinds": ["shop", "api"]}
    drill = play(small(faults={"bug": fault}))
    drill.end()
    assert _levels(drill) == [(2 * MINUTE, 0.4)]

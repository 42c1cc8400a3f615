"""Websites answer with 502: responders are locked out, and the way to the one switch is long."""

from __future__ import annotations

import pytest

SEEDS = range(4)
LOCKED = "control panel: login timed out after 60 s (it is served by the edge)"


@pytest.fixture
def edge(room):
    return lambda seed=1: room("edge-502", seed)


def inside(drill, clock="13:48"):
    """Open the emergency entrance and wait until it is open."""
    drill.at(clock).do("ol", "incident.declare", title="Sites fail")
    drill.start("bypass")
    drill.clock.now += 330_000
    drill.session.advance()
    return drill


def relieved(drill):
    """Have inspection switched off and traffic back."""
    inside(drill).start("inspection-off")
    return drill.at("13:57:30")


@pytest.mark.parametrize("seed", SEEDS)
def test_four_in_five_requests_fail_within_seconds_and_the_page_comes_at_1345(edge, seed):
    drill = edge(seed).at("13:42:30")
    assert drill.impact == pytest.approx(0.8)
    drill.at("13:45:30")
    assert drill.when("page.sent")[0][:5] == "13:45"
    assert {"ProbesFailing", "PagesServedLow", "ShieldSuspiciousTraffic"} <= drill.firing()
    assert drill.chart("sites.pages_served") < 700_000


def test_the_tools_are_behind_what_is_broken(edge):
    drill = edge().at("13:48")
    for action in ("inspection-off", "rollback-rules", "restart-edge", "drain-cities"):
        drill.refused("ol", "action.start", action=action)
    assert drill.refused("ol", "action.start", action="inspection-off") == LOCKED
    assert drill.look("edge-board").startswith("Login timed out.")
    assert drill.look("inspector-board") == "504 after 60 s, served by orrery edge"
    assert drill.look("edge-logs") == "log search: login timed out after 60 s"


def test_what_is_outside_the_edge_can_be_read(edge):
    drill = edge().at("13:46")
    assert "38 of 38 cities: test page fails" in drill.look("probe-report")
    assert "inspector/match_pattern 93 %" in drill.look("serial")
    assert "rule set 2210 in use in all cities" in drill.look("changes")
    assert "Dropped before it reaches the edge: nearly all" in edge().at("13:45").look(
        "shield-board"
    )


def test_monitors_that_come_through_the_edge_stand_still(edge):
    drill = edge()
    drill.look("edge-board")
    assert drill.chart("edge.errors", "ol") is not None
    frozen = drill.at("13:42").chart("edge.errors", "facilitator")
    drill.at("13:50")
    assert "edge.errors" not in drill.sees("ol")["signals"]["values"]  # its board is out of reach
    assert drill.chart("edge.errors", "facilitator") == frozen
    assert drill.when("alert.fired", alert="EdgeErrorsHigh") == []
    inside(drill, "13:51")
    drill.start("inspection-off")
    drill.at("13:59")
    assert drill.when("monitor.recovered", series="edge.errors")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bypass_takes_about_five_minutes_and_opens_the_way(edge, seed):
    drill = inside(edge(seed))
    (opened,) = drill.when("action.finished", action="bypass")
    assert "13:52:30" <= opened <= "13:53:30"
    assert "rule 2210-7 takes 97 %" in drill.look("inspector-board")
    drill.start("inspection-off")


@pytest.mark.parametrize("seed", SEEDS)
def test_switching_inspection_off_brings_traffic_back_and_has_a_price(edge, seed):
    drill = relieved(edge(seed))
    assert drill.impact < 0.01
    assert "ProbesFailing" not in drill.firing()
    drill.at("14:03")
    assert drill.firing() >= {"UninspectedTraffic"}
    assert "let through (4 of 4)" in drill.look("probe-report")


def test_going_back_needs_two_builds_and_nearly_an_hour(edge):
    drill = inside(edge())
    drill.start("rollback-rules")
    drill.at("14:45")
    assert drill.impact == pytest.approx(0.8)
    drill.at("14:59")
    assert drill.impact < 0.01


def test_inspection_comes_back_in_steps_after_a_trial_in_one_city(edge):
    drill = relieved(edge())
    drill.at("14:00").start("try-one-city")
    assert drill.look("lisbon") == "No trial has been run."
    drill.at("14:09:30")
    assert "400 of 400 delivered" in drill.look("lisbon")
    drill.start("inspection-on")
    drill.at("14:27")
    stages = [e.data["stage"] for e in drill.of("action.progressed")]
    assert stages == ["Lisbon", "Europe", "the Americas"]
    assert drill.when("action.finished", action="inspection-on")
    assert "must be refused are refused" in drill.look("probe-report")
    drill.end()
    assert drill.impact < 0.001
    assert "UninspectedTraffic" not in drill.firing()


def test_without_the_trial_it_fails_again_after_the_first_city(edge):
    drill = relieved(edge())
    drill.at("14:00").start("inspection-on")
    drill.at("14:07:30")
    assert drill.when("action.failed", action="inspection-on") == ["14:06:24"]
    assert drill.impact == pytest.approx(0.3, abs=0.01)
    assert "Lisbon and part of Europe: test page fails" in drill.look("probe-report")
    drill.start("off-again")
    drill.at("14:12")
    assert drill.impact < 0.01
    drill.start("try-one-city")
    drill.at("14:21:30").start("inspection-on")
    drill.at("14:38")
    assert drill.when("action.finished", action="inspection-on")
    assert drill.impact < 0.01


def test_what_only_makes_sense_later_is_refused_before(edge):
    drill = inside(edge())
    refused = {
        action: drill.refused("ol", "action.start", action=action)
        for action in ("try-one-city", "inspection-on", "off-again")
    }
    assert refused["try-one-city"].startswith("Lisbon is down like all cities.")
    assert refused["inspection-on"] == "Rule inspection is switched on already."
    assert refused["off-again"].startswith("There is no city")


@pytest.mark.parametrize("action", ["block-networks", "restart-edge", "drain-cities"])
def test_what_does_not_help(edge, action):
    drill = inside(edge())
    drill.start(action)
    drill.at("14:20")
    assert drill.impact >= 0.8 - 1e-9


def test_restarting_machines_loses_their_profile(edge):
    drill = inside(edge())
    drill.start("restart-edge")
    drill.at("14:17")
    assert drill.look("serial").startswith("The machines were restarted")


def test_it_looks_like_an_attack_and_is_none(edge):
    drill = edge().at("13:48:30")
    assert "flood-theory" in drill.heard()
    drill.do("ol", "page.request", team="security", reason="is it an attack?")
    drill.at("13:53")
    drill.do("ol", "task.assign", to="amara", text="Is it an attack?")
    drill.at("13:59")
    assert "incoming traffic would be up. It is not." in drill.sees("ic")["tasks"][0]["report"]


def test_whoever_does_not_open_the_entrance_is_asked_about_it(edge):
    slow = edge().at("13:50")
    assert "cannot-log-in" in slow.heard()
    quick = inside(edge())
    quick.at("14:00")
    assert "cannot-log-in" not in quick.heard()

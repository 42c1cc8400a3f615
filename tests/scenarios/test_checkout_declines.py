"""Shops lose their orders: the rollback fails and makes it worse, the way around works."""

from __future__ import annotations

import pytest

SEEDS = range(4)


@pytest.fixture
def declines(room):
    return lambda seed=1: room("checkout-declines", seed)


def declare(drill, clock="09:38"):
    drill.at(clock).do("ol", "page.ack", id="p1")
    drill.do("ol", "incident.declare", title="Orders fail")
    return drill


@pytest.mark.parametrize("seed", SEEDS)
def test_the_page_comes_nine_minutes_before_most_orders_fail(declines, seed):
    drill = declines(seed).at("09:45:59")
    assert drill.when("page.sent", to="ol") == ["09:37:00"]
    assert drill.impact < 0.09
    drill.at("09:47:30")
    assert drill.impact > 0.75
    assert drill.chart("storefront.orders") == pytest.approx(515, abs=200)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rollback_runs_about_ten_minutes_fails_and_leaves_things_worse(declines, seed):
    idle = declines(seed).at("10:00").impact
    drill = declare(declines(seed))
    drill.start("rollback-7-4")
    drill.at("09:50")
    (failed,) = drill.when("action.failed", action="rollback-7-4")
    assert "09:47:30" <= failed <= "09:48:30"
    run = drill.sees("ic")["actions"]["runs"][-1]
    assert run["status"] == "failed"
    assert "they cannot read shop settings in the new form" in run["reason"]
    drill.at("10:00")
    assert drill.impact > idle + 0.15
    assert drill.impact > 0.97
    assert "none went through" in drill.look("test-order")


def test_a_second_try_fails_like_the_first(declines):
    drill = declare(declines())
    drill.start("rollback-7-4")
    drill.at("09:50").start("rollback-7-4")
    drill.at("10:02")
    assert len(drill.when("action.failed", action="rollback-7-4")) == 2


def test_the_way_around_cannot_begin_before_it_was_prepared(declines):
    drill = declare(declines())
    words = "The gateway refuses the rule. It has no keys of the shops yet; load them first."
    assert drill.refused("ol", "action.start", action="direct-route") == words
    drill.start("prepare-direct")
    assert drill.refused("ol", "action.start", action="direct-route") == words
    drill.at("09:48").start("direct-route")


@pytest.mark.parametrize("seed", SEEDS)
def test_plan_b_prepared_beside_plan_a_brings_orders_back_by_ten(declines, seed):
    drill = declare(declines(seed))
    drill.start("rollback-7-4")
    drill.start("prepare-direct")
    drill.at("09:49").start("direct-route")
    stages = []
    for clock in ("09:54", "09:58:30", "10:02:30"):
        drill.at(clock)
        stages.append(round(drill.impact, 2))
    assert stages == [0.7, 0.35, 0.0]
    assert [e.data["stage"] for e in drill.of("action.progressed")] == [
        "shops A to H",
        "shops I to P",
    ]
    assert "5 orders tried, 5 went through" in drill.look("test-order")
    assert "instalments and store credit are not offered there" in drill.look("tender-board")


def test_plan_b_begun_when_plan_a_has_failed_costs_nine_more_minutes(declines):
    drill = declare(declines())
    drill.start("rollback-7-4")
    drill.at("09:49").start("prepare-direct")
    drill.at("09:58").start("direct-route")
    drill.at("10:05")
    assert drill.impact > 0.3
    drill.at("10:12")
    assert drill.impact == pytest.approx(0.0, abs=0.01)


def rescued(drill):
    """Bring orders back at about ten."""
    declare(drill)
    drill.start("prepare-direct")
    drill.at("09:48").start("direct-route")
    return drill.at("10:02")


def test_the_gateway_warns_and_then_sheds_load_if_nobody_gives_it_room(declines):
    drill = rescued(declines())
    assert "gateway-warm" in drill.heard()
    drill.at("10:20")
    assert drill.impact == pytest.approx(0.19, abs=0.01)
    assert {"GatewayBusy", "GatewayTurnsAway"} <= drill.firing()
    assert "second-wave" in drill.heard()
    drill.start("scale-gateway")
    drill.at("10:29")
    assert drill.impact < 0.01


def test_a_gateway_with_more_room_holds(declines):
    drill = rescued(declines())
    drill.start("scale-gateway")
    drill.end()
    assert drill.when("fault.started", fault="gateway-sheds") == []
    assert drill.impact < 0.01


def test_a_new_build_cures_what_the_way_around_avoids(declines):
    drill = rescued(declines())
    drill.start("scale-gateway")
    drill.start("fix-forward")
    drill.at("10:45")
    drill.do("ol", "action.undo", id=drill.of("action.started")[1].data["id"])
    drill.end()
    assert drill.impact == pytest.approx(0.0, abs=0.001)


def test_two_changes_of_the_sick_service_at_once_both_fail(declines):
    drill = declare(declines())
    drill.start("rollback-7-4")
    drill.start("restart-tender")
    drill.at("09:50")
    failed = {e.data["action"] for e in drill.of("action.failed")}
    assert failed == {"rollback-7-4", "restart-tender"}


@pytest.mark.parametrize("action", ["scale-tender", "second-bank", "restart-tender"])
def test_what_does_not_help(declines, action):
    drill = declare(declines())
    drill.start(action)
    drill.at("10:20")
    assert drill.impact == pytest.approx(0.787, abs=0.01)


def test_stopping_the_release_saves_the_last_group(declines):
    drill = declare(declines())
    drill.start("pause-release")
    drill.at("10:00")
    assert drill.impact == pytest.approx(0.645, abs=0.01)


def test_the_clues_name_the_build_and_why_there_is_no_way_back(declines):
    drill = declare(declines())
    assert "out of memory while reading settings, form 2 (release 7.4)" in drill.look("tender-logs")
    assert "release 7.4 started: shop settings in the new form" in drill.look("changes")
    assert "Marked: cannot be reversed" in drill.look("release-board")
    drill.do("ol", "page.request", team="payments", reason="who knows the settings?")
    drill.at("09:50")
    drill.do("ol", "task.assign", to="ilse", text="Can we go back to 7.3?")
    drill.at("09:58")
    assert "It refuses to start on rewritten settings" in drill.sees("ol")["tasks"][0]["report"]


def test_the_bank_is_slow_and_innocent(declines):
    drill = declare(declines())
    drill.at("09:40")
    assert "AcquirerSlow" in drill.firing()
    assert "refused or lost: 0.6 %, the same as yesterday" in drill.look("bank-board")


def test_an_alert_that_should_have_told_was_silenced(declines):
    drill = declines().at("10:14:59")
    assert drill.when("alert.fired", alert="OrdersBelowNormal") == []
    drill.at("10:16")
    assert drill.when("alert.fired", alert="OrdersBelowNormal") == ["10:15:00"]


def test_whoever_has_no_plan_b_is_asked_for_it(declines):
    drill = declare(declines())
    drill.start("rollback-7-4")
    drill.at("09:53")
    assert drill.heard().count("what-is-plan-b") == 1
    prepared = declare(declines())
    prepared.start("rollback-7-4")
    prepared.start("prepare-direct")
    prepared.at("09:49").start("direct-route")
    prepared.end()
    assert "what-is-plan-b" not in prepared.heard()

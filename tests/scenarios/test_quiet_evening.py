"""A quiet evening: nearly everybody is refused, nothing is red, customers are the only alarm."""

from __future__ import annotations

import pytest

SEEDS = range(4)


@pytest.fixture
def quiet(room):
    return lambda seed=1: room("quiet-evening", seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_paged_while_97_percent_are_refused(quiet, seed):
    drill = quiet(seed).at("18:02")
    assert drill.impact == pytest.approx(0.97, abs=0.001)
    drill.end()
    assert drill.impact == pytest.approx(0.97, abs=0.001)
    assert drill.of("page.sent") == []
    assert {e.data["alert"] for e in drill.of("alert.fired")} == {"ReplicaLag"}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_shared_dashboard_looks_better_than_ever(quiet, seed):
    drill = quiet(seed).at("18:00")
    names = ("quote-api.latency_p99", "quote-api.errors", "quote-api.saturation")
    before = {name: drill.chart(name) for name in names}
    drill.at("18:10")
    after = {name: drill.chart(name) for name in names}
    assert all(after[name] < before[name] for name in names)
    assert drill.look("golden") == "All objectives met"
    assert drill.firing() == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_number_of_delivered_quotes_tells_the_truth(quiet, seed):
    drill = quiet(seed).at("18:14")
    assert "shops.quotes_delivered" not in drill.sees("ic")["signals"]["values"]
    lines = drill.look("business")
    assert "The same hour last Thursday: 41,600/min" in lines
    assert drill.chart("shops.quotes_delivered", "ol") == pytest.approx(1250, abs=250)


def test_the_first_news_is_a_customer_at_ten_past_six(quiet):
    drill = quiet().at("18:09:59")
    assert drill.heard() == ["henrik-leaves", "office-note"]
    drill.at("18:15")
    inbox = {row["id"]: row for row in drill.sees("cl")["inbox"]}
    assert inbox["first-report"]["channel"] == "support"
    assert "429" in inbox["second-report"]["text"]
    assert "first-report" not in {row["id"] for row in drill.sees("ol")["inbox"]}


def test_an_incident_can_be_declared_without_any_alert(quiet):
    drill = quiet().at("18:16")
    drill.do("ol", "incident.declare", title="Shops get no shipping prices")
    drill.at("18:31")
    assert "support-lead-calls" not in drill.heard()


def test_support_calls_if_nobody_declares(quiet):
    drill = quiet().at("18:29:30")
    assert drill.heard()[-1] == "support-lead-calls"
    drill.do("cl", "incident.declare", title="Shops get no shipping prices")
    drill.at("18:40")
    expired = {e.data["id"] for e in drill.of("inject.expired")}
    assert "support-lead-calls" not in expired


@pytest.mark.parametrize("seed", SEEDS)
def test_switching_the_limit_off_cures_in_minutes_and_brings_a_rush(quiet, seed):
    drill = quiet(seed).at("18:23")
    drill.start("limit-off")
    drill.at("18:31:30")
    (done,) = drill.when("action.finished", action="limit-off")
    assert "18:28:00" <= done <= "18:30:00"
    assert drill.impact < 0.001
    drill.at("18:35")
    assert drill.firing() >= {"ApiBusy", "ApiSlow"}
    assert "busy-now" in drill.heard()
    drill.at("18:52")
    assert not drill.firing() & {"ApiBusy", "ApiSlow"}
    assert drill.look("outside") == "30 quotes asked, 30 delivered"
    assert drill.of("page.sent") == []


def test_a_restart_of_the_limiter_helps_for_two_minutes_and_loses_its_log(quiet):
    drill = quiet().at("18:20")
    drill.start("restart-limiter")
    drill.at("18:24")
    assert drill.impact == pytest.approx(0.29, abs=0.01)
    drill.at("18:27")
    assert drill.impact == pytest.approx(0.97, abs=0.001)
    assert drill.look("limiter-logs") == "The log begins with the restart."


def test_a_log_that_was_kept_survives_the_restart(quiet):
    drill = quiet().at("18:20")
    drill.do("ol", "evidence.capture", what="limiter-logs")
    drill.start("restart-limiter")
    drill.at("18:24")
    assert "addresses seen today: 3" in drill.look("limiter-logs")


@pytest.mark.parametrize(
    ("action", "left"),
    [("limit-tenfold", 0.70), ("except-sprig", 0.91), ("rollback-88", 0.97), ("scale-api", 0.97),
     ("stop-backup", 0.97), ("roll-limiter-back", 0.0), ("right-address", 0.0)],
)  # fmt: skip
def test_what_the_other_actions_are_worth(quiet, action, left):
    drill = quiet().at("18:20")
    drill.start(action)
    drill.at("18:56")
    assert drill.impact == pytest.approx(left, abs=0.01)


def test_the_clues_lead_from_the_status_codes_to_three_addresses(quiet):
    drill = quiet().at("18:16")
    assert "429 Too Many Requests" in drill.look("outside")
    assert "First minute in which 429 was more than a trickle: 18:01" in drill.look("by-status")
    assert "17:58 limiter: limit per address against scrapers" in drill.look("changes")
    assert "INFO  addresses seen today: 3" in drill.look("limiter-logs")
    assert "3 % of the usual number" in drill.look("traces")


def test_the_late_replica_is_only_a_backup(quiet):
    drill = quiet().at("18:19")
    assert drill.firing() == {"ReplicaLag"}
    drill.do("ol", "page.request", team="platform", reason="is it the replica?")
    drill.at("18:28")
    drill.do("ol", "task.assign", to="sole", text="Is it the replica?")
    drill.at("18:36")
    report = drill.sees("ic")["tasks"][0]["report"]
    assert "Nobody reads quotes from it." in report
    assert "one in thirty goes on to the API" in report.replace("\n", " ")

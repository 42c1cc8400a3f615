"""The built-in scenario does what its brief says: the clock times of the outage, and its clues."""

from __future__ import annotations

import pytest

from simulator.model.units import MINUTE, SECOND, clock_text


@pytest.fixture
def drill(play, payment):
    return play(payment, 7)


def _clock(drill, *kinds):
    return [clock_text("14:10", t) for t in drill.times(*kinds)]


def _levels(drill):
    return [(clock_text("14:10", e.t), e.data["level"]) for e in drill.of("impact.changed")]


def _look(drill, at, source):
    drill.do(at, "ol", "evidence.query", source=source)
    drill.to(at + drill.scenario.evidence[source].takes)
    viewed = drill.of("evidence.viewed")[-1]
    assert viewed.data["source"] == source
    return "\n".join(viewed.data["lines"]), {r["series"]: r for r in viewed.data["readings"]}


def test_when_nobody_acts_it_stays_as_bad_as_it_is(drill):
    drill.end()
    assert _levels(drill)[-1] == ("14:14", 0.398)
    assert [e.data["alert"] for e in drill.of("alert.resolved")] == ["LedgerSlowQueries"]
    assert [e.data["to"] for e in drill.of("page.sent")] == ["ol", "nadia"]
    assert drill.events[-1].t == 120 * MINUTE


def test_the_alerts_come_at_quarter_past_and_one_pages(drill):
    drill.to(10 * MINUTE)
    fired = {
        e.data["alert"]: (clock_text("14:10", e.t), e.data["page"]) for e in drill.of("alert.fired")
    }
    assert fired == {
        "LedgerSlowQueries": ("14:12", False),
        "CardNetworkTimeouts": ("14:15", False),
        "CheckoutSlow": ("14:15", False),
        "FewerPaymentsThanUsual": ("14:15", False),
        "PaymentErrorsHigh": ("14:15", True),
    }
    assert _clock(drill, "page.sent") == ["14:15"]


@pytest.mark.parametrize("seed", range(5))
def test_nothing_flaps_and_nothing_fires_without_a_fault(play, payment, seed):
    calm = play(payment.model_copy(update={"faults": {}}), seed)
    calm.end()
    assert calm.of("alert.fired", "impact.changed", "signal.moved") == []
    drill = play(payment, seed)
    drill.end()
    assert len(drill.of("alert.fired")) == 5


@pytest.mark.parametrize("seed", range(5))
def test_played_well_it_is_over_at_half_past_three(play, payment, seed):
    drill = play(payment, seed)
    drill.do(6 * MINUTE, "ol", "page.ack", id="p1")
    drill.do(26 * MINUTE, "ol", "action.start", action="shift-to-backup")
    drill.do(35 * MINUTE, "ol", "action.start", action="rollback-4-12")
    drill.end()
    levels = _levels(drill)
    assert ("14:41", 0.179) in levels
    (end,) = [clock for clock, level in levels if level == 0.0]
    assert end == "15:30"
    assert _clock(drill, "alert.resolved")[-1] == end
    assert len(drill.of("page.sent")) == 1


def test_restarting_the_ledger_hurts_and_cures_nothing(drill):
    drill.do(15 * MINUTE, "ol", "action.start", action="restart-ledger")
    drill.to(60 * MINUTE)
    levels = dict(_levels(drill))
    assert levels["14:25"] == pytest.approx(0.598)
    assert _levels(drill)[-1][1] == pytest.approx(0.398)


@pytest.mark.parametrize(
    ("actions", "level"),
    [
        (["scale-payment-api"], 0.398),
        (["disable-wallet-topups"], 0.366),
        (["retry-on-a"], 0.338),
        (["shift-to-backup", "retry-on-a", "disable-wallet-topups"], 0.14),
    ],
)
def test_what_the_other_actions_are_worth(drill, actions, level):
    for n, action in enumerate(actions):
        drill.do((20 + n) * MINUTE, "ol", "action.start", action=action)
    drill.to(40 * MINUTE)
    series = drill.state.series["checkout.errors"]
    assert series.true_value(40 * MINUTE) - series.base == pytest.approx(level, abs=0.001)


def test_three_clues_point_to_the_release_and_one_does_not(drill):
    changes, _ = _look(drill, 8 * MINUTE, "changes")
    assert "13:28 card-router: release 4.12" in changes
    assert "13:52 ledger-db: index rebuild" in changes
    logs, _ = _look(drill, 10 * MINUTE, "router-logs")
    assert "release 4.12" in logs
    assert "network-b: timeout" in logs
    _, readings = _look(drill, 13 * MINUTE, "router")
    assert readings["card-router.to_network_b"]["value"] > 4 * 80
    assert readings["card-router.errors"]["value"] == pytest.approx(0.4, abs=0.01)
    traces, _ = _look(drill, 15 * MINUTE, "traces")
    assert "peer network-b" in traces
    ledger, _ = _look(drill, 18 * MINUTE, "ledger")
    assert "reporting 100 %, payment-api 0 %" in ledger


def test_full_routing_logs_show_the_wrong_table(drill):
    drill.do(8 * MINUTE, "ol", "action.start", action="router-debug")
    logs, _ = _look(drill, 11 * MINUTE, "router-logs")
    assert "table 2116 says network A, table 2117 says network B" in logs


def test_the_rollback_destroys_the_logs(drill):
    drill.do(10 * MINUTE, "ol", "action.start", action="rollback-4-12")
    drill.to(62 * MINUTE)
    logs, _ = _look(drill, 63 * MINUTE, "router-logs")
    assert logs == "Fresh instances on release 4.11. The logs of the old instances went with them."


def test_purchases_and_the_support_queue_tell_how_bad_it_is(drill):
    before, _ = _look(drill, 0, "support-queue")
    bad, _ = _look(drill, 10 * MINUTE, "test-purchase")
    drill.do(13 * MINUTE, "ol", "action.start", action="shift-to-backup")
    better, _ = _look(drill, 20 * MINUTE, "test-purchase")
    queue, _ = _look(drill, 23 * MINUTE, "support-queue")
    drill.do(24 * MINUTE, "ol", "action.start", action="rollback-4-12")
    good, _ = _look(drill, 80 * MINUTE, "test-purchase")
    calm, _ = _look(drill, 83 * MINUTE, "support-queue")
    assert "usual questions" in before
    assert "North America: 5 tries, 2 paid" in bad
    assert "North America: 5 tries, 4 paid" in better
    assert "85 conversations" in queue
    assert good.count("5 tries, 5 paid") == 3
    assert "no new ones about cards" in calm


def test_at_every_level_of_impact_each_region_reports_once(play, payment):
    for share in range(0, 101, 4):
        faults = payment.faults | {
            "bad-routes": payment.faults["bad-routes"].model_copy(
                update={"pushes": {"errors": _push(payment, 0.002 + share / 100)}}
            )
        }
        actions = {
            name: action.model_copy(update={"eases": {}, "clears": []})
            for name, action in payment.actions.items()
        }
        drill = play(payment.model_copy(update={"faults": faults, "actions": actions}))
        lines, _ = _look(drill, 10 * MINUTE, "test-purchase")
        assert [line.split(":")[0] for line in lines.split("\n")] == [
            "Europe",
            "North America",
            "Asia-Pacific",
            "Invoice and gift card, all regions",
        ]
        queue, _ = _look(drill, 15 * MINUTE, "support-queue")
        assert queue.startswith("Waiting: ")
        assert "\n" not in queue


def _push(payment, to):
    push = payment.faults["bad-routes"].pushes["errors"]
    return push.model_copy(update={"to": push.to.model_copy(update={"value": to})})


def test_a_silent_team_hears_from_everybody(drill):
    drill.end()
    heard = [e.data["id"] for e in drill.of("inject.delivered", "inject.exec_question")]
    assert [name for name in heard if name != "tickets-grow"] == [
        "first-tickets",
        "restart-offer",
        "manager-offers",
        "network-calls",
        "campaign",
        "angry-post",
        "charged-twice",
        "press-question",
        "which-regions",
        "board-is-earlier",
    ]
    assert heard.count("tickets-grow") == 7


def test_the_cfo_asks_once_it_is_an_incident_and_the_vp_once_it_drags_on(drill):
    drill.do(5 * MINUTE + 20 * SECOND, "ol", "incident.declare", title="Card payments fail")
    drill.end()
    assert _clock(drill, "inject.exec_question") == ["14:40", "14:47", "15:24"]


def test_done_well_nobody_asks_about_the_rollback_but_about_closing(drill):
    drill.do(6 * MINUTE, "ol", "incident.declare", title="Card payments fail")
    drill.do(26 * MINUTE, "ol", "action.start", action="shift-to-backup")
    drill.do(35 * MINUTE, "ol", "action.start", action="rollback-4-12")
    drill.end()
    heard = [e.data["id"] for e in drill.of("inject.delivered", "inject.exec_question")]
    assert "why-no-rollback" not in heard
    assert "backup-load" in heard
    assert heard[-4:] == ["close-already", "take-it-back", "send-it-now", "hanging-payments"]


def test_every_trainee_seat_is_asked_something(payment):
    asked = {seat for inject in payment.injects if inject.expect for seat in inject.expect.by}
    assert asked == {"ic", "ol", "cl"}
    assert len(payment.injects) <= 20

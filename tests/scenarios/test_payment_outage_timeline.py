"""The timeline of the lesson, 14:15 to 16:00, to the minute, and what the room sees of it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from simulator.scenario import load_rubric
from simulator.scoring import score

CLOCKS = ["D1", "D4", "D5", "D6", "D7", "D10", "M1", "M6", "R3", "P1"]
"""Criteria that compare a time of day or an order with the lesson."""


def to_the_alerts(room):
    """14:15: multiple alerts fire; the incident is identified and declared."""
    room.at("14:15:50")
    room.do("ol", "page.ack", id="p1")
    room.do("ol", "incident.declare", title="Card payments are failing")


def to_the_commander(room):
    """14:20: the commander is named, and sets the severity."""
    to_the_alerts(room)
    room.at("14:20").do("ol", "role.assign", role="ic", to="ic")
    room.do("ic", "role.accept", role="ic")
    room.do("ic", "severity.set", level="SEV-1", reason="card payments blocked for 40 %")


def to_the_team(room):
    """14:25: team, cadence, first words, and the data team is asked in."""
    to_the_commander(room)
    room.at("14:24")
    for role in ("ol", "cl"):
        room.do("ic", "role.assign", role=role, to=role)
        room.do(role, "role.accept", role=role)
    room.at("14:25")
    room.do("ic", "cadence.set", audience="stakeholders", minutes=15)
    room.do("ic", "cadence.set", audience="public", minutes=30)
    room.do("cl", "statuspage.post", stage="investigating", next_in=20,
            text="Some customers cannot pay by card. We are looking into it.")  # fmt: skip
    tell(room, "investigating", "40% of card payments fail since 14:13", 20)
    room.do("ol", "page.request", team="data", reason="ledger-db went slow at the same time")


def tell(room, status, impact, minutes):
    room.do("cl", "update.post", audience="stakeholders", status=status, impact=impact,
            theory="release 4.12 suspected", next_action="route to the backup, roll back",
            next_in=minutes)  # fmt: skip


def change(room, action):
    """Propose, approve and start a change; return its id."""
    room.do("ol", "action.propose", action=action, risk="as in the runbook", undo="go back")
    run = room.last("action.proposed").data["id"]
    room.do("ic", "action.approve", id=run)
    room.do("ol", "action.start", id=run)
    return run


def to_the_mitigation(room):
    """14:45: traffic goes to the backup, the rollback has begun."""
    to_the_team(room)
    room.at("14:26").look("changes")
    room.look("router")
    room.at("14:34")
    room.do("ol", "task.assign", to="dba", text="Is it the ledger?", minutes=8)
    tell(room.at("14:40"), "mitigating", "40% of card payments fail", 15)
    shift = change(room, "shift-to-backup")
    rollback = change(room.at("14:45"), "rollback-4-12")
    room.at("14:46")
    room.do("ol", "mitigation.verify", id=shift, signals=["metrics"], worked=True)
    room.do("cl", "statuspage.post", stage="identified", next_in=30,
            text="We are undoing a change. Most card payments work, some still fail.")  # fmt: skip
    return rollback


def to_the_end(room):
    """15:30: full service; 16:00: closed, everybody told, review on the calendar."""
    rollback = to_the_mitigation(room)
    for clock, share in (("14:55", 18), ("15:10", 12), ("15:25", 6)):
        tell(room.at(clock), "recovering", f"{share}% of card payments fail", 15)
        if clock == "15:10":
            room.do("cl", "statuspage.post", stage="identified", next_in=30,
                    text="The change is being undone region by region.")  # fmt: skip
    room.at("15:30:15").look("test-purchase")
    signals = ["metrics", "test purchase"]
    room.do("ol", "mitigation.verify", id=rollback, signals=signals, worked=True)
    room.do("ol", "recovery.verify", signals=signals)
    tell(room.at("15:34"), "restored, monitoring", "nobody is hit since 15:30", 26)
    room.do("cl", "statuspage.post", stage="monitoring", next_in=30,
            text="Card payments work again for all customers. We keep watching.")  # fmt: skip
    room.do("ol", "action.undo", id=room.last("action.finished").data["id"].replace("2", "1"))
    room.at("16:00:30").do("ic", "incident.resolve")
    room.do("cl", "statuspage.post", stage="resolved",
            text="Card payments work as usual. We are sorry.")  # fmt: skip
    tell(room, "resolved", "about 9,000 card payments failed in 77 minutes", 30)
    room.do("ic", "postmortem.schedule", owner="ol", in_hours=43)


def test_at_1415_several_alerts_are_on_everybodys_board_and_one_pages(room):
    drill = room("payment-outage").at("14:14:59")
    assert drill.firing() == {"LedgerSlowQueries"}
    to_the_alerts(drill)
    new = {"PaymentErrorsHigh", "CardNetworkTimeouts", "CheckoutSlow", "FewerPaymentsThanUsual"}
    for seat in ("ic", "ol", "cl"):
        assert drill.firing(seat) == {"LedgerSlowQueries"} | new
    fired = [drill.when("alert.fired", alert=name)[0][:5] for name in sorted(new)]
    assert fired == ["14:15"] * 4
    (page,) = drill.sees("ol")["pages"]
    assert (page["alert"], page["to"]) == ("PaymentErrorsHigh", "ol")
    assert drill.chart("checkout.errors") == pytest.approx(0.4, abs=0.01)
    assert drill.chart("checkout.payments_made") == pytest.approx(540, abs=70)
    assert drill.sees("cl")["incident"]["title"] == "Card payments are failing"


def test_at_1420_there_is_a_commander_and_a_severity(room):
    drill = room("payment-outage")
    to_the_commander(drill)
    incident = drill.sees("cl")["incident"]
    assert incident["roles"]["ic"]["name"] == "Ana"
    assert incident["severity"] == "SEV-1"
    assert drill.session.header.facts["true_level"] == "SEV-1"


@pytest.mark.parametrize("seed", range(4))
def test_at_1425_the_team_works_and_the_database_administrator_is_on_the_way(room, seed):
    drill = room("payment-outage", seed)
    to_the_team(drill)
    seen = drill.sees("ol")
    assert {role: held["name"] for role, held in seen["incident"]["roles"].items()} == {
        "ic": "Ana", "ol": "Ben", "cl": "Cho",
    }  # fmt: skip
    assert seen["incident"]["cadence"] == {"stakeholders": 15, "public": 30}
    assert seen["statuspage"]["stage"] == "investigating"
    assert len(seen["updates"]) == 1
    drill.at("14:34")
    (joined,) = drill.when("responder.joined", person="dba")
    assert "14:29:00" <= joined <= "14:33:00"
    assert "Oskar Vinter" in {person["name"] for person in drill.sees("ic")["people"]}
    drill.do("ol", "task.assign", to="dba", text="Is it the ledger?", minutes=8)
    drill.at("14:41")
    (task,) = drill.sees("ol")["tasks"]
    assert "all of them belong to the reporting user" in task["report"].lower()


@pytest.mark.parametrize("seed", range(4))
def test_at_1445_partial_service_is_restored_and_the_rollback_runs(room, seed):
    drill = room("payment-outage", seed)
    to_the_mitigation(drill)
    runs = {run["action"]: run for run in drill.sees("ic")["actions"]["runs"]}
    assert runs["shift-to-backup"]["status"] == "finished"
    assert runs["rollback-4-12"]["status"] == "running"
    assert runs["rollback-4-12"]["started_at"] == drill.ms("14:45")
    assert runs["rollback-4-12"]["expected"] == drill.ms("15:30")
    assert drill.chart("checkout.errors") == pytest.approx(0.183, abs=0.01)
    assert drill.chart("checkout.payments_made") == pytest.approx(735, abs=80)
    assert "FewerPaymentsThanUsual" not in drill.firing()
    assert "BackupProcessorBusy" in drill.firing()


def test_both_changes_can_begin_in_the_same_minute(room):
    drill = room("payment-outage").at("14:45")
    drill.start("shift-to-backup")
    drill.start("rollback-4-12")
    drill.at("15:31")
    assert drill.when("action.finished", action="shift-to-backup") == ["14:49:00"]
    assert drill.when("action.finished", action="rollback-4-12") == ["15:30:00"]
    assert drill.impact == 0.0


def test_between_1445_and_1530_one_region_after_the_other_comes_back(room):
    drill = room("payment-outage")
    to_the_mitigation(drill)
    tries = "5 tries, 5 paid"
    for clock, stage, share, good in (
        ("14:50", "", 0.18, []),
        ("15:01", "Europe", 0.12, ["Europe"]),
        ("15:16", "North America", 0.06, ["Europe", "North America"]),
    ):
        drill.at(clock)
        run = drill.sees("ic")["actions"]["runs"][-1]
        assert run["stage"] == stage
        assert drill.chart("card-router.errors", "ol") == pytest.approx(share, abs=0.01)
        lines = drill.look("test-purchase").split("\n")
        assert [line.split(":")[0] for line in lines if tries in line] == good
        assert drill.look("router").count("Release 4.12 runs in: ") == 1


def test_at_1530_payments_are_verified_and_full_service_is_restored(room):
    drill = room("payment-outage")
    to_the_mitigation(drill)
    drill.at("15:30:15")
    assert drill.when("action.finished", action="rollback-4-12") == ["15:30:00"]
    assert drill.look("test-purchase").count("5 tries, 5 paid") == 3
    assert drill.clock.now < drill.ms("15:31")
    assert drill.impact == 0.0
    assert drill.firing() == {"BackupProcessorBusy"}
    assert drill.chart("checkout.errors") == pytest.approx(0.004, abs=0.005)
    assert drill.chart("checkout.payments_made") == pytest.approx(896, abs=80)


def test_at_1600_it_is_closed_told_and_the_review_is_scheduled_while_the_drill_still_runs(room):
    drill = room("payment-outage")
    to_the_end(drill)
    seen = drill.sees("ic")
    assert seen["drill"]["phase"] == "running"
    assert seen["incident"]["resolved_at"] == drill.ms("16:00:30")
    assert seen["statuspage"]["stage"] == "resolved"
    assert seen["updates"][-1]["status"] == "resolved"
    assert seen["incident"]["postmortem"]["owner"] == "ol"
    assert drill.firing() == set()
    drill.end()
    assert drill.when("drill.ended") == ["16:10:00"]


@pytest.mark.parametrize("seed", range(3))
def test_played_like_the_lesson_it_scores_like_the_lesson(room, seed):
    drill = room("payment-outage", seed)
    to_the_end(drill)
    drill.end()
    card = score(drill.session.header, drill.events, drill.policy, load_rubric())
    values = {name: card.criteria[name].value for name in CLOCKS}
    assert values == dict.fromkeys(CLOCKS, 1.0), [card.criteria[n].said for n in CLOCKS]


def test_somebody_wants_something_in_every_quarter_of_an_hour(room):
    drill = room("payment-outage")
    to_the_end(drill)
    told = [drill.ms("14:15"), *(e.t for e in drill.of("inject.delivered", "inject.exec_question"))]
    gaps = [later - earlier for earlier, later in pairwise(told)]
    assert max(gaps) <= drill.ms("14:25")

"""The score while a drill runs: for staff only, a little at a time, and never in the way."""

from __future__ import annotations

import pytest

from simulator.model.score import CAPABILITIES
from simulator.rules.views import Viewer
from simulator.scenario import load_rubric
from simulator.scoring import score
from simulator.session import Sender
from simulator.store import MemoryStore
from tests.web.office import Office
from web import live_score

MINUTE = 60_000
BOSS = Sender("facilitator", staff=True)
ANA = Sender("ana")
FACILITATOR = Viewer("facilitator", "facilitator")


@pytest.fixture
def office():
    return Office(MemoryStore())


@pytest.fixture
def room(office):
    room = office.rooms.create("payment-outage")
    for name, seat in (("Ana", "ic"), ("Ben", "ol"), ("Eve", "observer")):
        assert room.join(name, seat)[1]["ok"]
    return room


def go_on(office, room, seconds):
    office.wall.now += seconds
    room.step()


def kept(messages):
    """Merge messages as docs/wire.md tells clients to."""
    whole, rows = {}, {}
    for message in messages:
        rows |= message.get("criteria", {})
        whole |= message
    return whole | {"criteria": {key: row for key, row in rows.items() if row is not None}}


def test_a_facilitator_gets_all_of_it_at_once_and_then_what_changes(office, room):
    room.connect("boss", FACILITATOR, 0)
    (first,) = office.messages("boss", "score")
    assert list(first["capabilities"]) == list(CAPABILITIES)
    assert {row["status"] for row in first["criteria"].values()} == {"not_applicable"}
    assert first["due"] == first["patterns"] == []
    room.session.submit(BOSS, "drill.start", {})
    go_on(office, room, 10 * 60)
    room.session.submit(ANA, "incident.declare", {"title": "Card payments fail"})
    go_on(office, room, 1)
    news = office.messages("boss", "score")[-1]
    assert news["criteria"]["D4"]["status"] == "scored"
    assert 0 < len(news["criteria"]) < len(first["criteria"])
    declared = news["criteria"]["D4"]
    assert declared["said"].startswith("Incident declared ")
    assert (declared["capability"], declared["seat"], declared["weight"]) == (
        "detection",
        "team",
        3,
    )


def test_what_is_due_soonest_is_announced_once_each(office, room):
    room.connect("boss", FACILITATOR, 0)
    room.session.submit(BOSS, "drill.start", {})
    go_on(office, room, 10 * 60)
    room.session.submit(ANA, "incident.declare", {"title": "Card payments fail"})
    go_on(office, room, 1)
    due = office.messages("boss", "score")[-1]["due"]
    assert len({row["criterion"] for row in due}) == len(due) <= 10
    assert [row["due"] for row in due] == sorted(row["due"] for row in due)
    assert all(row["due"] > room.session.position().t for row in due)
    (severity,) = [row for row in due if row["criterion"] == "D5"]
    declared = next(e for e in room.session.events_after(0) if e.kind == "incident.declared")
    assert severity == {
        "criterion": "D5",
        "name": "Severity right and on time",
        "seat": "ic",
        "due": declared.t + 5 * MINUTE,
    }


def test_nothing_is_announced_before_it_is_asked_for(office, room):
    room.connect("boss", FACILITATOR, 0)
    room.session.submit(BOSS, "drill.start", {})
    go_on(office, room, 8 * 60)
    due = kept(office.messages("boss", "score"))["due"]
    assert "D4" in {row["criterion"] for row in due}
    assert "D10" not in {row["criterion"] for row in due}, "its clock begins with the declaration"


def test_anti_patterns_come_as_they_show(office, room):
    room.connect("boss", FACILITATOR, 0)
    room.session.submit(BOSS, "drill.start", {})
    go_on(office, room, 60 * 60)
    patterns = kept(office.messages("boss", "score"))["patterns"]
    assert {"name": "slow ack", "criteria": ["D1"]} in patterns


def test_no_trainee_and_no_observer_ever_gets_a_score(office, room):
    room.connect("boss", FACILITATOR, 0)
    for person, seat in (("ana", "ic"), ("ben", "ol"), ("eve", "observer")):
        room.connect(person, Viewer(person, seat), 0)
    room.submit(BOSS, "drill.start", {})
    for _ in range(20):
        go_on(office, room, 5 * 60)
        room.submit(ANA, "message.post", {"text": "Still looking"})
    room.submit(BOSS, "drill.end", {})
    room.submit(BOSS, "note.add", {"tag": "end", "text": "Over"})
    assert len(office.messages("boss", "score")) > 10
    assert {who for who, name, _ in office.sent if name == "score"} == {"boss"}


def evaluator(room, name="eva"):
    admit = {"person": name, "name": name.title(), "seat": "evaluator"}
    assert room.submit(BOSS, "seat.admit", admit)["ok"]
    room.connect(name, Viewer(name, "evaluator"), 0)


def test_an_evaluator_gets_what_a_facilitator_gets(office, room):
    room.connect("boss", FACILITATOR, 0)
    evaluator(room)
    room.submit(BOSS, "drill.start", {})
    for _ in range(10):
        go_on(office, room, 60)
    assert kept(office.messages("eva", "score")) == kept(office.messages("boss", "score"))
    assert {who for who, name, _ in office.sent if name == "score"} == {"boss", "eva"}


def test_an_evaluator_who_is_given_a_role_to_play_hears_no_more_of_it(office, room):
    evaluator(room)
    room.submit(BOSS, "drill.start", {})
    go_on(office, room, 60)
    assert office.messages("eva", "score")
    assert room.submit(BOSS, "seat.move", {"person": "eva", "seat": "cl"})["ok"]
    office.sent.clear()
    for _ in range(10):
        go_on(office, room, 60)
    assert not office.messages("eva", "score")
    judged = room._score._at
    go_on(office, room, 600)
    assert room._score._at == judged, "nobody watches any more"


def test_somebody_who_becomes_an_evaluator_is_told_everything(office, room):
    room.connect("eve", Viewer("eve", "observer"), 0)
    room.submit(BOSS, "drill.start", {})
    go_on(office, room, 60)
    assert not office.messages("eve", "score")
    assert room.submit(BOSS, "seat.move", {"person": "eve", "seat": "evaluator"})["ok"]
    go_on(office, room, 1)
    (first,) = office.messages("eve", "score")
    assert list(first["capabilities"]) == list(CAPABILITIES)
    assert first["criteria"]


def test_what_a_client_has_kept_is_the_score_of_the_whole_log(office, room):
    room.connect("boss", FACILITATOR, 0)
    room.submit(BOSS, "seat.bot", {"seat": "cl", "crew": "expert"})
    room.submit(BOSS, "drill.start", {})
    for _ in range(100):
        go_on(office, room, 60)
    room.connect("late", FACILITATOR, 0)
    told, late = kept(office.messages("boss", "score")), office.messages("late", "score")[0]
    assert told == late
    log, policy = room.session.log(), room.session.policy
    card = score(log.header, log.events, policy, load_rubric())
    done = {key: v for key, v in card.criteria.items() if v.status == "scored" and v.value == 0}
    assert done
    for key, verdict in done.items():
        assert told["criteria"][key]["value"] == verdict.value
    assert {name: one["letter"] for name, one in told["capabilities"].items()} == card.capabilities


def test_a_running_drill_is_not_judged_at_every_step(office, room):
    room.connect("boss", FACILITATOR, 0)
    room.submit(BOSS, "drill.start", {})
    room.submit(BOSS, "drill.speed", {"factor": 60})
    go_on(office, room, 1)
    judged = room._score._at
    for _ in range(9):
        go_on(office, room, 0.1)
    assert room._score._at == judged
    go_on(office, room, 4.2)
    assert room._score._at > judged


def test_a_paused_drill_is_judged_after_what_happens_anyway(office, room):
    room.connect("boss", FACILITATOR, 0)
    room.submit(BOSS, "drill.start", {})
    go_on(office, room, 60)
    room.submit(BOSS, "drill.pause", {})
    go_on(office, room, 1)
    seen = room._score._seen
    go_on(office, room, 1)
    assert room._score._seen == seen == room.session.seq
    room.submit(BOSS, "probe.ask", {})
    go_on(office, room, 1)
    assert room._score._seen == room.session.seq


def test_the_review_counts_also_after_the_end(office, room):
    room.connect("boss", FACILITATOR, 0)
    room.submit(BOSS, "drill.start", {})
    go_on(office, room, 10 * 60)
    room.submit(ANA, "incident.declare", {"title": "Card payments fail"})
    room.submit(BOSS, "drill.end", {})
    sections = {"summary": "Card payments failed for forty minutes after a release of the router."}
    answer = room.submit(ANA, "postmortem.write", {"sections": sections, "actions": []})
    assert answer["ok"], answer
    news = office.messages("boss", "score")[-1]
    assert any(row["capability"] == "post_incident" for row in news["criteria"].values())


def test_nothing_is_judged_while_nobody_watches(office, room):
    room.submit(BOSS, "drill.start", {})
    go_on(office, room, 60)
    assert room._score._judge is None
    room.connect("boss", FACILITATOR, 0)
    room.disconnect("boss")
    before = room._score._at
    go_on(office, room, 600)
    assert room._score._at == before
    room.connect("boss", FACILITATOR, 0)
    assert office.messages("boss", "score")[-1]["t"] == room.session.position().t
    assert office.messages("boss", "score")[-1]["criteria"]


def test_a_fault_of_the_scorer_does_not_hold_the_drill_up(office, room, monkeypatch, caplog):
    caplog.set_level("CRITICAL")
    room.connect("boss", FACILITATOR, 0)

    def fail(_card, _cuts):
        raise ValueError("no")

    monkeypatch.setattr(live_score, "anti_patterns", fail)
    room.submit(BOSS, "drill.start", {})
    go_on(office, room, 60)
    go_on(office, room, 60)
    assert room.session.position().running
    assert office.messages("boss", "tick")
    assert len(office.messages("boss", "score")) == 1


def test_a_criterion_that_is_gone_is_told_as_null():
    old = {"criteria": {"D1": {"value": 1}, "K8": {"value": 0}}, "due": []}
    new = {"criteria": {"D1": {"value": 1}, "D2": {"value": 0.5}}, "due": []}
    news = live_score._changed(old, new)
    assert news == {"criteria": {"D2": {"value": 0.5}, "K8": None}}

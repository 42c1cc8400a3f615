"""A bot that plays a responder."""

from __future__ import annotations

import pytest

from simulator.bots import CREWS
from simulator.model.scenario.alerting import TeamSpec
from simulator.rehearsal import Crew, new_header
from simulator.session import Sender, Session, SteppedClock

MINUTE = 60_000
BOSS = Sender("facilitator", staff=True)
ANA = Sender("ana")


class Nowhere:
    def append(self, records, position):
        pass


class Room:
    """A drill in which a human leads operations and a bot helps."""

    def __init__(self, scenario, policy, crew="expert", seed=1):
        self.clock = SteppedClock()
        self.session = Session(
            header=new_header("help", scenario, "", policy, seed),
            scenario=scenario, policy=policy, clock=self.clock, journal=Nowhere(),
        )  # fmt: skip
        self.do(ANA, "seat.take", name="Ana", seat="ol")
        self.do(BOSS, "seat.bot", seat="responder", crew=crew)
        self.bots = Crew(self.session)
        self.do(BOSS, "drill.start")

    def do(self, sender, verb, **args):
        answer = self.session.submit(sender, verb, args)
        assert answer["ok"], answer

    def until(self, minutes):
        stop = minutes * MINUTE
        while self.clock.now < stop:
            dues = [self.session.next_time(), self.bots.next_due(), stop]
            self.clock.now = max(self.clock.now, min(d for d in dues if d is not None))
            self.session.advance()
            self.bots.step(self.clock.now)

    def of(self, kind):
        return [e for e in self.session.log().events if e.kind == kind]

    def looked(self):
        return [(e.actor, e.data["source"]) for e in self.of("evidence.asked")]


@pytest.mark.parametrize("crew", CREWS)
def test_it_sits_there_and_changes_nothing_of_its_own_accord(shop, policy, crew):
    room = Room(shop, policy, crew)
    (person,) = [p for p in room.session.state.people.values() if p.bot]
    assert (person.id, person.name, person.seat) == ("bot-responder", "Responder bot", "responder")
    room.until(100)
    assert room.of("action.started") == []
    assert room.looked() == []


def test_it_looks_where_the_task_says_and_reports_what_it_saw(shop, policy):
    room = Room(shop, policy)
    room.until(6)
    text = "Read the card-router logs and the changes since two."
    room.do(ANA, "task.assign", to="responder", text=text, minutes=10)
    room.until(20)
    (acked,) = room.of("task.acked")
    (report,) = room.of("task.reported")
    assert acked.actor == report.actor == "bot-responder"
    assert report.t <= 16 * MINUTE
    assert room.looked() == [("bot-responder", "changes"), ("bot-responder", "router-logs")]
    assert (
        "card-router logs: card-router: network timeouts; ledger-db: normal." in report.data["text"]
    )
    assert "new routing table" in report.data["text"]


def test_told_nothing_in_particular_it_looks_at_one_thing_that_fits(shop, policy):
    room = Room(shop, policy)
    room.until(6)
    room.do(ANA, "task.assign", to="responder", text="Is card-router behind this?", minutes=10)
    room.until(20)
    assert room.looked() == [("bot-responder", "router-logs")]
    (report,) = room.of("task.reported")
    assert report.data["text"].startswith("card-router logs: card-router: network timeouts")


def test_a_board_is_reported_with_its_figures(shop, policy):
    room = Room(shop, policy)
    room.until(6)
    room.do(ANA, "task.assign", to="responder", text="Watch the payments overview", minutes=10)
    room.until(20)
    (report,) = room.of("task.reported")
    assert report.data["text"].startswith("Payments overview: checkout.errors 4")


def test_each_task_gets_its_own_look_and_report(shop, policy):
    room = Room(shop, policy)
    room.until(6)
    for what in ("changes", "synthetic"):
        room.do(ANA, "task.assign", to="responder", text=f"Look at {what}", minutes=15)
    room.until(30)
    assert sorted(e.data["id"] for e in room.of("task.reported")) == ["t1", "t2"]
    assert sorted(source for _, source in room.looked()) == ["changes", "synthetic"]


def test_with_nothing_to_look_at_it_says_so(shop, policy):
    room = Room(shop.model_copy(update={"evidence": {}}), policy)
    room.until(6)
    room.do(ANA, "task.assign", to="responder", text="Look at the logs", minutes=10)
    room.until(20)
    (report,) = room.of("task.reported")
    assert report.data["text"] == "I could not look at anything yet."


def test_it_answers_the_call_for_a_team_that_a_responder_plays(shop, policy):
    experts = {"experts": TeamSpec(brings="responder")}
    room = Room(shop.model_copy(update={"oncall": shop.oncall | experts}), policy)
    room.until(6)
    room.do(ANA, "page.request", team="experts", reason="we do not know the router")
    room.until(12)
    (joined,) = room.of("responder.joined")
    assert (joined.data["person"], joined.data["team"]) == ("bot-responder", "experts")


def test_left_alone_it_declares(shop, policy):
    room = Room(shop, policy)
    room.do(ANA, "seat.leave")
    room.until(12)
    (declared,) = room.of("incident.declared")
    assert declared.actor == "bot-responder"


def test_another_crew_takes_its_place_and_a_human_sits_beside_it(shop, policy):
    room = Room(shop, policy)
    room.do(BOSS, "seat.bot", seat="responder", crew="average")
    room.do(Sender("ben"), "seat.take", name="Ben", seat="responder")
    assert [e.data["bot"] for e in room.of("seat.taken")][1:] == ["expert", "average", None]
    (left,) = room.of("seat.left")
    assert left.data == {"person": "bot-responder", "seat": "responder"}

"""What the evidence says to a question."""

from __future__ import annotations

import pytest

from simulator.model.records import digest
from simulator.model.units import MINUTE
from simulator.rehearsal import play, suggestions
from simulator.rehearsal.headless import Nowhere
from simulator.scenario import Library, load_policy
from simulator.session import Session, SteppedClock

IMAG = load_policy("imag")


def standing(scenario, log, minutes):
    t = minutes * MINUTE
    records = [r for r in log.records if r.t <= t]
    return Session(
        header=log.header, scenario=scenario, policy=IMAG, clock=SteppedClock(t),
        journal=Nowhere(), records=records, until=t,
    )  # fmt: skip


@pytest.fixture(scope="module")
def session():
    scenario = Library(()).find("payment-outage").scenario
    return standing(scenario, play(scenario, IMAG, crew="average", seed=3).log, 20)


@pytest.fixture(scope="module")
def ask(session):
    services = {name: one.title or name for name, one in session.scenario.services.items()}
    return lambda question: suggestions(question, session.glance(), services)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Is the ledger database ok?", "ledger"),
        ("What do the logs of card-router say?", "router-logs"),
        ("Was anything deployed in the last hours?", "changes"),
        ("Which regions are affected?", "test-purchase"),
        ("Can you buy something?", "test-purchase"),
        ("What are customers reporting?", "support-queue"),
        ("What does the runbook say about a rollback?", "runbook"),
        ("How much of the error budget is left?", "budget"),
        ("Where do the traces spend their time?", "traces"),
    ],
)
def test_the_source_that_speaks_of_it_comes_first(ask, question, best):
    found = ask(question)
    assert found[0].source == best
    assert 1 <= len(found) <= 5
    assert all(one.text and len(one.text) <= 600 for one in found)


def test_a_question_about_everything_gets_one_source_of_each_kind_first(ask):
    found = [one.source for one in ask("How bad is it, how many customers are hit?")]
    assert set(found[:3]) == {"overview", "test-purchase", "support-queue"}


def test_a_question_about_nothing_gets_nothing(ask):
    assert ask("Why?") == ()
    assert ask("Should we?") == ()


def test_values_stand_with_their_service(ask):
    (overview,) = [one for one in ask("How bad is the checkout?") if one.source == "overview"]
    assert overview.title == "Shop overview"
    assert overview.text.startswith("Checkout: traffic ")
    assert ", errors 40" in overview.text
    assert overview.as_json() == {
        "source": "overview", "title": "Shop overview", "text": overview.text,
    }  # fmt: skip


def test_a_trace_says_where_its_time_goes_and_a_budget_how_long_it_lasts(ask):
    texts = {one.source: one.text for one in ask("traces: which span is slow?")}
    assert texts["traces"].startswith("Longest span: send_to_network in card-router, 5.")
    texts = {one.source: one.text for one in ask("What of the error budget?")}
    assert "of the error budget is left, gone in" in texts["budget"]


def test_looking_like_this_leaves_no_trace(session):
    before = digest(session.log().records)
    assert session.glance() == session.glance()
    assert digest(session.log().records) == before


def test_a_drill_that_was_peeked_at_goes_on_as_any_other():
    scenario = Library(()).find("edge-502").scenario
    played = play(scenario, IMAG, crew="average", seed=3).log
    peeked, plain = standing(scenario, played, 20), standing(scenario, played, 20)
    for session in (peeked, plain):
        session.clock.run()
        for minute in range(21, 60):
            session.clock.now = minute * MINUTE
            session.advance()
            if session is peeked:
                assert len(session.glance()) == len(scenario.evidence)
    assert digest(peeked.log().records) == digest(plain.log().records)


def test_it_shows_what_a_look_that_ends_now_shows(session):
    scenario = session.scenario
    played = play(scenario, IMAG, crew="average", seed=3).log
    looks = [e for e in played.events if e.kind == "evidence.viewed" and e.t % MINUTE]
    assert looks
    for look in looks[:5]:
        clock = SteppedClock(look.t)
        records = [r for r in played.records if r.seq < look.seq and r.t <= look.t]
        before = Session(
            header=played.header, scenario=scenario, policy=IMAG, clock=clock, journal=Nowhere(),
            records=[r for r in records if r.t < look.t], until=look.t,
        )  # fmt: skip
        (row,) = [one for one in before.glance() if one["source"] == look.data["source"]]
        assert {"id": look.data["id"]} | row == look.data


def test_before_the_start_there_is_nothing_to_see():
    scenario = Library(()).find("payment-outage").scenario
    header = play(scenario, IMAG, crew="idle", seed=3).log.header
    lobby = Session(
        header=header, scenario=scenario, policy=IMAG, clock=SteppedClock(), journal=Nowhere()
    )
    assert lobby.glance() == []

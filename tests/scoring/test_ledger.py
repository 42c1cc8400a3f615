"""Who knew what, when: nobody knows what nobody could read, and no word tells what is not so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.records import Event, Header
from simulator.model.units import MINUTE
from simulator.scenario import load_policy
from simulator.scoring import Trace
from simulator.scoring.ledger import BEFORE, STAGES, ledger, typical_lags
from tests.scoring.junk import EVENTS, FACT_TIMES, FACTS, events_of

ALERT = (5, "alert.fired", "world", "world", {"page": True, "alert": "Slow"})
SEATS = [
    (0, "seat.taken", who, seat, {"person": who, "seat": seat})
    for who, seat in (("ana", "ic"), ("ben", "ol"), ("cho", "cl"))
]
HIT = (3, "impact.changed", "world", "world", {"level": 0.4})
EASED = (20, "impact.changed", "world", "world", {"level": 0.1})
DECLARED = (6, "incident.declared", "ana", "ic", {})
LOOK = (22, "evidence.viewed", "ben", "ol", {"kind": "dashboard"})
VERIFIED = (24, "mitigation.verified", "ben", "ol", {"id": "a1", "worked": True})
LONG = (
    "Status: recovering. Impact: {}. Duration: 20 min so far. Team: IC and OL. Theory: the "
    "release. Next action: watch the error rate. Next update at 14:50."
)


def update(minute, impact, role="cl"):
    data = {"audience": "stakeholders", "status": "recovering", "impact": impact,
            "theory": "the release", "next_action": "watch the error rate",
            "next_at": (minute + 10) * MINUTE, "text": LONG.format(impact)}  # fmt: skip
    return (minute, "update.posted", "cho", role, data)


@pytest.fixture
def facts(trace):
    def find(*lines, seats=True, **more):
        made = trace(*(SEATS if seats else []), *lines, **more)
        return {
            fact.what: {stage: known.t / MINUTE for stage, known in fact.known.items()}
            for fact in ledger(made)
        }

    return find


def test_the_ideal_outage_has_its_four_facts(ideal, policy):
    found = ledger(Trace(ideal.header, ideal.events, policy))
    assert [fact.what for fact in found] == [
        "Users are hit",
        "Cause: release 4.12 routing table sends traffic to a timing-out card network",
        "Users hit: down from 40% to 18%",
        "Nobody is hit any more",
    ]
    for fact in found:
        assert list(fact.known) == list(STAGES)
    eased = {stage: (known.t // MINUTE, known.seq) for stage, known in found[2].known.items()}
    assert eased == {
        "knowable": (31, 64), "ol": (32, 65), "ic": (33, 66), "inside": (35, 72),
        "customers": (36, 75),
    }  # fmt: skip


def test_lags_are_from_hand_to_hand_and_typical_ones_are_medians(ideal, policy):
    found = ledger(Trace(ideal.header, ideal.events, policy))
    assert found[3].lag("knowable", "ol") == MINUTE
    assert found[3].lag("ic", "customers") == 2 * MINUTE
    assert typical_lags(found) == {
        ("knowable", "ol"): MINUTE // 2,
        ("ol", "ic"): 1.5 * MINUTE,
        ("ic", "inside"): 3.5 * MINUTE,
        ("ic", "customers"): 4 * MINUTE,
    }
    assert typical_lags([]) == {}


def test_what_an_alert_shows_everybody_knows_who_is_there(facts):
    assert facts(ALERT)["Users are hit"] == {"knowable": 5, "ol": 5, "ic": 5}


def test_who_comes_later_reads_then_what_was_there(facts):
    lines = [ALERT, DECLARED, (9, "role.accepted", "ana", "ic", {"role": "ic"})]
    found = facts(*lines, seats=False)["Users are hit"]
    assert found["ic"] == 9
    assert "ol" not in found


def test_who_left_the_seat_before_does_not_know(facts):
    gone = [(0, "seat.taken", "ana", "ic", {"person": "ana", "seat": "ic"}),
            (4, "seat.left", "ana", "ic", {"person": "ana", "seat": "ic"}),
            (8, "seat.taken", "eve", "ic", {"person": "eve", "seat": "ic"})]  # fmt: skip
    assert facts(*gone, ALERT, seats=False)["Users are hit"]["ic"] == 8


def test_the_ic_does_not_know_what_only_operations_looked_at(facts):
    found = facts(ALERT, HIT, DECLARED, EASED, LOOK)
    assert found["Users hit: down from 40% to 10%"] == {"knowable": 20, "ol": 22}
    told = facts(ALERT, HIT, DECLARED, EASED, LOOK, VERIFIED)
    assert told["Users hit: down from 40% to 10%"]["ic"] == 24


def test_a_look_into_the_runbook_shows_nothing_of_the_impact(facts):
    book = (22, "evidence.viewed", "ben", "ol", {"kind": "runbook"})
    assert facts(ALERT, HIT, DECLARED, EASED, book)["Users hit: down from 40% to 10%"] == {
        "knowable": 20
    }


def test_a_direct_word_reaches_only_whom_it_was_for(facts):
    words = {"text": "10% of card payments still fail at checkout", "channel": "dm-cl"}
    lines = [ALERT, HIT, DECLARED, EASED, LOOK, (23, "message.posted", "ben", "ol", words)]
    assert "ic" not in facts(*lines)["Users hit: down from 40% to 10%"]
    lines[-1] = (23, "message.posted", "ben", "ol", words | {"channel": "dm-ic"})
    assert facts(*lines)["Users hit: down from 40% to 10%"]["ic"] == 23


def test_a_word_that_says_nothing_of_it_tells_nobody(facts):
    words = {"text": "I am on it, more soon", "channel": "incident"}
    found = facts(ALERT, HIT, DECLARED, EASED, (23, "message.posted", "ben", "ol", words))
    assert found["Users hit: down from 40% to 10%"] == {"knowable": 20}


def test_an_old_number_does_not_tell_the_new_one(facts):
    old, new = update(22, "40% of card payments failing"), update(30, "10% of payments failing")
    found = facts(ALERT, HIT, DECLARED, EASED, LOOK, VERIFIED, old, new)
    assert found["Users hit: down from 40% to 10%"]["inside"] == 30


def test_a_word_to_people_is_never_before_the_ic_could_read_it(facts):
    """Who writes that 10% are hit has seen it; who is in command reads it there at the latest."""
    found = facts(ALERT, HIT, DECLARED, EASED, update(21, "10% of card payments failing"), VERIFIED)
    assert found["Users hit: down from 40% to 10%"] == {
        "knowable": 20, "ol": 21, "ic": 21, "inside": 21,
    }  # fmt: skip


def test_a_vague_word_counts_only_once_somebody_on_the_team_was_aware(facts):
    vague = update(21, "payments by card")
    assert (
        "inside" not in facts(ALERT, HIT, DECLARED, EASED, vague)["Users hit: down from 40% to 10%"]
    )
    found = facts(ALERT, HIT, DECLARED, EASED, LOOK, update(25, "payments by card"))
    assert found["Users hit: down from 40% to 10%"]["inside"] == 25


def test_a_fact_that_was_overtaken_reaches_nobody_any_more(facts):
    over = (26, "impact.changed", "world", "world", {"level": 0.0})
    verified = (27, *VERIFIED[1:])
    found = facts(ALERT, HIT, DECLARED, EASED, over, verified)
    assert found["Users hit: down from 40% to 10%"] == {"knowable": 20}
    assert found["Nobody is hit any more"] == {"knowable": 26, "ol": 27, "ic": 27}


def test_steps_of_one_recovery_are_one_fact(facts):
    over = (23, "impact.changed", "world", "world", {"level": 0.0})
    found = facts(ALERT, HIT, DECLARED, EASED, over, VERIFIED)
    assert found["Nobody is hit any more"] == {"knowable": 20, "ol": 24, "ic": 24}


def test_a_cause_is_known_from_the_look_that_showed_it(facts):
    idea = (10, "hypothesis.stated", "ben", "ol", {"id": "h1", "text": "the release"})
    look = (12, "evidence.viewed", "ben", "ol", {"kind": "logs"})
    test = (14, "hypothesis.tested", "ben", "ol", {"id": "h1", "result": "confirmed"})
    found = facts(ALERT, DECLARED, idea, look, test, update(16, "card payments"))
    assert found["Cause: the release"] == {"knowable": 12, "ol": 12, "ic": 14, "inside": 16}
    refuted = (14, "hypothesis.tested", "ben", "ol", {"id": "h1", "result": "refuted"})
    assert "Cause: the release" not in facts(ALERT, idea, look, refuted)


def test_an_update_without_a_theory_does_not_tell_the_cause(facts):
    idea = (10, "hypothesis.stated", "ben", "ol", {"id": "h1", "text": "the release"})
    test = (14, "hypothesis.tested", "ben", "ol", {"id": "h1", "result": "confirmed"})
    minute, kind, who, role, data = update(16, "card payments")
    silent = (minute, kind, who, role, data | {"theory": "-"})
    assert "inside" not in facts(ALERT, idea, test, silent)["Cause: the release"]


def test_the_ic_reads_for_a_seat_that_nobody_has(facts):
    alone = (0, "seat.taken", "ana", "ic", {"person": "ana", "seat": "ic"})
    words = {"text": "10% of card payments still fail", "channel": "dm-ol"}
    said = (23, "message.posted", "dba", "persona", words)
    found = facts(alone, ALERT, HIT, DECLARED, EASED, said, seats=False)
    assert found["Users hit: down from 40% to 10%"]["ic"] == 23


def test_without_anything_to_know_there_is_no_ledger(facts):
    assert facts() == {}


# -- laws ------------------------------------------------------------------------------------------


def _found(header, events):
    return ledger(Trace(header, events, load_policy("imag")))


@given(EVENTS, FACTS)
def test_no_log_can_make_it_fail_and_nothing_is_known_before_it_could_be(lines, facts):
    for fact in _found(Header(facts=facts), events_of(lines)):
        start = fact.known["knowable"].t
        assert all(known.t >= start for known in fact.known.values())
        told = [fact.known[stage].t for stage in ("inside", "customers") if stage in fact.known]
        if told and "ic" in fact.known:
            assert all(lag is None or lag >= 0 for lag in (fact.lag("ic", s) for s in BEFORE))


@given(st.integers(0, 10**7))
def test_shifting_all_times_shifts_the_ledger_alone(by):
    facts = {"declarable_at": 5 * MINUTE}
    lines = [*SEATS, ALERT, HIT, DECLARED, EASED, LOOK, VERIFIED]
    events = [Event(n, round(m * MINUTE), *rest) for n, (m, *rest) in enumerate(sorted(
        lines, key=lambda line: line[0]), 1)]  # fmt: skip
    later = [replace(event, t=event.t + by) for event in events]
    moved = {key: value + by if key in FACT_TIMES else value for key, value in facts.items()}
    one, other = _found(Header(facts=facts), events), _found(Header(facts=moved), later)
    assert [fact.what for fact in one] == [fact.what for fact in other]
    for a, b in zip(one, other, strict=True):
        assert {s: k.t + by for s, k in a.known.items()} == {s: k.t for s, k in b.known.items()}


def test_an_unknown_event_changes_nothing(ideal, policy):
    extra = Event(900, 30 * MINUTE, "coffee.brewed", "ana", "ic", {"text": "black"})
    before = ledger(Trace(ideal.header, ideal.events, policy))
    assert ledger(Trace(ideal.header, [*ideal.events, extra], policy)) == before

"""What injects asked for: criteria of their own, with the reply time."""

from __future__ import annotations

import pytest

from simulator.scenario import load_rubric
from simulator.scoring import score

ASKED = {"id": "cfo-asks", "by": ["cl", "ic"], "verb": "query.answer", "within": 300_000}
DELIVERED = (2, "inject.delivered", "cfo", "persona", {"id": "cfo-asks", "name": "Helena Brandt"})
END = (60, "drill.ended", "world", "world")


@pytest.fixture
def asked(trace):
    def judge(*lines):
        made = trace(*lines)
        card = score(made.header, made.events, made.policy, load_rubric())
        return {k: v for k, v in card.criteria.items() if k.startswith("E:")}, card

    return judge


def expected(minute, **more):
    return (minute, "inject.expected", "world", "world", {**ASKED, "worth": 2, **more})


def met(minute):
    return (minute, "inject.met", "world", "world", {"id": "cfo-asks", "verb": "query.answer"})


@pytest.mark.parametrize(
    ("minute", "value", "said"),
    [
        (5, 1.0, "Done 3 min after it was asked for; target 5 min."),
        (9.5, 0.5, "Done 7.5 min after it was asked for; target 5 min."),
        (20, 0.0, "Done 18 min after it was asked for; target 5 min."),
    ],
)
def test_the_reply_time_is_told_and_judged(asked, minute, value, said):
    found, card = asked(expected(2), DELIVERED, met(minute), END)
    assert found["E:cfo-asks"].value == pytest.approx(value)
    assert found["E:cfo-asks"].said == said
    info = card.infos["E:cfo-asks"]
    assert (info.name, info.capability, info.role, info.weight) == (
        "Asked by Helena Brandt",
        "communication",
        "cl",
        2,
    )
    assert info.target == "query.answer within 5 min; by: CL or IC."
    assert not info.critical


def test_what_never_came_is_missed_and_what_may_still_come_is_open(asked):
    missed, _ = asked(expected(2), DELIVERED, END)
    assert missed["E:cfo-asks"].value == 0
    assert missed["E:cfo-asks"].said == "Not done by the end of the log; target 5 min."
    assert missed["E:cfo-asks"].role == "ic", "nobody was CL"
    still, _ = asked(expected(2), DELIVERED, (4, "x.tick", "world", "world"))
    assert still["E:cfo-asks"].status == "not_applicable"


def test_an_inject_that_comes_again_asks_again(asked):
    found, _ = asked(expected(2), met(4), expected(20), expected(40), met(43), END)
    assert found["E:cfo-asks"].value == pytest.approx(2 / 3)
    assert found["E:cfo-asks"].said == "2 of 3 times done, the slowest after 3 min; target 5 min."


def test_what_is_asked_for_counts_where_it_belongs(asked):
    _, card = asked(expected(2, verb="action.start", by=["responder"]), END)
    info = card.infos["E:cfo-asks"]
    assert (info.capability, info.c, info.role) == ("mitigation", "control", "ol")
    _, card = asked(expected(2, verb="page.ack", by=[]), END)
    assert card.infos["E:cfo-asks"].role == "team"


def test_an_answer_that_says_nothing_is_none(asked):
    said = {"id": "cfo-asks", "text": "ok ok"}
    answer = (4, "query.answered", "cho", "cl", said)
    assert asked(expected(2), answer, met(4), END)[0]["E:cfo-asks"].value == 0.0
    said["text"] = "About 3,000 payments a minute are failing."
    assert asked(expected(2), answer, met(4), END)[0]["E:cfo-asks"].value == 1.0


def test_junk_in_the_log_breaks_nothing(asked):
    junk = (2, "inject.expected", "world", "world", {"id": 7, "by": "cl", "within": "soon"})
    found, _ = asked(junk, END)
    assert found["E:7"].status == "scored"


def test_an_answer_takes_its_time_to_type_at_any_speed(asked):
    fast = (0, "drill.speed", "fay", "facilitator", {"factor": 5.0})
    late = [DELIVERED, expected(2), met(12), END]
    assert asked(*late)[0]["E:cfo-asks"].value == 0.0
    assert asked(fast, *late)[0]["E:cfo-asks"].value == 1.0

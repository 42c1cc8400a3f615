"""A1: whether people see the same incident."""

from __future__ import annotations

import pytest

MINUTE = 60_000
SEATS = [
    (0, "seat.taken", who, seat, {"person": who, "seat": seat, "name": name})
    for who, seat, name in (
        ("p1", "ic", "Ana Ruiz"),
        ("p2", "ol", "Ben Okafor"),
        ("p3", "cl", "Cho Min"),
    )
]
START = [
    *SEATS,
    (5, "severity.set", "p1", "ic", {"level": "SEV-1"}),
    (6, "role.accepted", "p1", "ic", {"role": "ic"}),
]
THEORY = {"id": "h1", "suspects": "card-router", "text": "The new routing table sends cards astray"}
STATED = (10, "hypothesis.stated", "p2", "ol", THEORY)
POST = (15, "statuspage.posted", "p3", "cl", {"stage": "investigating", "next_at": 45 * MINUTE})


def probe(minute, *questions, name="q1"):
    asked = {"questions": list(questions)} if questions else {}
    return (minute, "probe.asked", "fay", "facilitator", {"id": name, **asked})


def answered(minute=20, who="p3", name="q1", **answers):
    return (minute, "probe.answered", who, "cl", {"id": name, "answers": answers})


def asked_one(verdict, question, text, *lines):
    found = verdict("A1", *START, *lines, probe(20, question), answered(**{question: text}))
    return found.value


@pytest.mark.parametrize(
    ("text", "value"),
    [("SEV-1", 1), ("sev1", 1), ("It is a SEV 1", 1), ("SEV-2", 0), ("", 0), ("SEV-1 or SEV-2", 0)],
)
def test_the_severity_in_force(verdict, text, value):
    assert asked_one(verdict, "severity", text) == value


def test_the_severity_that_was_set_last_before_the_question(verdict):
    lines = [(12, "severity.set", "p1", "ic", {"level": "SEV-2"}),
             (24, "severity.set", "p1", "ic", {"level": "SEV-3"})]  # fmt: skip
    assert asked_one(verdict, "severity", "SEV-2", *lines) == 1
    assert asked_one(verdict, "severity", "SEV-1", *lines) == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ana Ruiz", 1), ("Ana", 1), ("ana", 1), ("p1", 1), ("it is Ana", 1), ("Anna", 1),
        ("ic", 1), ("Ben", 0), ("ol", 0), ("Ana or Ben", 0), ("nobody", 0), ("", 0),
    ],
)  # fmt: skip
def test_who_is_ic(verdict, text, value):
    assert asked_one(verdict, "ic", text) == value


def test_nobody_is_ic(verdict):
    gone = (12, "role.released", "p1", "ic", {"role": "ic"})
    assert asked_one(verdict, "ic", "Nobody", gone) == 1
    assert asked_one(verdict, "ic", "Ana", gone) == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("card-router", 1),
        ("the card router", 1),
        ("the new routing table sends cards astray", 1),
        ("new routing table", 1),
        ("ledger-db is slow", 0),
        ("the", 0),
        ("none", 0),
        ("", 0),
    ],
)
def test_the_leading_theory(verdict, text, value):
    assert asked_one(verdict, "theory", text, STATED) == value


def test_a_refuted_theory_leads_no_more(verdict):
    gone = (12, "hypothesis.tested", "p2", "ol", {"id": "h1", "result": "refuted"})
    assert asked_one(verdict, "theory", "card-router", STATED, gone) == 0
    assert asked_one(verdict, "theory", "none", STATED, gone) == 1
    older = (8, "hypothesis.stated", "p2", "ol", {"id": "h0", "suspects": "ledger-db"})
    assert asked_one(verdict, "theory", "ledger db", older, STATED, gone) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14:55", 1), ("at 14:57", 1), ("14.53", 1), ("14:58", 0), ("in 25 min", 1), ("25", 1),
        ("in 30 minutes", 0), ("soon", 0), ("", 0), ("02:55", 0),
    ],
)  # fmt: skip
def test_the_next_public_update(trace, text, value):
    from dataclasses import replace

    from simulator.scenario import load_rubric
    from simulator.scoring import score

    made = trace(*START, POST, probe(20, "next_public"), answered(next_public=text))
    header = replace(made.header, clock0="14:10")
    card = score(header, made.events, made.policy, load_rubric())
    assert card.criteria["A1"].value == value


def test_without_a_promise_the_cadence_says_when(verdict):
    cadence = (12, "cadence.set", "p1", "ic", {"audience": "public", "minutes": 30})
    bare = (15, "statuspage.posted", "p3", "cl", {"stage": "investigating", "text": "We look"})
    assert asked_one(verdict, "next_public", "in 25 min", cadence, bare) == 1
    assert asked_one(verdict, "next_public", "in 22 min", cadence) == 1


def test_what_the_log_cannot_tell_is_not_asked(verdict):
    found = verdict("A1", *START, probe(20, "next_public"), answered(next_public="soon"))
    assert found.said == "Nobody answered a probe that the log can check."


def test_every_answer_of_everybody_counts_once(verdict):
    lines = [
        probe(20, "severity", "ic"),
        answered(severity="SEV-1", ic="Ana"),
        answered(who="p2", severity="SEV-1"),
        answered(21, who="p2", severity="SEV-1", ic="Ana"),
        answered(21, who="p1", name="q7", severity="SEV-3"),
    ]
    found = verdict("A1", *START, *lines)
    assert found.value == 0.75
    assert found.said == (
        "3 of 4 answers of 2 people matched the log; least often: IC; target all."
    )


def test_who_answers_while_things_move_may_be_right_by_either_moment(verdict):
    moved = (22, "severity.set", "p1", "ic", {"level": "SEV-2"})
    for text, value in (("SEV-1", 1), ("SEV-2", 1), ("SEV-3", 0)):
        lines = [probe(20, "severity"), moved, answered(24, severity=text)]
        assert verdict("A1", *START, *lines).value == value


def test_nobody_answered(verdict):
    assert verdict("A1", *START, probe(20)).status == "not_applicable"


def test_who_sat_there_and_says_nothing_does_not_share_the_picture(verdict):
    lines = [*START, probe(20, "severity"), answered(severity="SEV-1")]
    late = (25, "message.posted", "p1", "ic", {"text": "Hm"})
    found = verdict("A1", *lines, late)
    assert found.value == pytest.approx(1 / 3, abs=1e-6)
    assert found.said == (
        "1 of 3 answers of 3 people matched the log; least often: severity; 2 people gave"
        " none; target all."
    )
    assert verdict("A1", *lines, (24, *late[1:])).value == 1.0
    gone = [(19, "seat.left", who, "ic", {"person": who}) for who in ("p1", "p2")]
    assert verdict("A1", *lines, *gone, late).value == 1.0
    nobody = verdict("A1", *START, probe(20, "severity"), late)
    assert nobody.value == 0.0
    assert verdict("A1", *START[3:], probe(20, "severity"), late).status == "not_applicable"

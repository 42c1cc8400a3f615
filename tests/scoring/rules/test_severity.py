"""D5: the right severity in time, and again after every escalation of the facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.scenario import load_policy, load_rubric
from simulator.scoring import score

ALERT = (0, "alert.fired", "world", "world", {"page": True, "alert": "A"})
DECLARED = (0, "incident.declared", "dev", "responder")
END = (60, "drill.ended", "world", "world")


def work(minute, who="dev"):
    return (minute, "message.posted", who, "responder", {"text": "looking"})


def severity(minute, level="SEV-1"):
    return (minute, "severity.set", "ana", "ic", {"level": level})


@pytest.mark.parametrize(
    ("level", "facts", "value"),
    [
        ("SEV-1", {"breach": True}, 1.0),
        ("SEV-2", {"breach": True}, 0.4),
        ("SEV-3", {"breach": True}, 0.0),
        ("SEV-1", {"share_users": 0.1}, 0.85),
        ("SEV-1", {"degraded": False}, 0.5),
        ("SEV-2", {"degraded": False}, 0.85),
    ],
)
def test_d5_by_distance_from_the_truth(verdict, level, facts, value):
    found = verdict("D5", ALERT, DECLARED, severity(3, level), END, severity=facts)
    assert found.value == pytest.approx(value)


def test_d5_says_what_the_facts_make_it(verdict):
    found = verdict("D5", ALERT, DECLARED, severity(7, "SEV-2"), END)
    assert found.value == pytest.approx(0.8 * 0.4)
    assert found.said == (
        "Severity first set 7 min after the declaration and SEV-2 in force;"
        " by the facts it is SEV-1; target 5 min."
    )


def test_d5_a_correction_counts_from_when_it_came(verdict):
    found = verdict("D5", ALERT, DECLARED, severity(2, "SEV-3"), severity(5), END)
    assert found.value == 1.0
    assert "and SEV-1 in force from 5 min after the declaration; " in found.said
    found = verdict("D5", ALERT, DECLARED, severity(2, "SEV-3"), severity(12), END)
    assert found.value == pytest.approx(0.3)
    assert verdict("D5", ALERT, DECLARED, severity(12), END).value == pytest.approx(0.3)
    assert verdict("D5", ALERT, DECLARED, severity(2, "SEV-3"), severity(16), END).value == 0.0


def test_d5_what_was_nearly_right_in_time_keeps_its_worth(verdict):
    found = verdict("D5", ALERT, DECLARED, severity(2, "SEV-2"), severity(12), END)
    assert found.value == pytest.approx(0.4 + 0.6 * 0.3)


def test_d5_the_last_one_in_time_is_in_force(verdict):
    found = verdict("D5", ALERT, DECLARED, severity(2), severity(12, "SEV-2"), END)
    assert found.value == pytest.approx(0.4)


def test_d5_to_and_fro_without_news_costs(verdict):
    back = [
        severity(m, level) for m, level in ((1, "SEV-1"), (3, "SEV-2"), (5, "SEV-1"), (7, "SEV-2"))
    ]
    found = verdict("D5", ALERT, DECLARED, *back, severity(9), END)
    assert found.value == pytest.approx(0.85)
    assert "changed more than 2 times without news" in found.said
    for kind in ("evidence.viewed", "action.failed"):
        news = [(m, kind, "ben", "ol", {}) for m in (2, 4, 6, 8)]
        assert verdict("D5", ALERT, DECLARED, *back, severity(9), *news, END).value == 1.0


def test_d5_missed(verdict):
    found = verdict("D5", ALERT, DECLARED, END)
    assert (found.value, found.said) == (0.0, "No severity was set; target 5 min.")


def test_d5_a_late_declaration_buys_no_time(verdict):
    late = (30, "incident.declared", "dev", "responder")
    found = verdict("D5", ALERT, late, severity(30), END)
    assert found.value == 0.0
    assert "15 min after the latest time to declare" in found.said


def test_d5_not_applicable(verdict):
    assert verdict("D5", END).said == "No incident was declared or had to be."
    assert verdict("D5", ALERT, DECLARED, work(3)).said == "The log ends before a severity was due."


def test_d5_not_observable(verdict):
    found = verdict("D5", ALERT, DECLARED, severity(3), END, severity=None)
    assert found.said == "The log does not say how severe the incident truly was."
    found = verdict("D5", ALERT, DECLARED, severity(3, "P1"), END)
    assert found.said == "The policy knows no severity called 'P1'."
    assert (
        verdict("D5", ALERT, DECLARED, END, observable=["alert.fired"]).status == "not_observable"
    )
    found = verdict("D5", severity(3), END, observable=[])
    assert found.said == "The log does not show when the incident began for the team."


# -- escalations of the facts ------------------------------------------------------------------

SMALL = {"degraded": True, "share_users": 0.05}  # SEV-2


def worse(minute, **facts):
    data = {"facts": facts or {"revenue_blocked": True, "share_users": 0.4}}
    return (minute, "facts.changed", "world", "world", data)


@pytest.mark.parametrize(
    ("minute", "value"),
    [(20, 1.0), (25, 1.0), (30, 0.7), (34, 0.46), (36, 0.4)],
)
def test_d5_again_when_the_facts_get_worse(verdict, minute, value):
    found = verdict(
        "D5",
        ALERT,
        DECLARED,
        severity(3, "SEV-2"),
        worse(20),
        severity(minute),
        END,
        severity=SMALL,
    )
    assert found.value == pytest.approx((1 + value) / 2)


def test_d5_nobody_followed_the_facts(verdict):
    found = verdict("D5", ALERT, DECLARED, severity(3, "SEV-2"), worse(20), END, severity=SMALL)
    assert found.value == pytest.approx(0.7)
    assert found.said == (
        "Severity first set 3 min after the declaration and SEV-2 in force; by the facts it is"
        " SEV-2; 0 of 1 escalation of the facts followed; target 5 min."
    )


def test_d5_who_was_too_careful_at_first_is_right_at_once(verdict):
    found = verdict("D5", ALERT, DECLARED, severity(3), worse(20), END, severity=SMALL)
    assert found.value == pytest.approx((0.85 + 1) / 2)
    assert "1 of 1 escalation of the facts followed;" in found.said


def test_d5_to_follow_the_facts_never_costs(verdict):
    lines = [ALERT, DECLARED, severity(3, "SEV-2"), worse(20), END]
    idle = verdict("D5", *lines, severity=SMALL).value
    for minute in range(20, 45):
        assert verdict("D5", *lines, severity(minute), severity=SMALL).value >= idle


def test_d5_a_wrong_turn_after_an_escalation_is_judged_as_it_is(verdict):
    lines = [ALERT, DECLARED, severity(3, "SEV-2"), worse(20), severity(22, "SEV-3"), END]
    assert verdict("D5", *lines, severity=SMALL).value == pytest.approx(0.5)


def test_d5_facts_that_get_better_or_stay_ask_for_nothing(verdict):
    lines = [ALERT, DECLARED, severity(3), END]
    for facts in ({"degraded": True}, {"revenue_blocked": True, "share_users": 0.5}):
        assert verdict("D5", *lines, worse(20, **facts)).value == 1.0
    # To lower the severity with the facts is right as well.
    lower = severity(24, "SEV-2")
    assert verdict("D5", *lines, worse(20, degraded=True), lower).value == 1.0


def test_d5_an_escalation_before_the_limit_is_one_of_its_own(verdict):
    lines = [ALERT, DECLARED, severity(2, "SEV-2"), worse(8), severity(10), END]
    assert verdict("D5", *lines, severity=SMALL).value == 1.0
    late = [ALERT, DECLARED, worse(2), severity(10), END]
    assert verdict("D5", *late, severity=SMALL).value == pytest.approx((0.5 + 0.7) / 2)


def test_d5_what_got_worse_before_the_declaration_is_what_it_is_judged_by(verdict):
    late = (20, *DECLARED[1:])
    found = verdict("D5", ALERT, late, worse(4), severity(15), END, severity=SMALL)
    assert (found.value, found.said[-31:]) == (1.0, "the facts it is SEV-1; target 5 min."[-31:])


def test_d5_an_escalation_that_is_not_due_yet_is_left_open(verdict):
    lines = [ALERT, DECLARED, severity(3, "SEV-2"), worse(20), work(23)]
    assert verdict("D5", *lines, severity=SMALL).value == 1.0


def test_d5_after_the_closing_nobody_follows_the_facts(verdict):
    closed = (40, "incident.resolved", "ana", "ic")
    lines = [ALERT, DECLARED, severity(3, "SEV-2"), closed, worse(50), END]
    assert verdict("D5", *lines, severity=SMALL).value == 1.0


def test_d5_a_level_that_nobody_knows_is_passed_over(verdict):
    odd = severity(2, "huge")
    assert verdict("D5", ALERT, DECLARED, odd, severity(4), END).value == 1.0


@pytest.mark.parametrize("other", ["sev0-3", "p1-p4", "sev1-4"])
def test_d5_by_another_policy_the_teams_own_label_is_right(ideal, other):
    policy = load_policy(other)
    card = score(ideal.header, ideal.events, policy, load_rubric())
    assert card.criteria["D5"].value == 1.0
    lower = [
        replace(e, data={"level": "SEV-2"}) if e.kind == "severity.set" else e for e in ideal.events
    ]
    card = score(ideal.header, lower, policy, load_rubric())
    assert card.criteria["D5"].value == pytest.approx(0.4)

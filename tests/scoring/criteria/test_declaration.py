"""D1, D4 and D5: met, partly met, missed, without an opportunity, out of sight, and the guards."""

from __future__ import annotations

import pytest

ALERT = (0, "alert.fired", "world", "world", {"page": True, "alert": "A"})
DECLARED = (0, "incident.declared", "dev", "responder")
END = (60, "drill.ended", "world", "world")


def ack(minute, who="dev", role="responder", **data):
    return (minute, "page.acked", who, role, data)


def work(minute, who="dev"):
    return (minute, "message.posted", who, "responder", {"text": "looking"})


def severity(minute, level="SEV-1"):
    return (minute, "severity.set", "ana", "ic", {"level": level})


# -- D1 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minute", "value"), [(1, 1.0), (5, 1.0), (7, 0.8), (15, 0.0)])
def test_d1_falls_from_5_to_15_minutes(verdict, minute, value):
    found = verdict("D1", ALERT, ack(minute), work(minute + 1), END)
    assert found.value == pytest.approx(value)
    assert found.evidence == (1, 2)
    assert found.said == f"Page acknowledged {minute} min after the alert; target 5 min."


def test_d1_missed(verdict):
    found = verdict("D1", ALERT, END)
    assert (found.status, found.value, found.evidence) == ("scored", 0.0, (1,))
    assert found.said == "No acknowledgement of the page was seen; target 5 min."


def test_d1_a_click_without_work_is_void(verdict):
    found = verdict("D1", ALERT, ack(1), work(7), END)
    assert found.value == 0.0
    assert found.evidence == (1, 2)
    assert found.said == (
        "The acknowledgement was followed by no other step within 5 min, so it is void;"
        " target 5 min."
    )


def test_d1_the_first_acknowledgement_that_work_follows_counts(verdict):
    found = verdict("D1", ALERT, ack(1), ack(7, "eve"), work(8, "eve"), END)
    assert found.value == pytest.approx(0.8)


def test_d1_a_persona_works_out_of_sight(verdict):
    assert verdict("D1", ALERT, ack(1, "sam", "persona"), END).value == 1.0


def test_d1_a_log_that_ends_at_once_is_given_the_benefit_of_the_doubt(verdict):
    assert verdict("D1", ALERT, ack(1), work(3, "eve")).value == 1.0


def test_d1_a_recorder_that_saw_little_cannot_call_an_acknowledgement_void(verdict):
    seen = ["alert.fired", "page.acked", "drill.ended"]
    assert verdict("D1", ALERT, ack(1), END, observable=seen).value == 1.0


def test_d1_every_page_counts(verdict):
    second = (10, "alert.fired", "world", "world", {"page": True, "alert": "B"})
    found = verdict("D1", ALERT, second, ack(1, alert="A"), work(2), END)
    assert found.value == 0.5
    assert found.said == (
        "1 of 2 pages acknowledged, the slowest 1 min after its alert; target 5 min."
    )


def test_d1_an_alert_that_paged_nobody_needs_no_acknowledgement(verdict):
    page = (0, "page.sent", "world", "world", {"id": "p1", "alert": "A"})
    unsent = (10, "alert.fired", "world", "world", {"page": True, "alert": "B"})
    found = verdict("D1", ALERT, page, unsent, ack(1, alert="A"), work(2), END)
    assert (found.value, found.evidence) == (1.0, (1, 3))


def test_d1_a_page_that_asks_for_a_team_is_nobodys_to_acknowledge(verdict):
    data = {"id": "p1", "alert": "", "team": "db", "level": "requested"}
    request = (1, "page.sent", "ana", "ic", data)
    come = (6, "page.acked", "dba", "persona", {"id": "p1", "alert": "", "to": "dba"})
    found = verdict("D1", ALERT, request, come, ack(3, alert="A"), work(4), END)
    assert (found.value, found.evidence) == (1.0, (1, 3))
    # The answer to the request is none to the alert.
    assert verdict("D1", ALERT, request, come, END).value == 0.0


def test_d1_nobody_needs_to_acknowledge_what_went_away(verdict):
    gone = (3, "alert.resolved", "world", "world", {"alert": "A"})
    found = verdict("D1", ALERT, gone, END)
    assert found.status == "not_applicable"
    assert found.said == "No page had to be acknowledged."


def test_d1_not_applicable(verdict):
    quiet = (0, "alert.fired", "world", "world", {"page": False})
    assert verdict("D1", quiet, END).status == "not_applicable"
    assert verdict("D1", ALERT, work(2)).status == "not_applicable"


def test_d1_uses_the_clock_of_the_true_severity(verdict):
    minor = {"share_users": 0.1}
    found = verdict("D1", ALERT, ack(15), work(15), END, severity=minor)
    assert found.value == 1.0
    assert found.said.endswith("target 15 min.")


def test_d1_a_severity_without_a_clock_is_not_judged(verdict, policy):
    clocks = policy.clocks.model_copy(update={"ack": {}})
    found = verdict("D1", ALERT, END, rules=policy.model_copy(update={"clocks": clocks}))
    assert found.said == "The policy sets no time to acknowledge for this severity."


@pytest.mark.parametrize("seen", [["alert.fired"], ["page.acked"]])
def test_d1_not_observable(verdict, seen):
    found = verdict("D1", END, observable=seen)
    assert (found.status, found.value) == ("not_observable", None)


# -- D4 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minute", "value"), [(0, 1.0), (6, 0.9), (7, 0.8), (15, 0), (40, 0)])
def test_d4_falls_from_5_to_15_minutes(verdict, minute, value):
    found = verdict("D4", ALERT, (minute, "incident.declared", "dev", "responder"), END)
    assert found.value == pytest.approx(value)
    assert found.role == "team"
    assert found.said == f"Incident declared {minute} min after it could be; target 5 min."


def test_d4_before_it_had_to_be(verdict):
    found = verdict("D4", DECLARED, (3, *ALERT[1:]), END)
    assert found.value == 1.0
    assert found.said == "Incident declared 3 min before it had to be; target 5 min."


def test_d4_missed(verdict):
    found = verdict("D4", ALERT, END)
    assert found.value == 0.0
    assert found.said == "No declaration within the 60 min that the log runs on; target 5 min."


def test_d4_a_fact_says_when_it_could_be_declared(verdict):
    late = (20, "incident.declared", "dev", "responder")
    assert verdict("D4", late, END, declarable_at=20 * 60_000).value == 1.0


def test_d4_not_applicable(verdict):
    assert verdict("D4", END).said == "Nothing had to be declared."
    assert verdict("D4", ALERT, work(2)).said == "The log ends before a declaration was due."


def test_d4_not_observable(verdict):
    assert verdict("D4", ALERT, END, observable=["alert.fired"]).status == "not_observable"
    found = verdict("D4", DECLARED, END, observable=["incident.declared"])
    assert found.said == "The log does not show when an incident could be declared."


# -- D5 ----------------------------------------------------------------------------------------


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


def test_d5_a_correction_within_the_limit_is_no_fault(verdict):
    found = verdict("D5", ALERT, DECLARED, severity(2, "SEV-3"), severity(12), END)
    assert found.value == 1.0
    assert verdict("D5", ALERT, DECLARED, severity(2, "SEV-3"), severity(16), END).value == 0.0


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

"""D1 and D2: who has the page, and who gets it if nobody does."""

from __future__ import annotations

import pytest

ALERT = (0, "alert.fired", "world", "world", {"page": True, "alert": "A"})
END = (60, "drill.ended", "world", "world")


def ack(minute, who="dev", role="responder", **data):
    return (minute, "page.acked", who, role, data)


def work(minute, who="dev"):
    return (minute, "message.posted", who, "responder", {"text": "looking"})


# -- D1 ---


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
    found = verdict("D1", ALERT, ack(1), END)
    assert found.value == 0.0
    assert found.evidence == (1, 2)
    assert found.said == (
        "The acknowledgement was followed by no other step within 5 min, so it is void;"
        " target 5 min."
    )


def test_d1_the_first_acknowledgement_that_work_follows_counts(verdict):
    found = verdict("D1", ALERT, ack(1), ack(7, "eve"), work(8, "eve"), END)
    assert found.value == pytest.approx(0.8)


def test_d1_work_that_came_late_counts_from_when_it_was_due(verdict):
    found = verdict("D1", ALERT, ack(1), work(12), END)
    assert found.value == pytest.approx(0.8)
    assert found.said == (
        "Page acknowledged, and as its first step came late this counts from 7 min after the"
        " alert; target 5 min."
    )


@pytest.mark.parametrize("step", [2, 6.5, 8, 14, 30])
def test_d1_to_acknowledge_sooner_never_costs(verdict, step):
    values = [verdict("D1", ALERT, ack(m), work(step), END).value for m in (0.5, 1, 1.9)]
    assert values == sorted(values, reverse=True)


def test_d1_an_event_of_an_unknown_kind_is_no_work(verdict):
    odd = (3, "x.unknown", "dev", "responder", {})
    assert verdict("D1", ALERT, ack(1), odd, END).value == 0.0


def test_d1_what_a_persona_takes_is_not_the_teams(verdict):
    theirs = ack(1, "sam", "persona")
    assert verdict("D1", ALERT, theirs, END).status == "not_applicable"
    assert verdict("D1", ALERT, theirs, ack(20), work(21), END).status == "not_applicable"
    assert verdict("D2", ALERT, theirs, END).status == "not_applicable"


def test_d1_a_page_that_went_past_the_team_to_a_persona_was_missed(verdict):
    sent = (5, "escalation.sent", "world", "world", {"alert": "A", "by": "auto"})
    theirs = ack(6, "sam", "persona")
    assert verdict("D1", ALERT, sent, theirs, END).value == 0.0
    assert verdict("D1", ALERT, ack(3), work(4), sent, theirs, END).value == 1.0


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


def test_d1_at_high_speed_nobody_clicks_faster_than_people_can(verdict):
    fast = (0, "drill.speed", "fay", "facilitator", {"factor": 30.0})
    found = verdict("D1", fast, ALERT, ack(9), work(10), END)
    assert found.value == 1.0


# -- D2 ----------------------------------------------------------------------------------------


def escalated(minute, by="seat", who="dev", role="responder", **data):
    return (minute, "escalation.sent", who, role, {"by": by, "alert": "A", **data})


def auto(minute, **data):
    return escalated(minute, "auto", "world", "world", **data)


@pytest.mark.parametrize(
    ("minute", "value"), [(3, 1.0), (6, 1.0), (7, 1.0), (13.5, 0.5), (20, 0.0)]
)
def test_d2_falls_from_7_to_20_minutes(verdict, minute, value):
    found = verdict("D2", ALERT, escalated(minute), END)
    assert found.value == pytest.approx(value)
    assert found.said == f"Unanswered page escalated {minute:g} min after the alert; target 7 min."
    assert found.role == "team"


def test_d2_missed(verdict):
    found = verdict("D2", ALERT, END)
    assert (found.value, found.said) == (0.0, "An unanswered page was not escalated; target 7 min.")
    # A late acknowledgement is no escalation.
    assert verdict("D2", ALERT, ack(12), END).value == 0.0


def test_d2_the_pager_escalates_and_somebody_picks_it_up(verdict):
    found = verdict("D2", ALERT, auto(5), ack(6, "eve"), END)
    assert (found.value, found.evidence) == (1.0, (1, 2, 3))
    assert found.said == (
        "The pager escalated by itself, and the page was picked up 6 min after the alert;"
        " target 7 min."
    )
    assert verdict("D2", ALERT, auto(5), auto(15), ack(16, "moe"), END).value == pytest.approx(
        4 / 13
    )


def test_d2_what_the_pager_sent_on_and_nobody_picked_up(verdict):
    found = verdict("D2", ALERT, auto(5), END)
    assert found.value == 0.0
    assert found.said == (
        "The pager escalated by itself, and the page was not picked up; target 7 min."
    )


def test_d2_is_not_asked_for_what_somebody_took_or_what_went_away(verdict):
    for lines in ([ack(4)], [escalated(2), ack(3)], [ack(6)]):
        found = verdict("D2", ALERT, *lines, END)
        assert found.said == "No page waited 5 min for an acknowledgement."
    gone = (6, "alert.resolved", "world", "world", {"alert": "A"})
    assert verdict("D2", ALERT, auto(5), gone, END).status == "not_applicable"
    assert verdict("D2", ALERT, (4, "x", "dev", "ol")).status == "not_applicable"


def test_d2_an_escalation_is_of_its_own_alert(verdict):
    assert verdict("D2", ALERT, escalated(6, alert="B"), END).value == 0.0
    bare = (6, "escalation.sent", "ana", "ic", {"to": "manager", "by": "seat", "reason": "?"})
    assert verdict("D2", ALERT, bare, END).value == 1.0


def test_d2_every_unanswered_page_counts(verdict):
    second = (10, "alert.fired", "world", "world", {"page": True, "alert": "B"})
    third = (20, "alert.fired", "world", "world", {"page": True, "alert": "C"})
    found = verdict("D2", ALERT, second, third, escalated(6), ack(21, alert="C"), END)
    assert found.value == 0.5
    assert found.said == (
        "1 of 2 unanswered pages escalated or picked up, the slowest 6 min after its alert;"
        " target 7 min."
    )


def test_d2_a_policy_without_a_next_level_asks_for_none(verdict, policy):
    none = policy.model_copy(
        update={"escalation": policy.escalation.model_copy(update={"ladder": []})}
    )
    assert (
        verdict("D2", ALERT, END, rules=none).said == "The policy knows no next level for a page."
    )

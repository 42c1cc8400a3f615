"""D4: declared soon after it could be; false alarms are cheap as long as they are few."""

from __future__ import annotations

import pytest

ALERT = (0, "alert.fired", "world", "world", {"page": True, "alert": "A"})
DECLARED = (0, "incident.declared", "dev", "responder")
END = (60, "drill.ended", "world", "world")


def work(minute, who="dev"):
    return (minute, "message.posted", who, "responder", {"text": "looking"})


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
    assert found.said == "No declaration was seen; target 5 min."


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


# -- false alarms ------------------------------------------------------------------------------

HIT = (30, "impact.changed", "world", "world", {"level": 0.4})
CRY = (29, "alert.fired", "world", "world", {"page": True, "alert": "B"})


def declared(minute, kind="incident.declared"):
    return (minute, kind, "dev", "responder", {"title": "?", "reason": "?"})


def again(minute):
    return declared(minute, "incident.reopened")


def stood_down(minute, **data):
    return (minute, "incident.resolved", "ana", "ic", data)


def why(minute):
    return (minute, "decision.logged", "ana", "ic", {"text": "The graph was wrong, nobody is hit"})


FIRST = [ALERT, declared(1), why(5), stood_down(6)]


def test_a_false_alarm_costs_nothing_and_starts_no_clock(verdict):
    found = verdict("D4", *FIRST, HIT, CRY, again(31), END)
    assert (found.value, found.evidence) == (1.0, (2, 4, 5, 7))
    assert found.said == (
        "Incident declared 2 min after it could be, after 1 false alarm; target 5 min."
    )
    named = (34, "role.accepted", "ana", "ic", {"role": "ic"})
    assert verdict("D6", *FIRST, HIT, CRY, again(31), named, END).said == (
        "Accepted 3 min after the declaration: IC; target 5 min."
    )


def test_whoever_stood_down_has_to_declare_again(verdict):
    assert verdict("D4", *FIRST, HIT, CRY, END).value == 0.0
    assert verdict("D4", *FIRST, HIT, CRY, again(39), END).value == 0.5


def test_the_stand_down_of_a_false_alarm_closes_nothing(trace):
    assert trace(*FIRST, HIT, CRY, END).closed is None
    assert trace(*FIRST, HIT, CRY, again(31), stood_down(59), END).closed.t == 59 * 60_000


def test_an_incident_that_was_none_asks_for_nothing(verdict):
    found = verdict("D4", *FIRST, END)
    assert (found.status, found.said) == (
        "not_applicable",
        "Nothing had to be declared, after 1 false alarm.",
    )
    assert verdict("M1", *FIRST, END).said == "No incident was declared or had to be."


def three():
    lines = [*FIRST]
    for minute in (10, 16):
        lines += [again(minute), why(minute + 1), stood_down(minute + 2)]
    return lines


def test_three_false_alarms_cost_a_tenth_each(verdict):
    found = verdict("D4", *three(), HIT, CRY, again(31), END)
    assert found.value == pytest.approx(0.7)
    assert "after 3 false alarms" in found.said
    assert verdict("D4", *three()[:-3], HIT, CRY, again(31), END).value == 1.0
    nothing = verdict("D4", *three(), END)
    assert nothing.value == pytest.approx(0.7)
    assert nothing.said == "Nothing had to be declared, after 3 false alarms; target none."


def test_a_stand_down_without_a_reason_costs_where_everything_is_recorded(verdict):
    silent = [ALERT, declared(1), stood_down(6), HIT, CRY, again(31), END]
    found = verdict("D4", *silent, engine="1")
    assert found.value == pytest.approx(0.9)
    assert "after 1 false alarm, 1 without a reason" in found.said
    assert verdict("D4", *silent).value == 1.0
    told = [
        line if line[1] != "incident.resolved" else stood_down(6, text="All is well")
        for line in silent
    ]
    assert verdict("D4", *told, engine="1").value == 1.0


@pytest.mark.parametrize(
    "lines",
    [
        [ALERT, declared(1), stood_down(12), CRY, HIT],  # not soon enough
        [(0, *HIT[1:]), ALERT, declared(1), stood_down(6)],  # users were hit
    ],
)
def test_what_was_no_false_alarm(trace, lines):
    made = trace(*lines, END)
    assert made.false_alarms == []
    assert made.declared.t == 60_000


def test_a_recorder_that_saw_no_impact_cannot_call_an_alarm_false(trace):
    seen = ["alert.fired", "incident.declared", "incident.resolved"]
    assert trace(ALERT, declared(1), stood_down(6), END, observable=seen).false_alarms == []
    told = trace(ALERT, declared(1), stood_down(6), END, observable=seen, declarable_at=1_800_000)
    assert len(told.false_alarms) == 1


def test_elsewhere_the_lowest_severity_and_a_second_declaration_end_a_false_alarm(trace):
    lowered = (5, "severity.set", "ana", "ic", {"level": "SEV-3"})
    made = trace(ALERT, declared(1), lowered, HIT, CRY, declared(31), END)
    assert [(a.began.t, a.ended.t, a.reasoned) for a in made.false_alarms] == [
        (60_000, 300_000, False)
    ]
    assert made.declared.t == 31 * 60_000
    raised = (6, "severity.set", "ana", "ic", {"level": "SEV-1"})
    assert trace(ALERT, declared(1), lowered, raised, HIT, declared(31)).false_alarms == []

"""M1, M2 and M3: relief in time, before the cause is known, and by taking back what is fresh."""

from __future__ import annotations

import pytest

START = [
    (0, "impact.changed", "world", "world", {"level": 0.4}),
    (0, "alert.fired", "world", "world", {"page": True}),
    (0, "incident.declared", "dev", "responder"),
]
END = (90, "drill.ended", "world", "world")
MINUTE = 60_000


def start(minute, who="ben", role="ol", **data):
    return (minute, "action.started", who, role, {"id": "a1", "kind": "mitigation", **data})


def propose(minute, **data):
    return (minute, "action.proposed", "ben", "ol", {"id": "a1", "kind": "mitigation", **data})


# -- M1 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minute", "value"), [(8, 1.0), (30, 1.0), (45, 0.5), (60, 0.0)])
def test_m1_falls_from_30_to_60_minutes(verdict, minute, value):
    found = verdict("M1", *START, start(minute), END)
    assert found.value == pytest.approx(value)
    assert found.said == (
        f"First mitigation started: {minute} min after the declaration; target 30 min."
    )


def test_m1_missed(verdict):
    found = verdict("M1", *START, END)
    assert (found.value, found.said) == (0.0, "No mitigation was started; target 30 min.")


@pytest.mark.parametrize("token", [{"plausible": False}, {"kind": "diagnostic"}, {"kind": "other"}])
def test_m1_a_token_action_is_no_mitigation(verdict, token):
    assert verdict("M1", *START, start(5, **token), END).value == 0.0
    assert verdict("M1", *START, start(5, **token), start(45, id="a2"), END).value == 0.5


def test_m1_whether_there_was_an_effect_is_told_when_it_could_have_shown(verdict):
    fault = (0, "fault.started", "world", "world", {"fault": "f", "strength": 1.0})
    done = (34, "action.finished", "ben", "ol", {"id": "a1", "kind": "mitigation"})
    lines = [*START, fault, start(11), done]
    assert verdict("M1", *lines, (36, "x.t", "dev", "responder"), engine="1").value == 1.0
    assert verdict("M1", *lines, END, engine="1").value == 0.0


def test_m2_what_is_proposed_by_its_own_start_was_not_left_lying(verdict):
    found = verdict("M2", *START, propose(50), start(50), END, engine="1")
    assert (found.status, found.said) == ("not_applicable", "No way out was known.")
    found = verdict("M2", *START, propose(50), start(50), END, engine="1", viable_at=5 * MINUTE)
    assert found.value == 0.0


def test_m1_says_that_something_was_tried(verdict):
    found = verdict("M1", *START, start(5, plausible=False), END)
    assert found.said == "No mitigation that fits the symptoms was started; target 30 min."


def fails(minute, **data):
    return (minute, "action.failed", "ben", "ol", {"id": "a1", "kind": "mitigation", **data})


def test_m1_what_failed_before_it_took_effect_is_no_mitigation(verdict):
    found = verdict("M1", *START, start(5), fails(9), END)
    assert found.value == 0.0
    assert found.said == (
        "No mitigation that fits the symptoms was started (not counted: what failed);"
        " target 30 min."
    )
    assert verdict("M1", *START, start(5), fails(9), start(45, id="a2"), END).value == 0.5


def test_m1_what_failed_half_way_has_helped(verdict):
    half = (7, "action.progressed", "ben", "ol", {"id": "a1", "stage": "1 of 2", "done": 1})
    assert verdict("M1", *START, start(5), half, fails(9), END).value == 1.0
    waited = (7, "action.progressed", "ben", "ol", {"id": "a1", "stage": "", "done": 0})
    assert verdict("M1", *START, start(5), waited, fails(9), END).value == 0.0


def test_m1_what_was_stopped_before_it_took_effect_is_no_mitigation(verdict):
    stops = (9, "action.aborted", "ben", "ol", {"id": "a1"})
    found = verdict("M1", *START, start(5), stops, END)
    assert found.value == 0.0
    assert found.said == (
        "No mitigation that fits the symptoms was started (not counted: what was stopped at once); "
        "target 30 min."
    )
    half = (7, "action.progressed", "ben", "ol", {"id": "a1", "stage": "1 of 2", "done": 1})
    assert verdict("M1", *START, start(5), half, stops, END).value == 1.0
    assert verdict("M1", *START, start(5), stops, start(45, id="a2"), END).value == 0.5


def test_m1_undoing_is_no_mitigation(verdict):
    assert verdict("M1", *START, start(5, undoes="a0"), END).value == 0.0


def test_m1_a_kind_that_was_not_recorded_is_a_mitigation(verdict):
    assert verdict("M1", *START, start(5, kind=None), END).value == 1.0


def test_m1_runs_from_when_a_declaration_was_overdue(verdict):
    late = [*START[:2], (50, "incident.declared", "dev", "responder")]
    found = verdict("M1", *late, start(60), END)
    assert found.value == 0.5
    assert "45 min after the latest time to declare" in found.said


def test_m1_not_applicable(verdict):
    early = (20, "x", "dev", "responder")
    assert verdict("M1", *START, early).said == "The log ends before a mitigation was due."
    gone = (25, "impact.changed", "world", "world", {"level": 0})
    found = verdict("M1", *START, gone, END)
    assert found.said == "The service recovered before a mitigation was due."


def test_m1_not_observable(verdict):
    assert verdict("M1", *START, END, observable=["alert.fired"]).status == "not_observable"


# -- M2 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minute", "value"), [(12, 1.0), (25, 1.0), (40, 0.5), (55, 0.0)])
def test_m2_falls_from_15_to_45_minutes_after_a_proposal(verdict, minute, value):
    found = verdict("M2", *START, propose(10), start(minute), END)
    assert found.value == pytest.approx(value)
    assert found.said == (
        f"First mitigation started: {minute - 10} min after a way out was known; target 15 min."
    )
    assert found.evidence == (4, 5)


def test_m2_missed(verdict):
    found = verdict("M2", *START, propose(10), END)
    assert (found.value, found.said) == (0.0, "No mitigation was started; target 15 min.")


def test_m2_the_scenario_knows_when_there_was_a_way_out(verdict):
    late = [*START, propose(30), start(35), END]
    assert verdict("M2", *late).value == 1.0
    assert verdict("M2", *late, viable_at=5 * MINUTE).value == pytest.approx(0.5)
    assert verdict("M2", *late, viable_at=40 * MINUTE).value == 1.0


def test_m2_nobody_looks_before_anything_is_wrong(verdict):
    paged = (20, "alert.fired", "world", "world", {"page": True})
    told = (20, "incident.declared", "dev", "responder")
    assert verdict("M2", paged, told, start(34), END, viable_at=0).value == 1.0


def test_m2_what_was_no_way_out_starts_no_clock(verdict):
    poor = [propose(5, action="restart"), start(6, action="restart", plausible=False)]
    good = [propose(40, id="a2", action="reroute"), start(50, id="a2", action="reroute")]
    assert verdict("M2", *START, *poor, *good, END).value == 1.0
    looked = propose(5, kind="diagnostic")
    undone = propose(5, undoes="a0")
    assert verdict("M2", *START, looked, undone, *good, END).value == 1.0


def test_m2_who_tries_and_fails_has_not_looked_for_the_cause_first(verdict):
    good = [propose(10), start(12), fails(20), start(50, id="a2"), END]
    assert verdict("M2", *START, *good).value == 1.0
    assert verdict("M1", *START, *good).value == pytest.approx(1 / 3)
    stops = (13, "action.aborted", "ben", "ol", {"id": "a1"})
    late = [propose(10), start(12), stops, start(40, id="a2"), END]
    assert verdict("M2", *START, *late).value == 0.5


def test_m2_not_applicable(verdict):
    assert verdict("M2", *START, propose(10)).said == "The log ends before a mitigation was due."
    gone = (25, "impact.changed", "world", "world", {"level": 0})
    found = verdict("M2", *START, propose(10), gone, END)
    assert found.said == "The service recovered before a mitigation was due."


def test_m2_a_mitigation_alone_does_not_show_since_when_there_was_a_way_out(verdict):
    assert verdict("M2", *START, start(50), END).said == "No way out was known."
    seen = ["action.started", "incident.declared"]
    assert verdict("M2", *START, start(50), END, observable=seen).said == (
        "The log does not show when a way out was known."
    )


# -- M3 ----------------------------------------------------------------------------------------

FRESH = {"change_age": 20 * MINUTE}
SCHEMA = "We do not roll back: the new schema would lose the orders of the last hour."


def back(minute, how="rollback", **data):
    return start(minute, how=how, **data)


def says(minute, text, kind="decision.logged", key="text"):
    return (minute, kind, "ana", "ic", {key: text})


@pytest.mark.parametrize(("minute", "value"), [(10, 1.0), (15, 1.0), (24, 0.4), (30, 0.0)])
def test_m3_falls_from_15_to_30_minutes(verdict, minute, value):
    found = verdict("M3", *START, back(minute), END, **FRESH)
    assert found.value == pytest.approx(value)
    assert found.said == (
        f"Taking the fresh change back began: {minute} min after the declaration; target 15 min."
    )


def test_m3_switching_its_flag_off_takes_a_change_back(verdict):
    assert verdict("M3", *START, back(10, "flag off"), END, **FRESH).value == 1.0
    assert verdict("M3", *START, back(10, "restart"), END, **FRESH).value == 0.0


def test_m3_a_rollback_that_failed_was_right_to_try(verdict):
    assert verdict("M3", *START, back(5), fails(9), END, **FRESH).value == 1.0
    stops = (6, "action.aborted", "ben", "ol", {"id": "a1"})
    assert verdict("M3", *START, back(5), stops, END, **FRESH).value == 0.0


def test_m3_a_reason_does_where_taking_it_back_would_not_help(verdict):
    facts = {**FRESH, "rollback_helps": False}
    found = verdict("M3", *START, says(12, SCHEMA), END, **facts)
    assert found.value == 1.0
    assert found.said == (
        "A reason not to take the fresh change back was logged: 12 min after the declaration; "
        "target 15 min."
    )
    assert verdict("M3", *START, back(12), END, **facts).value == 1.0
    # Where it would have helped the reason was wrong, however good it sounded.
    assert verdict("M3", *START, says(12, SCHEMA), END, **FRESH).value == 0.0


def test_m3_the_world_tells_of_a_rollback_that_does_nothing(verdict):
    vain = back(20, plausible=False)
    assert verdict("M3", *START, says(12, SCHEMA), vain, END, **FRESH).value == 1.0
    found = verdict("M3", *START, vain, END, **FRESH)
    assert found.value == 0.0
    assert found.said == (
        "The fresh change was not taken back, and no reason for that was logged; target 15 min."
    )


@pytest.mark.parametrize(
    "text",
    [
        SCHEMA,
        "Reverting would corrupt the ledger, so we shift traffic away from it instead.",
        "The rollback is not safe while the migration is half done.",
        "Shift traffic rather than roll back, since the release only touched the refund page.",
        "We won't undo the release because its code is not on the failing path.",
    ],
)
def test_m3_reasons_in_many_words(verdict, text):
    assert verdict("M3", *START, says(5, text), END, rollback_helps=False, **FRESH).value == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "No rollback.",
        "Route to the backup first, then roll back 4.12. No strong objections.",
        "We keep looking at the ledger; the queue does not move at all.",
        "It is not the network, so we roll back now and check in five minutes.",
        None,
        7,
    ],
)
def test_m3_words_that_are_no_reason(verdict, text):
    assert verdict("M3", *START, says(5, text), END, rollback_helps=False, **FRESH).value == 0.0


def test_m3_a_reason_may_stand_in_the_document_or_beside_a_test(verdict):
    for kind, key in [("doc.updated", "text"), ("hypothesis.tested", "note")]:
        line = says(5, SCHEMA, kind, key)
        assert verdict("M3", *START, line, END, rollback_helps=False, **FRESH).value == 1.0


def test_m3_not_applicable(verdict, policy):
    assert verdict("M3", *START, END, change_age=30 * MINUTE).said == (
        "The newest change was 30 min old when users were hit; fresh is under 30 min."
    )
    assert verdict("M3", *START, END, engine="2").said == "Nothing was changed where it broke."
    clocks = policy.clocks.model_copy(update={"fresh_change": None})
    rules = policy.model_copy(update={"clocks": clocks})
    assert verdict("M3", *START, END, rules=rules, **FRESH).said == (
        "The policy has no rule for fresh changes."
    )


def test_m3_not_observable(verdict):
    assert verdict("M3", *START, END).said == (
        "The log does not say how old the newest change was."
    )
    assert verdict("M3", *START, start(9), END, **FRESH).said == (
        "The log does not say what sort of changes were made."
    )

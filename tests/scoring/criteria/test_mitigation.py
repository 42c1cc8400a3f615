"""M1 and M6: a first change in time, and every change with a go-ahead."""

from __future__ import annotations

import pytest

START = [
    (0, "impact.changed", "world", "world", {"level": 0.4}),
    (0, "alert.fired", "world", "world", {"page": True}),
    (0, "incident.declared", "dev", "responder"),
]
ROLES = [
    (1, "role.accepted", "ana", "ic", {"role": "ic"}),
    (1, "role.accepted", "ben", "ol", {"role": "ol"}),
]
END = (90, "drill.ended", "world", "world")


def start(minute, who="ben", role="ol", **data):
    return (minute, "action.started", who, role, {"id": "a1", "kind": "mitigation", **data})


def approve(minute, who="ana", role="ic", **data):
    return (minute, "action.approved", who, role, {"id": "a1", **data})


def seat(person, where):
    return (0, "seat.taken", person, where, {"person": person, "seat": where, "bot": None})


# -- M1 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minute", "value"), [(8, 1.0), (30, 1.0), (45, 0.5), (60, 0.0)])
def test_m1_falls_from_30_to_60_minutes(verdict, minute, value):
    found = verdict("M1", *START, start(minute), END)
    assert found.value == pytest.approx(value)
    assert found.said == (
        f"First mitigation started {minute} min after the declaration; target 30 min."
    )


def test_m1_missed(verdict):
    found = verdict("M1", *START, END)
    assert (found.value, found.said) == (0.0, "No mitigation was started; target 30 min.")


@pytest.mark.parametrize("token", [{"plausible": False}, {"kind": "diagnostic"}, {"kind": "other"}])
def test_m1_a_token_action_is_no_mitigation(verdict, token):
    assert verdict("M1", *START, start(5, **token), END).value == 0.0
    assert verdict("M1", *START, start(5, **token), start(45, id="a2"), END).value == 0.5


def test_m1_says_that_something_was_tried(verdict):
    found = verdict("M1", *START, start(5, plausible=False), END)
    assert found.said == "No mitigation that fits the symptoms was started; target 30 min."


def fails(minute, **data):
    return (minute, "action.failed", "ben", "ol", {"id": "a1", "kind": "mitigation", **data})


def test_m1_what_failed_before_it_took_effect_is_no_mitigation(verdict):
    found = verdict("M1", *START, start(5), fails(9), END)
    assert found.value == 0.0
    assert found.said == (
        "No mitigation that fits the symptoms and did not fail was started; target 30 min."
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
        "No mitigation that fits the symptoms and was not stopped at once was started; "
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


# -- M6 ----------------------------------------------------------------------------------------


def test_m6_met(verdict):
    found = verdict("M6", *START, *ROLES, approve(9), start(10), END)
    assert found.value == 1.0
    assert found.role == "team"
    assert found.said == "1 of 1 changes made by Ops, 1 of 1 approved by the IC first; target all."
    assert len(found.evidence) == 2


@pytest.mark.parametrize(
    "approval",
    [
        approve(11),
        approve(9, "ben", "ol"),
        approve(9, "vp", "persona"),
        approve(9, id="a2"),
    ],
    ids=["afterwards", "by OL", "by a visitor", "for another"],
)
def test_m6_without_the_go_ahead_of_the_ic(verdict, approval):
    assert verdict("M6", *START, *ROLES, approval, start(10), END).value == 0.5


def test_m6_freelancing(verdict):
    found = verdict("M6", *START, *ROLES, start(10, "cho", "cl"), END)
    assert found.value == 0.0
    assert found.said == "0 of 1 changes made by Ops, 0 of 1 approved by the IC first; target all."


def test_m6_a_responder_works_for_ops(verdict):
    assert (
        verdict("M6", *START, *ROLES, approve(9), start(10, "eli", "responder"), END).value == 1.0
    )


def test_m6_the_commander_is_not_ops(verdict):
    assert verdict("M6", *START, *ROLES, approve(9), start(10, "ana", "ic"), END).value == 0.5


def test_m6_only_the_ic_in_office_approves(verdict):
    handed = [
        (5, "role.handover", "ana", "ic", {"role": "ic", "to": "eve"}),
        (6, "role.accepted", "eve", "ic", {"role": "ic"}),
    ]
    assert verdict("M6", *START, *ROLES, *handed, approve(9), start(10), END).value == 0.5
    assert verdict("M6", *START, *ROLES, *handed, approve(9, "eve"), start(10), END).value == 1.0


@pytest.mark.parametrize("blanket", [{"id": None}, {"id": "*"}, {"id": "Anything"}])
def test_m6_a_blanket_approval_goes_stale(verdict, blanket):
    def judged(minute):
        return verdict("M6", *START, *ROLES, approve(9, **blanket), start(minute), END).value

    assert judged(19) == 1.0
    assert judged(20) == 0.5


def test_m6_an_approval_by_name_keeps(verdict):
    assert verdict("M6", *START, *ROLES, approve(9), start(40), END).value == 1.0


def test_m6_who_approves_a_change_approves_that_it_may_be_undone(verdict):
    undo = start(20, id="a2", kind="other", undoes="a1")
    assert verdict("M6", *START, *ROLES, approve(9), start(10), undo, END).value == 1.0
    assert verdict("M6", *START, *ROLES, start(10), undo, END).value == 0.5
    assert verdict("M6", *START, *ROLES, start(10), approve(19, id="a2"), undo, END).value == 0.75


def test_m6_before_anybody_accepted_the_seat_decides(verdict):
    assert verdict("M6", *START, approve(9), start(10), END).value == 1.0


def test_m6_looking_is_no_change(verdict):
    found = verdict("M6", *START, *ROLES, start(10, kind="diagnostic"), END)
    assert found.said == "No change was made to the system."
    assert found.status == "not_applicable"


def test_m6_a_lone_player_has_nobody_to_ask(verdict):
    found = verdict("M6", *START, seat("ana", "ic"), start(10, "ana", "ic"), END)
    assert found.status == "not_applicable"


def test_m6_an_ic_without_an_ol_seat_leads_ops_too(verdict):
    crew = [seat("ana", "ic"), seat("cho", "cl")]
    assert verdict("M6", *START, *crew, start(10, "ana", "ic"), END).value == 1.0
    assert verdict("M6", *START, *crew, start(10, "cho", "cl"), END).value == 0.0


def test_m6_not_observable(verdict):
    seen = ["action.started", "alert.fired"]
    found = verdict("M6", *START, start(10), END, observable=seen)
    assert found.said == "The log could not show action.approved events."

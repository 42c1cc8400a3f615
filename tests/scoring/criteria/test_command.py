"""K2: the IC leads and leaves the technical work to others."""

from __future__ import annotations

import pytest

START = [
    (0, "alert.fired", "world", "world", {"page": True}),
    (0, "incident.declared", "dev", "responder"),
    (1, "role.accepted", "ana", "ic", {"role": "ic"}),
]
OL = (2, "role.accepted", "ben", "ol", {"role": "ol"})
END = (90, "drill.ended", "world", "world")


def act(minute, event="action.started", who="ana", role="ic", **data):
    return (minute, event, who, role, data)


def seat(person, where):
    return (0, "seat.taken", person, where, {"person": person, "seat": where, "bot": None})


DEEP = act(10, "evidence.viewed", kind="logs", deep=True)


@pytest.mark.parametrize(
    ("acts", "value"),
    [
        ([], 1.0),
        ([DEEP], 2 / 3),
        ([act(10, "evidence.viewed", kind="logs")], 2 / 3),
        ([act(10, "evidence.viewed", kind="dashboard", deep=False)], 1.0),
        ([act(10, "hypothesis.tested", id="h1")], 2 / 3),
        ([act(10, kind="mitigation")], 1 / 3),
        ([act(10, id="a1")], 1 / 3),
        ([act(10, id="a1"), DEEP], 0.0),
        ([act(10, id="a1"), act(20, id="a2")], 0.0),
        ([act(10, who="ben", role="ol")], 1.0),
    ],
)
def test_changes_count_double_and_shared_screens_not_at_all(verdict, acts, value):
    found = verdict("K2", *START, OL, *acts, END)
    assert found.value == pytest.approx(value, abs=1e-6)


def test_running_a_diagnostic_is_a_look(verdict):
    diagnostic = (10, "action.started", "ana", "ic", {"id": "a1", "kind": "diagnostic"})
    assert verdict("K2", *START, OL, diagnostic, END).value == pytest.approx(2 / 3, abs=1e-6)


def test_the_sentence_and_the_evidence(verdict):
    found = verdict("K2", *START, OL, act(10, id="a1"), END)
    assert found.said == (
        "System changes from the IC seat: 1, deep technical looks or tests: 0;"
        " target none while there is an OL."
    )
    assert found.evidence == (5,)
    assert verdict("K2", *START, OL, END).evidence == (3,)


def test_before_there_is_an_ol_somebody_has_to_look(verdict):
    assert verdict("K2", *START, DEEP, (15, *OL[1:]), END).value == 1.0


def test_being_ol_as_well_is_no_way_around_it(verdict):
    both = (2, "role.accepted", "ana", "ol", {"role": "ol"})
    assert verdict("K2", *START, both, (19, *DEEP[1:]), END).value == 1.0
    assert verdict("K2", *START, both, (20, *DEEP[1:]), END).value == pytest.approx(2 / 3, abs=1e-6)
    assert verdict("K2", *START, (20, *DEEP[1:]), END).value == pytest.approx(2 / 3, abs=1e-6)


def test_a_severity_that_needs_no_ol_apart_does_not_ask_for_one(verdict, policy):
    roles = policy.roles.model_copy(update={"separate": []})
    rules = policy.model_copy(update={"roles": roles})
    assert verdict("K2", *START, (30, *DEEP[1:]), END, rules=rules).value == 1.0


def test_after_closing_anybody_may_look(verdict):
    closed = (40, "incident.resolved", "ana", "ic")
    assert verdict("K2", *START, OL, closed, (50, *DEEP[1:]), END).value == 1.0


def test_whoever_handed_over_is_free(verdict):
    handed = [
        (5, "role.handover", "ana", "ic", {"role": "ic", "to": "eve"}),
        (6, "role.accepted", "eve", "ic", {"role": "ic"}),
    ]
    assert verdict("K2", *START, OL, *handed, DEEP, END).value == 1.0


def test_not_applicable(verdict):
    alone = verdict("K2", *START, seat("ana", "ic"), act(30, id="a1"), END)
    assert alone.said == "The crew had nobody besides the IC for the technical work."
    two = verdict("K2", *START, seat("ana", "ic"), seat("cho", "cl"), act(30, id="a1"), END)
    assert two.status == "not_applicable"
    assert verdict("K2", *START[:2], OL, END).said == "Nobody was IC."


def test_not_observable(verdict):
    seen = ["incident.declared", "alert.fired", "action.started"]
    assert verdict("K2", *START, OL, END, observable=seen).status == "not_observable"
    unknown = verdict("K2", *START[:2], END, observable=seen)
    assert unknown.said == "The log does not show who was IC."
    found = verdict("K2", *START, OL, act(10, id="a1"), END, observable=seen)
    assert found.value == pytest.approx(1 / 3, abs=1e-6)

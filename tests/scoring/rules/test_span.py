"""K4: how many people report to the IC."""

from __future__ import annotations

import pytest

START = [
    (0, "alert.fired", "world", "world", {"page": True}),
    (0, "incident.declared", "dev", "responder"),
    (1, "role.accepted", "ana", "ic", {"role": "ic"}),
]
CLOSED = (90, "incident.resolved", "ana", "ic")


def span(minute, n):
    return (minute, "span.changed", "world", "world", {"n": n})


def tasks(minute, *people):
    return [
        (minute, "task.assigned", "ana", "ic", {"id": f"t{minute}{who}", "to": who})
        for who in people
    ]


@pytest.mark.parametrize(
    ("n", "value"), [(0, 1.0), (2, 1.0), (7, 1.0), (8, 2 / 3), (9, 1 / 3), (10, 0.0), (15, 0.0)]
)
def test_more_than_seven_are_too_many(verdict, n, value):
    found = verdict("K4", *START, span(20, n), CLOSED)
    assert found.value == pytest.approx(value, abs=1e-6)
    assert found.said == f"At most {n} people reported to the IC directly; target at most 7."


def test_what_holds_when_the_roles_are_due_counts_and_what_came_before_does_not(verdict):
    assert verdict("K4", *START, span(3, 10), span(9, 4), CLOSED).value == 1.0
    assert verdict("K4", *START, span(3, 10), CLOSED).value == 0.0
    assert verdict("K4", *START, span(20, 3), CLOSED, span(95, 12)).value == 1.0


def test_without_a_told_number_people_are_counted(verdict):
    roles = [(2, "role.accepted", who, who, {"role": who}) for who in ("ol", "cl", "scribe")]
    crowd = tasks(20, *(f"p{i}" for i in range(6)))
    found = verdict("K4", *START, *roles, *crowd, CLOSED)
    assert found.value == pytest.approx(1 / 3, abs=1e-6)
    done = [(19, "task.reported", "cl", "cl", {"id": "t18cl"})]
    assert verdict("K4", *START, *roles, *tasks(18, "cl"), *done, CLOSED).said.startswith(
        "At most 3 people"
    )


def test_while_nobody_leads_the_work_every_responder_turns_to_the_ic(verdict):
    seats = [
        (0, "seat.taken", who, "responder", {"person": who, "seat": "responder"})
        for who in "abcdefgh"
    ]
    ic = (0, "seat.taken", "ana", "ic", {"person": "ana", "seat": "ic"})
    late = (30, "role.accepted", "a", "responder", {"role": "ol"})
    found = verdict("K4", *START, ic, *seats, late, CLOSED)
    assert found.said == "At most 8 people reported to the IC directly; target at most 7."
    soon = (5, *late[1:])
    assert verdict("K4", *START, ic, *seats, soon, CLOSED).said.startswith("At most 1 person ")


def test_not_applicable(verdict):
    alone = (0, "seat.taken", "ana", "ic", {"person": "ana", "seat": "ic"})
    assert verdict("K4", *START, alone, CLOSED).said == "One person played the whole team."
    assert verdict("K4", *START[:2], CLOSED).said == "Nobody reported to the IC."
    early = (8, "message.posted", "ana", "ic")
    assert verdict("K4", *START, early).said == "It was over before the roles were due."


def test_not_observable(verdict):
    seen = ["incident.declared", "incident.resolved"]
    found = verdict("K4", *START[:2], CLOSED, observable=seen)
    assert found.said == "The log does not show who reported to the IC."

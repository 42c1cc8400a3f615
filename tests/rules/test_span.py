"""How many people report to the commander directly."""

from __future__ import annotations

import pytest

from simulator.model.state import DrillState, Person, RoleHolder, Task
from simulator.rules.span import direct_reports


@pytest.fixture
def room():
    """Return a room with somebody in each seat, and two responders; nobody holds a role."""
    seats = {"ana": "ic", "ben": "ol", "cho": "cl", "eli": "responder", "fay": "responder"}
    return DrillState(people={who: Person(who, who, seat) for who, seat in seats.items()})


def hold(state, **roles):
    for role, who in roles.items():
        state.roles[role] = RoleHolder(who, 0, accepted_at=0)


def task(state, by, to, **more):
    name = f"t{len(state.tasks) + 1}"
    state.tasks[name] = Task(name, to, "look", by, 0, 600_000, **more)


def test_without_a_commander_nobody_reports_to_one(room):
    hold(room, ol="ben", cl="cho")
    task(room, "ana", "eli")
    assert direct_reports(room) == 0


def test_a_commander_who_was_named_and_has_not_accepted_is_none_yet(room):
    hold(room, ol="ben")
    room.roles["ic"] = RoleHolder("ana", 0)
    assert direct_reports(room) == 0


def test_while_nobody_leads_the_operations_every_responder_reports_to_the_commander(room):
    hold(room, ic="ana")
    assert direct_reports(room) == 2
    hold(room, cl="cho")
    assert direct_reports(room) == 3
    hold(room, ol="ben")
    assert direct_reports(room) == 2


def test_a_commander_who_leads_the_operations_as_well_has_the_responders(room):
    hold(room, ic="ana", ol="ana", cl="cho")
    assert direct_reports(room) == 3


@pytest.mark.parametrize("role", ["scribe", "planner"])
def test_other_roles_report_to_the_commander_too(room, role):
    hold(room, ic="ana", ol="ben", cl="cho", **{role: "eli"})
    assert direct_reports(room) == 3


def test_an_open_task_from_the_commander_counts_until_it_is_reported(room):
    hold(room, ic="ana", ol="ben")
    task(room, "ana", "eli")
    task(room, "ana", "eli")
    task(room, "ana", "fay", acked_at=5)
    assert direct_reports(room) == 3
    room.tasks["t1"].reported_at = 9
    assert direct_reports(room) == 3, "another task is still open"
    room.tasks["t2"].reported_at = room.tasks["t3"].reported_at = 9
    assert direct_reports(room) == 1


def test_tasks_of_others_and_of_the_commander_to_themselves_do_not_count(room):
    hold(room, ic="ana", ol="ben")
    task(room, "ben", "eli")
    task(room, "ana", "ana")
    assert direct_reports(room) == 1


def test_nobody_is_counted_twice(room):
    hold(room, ic="ana", cl="eli", scribe="eli")
    task(room, "ana", "eli")
    assert direct_reports(room) == 2


def test_who_has_left_or_only_watches_reports_no_more(room):
    hold(room, ic="ana", ol="ben")
    task(room, "ana", "eli")
    task(room, "ana", "fay")
    room.people["eli"].seat = None
    room.people["fay"].seat = "observer"
    assert direct_reports(room) == 1

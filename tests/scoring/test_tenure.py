"""Who held which role, and which roles a crew can fill at all."""

from __future__ import annotations

import pytest

from simulator.scoring.tenure import crew_of, staffable, tenures_of


def spans(events, *lines):
    held = tenures_of(events(*lines), end=6_000_000)
    return [(x.person, x.start // 60_000, x.end // 60_000) for x in held.get("ic", [])]


def test_a_role_lasts_from_acceptance_to_release(events):
    lines = [
        (1, "role.assigned", "dev", "responder", {"role": "ic", "to": "ana"}),
        (2, "role.accepted", "ana", "ic", {"role": "ic"}),
        (9, "role.released", "ana", "ic", {"role": "ic"}),
    ]
    assert spans(events, *lines) == [("ana", 2, 9)]
    assert spans(events, *lines[:2]) == [("ana", 2, 100)]
    assert spans(events, lines[0]) == []


def test_a_handover_takes_effect_when_it_is_accepted(events):
    lines = [
        (2, "role.accepted", "ana", "ic", {"role": "IC"}),
        (20, "role.handover", "ana", "ic", {"role": "ic", "to": "bob"}),
        (22, "role.accepted", "bob", "ic", {"role": "ic"}),
    ]
    assert spans(events, *lines) == [("ana", 2, 22), ("bob", 22, 100)]


@pytest.mark.parametrize(
    ("minute", "kind", "actor", "held"),
    [
        (5, "severity.set", "ana", [("ana", 5, 100)]),
        (7, "severity.set", "ana", []),
        (5, "message.posted", "ana", []),
        (5, "severity.set", "bob", []),
    ],
    ids=["acts in the role", "too late", "no act of command", "somebody else"],
)
def test_acting_in_a_role_at_once_is_accepting_it(events, minute, kind, actor, held):
    named = (1, "role.assigned", "dev", "responder", {"role": "ic", "to": "ana"})
    assert spans(events, named, (minute, kind, actor, "ic")) == held


def test_a_log_from_elsewhere_may_name_only_the_actors_role(events):
    assert spans(events, (2, "role.accepted", "ana", "ic")) == [("ana", 2, 100)]


def seats(events, **people):
    return crew_of(
        events(*((0, "seat.taken", p, s, {"person": p, "seat": s}) for p, s in people.items()))
    )


@pytest.mark.parametrize(
    ("people", "roles"),
    [
        ({}, ["ol", "cl"]),
        ({"a": "ic"}, []),
        ({"a": "ic", "b": "ol"}, ["ol"]),
        ({"a": "ic", "b": "cl"}, ["cl"]),
        ({"a": "ic", "b": "responder"}, ["ol"]),
        ({"a": "ic", "b": "cl", "c": "responder"}, ["cl", "ol"]),
        ({"a": "ic", "b": "ol", "c": "cl", "f": "facilitator"}, ["ol", "cl"]),
        ({"a": "ic", "f": "facilitator", "o": "observer"}, []),
    ],
)
def test_only_roles_that_the_crew_has_people_for_are_asked_for(events, people, roles):
    assert staffable(["ic", "ol", "cl"], seats(events, **people)) == roles


LEFT = (10, "seat.left", "ana", "ic", {"person": "ana", "seat": "ic"})
SAT = (12, "seat.taken", "eve", "ic", {"person": "eve", "seat": "ic"})


@pytest.mark.parametrize(
    ("minute", "actor", "held"),
    [(15, "eve", [("ana", 2, 10), ("eve", 15, 100)]), (18, "eve", [("ana", 2, 10)]),
     (15, "bob", [("ana", 2, 10)])],
    ids=["acts at once", "too late", "somebody else"],
)  # fmt: skip
def test_who_leaves_holds_nothing_and_who_sits_down_there_may_follow(events, minute, actor, held):
    taken = (2, "role.accepted", "ana", "ic", {"role": "ic"})
    assert spans(events, taken, LEFT, SAT, (minute, "decision.logged", actor, "ic")) == held


def test_sitting_down_first_is_no_acceptance(events):
    assert spans(events, SAT, (13, "decision.logged", "eve", "ic")) == []

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

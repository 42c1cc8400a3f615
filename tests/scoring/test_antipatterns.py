"""Anti-patterns: named where a criterion misses, with its evidence; never without one."""

from __future__ import annotations

from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.antipatterns import anti_patterns


def named(card, policy):
    return {found.name: found for found in anti_patterns(card, policy.ratings)}


def test_a_good_drill_shows_none(rescored, policy):
    assert named(rescored(), policy) == {}


def test_each_is_named_with_the_events_it_rests_on(rescored, policy):
    t = 33 * MINUTE
    looks = [
        Event(900 + i, t + i, "evidence.viewed", "ana", "ic", {"kind": "logs", "deep": True})
        for i in range(2)
    ]
    found = named(rescored(extra=looks), policy)
    assert found["hands-on IC"].criteria == ("K2",)
    assert found["hands-on IC"].evidence == (900, 901)
    assert "deep technical looks" in found["hands-on IC"].said[0]


def test_one_name_may_come_from_several_criteria(rescored, policy):
    def hasty(event):
        early = event.kind == "incident.resolved"
        if event.kind == "recovery.verified":
            return None
        return Event(
            event.seq, 81 * MINUTE if early else event.t, event.kind, event.actor, event.role,
            event.data,
        )  # fmt: skip

    found = named(rescored(hasty), policy)["premature all-clear"]
    assert found.criteria == ("R2", "R3")
    assert found.as_json()["criteria"] == ["R2", "R3"]


def test_most_to_win_comes_first(rescored, policy):
    def silent(event):
        return None if event.kind in ("statuspage.posted", "exit_criteria.set") else event

    gaps = [found.gap for found in anti_patterns(rescored(silent), policy.ratings)]
    assert gaps == sorted(gaps, reverse=True)

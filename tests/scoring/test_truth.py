"""What was really so: severity by policy, impact over time, recovery that held."""

from __future__ import annotations

import pytest

from simulator.model.records import Event, Header
from simulator.scoring.truth import as_ms, declarable_at, impact_of, rank_of, true_rank


def rank(policy, name="imag", **facts):
    return true_rank(Header(policy=name, facts=facts), policy)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"revenue_blocked": True}, 0),
        ({"share_users": 0.2, "workaround": True}, 0),
        ({"share_users": 0.1}, 1),
        ({"share_users": 0.1, "workaround": True}, 2),
        ({"degraded": False, "breach": True}, 0),
        ({"degraded": False}, 2),
    ],
)
def test_the_policy_decides_from_the_facts(policy, facts, expected):
    assert rank(policy, severity=facts) == expected


def test_the_label_of_a_log_holds_under_its_own_policy(policy):
    assert rank(policy, true_level="SEV-2", severity={"breach": True}) == 1
    assert rank(policy, "other", true_level="SEV-2", severity={"breach": True}) == 0
    assert rank(policy, "other", true_level="sev3") == 2
    assert rank(policy, true_level="P1", severity={"breach": True}) == 0


def test_without_facts_the_severity_is_unknown(policy):
    assert rank(policy) is None
    assert rank(policy, true_level="P1") is None
    assert rank(policy, severity="bad") is None


def test_labels_are_read_generously(policy):
    assert rank_of(policy, "sev 1") == rank_of(policy, "SEV-1") == 0
    assert rank_of(policy, None) is None


def test_times_are_whole_numbers():
    assert as_ms(3) == 3
    assert as_ms(value=True) is None
    assert as_ms("3") is None


def alert(t, *, page):
    return Event(t, t, "alert.fired", "world", "world", {"page": page})


def test_declarable_from_the_first_alert_that_pages():
    assert declarable_at(Header(), [alert(1, page=False), alert(2, page=True)]) == 2
    assert declarable_at(Header(facts={"declarable_at": 9}), [alert(2, page=True)]) == 9
    assert declarable_at(Header(), []) is None


def test_in_a_drill_it_is_the_page_or_the_customers_whoever_comes_first():
    drill = Header(engine="1", facts={"declarable_at": 9})
    assert declarable_at(drill, [alert(2, page=True)]) == 2
    assert declarable_at(drill, [alert(2, page=False), alert(12, page=True)]) == 9
    assert declarable_at(drill, [], end=9) == 9
    assert declarable_at(drill, [], end=8) is None
    assert declarable_at(drill, [alert(2, page=True)], end=8) == 2


def impact(*steps, **facts):
    changes = [
        Event(i, t, "impact.changed", "world", "world", {"level": level})
        for i, (t, level) in enumerate(steps, 1)
    ]
    return impact_of(Header(facts=facts), changes)


def test_recovery_is_the_fall_that_no_rise_follows():
    relapsed = impact((10, 0.4), (20, 0), (30, 0.1), (40, 0), (50, 0))
    assert (relapsed.started_at, relapsed.recovered_at) == (10, 40)
    assert relapsed.recovery() == (4,)
    assert impact((10, 0.4), (20, 0), (30, 0.1)).recovered_at is None
    assert impact((0, 0), (10, 0.4), (20, 0)).recovered_at == 20


def test_facts_stand_in_for_a_silent_log():
    told = impact(impact_started_at=5, recovered_at=50)
    assert (told.started_at, told.recovered_at, told.halved_at()) == (5, 50, 50)
    assert told.at(20) is None
    assert told.recovery() == ()


def test_levels_hold_until_the_next_change():
    seen = impact((10, 0.4), (20, 0.1))
    assert [seen.at(t) for t in (9, 10, 19, 20)] == [0.0, 0.4, 0.4, 0.1]


def test_relief_is_not_taken_back_by_what_comes_later():
    minute = 60_000
    assert impact((0, 0.1), (15 * minute, 0.04), (70 * minute, 0.6)).halved_at() == 15 * minute


def test_a_dip_of_a_few_minutes_is_no_relief():
    minute = 60_000
    dip = impact((0, 0.4), (10 * minute, 0.1), (14 * minute, 0.4), (50 * minute, 0.2))
    assert dip.halved_at() == 50 * minute


def test_each_moment_has_the_recovery_before_it():
    seen = impact((10, 0.4), (40, 0), (100, 0.3), (110, 0.0))
    asked = (20, 40, 75, 100, 105, 141)
    assert [seen.recovery_before(t) for t in asked] == [None, 40, 40, None, None, 110]
    assert impact(impact_started_at=5, recovered_at=50).recovery_before(60) == 50
    assert impact(impact_started_at=5, recovered_at=50).recovery_before(40) is None


def test_relief_counts_from_the_worst_moment():
    assert impact((10, 0.4), (20, 0.2), (30, 0)).halved_at() == 20
    assert impact((10, 0.2), (20, 0.15), (30, 0.4), (40, 0.2)).halved_at() == 40
    assert impact((10, 0.4), (20, 0.3)).halved_at() is None

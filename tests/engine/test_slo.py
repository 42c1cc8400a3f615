"""Error budgets: spent by the failures that are on record, faster where there is more traffic."""

from __future__ import annotations

import pytest

from simulator.engine.slo import budget
from simulator.model.scenario import Slo
from simulator.model.signals import Segment, Series
from simulator.model.units import HOUR, MINUTE, SECOND

SLO = {"series": "shop.errors", "target": "99%", "window": "100h", "left": "60%"}


def slo(**parts):
    return Slo.model_validate(SLO | parts)


def errors(*steps, base=0.0):
    series = Series("shop.errors", base)
    for at, to in steps:
        series.move(Segment(at, series.true_value(at), to))
    return series


def test_without_errors_nothing_is_spent():
    assert budget(slo(), errors(), None, 20 * MINUTE) == {
        "series": "shop.errors",
        "target": 0.99,
        "window": 100 * HOUR,
        "left": 0.6,
        "burn": {"5m": 0.0, "1h": 0.0},
        "spent_by_now": 0.0,
        "exhausted_in": None,
    }


def test_an_hour_at_ten_times_the_allowed_share_spends_a_tenth_of_100_hours():
    got = budget(slo(), errors((0, 0.1)), None, HOUR)
    assert got["spent_by_now"] == pytest.approx(0.1)
    assert got["left"] == pytest.approx(0.5)
    assert got["burn"] == {"5m": 10.0, "1h": 10.0}
    # Half of what 100 hours allow, ten times too fast.
    assert got["exhausted_in"] == 5 * HOUR


def test_the_short_burn_rate_forgets_and_the_long_one_remembers():
    got = budget(slo(), errors((10 * MINUTE, 0.2), (20 * MINUTE, 0.0)), None, 30 * MINUTE)
    assert got["burn"] == {"5m": 0.0, "1h": pytest.approx(20 / 6, abs=0.01)}
    assert got["exhausted_in"] is None


def test_before_the_drill_it_was_at_rest():
    got = budget(slo(), errors((1, 0.4), base=0.01), None, 5 * MINUTE)
    assert got["burn"]["5m"] == pytest.approx(40.0)
    assert got["burn"]["1h"] == pytest.approx((55 * 1 + 5 * 40) / 60, abs=0.01)


def test_more_traffic_counts_for_more():
    traffic = Series("shop.traffic", 100.0)
    traffic.move(Segment(0, 100.0, 300.0))
    got = budget(slo(), errors((0, 0.1)), traffic, HOUR)
    assert got["spent_by_now"] == pytest.approx(0.3)
    assert got["burn"]["1h"] == 10.0
    traffic.move(Segment(HOUR, 300.0, 0.0))
    assert budget(slo(), errors((0, 0.1)), traffic, HOUR + 6 * MINUTE)["burn"]["5m"] == 0.0


def test_a_budget_can_be_overspent():
    got = budget(slo(left="1%"), errors((0, 0.5)), None, HOUR)
    assert (got["left"], got["exhausted_in"]) == (pytest.approx(-0.49), 0)


@pytest.mark.parametrize("target", ["100%", "0%"])
def test_a_target_without_a_budget_divides_nothing_by_zero(target):
    got = budget(slo(target=target), errors((0, 0.5)), None, HOUR)
    assert got["left"] <= 0.6


def test_between_ticks_nothing_changes():
    series = errors((MINUTE, 0.3))
    at = 7 * MINUTE
    assert budget(slo(), series, None, at + 14 * SECOND) == budget(slo(), series, None, at)


@pytest.fixture
def drill(play, small):
    evidence = {"budget": {"title": "Budget", "kind": "slo", "slo": SLO | {"series": "api.errors"}}}
    faults = {
        "bug": {"service": "api", "at": "2m", "pushes": {"errors": {"to": "40%"}}},
        "dark": {"service": "api", "at": "20m", "blinds": ["api.errors"]},
    }
    return play(small(evidence=evidence, faults=faults))


def test_a_look_shows_the_budget_with_the_traffic_of_its_service(drill):
    drill.do(10 * MINUTE, "ol", "evidence.query", source="budget")
    data = drill.of("evidence.viewed")[0].data
    assert data["slo"]["burn"]["5m"] == 40.0
    assert data["slo"]["spent_by_now"] == pytest.approx(0.4 * 8 / 60, abs=0.002)
    assert drill.state.looks["e1"].slo == data["slo"]


def test_nobody_knows_the_budget_while_the_monitor_is_lost(drill):
    drill.do(25 * MINUTE, "ol", "evidence.query", source="budget")
    assert drill.of("evidence.viewed")[0].data["slo"] is None


def test_a_gap_counts_for_nothing_and_a_frozen_monitor_for_what_it_shows():
    gap, frozen = errors((10 * MINUTE, 0.2)), errors((10 * MINUTE, 0.2))
    gap.fail(12 * MINUTE, "gap")
    gap.recover(50 * MINUTE)
    got = budget(slo(), gap, None, HOUR)
    # Twelve of the twenty-two minutes that are on record were bad.
    assert got["burn"] == {"5m": 20.0, "1h": pytest.approx(20 * 12 / 22, abs=0.5)}
    assert got["spent_by_now"] == pytest.approx(0.2 * 12 / 60, abs=0.002)
    frozen.fail(8 * MINUTE, "frozen")
    got = budget(slo(), frozen, None, HOUR)
    assert (got["burn"]["5m"], got["spent_by_now"]) == (0.0, 0.0)


def test_a_tick_without_the_traffic_is_not_counted_either():
    traffic = Series("shop.traffic", 100.0)
    traffic.fail(30 * MINUTE, "gap")
    assert budget(slo(), errors((30 * MINUTE, 0.5)), traffic, HOUR)["spent_by_now"] == 0.0

from __future__ import annotations

import pytest

from simulator.engine.core import Ledger
from simulator.engine.wake import wakes
from simulator.model.expr import compile_expression
from simulator.model.signals import GRID, Segment, Series
from simulator.model.units import MINUTE
from simulator.rules.conditions import condition_vocabulary


@pytest.fixture
def depends(small):
    vocabulary = condition_vocabulary(small())
    return lambda source: wakes(compile_expression(source, vocabulary), "shop.errors")


@pytest.mark.parametrize(
    ("source", "series", "times", "always"),
    [
        ("impact > 5%", {"shop.errors"}, set(), False),
        ('errors("api") > 5% or traffic("api") > 9', {"api.errors", "api.traffic"}, set(), False),
        ('since("action.started") > 5m', set(), {("action.started", 5 * MINUTE)}, False),
        ('5m <= since("action.started")', set(), {("action.started", 5 * MINUTE)}, False),
        ("now >= 90s and impact > 0", {"shop.errors"}, {(None, 90_000)}, False),
        ('not happened("alert.fired") and count("page.sent") < 2', set(), set(), False),
        ('running("fix") or finished("fix") or active("bug")', set(), set(), False),
        ("now - 1m > 5m", set(), set(), True),
        ('since("page.sent") > since("page.acked")', set(), set(), True),
    ],
)  # fmt: skip
def test_what_a_condition_depends_on(depends, source, series, times, always):
    found = depends(source)
    assert (found.series, found.times, found.always) == (series, times, always)


def test_a_condition_over_what_happened_sleeps_until_something_does(depends):
    assert depends('happened("alert.fired")').next_tick(0, Ledger(), {}) is None


def test_it_wakes_on_every_tick_while_its_signal_moves_and_once_at_the_end(depends):
    series = Series("shop.errors", 0.01)
    series.move(Segment(GRID, 0.01, 0.5, 2 * GRID + 1, "linear"))
    ticks = [
        depends("impact > 5%").next_tick(n * GRID, Ledger(), {"shop.errors": series})
        for n in range(1, 6)
    ]
    assert ticks == [GRID, 2 * GRID, 3 * GRID, 4 * GRID, None]


def test_it_wakes_when_a_time_has_passed(depends):
    ledger = Ledger()
    silence = depends('since("statuspage.posted") > 1m')
    # Longer than a minute ago is what nothing is at the minute itself.
    assert silence.next_tick(0, ledger, {}) == MINUTE
    assert silence.next_tick(MINUTE + GRID, ledger, {}) == MINUTE + GRID
    assert silence.next_tick(MINUTE + 2 * GRID, ledger, {}) is None
    ledger.note("statuspage.posted", 2 * MINUTE + 1)
    assert silence.next_tick(2 * MINUTE, ledger, {}) == 3 * MINUTE + GRID

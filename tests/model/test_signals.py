"""Signals: closed form, bounded noise, and the same bits everywhere."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.model.signals import (
    GRID,
    NOISE_BOUND,
    Segment,
    Series,
    grid_after,
    mix,
    noise,
)

RECORDED = [1.097939861, 1.18840632, 0.576707164]

seeds = st.integers(0, 2**64 - 1)
levels = st.floats(0, 1_000)
segments = st.builds(
    Segment,
    t0=st.integers(0, 10_000_000),
    v0=levels,
    to=levels,
    over=st.integers(0, 3_600_000),
    shape=st.sampled_from(["step", "linear", "ease"]),
)


def test_noise_is_the_same_on_every_machine():
    # recorded once; a change here makes old drills differ
    assert mix(1) == 0x910A2DEC89025CC1
    assert [round(noise(7, "checkout.errors", tick), 9) for tick in range(3)] == RECORDED


@given(seeds, st.text(max_size=30), st.integers(0, 10_000))
def test_noise_stays_within_its_bound(seed, series, tick):
    assert abs(noise(seed, series, tick)) <= NOISE_BOUND


def test_noise_has_mean_0_and_variance_1():
    values = [noise(1, "s", tick) for tick in range(20_000)]
    mean = sum(values) / len(values)
    variance = sum((value - mean) ** 2 for value in values) / len(values)
    assert mean == pytest.approx(0, abs=0.03)
    assert variance == pytest.approx(1, abs=0.03)


def test_series_and_seeds_have_noise_of_their_own():
    ticks = range(50)
    one, other = ([noise(1, name, tick) for tick in ticks] for name in ("a", "b"))
    assert one != other
    assert one != [noise(2, "a", tick) for tick in ticks]


@pytest.mark.parametrize(("t", "tick"), [(0, 0), (1, GRID), (GRID, GRID), (GRID + 1, 2 * GRID)])
def test_the_grid(t, tick):
    assert grid_after(t) == tick


@given(segments, st.integers(0, 20_000_000), st.integers(0, 20_000_000))
def test_a_segment_is_monotone_between_its_ends(segment, t1, t2):
    first, second = sorted([t1, t2])
    low, high = sorted([segment.v0, segment.to])
    slack = 1e-9 * max(high, 1)
    one, two = segment.value(first), segment.value(second)
    assert low - slack <= one <= high + slack
    rising = segment.to >= segment.v0
    assert (two - one >= -slack) if rising else (one - two >= -slack)


@given(segments)
def test_a_segment_starts_and_ends_where_it_says(segment):
    assert segment.value(segment.t0 - 1) == segment.v0 or segment.v0 == segment.to
    assert segment.value(segment.end) == segment.to


@given(segments, levels)
def test_a_level_is_reached_within_one_millisecond_of_the_answer(segment, level):
    assume(segment.v0 != segment.to)
    at = segment.reaches(level)
    low, high = sorted([segment.v0, segment.to])
    if not low <= level <= high:
        assert at is None
        return
    assert at is not None
    assert segment.t0 <= at <= segment.end
    before, after = segment.value(at - 1), segment.value(at + 2)
    slack = 1e-6 * max(high, 1)
    assert min(before, after) - slack <= level <= max(before, after) + slack


def test_a_series_remembers_every_moment():
    series = Series("s", 1.0)
    series.move(Segment(100, 1.0, 5.0))
    series.move(Segment(200, 5.0, 9.0, over=100, shape="linear"))
    assert [series.true_value(t) for t in (0, 99, 100, 250, 300)] == [1.0, 1.0, 5.0, 7.0, 9.0]


@given(seeds, st.integers(0, 10_000_000))
def test_an_observed_value_stays_within_the_limits(seed, t):
    series = Series("s", 0.5, amplitude=5.0, low=0.0, high=1.0, seed=seed)
    assert 0.0 <= series.observed(t) <= 1.0


def test_points_lie_on_the_grid():
    series = Series("s", 2.0)
    times, values = series.points(1, 3 * GRID)
    assert times == [GRID, 2 * GRID, 3 * GRID]
    assert values == [2.0, 2.0, 2.0]


def _steps():
    """Return a series that is 0 at tick 0, 1 at tick 1, and so on."""
    series = Series("s", 0.0)
    for tick in range(1, 20):
        series.move(Segment(tick * GRID, tick - 1, tick))
    return series


def test_a_lost_monitor_shows_nothing_until_it_is_back():
    series = _steps()
    series.fail(3 * GRID, "gap")
    assert (series.sees(3 * GRID - 1), series.sees(3 * GRID)) == (True, False)
    assert series.blind
    series.recover(5 * GRID)
    assert [series.observed(tick * GRID) for tick in range(2, 6)] == [2.0, None, None, 5.0]
    assert series.blind is None
    assert series.measured(3 * GRID) == 3.0


def test_a_frozen_monitor_shows_what_it_read_at_the_last_tick_before():
    series = _steps()
    series.fail(3 * GRID, "frozen")
    assert [series.observed(tick * GRID) for tick in (2, 3, 9)] == [2.0, 2.0, 2.0]
    other = _steps()
    other.fail(3 * GRID + 1, "frozen")
    assert [other.observed(tick * GRID) for tick in (2, 3, 9)] == [2.0, 3.0, 3.0]


@given(
    st.lists(
        st.tuples(st.integers(0, 300_000), st.sampled_from(["gap", "frozen", None])), max_size=8
    ).map(lambda turns: sorted(turns, key=lambda turn: turn[0])),
    st.integers(0, 20).map(lambda tick: tick * GRID),
)
def test_what_is_seen_agrees_with_asking_every_tick(turns, t):
    series = _steps()
    for at, mode in turns:
        series.recover(at) if mode is None else series.fail(at, mode)

    def mode_at(when):
        return next((mode for at, mode in reversed(turns) if at <= when), None)

    def seen(when):
        return next(w for w in range(when, -2 * GRID, -GRID) if mode_at(w) is None)

    mode = mode_at(t)
    assert series.sees(t) == (mode is None)
    want = None if mode == "gap" else series.true_value(seen(t))
    assert series.observed(t) == want


def test_points_are_what_a_working_monitor_reads():
    series = _steps()
    series.fail(2 * GRID, "gap")
    assert series.points(0, 3 * GRID)[1] == [0.0, 1.0, 2.0, 3.0]

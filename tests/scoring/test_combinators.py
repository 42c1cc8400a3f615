"""Deadlines, ratios, rhythms, order and overlap, each on a handful of times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.records import Event
from simulator.scoring.combinators import (
    Obligation,
    Window,
    deadline,
    lin,
    overlap,
    precedence,
    ratio,
    recurrence,
)


def at(t, seq=1, **data):
    return Event(seq, t, "word", "a", "cl", data)


@pytest.mark.parametrize(
    ("x", "full", "zero", "credit"),
    [
        (-3, 5, 15, 1.0),
        (5, 5, 15, 1.0),
        (7, 5, 15, 0.8),
        (15, 5, 15, 0.0),
        (99, 5, 15, 0.0),
        (28, 30, 10, 0.9),
        (31, 30, 10, 1.0),
        (10, 30, 10, 0.0),
        (5, 5, 5, 1.0),
        (6, 5, 5, 0.0),
    ],
)
def test_credit_falls_in_a_straight_line(x, full, zero, credit):
    assert lin(x, full, zero) == pytest.approx(credit)


@given(st.integers(), st.integers(), st.integers(), st.integers())
def test_credit_stays_within_bounds_and_never_rises_with_delay(x, later, full, width):
    zero = full + abs(width)
    first, second = lin(x, full, zero), lin(x + abs(later), full, zero)
    assert 0 <= second <= first <= 1


def test_a_deadline_takes_the_first_response():
    found = deadline(100, [at(180, 3), at(120, 2)], (10, 30), 500, trigger=[1])
    assert found == Obligation(100, 110, 120, 0.5, (1, 2))
    assert found.delay == 20


def test_a_deadline_that_was_missed_keeps_its_trigger():
    assert deadline(100, [], (10, 30), 110, [1]) == Obligation(100, 110, None, 0.0, (1,))


def test_a_deadline_after_the_end_of_the_log_is_an_open_question():
    found = deadline(100, [], (10, 30), 109)
    assert found.credit is None
    assert found.delay is None


def test_a_ratio_leaves_open_questions_out():
    known = [Obligation(0, 0, 0, credit) for credit in (1.0, 0.5, None)]
    assert ratio(known) == 0.75
    assert ratio(known[2:]) is None
    assert ratio([]) is None


def test_a_kept_rhythm_is_exactly_one():
    found = recurrence([at(t) for t in (5, 15, 25)], [Window(5, 30, (10, 20))], since=0)
    assert found.value == 1.0
    assert found.silence == (5, 15)
    assert [o.when for o in found.obligations] == [5, 15, 25]


def test_silence_throughout_is_zero():
    found = recurrence([], [Window(10, 100, (10, 20))], since=0)
    assert found.value == 0.0
    assert found.silence == (0, 100)
    assert found.obligations == (Obligation(0, 10, None, 0.0),)


def test_the_rhythm_is_the_mean_of_time_and_longest_silence():
    # Ages 0-30 from t=0: full for 10, falling for 10, nothing for 10; the longest silence is 30 of
    # 20 (full) to 40 (none).
    found = recurrence([at(0, 7)], [Window(0, 30, (10, 20))], since=0)
    assert found.value == pytest.approx((15 / 30 + 0.5) / 2)
    assert found.obligations[0].evidence == (7,)
    assert found.obligations[0].met_at is None


def test_a_burst_does_not_make_up_for_a_gap():
    window = [Window(0, 90, (15, 30))]
    steady = recurrence([at(t) for t in (0, 30, 60)], window, since=0)
    burst = recurrence([at(t) for t in (0, 1, 2, 3, 4, 5)], window, since=0)
    assert burst.value < steady.value


def test_each_window_has_its_own_demand():
    windows = [Window(0, 50, (30, 60)), Window(50, 100, (10, 60))]
    found = recurrence([at(0), at(30), at(60)], windows, since=0)
    strict = recurrence([at(0), at(30), at(60)], [Window(0, 100, (10, 60))], since=0)
    assert strict.value < found.value < 1


@given(st.lists(st.integers(0, 200), max_size=12), st.integers(0, 200))
def test_one_more_word_never_lowers_a_rhythm(times, more):
    window = [Window(20, 200, (15, 30))]
    before = recurrence([at(t) for t in sorted(times)], window, since=10)
    after = recurrence([at(t) for t in sorted([*times, more])], window, since=10)
    assert after.value >= before.value - 1e-9


def test_precedence_takes_the_newest_that_counts():
    earlier = [at(10, 1, ok=True), at(20, 2, ok=True), at(25, 3, ok=False), at(40, 5, ok=True)]
    found = precedence(at(30, 4), earlier, lambda e: e.data["ok"])
    assert found == Obligation(30, 30, 20, 1.0, (2, 4))
    assert precedence(at(5, 4), earlier, lambda e: e.data["ok"]).credit == 0.0


def test_at_the_same_moment_the_order_of_the_log_decides():
    assert precedence(at(30, 4), [at(30, 3)], bool).credit == 1.0
    assert precedence(at(30, 4), [at(30, 5)], bool).credit == 0.0


def test_overlap_adds_up_common_time():
    assert overlap([(0, 10), (20, 30)], [(5, 25)]) == 10
    assert overlap([(0, 10)], [(10, 20)]) == 0
    assert overlap([], [(0, 1)]) == 0


def test_a_word_that_is_not_due_yet_is_not_missed():
    assert recurrence([], [Window(5, 10, (10, 20))], since=0).value == 1.0
    assert recurrence([], [Window(5, 15, (10, 20))], since=0).value == 0.5


def test_each_silence_is_judged_by_the_windows_it_lies_in():
    strict, lax = Window(0, 59, (10, 20)), Window(59, 60, (60, 120))
    loosened = recurrence([at(0), at(45)], [strict, lax], since=0)
    plain = recurrence([at(0), at(45)], [Window(0, 60, (10, 20))], since=0)
    assert loosened.value == pytest.approx(plain.value, abs=0.02)


def test_after_a_hole_between_windows_the_wait_begins_anew():
    windows = [Window(0, 20, (10, 20)), Window(100, 110, (10, 20))]
    found = recurrence([at(5), at(15), at(60)], windows, since=0)
    assert found.value == 1.0
    assert [(o.when, o.met_at) for o in found.obligations] == [
        (0, 5), (5, 15), (15, None), (100, None),
    ]  # fmt: skip

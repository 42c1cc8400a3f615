"""Time compression: no clock is shorter than people's hands need at the speed of the drill."""

from __future__ import annotations

import pytest

from simulator.model.units import MINUTE, SECOND
from simulator.scoring.pace import paced

CLOCK = (10 * MINUTE, 30 * MINUTE)


def speed(minute, factor):
    return (minute, "drill.speed", "fay", "facilitator", {"factor": factor})


def test_at_speed_1_nothing_changes(trace):
    assert paced(trace(), CLOCK, "statuspage", 0) == CLOCK
    assert paced(trace(speed(0, 1.0)), CLOCK, "statuspage", 0) == CLOCK
    assert paced(trace(speed(0, 0.5)), CLOCK, "statuspage", 0) == CLOCK


def test_a_clock_that_leaves_room_for_the_work_stays(trace):
    # At 4 times speed a post that takes 2.5 minutes to write takes 10 minutes of drill time.
    assert paced(trace(speed(0, 4.0)), CLOCK, "statuspage", 0) == CLOCK


def test_a_clock_that_does_not_is_moved_as_a_whole(trace):
    at_six = paced(trace(speed(0, 6.0)), CLOCK, "statuspage", 0)
    assert at_six == (15 * MINUTE, 35 * MINUTE)


@pytest.mark.parametrize(
    ("work", "seconds"), [("ack", 20), ("triage", 60), ("update", 120), ("statuspage", 150)]
)
def test_each_kind_of_work_takes_its_time(trace, work, seconds):
    assert paced(trace(speed(0, 60.0)), (0, MINUTE), work, 0) == (
        60 * seconds * SECOND,
        60 * seconds * SECOND + MINUTE,
    )


def test_what_is_no_work_of_hands_is_never_given_more(trace):
    assert paced(trace(speed(0, 60.0)), CLOCK, None, 0) == CLOCK


def test_the_fastest_speed_between_start_and_limit_counts(trace):
    made = trace(speed(0, 60.0), speed(5, 1.0), speed(20, 8.0), speed(50, 30.0))
    assert paced(made, CLOCK, "update", 10 * MINUTE) == (16 * MINUTE, 36 * MINUTE)
    # What was over before the clock began, or began after its limit, is of no account.
    assert paced(made, CLOCK, "update", 21 * MINUTE)[0] == 60 * MINUTE
    assert paced(made, (MINUTE, 2 * MINUTE), "update", 6 * MINUTE) == (MINUTE, 2 * MINUTE)


def test_an_own_policy_says_how_long_the_work_takes(trace, policy):
    slow = policy.model_copy(update={"pace": policy.pace.model_copy(update={"update": 5 * MINUTE})})
    assert paced(trace(speed(0, 4.0), rules=slow), CLOCK, "update", 0)[0] == 20 * MINUTE


@pytest.mark.parametrize("factor", [None, "fast", [], float("nan"), float("inf"), -3, True])
def test_speeds_that_are_none_do_no_harm(trace, factor):
    full, zero = paced(trace(speed(0, factor)), CLOCK, "ack", 0)
    assert zero - full == 20 * MINUTE
    assert 10 * MINUTE <= full <= 20 * MINUTE

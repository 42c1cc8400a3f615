"""Times of day in a text, on the drill's own clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.units import HOUR, MINUTE, clock_text
from simulator.scoring.content.moments import moments_in, next_clock


def minutes(text, clock0="14:10", end=2 * HOUR):
    return [moment.t / MINUTE for moment in moments_in(text, clock0=clock0, end=end)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:15 - alerts fire, acknowledged at 14:16", [5, 6]),
        ("14:15:30 alert", [5.5]),
        ("15:10-15:23 the change ran", [60, 73]),
        ("2:15 PM alert, 3:30 p.m. over", [5, 80]),
        ("12:05 am, 12:05 pm", [595, -125]),
        ("T+5 declared, T+2h closed", [5, 120]),
        ("13:28 release 4.12, 14:15 alert", [-42, 5]),
        ("2026-03-04T14:15Z alert", [5]),
        ("ratio 3:1, at 25:10, host:8080, 10:99, v1:20, 13 PM", []),
        ("13:15 pm", []),
        ("", []),
    ],
)
def test_times_in_many_forms(text, expected):
    assert minutes(text) == expected


def test_midnight_is_passed_without_a_date():
    text = "23:50 alert\n23:58 declared\n00:10 relief\n01:20 over"
    assert minutes(text, clock0="23:40") == [10, 18, 30, 100]
    assert minutes("00:10 relief\n23:50 it began", clock0="23:40") == [30, 10]


def test_what_began_before_the_drill_is_before_it():
    assert minutes("23:30 release\n00:20 alert", clock0="00:10", end=HOUR) == [-40, 10]


def test_dates_count_from_the_first_one():
    text = "2026-02-28 23:50 alert\n2026-03-01 00:10 relief\n2026-03-03 09:00 review"
    assert minutes(text, clock0="23:40") == [10, 30, 2 * 1440 + 560]


def test_an_impossible_date_is_no_date():
    assert minutes("2026-13-45 14:15 alert") == [5]


def test_a_moment_says_where_it_stands():
    text = "Alert at 2:15 PM."
    (moment,) = moments_in(text, clock0="14:10", end=HOUR)
    assert text[moment.start : moment.end] == moment.phrase == "2:15 PM"


@given(st.integers(0, 20 * 60), st.integers(0, 1439))
def test_what_the_clock_shows_is_read_back(minute, start):
    clock0 = f"{start // 60:02d}:{start % 60:02d}"
    text = clock_text(clock0, minute * MINUTE)
    assert minutes(text, clock0=clock0, end=20 * HOUR) == [minute]


@given(st.integers(0, 1439), st.integers(0, 10**9))
def test_the_next_time_of_day_is_ahead_by_less_than_a_day(minute, t):
    at = next_clock(minute * MINUTE, "14:10", t)
    assert t <= at < t + 24 * HOUR
    assert clock_text("14:10", at) == f"{minute // 60:02d}:{minute % 60:02d}"


@given(st.text(alphabet="0123456789:-T+ apm.\n", max_size=60))
def test_any_text_can_be_read(text):
    for moment in moments_in(text, clock0="14:10", end=HOUR):
        assert text[moment.start : moment.end] == moment.phrase

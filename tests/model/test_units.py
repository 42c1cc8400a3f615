"""Quantities as authors write them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.units import (
    HOUR,
    LONGEST,
    clock_text,
    duration_text,
    parse_clock,
    parse_duration,
    parse_quantity,
    quantity_text,
    unit_of,
)


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("90s", 90_000),
        ("12m30s", 750_000),
        ("1h30m", 5_400_000),
        ("-42m", -2_520_000),
        ("1.5m", 90_000),
        ("250ms", 250),
        ("0s", 0),
        (" 5m ", 300_000),
    ],
)
def test_durations_are_read_into_milliseconds(text, ms):
    assert parse_duration(text) == ms


@pytest.mark.parametrize(
    "text", ["", "5", "m", "5 m", "5min", "5m5m", "30s5m", "12:30", "five minutes", "5m-3s", "1e3s"]
)
def test_what_is_no_duration_is_refused_with_the_form(text):
    with pytest.raises(ValueError, match="write a duration such as 90s") as caught:
        parse_duration(text)
    assert repr(text) in str(caught.value)


def test_a_duration_has_whole_milliseconds():
    with pytest.raises(ValueError, match="whole milliseconds"):
        parse_duration("0.5ms")


def test_a_duration_has_an_end():
    assert parse_duration(f"{LONGEST // HOUR}h") == LONGEST
    with pytest.raises(ValueError, match="longer than 10000h"):
        parse_duration("10001h")


@given(st.integers(-LONGEST, LONGEST))
def test_a_written_duration_reads_back(ms):
    assert parse_duration(duration_text(ms)) == ms


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("40%", 0.4, "share"),
        ("900/min", 900.0, "rate"),
        ("15/s", 900.0, "rate"),
        ("60/h", 1.0, "rate"),
        ("420ms", 420.0, "ms"),
        ("1.2s", 1_200.0, "ms"),
        ("12", 12.0, "number"),
        ("-0.5", -0.5, "number"),
        ("40 %", 0.4, "share"),
    ],
)
def test_quantities_have_a_value_and_a_unit(text, value, unit):
    assert parse_quantity(text) == value
    assert unit_of(text) == unit


@pytest.mark.parametrize("text", ["", "%", "forty", "40 apples", "1e5", "40%%", "nan", "inf"])
def test_what_is_no_quantity_is_refused_with_the_form(text):
    with pytest.raises(ValueError, match="write a quantity such as 40%"):
        parse_quantity(text)


@pytest.mark.parametrize("read", [parse_quantity, parse_duration])
def test_a_number_of_absurd_length_is_refused_at_once(read):
    with pytest.raises(ValueError, match="write a"):
        read("9" * 100_000 + "h")


@pytest.mark.parametrize("read", [parse_quantity, parse_duration, parse_clock])
@given(text=st.text(max_size=80))
def test_any_text_is_read_or_refused(read, text):
    with suppress(ValueError):
        assert isinstance(read(text), int | float)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.182, "share", "18.2%"),
        (912.4, "rate", "912/min"),
        (1_200_000, "rate", "1,200,000/min"),
        (999, "ms", "999 ms"),
        (1_840, "ms", "1.84 s"),
        (12.34, "number", "12.3"),
    ],
)
def test_values_are_written_for_people(value, unit, text):
    assert quantity_text(value, unit) == text


@pytest.mark.parametrize(("text", "minutes"), [("00:00", 0), ("14:10", 850), ("23:59", 1_439)])
def test_times_of_day(text, minutes):
    assert parse_clock(text) == minutes


def test_a_time_of_day_has_two_digits_for_the_hour():
    with pytest.raises(ValueError, match="write 09:05, not '9:05'"):
        parse_clock("9:05")


@pytest.mark.parametrize("text", ["24:00", "14.10", "14:60", "14:10:00", ""])
def test_what_is_no_time_of_day_is_refused(text):
    with pytest.raises(ValueError, match="write a time of day such as 14:10"):
        parse_clock(text)


def test_the_clock_goes_past_midnight():
    assert clock_text("23:50", 15 * 60_000) == "00:05"
    assert clock_text("23:50", 15 * 60_000 + 7_000, seconds=True) == "00:05:07"

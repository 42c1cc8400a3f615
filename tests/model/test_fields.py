"""Field types of the input files: written with a unit, or refused with the form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from simulator.model.fields import Clock, Duration, Ident, Quantity, Share, Takes
from simulator.model.scenario import Service


def read(kind, value):
    return TypeAdapter(kind).validate_python(value, strict=True)


def outcome(function, *arguments):
    """Return what a function returns, or its refusal."""
    try:
        return function(*arguments)
    except ValidationError as error:
        return error


def message(kind, value):
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    return caught.value.errors()[0]["msg"]


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Duration, "12m30s", 750_000),
        (Duration, 0, 0),
        (Duration, "-42m", -2_520_000),
        (Takes, "25m", (1_500_000, 1_500_000)),
        (Takes, "40m..50m", (2_400_000, 3_000_000)),
        (Share, "40%", 0.4),
        (Share, 0.4, 0.4),
        (Share, 1, 1.0),
        (Clock, "14:10", "14:10"),
        (Ident, "payment-api", "payment-api"),
    ],
)
def test_what_authors_write(kind, written, value):
    assert read(kind, written) == value


@pytest.mark.parametrize(
    ("written", "value", "unit"), [("900/min", 900.0, "rate"), (12, 12.0, "number")]
)
def test_a_quantity_keeps_its_unit(written, value, unit):
    amount = read(Quantity, written)
    assert (amount.value, amount.unit) == (value, unit)


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        (Duration, 15, "write a duration as text with its unit, not 15"),
        (Duration, False, "write a duration as text with its unit, not False"),
        (Duration, None, "write a duration as text with its unit, not None"),
        (Takes, 25, "write a duration such as 25m or a range such as 40m..50m, not 25"),
        (Takes, "50m..40m", "a range goes from the shorter to the longer time, not '50m..40m'"),
        (Takes, "-5m", "a range goes from the shorter to the longer time, not '-5m'"),
        (Quantity, True, "write a quantity such as 40%, 900/min, 420ms or 12, not True"),
        (Quantity, 1e-7, "write a quantity such as 40%, 900/min, 420ms or 12, not '1e-07'"),
        (Share, "140%", "write a share between 0% and 100%, not '140%'"),
        (Share, "4/min", "write a share between 0% and 100%, not '4/min'"),
        (Clock, 850, 'write a time of day in quotes, such as "14:10", not 850'),
        (Clock, "25:00", "write a time of day such as 14:10, not '25:00'"),
        (Ident, "Payment API", "String should match pattern"),
    ],
)
def test_what_is_refused_says_what_to_write(kind, written, said):
    assert said in message(kind, written)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@pytest.mark.parametrize("kind", [Duration, Takes, Quantity, Share, Clock, Ident])
@given(value=values)
def test_any_value_is_read_or_refused(kind, value):
    result = outcome(read, kind, value)
    assert not isinstance(result, ValidationError) or result.error_count() == 1


@given(values)
def test_any_calls_are_read_or_refused(value):
    result = outcome(Service.model_validate, {"signals": {}, "calls": value})
    assert isinstance(result, Service) or result.errors()


def test_the_short_form_of_calls_is_a_list():
    assert set(Service.model_validate({"signals": {}, "calls": ["a", "b"]}).calls) == {"a", "b"}

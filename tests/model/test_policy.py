"""The rulebook as a value: what its models know by themselves."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from simulator.model.policy import Notify, Reversed, Span

MINUTE = 60_000


@pytest.mark.parametrize(
    ("notify", "rank", "due"),
    [
        ({}, 0, {}),
        ({"executives": "15m"}, 0, {"executives": 15 * MINUTE}),
        ({"executives": "15m"}, 1, {}),
        ({"executives": "15m", "for_rank_leq": 1}, 1, {"executives": 15 * MINUTE}),
        (
            {"executives": "15m", "customer_email": "60m", "for_rank_leq": 1,
             "executives_for_rank_leq": 0},
            1,
            {"customer_email": 60 * MINUTE},
        ),
        (
            {"executives": "15m", "regulator": "72h", "for_rank_leq": 0,
             "executives_for_rank_leq": 2},
            2,
            {"executives": 15 * MINUTE},
        ),
    ],
)  # fmt: skip
def test_who_must_be_told_depends_on_the_rank(notify, rank, due):
    assert Notify.model_validate(notify).duties(rank) == due


def test_a_span_may_be_a_hard_limit_but_not_run_backwards():
    span = TypeAdapter(Span)
    assert span.validate_python(["15m", "15m"]) == (15 * MINUTE, 15 * MINUTE)
    with pytest.raises(ValidationError, match=r"write \[5m, 15m\], not \[15m, 5m\]"):
        span.validate_python(["15m", "5m"])


def test_a_reversed_span_begins_with_the_longer_time():
    span = TypeAdapter(Reversed)
    assert span.validate_python(["30m", "10m"]) == (30 * MINUTE, 10 * MINUTE)
    with pytest.raises(ValidationError, match=r"write \[30m, 10m\], not \[10m, 30m\]"):
        span.validate_python(["10m", "30m"])

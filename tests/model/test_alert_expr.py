"""Alert expressions: one series against one number, and a place for everything else."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.alert_expr import AlertExpr, parse_alert_expr
from simulator.model.expr import ExpressionError

SIGNALS = {"payment-api": {"errors", "latency_p99"}, "ledger-db": {"saturation"}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('errors{service="payment-api"} > 0.05', ("payment-api.errors", ">", 0.05)),
        ('latency_p99{service="payment-api"}>=1e3', ("payment-api.latency_p99", ">=", 1000.0)),
        (' saturation { service = "ledger-db" } < -1 ', ("ledger-db.saturation", "<", -1.0)),
        ('saturation{service="ledger-db"} <= 2', ("ledger-db.saturation", "<=", 2.0)),
    ],
)
def test_supported_forms(text, expected):
    assert parse_alert_expr(text, SIGNALS) == AlertExpr(*expected)


@pytest.mark.parametrize(
    ("text", "col", "message"),
    [
        ("rate(errors[5m]) > 1", 1, "unsupported alert expression; write signal{service="),
        ('errors{service="payment-apy"} > 1', 17, "did you mean 'payment-api'?"),
        ('error{service="payment-api"} > 1', 1, "did you mean 'errors'?"),
        ('errors{service="payment-api"} == 1', 31, "expected one of > >= < <="),
        ('errors{service="payment-api"} > 5%', 32, "expected one number here"),
        ('errors{service="payment-api"} > 1 and vector(1)', 32, "nothing after it"),
    ],
)
def test_what_is_not_supported_is_refused_at_its_place(text, col, message):
    with pytest.raises(ExpressionError) as caught:
        parse_alert_expr(text, SIGNALS)
    assert caught.value.col == col
    assert message in caught.value.message


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [
        (">", False, False, True),
        (">=", False, True, True),
        ("<", True, False, False),
        ("<=", True, True, False),
    ],
)
def test_an_alert_holds_on_its_side_of_the_threshold(op, below, at, above):
    alert = AlertExpr("a.b", op, 5.0)
    assert [alert.holds(4.9), alert.holds(5.0), alert.holds(5.1)] == [below, at, above]


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    with suppress(ExpressionError):
        assert parse_alert_expr(text, SIGNALS).series.partition(".")[0] in SIGNALS

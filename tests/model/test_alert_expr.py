"""Alert expressions: the part of PromQL that is known, and a place for everything else."""

from __future__ import annotations

from contextlib import suppress
from math import inf, isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.alert_expr import OPERATORS, AlertExpr, Atom, parse_alert_expr
from simulator.model.alert_expr.tree import Arithmetic, Comparison, Number, Signal, calculate
from simulator.model.expr import ExpressionError

SIGNALS = {"payment-api": {"errors", "latency_p99"}, "ledger-db": {"saturation"}}
NAMES = {"a": {"errors", "traffic"}, "b": {"errors"}}
A, T, B = 'errors{service="a"}', 'traffic{service="a"}', 'errors{service="b"}'


def short(text):
    """Write ``a``, ``t`` and ``b`` for three series."""
    words = {"a": A, "t": T, "b": B}
    return " ".join(words.get(word, word) for word in text.split())


def holds(text, a=1.0, t=100.0, b=2.0):
    readings = {"a.errors": a, "a.traffic": t, "b.errors": b}
    return parse_alert_expr(short(text), NAMES).holds(readings)


@pytest.mark.parametrize(
    ("text", "atom"),
    [
        ('errors{service="payment-api"} > 0.05', ("payment-api.errors", ">", 0.05)),
        ("errors{service='payment-api'} > .05", ("payment-api.errors", ">", 0.05)),
        ('latency_p99{service="payment-api"}>=1e3', ("payment-api.latency_p99", ">=", 1000.0)),
        (' saturation { service = "ledger-db", } < -1 ', ("ledger-db.saturation", "<", -1.0)),
        ('(saturation{service="ledger-db"}) <= 2 * (3 - 1)', ("ledger-db.saturation", "<=", 4.0)),
        ('0.05 < errors{service="payment-api"}', ("payment-api.errors", ">", 0.05)),
        ('2 >= saturation{service="ledger-db"}', ("ledger-db.saturation", "<=", 2.0)),
    ],
)
def test_one_series_against_one_number_can_be_solved(text, atom):
    expr = parse_alert_expr(text, SIGNALS)
    assert expr.atom == Atom(*atom)
    assert (expr.series, expr.service) == ({atom[0]}, atom[0].partition(".")[0])


@pytest.mark.parametrize(
    "text", ["100 * a > 5", "a == 5", "a != 5", "a / t > 0.1", "a > b", "absent( a )", "- a > 5"]
)
def test_anything_else_is_looked_at(text):
    assert parse_alert_expr(short(text), NAMES).atom is None


def test_series_are_named_as_they_are_first_mentioned():
    expr = parse_alert_expr(short("b > 1 or a / t > 2 and b < 9"), NAMES)
    assert expr.names == ("b.errors", "a.errors", "a.traffic")
    assert expr.service == "b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100 * a > 99", True),
        ("( 1 - a ) < 0.95", True),
        ("5 > a", True),
        ("a / t > 0.01", False),
        ("a / t >= 0.01", True),
        ("b - a > 0.5", True),
        ("t + a * b == 102", True),
        ("( t + a ) * b == 202", True),
        ("t - a - b == 97", True),
        ("t / b / b == 25", True),
        ("- a < - 0.5", True),
        ("- - a > 0", True),
        ("+ a > 0", True),
        ("2 - - a == 3", True),
        ("a > b", False),
        ("a != b", True),
        ("a == a", True),
        ("a > 0 and b > 3", False),
        ("a > 0 or b > 3", True),
        ("a > 0 unless b > 3", True),
        ("a > 0 UNLESS b > 1", False),
        # and and unless bind alike and tighter than or, as in PromQL.
        ("a > 0 or b > 9 and b > 9", True),
        ("( a > 0 or b > 9 ) and b > 9", False),
        ("a > 0 unless b > 1 and a > 0", False),
        ("a > 0 # a comment > 9", True),
    ],
)
def test_what_holds_of_readings(text, expected):
    assert holds(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a > 0", False),
        ("a < 9", False),
        ("a != 9", False),
        ("a + t > 0", False),
        ("t / a > 0", False),
        ("absent( a )", True),
        ("absent( b )", False),
        ("a > 0 or b > 0", True),
        ("b > 0 unless a > 0", True),
        ("b > 0 and absent( a )", True),
        ("b > 0 and a > 0", False),
    ],
)
def test_what_nobody_sees_is_absent(text, expected):
    assert holds(text, a=None) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a / t > 1", True), ("- a / t < 1", True), ("t / t > 0", False), ("t / t != 0", True)],
)
def test_division_by_nothing_is_infinite_or_no_number(text, expected):
    assert holds(text, t=0.0) is expected


def test_calculations_are_those_of_prometheus():
    assert calculate("/", 1.0, -0.0) == -inf
    assert isnan(calculate("/", nan, 0.0))
    assert calculate("/", -1.0, 0.0) == -inf


FORM = 'write signal{service="name"}'


@pytest.mark.parametrize(
    ("text", "col", "message"),
    [
        ("errors > 1", 1, f"of which service is errors? {FORM}"),
        ('errors{service="payment-apy"} > 1', 17, "did you mean 'payment-api'?"),
        ('error{service="payment-api"} > 1', 1, "did you mean 'errors'?"),
        ('x{service="ledger-db"} > 1', 1, "ledger-db has no signal 'x'; it has saturation"),
        ('errors{job="payment-api"} > 1', 8, "chosen by its service only, not by 'job'"),
        ("errors{} > 1", 8, "chosen by its service only, here"),
        ('errors{service=~"p.*"} > 1', 15, "one service, without patterns"),
        ("errors{service=1} > 1", 16, "the name of a service in quotes"),
        ('errors{service="payment-api",code="5"} > 1', 30, "leave this out"),
        ('errors{service="payment-api"', 29, "expected '}', found 'the end'"),
    ],
)
def test_a_series_that_is_none_is_refused_at_its_place(text, col, message):
    with pytest.raises(ExpressionError) as caught:
        parse_alert_expr(text, SIGNALS)
    assert caught.value.col == col
    assert message in caught.value.message


@pytest.mark.parametrize(
    ("text", "pos", "message"),
    [
        ("rate( a ) > 1", "rate", "rate() is not known here: signals are rates, shares and"),
        ("rate( a ) > 1", "rate", "bind the expression to one with misfortune import prometheus"),
        ("1 < sum( a )", "sum", "sum() is not known here"),
        ("sum by (job) ( a ) > 1", "sum", "sum() is not known here"),
        ("a [5m] > 1", "[", "a range has no meaning here"),
        ("a offset 5m > 1", "offset", "an alert looks at the present only"),
        ("a @ 1 > 1", "@", "an alert looks at the present only"),
        ("a > 5%", "%", "% is not known here, only + - * /; write 5 % as 0.05"),
        ("a ^ 2 > 5", "^", "^ is not known here"),
        ("a > 5m", "5m", "5m is a duration, and times are numbers in ms here: write 300000"),
        ("a > 2w", "2w", "2w is a duration, and times are numbers in ms here"),
        ("a > 1e999", "1e999", "1e999 is too large"),
        ("a > bool 1", "bool", "bool is not needed here"),
        ("a / on() t > 1", "on", "nothing need be matched; leave it out"),
        ("a > 1 and ignoring(x) b > 1", "ignoring", "nothing need be matched"),
        ("a > 1 < 5", "< 5", "comparisons do not chain; write a > 1 and a < 2"),
        ("( a > 1 ) * 2 > 1", "(", "a condition is no value"),
        ("2 * ( a > 1 ) > 1", "(", "a condition is no value"),
        ("t + a", "traffic", "this is a value, not a condition; compare it with something"),
        ("t > 1 or a", "errors", "this is a value, not a condition"),
        ("a and t > 1", "errors", "this is a value, not a condition"),
        ("5", "5", "this is only a number; write signal"),
        ("1 > 2", "1", "this compares a number with a number"),
        ("a > 1 b", 'errors{service="b', "expected an operator, found 'errors'; the operators"),
        ("a > 1 )", ")", "expected an operator, found ')'"),
        ("( a > 1", None, "expected ')', found 'the end'"),
        ("a >", None, "expected a signal or a number, found 'the end'"),
        ("", None, "expected a signal or a number, found 'the end'"),
        ("a > ;", ";", "unexpected character ';'"),
        ("absent(5)", "5", "absent() takes one signal"),
        ("absent( a > 1 )", ">", "absent() takes one signal and nothing else"),
        ("absent( a ) > 0", "absent", "a condition is no value"),
    ],
)
def test_what_is_not_supported_is_refused_at_its_place(text, pos, message):
    text = short(text)
    with pytest.raises(ExpressionError) as caught:
        parse_alert_expr(text, NAMES)
    assert message in caught.value.message
    assert caught.value.pos == (len(text) if pos is None else text.index(pos))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(" * 50 + "1", "nested deeper than 40"),
        ("-" * 50 + "1", "nested deeper than 40"),
        ("1" + " + 1" * 300, "more than 400 words"),
        (" " * 2001, "longer than 2000 characters"),
    ],
)
def test_no_text_is_too_much(text, message):
    with pytest.raises(ExpressionError, match=message):
        parse_alert_expr(text, NAMES)


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [
        (">", False, False, True),
        (">=", False, True, True),
        ("<", True, False, False),
        ("<=", True, True, False),
        ("==", False, True, False),
        ("!=", True, False, True),
    ],
)
def test_an_alert_holds_on_its_side_of_the_threshold(op, below, at, above):
    alert = Atom("a.b", op, 5.0)
    assert [alert.holds(4.9), alert.holds(5.0), alert.holds(5.1)] == [below, at, above]


_WORDS = ["a", "t", "b", "1", "0.5", "(", ")", "+", "-", "*", "/", ">", "<=", "==", "and", "or"]
_WORDS += ["unless", "absent(", "rate(", "by", "[5m]", "5m", "%", "bool", "on()", "service", "{"]


@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join))
)
def test_any_text_is_read_or_refused(text):
    with suppress(ExpressionError):
        expr = parse_alert_expr(short(text), NAMES)
        assert expr.series <= {"a.errors", "a.traffic", "b.errors"}
        assert expr.holds(dict.fromkeys(expr.series)) in (True, False)


# -- ranges ----------------------------------------------------------------------------------------

_VALUES = st.sampled_from([-2.0, -1.0, -0.5, 0.0, 0.25, 1.0, 3.0])
_LEAVES = st.one_of(_VALUES.map(Number), st.sampled_from(["x.y", "x.z"]).map(Signal))
_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.builds(Arithmetic, st.sampled_from("+-*/"), inner, inner),
    max_leaves=6,
)
_RANGE = st.one_of(st.none(), st.tuples(_VALUES, _VALUES).map(sorted).map(tuple))


@given(
    st.builds(Comparison, st.sampled_from(OPERATORS), _TREES, _TREES),
    st.fixed_dictionaries({"x.y": _RANGE, "x.z": _RANGE}),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_what_is_sure_of_ranges_is_true_of_everything_within(tree, ranges, one, two):
    expr = AlertExpr("", tree, ("x.y", "x.z"))
    sure = expr.sure(ranges)
    readings = {
        name: None if found is None else min(found[0] + (found[1] - found[0]) * share, found[1])
        for (name, found), share in zip(ranges.items(), (one, two), strict=True)
    }
    if sure is not None:
        assert expr.holds(readings) is sure


@pytest.mark.parametrize(
    ("text", "ranges", "expected"),
    [
        ("a > 5", (6, 9), True),
        ("a > 5", (5, 5), False),
        ("a > 5", (5, 6), None),
        ("100 / a > 5", (-1, 1), None),
        ("a == 5", (5, 5), True),
        ("a == 5", (6, 9), False),
        ("a != 5", (6, 9), True),
        ("a != 5", (5, 5), False),
        ("a > 5 or a < 7", (4, 8), None),
        ("a > 5 or a > 1", (4, 8), True),
        ("a > 5 and a > 9", (4, 8), False),
        ("a > 1 unless a > 9", (4, 8), True),
        ("a > 5 unless a > 1", (4, 8), False),
        ("a > 1 unless a > 5", (4, 8), None),
        ("absent( a )", None, True),
        ("absent( a )", (1, 2), False),
        ("a > 5", None, False),
    ],
)
def test_what_is_sure_of_a_range(text, ranges, expected):
    expr = parse_alert_expr(short(text), NAMES)
    assert expr.sure({"a.errors": ranges}) is expected

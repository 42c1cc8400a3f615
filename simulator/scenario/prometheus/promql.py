"""PromQL trees: reading them, folding constants, and asking what is inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import isfinite
from typing import Any

import promql_parser as promql

from simulator.model.units import SECOND
from simulator.scenario.prometheus.outcome import NotImportable

__all__ = [
    "COMPARISONS",
    "LOGIC",
    "bare",
    "constant",
    "duration",
    "equals",
    "key",
    "metric",
    "operator",
    "parse",
    "selectors",
]

COMPARISONS = (">", ">=", "<", "<=", "==", "!=")
LOGIC = ("and", "or", "unless")

_NO_TIME = re.compile(r"0+(?:ms|[smhdwy])?\Z")
_LARGEST = Fraction(10) ** 300
_LARGEST_POWER = 64


def parse(text: str) -> promql.Expr:
    """Read an expression.

    Raises:
        ValueError: with what the parser says.
    """
    return promql.parse(text)


def duration(text: str) -> int:
    """Read a duration of Prometheus into ms.

    Raises:
        ValueError: with what the parser says.
    """
    if _NO_TIME.match(text):  # which the parser refuses
        return 0
    return round(promql.parse_duration(text).total_seconds() * SECOND)


def operator(expr: promql.BinaryExpr) -> str:
    """Return the operator of an expression."""
    return str(expr.op)


def bare(expr: Any) -> Any:
    """Take off parentheses."""
    while isinstance(expr, promql.ParenExpr):
        expr = expr.expr
    return expr


def key(expr: Any) -> str:
    """Return a text that is equal for equal expressions, however they are written."""
    return str(bare(expr))


def constant(expr: Any) -> Fraction | None:
    """Return the value of an expression without series, None if there are any in it.

    Raises:
        NotImportable: if it is beyond all bounds, or no number.
    """
    expr = bare(expr)
    if isinstance(expr, promql.NumberLiteral):
        if not isfinite(expr.val):
            raise NotImportable(f"{expr} is no number to compare with")
        return Fraction(str(expr.val))
    if isinstance(expr, promql.UnaryExpr):
        inner = constant(expr.expr)
        return None if inner is None else -inner
    if not isinstance(expr, promql.BinaryExpr):
        return None
    left, right = constant(expr.lhs), constant(expr.rhs)
    if left is None or right is None:
        return None
    return _calculated(operator(expr), left, right)


def _calculated(op: str, left: Fraction, right: Fraction) -> Fraction:
    if op == "+":
        out = left + right
    elif op == "-":
        out = left - right
    elif op == "*":
        out = left * right
    elif op == "/" and right:
        out = left / right
    elif op == "^" and right.denominator == 1 and abs(right) <= _LARGEST_POWER and left:
        out = left ** int(right)
    else:
        raise NotImportable(f"{float(left):g} {op} {float(right):g} is not calculated here")
    if abs(out) > _LARGEST:
        raise NotImportable("a number in it is too large")
    return out


def _inside(expr: Any) -> Iterator[Any]:
    """Walk a tree, outside first."""
    yield expr
    parts: list[Any] = []
    if isinstance(expr, promql.BinaryExpr):
        parts = [expr.lhs, expr.rhs]
    elif isinstance(expr, promql.Call):
        parts = list(expr.args)
    elif isinstance(expr, promql.MatrixSelector):
        parts = [expr.vector_selector]
    elif isinstance(
        expr, promql.ParenExpr | promql.UnaryExpr | promql.AggregateExpr | promql.SubqueryExpr
    ):
        parts = [expr.expr]
    for part in parts:
        yield from _inside(part)


def selectors(expr: Any) -> list[promql.VectorSelector]:
    """Return the selectors of series in an expression, in order."""
    return [part for part in _inside(expr) if isinstance(part, promql.VectorSelector)]


def equals(selector: promql.VectorSelector) -> dict[str, str]:
    """Return the labels that a selector wants to be equal to something."""
    matchers = selector.matchers.matchers
    return {one.name: one.value for one in matchers if one.op == promql.MatchOp.Equal}


def metric(selector: promql.VectorSelector) -> str:
    """Return the name of the metric that a selector is of, empty if it has none."""
    return selector.name or equals(selector).get("__name__", "")

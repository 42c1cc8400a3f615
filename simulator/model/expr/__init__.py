"""A small typed expression language: a subset of CEL with ``5m`` and ``5%`` literals."""

from __future__ import annotations

from simulator.model.expr.check import (
    Condition,
    Signature,
    Vocabulary,
    closest,
    compile_expression,
    nearest,
)
from simulator.model.expr.syntax import ExpressionError

__all__ = [
    "Condition",
    "ExpressionError",
    "Signature",
    "Vocabulary",
    "closest",
    "compile_expression",
    "nearest",
]

"""The part of PromQL that an alerting rule may use here: one series against one number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from simulator.model.expr import ExpressionError
from simulator.model.expr.check import nearest

__all__ = ["OPERATORS", "AlertExpr", "Operator", "parse_alert_expr"]

Operator = Literal[">", ">=", "<", "<="]
OPERATORS: tuple[Operator, ...] = (">", ">=", "<", "<=")

_SELECTOR = re.compile(
    r"\s*(?P<metric>[a-zA-Z_]\w*)\s*\{\s*service\s*=\s*\"(?P<service>[^\"]*)\"\s*\}\s*"
)
_NUMBER = re.compile(r"\s*(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*\Z")
_OP = re.compile(r">=|<=|>|<")


@dataclass(frozen=True, slots=True)
class AlertExpr:
    """``errors{service="payment-api"} > 0.05`` as data; ``series`` is ``payment-api.errors``."""

    series: str
    op: Operator
    threshold: float

    def holds(self, value: float) -> bool:
        """Tell whether the alert's condition is true for an observed value."""
        if self.op == ">":
            return value > self.threshold
        if self.op == ">=":
            return value >= self.threshold
        return value < self.threshold if self.op == "<" else value <= self.threshold


def parse_alert_expr(text: str, signals: dict[str, set[str]]) -> AlertExpr:
    """Read an alert expression; ``signals`` gives the signal names of each service.

    Raises:
        ExpressionError: with the column, what was offered and what is supported.

    >>> parse_alert_expr('errors{service="api"} > 0.05', {"api": {"errors"}})
    AlertExpr(series='api.errors', op='>', threshold=0.05)
    """
    head = _SELECTOR.match(text)
    if not head:
        form = 'write signal{service="name"} > number, e.g. errors{service="payment-api"} > 0.05'
        raise ExpressionError(f"unsupported alert expression; {form}", text, 0)
    service, metric = head["service"], head["metric"]
    if service not in signals:
        message = f"no service named {service!r}{nearest(service, signals)}"
        raise ExpressionError(message, text, head.start("service"))
    if metric not in signals[service]:
        message = f"{service} has no signal {metric!r}{nearest(metric, signals[service])}"
        raise ExpressionError(message, text, head.start("metric"))
    op = _OP.match(text, head.end())
    if not op:
        raise ExpressionError("expected one of > >= < <=", text, head.end())
    number = _NUMBER.match(text, op.end())
    if not number:
        raise ExpressionError("expected one number here and nothing after it", text, op.end())
    symbol: Operator = next(o for o in OPERATORS if o == op.group())
    return AlertExpr(f"{service}.{metric}", symbol, float(number["number"]))

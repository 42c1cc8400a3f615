"""Alert expressions: the part of PromQL that an alerting rule may use here.

Signals of services and numbers with ``+ - * /``, compared with each other; comparisons and
``absent(...)`` joined by ``and``, ``or`` and ``unless``. Everything else is refused at its place.
"""

from __future__ import annotations

from simulator.model.alert_expr.parse import parse_alert_expr
from simulator.model.alert_expr.tree import (
    OPERATORS,
    AlertExpr,
    Atom,
    Operator,
    Range,
    compare,
)

__all__ = ["OPERATORS", "AlertExpr", "Atom", "Operator", "Range", "compare", "parse_alert_expr"]

"""Every expression must compile, and a mistake is shown at the very character in the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.model.alert_expr import parse_alert_expr
from simulator.model.expr import ExpressionError, compile_expression
from simulator.model.template import compile_template
from simulator.scenario.checks.known import Known
from simulator.scenario.document import Cursor, Document

__all__ = ["check"]


def check(document: Document, known: Known) -> None:
    """Compile conditions, alert expressions and the placeholders of evidence lines."""
    top = document.top
    signals, vocabulary = known.signals, known.vocabulary
    for alert in top["alerts"].each():
        _try(document, alert["expr"], lambda text: parse_alert_expr(text, signals))
    conditions = [inject["when"] for inject in top["injects"].each()]
    for _, source in top["evidence"].entries():
        for line in source["lines"].each():
            conditions.append(line["when"])
            _try(document, line["text"], lambda text: compile_template(text, vocabulary))
    for place in conditions:
        _try(document, place, lambda text: compile_expression(text, vocabulary))


def _try(document: Document, place: Cursor, compile_text: Callable[[str], Any]) -> None:
    if place.node is None or not isinstance(place.node.value, str):
        return
    try:
        compile_text(place.node.value)
    except ExpressionError as error:
        document.problem(place, error.message, error.pos)

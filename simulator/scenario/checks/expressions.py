"""Every expression must compile, and a mistake is shown at the very character in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from simulator.model.alert_expr import parse_alert_expr
from simulator.model.expr import ExpressionError, compile_expression
from simulator.model.expr.syntax import Node
from simulator.model.template import compile_template
from simulator.scenario.checks.known import Known
from simulator.scenario.checks.places import lines
from simulator.scenario.document import Cursor, Document

__all__ = ["check"]

_PERCENT = re.compile(r"[\d.]+%")
_COMPARES = frozenset({"<", "<=", ">", ">=", "==", "!="})


def check(document: Document, known: Known) -> None:
    """Compile conditions, numbers, alert expressions and the placeholders of lines."""
    top = document.top
    signals, vocabulary = known.signals, known.vocabulary
    for alert in top["alerts"].each():
        _try(document, alert["expr"], lambda text: parse_alert_expr(text, signals))
    for line in lines(top):
        _try(document, line["text"], lambda text: compile_template(text, vocabulary))
    for place in _conditions(top):
        _try(document, place, lambda text: compile_expression(text, vocabulary))
        _check_shares(document, known, place)
    for place in _numbers(top):
        _try(document, place, lambda text: compile_expression(text, vocabulary, "num"))


def _conditions(top: Cursor) -> Iterator[Cursor]:
    """Walk everything that is either true or not."""
    for _, fault in top["faults"].entries():
        yield from (fault["when"], fault["relapse"]["unless"])
    for _, action in top["actions"].entries():
        yield from (action["needs"], action["fails"]["when"])
    for _, source in top["evidence"].entries():
        yield source["needs"]
    for inject in top["injects"].each():
        yield from (inject["when"], inject["while"], inject["unless"])
    yield from (escalation["when"] for escalation in top["escalations"].each())
    yield from (line["when"] for line in lines(top))


def _numbers(top: Cursor) -> Iterator[Cursor]:
    """Walk the lengths and starts of spans."""
    for _, source in top["evidence"].entries():
        for span in source["spans"].each():
            yield from (span["takes"], span["starts"])


def _check_shares(document: Document, known: Known, place: Cursor) -> None:
    """Refuse a share that is compared with a number above 1: it lacks its percent sign."""
    text = place.text
    try:
        tree = compile_expression(text, known.vocabulary).tree if text else None
    except ExpressionError:
        return
    for share, number in _compared(tree) if tree else ():
        bare = number.kind == "lit" and not _PERCENT.match(text, number.pos)
        if bare and number.value > 1 and _is_share(known, share):
            said = f"a share is at most 1, which is 100%; write {number.value:g}%"
            document.problem(place, said, number.pos)


def _compared(node: Node) -> Iterator[tuple[Node, Node]]:
    """Walk what is compared, both ways round."""
    stack = [node]
    while stack:
        one = stack.pop()
        stack += one.args
        if one.kind == "binary" and one.value in _COMPARES:
            left, right = one.args
            yield from ((left, right), (right, left))


def _is_share(known: Known, node: Node) -> bool:
    """Tell whether something is a share of 100%: the impact, a strength, or such a signal."""
    if node.kind == "name":
        return bool(node.value == "impact")
    if node.kind != "call" or not node.args:
        return False
    units = known.services.get(str(node.args[0].value), {})
    return node.value == "strength" or units.get(str(node.value)) == "share"


def _try(document: Document, place: Cursor, compile_text: Callable[[str], Any]) -> None:
    if place.node is None or not isinstance(place.node.value, str):
        return
    try:
        compile_text(place.node.value)
    except ExpressionError as error:
        document.problem(place, error.message, error.pos)

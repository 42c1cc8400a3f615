"""Arithmetic on ranges: what an expression may be when only bounds of its parts are known.

A number or a duration is a pair (lowest, highest); a truth value is the set of what it may be.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import inf, isnan

from simulator.model.expr.syntax import Node

__all__ = ["BOTH", "EVERY", "Known", "Range", "evaluate"]

Range = tuple[float, float]
Truths = frozenset[bool]
BOTH: Truths = frozenset({True, False})
EVERY: Range = (-inf, inf)

Known = Callable[[Node], "Range | Truths | str"]
"""What names, calls and literals may be."""


def evaluate(node: Node, known: Known) -> Range | Truths | str:
    """Return what ``node`` may be; ``known`` answers for the leaves."""
    if node.kind in ("lit", "name", "call"):
        return known(node)
    parts = [evaluate(part, known) for part in node.args]
    if node.kind == "choice":
        return _choice(*parts)
    if node.kind == "unary":
        return _unary(parts[0])
    return _binary(str(node.value), parts[0], parts[1])


def _choice(test: object, yes: object, no: object) -> Range | Truths | str:
    options = [part for truth, part in ((True, yes), (False, no)) if truth in _truths(test)]
    if all(isinstance(part, frozenset) for part in options):
        return frozenset().union(*(_truths(part) for part in options))
    ranges = [_range(part) for part in options]
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def _unary(part: object) -> Range | Truths:
    if isinstance(part, frozenset):
        return frozenset(not truth for truth in part)
    low, high = _range(part)
    return -high, -low


def _binary(sign: str, one: object, two: object) -> Range | Truths:
    if sign in ("&&", "||"):
        pairs = product(_truths(one), _truths(two))
        return frozenset((a and b) if sign == "&&" else (a or b) for a, b in pairs)
    if sign in _COMPARE:
        if isinstance(one, tuple) and isinstance(two, tuple):
            return _COMPARE[sign](one, two)
        return BOTH
    return _calculate(sign, _range(one), _range(two))


def _truths(part: object) -> Truths:
    return part if isinstance(part, frozenset) else BOTH


def _range(part: object) -> Range:
    return part if isinstance(part, tuple) else EVERY


def _less(a: Range, b: Range) -> Truths:
    """Whether something of ``a`` is below something of ``b``."""
    return frozenset({*([True] if a[0] < b[1] else []), *([False] if a[1] >= b[0] else [])})


def _not(truths: Truths) -> Truths:
    return frozenset(not truth for truth in truths)


def _equal(a: Range, b: Range) -> Truths:
    meet = a[0] <= b[1] and b[0] <= a[1]
    same = a == b and a[0] == a[1]
    return frozenset({*([True] if meet else []), *([] if same else [False])})


_COMPARE: dict[str, Callable[[Range, Range], Truths]] = {
    "<": _less,
    ">": lambda a, b: _less(b, a),
    "<=": lambda a, b: _not(_less(b, a)),
    ">=": lambda a, b: _not(_less(a, b)),
    "==": _equal,
    "!=": lambda a, b: _not(_equal(a, b)),
}


def _calculate(sign: str, a: Range, b: Range) -> Range:
    if sign == "+":
        found = [a[0] + b[0], a[1] + b[1]]
    elif sign == "-":
        found = [a[0] - b[1], a[1] - b[0]]
    elif sign == "*":
        found = [x * y for x in a for y in b]
    elif b[0] > 0 or b[1] < 0:
        found = [x / y for x in a for y in b]
    else:
        return EVERY
    return EVERY if any(isnan(x) for x in found) else (min(found), max(found))

"""Conditions in words, for people who run a drill: ``impact > 5%`` is "impact is above 5%"."""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.model.expr.syntax import Node, parse
from simulator.model.units import duration_text

__all__ = ["condition_words", "kind_words"]

_LITERAL = re.compile(r"[\w.%]+")
_COMPARED = {
    "==": "is", "!=": "is not", "<": "is below", "<=": "is at most", ">": "is above",
    ">=": "is at least",
}  # fmt: skip
_JOINED = {"&&": "and", "||": "or"}
_SAID = {
    "happened": ("{} has happened", "{} has not happened"),
    "running": ("{} is running", "{} is not running"),
    "finished": ("{} has finished", "{} has not finished"),
    "failed": ("{} has failed", "{} has not failed"),
    "undone": ("{} was undone", "{} was not undone"),
    "active": ("{} is active", "{} is not active"),
    "firing": ("{} fires", "{} does not fire"),
    "joined": ("{} has joined", "{} has not joined"),
    "looked": ("{} was looked at", "{} was not looked at"),
    "captured": ("{} was captured", "{} was not captured"),
    "delivered": ("{} was delivered", "{} was not delivered"),
    "answered": ("{} was answered", "{} was not answered"),
    "expired": ("{} was left unanswered", "{} was not left unanswered"),
}
"""How a function that is true or false reads, and how it reads after ``not``."""
_NUMBERS = {
    "since": "the time since {}",
    "count": "the number of {}",
    "strength": "the strength of {}",
}


@lru_cache(maxsize=512)
def condition_words(source: str) -> str:
    """Write a condition of a scenario in words.

    >>> condition_words('finished("fix") and not active("bug")')
    'fix has finished and bug is not active'

    Raises:
        ExpressionError: if it is no expression at all.
    """
    return _words(parse(source), source)


def kind_words(kind: str) -> str:
    """Write an event kind in words: ``statuspage.posted`` is "statuspage posted"."""
    return kind.replace(".", " ").replace("_", " ")


def _words(node: Node, source: str) -> str:
    if node.kind == "lit":
        return _literal(node, source)
    if node.kind == "name":
        return "the drill time" if node.value == "now" else str(node.value)
    if node.kind == "call":
        return _call(node, source, "")
    parts = [_words(part, source) for part in node.args]
    if node.kind == "choice":
        return f"(if {parts[0]} then {parts[1]} else {parts[2]})"
    if node.kind == "binary":
        return _binary(node, source)
    return _negated(node.args[0], source) if node.value == "!" else f"-{parts[0]}"


def _literal(node: Node, source: str) -> str:
    if node.type == "dur":
        return duration_text(node.value)
    if node.type == "str":
        return str(node.value)
    # As it is written there: 5% and 0.05 are the same number.
    found = _LITERAL.match(source, node.pos)
    return found.group() if found else str(node.value)


def _call(node: Node, source: str, negated: str) -> str:
    about = ", ".join(_words(part, source) for part in node.args)
    if node.value in ("happened", "since", "count"):
        about = kind_words(about)
    if node.value in _SAID:
        return _SAID[node.value][1 if negated else 0].format(about)
    said = _NUMBERS.get(node.value, f"{node.value.replace('_', ' ')} of {{}}").format(about)
    return f"{negated}{said}"


def _negated(node: Node, source: str) -> str:
    if node.kind == "call" and node.value in _SAID:
        return _call(node, source, "not ")
    return f"not {_inside(node, source)}"


def _binary(node: Node, source: str) -> str:
    left, right = node.args
    if op := _JOINED.get(node.value):
        sides = [
            # What is joined in the same way needs no brackets, what is joined otherwise does.
            _words(side, source) if side.value == node.value else _inside(side, source)
            for side in (left, right)
        ]
        return f"{sides[0]} {op} {sides[1]}"
    op = _COMPARED.get(node.value, node.value)
    return f"{_inside(left, source)} {op} {_inside(right, source)}"


def _inside(node: Node, source: str) -> str:
    """Put brackets around what would run into its neighbours."""
    words = _words(node, source)
    loose = node.kind == "binary" and (node.value in _JOINED or node.value not in _COMPARED)
    return f"({words})" if loose else words

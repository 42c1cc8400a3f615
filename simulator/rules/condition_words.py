"""Conditions in words, for people who run a drill: ``impact > 5%`` is "impact is above 5%"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from simulator.model.expr.syntax import Node, parse
from simulator.model.phrases import Phrase, catalogued, joined, phrase
from simulator.model.units import duration_text

__all__ = ["condition_words", "kind_words"]

Say = Callable[[str], Phrase]
Compare = Callable[[str, str], Phrase]

_LITERAL = re.compile(r"[\w.%]+")
_NAMES = {"now": phrase("the drill time"), "impact": phrase("impact")}
_COMPARED: dict[str, Compare] = {
    "==": lambda one, other: phrase("{one} is {other}", one=one, other=other),
    "!=": lambda one, other: phrase("{one} is not {other}", one=one, other=other),
    "<": lambda one, other: phrase("{one} is below {other}", one=one, other=other),
    "<=": lambda one, other: phrase("{one} is at most {other}", one=one, other=other),
    ">": lambda one, other: phrase("{one} is above {other}", one=one, other=other),
    ">=": lambda one, other: phrase("{one} is at least {other}", one=one, other=other),
}
_JOINED: dict[str, Compare] = {
    "&&": lambda one, other: phrase("{one} and {other}", one=one, other=other),
    "||": lambda one, other: phrase("{one} or {other}", one=one, other=other),
}
_SAID: dict[str, Say] = {
    "happened": lambda what: phrase("\u201c{what}\u201d has happened", what=what),
    "running": lambda what: phrase("{what} is running", what=what),
    "finished": lambda what: phrase("{what} has finished", what=what),
    "failed": lambda what: phrase("{what} has failed", what=what),
    "undone": lambda what: phrase("{what} was undone", what=what),
    "active": lambda what: phrase("{what} is active", what=what),
    "firing": lambda what: phrase("{what} fires", what=what),
    "joined": lambda what: phrase("{what} has joined", what=what),
    "looked": lambda what: phrase("{what} was looked at", what=what),
    "captured": lambda what: phrase("{what} was captured", what=what),
    "delivered": lambda what: phrase("{what} was delivered", what=what),
    "answered": lambda what: phrase("{what} was answered", what=what),
    "expired": lambda what: phrase("{what} was left unanswered", what=what),
}
"""How a function that is true or false reads."""
_DENIED: dict[str, Say] = {
    "happened": lambda what: phrase("\u201c{what}\u201d has not happened", what=what),
    "running": lambda what: phrase("{what} is not running", what=what),
    "finished": lambda what: phrase("{what} has not finished", what=what),
    "failed": lambda what: phrase("{what} has not failed", what=what),
    "undone": lambda what: phrase("{what} was not undone", what=what),
    "active": lambda what: phrase("{what} is not active", what=what),
    "firing": lambda what: phrase("{what} does not fire", what=what),
    "joined": lambda what: phrase("{what} has not joined", what=what),
    "looked": lambda what: phrase("{what} was not looked at", what=what),
    "captured": lambda what: phrase("{what} was not captured", what=what),
    "delivered": lambda what: phrase("{what} was not delivered", what=what),
    "answered": lambda what: phrase("{what} was not answered", what=what),
    "expired": lambda what: phrase("{what} was not left unanswered", what=what),
}
"""How it reads after ``not``."""
_NUMBERS: dict[str, Say] = {
    "since": lambda what: phrase("the time since \u201c{what}\u201d", what=what),
    "count": lambda what: phrase("the number of \u201c{what}\u201d", what=what),
    "strength": lambda what: phrase("the strength of {what}", what=what),
}
_OF_EVENTS = ("happened", "since", "count")
"""Functions that are asked about a kind of event."""


@lru_cache(maxsize=512)
def condition_words(source: str) -> Phrase:
    """Write a condition of a scenario in words.

    >>> condition_words('finished("fix") and not active("bug")')
    'fix has finished and bug is not active'

    Raises:
        ExpressionError: if it is no expression at all.
    """
    return _words(parse(source), source)


def kind_words(kind: str) -> Phrase:
    """Write an event kind in words: ``statuspage.posted`` is "statuspage posted"."""
    return catalogued(kind.replace(".", " ").replace("_", " "))


def _words(node: Node, source: str) -> Phrase:
    if node.kind == "lit":
        return joined([_literal(node, source)])
    if node.kind == "name":
        return _NAMES.get(node.value) or joined([str(node.value)])
    if node.kind == "call":
        return _call(node, source)
    if node.kind == "binary":
        return _binary(node, source)
    if node.kind == "choice":
        condition, yes, no = (_words(part, source) for part in node.args)
        return phrase("(if {condition} then {yes} else {no})", condition=condition, yes=yes, no=no)
    return _unary(node.value, node.args[0], source)


def _literal(node: Node, source: str) -> str:
    if node.type == "dur":
        return duration_text(node.value)
    if node.type == "str":
        return str(node.value)
    # As it is written there: 5% and 0.05 are the same number.
    found = _LITERAL.match(source, node.pos)
    return found.group() if found else str(node.value)


def _call(node: Node, source: str) -> Phrase:
    what = _about(node, source)
    if say := _SAID.get(node.value) or _NUMBERS.get(node.value):
        return say(what)
    return phrase("{signal} of {service}", signal=node.value.replace("_", " "), service=what)


def _about(node: Node, source: str) -> Phrase:
    """Say what a function is asked about."""
    parts = [_words(part, source) for part in node.args]
    return joined(map(kind_words, parts) if node.value in _OF_EVENTS else parts)


def _unary(sign: str, node: Node, source: str) -> Phrase:
    if sign == "-":
        return joined(["-", _words(node, source)], "")
    if node.kind == "call" and node.value in _DENIED:
        return _DENIED[node.value](_about(node, source))
    return phrase("not {condition}", condition=_inside(node, source))


def _binary(node: Node, source: str) -> Phrase:
    if join := _JOINED.get(node.value):
        # What is joined in the same way needs no brackets, what is joined otherwise does.
        sides = (
            _words(side, source) if side.value == node.value else _inside(side, source)
            for side in node.args
        )
        return join(*sides)
    left, right = (_inside(side, source) for side in node.args)
    if compare := _COMPARED.get(node.value):
        return compare(left, right)
    return joined([left, right], f" {node.value} ")


def _inside(node: Node, source: str) -> Phrase:
    """Put brackets around what would run into its neighbours."""
    words = _words(node, source)
    loose = node.kind == "binary" and (node.value in _JOINED or node.value not in _COMPARED)
    return phrase("({words})", words=words) if loose else words

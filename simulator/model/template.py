"""Text with live values in it: ``HTTP 502 for {errors("card-router")} of requests``.

``{expression}`` is replaced by the value of a condition expression, with its unit; ``{{`` and
``}}`` stand for the braces themselves. A signal has the unit of its base (``4.2%``, ``912/min``,
``1.84 s``), ``impact`` is a share, a duration reads ``12m30s``. A sum or difference keeps the unit
of its first part; a product or quotient is a plain number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.model.expr import Condition, ExpressionError, Vocabulary, compile_expression
from simulator.model.expr.syntax import Node
from simulator.model.units import duration_text, quantity_text

__all__ = ["Template", "compile_template"]

_LONGEST = 1e15
"""Keeps infinity and what is no number at all out of :func:`int`; in ms, 30,000 years."""
_PART = re.compile(r"\{\{|\}\}|\{(?P<inside>[^{}]*)\}|(?P<stray>[{}])")


@dataclass(frozen=True, slots=True)
class Template:
    """A checked text; ``parts`` alternates between plain text and expressions as it needs."""

    parts: tuple[str | Condition, ...]

    def render(self, scope: Any, units: Mapping[str, str]) -> str:
        """Write the text with the values of this moment.

        ``scope`` answers names and calls; ``units`` gives the kind of unit (``share``, ``rate``,
        ``ms``, ``number``) of each series ``service.signal``.
        """
        return "".join(
            part if isinstance(part, str) else _write(part(scope), part.tree, units)
            for part in self.parts
        )


def compile_template(text: str, vocabulary: Vocabulary) -> Template:
    """Check a text with placeholders.

    Raises:
        ExpressionError: with the place inside ``text`` of a wrong expression or a lone brace.

    >>> compile_template("{{ {now} }}", Vocabulary(names={"now": "dur"})).render(
    ...     type("S", (), {"name": lambda self, name: 90_000})(), {})
    '{ 1m30s }'
    """
    parts: list[str | Condition] = []
    at = 0
    for match in _PART.finditer(text):
        parts.append(text[at : match.start()])
        at = match.end()
        if match["stray"]:
            message = (
                f"a lone {match['stray']!r}; write {match['stray'] * 2!r} for the brace itself"
            )
            raise ExpressionError(message, text, match.start())
        if match["inside"] is None:
            parts.append(match.group()[0])
            continue
        parts.append(_expression(match, text, vocabulary))
    return Template(tuple(part for part in (*parts, text[at:]) if part != ""))


def _expression(match: re.Match[str], text: str, vocabulary: Vocabulary) -> Condition:
    try:
        return compile_expression(match["inside"], vocabulary, "any")
    except ExpressionError as error:
        message = f"{error.message} (write {{{{ and }}}} for braces that are only text)"
        raise ExpressionError(message, text, match.start("inside") + error.pos) from None


def _write(value: Any, tree: Node, units: Mapping[str, str]) -> str:
    if tree.type == "dur":
        return duration_text(int(min(max(-_LONGEST, value), _LONGEST)))
    if tree.type == "num":
        return quantity_text(value, _unit(tree, units))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _unit(tree: Node, units: Mapping[str, str]) -> str:
    if tree.kind == "name":
        return "share" if tree.value == "impact" else "number"
    if tree.kind == "call" and len(tree.args) == 1:
        return units.get(f"{tree.args[0].value}.{tree.value}", "number")
    if tree.kind == "choice":
        return _unit(tree.args[1], units)
    if tree.kind == "unary" or (tree.kind == "binary" and tree.value in "+-"):
        return _unit(tree.args[0], units)
    return "number"

"""Text with live values in it: ``HTTP 502 for {errors("card-router")} of requests``.

``{expression}`` is replaced by the value of a condition expression, with its unit; ``{{`` and
``}}`` stand for the braces themselves. A signal has the unit of its base (``4.2%``, ``912/min``,
``1.84 s``), ``impact`` is a share, a duration reads ``12m30s``. A sum or difference keeps the unit
of its first part; a product or quotient is a plain number. ``{at now - 2m}`` is the time of day two
minutes ago. A value that no monitor shows at the moment reads ``no data``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.model.expr import Condition, ExpressionError, Vocabulary, compile_expression
from simulator.model.expr.syntax import Node
from simulator.model.units import clock_text, duration_text, quantity_text

__all__ = ["NO_DATA", "Template", "compile_template", "series_in"]

NO_DATA = "no data"
"""What stands in the place of a value that cannot be seen."""

_LONGEST = 1e15
"""Keeps infinity and what is no number at all out of :func:`int`; in ms, 30,000 years."""
_AT = re.compile(r"\s*at\s+(?=\S)")
_PART = re.compile(r"\{\{|\}\}|\{(?P<inside>[^{}]*)\}|(?P<stray>[{}])")


def _never(_series: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class _Clock:
    """A place for a time of day; the expression gives the drill time."""

    when: Condition


@dataclass(frozen=True, slots=True)
class Template:
    """A checked text; ``parts`` alternates between plain text and expressions as it needs."""

    parts: tuple[str | Condition | _Clock, ...]

    def render(
        self,
        scope: Any,
        units: Mapping[str, str],
        *,
        clock0: str = "00:00",
        unseen: Callable[[str], bool] = _never,
    ) -> str:
        """Write the text with the values of this moment.

        ``scope`` answers names and calls; ``units`` gives the kind of unit (``share``, ``rate``,
        ``ms``, ``number``) of each series ``service.signal``, and of ``impact`` if that is one;
        ``clock0`` is the time of day at which the drill starts; ``unseen`` tells which of them
        cannot be seen at the moment.
        """
        out: list[str] = []
        for part in self.parts:
            if isinstance(part, str):
                out.append(part)
                continue
            asked = part.when if isinstance(part, _Clock) else part
            if any(unseen(name) for name in series_in(asked.tree, units)):
                out.append(NO_DATA)
            elif isinstance(part, _Clock):
                out.append(clock_text(clock0, _whole(asked(scope)), seconds=True))
            else:
                out.append(_write(asked(scope), asked.tree, units))
        return "".join(out)


def series_in(tree: Node, units: Mapping[str, str]) -> list[str]:
    """Return the series that an expression asks for; ``units`` has every series there is.

    ``impact`` is one of them if ``units`` has it.
    """
    found: list[str] = []
    open_ = [tree]
    while open_:
        node = open_.pop()
        open_ += node.args
        if node.kind == "call" and len(node.args) == 1:
            name = f"{node.args[0].value}.{node.value}"
        elif node.kind == "name":
            name = str(node.value)
        else:
            continue
        found += [name] if name in units else []
    return found


def compile_template(text: str, vocabulary: Vocabulary) -> Template:
    """Check a text with placeholders.

    Raises:
        ExpressionError: with the place inside ``text`` of a wrong expression or a lone brace.

    >>> compile_template("{{ {now} }}", Vocabulary(names={"now": "dur"})).render(
    ...     type("S", (), {"name": lambda self, name: 90_000})(), {})
    '{ 1m30s }'
    """
    parts: list[str | Condition | _Clock] = []
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


def _expression(match: re.Match[str], text: str, vocabulary: Vocabulary) -> Condition | _Clock:
    clock = _AT.match(match["inside"])
    start = clock.end() if clock else 0
    want = "dur" if clock else "any"
    try:
        found = compile_expression(match["inside"][start:], vocabulary, want)
    except ExpressionError as error:
        message = f"{error.message} (write {{{{ and }}}} for braces that are only text)"
        raise ExpressionError(message, text, match.start("inside") + start + error.pos) from None
    return _Clock(found) if clock else found


def _write(value: Any, tree: Node, units: Mapping[str, str]) -> str:
    if tree.type == "dur":
        return duration_text(_whole(value))
    if tree.type == "num":
        return quantity_text(value, _unit(tree, units))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _whole(ms: float) -> int:
    return int(min(max(-_LONGEST, ms), _LONGEST))


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

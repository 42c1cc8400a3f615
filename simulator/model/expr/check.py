"""Tree to function: names and types are checked once, at load, then closures do the work."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from rapidfuzz import fuzz, process

from simulator.model.expr.syntax import ExpressionError, Node, parse

__all__ = ["Condition", "Signature", "Vocabulary", "compile_expression", "nearest"]

_ALIKE = 60
"""Percent of two names that must agree for one to be a likely slip for the other."""
_PLAIN: dict[str, str] = {
    "num": "a number",
    "dur": "a duration",
    "bool": "true/false",
    "str": "a text",
}
_ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_SAME = {"==": operator.eq, "!=": operator.ne}
_MATH = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


class Scope:
    """What an expression can ask while it is evaluated; the engine and the policy implement it."""

    def name(self, name: str) -> Any:
        """Return the value of a name that the vocabulary lists."""
        raise NotImplementedError(name)  # pragma: no cover - an interface

    def call(self, name: str, args: tuple[Any, ...]) -> Any:
        """Return the value of a function that the vocabulary lists."""
        raise NotImplementedError(name)  # pragma: no cover - an interface


@dataclass(frozen=True, slots=True)
class Signature:
    """Type of a function. ``allowed[i]``, if given, lists the texts that argument ``i`` may be."""

    args: tuple[str, ...]
    result: str
    allowed: Mapping[int, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names and functions that an expression may use, with their types."""

    names: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, Signature] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    """A checked expression, ready to be evaluated any number of times."""

    source: str
    tree: Node
    run: Callable[[Any], Any]

    def __call__(self, scope: Any) -> Any:
        """Evaluate against a scope (an object with ``name`` and ``call``)."""
        return self.run(scope)


def nearest(name: str, names: Iterable[str]) -> str:
    """Return ``; did you mean 'x'?`` for the closest known name, or nothing."""
    found = process.extractOne(name, sorted(names), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return f"; did you mean {found[0]!r}?" if found else ""


def compile_expression(source: str, vocabulary: Vocabulary, want: str = "bool") -> Condition:
    """Parse and check ``source``; its type must be ``want`` (``"any"`` takes all four).

    Raises:
        ExpressionError: with line, column, what was found and the nearest valid name.

    >>> v = Vocabulary(names={"share_users": "num"})
    >>> class S:
    ...     def name(self, name): return 0.4
    >>> compile_expression("share_users >= 20%", v)(S())
    True
    """
    tree = parse(source)
    found = _Checker(source, vocabulary).check(tree)
    if want not in (found, "any"):
        message = f"the expression must be {_PLAIN[want]}, this is {_PLAIN[found]}"
        raise ExpressionError(message, source, tree.pos)
    return Condition(source, tree, _closure(tree))


class _Checker:
    def __init__(self, source: str, vocabulary: Vocabulary) -> None:
        self.source = source
        self.vocabulary = vocabulary

    def fail(self, message: str, node: Node) -> NoReturn:
        raise ExpressionError(message, self.source, node.pos)

    def check(self, node: Node) -> str:
        if node.kind != "lit":
            node.type = getattr(self, f"_{node.kind}")(node)
        return node.type

    def need(self, node: Node, want: str, before: str) -> None:
        if self.check(node) != want:
            self.fail(f"{before} needs {_PLAIN[want]}, this is {_PLAIN[node.type]}", node)

    def _name(self, node: Node) -> str:
        names = self.vocabulary.names
        if node.value not in names:
            self.fail(f"unknown name {node.value!r}{nearest(node.value, names)}", node)
        return names[node.value]

    def _call(self, node: Node) -> str:
        functions = self.vocabulary.functions
        if node.value not in functions:
            self.fail(f"unknown function {node.value!r}{nearest(node.value, functions)}", node)
        signature = functions[node.value]
        if len(node.args) != len(signature.args):
            count = len(signature.args)
            self.fail(f"{node.value}() takes {count} argument(s), got {len(node.args)}", node)
        for i, (want, arg) in enumerate(zip(signature.args, node.args, strict=True)):
            self.need(arg, want, f"{node.value}()")
            allowed = signature.allowed.get(i)
            if allowed is not None and not (arg.kind == "lit" and arg.value in allowed):
                offered = repr(arg.value) if arg.kind == "lit" else "an expression"
                hint = nearest(str(arg.value), allowed) or f"; known: {', '.join(sorted(allowed))}"
                self.fail(f"{node.value}() does not know {offered}{hint}", arg)
        return signature.result

    def _unary(self, node: Node) -> str:
        if node.value == "!":
            self.need(node.args[0], "bool", "!")
            return "bool"
        found = self.check(node.args[0])
        if found not in ("num", "dur"):
            self.fail(f"- needs a number or a duration, this is {_PLAIN[found]}", node.args[0])
        return found

    def _choice(self, node: Node) -> str:
        self.need(node.args[0], "bool", "? :")
        yes, no = self.check(node.args[1]), self.check(node.args[2])
        if yes != no:
            self.fail(f"both sides of : must be alike, not {_PLAIN[yes]} and {_PLAIN[no]}", node)
        return yes

    def _binary(self, node: Node) -> str:
        op, (left, right) = node.value, node.args
        if op in ("&&", "||"):
            self.need(left, "bool", op)
            self.need(right, "bool", op)
            return "bool"
        one, two = self.check(left), self.check(right)
        if op in _MATH:
            return self._arithmetic(node, one, two)
        if one != two or (op in _ORDER and one not in ("num", "dur")):
            self.fail(f"cannot compare {_PLAIN[one]} with {_PLAIN[two]}", node)
        return "bool"

    def _arithmetic(self, node: Node, one: str, two: str) -> str:
        if one == two == "num":
            return "num"
        if one == two == "dur" and node.value in "+-/":
            return "num" if node.value == "/" else "dur"
        if {one, two} == {"num", "dur"} and (
            node.value == "*" or (one, node.value) == ("dur", "/")
        ):
            return "dur"
        return self.fail(f"cannot apply {node.value} to {_PLAIN[one]} and {_PLAIN[two]}", node)


def _divide(a: float, b: float) -> float:
    """Divide; by zero gives 0, so that a rate without traffic is 0 rather than a crash."""
    return a / b if b else 0.0


def _closure(node: Node) -> Callable[[Any], Any]:  # noqa: PLR0911 - one return a kind of node
    value = node.value
    parts = [_closure(arg) for arg in node.args]
    if node.kind == "lit":
        return lambda _scope: value
    if node.kind == "name":
        return lambda scope: scope.name(value)
    if node.kind == "call":
        return lambda scope: scope.call(value, tuple(part(scope) for part in parts))
    if node.kind == "choice":
        test, yes, no = parts
        return lambda scope: yes(scope) if test(scope) else no(scope)
    if node.kind == "unary":
        (part,) = parts
        return (lambda scope: not part(scope)) if value == "!" else (lambda scope: -part(scope))
    left, right = parts
    if value == "&&":
        return lambda scope: left(scope) and right(scope)
    if value == "||":
        return lambda scope: left(scope) or right(scope)
    function = _divide if value == "/" else {**_ORDER, **_SAME, **_MATH}[value]
    return lambda scope: function(left(scope), right(scope))

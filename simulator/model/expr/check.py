"""Tree to function: names and types are checked once, at load, then closures do the work."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from rapidfuzz import fuzz, process

from simulator.model.expr.syntax import ExpressionError, Node, parse

__all__ = ["Condition", "Signature", "Vocabulary", "closest", "compile_expression", "nearest"]

_ALIKE = 60
"""Percent of two names that must agree for one to be a likely slip for the other."""
_SHOWN = 40
"""So many characters of a wrong name are shown back."""
_LISTED = 20
"""So many known names fit into a message."""
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


def closest(name: str, names: Iterable[str]) -> str:
    """Return the known name that may have been meant, or nothing if none is alike.

    >>> closest("tokn", ["token", "edge"])
    'token'
    """
    found = process.extractOne(name, sorted(names), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else ""


def nearest(name: str, names: Iterable[str]) -> str:
    """Return ``; did you mean 'x'?`` for the closest known name, or nothing."""
    found = closest(name, names)
    return f"; did you mean {found!r}?" if found else ""


def _known(names: Iterable[str]) -> str:
    listed = sorted(names)
    if not listed:
        return "; the scenario has none"
    more = ", ..." if len(listed) > _LISTED else ""
    return f"; known: {', '.join(listed[:_LISTED])}{more}"


def _example(name: str, functions: Mapping[str, Signature]) -> str:
    """Show how a function is written, with a text that it knows."""
    signature = functions[name]
    args = [
        f'"{min(signature.allowed[i])}"' if signature.allowed.get(i) else "..."
        for i in range(len(signature.args))
    ]
    return f"{name}({', '.join(args)})"


def _left_spine(node: Node) -> list[Node]:
    """Return a node and, as long as they are binary, its left parts; the last is anything else."""
    chain = [node]
    while chain[-1].kind == "binary" and not chain[-1].args[0].type:
        chain.append(chain[-1].args[0])
    return chain


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
        """Find out the type of a node; one that is known already is not looked at again."""
        if not node.type:
            # A long chain leans to the left; walked without recursion, it can be as long as it may.
            chain = _left_spine(node)
            for link in reversed(chain):
                link.type = getattr(self, f"_{link.kind}")(link)
        return node.type

    def need(self, node: Node, want: str, before: str) -> None:
        if self.check(node) != want:
            self.fail(f"{before} needs {_PLAIN[want]}, this is {_PLAIN[node.type]}", node)

    def _name(self, node: Node) -> str:
        names, functions = self.vocabulary.names, self.vocabulary.functions
        if node.value in functions:
            wanted = ", ".join(_PLAIN[arg] for arg in functions[node.value].args)
            self.fail(
                f"{node.value} asks for {wanted}: write {_example(node.value, functions)}", node
            )
        if node.value not in names:
            quoted = self._in_quotes(node.value)
            hint = quoted or nearest(node.value, [*names, *functions])
            self.fail(f"unknown name {node.value[:_SHOWN]!r}{hint}", node)
        return names[node.value]

    def _in_quotes(self, name: str) -> str:
        """Tell an author who left out quotation marks, if ``name`` is a text that is known."""
        signatures = self.vocabulary.functions.values()
        known = any(name in allowed for each in signatures for allowed in each.allowed.values())
        return f"; write it in quotation marks: {name!r}" if known else ""

    def _call(self, node: Node) -> str:
        functions = self.vocabulary.functions
        if node.value not in functions:
            name = node.value[:_SHOWN]
            if node.value in self.vocabulary.names:
                self.fail(f"{name} is a name, not a function; write it without brackets", node)
            self.fail(f"unknown function {name!r}{nearest(node.value, functions)}", node)
        signature = functions[node.value]
        if len(node.args) != len(signature.args):
            count = len(signature.args)
            self.fail(f"{node.value}() takes {count} argument(s), got {len(node.args)}", node)
        for i, (want, arg) in enumerate(zip(signature.args, node.args, strict=True)):
            allowed = signature.allowed.get(i)
            if allowed is not None and arg.kind != "lit":
                wanted = f"a text in quotation marks, such as {_example(node.value, functions)}"
                self.fail(f"{node.value}() takes {wanted}", arg)
            self.need(arg, want, f"{node.value}()")
            if allowed is not None and arg.value not in allowed:
                hint = nearest(arg.value, allowed) or _known(allowed)
                self.fail(f"{node.value}() does not know {arg.value[:_SHOWN]!r}{hint}", arg)
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
            bare = self._bare_time(left, right, one, two)
            hint = f"; write {bare.value:g}m" if bare else ""
            message = f"cannot compare {_PLAIN[one]} with {_PLAIN[two]}{hint}"
            self.fail(message, bare or node)
        return "bool"

    @staticmethod
    def _bare_time(left: Node, right: Node, one: str, two: str) -> Node | None:
        """Return the number that meets a duration, if it is one without its unit."""
        bare = {("dur", "num"): right, ("num", "dur"): left}.get((one, two))
        return bare if bare is not None and bare.kind == "lit" else None

    def _arithmetic(self, node: Node, one: str, two: str) -> str:
        if one == two == "num":
            return "num"
        if one == two == "dur" and node.value in "+-/":
            return "num" if node.value == "/" else "dur"
        if {one, two} == {"num", "dur"} and (
            node.value == "*" or (one, node.value) == ("dur", "/")
        ):
            return "dur"
        left, right = node.args
        bare = self._bare_time(left, right, one, two) if node.value in "+-" else None
        hint = f"; write {bare.value:g}m" if bare else ""
        message = f"cannot apply {node.value} to {_PLAIN[one]} and {_PLAIN[two]}{hint}"
        return self.fail(message, bare or node)


def _divide(a: float, b: float) -> float:
    """Divide; by zero gives 0, so that a rate without traffic is 0 rather than a crash."""
    return a / b if b else 0.0


def _closure(node: Node) -> Callable[[Any], Any]:
    """Turn a tree into a function of a scope; chains are walked without recursion, as above."""
    chain: list[Node] = []
    while node.kind == "binary":
        chain.append(node)
        node = node.args[0]
    run = _leaf(node)
    for link in reversed(chain):
        run = _joined(link.value, run, _closure(link.args[1]))
    return run


def _leaf(node: Node) -> Callable[[Any], Any]:
    value = node.value
    if node.kind == "lit":
        return lambda _scope: value
    if node.kind == "name":
        return lambda scope: scope.name(value)
    parts = [_closure(arg) for arg in node.args]
    if node.kind == "call":
        return lambda scope: scope.call(value, tuple(part(scope) for part in parts))
    if node.kind == "choice":
        test, yes, no = parts
        return lambda scope: yes(scope) if test(scope) else no(scope)
    (part,) = parts
    return (lambda scope: not part(scope)) if value == "!" else (lambda scope: -part(scope))


def _joined(
    op: str, left: Callable[[Any], Any], right: Callable[[Any], Any]
) -> Callable[[Any], Any]:
    if op == "&&":
        return lambda scope: left(scope) and right(scope)
    if op == "||":
        return lambda scope: left(scope) or right(scope)
    function = _divide if op == "/" else {**_ORDER, **_SAME, **_MATH}[op]
    return lambda scope: function(left(scope), right(scope))

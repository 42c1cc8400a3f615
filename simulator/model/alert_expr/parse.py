"""Text to tree: the part of PromQL that an alerting rule may use here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from math import isfinite
from typing import NoReturn, cast

from simulator.model.alert_expr.tokens import Token, tokens_of
from simulator.model.alert_expr.tree import (
    OPERATORS,
    Absent,
    AlertExpr,
    Arithmetic,
    Comparison,
    Condition,
    Logic,
    MathOperator,
    Number,
    Operator,
    Signal,
    Value,
    as_atom,
    calculate,
    joined,
    needed,
)
from simulator.model.expr import ExpressionError
from simulator.model.expr.check import nearest

__all__ = ["parse_alert_expr"]

MAX_DEPTH = 40

_FORM = 'write signal{service="name"}, e.g. errors{service="payment-api"} > 0.05'
_IMPORT = (
    "signals are rates, shares and percentiles already; name one, or bind the expression to one "
    "with misfortune import prometheus"
)
_MATCHING = ("on", "ignoring", "group_left", "group_right")

_Part = Value | Condition
_Operand = Callable[[], _Part]


def parse_alert_expr(text: str, signals: Mapping[str, AbstractSet[str]]) -> AlertExpr:
    """Read an alert expression; ``signals`` gives the signal names of each service.

    Raises:
        ExpressionError: with the place, what was offered and what is supported.

    >>> expr = parse_alert_expr('errors{service="api"} > 0.05', {"api": {"errors"}})
    >>> sorted(expr.series), expr.holds({"api.errors": 0.1}), expr.holds({"api.errors": None})
    (['api.errors'], True, False)
    """
    parser = _Parser(text, signals)
    tree = parser.whole()
    names = tuple(parser.names)
    return AlertExpr(text, tree, names, as_atom(tree), needed(tree), joined(tree))


class _Parser:
    """Recursive descent, one method a level of precedence, loosest first."""

    def __init__(self, text: str, signals: Mapping[str, AbstractSet[str]]) -> None:
        self.text = text
        self.signals = signals
        self.tokens = tokens_of(text)
        self.at = 0
        self.depth = 0
        self.names: dict[str, None] = {}

    def fail(self, message: str, pos: int) -> NoReturn:
        raise ExpressionError(message, self.text, pos)

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.token
        self.at += 1
        return token

    def word(self, *words: str) -> bool:
        return self.token.kind == "word" and self.token.text.lower() in words

    def op(self, *ops: str) -> bool:
        return self.token.kind == "op" and self.token.text in ops

    def expect(self, op: str) -> Token:
        if not self.op(op):
            self.fail(f"expected {op!r}, found {self.token.text!r}", self.token.pos)
        return self.take()

    # -- conditions ----------------------------------------------------------------------------

    def whole(self) -> Condition:
        start = self.token.pos
        part = self.either()
        if self.token.kind != "end":
            self.unexpected()
        return self.condition(part, start)

    def unexpected(self) -> NoReturn:
        """Refuse what stands where the expression could end."""
        token = self.token
        if self.op("%", "^"):
            hint = "; write 5 % as 0.05" if token.text == "%" else ""
            self.fail(f"{token.text} is not known here, only + - * /{hint}", token.pos)
        if self.op("["):
            self.fail(f"a range has no meaning here: {_IMPORT}", token.pos)
        if self.word("offset") or self.op("@"):
            self.fail("an alert looks at the present only; leave this out", token.pos)
        self.fail(
            f"expected an operator, found {token.text!r}; the operators are + - * /, "
            f"{' '.join(OPERATORS)}, and, or, unless",
            token.pos,
        )

    def condition(self, part: _Part, start: int) -> Condition:
        if isinstance(part, Comparison | Absent | Logic):
            return part
        if isinstance(part, Number):
            self.fail(f"this is only a number; {_FORM}", start)
        return self.fail(
            "this is a value, not a condition; compare it with something: ... > 5", start
        )

    def value(self, part: _Part, start: int) -> Value:
        if isinstance(part, Comparison | Absent | Logic):
            self.fail(
                "a condition is no value to calculate with or to compare; join conditions with "
                "and, or, unless",
                start,
            )
        return part

    def either(self) -> _Part:
        start = self.token.pos
        left = self.both()
        while self.word("or"):
            self.take()
            right_start = self.token.pos
            right = self.both()
            left = Logic("or", self.condition(left, start), self.condition(right, right_start))
        return left

    def both(self) -> _Part:
        start = self.token.pos
        left = self.comparison()
        while self.word("and", "unless"):
            op = self.take().text.lower()
            self.no_matching()
            right_start = self.token.pos
            right = self.comparison()
            one, two = self.condition(left, start), self.condition(right, right_start)
            left = Logic("and" if op == "and" else "unless", one, two)
        return left

    def comparison(self) -> _Part:
        start = self.token.pos
        left = self.sum()
        if not self.op(*OPERATORS):
            return left
        sign = self.take()
        self.no_matching()
        right_start = self.token.pos
        right = self.sum()
        one, two = self.value(left, start), self.value(right, right_start)
        if isinstance(one, Number) and isinstance(two, Number):
            self.fail(f"this compares a number with a number; {_FORM}", start)
        if self.op(*OPERATORS):
            self.fail("comparisons do not chain; write a > 1 and a < 2", self.token.pos)
        return Comparison(cast("Operator", sign.text), one, two)

    def no_matching(self) -> None:
        """Refuse what may follow an operator in PromQL and has no use here."""
        if self.word(*_MATCHING):
            message = "every series here is a single line, so nothing need be matched; leave it out"
            self.fail(f"{self.token.text}: {message}", self.token.pos)
        if self.word("bool"):
            self.fail("bool is not needed here; leave it out", self.token.pos)

    # -- values --------------------------------------------------------------------------------

    def sum(self) -> _Part:
        return self.chain(self.product, "+", "-")

    def product(self) -> _Part:
        return self.chain(self.unary, "*", "/")

    def chain(self, operand: _Operand, *ops: str) -> _Part:
        start = self.token.pos
        left = operand()
        while self.op(*ops):
            op = cast("MathOperator", self.take().text)
            self.no_matching()
            right_start = self.token.pos
            right = operand()
            one, two = self.value(left, start), self.value(right, right_start)
            left = _folded(op, one, two)
        if self.op("%", "^"):
            self.unexpected()
        return left

    def unary(self) -> _Part:
        if not self.op("-", "+"):
            return self.primary()
        self.deeper()
        sign = self.take().text
        start = self.token.pos
        part = self.value(self.unary(), start)
        self.depth -= 1
        return part if sign == "+" else _folded("*", Number(-1.0), part)

    def primary(self) -> _Part:
        token = self.take()
        if token.kind == "number":
            number = float(token.text)
            if not isfinite(number):
                self.fail(f"{token.text} is too large", token.pos)
            return Number(number)
        if token.kind == "op" and token.text == "(":
            self.deeper()
            part = self.either()
            self.expect(")")
            self.depth -= 1
            return part
        if token.kind == "word":
            return self.named(token)
        return self.fail(f"expected a signal or a number, found {token.text!r}; {_FORM}", token.pos)

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(f"nested deeper than {MAX_DEPTH}", self.token.pos)

    # -- series --------------------------------------------------------------------------------

    def named(self, token: Token) -> _Part:
        if token.text == "absent" and self.op("("):
            self.take()
            if self.token.kind != "word":
                self.fail(f"absent() takes one signal; {_FORM}", self.token.pos)
            series = self.signal(self.take())
            if not self.op(")"):
                self.fail("absent() takes one signal and nothing else", self.token.pos)
            self.take()
            return Absent(series)
        return Signal(self.signal(token))

    def signal(self, token: Token) -> str:
        """Read a series whose first word was taken."""
        name = token.text
        if self.op("(") or self.word("by", "without"):
            self.fail(f"{name}() is not known here: {_IMPORT}", token.pos)
        if not self.op("{"):
            message = f"unsupported alert expression: of which service is {name}? {_FORM}"
            self.fail(message, token.pos)
        self.take()
        service = self.matcher()
        if service.text[1:-1] not in self.signals:
            offered = service.text[1:-1]
            message = f"no service named {offered!r}{nearest(offered, self.signals)}"
            self.fail(message, service.pos + 1)
        known = self.signals[service.text[1:-1]]
        if name not in known:
            hint = nearest(name, known) or f"; it has {', '.join(sorted(known)) or 'none'}"
            self.fail(f"{service.text[1:-1]} has no signal {name!r}{hint}", token.pos)
        if self.op("["):
            self.unexpected()
        series = f"{service.text[1:-1]}.{name}"
        self.names[series] = None
        return series

    def matcher(self) -> Token:
        """Read ``service="name"}`` and return the quoted name."""
        if not self.word("service"):
            found = f"not by {self.token.text!r}" if self.token.kind == "word" else "here"
            self.fail(f"a series is chosen by its service only, {found}; {_FORM}", self.token.pos)
        self.take()
        if not self.op("="):
            self.fail('write service="name": one service, without patterns', self.token.pos)
        self.take()
        if self.token.kind != "string":
            self.fail("expected the name of a service in quotes", self.token.pos)
        service = self.take()
        if self.op(",") and self.tokens[self.at + 1].text != "}":
            self.take()
            self.fail("a series is chosen by its service only; leave this out", self.token.pos)
        if self.op(","):
            self.take()
        self.expect("}")
        return service


def _folded(op: MathOperator, one: Value, two: Value) -> Value:
    """Calculate with constants at once."""
    if isinstance(one, Number) and isinstance(two, Number):
        return Number(calculate(op, one.number, two.number))
    return Arithmetic(op, one, two)

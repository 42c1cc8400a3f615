"""Alert expressions as data: what they say of readings, and of ranges of readings.

The semantics are those of PromQL for series that have one line each. A series that nobody can
see is absent: arithmetic with it is absent too, and a comparison of it does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import copysign, inf, nan
from operator import eq, ge, gt, le, lt, ne
from typing import Literal

__all__ = [
    "OPERATORS",
    "Absent",
    "AlertExpr",
    "Arithmetic",
    "Atom",
    "Comparison",
    "Condition",
    "Logic",
    "Number",
    "Operator",
    "Range",
    "Signal",
    "Value",
    "as_atom",
    "calculate",
    "compare",
    "joined",
    "needed",
]

Operator = Literal[">", ">=", "<", "<=", "==", "!="]
OPERATORS: tuple[Operator, ...] = (">", ">=", "<", "<=", "==", "!=")
MathOperator = Literal["+", "-", "*", "/"]
LogicOperator = Literal["and", "or", "unless"]

Range = tuple[float, float] | None
"""The least and the greatest that a value can be; None if it is absent, two NaN if unknown."""
_UNKNOWN = (nan, nan)


def calculate(op: MathOperator, a: float, b: float) -> float:
    """Calculate as Prometheus does; division by zero gives an infinity or no number."""
    if op == "+":
        return a + b
    if op == "-":
        return a - b
    if op == "*":
        return a * b
    if b != 0.0:
        return a / b
    return nan if a == 0.0 or a != a else copysign(inf, a) * copysign(1.0, b)  # noqa: PLR0124 - NaN is what differs from itself


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    number: float

    def value(self, _readings: Mapping[str, float | None]) -> float | None:
        """Return the constant."""
        return self.number

    def range(self, _ranges: Mapping[str, Range]) -> Range:
        """Return the constant twice."""
        return self.number, self.number


@dataclass(frozen=True, slots=True)
class Signal:
    """A series, as ``service.signal``."""

    series: str

    def value(self, readings: Mapping[str, float | None]) -> float | None:
        """Return what is read of it, None if it is absent."""
        return readings[self.series]

    def range(self, ranges: Mapping[str, Range]) -> Range:
        """Return its range."""
        return ranges[self.series]


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two values and ``+ - * /`` between them."""

    op: MathOperator
    left: Value
    right: Value

    def value(self, readings: Mapping[str, float | None]) -> float | None:
        """Calculate, or return None if either side is absent."""
        a, b = self.left.value(readings), self.right.value(readings)
        return None if a is None or b is None else calculate(self.op, a, b)

    def range(self, ranges: Mapping[str, Range]) -> Range:
        """Return the extremes: rounding is monotone, so they lie at the ends of both ranges."""
        one, two = self.left.range(ranges), self.right.range(ranges)
        if one is None or two is None:
            return None
        if self.op == "/" and two[0] <= 0.0 <= two[1]:
            return _UNKNOWN
        corners = [calculate(self.op, a, b) for a in one for b in two]
        if any(corner != corner for corner in corners):  # noqa: PLR0124 - as above
            return _UNKNOWN
        return min(corners), max(corners)


Value = Number | Signal | Arithmetic


_TESTS: dict[Operator, Callable[[float, float], bool]] = {
    ">": gt, ">=": ge, "<": lt, "<=": le, "==": eq, "!=": ne,
}  # fmt: skip


def compare(op: Operator, a: float, b: float) -> bool:
    """Compare two numbers; nothing but ``!=`` holds of what is no number."""
    return _TESTS[op](a, b)


_OPPOSITE: dict[Operator, Operator] = {
    ">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!=", "!=": "==",
}  # fmt: skip


def _always(op: Operator, one: tuple[float, float], two: tuple[float, float]) -> bool:
    """Tell whether a comparison holds whatever the two values are within their ranges."""
    if op in (">", ">="):
        return compare(op, one[0], two[1])
    if op in ("<", "<="):
        return compare(op, one[1], two[0])
    if op == "==":
        return one[0] == one[1] == two[0] == two[1]
    return one[1] < two[0] or one[0] > two[1]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values compared; false if either is absent."""

    op: Operator
    left: Value
    right: Value

    def holds(self, readings: Mapping[str, float | None]) -> bool:
        """Tell whether it is true of readings."""
        a, b = self.left.value(readings), self.right.value(readings)
        return a is not None and b is not None and compare(self.op, a, b)

    def sure(self, ranges: Mapping[str, Range]) -> bool | None:
        """Tell what it is of all readings within ranges, None if it depends."""
        one, two = self.left.range(ranges), self.right.range(ranges)
        if one is None or two is None:
            return False
        if _always(self.op, one, two):
            return True
        return False if _always(_OPPOSITE[self.op], one, two) else None


@dataclass(frozen=True, slots=True)
class Absent:
    """Whether a series is absent."""

    series: str

    def holds(self, readings: Mapping[str, float | None]) -> bool:
        """Tell whether nothing is read."""
        return readings[self.series] is None

    def sure(self, ranges: Mapping[str, Range]) -> bool | None:
        """Tell the same of a range."""
        return ranges[self.series] is None


@dataclass(frozen=True, slots=True)
class Logic:
    """Two conditions joined; ``a unless b`` is a without b."""

    op: LogicOperator
    left: Condition
    right: Condition

    def holds(self, readings: Mapping[str, float | None]) -> bool:
        """Tell whether it is true of readings."""
        left = self.left.holds(readings)
        if self.op == "or":
            return left or self.right.holds(readings)
        return left and self.right.holds(readings) == (self.op == "and")

    def sure(self, ranges: Mapping[str, Range]) -> bool | None:
        """Tell what it is of all readings within ranges, None if it depends."""
        left, right = self.left.sure(ranges), self.right.sure(ranges)
        if self.op == "unless" and right is not None:
            right = not right
        decides = self.op == "or"
        if left is decides or right is decides:
            return decides
        return None if left is None or right is None else not decides


Condition = Comparison | Absent | Logic


@dataclass(frozen=True, slots=True)
class Atom:
    """One series against one number: what a closed form can be solved for."""

    series: str
    op: Operator
    threshold: float

    test: Callable[[float, float], bool] = field(init=False, repr=False, compare=False)
    """The comparison of a reading with the threshold, as a function."""
    rising: bool = field(init=False, repr=False, compare=False)
    """Whether greater readings make it true."""

    def __post_init__(self) -> None:
        """Work out what is asked for at every look."""
        object.__setattr__(self, "test", _TESTS[self.op])
        object.__setattr__(self, "rising", self.op in (">", ">="))

    def holds(self, value: float) -> bool:
        """Tell whether it is true of a reading."""
        return self.test(value, self.threshold)


_MIRRORED: dict[Operator, Operator] = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


def as_atom(tree: Condition) -> Atom | None:
    """Return one series against one number, on whichever sides they are, as an atom."""
    if not isinstance(tree, Comparison) or tree.op not in _MIRRORED:
        return None
    left, right = tree.left, tree.right
    if isinstance(left, Signal) and isinstance(right, Number):
        return Atom(left.series, tree.op, right.number)
    if isinstance(left, Number) and isinstance(right, Signal):
        return Atom(right.series, _MIRRORED[tree.op], left.number)
    return None


def needed(tree: Condition) -> tuple[Atom, ...]:
    """Return comparisons of one series with one number that must all hold if ``tree`` does."""
    if isinstance(tree, Logic):
        if tree.op == "or":
            return ()
        return needed(tree.left) + (needed(tree.right) if tree.op == "and" else ())
    atom = as_atom(tree)
    return () if atom is None else (atom,)


def joined(tree: Condition) -> bool:
    """Tell whether ``tree`` holds as soon as all that :func:`needed` gives of it does."""
    if isinstance(tree, Logic):
        return tree.op == "and" and joined(tree.left) and joined(tree.right)
    return as_atom(tree) is not None


@dataclass(frozen=True, slots=True)
class AlertExpr:
    """A whole expression. ``names`` are its series (``service.signal``) as first mentioned."""

    text: str
    tree: Condition
    names: tuple[str, ...]
    atom: Atom | None = None
    """The same, where it is one series against one number."""
    all_of: tuple[Atom, ...] = ()
    """Such comparisons without any of which it cannot hold."""
    joined: bool = False
    """Whether it holds as soon as all of these do."""

    @property
    def series(self) -> frozenset[str]:
        """The series that it looks at."""
        return frozenset(self.names)

    @property
    def service(self) -> str:
        """The service of the first series."""
        return self.names[0].partition(".")[0]

    def holds(self, readings: Mapping[str, float | None]) -> bool:
        """Tell whether it is true of what is read of its series; None is absent."""
        return self.tree.holds(readings)

    def sure(self, ranges: Mapping[str, Range]) -> bool | None:
        """Tell what it is whatever its series are within ranges; None if that depends."""
        return self.tree.sure(ranges)

"""Expressions of rules as alert expressions of a scenario: each left side bound to a series."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import promql_parser as promql

from simulator.scenario.prometheus.meaning import Meaning, counts_requests, factor, meaning, plain
from simulator.scenario.prometheus.naming import SERVICE_LABELS, service_name
from simulator.scenario.prometheus.outcome import NotImportable
from simulator.scenario.prometheus.promql import (
    COMPARISONS,
    LOGIC,
    bare,
    constant,
    equals,
    key,
    metric,
    operator,
    selectors,
)
from simulator.scenario.prometheus.resting import Needs

__all__ = ["Binder"]

_MIRRORED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "==", "!=": "!="}
_ABSENT = ("absent", "absent_over_time")
_HOLDS_OF_ABSENT = {("==", "1"), (">", "0"), (">=", "1"), ("!=", "0")}
_FINITE = (2, 5)
_SHARES = ("errors", "saturation")
_EXACT = 1e15
"""Whole numbers below this are written as such."""


class Binder:
    """Binds what rules measure to series, and remembers what the alerts need of each.

    ``binds`` are the author's own bindings, from the text of an expression to ``service.signal``;
    ``service`` is for expressions whose labels name none.
    """

    def __init__(
        self, records: Mapping[str, Any], binds: Mapping[str, str], service: str | None
    ) -> None:
        self._records = records
        self._binds = binds
        self._service = service
        self._taken: dict[str, str] = {}
        self._used: dict[str, None] = {}
        self.needs: dict[str, Needs] = {}
        """What alerts need of each series."""
        self.used_binds: set[str] = set()
        """The author's bindings that were of use."""

    def convert(self, expr: Any, labels: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
        """Return an alert expression and its series.

        Raises:
            NotImportable: if there is no such expression; then nothing was bound.
        """
        taken = dict(self._taken)
        needs = {name: need.copy() for name, need in self.needs.items()}
        self._used = {}
        try:
            return self._condition(expr, labels, guard=False), tuple(self._used)
        except NotImportable:
            self._taken, self.needs = taken, needs
            raise

    def finish(self) -> None:
        """Decide what is still open: what an author bound to a share by its name is one."""
        for series, need in self.needs.items():
            if series.partition(".")[2] in _SHARES and all(0 <= edge <= 1 for edge in need.edges):
                need.unit = "share"

    # -- conditions ----------------------------------------------------------------------------

    def _condition(
        self, expr: Any, labels: Mapping[str, str], *, guard: bool, inside: str = ""
    ) -> str:
        """Write a condition; a ``guard`` is one that may well hold when all is quiet."""
        expr = bare(expr)
        if isinstance(expr, promql.Call) and expr.func.name in _ABSENT:
            return f"absent({_selector(self._bind(expr.args[0], labels)[1])})"
        if not isinstance(expr, promql.BinaryExpr):
            raise NotImportable(_why_not(expr))
        op = operator(expr)
        if op in LOGIC:
            left = self._condition(expr.lhs, labels, guard=guard, inside=op)
            second = op == "and" or (guard and op == "or")
            right = self._condition(expr.rhs, labels, guard=second, inside=f"right of {op}")
            text = f"{left} {op} {right}"
            return text if inside in ("", op) else f"({text})"
        if op not in COMPARISONS:
            raise NotImportable(_why_not(expr))
        if expr.modifier is not None and expr.modifier.return_bool:
            raise NotImportable("with bool it fires always, as 0 or as 1")
        left_number, right_number = constant(expr.lhs), constant(expr.rhs)
        if left_number is not None:
            return self._threshold(expr.rhs, _MIRRORED[op], left_number, labels, guard=guard)
        if right_number is not None:
            return self._threshold(expr.lhs, op, right_number, labels, guard=guard)
        return self._pair(expr, op, labels)

    def _pair(self, expr: promql.BinaryExpr, op: str, labels: Mapping[str, str]) -> str:
        """Compare two series; each keeps the number that it is multiplied with."""
        one, two = self._term(expr.lhs, labels), self._term(expr.rhs, labels)
        if one[1] == two[1]:
            raise NotImportable(f"it compares {one[1]} with itself")
        if op in (">", ">=", "<", "<="):
            low, high = (one, two) if op in (">", ">=") else (two, one)
            self.needs[low[1]].wanted = 50.0 / abs(float(low[0].scale))
            self.needs[high[1]].wanted = 100.0 / abs(float(high[0].scale))
        return f"{_value(*one)} {op} {_value(*two)}"

    def _term(self, expr: Any, labels: Mapping[str, str]) -> tuple[Meaning, str]:
        found, series = self._bind(expr, labels) if key(expr) in self._binds else (None, "")
        if found is None:
            by, inner = factor(expr)
            found, series = self._bind(inner, labels)
            found = found.scaled(by)
        return found, series

    def _threshold(
        self, expr: Any, op: str, number: Fraction, labels: Mapping[str, str], *, guard: bool
    ) -> str:
        absent = bare(expr)
        if isinstance(absent, promql.Call) and absent.func.name in _ABSENT:
            if (op, str(number)) not in _HOLDS_OF_ABSENT:
                raise NotImportable("absent() is 1 or nothing, so this never holds")
            return self._condition(absent, labels, guard=guard)
        found, series = self._bind(expr, labels, number)
        edge = (number - found.shift) / found.scale
        op = _MIRRORED[op] if found.scale < 0 else op
        need = self.needs[series]
        guards = guard and not need.quiet and _may_hold_at_rest(found, op)
        (need.holds if guards else need.quiet).append((op, float(edge)))
        return f"{_selector(series)} {op} {_number(edge)}"

    # -- series --------------------------------------------------------------------------------

    def _bind(
        self, expr: Any, labels: Mapping[str, str], number: Fraction | None = None
    ) -> tuple[Meaning, str]:
        """Return what an expression, compared with a number, measures, and its series."""
        expr = bare(expr)
        text = key(expr)
        if text in self._binds:
            self.used_binds.add(text)
            series = self._binds[text]
            found = Meaning(series.partition(".")[2], "number", known=False)
        else:
            if not selectors(expr):
                raise NotImportable("there is no metric in it")
            found = meaning(expr, self._records)
            if number is not None and found.unit == "share" and not _is_share(found, number):
                found = plain(expr)
            series = self._free(f"{self._service_of(expr, labels)}.{found.signal}", found, text)
        self.needs.setdefault(series, Needs(found.unit))
        self._used[series] = None
        return found, series

    def _free(self, series: str, found: Meaning, text: str) -> str:
        """Keep apart what has one name and is not one of the signals that all services have."""
        if found.known:
            self._taken.setdefault(series, "")
            return series
        number, name = 1, series
        while self._taken.setdefault(name, text) != text:
            number += 1
            name = f"{series}_{number}"
        return name

    def _service_of(self, expr: Any, labels: Mapping[str, str]) -> str:
        chosen = selectors(expr)
        recorded = [self._records[metric(one)] for one in chosen if metric(one) in self._records]
        chosen += [one for record in recorded for one in selectors(record)]
        for label in SERVICE_LABELS:
            for found in (*(equals(one) for one in chosen), labels):
                if name := service_name(found.get(label, "")):
                    return name
        if self._service is None:
            named = next((metric(one) for one in chosen if metric(one)), "") or key(expr)
            said = f"no label of {named} says of which service it is; give one with --service"
            raise NotImportable(said)
        return self._service


def _may_hold_at_rest(found: Meaning, op: str) -> bool:
    """Tell whether the right side of ``and`` is a guard rather than a second symptom.

    That there is traffic is a guard, and so is whatever is not too much of something.
    """
    return op not in (">", ">=") or found.unit == "rate" or counts_requests(found.signal)


def _selector(series: str) -> str:
    service, _, signal = series.partition(".")
    return f'{signal}{{service="{service}"}}'


def _value(found: Meaning, series: str) -> str:
    """Write an expression in terms of the signal that it is bound to."""
    text = _selector(series)
    if found.scale.numerator == 1 and found.scale != 1:
        text = f"{text} / {found.scale.denominator}"
    elif found.scale != 1:
        text = f"{_number(found.scale)} * {text}"
    return f"({text} + {_number(found.shift)})" if found.shift else text


def _is_share(found: Meaning, number: Fraction) -> bool:
    """Tell whether a threshold makes sense for a share."""
    return 0 <= (number - found.shift) / found.scale <= 1


def _why_not(expr: Any) -> str:
    if not selectors(expr):
        return "it does not depend on any metric"
    return "it fires whenever there is a value at all; compare it with a number"


def _number(value: Fraction) -> str:
    """Write a number exactly, or with twelve digits where that has no end."""
    rest = value.denominator
    for prime in _FINITE:
        while rest % prime == 0:
            rest //= prime
    number = float(value) if rest == 1 else float(f"{float(value):.12g}")
    return str(int(number)) if number == int(number) and abs(number) < _EXACT else repr(number)

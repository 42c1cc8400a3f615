"""Expressions of rules as alert expressions of a scenario: each left side bound to a series."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import promql_parser as promql

from simulator.scenario.prometheus.meaning import Meaning, meaning
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

__all__ = ["Binder", "service_name"]

SERVICE_LABELS = ("service", "job", "app", "application", "deployment", "container", "component")
"""Labels that may name a service, the best first."""
_MIRRORED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "==", "!=": "!="}
_ABSENT = ("absent", "absent_over_time")
_HOLDS_OF_ABSENT = {("==", 1), (">", 0), (">=", 1), ("!=", 0)}
_FINITE = (2, 5)
_SHARES = ("errors", "saturation")
_IDENT_CHARS = 60


def service_name(text: str) -> str:
    """Make a name of a service of what a label says; empty if nothing of it can be used."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:_IDENT_CHARS]


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
        taken, needs = dict(self._taken), dict(self.needs)
        before = {name: _copied(need) for name, need in needs.items()}
        self._used = {}
        try:
            return self._condition(expr, labels), tuple(self._used)
        except NotImportable:
            self._taken, self.needs = taken, before
            raise

    def finish(self) -> None:
        """Decide what is still open: what an author bound to a share by its name is one."""
        for series, need in self.needs.items():
            edges = [*need.below, *need.above]
            if series.partition(".")[2] in _SHARES and all(0 <= edge <= 1 for edge in edges):
                need.unit = "share"

    # -- conditions ----------------------------------------------------------------------------

    def _condition(self, expr: Any, labels: Mapping[str, str], inside: str = "") -> str:
        expr = bare(expr)
        if isinstance(expr, promql.Call) and expr.func.name in _ABSENT:
            return f"absent({self._selector(self._bind(expr.args[0], labels)[1])})"
        if not isinstance(expr, promql.BinaryExpr):
            raise NotImportable(_why_not(expr))
        op = operator(expr)
        if op in LOGIC:
            left = self._condition(expr.lhs, labels, op)
            right = self._condition(expr.rhs, labels, f"right of {op}")
            text = f"{left} {op} {right}"
            return text if inside in ("", op) else f"({text})"
        if op not in COMPARISONS:
            raise NotImportable(_why_not(expr))
        if expr.modifier is not None and expr.modifier.return_bool:
            raise NotImportable("with bool it fires always, as 0 or as 1")
        return self._comparison(expr, op, labels)

    def _comparison(self, expr: promql.BinaryExpr, op: str, labels: Mapping[str, str]) -> str:
        left, right = constant(expr.lhs), constant(expr.rhs)
        if left is not None:
            return self._threshold(expr.rhs, _MIRRORED[op], left, labels)
        if right is not None:
            return self._threshold(expr.lhs, op, right, labels)
        (one, first), (two, second) = self._bind(expr.lhs, labels), self._bind(expr.rhs, labels)
        if first == second:
            raise NotImportable(f"it compares {first} with itself")
        if op in (">", ">=", "<", "<="):
            low, high = (first, second) if op in (">", ">=") else (second, first)
            self.needs[low].wanted, self.needs[high].wanted = 50.0, 100.0
        return f"{self._value(one, first)} {op} {self._value(two, second)}"

    def _threshold(self, expr: Any, op: str, number: Fraction, labels: Mapping[str, str]) -> str:
        absent = bare(expr)
        if isinstance(absent, promql.Call) and absent.func.name in _ABSENT:
            if (op, number) not in _HOLDS_OF_ABSENT:
                raise NotImportable("absent() is 1 or nothing, so this never holds")
            return self._condition(absent, labels)
        found, series = self._bind(expr, labels)
        edge = (number - found.shift) / found.scale
        op = _MIRRORED[op] if found.scale < 0 else op
        self.needs[series].compared(op, float(edge))
        return f"{self._selector(series)} {op} {_number(edge)}"

    # -- series --------------------------------------------------------------------------------

    def _bind(self, expr: Any, labels: Mapping[str, str]) -> tuple[Meaning, str]:
        """Return what an expression measures and the series that it is bound to."""
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
            raise NotImportable("no label says of which service it is; give one with --service")
        return self._service

    @staticmethod
    def _selector(series: str) -> str:
        service, _, signal = series.partition(".")
        return f'{signal}{{service="{service}"}}'

    def _value(self, found: Meaning, series: str) -> str:
        """Write an expression in terms of the signal that it is bound to."""
        text = self._selector(series)
        if found.scale.numerator == 1 and found.scale != 1:
            text = f"{text} / {found.scale.denominator}"
        elif found.scale != 1:
            text = f"{_number(found.scale)} * {text}"
        return f"({text} + {_number(found.shift)})" if found.shift else text


def _copied(need: Needs) -> Needs:
    return Needs(
        need.unit, [*need.below], [*need.above], [*need.other_than], [*need.exactly], need.wanted
    )


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
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)

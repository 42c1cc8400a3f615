"""What a PromQL expression measures, guessed from how such rules are usually written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

import promql_parser as promql

from simulator.scenario.prometheus.promql import (
    bare,
    constant,
    equals,
    key,
    metric,
    operator,
    selectors,
)

__all__ = ["Meaning", "Unit", "counts_requests", "factor", "meaning", "plain"]

Unit = Literal["share", "rate", "ms", "number"]


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ERROR_CODE = _any_case(r"^\(?\[?5|5xx|5\.\.|5\.\*|error|err|fail|exception|timeout")
_GOOD_CODE = _any_case(r"^\(?\[?[1234]|[1234]xx|[1234]\.\.|ok|success")
_CODES = ("code", "status", "status_code", "http_status", "grpc_code", "result", "outcome", "class")
_ERRORS = _any_case(r"err|fail|5xx|exception|timeout|drop|reject|unsuccess")
_GOOD = _any_case(r"success|good|_ok\b|_ok_")
_REQUESTS = _any_case(r"request|http|call|quer|message|rpc|handled|transaction|payment")
_USED = _any_case(r"used|usage|in_use|inuse|current|active|open|allocated|working_set|busy")
_FREE = _any_case(r"free|avail|idle|remaining|unused")
_LIMIT = _any_case(r"limit|max|capacity|total|size|quota|allocatable|requests")
_RATES = ("rate", "irate")
_THROUGH = ("sum", "avg", "max", "min")
_ROUNDED = ("round", "ceil", "floor", "abs", "clamp_min", "clamp_max", "clamp")
_SUFFIX = re.compile(r"_(?:total|bucket|count|sum)$")
_GOLDEN = re.compile(r"(?:errors|traffic|saturation|latency_\w+)\Z")
_NAME_CHARS = 40
_DEEPEST = 8
"""So many recording rules are followed into each other."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A signal, and how the expression follows from it: ``scale * signal + shift``.

    ``known`` tells that the signal is one that every service has, so that expressions which
    measure the same share it.
    """

    signal: str
    unit: Unit
    scale: Fraction = Fraction(1)
    shift: Fraction = Fraction(0)
    known: bool = True

    def scaled(self, by: Fraction, plus: Fraction = Fraction(0)) -> Meaning:
        """Return the meaning of ``by`` times the expression, plus ``plus``."""
        return replace(self, scale=self.scale * by, shift=self.shift * by + plus)


_ERROR_SHARE = Meaning("errors", "share")
_SATURATION = Meaning("saturation", "share")


def meaning(expr: Any, records: Mapping[str, Any]) -> Meaning:
    """Guess what an expression measures; ``records`` are the recording rules of the same file."""
    found = None
    if not _before(expr):
        found = _known(expr, records, 0)
    return found or plain(expr)


def counts_requests(signal: str) -> bool:
    """Tell whether a signal by its name is how much comes in."""
    return signal == "traffic" or bool(_REQUESTS.search(signal) and not _ERRORS.search(signal))


def plain(expr: Any) -> Meaning:
    """Return a signal that is the expression as it stands, named after its first metric."""
    named = [metric(one) for one in selectors(expr) if metric(one)]
    word = re.sub(r"[^a-z0-9_]+", "_", (named or ["value"])[0].lower()).strip("_")
    name = _SUFFIX.sub("", word)[:_NAME_CHARS] or "value"
    if _GOLDEN.match(name) or not name[0].isalpha():
        name = f"metric_{name}"
    return Meaning(f"{name}_before" if _before(expr) else name, "number", known=False)


def _before(expr: Any) -> bool:
    """Tell whether an expression looks back."""
    return any(one.offset is not None for one in selectors(expr))


def _known(expr: Any, records: Mapping[str, Any], depth: int) -> Meaning | None:
    """Recognise one of the signals that every service has."""
    expr = bare(expr)
    read = _READERS.get(type(expr))
    return read(expr, records, depth) if read and depth <= _DEEPEST else None


def _binary(expr: promql.BinaryExpr, records: Mapping[str, Any], depth: int) -> Meaning | None:
    found = _linear(expr, records, depth)
    if found is not None or operator(expr) != "/":
        return found
    by, top = factor(expr.lhs)  # 100 * a / b is (100 * a) / b
    ratio = _ratio(top, expr.rhs)
    return ratio.scaled(by) if ratio else None


def _negative(expr: promql.UnaryExpr, records: Mapping[str, Any], depth: int) -> Meaning | None:
    inner = _known(expr.expr, records, depth)
    return inner.scaled(Fraction(-1)) if inner else None


def _aggregate(
    expr: promql.AggregateExpr, records: Mapping[str, Any], depth: int
) -> Meaning | None:
    return _known(expr.expr, records, depth) if str(expr.op) in _THROUGH else None


def _selector(
    expr: promql.VectorSelector, records: Mapping[str, Any], depth: int
) -> Meaning | None:
    """Look through a recording rule, or recognise a quantile of a summary."""
    if metric(expr) in records:
        return _known(records[metric(expr)], records, depth + 1)
    share = equals(expr).get("quantile", "")
    return _latency(expr, Fraction(share)) if re.fullmatch(r"0?\.\d+|1", share) else None


def _linear(expr: promql.BinaryExpr, records: Mapping[str, Any], depth: int) -> Meaning | None:
    """Look through a constant that an expression is multiplied with, or added to."""
    left, right = constant(expr.lhs), constant(expr.rhs)
    if (left is None) == (right is None):
        return None
    op = operator(expr)
    inner = _known(expr.rhs if right is None else expr.lhs, records, depth)
    number = left if right is None else right
    if inner is None or number is None or op not in "+-*/":
        return None
    if op in "+-":
        sign = Fraction(-1 if op == "-" else 1)
        return (
            inner.scaled(sign, number)
            if right is None
            else inner.scaled(Fraction(1), sign * number)
        )
    if number == 0 or (op == "/" and right is None):
        return None
    return inner.scaled(number if op == "*" else 1 / number)


def _call(expr: promql.Call, records: Mapping[str, Any], depth: int) -> Meaning | None:
    name, args = expr.func.name, list(expr.args)
    if name in _ROUNDED:
        return _known(args[0], records, depth)
    if name == "histogram_quantile":
        share = constant(args[0])
        return _latency(args[1], share) if share is not None else None
    if name not in _RATES:
        return None
    (selector,) = selectors(expr)[:1] or (None,)
    if (
        selector is not None
        and "cpu" in metric(selector)
        and equals(selector).get("mode") == "idle"
    ):
        return _SATURATION.scaled(Fraction(-1), Fraction(1))
    if selector is None or _counts_errors(selector) or not _REQUESTS.search(metric(selector)):
        return None
    return Meaning("traffic", "rate", Fraction(1, 60))


def _latency(expr: Any, share: Fraction) -> Meaning | None:
    """Recognise a time by its unit; without one in its name it may be sizes."""
    if not 0 < share < 1:
        return None
    name = next((metric(one) for one in selectors(expr)), "")
    digits = f"{float(share * 100):g}".replace(".", "")
    if re.search(r"(?:_ms|_milliseconds|_millis)(?:_bucket)?$", name):
        return Meaning(f"latency_p{digits}", "ms")
    if re.search(r"_seconds(?:_bucket)?$|duration|latency", name):
        return Meaning(f"latency_p{digits}", "ms", Fraction(1, 1000))
    return None


def factor(expr: Any) -> tuple[Fraction, Any]:
    """Split an expression into a constant that it is multiplied with, and the rest."""
    expr = bare(expr)
    if isinstance(expr, promql.BinaryExpr) and operator(expr) in "*/":
        left, right = constant(expr.lhs), constant(expr.rhs)
        if left is not None and operator(expr) == "*" and left:
            by, rest = factor(expr.rhs)
            return by * left, rest
        if right:
            by, rest = factor(expr.lhs)
            return (by * right if operator(expr) == "*" else by / right), rest
    return Fraction(1), expr


def _ratio(top: Any, bottom: Any) -> Meaning | None:
    over, under = selectors(top), selectors(bottom)
    if not over or not under:
        return None
    first, total = metric(over[0]), metric(under[0])
    if first.endswith("_sum") and total == first.removesuffix("sum") + "count":
        found = _latency(promql.parse(first.removesuffix("_sum")), Fraction(1, 2))
        return replace(found, signal="latency_avg") if found else None
    if _rated(top) and _rated(bottom):
        return _share_of_requests(top, bottom)
    return None if _rated(bottom) else _share_of_limit(top, bottom)


def _rated(expr: Any) -> bool:
    """Tell whether an expression is made of rates of counters."""
    text = key(expr)
    return any(f"{name}(" in text for name in ("rate", "irate", "increase", "delta"))


def _share_of_requests(top: Any, bottom: Any) -> Meaning | None:
    """Recognise failures among requests, and their counterpart, successes."""
    subtracted = isinstance(bare(top), promql.BinaryExpr) and operator(bare(top)) == "-"
    first = selectors(top)[-1 if subtracted else 0]
    total = selectors(bottom)[0]
    if _counts_errors(first) and not _counts_errors(total):
        good = subtracted
    elif _counts_good(first) and not _counts_good(total):
        good = not subtracted
    else:
        return None
    return _ERROR_SHARE.scaled(Fraction(-1), Fraction(1)) if good else _ERROR_SHARE


def _counts_errors(selector: promql.VectorSelector) -> bool:
    return _counts(selector, _ERROR_CODE, _ERRORS, "Equal", "Re") or _counts(
        selector, _GOOD_CODE, None, "NotEqual", "NotRe"
    )


def _counts_good(selector: promql.VectorSelector) -> bool:
    return _counts(selector, _GOOD_CODE, _GOOD, "Equal", "Re") or _counts(
        selector, _ERROR_CODE, None, "NotEqual", "NotRe"
    )


def _counts(
    selector: promql.VectorSelector, code: re.Pattern[str], name: re.Pattern[str] | None, *ops: str
) -> bool:
    """Tell whether a selector chooses by a result, or has a name that says so."""
    wanted = [getattr(promql.MatchOp, op) for op in ops]
    by_code = any(
        one.name in _CODES and one.op in wanted and code.search(one.value)
        for one in selector.matchers.matchers
    )
    return by_code or bool(name and name.search(metric(selector)))


def _share_of_limit(top: Any, limit: Any) -> Meaning | None:
    """Recognise what is used of a limit, and what is left of it."""
    top = bare(top)
    first, bottom = metric(selectors(top)[0]), metric(selectors(limit)[0])
    if isinstance(top, promql.BinaryExpr) and operator(top) == "-":
        last = metric(selectors(top)[-1])
        return _SATURATION if first == bottom and _FREE.search(last) else None
    if not _LIMIT.search(bottom):
        return None
    if _FREE.search(first):
        return _SATURATION.scaled(Fraction(-1), Fraction(1))
    return _SATURATION if _USED.search(first) or _rated(top) or _shared(first, bottom) else None


def _shared(first: str, limit: str) -> bool:
    """Tell whether a limit is that of a metric, such as ``connections`` and ``max_connections``."""
    words = {word for word in limit.split("_") if not _LIMIT.fullmatch(word)}
    return bool(words) and words <= set(first.split("_"))


_READERS: dict[type, Callable[[Any, Mapping[str, Any], int], Meaning | None]] = {
    promql.BinaryExpr: _binary,
    promql.UnaryExpr: _negative,
    promql.AggregateExpr: _aggregate,
    promql.Call: _call,
    promql.VectorSelector: _selector,
}

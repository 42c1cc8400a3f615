"""Severity rules in words: ``degraded and not workaround`` as a person would say it."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from simulator.model.expr import compile_expression
from simulator.model.expr.syntax import Node, parse
from simulator.model.policy import Rule
from simulator.rules.condition_words import condition_words
from simulator.rules.severity import Answers
from simulator.rules.severity_facts import FACT_NAMES, SHARE, names_in

__all__ = ["band_words", "fact_words", "rule_words", "share_text", "why_words"]

_FACTS = {
    "revenue_blocked": ("the organisation cannot earn money", "the organisation can earn money"),
    "degraded": ("something is worse than it should be", "nothing is worse than it should be"),
    "workaround": ("there is a way around it", "there is no way around it"),
    "data_loss": ("data is lost or damaged", "no data is lost or damaged"),
    "breach": ("somebody got in", "nobody got in"),
    "customer_visible": ("customers can see it", "customers cannot see it"),
}
"""How a fact reads, and how it reads if it is not so."""
_SHARES = {
    "<": "fewer than {}", "<=": "at most {}", ">": "more than {}", ">=": "{} or more",
    "==": "exactly {}", "!=": "not exactly {}",
}  # fmt: skip
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_SIGNS: dict[str, Callable[..., Any]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq,
    "!=": operator.ne, "&&": operator.and_, "||": operator.or_, "!": operator.not_,
}  # fmt: skip
_JOINED = {"&&": " and ", "||": ", or "}


def rule_words(rule: Rule | None) -> str:
    """Say when a rule holds; of no rule, that none does.

    >>> rule_words(Rule.model_validate({"if": "share_users >= 20% or breach", "then": "SEV-1"}))
    '20% or more of users are hit, or somebody got in'

    Raises:
        ExpressionError: if the rule is no expression at all.
    """
    return "no rule names it" if rule is None else _rule_words(rule.if_)


def why_words(rule: Rule | None, answers: Answers) -> str:
    """Say why a rule holds: of the reasons that it offers, those that these answers give.

    >>> rule = Rule.model_validate({"if": "data_loss or breach", "then": "SEV-1"})
    >>> why_words(rule, {"breach": True})
    'somebody got in'
    """
    if rule is None:
        return rule_words(rule)
    tree = compile_expression(rule.if_, FACT_NAMES).tree
    if not _holds(tree, answers):
        return rule_words(rule)
    return _JOINED["&&"].join(dict.fromkeys(_reasons(tree, rule.if_, answers)))


def fact_words(fact: str, value: bool | float) -> str:  # noqa: FBT001 - an answer
    """Say a fact as it is: a yes or no, or the share of users."""
    if fact == SHARE:
        return f"{share_text(value)} of users are hit"
    return _FACTS[fact][0 if value else 1]


def share_text(share: float) -> str:
    """Write a share with as many digits as it needs: ``0.125`` is ``12.5%``."""
    return f"{share * 100:.10g}%"


def band_words(low: float, high: float, *, with_low: bool, with_high: bool) -> str:
    """Say between which shares a share lies, and whether these are part of it."""
    first, last = share_text(low), share_text(high)
    if low == high:
        return "nobody" if high == 0 else "everybody" if low == 1 else f"exactly {first}"
    if low == 0 and with_low:
        return f"{last} or less" if with_high else f"less than {last}"
    if high == 1 and with_high:
        return f"{first} or more" if with_low else f"more than {first}"
    above = "from" if with_low else "more than"
    return f"{above} {first} {'up to' if with_high else 'to less than'} {last}"


def _reasons(node: Node, source: str, answers: Answers) -> list[str]:
    """Take a rule apart: all that it asks for, and where any of several is enough, those."""
    if node.kind == "binary" and node.value in _JOINED:
        needed = node.value == "&&"
        sides = [side for side in node.args if needed or _holds(side, answers)]
        return [reason for side in sides for reason in _reasons(side, source, answers)]
    return [_words(node, source)]


def _holds(node: Node, answers: Answers) -> bool:
    """Tell whether the answers alone make a condition true, whatever else is so."""
    if node.kind == "binary" and node.value in _JOINED:
        enough = any if node.value == "||" else all
        return enough(_holds(side, answers) for side in node.args)
    if any(answers.get(name.value) is None for name in names_in(node)):
        return False
    return bool(_value(node, answers))


def _value(node: Node, answers: Answers) -> Any:
    if node.kind == "lit":
        return node.value
    if node.kind == "name":
        return answers[node.value]
    sign = _SIGNS.get(node.value)
    return sign(*(_value(part, answers) for part in node.args)) if sign else False


@lru_cache(maxsize=256)
def _rule_words(source: str) -> str:
    return _words(parse(source), source)


def _words(node: Node, source: str) -> str:
    if node.kind == "name":
        return _FACTS[node.value][0] if node.value in _FACTS else str(node.value)
    if node.kind == "unary" and node.value == "!":
        return _negated(node.args[0], source)
    if node.kind == "binary" and node.value in _JOINED:
        sides = [
            # What is joined in the same way needs no brackets, what is joined otherwise does.
            _words(side, source) if side.value == node.value else _inside(side, source)
            for side in node.args
        ]
        return _JOINED[node.value].join(sides)
    if node.kind == "binary" and node.value in _SHARES:
        left, right = node.args
        if left.value == SHARE and right.kind == "lit":
            return _share(node.value, right.value)
        if right.value == SHARE and left.kind == "lit":
            return _share(_MIRRORED[node.value], left.value)
    return condition_words(source)


def _share(sign: str, share: float) -> str:
    return f"{_SHARES[sign].format(share_text(share))} of users are hit"


def _negated(node: Node, source: str) -> str:
    if node.kind == "name" and node.value in _FACTS:
        return _FACTS[node.value][1]
    return f"it is not so that {_inside(node, source)}"


def _inside(node: Node, source: str) -> str:
    """Put brackets around what would run into its neighbours."""
    words = _words(node, source)
    return f"({words})" if node.kind == "binary" and node.value in _JOINED else words

"""Severity rules in words: ``degraded and not workaround`` as a person would say it."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import lru_cache, reduce
from typing import Any

from simulator.model.expr import compile_expression
from simulator.model.expr.syntax import Node, parse
from simulator.model.phrases import Phrase, joined, phrase
from simulator.model.policy import Rule
from simulator.rules.condition_words import condition_words
from simulator.rules.severity import Answers
from simulator.rules.severity_facts import FACT_NAMES, SHARE, names_in

__all__ = ["band_words", "fact_words", "rule_words", "share_text", "why_words"]

Join = Callable[[str, str], Phrase]

_FACTS = {
    "revenue_blocked": (
        phrase("the organisation cannot earn money"),
        phrase("the organisation can earn money"),
    ),
    "degraded": (
        phrase("something is worse than it should be"),
        phrase("nothing is worse than it should be"),
    ),
    "workaround": (phrase("there is a way around it"), phrase("there is no way around it")),
    "data_loss": (phrase("data is lost or damaged"), phrase("no data is lost or damaged")),
    "breach": (phrase("somebody got in"), phrase("nobody got in")),
    "customer_visible": (phrase("customers can see it"), phrase("customers cannot see it")),
}
"""How a fact reads, and how it reads if it is not so."""
_SHARES: dict[str, Callable[[str], Phrase]] = {
    "<": lambda share: phrase("fewer than {share} of users are hit", share=share),
    "<=": lambda share: phrase("at most {share} of users are hit", share=share),
    ">": lambda share: phrase("more than {share} of users are hit", share=share),
    ">=": lambda share: phrase("{share} or more of users are hit", share=share),
    "==": lambda share: phrase("exactly {share} of users are hit", share=share),
    "!=": lambda share: phrase("not exactly {share} of users are hit", share=share),
}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_SIGNS: dict[str, Callable[..., Any]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq,
    "!=": operator.ne, "&&": operator.and_, "||": operator.or_, "!": operator.not_,
}  # fmt: skip
_JOINED: dict[str, Join] = {
    "&&": lambda one, other: phrase("{one} and {other}", one=one, other=other),
    "||": lambda one, other: phrase("{one}, or {other}", one=one, other=other),
}


def rule_words(rule: Rule | None) -> Phrase:
    """Say when a rule holds; of no rule, that none does.

    >>> rule_words(Rule.model_validate({"if": "share_users >= 20% or breach", "then": "SEV-1"}))
    '20% or more of users are hit, or somebody got in'

    Raises:
        ExpressionError: if the rule is no expression at all.
    """
    return phrase("no rule names it") if rule is None else _rule_words(rule.if_)


def why_words(rule: Rule | None, answers: Answers) -> Phrase:
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
    return reduce(_JOINED["&&"], dict.fromkeys(_reasons(tree, rule.if_, answers)))


def fact_words(fact: str, value: bool | float) -> Phrase:  # noqa: FBT001 - an answer
    """Say a fact as it is: a yes or no, or the share of users."""
    if fact == SHARE:
        return phrase("{share} of users are hit", share=share_text(value))
    return _FACTS[fact][0 if value else 1]


def share_text(share: float) -> str:
    """Write a share with as many digits as it needs: ``0.125`` is ``12.5%``."""
    return f"{share * 100:.10g}%"


def band_words(low: float, high: float, *, with_low: bool, with_high: bool) -> Phrase:
    """Say between which shares a share lies, and whether these are part of it."""
    if low == high:
        return _point_words(low)
    if low == 0 and with_low:
        last = share_text(high)
        if with_high:
            return phrase("{share} or less", share=last)
        return phrase("less than {share}", share=last)
    if high == 1 and with_high:
        first = share_text(low)
        if with_low:
            return phrase("{share} or more", share=first)
        return phrase("more than {share}", share=first)
    return _between_words(share_text(low), share_text(high), with_low=with_low, with_high=with_high)


def _point_words(share: float) -> Phrase:
    if share == 0:
        return phrase("nobody")
    return phrase("everybody") if share == 1 else phrase("exactly {share}", share=share_text(share))


def _between_words(low: str, high: str, *, with_low: bool, with_high: bool) -> Phrase:
    if with_low and with_high:
        return phrase("from {low} up to {high}", low=low, high=high)
    if with_low:
        return phrase("from {low} to less than {high}", low=low, high=high)
    if with_high:
        return phrase("more than {low} up to {high}", low=low, high=high)
    return phrase("more than {low} to less than {high}", low=low, high=high)


def _reasons(node: Node, source: str, answers: Answers) -> list[Phrase]:
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
def _rule_words(source: str) -> Phrase:
    return _words(parse(source), source)


def _words(node: Node, source: str) -> Phrase:
    if node.kind == "name":
        return _FACTS[node.value][0] if node.value in _FACTS else joined([str(node.value)])
    if node.kind == "unary" and node.value == "!":
        return _negated(node.args[0], source)
    if node.kind == "binary" and node.value in _JOINED:
        # What is joined in the same way needs no brackets, what is joined otherwise does.
        sides = (
            _words(side, source) if side.value == node.value else _inside(side, source)
            for side in node.args
        )
        return _JOINED[node.value](*sides)
    if node.kind == "binary" and node.value in _SHARES:
        left, right = node.args
        if left.value == SHARE and right.kind == "lit":
            return _SHARES[node.value](share_text(right.value))
        if right.value == SHARE and left.kind == "lit":
            return _SHARES[_MIRRORED[node.value]](share_text(left.value))
    return condition_words(source)


def _negated(node: Node, source: str) -> Phrase:
    if node.kind == "name" and node.value in _FACTS:
        return _FACTS[node.value][1]
    return phrase("it is not so that {condition}", condition=_inside(node, source))


def _inside(node: Node, source: str) -> Phrase:
    """Put brackets around what would run into its neighbours."""
    words = _words(node, source)
    loose = node.kind == "binary" and node.value in _JOINED
    return phrase("({words})", words=words) if loose else words

"""Facts to severity: what a policy calls a failure, whoever asks.

A scenario states facts, a log carries them, and the policy's rules decide; so the same failure has
one true severity in the library, in the room and in the scorecard. People who do not know all facts
are asked for them one by one, and only for those that can still change the answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from typing import Any

from simulator.model.expr import compile_expression
from simulator.model.policy import Level, Policy, Question, Rule
from simulator.rules.severity_facts import ASSUMED, FACT_NAMES, SHARE, compared_shares, names_in

__all__ = [
    "ASSUMED",
    "FACT_NAMES",
    "Answers",
    "Possible",
    "Verdict",
    "Weighed",
    "level_of",
    "next_question",
    "verdict",
    "weigh",
]

Answers = Mapping[str, bool | float | None]
"""What is known of the facts; None is "I don't know", which counts as the worse case."""


@dataclass(frozen=True, slots=True)
class _Scope:
    facts: Mapping[str, Any]

    def name(self, name: str) -> Any:
        return self.facts[name]


def level_of(facts: Mapping[str, Any], policy: Policy) -> str:
    """Return the label that the first matching rule of ``policy`` gives to these facts.

    What is neither a number nor a truth value counts as not said.

    Raises:
        ExpressionError: if a rule does not compile (``read_policy`` lets no such policy through).
    """
    said = {k: v for k, v in facts.items() if k in ASSUMED and isinstance(v, bool | int | float)}
    scope = _Scope(ASSUMED | said)
    for rule in policy.severity.rules:
        if compile_expression(rule.if_, FACT_NAMES)(scope):
            return rule.then
    return policy.severity.otherwise


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a combination of facts comes to; ``because`` are the rules that hold and say so.

    The number after the last rule stands for the level that no rule names.
    """

    rank: int
    because: frozenset[int]


@dataclass(frozen=True, slots=True)
class Possible:
    """What can still come out: the facts that are open, and what each combination comes to.

    ``rows`` are in the order of :func:`itertools.product` over the values of ``facts``; a value is
    known by its number on the scale of the fact.
    """

    facts: tuple[str, ...]
    sizes: tuple[int, ...]
    rows: tuple[_Outcome, ...]

    def given(self, fact: str, value: int) -> Possible:
        """Return what is possible once a fact has the value with this number."""
        return self._rest(fact, self.sides(fact)[value])

    def unknown(self, fact: str) -> Possible:
        """Return what is possible if nobody knows: of each pair the worse."""
        pairs = zip(*self.sides(fact), strict=True)
        return self._rest(fact, tuple(min(pair, key=lambda o: o.rank) for pair in pairs))

    def matters(self, fact: str) -> bool:
        """Tell whether a fact can still change the level."""
        first, *others = ([row.rank for row in side] for side in self.sides(fact))
        return any(other != first for other in others)

    def settled(self) -> Possible:
        """Leave out every fact that cannot change the level any more."""
        left = self
        for fact in self.facts:
            if not left.matters(fact):
                pairs = zip(*left.sides(fact), strict=True)
                left = left._rest(fact, tuple(map(_shared, pairs)))
        return left

    def sides(self, fact: str) -> list[tuple[_Outcome, ...]]:
        """Return the rows for each value of a fact."""
        at = self.facts.index(fact)
        size, below = self.sizes[at], 1
        for one in self.sizes[at + 1 :]:
            below *= one
        blocks = range(0, len(self.rows), size * below)
        return [
            tuple(row for one in blocks for row in self.rows[one + value : one + value + below])
            for value in range(0, size * below, below)
        ]

    def _rest(self, fact: str, rows: tuple[_Outcome, ...]) -> Possible:
        at = self.facts.index(fact)
        facts, sizes = self.facts, self.sizes
        return Possible(facts[:at] + facts[at + 1 :], sizes[:at] + sizes[at + 1 :], rows)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What answers come to: the level, the rule that says so, and the facts that nobody knew.

    ``rule`` is None where no rule holds. For each of ``assumed`` the worse case was taken.
    """

    level: Level
    rule: Rule | None
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A policy's ladder with everything that its rules can come to.

    ``scales`` has for each fact the values between which the rules can tell: of a yes or no, both;
    of the share, nothing, everything and the shares that rules name, and one between each two
    neighbours.
    """

    levels: tuple[Level, ...]
    rules: tuple[Rule, ...]
    questions: tuple[Question, ...]
    start: Possible
    scales: Mapping[str, tuple[float, ...]]


def weigh(policy: Policy) -> Weighed:
    """Weigh every combination of facts; the same policy gives the same object.

    Raises:
        ExpressionError: if a rule does not compile.
    """
    severity = policy.severity
    return _weigh(
        tuple(severity.levels), tuple(severity.rules), severity.otherwise, tuple(policy.questions)
    )


def next_question(policy: Policy, answers: Answers) -> Question | None:
    """Return the first question of the policy whose answer can still change the level."""
    open_facts = _given(weigh(policy), answers)[0].settled().facts
    return next((one for one in policy.questions if one.fact in open_facts), None)


def verdict(policy: Policy, answers: Answers) -> Verdict:
    """Return what these answers come to; where they leave it open, the worse case counts."""
    left, assumed = _given(weigh(policy), answers)
    left = left.settled()
    for fact in left.facts:
        if left.matters(fact):
            assumed.append(fact)
            left = left.unknown(fact)
    outcome = left.settled().rows[0]
    rules, first = policy.severity.rules, min(outcome.because)
    level = next(one for one in policy.severity.levels if one.rank == outcome.rank)
    in_order = (one.fact for one in policy.questions if one.fact in assumed)
    rule = rules[first] if first < len(rules) else None
    return Verdict(level, rule, tuple(dict.fromkeys(in_order)))


@lru_cache(maxsize=64)
def _weigh(
    levels: tuple[Level, ...], rules: tuple[Rule, ...], otherwise: str, asked: tuple[Question, ...]
) -> Weighed:
    """Weigh the combinations of those facts that rules ask for and people are asked."""
    conditions = [compile_expression(rule.if_, FACT_NAMES) for rule in rules]
    used = {node.value for one in conditions for node in names_in(one.tree)}
    facts = tuple(dict.fromkeys(one.fact for one in asked if one.fact in used))
    named = {share for one in conditions for share in compared_shares(one.tree)}
    scales = {fact: _share_scale(named) if fact == SHARE else (True, False) for fact in facts}
    ranks = {level.label: level.rank for level in levels}
    labels = [*(rule.then for rule in rules), otherwise]
    rows = []
    for values in product(*scales.values()):
        scope = _Scope(ASSUMED | dict(zip(facts, values, strict=True)))
        held = [number for number, one in enumerate(conditions) if one(scope)] or [len(rules)]
        label = labels[held[0]]
        because = frozenset(number for number in held if labels[number] == label)
        rows.append(_Outcome(ranks[label], because))
    sizes = tuple(len(scale) for scale in scales.values())
    return Weighed(levels, rules, asked, Possible(facts, sizes, tuple(rows)), scales)


def _share_scale(named: set[float]) -> tuple[float, ...]:
    points = [0.0, *sorted(share for share in named if 0 < share < 1), 1.0]
    between = [(low + high) / 2 for low, high in pairwise(points)]
    return tuple(sorted([*points, *between]))


def _given(weighed: Weighed, answers: Answers) -> tuple[Possible, list[str]]:
    """Return what answers leave possible, and the facts that matter and nobody knows."""
    left = weighed.start
    for fact, answer in answers.items():
        if fact in left.facts and answer is not None:
            left = left.given(fact, _number(weighed.scales[fact], answer))
    assumed: list[str] = []
    for fact, answer in answers.items():
        if answer is None and fact in left.facts and left.matters(fact):
            assumed.append(fact)
            left = left.unknown(fact)
    return left, assumed


def _number(scale: tuple[float, ...], answer: float) -> int:
    """Return the number of an answer on a scale: of a share, that of the point or gap it is in."""
    if isinstance(scale[0], bool):
        return scale.index(bool(answer))
    points = scale[::2]
    at = bisect_left(points, min(max(answer, 0.0), 1.0))
    return 2 * at if points[at] == answer else max(2 * at - 1, 0)


def _shared(outcomes: tuple[_Outcome, ...]) -> _Outcome:
    """Return one outcome for some of the same rank: because of the rules that hold in all."""
    because = frozenset.intersection(*(outcome.because for outcome in outcomes))
    return _Outcome(outcomes[0].rank, because or outcomes[0].because)

"""The questions of a policy as a graph that a page can walk without any logic of its own.

Each step is a question with its answers, each of which leads to a step; the last steps name a
level. Ways that come to the same share their steps, so there are few of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from simulator.model.phrases import Phrase, catalogued, phrase
from simulator.model.policy import Policy, Question
from simulator.rules.severity import Possible, Weighed, weigh
from simulator.rules.severity_facts import SHARE
from simulator.rules.severity_words import band_words, rule_words

__all__ = ["MAX_STEPS", "UNKNOWN", "decision_steps"]

MAX_STEPS = 400
"""A policy whose questions branch more often has no graph; the page lists its levels then."""

UNKNOWN = phrase("I don't know")
"""The last answer to every question; it counts as the worse case."""


def decision_steps(policy: Policy) -> list[dict[str, Any]]:
    """Return the steps, the first one first; none if there are too many.

    A question is ``{ask, help, choices: [{say, to}]}``, ``to`` being the number of the step that
    comes next. A last step is ``{level, when, why}``. They are worked out once for a policy, so do
    not change them.
    """
    return _steps(weigh(policy))


@lru_cache(maxsize=64)
def _steps(weighed: Weighed) -> list[dict[str, Any]]:
    start = weighed.start.settled()
    numbers, waiting = {start: 0}, [start]
    steps: list[dict[str, Any]] = []
    for here in waiting:
        question = next((one for one in weighed.questions if one.fact in here.facts), None)
        if question is None:
            steps.append(_last(weighed, here))
            continue
        choices = []
        for say, then in _choices(weighed, question, here):
            if then not in numbers:
                numbers[then] = len(numbers)
                waiting.append(then)
            choices.append({"say": say, "to": numbers[then]})
        ask, helps = catalogued(question.ask), catalogued(question.help)
        steps.append({"ask": ask, "help": helps, "choices": choices})
        if len(numbers) > MAX_STEPS:
            return []
    return steps


def _last(weighed: Weighed, here: Possible) -> dict[str, Any]:
    outcome, rules = here.rows[0], weighed.rules
    level = next(one for one in weighed.levels if one.rank == outcome.rank)
    first = min(outcome.because)
    why = rule_words(rules[first] if first < len(rules) else None)
    return {"level": level.label, "when": catalogued(level.when), "why": why}


def _choices(
    weighed: Weighed, question: Question, here: Possible
) -> Iterator[tuple[Phrase, Possible]]:
    fact, scale = question.fact, weighed.scales[question.fact]
    ways = [here.given(fact, number).settled() for number in range(len(scale))]
    if fact == SHARE:
        yield from _bands(scale, ways)
    else:
        yield from zip((phrase("Yes"), phrase("No")), ways, strict=True)
    yield UNKNOWN, here.unknown(fact).settled()


def _bands(scale: Sequence[float], ways: Sequence[Possible]) -> Iterator[tuple[Phrase, Possible]]:
    """Join neighbours on the scale that lead to the same: points have even numbers, gaps odd."""
    first = 0
    for number in range(1, len(ways) + 1):
        if number < len(ways) and ways[number] == ways[first]:
            continue
        last = number - 1
        low, high = scale[first - first % 2], scale[last + last % 2]
        words = band_words(low, high, with_low=not first % 2, with_high=not last % 2)
        yield words, ways[first]
        first = number

"""Escalations that never come, that change nothing, or that come whatever the team does."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.authoring.lint.case import Case
from simulator.authoring.lint.finding import Found, rule
from simulator.model.scenario import Escalation
from simulator.model.scenario.escalating import severity_facts
from simulator.scenario.document import Cursor

__all__ = ["stages"]

_Values = dict[str, set[float | bool]]


def _each(case: Case) -> Iterator[tuple[Cursor, Escalation]]:
    for index, spec in enumerate(case.scenario.escalations):
        yield case.at("escalations", index), spec


def _in_time(case: Case) -> list[tuple[Cursor, Escalation]]:
    """Return those that come at a time, in their order."""
    timed = [(place, spec) for place, spec in _each(case) if spec.at is not None]
    return sorted(timed, key=lambda found: found[1].at or 0)


def stages(case: Case) -> Iterator[tuple[Cursor, dict[str, float | bool]]]:
    """Walk what the facts come to, with its place: at the start, and after each escalation.

    Those with a time follow each other; one with a condition is taken to come first.
    """
    facts = severity_facts(case.scenario.facts)
    yield case.at("facts"), facts
    for place, spec in _each(case):
        if spec.at is None:
            yield place["facts"], facts | severity_facts(spec.facts)
    for place, spec in _in_time(case):
        facts = facts | severity_facts(spec.facts)
        yield place["facts"], facts


@rule(
    "escalation-never",
    "warning",
    way_out="Change the condition, or remove the escalation.",
    example="escalations:\n  - {when: impact > 90%, facts: {breach: true}}   # faults reach 40 %",
)
def never(case: Case) -> Iterator[Found]:
    """An escalation waits for something that can never be.

    The facts stay as they are, and the severity that the author meant is never the true one.
    """
    for place, spec in _each(case):
        if not case.reach.possible(spec.when):
            yield Found(place["when"], "this escalation can never come: this can never hold")


@rule(
    "escalation-without-change",
    "warning",
    way_out="Write a fact that is another from then on, or remove the escalation.",
    example="facts: {share_users: 60%}\nescalations:\n  - {at: 12m, facts: {share_users: 60%}}",
)
def without_change(case: Case) -> Iterator[Found]:
    """An escalation changes nothing.

    Its facts are what holds already, so nobody is told and nothing is judged anew.
    """
    facts = {name: {value} for name, value in severity_facts(case.scenario.facts).items()}
    timed = _in_time(case)
    waiting = [(place, spec) for place, spec in _each(case) if spec.at is None]
    # Whatever one with a condition says may hold at any time; so may what the others say, for it.
    for place, spec in waiting:
        before = _together(facts, [other for _, other in (*timed, *waiting) if other is not spec])
        if _holds(before, spec):
            yield Found(place, _SAME)
    for number, (place, spec) in enumerate(timed):
        settled = facts
        for _, earlier in timed[:number]:
            settled = settled | {n: {v} for n, v in severity_facts(earlier.facts).items()}
        if _holds(_together(settled, [other for _, other in waiting]), spec):
            yield Found(place, _SAME)


_SAME = "when this comes, all that it says is true already"


def _together(facts: _Values, others: list[Escalation]) -> _Values:
    """Return all that each fact may be, if others may have come or not."""
    found = {name: set(values) for name, values in facts.items()}
    for other in others:
        for name, value in severity_facts(other.facts).items():
            found[name].add(value)
    return found


def _holds(before: _Values, spec: Escalation) -> bool:
    """Tell whether everything that an escalation says is so before it, in any case."""
    return all(before[name] == {value} for name, value in severity_facts(spec.facts).items())


@rule(
    "escalation-after-cure",
    "warning",
    way_out='Write a condition: when: now >= 40m and active("bad-routes").',
    example="escalations:\n  - {at: 40m, facts: {data_loss: true}}   # an expert is done by 30m",
)
def after_cure(case: Case) -> Iterator[Found]:
    """An escalation comes at its time although a good crew has ended the trouble by then.

    The best bots have made customers well, and then the failure gets worse: the team is judged by
    a severity that nothing in the world bears out.
    """
    over = case.expert.over_at
    if over is None or case.expert.felt_at is None:
        return
    for place, spec in _in_time(case):
        if spec.at is not None and spec.at > over:
            message = f"with an expert crew customers are well from {case.said(over)} on"
            yield Found(place["at"], message)

"""Facts that say something else than the world does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from simulator.authoring.lint.case import Case
from simulator.authoring.lint.escalations import stages
from simulator.authoring.lint.finding import Found, rule
from simulator.authoring.runs import FELT
from simulator.model.units import MINUTE, duration_text

_NEAR = 0.05
_PART = 0.25
_SLACK = 2 * MINUTE
_WAY = re.compile(
    r"workaround|work around|instead|alternativ|another way|by phone|still works?", re.IGNORECASE
)
_LOSS = re.compile(
    r"\b(?:data|lost|missing|gone|leak|expos|delet|record|breach|stolen)", re.IGNORECASE
)
_TELLING = {
    "workaround": (_WAY, "a workaround"),
    "data_loss": (_LOSS, "lost data"),
    "breach": (_LOSS, "a breach"),
}
"""By which words people learn of a fact."""


@rule(
    "no-impact",
    "warning",
    way_out="Let a fault push the series of impact, or set the facts to what is true.",
    example="impact: checkout.errors\nfaults: {x: {service: reports, ...}}   # not called",
)
def no_impact(case: Case) -> Iterator[Found]:
    """The facts speak of users who are hit, and nobody is.

    When nobody acts, the series named by impact stays at its base, so severity, score and debrief
    contradict each other.
    """
    facts = case.scenario.facts
    if case.idle.felt_at is None and (facts.share_users or facts.customer_visible_from is not None):
        message = f"nobody is hit: {case.scenario.impact} stays at its base when nobody acts"
        yield Found(case.at("impact"), message)


@rule(
    "share-users-off",
    "warning",
    way_out="Write the share that the impact reaches, or change the faults.",
    example="facts: {share_users: 90%}   # errors at checkout reach 40 %",
)
def share_off(case: Case) -> Iterator[Found]:
    """The share of users in the facts is not what the impact reaches.

    The true severity is computed from the facts, and the team judges by what it sees: more than
    five points and a quarter apart. Where facts change, the largest share counts that they come to
    when nobody acts.
    """
    told = [event.data["facts"]["share_users"] for event in case.idle.of("facts.changed")]
    peak, share = case.idle.peak, max([case.scenario.facts.share_users, *told])
    off = abs(peak - share)
    if case.idle.felt_at is not None and off > max(_NEAR, _PART * max(peak, share)):
        message = f"the facts say {share:.0%} of users, and when nobody acts {peak:.0%} are hit"
        place = case.at("facts", "share_users") or case.at("facts") or case.at("impact")
        yield Found(place, message)


@rule(
    "visible-from-off",
    "warning",
    way_out="Write the time at which the impact begins.",
    example="facts: {customer_visible_from: 20m}\nfaults: {x: {at: 3m, ...}}",
)
def visible_off(case: Case) -> Iterator[Found]:
    """The facts say another time for when customers notice than the world does.

    Scores count from that time; more than two minutes apart is another drill.
    """
    felt, told = case.idle.felt_at, case.scenario.facts.customer_visible_from
    if felt is None:
        return
    place = case.at("facts", "customer_visible_from") or case.at("facts") or case.at("impact")
    if told is None:
        message = f"customers are hit from {case.said(felt)} on, and the facts do not say so"
        yield Found(place, message, "Write customer_visible_from.")
    elif abs(felt - told) > _SLACK:
        message = f"the facts say {duration_text(told)}, and customers are hit at {case.said(felt)}"
        yield Found(place, message)


@rule(
    "facts-contradict",
    "warning",
    way_out="Correct one of the two.",
    example="facts: {revenue_blocked: true, share_users: 0%}",
)
def contradict(case: Case) -> Iterator[Found]:
    """Two facts cannot both be true.

    Severity follows from the facts, so a contradiction makes every judgement arguable. What they
    come to by escalations counts as well.
    """
    hit = case.idle.peak >= FELT
    told: set[str] = set()
    for place, facts in stages(case):
        for name, message in _contradictions(facts, hit=hit):
            if message not in told:
                told.add(message)
                yield Found(place[name] or place, message)


def _contradictions(facts: Mapping[str, float | bool], *, hit: bool) -> Iterator[tuple[str, str]]:
    """Walk what cannot be, with the fact to correct; ``hit`` tells whether users ever are."""
    if facts["revenue_blocked"] and not facts["share_users"]:
        yield "revenue_blocked", "revenue is blocked, and no user is hit"
    if facts["revenue_blocked"] and facts["workaround"]:
        yield "workaround", "customers have another way, and yet no money comes in"
    if not facts["degraded"] and (hit or facts["share_users"]):
        yield "degraded", "nothing is degraded, and yet users are hit"


@rule(
    "fact-untold",
    "advice",
    way_out="Let a line, a report or an inject tell it.",
    example="facts: {data_loss: true}   # and no text speaks of data",
)
def untold(case: Case) -> Iterator[Found]:
    """A fact that decides about the severity is told nowhere.

    A workaround, a loss or a breach that no text speaks of cannot be found out.
    """
    words = " ".join(_told(case))
    for place, facts in stages(case):
        for name, (pattern, what) in _TELLING.items():
            if facts[name] and place[name] and not pattern.search(words):
                yield Found(place[name], f"nothing that the team can read speaks of {what}")


def _told(case: Case) -> Iterator[str]:
    """Walk what the team can read."""
    scenario = case.scenario
    yield scenario.brief
    yield from (inject.text for inject in scenario.injects)
    yield from (change.what for change in scenario.changes)
    for source in scenario.evidence.values():
        yield from (line.text for line in source.lines)
        yield from (step.text for step in source.steps)
    for persona in scenario.personas.values():
        yield from (line.text for line in persona.reports)

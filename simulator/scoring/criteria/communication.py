"""Words to customers and inside: D10, C1."""

from __future__ import annotations

from simulator.model.score import CriterionInfo
from simulator.model.units import MINUTE
from simulator.scoring.combinators import Recurrence, Window, deadline, recurrence
from simulator.scoring.findings import (
    Criterion,
    Finding,
    from_anchor,
    not_applicable,
    not_observable,
    scored,
    time,
)
from simulator.scoring.trace import Trace
from simulator.scoring.truth import as_ms
from simulator.scoring.updates import INTERNAL

__all__ = ["CRITERIA"]


def first_public_post(trace: Trace) -> Finding:
    """D10: customers who can see the trouble read about it in time."""
    visible = trace.facts.get("customer_visible")
    posts = trace.good_posts
    if visible is False:
        return not_applicable("Customers could not see the trouble.")
    if visible is None and not posts:
        return not_observable("The log does not say whether customers could see the trouble.")
    anchor, span = trace.anchor or 0, trace.policy.clocks.first_public
    found = deadline(anchor, posts, span, trace.end)
    if found.credit is None:
        return not_applicable("The log ends before a public post was due.", [found])
    if found.delay is not None:
        said = f"First public post {from_anchor(trace, found.delay)}"
    elif trace.of("statuspage.posted"):
        said = "No public post named what customers see or what is being done"
    else:
        said = "No public post was seen"
    return scored(found.credit, f"{said}; target {time(span[0])}.", [found])


def internal_cadence(trace: Trace) -> Finding:
    """C1: the newest real update inside is never too old, from when the CL is due to the end."""
    policy = trace.policy
    span = policy.cadence.internal.get(str(trace.rank))
    if span is None:
        return not_applicable("The policy asks for no internal rhythm at this severity.")
    anchor = trace.anchor or 0
    start = anchor + policy.clocks.roles[0]
    if trace.over <= start:
        return not_applicable("The incident was over before a rhythm was due.")
    found = recurrence(trace.real_updates, _windows(trace, start, span), anchor)
    return scored(found.value, _cadence_said(trace, found, span), found.obligations)


def _windows(trace: Trace, start: int, span: tuple[int, int]) -> list[Window]:
    """Ask for the stricter of the policy's rhythm and the one that the team announced itself."""
    out: list[Window] = []
    since, full = start, span[0]
    for event in trace.of("cadence.set"):
        minutes = as_ms(event.data.get("minutes"))
        if minutes is None or minutes <= 0 or str(event.data.get("audience")) not in INTERNAL:
            continue
        if since < event.t < trace.over:
            out.append(Window(since, event.t, (full, span[1])))
            since = event.t
        if event.t < trace.over:
            full = min(span[0], minutes * MINUTE)
    return [*out, Window(since, trace.over, (full, span[1]))]


def _cadence_said(trace: Trace, found: Recurrence, span: tuple[int, int]) -> str:
    target = f"target at most {time(span[0])}, limit {time(span[1])}"
    silence = time(found.silence[1] - found.silence[0])
    if any(o.met_at is not None for o in found.obligations) or found.value > 0:
        return f"The longest time without a substantive update inside was {silence}; {target}."
    some = " that says more than that nothing changed" if trace.of("update.posted") else ""
    return f"No update inside{some} was seen in {silence}; {target}."


CRITERIA = (
    Criterion(
        CriterionInfo(
            id="D10",
            name="First public post",
            capability="detection",
            role="cl",
            c="communicate",
            weight=3,
            target="Customers read what they see and what is being done within the policy's time.",
            why="Silence is filled by others, and every unanswered customer writes to support.",
            source="IMAG lesson, IRM article; PagerDuty; Statuspage",
            anti_pattern="silent status page",
            question="What was the first post waiting for?",
        ),
        first_public_post,
        ("statuspage.posted",),
    ),
    Criterion(
        CriterionInfo(
            id="C1",
            name="Internal cadence kept",
            capability="communication",
            role="cl",
            c="communicate",
            weight=3,
            target="The newest substantive update inside is never older than the policy allows.",
            why="People who know when the next word comes do not interrupt to ask for it.",
            source="Template guide, SRE handbook; PagerDuty",
            anti_pattern="going dark",
            question="What got in the way of the updates during the longest silence?",
        ),
        internal_cadence,
        ("update.posted",),
    ),
)

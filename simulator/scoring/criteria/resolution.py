"""The end and what comes after it: R3, P1."""

from __future__ import annotations

from simulator.model.records import Event
from simulator.model.score import CriterionInfo
from simulator.scoring.combinators import Obligation, lin, ratio
from simulator.scoring.findings import (
    Criterion,
    Finding,
    not_applicable,
    not_observable,
    scored,
    time,
)
from simulator.scoring.trace import Trace
from simulator.scoring.truth import as_ms
from simulator.scoring.updates import is_placeholder

__all__ = ["CRITERIA"]


def stable_before_closing(trace: Trace) -> Finding:
    """R3: the incident is closed only after the service held for the policy's time."""
    closings = trace.of("incident.resolved")
    if not closings:
        return not_applicable("The incident was not closed.")
    impact, span = trace.impact, trace.policy.clocks.stable
    if impact.recovered_at is None and impact.started_at is None:
        if trace.observes("impact.changed"):
            return not_applicable("No user was hit, so there was no recovery to wait for.")
        return not_observable("The log does not show when the service recovered.")
    obligations = [_closing(trace, e) for e in closings]
    value = ratio(obligations) or 0.0
    if impact.recovered_at is None:
        said = "Closed while users were still hit"
    else:
        waits = [e.t - impact.recovered_at for e in closings]
        said = f"Closed {time(abs(min(waits)))} {'after' if min(waits) >= 0 else 'before'} recovery"
    return scored(value, f"{said}; target {time(span[0])} after.", obligations)


def _closing(trace: Trace, closing: Event) -> Obligation:
    recovered, span = trace.impact.recovered_at, trace.policy.clocks.stable
    if recovered is None:
        return Obligation(closing.t, closing.t, None, 0.0, (closing.seq,))
    credit = lin(closing.t - recovered, *span)
    seqs = (*trace.impact.recovery(), closing.seq)
    return Obligation(recovered, recovered + span[0], closing.t, credit, seqs)


def review_scheduled(trace: Trace) -> Finding:
    """P1: a review has an owner and a date soon after closing."""
    policy = trace.policy.postmortem
    if trace.rank > policy.required_for_rank_leq:
        return not_applicable("The policy asks for no review at this severity.")
    scheduled = trace.of("postmortem.scheduled")
    closed = trace.closed.seq if trace.closed else None
    evidence = () if closed is None else (closed,)
    if not scheduled:
        if trace.closed is None:
            return not_applicable("The incident was not closed, so no review was due yet.")
        missed = Obligation(trace.over, trace.over, None, 0.0, evidence)
        return scored(
            0.0, f"No review was scheduled; target {time(policy.held_within[0])}.", [missed]
        )
    last = scheduled[-1]
    ended = trace.closed.t if trace.closed else last.t
    parts = {**_owner(trace, last), **_date(trace, last, ended)}
    credit = sum(credit for credit, _ in parts.values()) / len(parts) if parts else 1.0
    said = ", ".join(text for _, text in parts.values()) or "with neither owner nor date recorded"
    due = ended + policy.held_within[0]
    found = Obligation(ended, due, last.t, credit, (*evidence, last.seq))
    target = f"target an owner and a date within {time(policy.held_within[0])} of closing"
    return scored(credit, f"Review scheduled, {said}; {target}.", [found])


def _owner(trace: Trace, event: Event) -> dict[str, tuple[float, str]]:
    """Judge the owner, unless a recorder from elsewhere kept none."""
    if "owner" not in event.data and not trace.composed and not trace.sees_all:
        return {}
    if is_placeholder(event.data.get("owner")):
        return {"owner": (0.0, "no owner")}
    return {"owner": (1.0, "with an owner")}


def _date(trace: Trace, event: Event, ended: int) -> dict[str, tuple[float, str]]:
    """Judge the date; one that has passed already is none."""
    if "at" not in event.data and not trace.composed and not trace.sees_all:
        return {}
    at = as_ms(event.data.get("at"))
    if at is None or at <= event.t:
        return {"at": (0.0, "no date ahead")}
    credit = lin(at - ended, *trace.policy.postmortem.held_within)
    return {"at": (credit, f"{time(at - ended)} {'after closing' if trace.closed else 'ahead'}")}


CRITERIA = (
    Criterion(
        CriterionInfo(
            id="R3",
            name="Stable before closing",
            capability="resolution",
            role="ic",
            c="control",
            weight=2,
            target="The incident is closed after the service has held for the policy's time.",
            why="A relapse after the all-clear costs more trust than waiting does.",
            source="IMAG lesson, Template guide, SRE handbook, Primer; Google",
            anti_pattern="premature all-clear",
            question="What told the team that it was over?",
        ),
        stable_before_closing,
        ("incident.resolved",),
        anchored=False,
    ),
    Criterion(
        CriterionInfo(
            id="P1",
            name="Review scheduled with owner",
            capability="post_incident",
            role="ic",
            c="coordinate",
            weight=2,
            target="A review has an owner and a date within the policy's time after closing.",
            why="What is not in a calendar while memories are fresh is not learned from.",
            source="IMAG lesson, IRM article, Template guide, SRE handbook; PagerDuty",
            anti_pattern="no postmortem",
            question="Who will make sure that the review happens?",
        ),
        review_scheduled,
        ("postmortem.scheduled",),
        anchored=False,
    ),
)

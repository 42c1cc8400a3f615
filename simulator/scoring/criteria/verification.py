"""Did it work? The effect of each mitigation is checked before the next: M7."""

from __future__ import annotations

from simulator.model.records import Event
from simulator.model.score import CriterionInfo
from simulator.model.units import MINUTE
from simulator.scoring.combinators import Obligation, ratio
from simulator.scoring.criteria.mitigation import kind_of
from simulator.scoring.findings import Criterion, Finding, not_applicable, scored, time
from simulator.scoring.trace import Trace

__all__ = ["CRITERIA"]

_LATE = 0.5
_SETTLES = MINUTE
"""The world's record of the impact may lag this much behind the graphs that people saw."""
_NO_PROOF = ("changes", "runbook")
"""Sources that do not show whether anything got better."""


def each_verified(trace: Trace) -> Finding:
    """M7: each finished mitigation is verified in time and order, on evidence opened after it."""
    finished = [e for e in trace.of("action.finished") if kind_of(trace, e) == "mitigation"]
    obligations = [_verified(trace, e) for e in finished]
    value = ratio(obligations)
    if value is None:
        return not_applicable("No finished mitigation was due to be verified.", obligations)
    judged = [o for o in obligations if o.credit is not None]
    good = sum(o.credit == 1.0 for o in judged)
    notes = sorted({o.note for o in judged if o.note})
    limit = time(trace.policy.clocks.verify)
    said = f"{good} of {len(judged)} finished mitigations verified as asked"
    detail = f" ({'; '.join(notes)})" if notes else ""
    target = f"target all, within {limit} and on evidence opened after the change"
    return scored(value, f"{said}{detail}; {target}.", obligations)


def _verified(trace: Trace, finish: Event) -> Obligation:
    """Judge one mitigation by the best verification before the next change on its component."""
    due = finish.t + trace.policy.clocks.verify
    before = _next_change(trace, finish)
    tries = [
        e
        for e in trace.of("mitigation.verified")
        if (finish.t, finish.seq) < (e.t, e.seq)
        and (before is None or (e.t, e.seq) < (before.t, before.seq))
        and e.data.get("id") in (None, finish.data.get("id"))
    ]
    for claim in tries:
        if _contradicted(trace, finish, claim):
            why = "one claim did not match the impact"
            return Obligation(finish.t, due, None, 0.0, (finish.seq, claim.seq), why)
    proofs = [(e, proof) for e in tries for proof in _proof(trace, finish, e)]
    if proofs:
        claim, proof = proofs[0]
        credit = 1.0 if claim.t <= due else _LATE
        seqs = tuple(dict.fromkeys((finish.seq, proof.seq, claim.seq)))
        return Obligation(finish.t, due, claim.t, credit, seqs, "" if credit == 1.0 else "one late")
    if tries:
        why = "one without evidence opened after it"
        return Obligation(finish.t, due, None, 0.0, (finish.seq, tries[0].seq), why)
    undecided = trace.end < due and before is None and trace.closed is None
    return Obligation(finish.t, due, None, None if undecided else 0.0, (finish.seq,))


def _next_change(trace: Trace, finish: Event) -> Event | None:
    """Return the next action on the same component, by which the effect should be known."""
    component = finish.data.get("component")
    later = (
        e
        for e in trace.of("action.started")
        if (e.t, e.seq) > (finish.t, finish.seq) and e.data.get("component") == component
    )
    return next(later, None) if component is not None else None


def _proof(trace: Trace, finish: Event, claim: Event) -> list[Event]:
    """Return the evidence that a verification rests on: the newest look since the change ended.

    Where looks were not recorded, the verification speaks for itself.
    """
    if not trace.observes("evidence.viewed"):
        return [claim]
    looks = [
        e
        for e in trace.of("evidence.viewed")
        if (finish.t, finish.seq) < (e.t, e.seq) < (claim.t, claim.seq)
        and e.data.get("kind") not in _NO_PROOF
    ]
    return looks[-1:]


def _eased(trace: Trace, since: int, until: int) -> bool:
    """Whether any fault was weaker at ``until`` than before ``since``.

    The pauses of a fault that comes and goes are no easing; they are told as a strength of 0.
    """
    before: dict[str, float] = {}
    after: dict[str, float] = {}
    for event in trace.of("fault.started", "fault.changed", "fault.cleared"):
        fault, told = str(event.data.get("fault")), event.data.get("strength")
        gone = 0.0 if event.kind == "fault.cleared" else 1.0
        strength = told if isinstance(told, int | float) else gone
        if event.t > until or (event.kind == "fault.changed" and strength == 0.0):
            continue
        if event.t < since or event.kind == "fault.started":
            before[fault] = strength
        after[fault] = strength
    return any(strength < before.get(fault, 1.0) for fault, strength in after.items())


def _contradicted(trace: Trace, finish: Event, claim: Event) -> bool:
    """Whether "it worked" was said while users were hit as hard as before, and nothing had eased.

    A fault that lost strength meanwhile is an effect too: the impact is told in coarse steps.
    """
    if claim.data.get("worked") is not True:
        return False
    starts = [e for e in trace.of("action.started") if e.data.get("id") == finish.data.get("id")]
    since = starts[-1].t if starts else finish.t
    if _eased(trace, since, claim.t):
        return False
    before = trace.impact.at(since - 1)
    after = [trace.impact.at(t) for t in (claim.t, claim.t + _SETTLES)]
    lowest = min((level for level in after if level is not None), default=0.0)
    return before is not None and lowest > 0 and lowest >= before


CRITERIA = (
    Criterion(
        CriterionInfo(
            id="M7",
            name="Verify each mitigation",
            capability="mitigation",
            role="ol",
            c="control",
            weight=3,
            target="Each effect is checked before the next change there, on evidence opened after.",
            why="Two unverified changes leave nobody knowing which of them did what.",
            source="IRM article",
            anti_pattern="shotgun changes",
            question="What was on the screens in the minutes after the change ended?",
        ),
        each_verified,
        ("action.finished", "mitigation.verified"),
        anchored=False,
    ),
)

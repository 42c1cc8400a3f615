"""Changes to the system: the first one in time, each by Ops with the IC's go-ahead: M1, M6."""

from __future__ import annotations

from simulator.model.records import Event
from simulator.model.score import CriterionInfo
from simulator.scoring.combinators import Obligation, deadline, precedence, ratio
from simulator.scoring.findings import (
    Criterion,
    Finding,
    from_anchor,
    not_applicable,
    scored,
    time,
)
from simulator.scoring.trace import Trace

__all__ = ["CRITERIA", "changes_of", "kind_of", "mitigations_of"]

_BLANKET = ("", "*", "all", "any", "anything", "everything")
_OPS = ("ol", "responder")


def kind_of(trace: Trace, event: Event) -> str:
    """Return the kind of an action; a log from elsewhere that names none means a mitigation."""
    kind = event.data.get("kind")
    if kind is None:
        same = (e for e in trace.of("action.started") if e.data.get("id") == event.data.get("id"))
        kind = next((e.data.get("kind") for e in same), None)
    return str(kind or "mitigation")


def changes_of(trace: Trace) -> list[Event]:
    """Return the starts of actions that change the system; a diagnostic one only looks."""
    return [e for e in trace.of("action.started") if kind_of(trace, e) != "diagnostic"]


def mitigations_of(trace: Trace) -> list[Event]:
    """Return the starts of mitigations that a good responder might have chosen.

    One that failed or was stopped before any of it took effect gave users no relief, so it is none.
    """
    partly = [e.data.get("id") for e in trace.of("action.progressed") if e.data.get("done")]
    ended = [e.data.get("id") for e in trace.of("action.failed", "action.aborted")]
    vain = [one for one in ended if one is not None and one not in partly]
    return [
        e
        for e in trace.of("action.started")
        if kind_of(trace, e) == "mitigation"
        and e.data.get("plausible") is not False
        and e.data.get("undoes") is None
        and e.data.get("id") not in vain
    ]


def first_mitigation(trace: Trace) -> Finding:
    """M1: a mitigation that fits the symptom is started in time."""
    anchor, span = trace.anchor or 0, trace.policy.clocks.first_mitigation
    found = deadline(anchor, mitigations_of(trace), span, trace.end)
    recovered = trace.impact.recovered_at
    if found.met_at is None and recovered is not None and recovered <= found.due:
        return not_applicable("The service recovered before a mitigation was due.", [found])
    if found.credit is None:
        return not_applicable("The log ends before a mitigation was due.", [found])
    if found.delay is None:
        tried = " that fits the symptoms" if changes_of(trace) else ""
        vain = _unless_vain(trace) if tried else ""
        said = f"No mitigation{tried}{vain} was started; target {time(span[0])}"
    else:
        said = f"First mitigation started {from_anchor(trace, found.delay)}; target {time(span[0])}"
    return scored(found.credit, f"{said}.", [found])


def _unless_vain(trace: Trace) -> str:
    """Say what became of changes that came to nothing."""
    ends = {"action.failed": "did not fail", "action.aborted": "was not stopped at once"}
    found = [words for kind, words in ends.items() if trace.of(kind)]
    return f" and {' and '.join(found)}" if found else ""


def ops_with_approval(trace: Trace) -> Finding:
    """M6: each change is made by Ops, and after the IC in office approved it."""
    if len(trace.crew) == 1:
        return not_applicable("One person played all roles, so there was nobody to ask.")
    changes = [(e, *_gone_ahead(trace, e)) for e in changes_of(trace)]
    obligations = [
        Obligation(e.t, e.t, e.t, (by_ops + ok.credit) / 2, ok.evidence)
        for e, by_ops, ok in changes
        if ok.credit is not None
    ]
    value = ratio(obligations)
    if value is None:
        return not_applicable("No change was made to the system.")
    total = len(changes)
    ops = sum(by_ops for _, by_ops, _ in changes)
    approved = sum(ok.credit or 0.0 for _, _, ok in changes)
    said = (
        f"{ops} of {total} changes made by Ops, {approved:.0f} of {total} approved by the IC first"
    )
    return scored(value, f"{said}; target all.", obligations)


def _gone_ahead(trace: Trace, start: Event) -> tuple[bool, Obligation]:
    """Tell whether Ops made a change, and whether the IC had approved it.

    Where the crew has nobody for OL the IC leads Ops as well, and starting is approving.
    """
    if not trace.can_staff("ol") and trace.acts_as(start, "ic"):
        return True, Obligation(start.t, start.t, start.t, 1.0, (start.seq,))
    by_ops = start.role in _OPS or trace.holder("ol", start.t) == start.actor
    approvals = trace.of("action.approved")
    return by_ops, precedence(start, approvals, lambda e: _covers(trace, e, start))


def _covers(trace: Trace, approval: Event, start: Event) -> bool:
    """Whether an approval is the IC's and is for this change; one for anything goes stale.

    Who approves a change has heard how it is undone, so that is approved with it.
    """
    if not trace.acts_as(approval, "ic"):
        return False
    wanted = str(approval.data.get("id") or "").lower()
    if wanted in _BLANKET:
        return start.t - approval.t <= trace.policy.clocks.approval_expires
    ids = (start.data.get("id"), start.data.get("undoes"))
    return wanted in [str(one).lower() for one in ids if one is not None]


CRITERIA = (
    Criterion(
        CriterionInfo(
            id="M1",
            name="First mitigation started",
            capability="mitigation",
            role="ol",
            c="control",
            weight=3,
            target="A mitigation that fits the symptoms starts within the policy's time.",
            why="Users need relief before the team needs a root cause.",
            source="IMAG lesson, Template guide; Google",
            anti_pattern="analysis paralysis",
            question="When was there an option on the table, and what was it waiting for?",
        ),
        first_mitigation,
        ("action.started",),
    ),
    Criterion(
        CriterionInfo(
            id="M6",
            name="Only Ops changes, with IC go-ahead",
            capability="mitigation",
            role="team",
            c="control",
            weight=3,
            target="Every change is made by Ops after the IC in office approved it.",
            why="One group has its hands on the system, and one person knows what it is doing.",
            source="IRM article; Google; PagerDuty",
            anti_pattern="freelancing",
            question="How did a change get its go-ahead?",
        ),
        ops_with_approval,
        ("action.started", "action.approved"),
        anchored=False,
    ),
)

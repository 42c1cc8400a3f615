"""Who changes the system, and who said yes to it: M6."""

from __future__ import annotations

from pydantic import Field

from simulator.model.phrases import phrase, phrase_n
from simulator.model.records import Event
from simulator.scoring.checks import changes_of
from simulator.scoring.combinators import Obligation, precedence, ratio
from simulator.scoring.findings import Finding, against_all, not_applicable, scored
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.select import DurationRef, duration_of
from simulator.scoring.trace import Trace

__all__ = ["spoken_ids"]


def spoken_ids(start: Event) -> list[object]:
    """Return under which ids a change was spoken of: its own, and that of what it takes back."""
    undoes = start.data.get("undoes")
    return [start.data.get("id"), *([] if undoes is None else [undoes])]


class GoAhead(RuleArgs):
    """Who changes the system, and what is approval enough."""

    ops: list[str] = Field(default_factory=lambda: ["ol", "responder"])
    """The seats that have their hands on the system."""
    blanket: list[str] = Field(
        default_factory=lambda: ["", "*", "all", "any", "anything", "everything"]
    )
    """What an approval names that is for no change in particular."""
    blanket_for: DurationRef = "clocks.approval_expires"
    """So long such an approval holds."""


@rule("ops_with_approval", GoAhead)
def ops_with_approval(trace: Trace, args: GoAhead) -> Finding:
    """Ask that each change is made by Ops, and after the IC in office approved it.

    What a runbook lets Ops do by itself (``runbook_actions`` in the facts) is approved by that.
    """
    if len(trace.crew) == 1:
        return not_applicable(phrase("One person played all roles, so there was nobody to ask."))
    changes = [(e, *_gone_ahead(trace, e, args)) for e in changes_of(trace)]
    if not changes:
        return not_applicable(phrase("No change was made to the system."))
    obligations = [
        Obligation(e.t, e.t, ok.met_at, (by_ops + (ok.credit or 0.0)) / 2, ok.evidence)
        for e, by_ops, ok in changes
    ]
    said = phrase_n(
        "{ops} of {n} change made by Ops, {approved} of {n} approved by the IC first",
        "{ops} of {n} changes made by Ops, {approved} of {n} approved by the IC first",
        len(changes),
        ops=sum(by_ops for _, by_ops, _ in changes),
        approved=sum(ok.credit == 1.0 for _, _, ok in changes),
    )
    return scored(ratio(obligations) or 0.0, against_all(said), obligations)


def _gone_ahead(trace: Trace, start: Event, args: GoAhead) -> tuple[bool, Obligation]:
    """Tell whether Ops made a change, and whether the IC had approved it.

    Where the crew has nobody for OL the IC leads Ops as well, and starting is approving; where it
    has nobody to be IC there is nobody to ask.
    """
    free = Obligation(start.t, start.t, start.t, 1.0, (start.seq,))
    if not trace.can_staff("ol") and trace.acts_as(start, "ic"):
        return True, free
    by_ops = start.role in args.ops or trace.holder("ol", start.t) == start.actor
    if not trace.has_commander and trace.acts_as(start, "ic"):
        return by_ops, free
    listed = trace.facts.get("runbook_actions")
    if isinstance(listed, list | tuple) and by_ops:
        names = [*spoken_ids(start), start.data.get("action")]
        if any(name is not None and name in listed for name in names):
            return True, free
    named = _approvals(trace)
    asked = {str(one).lower() for one in spoken_ids(start) if one is not None} | {*args.blanket}
    approvals = [e for one in asked for e in named.get(one, ())]
    return by_ops, precedence(start, approvals, lambda e: _covers(trace, e, start, args))


def _approvals(trace: Trace) -> dict[str, list[Event]]:
    """Return the approvals by what they name."""

    def group() -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in trace.of("action.approved"):
            found.setdefault(str(event.data.get("id") or "").lower(), []).append(event)
        return found

    return trace.remember("approvals", group)


def _covers(trace: Trace, approval: Event, start: Event, args: GoAhead) -> bool:
    """Whether an approval is the IC's and is for this change; one for anything goes stale.

    Who approves a change has heard how it is undone, so that is approved with it.
    """
    if not trace.acts_as(approval, "ic"):
        return False
    wanted = str(approval.data.get("id") or "").lower()
    if wanted in args.blanket:
        holds = duration_of(trace, args.blanket_for)
        return holds is not None and start.t - approval.t <= holds
    return wanted in [str(one).lower() for one in spoken_ids(start) if one is not None]

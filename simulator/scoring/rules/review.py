"""After an incident: a review with an owner and a date, and lessons that spread: P1, P7."""

from __future__ import annotations

from simulator.model.phrases import Phrase, joined, phrase
from simulator.model.records import Event
from simulator.scoring.combinators import Obligation, lin
from simulator.scoring.content.postmortem import read_postmortem
from simulator.scoring.content.words import is_placeholder
from simulator.scoring.findings import (
    Finding,
    against,
    not_applicable,
    not_observable,
    scored,
    time,
)
from simulator.scoring.rules.reading import not_kept, says_something
from simulator.scoring.rules.registry import NoArgs, rule
from simulator.scoring.trace import Trace
from simulator.scoring.truth import as_ms

__all__ = ["not_due", "part_of"]

_WORK = ("postmortem.drafted", "postmortem.shared", "runbook.updated")
_NOT_ASKED = phrase("The policy asks for no review at this severity.")
_NOT_CLOSED = phrase("The incident was not closed, so no review was due yet.")


def not_due(trace: Trace) -> Finding | None:
    """Return a finding if nobody had to write a postmortem, or could have by the end of the log.

    Who has begun the work after an incident is asked for all of it.
    """
    policy = trace.policy.postmortem
    if trace.rank > policy.required_for_rank_leq:
        return not_applicable(_NOT_ASKED)
    if any(trace.of(kind) for kind in _WORK):
        return None
    if trace.closed is None:
        return not_applicable(_NOT_CLOSED)
    if not trace.reached(trace.closed.t + policy.held_within[0]):
        return not_applicable(phrase("The log ends before a postmortem was due."))
    return None


def part_of(trace: Trace, done: Event | None, credit: float, note: Phrase) -> Obligation:
    """Make an obligation of one part of the work after an incident, with what shows it."""
    closed = trace.closed
    start = closed.t if closed is not None else done.t if done is not None else 0
    seqs = tuple(e.seq for e in (closed, done) if e is not None)
    met = done.t if done is not None and credit > 0 else None
    due = start + trace.policy.postmortem.held_within[0]
    return Obligation(start, due, met, credit, seqs, note)


@rule("review_scheduled", NoArgs)
def review_scheduled(trace: Trace, _: NoArgs) -> Finding:
    """Ask that a review has an owner and a date soon after closing."""
    policy = trace.policy.postmortem
    if trace.rank > policy.required_for_rank_leq:
        return not_applicable(_NOT_ASKED)
    scheduled = trace.of("postmortem.scheduled")
    closed = trace.closed.seq if trace.closed else None
    evidence = () if closed is None else (closed,)
    if not scheduled:
        if trace.closed is None:
            return not_applicable(_NOT_CLOSED)
        missed = Obligation(trace.closed.t, trace.closed.t, None, 0.0, evidence)
        said = phrase("No review was scheduled")
        return scored(0.0, against(said, time(policy.held_within[0])), [missed])
    last = scheduled[-1]
    ended = trace.closed.t if trace.closed else last.t
    parts = {**_owner(trace, last), **_date(trace, last, ended)}
    credit = sum(credit for credit, _ in parts.values()) / len(parts) if parts else 1.0
    how = joined(text for _, text in parts.values())
    said = phrase(
        "Review scheduled, {how}", how=how or phrase("with neither owner nor date recorded")
    )
    due = ended + policy.held_within[0]
    found = Obligation(ended, due, last.t, credit, (*evidence, last.seq))
    within = time(policy.held_within[0])
    target = phrase("an owner and a date within {time} of closing", time=within)
    return scored(credit, against(said, target), [found])


def _owner(trace: Trace, event: Event) -> dict[str, tuple[float, Phrase]]:
    """Judge the owner, unless a recorder from elsewhere kept none."""
    if not_kept(trace, event, "owner"):
        return {}
    if is_placeholder(event.data.get("owner")):
        return {"owner": (0.0, phrase("no owner"))}
    return {"owner": (1.0, phrase("with an owner"))}


def _date(trace: Trace, event: Event, ended: int) -> dict[str, tuple[float, Phrase]]:
    """Judge the date; one that has passed already is none."""
    if not_kept(trace, event, "at"):
        return {}
    at = as_ms(event.data.get("at"))
    if at is None or at <= event.t:
        return {"at": (0.0, phrase("no date ahead"))}
    credit = lin(at - ended, *trace.policy.postmortem.held_within)
    if trace.closed is None:
        return {"at": (credit, phrase("{time} ahead", time=time(at - ended)))}
    return {"at": (credit, phrase("{time} after closing", time=time(at - ended)))}


def _holds_something(trace: Trace, draft: Event) -> bool:
    """Whether there is anything in a postmortem to share; what was not recorded may have been."""
    if not trace.composed and "text" not in draft.data:
        return True
    clock0 = trace.header.clock0
    return bool(read_postmortem(draft.data, clock0=clock0, end=draft.t).complete - {"actions"})


@rule("lessons_spread", NoArgs)
def lessons_spread(trace: Trace, _: NoArgs) -> Finding:
    """Ask that a runbook holds what was learned, and that the postmortem was shared."""
    if (early := not_due(trace)) is not None:
        return early
    drafts = trace.of("postmortem.drafted")
    shared = [
        e
        for e in trace.of("postmortem.shared")
        if any(d.t <= e.t and _holds_something(trace, d) for d in drafts)
        or not trace.observes("postmortem.drafted")
    ]
    updated = [e for e in trace.of("runbook.updated") if says_something(trace, e)]
    found = [
        (kind, next(iter(events), None))
        for kind, events in (("runbook.updated", updated), ("postmortem.shared", shared))
        if trace.observes(kind)
    ]
    if not found:
        return not_observable(phrase("The log does not show what became of what was learned."))
    obligations = [
        part_of(trace, event, float(event is not None), _LESSONS[kind]) for kind, event in found
    ]
    value = sum(o.credit or 0.0 for o in obligations) / len(found)
    said = joined(_spread(kind, event, opens=i == 0) for i, (kind, event) in enumerate(found))
    return scored(value, phrase("{said}; target both", said=said), obligations)


_LESSONS = {
    "runbook.updated": phrase("runbook updated"),
    "postmortem.shared": phrase("postmortem shared"),
}
"""How lessons spread."""

_SPREAD = {
    ("runbook.updated", True): (phrase("Runbook updated"), phrase("No runbook updated")),
    ("postmortem.shared", True): (phrase("Postmortem shared"), phrase("No postmortem shared")),
    ("postmortem.shared", False): (phrase("postmortem shared"), phrase("no postmortem shared")),
}
"""What a sentence says of each that begins with it (True) or goes on: done, and not done."""


def _spread(kind: str, event: Event | None, *, opens: bool) -> Phrase:
    done, missed = _SPREAD[kind, opens]
    return missed if event is None else done

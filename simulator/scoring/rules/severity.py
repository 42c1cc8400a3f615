"""How right a severity is, and how soon: at first, and whenever the incident gets worse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pydantic import Field

from simulator.model.fields import Duration, Share
from simulator.model.phrases import Phrase, phrase, phrase_n
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.combinators import Obligation, Span, lin, ratio
from simulator.scoring.findings import (
    NO_CLOCK,
    Finding,
    against,
    not_applicable,
    not_observable,
    scored,
    time,
    with_slowest,
)
from simulator.scoring.rules.general import due
from simulator.scoring.rules.lookup import newest
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.select import Kind, SpanRef, span_of
from simulator.scoring.since import from_anchor
from simulator.scoring.trace import Trace
from simulator.scoring.truth import rank_of

__all__: list[str] = []

_NUMBER = re.compile(r"\d+")


class Right(RuleArgs):
    """How soon the severity is right, how much a wrong one is worth, and what arguing costs."""

    span: SpanRef = Field(
        "clocks.severity",
        description="Full credit and no credit, from the anchor and from each escalation.",
    )
    too_high: list[Share] = Field(
        [1.0, 0.85, 0.5],
        min_length=1,
        description="Credit by how many ranks too high; the last holds for more.",
    )
    too_low: list[Share] = Field(
        [1.0, 0.4, 0.0],
        min_length=1,
        description="Credit by how many ranks too low; the last holds for more.",
    )
    changes: int = Field(
        2, ge=1, description="So many changes within a while may come without news."
    )
    within: Duration = Field(15 * MINUTE, description="That while.")
    cost: Share = Field(0.15, description="What more of them cost.")
    news: list[Kind] = Field(
        [
            "alert.fired", "alert.resolved", "evidence.viewed", "changes.reviewed",
            "hypothesis.tested", "scope.defined", "inject.delivered", "inject.exec_question",
            "action.finished", "action.failed", "impact.changed", "facts.changed",
        ],
        description="What may give reason to change a severity.",
    )  # fmt: skip


@rule("severity_right", Right)
def severity_right(trace: Trace, args: Right) -> Finding:
    """Ask for a severity in time that fits the facts, and again after each escalation of them.

    One that is too high costs less than one that is too low. Going to and fro without news costs.
    """
    anchor, span = trace.anchor or 0, span_of(trace, args.span)
    if span is None:
        return not_applicable(NO_CLOCK)
    recorded = trace.of("severity.set")
    found = due(trace, anchor, recorded, span)
    if found.credit is None:
        return not_applicable(phrase("The log ends before a severity was due."), [found])
    if _truth(trace, anchor) is None:
        return not_observable(phrase("The log does not say how severe the incident truly was."))
    if not recorded:
        return scored(0.0, against(phrase("No severity was set"), time(span[0])), [found])
    sets = [e for e in recorded if _rank(trace, e) is not None]
    if not sets:
        level = repr(recorded[0].data.get("level"))
        return not_observable(phrase("The policy knows no severity called {level}.", level=level))
    worse = _escalations(trace, anchor)
    before = min(anchor + span[1], worse[0] - 1 if worse else anchor + span[1])
    in_force = ([e for e in sets if e.t <= before] or sets[:1])[-1]
    first = _first(trace, args, sets[: sets.index(in_force) + 1], anchor, span)
    ends = [*worse[1:], worse[-1] + span[1] + 1] if worse else []
    rest = [
        _escalated(trace, args, sets, (t, min(t + span[1], end - 1)), span)
        for t, end in zip(worse, ends, strict=True)
    ]
    fuss = _to_and_fro(trace, args, sets)
    value = (ratio([first, *rest]) or 0.0) - (args.cost if fuss else 0.0)
    said = _in_force_said(trace, sets[0], in_force, first)
    if fuss:
        said = phrase_n(
            "{said}; changed more than {n} time without news",
            "{said}; changed more than {n} times without news",
            args.changes,
            said=said,
        )
    said = _rest_said(said, rest)
    return scored(value, against(said, time(span[0])), [first, *rest, *fuss])


def _in_force_said(trace: Trace, first: Event, in_force: Event, judged: Obligation) -> Phrase:
    """Tell when the first severity was set, which one counts and from when, and which was right."""
    anchor = trace.anchor or 0
    begun, held = from_anchor(trace, first.t - anchor), in_force.data["level"]
    right = _label(trace, _truth(trace, max(anchor, in_force.t)))
    if judged.met_at == first.t:
        return phrase(
            "Severity first set {when} and {level} in force; by the facts it is {right}",
            when=begun, level=held, right=right,
        )  # fmt: skip
    since = from_anchor(trace, (judged.met_at or first.t) - anchor)
    return phrase(
        "Severity first set {when} and {level} in force from {since}; by the facts it is {right}",
        when=begun, level=held, since=since, right=right,
    )  # fmt: skip


def _first(trace: Trace, args: Right, sets: Sequence[Event], anchor: int, span: Span) -> Obligation:
    """Judge what was set until time was up: the last earns what it is worth, by when it came.

    What an earlier one was worth counts from when that was set: to set something at once and the
    right thing at the last moment is not to have it right in time.
    """
    worth = _accuracy(trace, args, sets[-1], anchor)
    credit, had, since = 0.0, 0.0, sets[0]
    for event in sets:
        more = min(worth, _accuracy(trace, args, event, anchor)) - had
        if more > 0:
            credit += more * lin(event.t - anchor, *span)
            had, since = had + more, event
    seqs = tuple(dict.fromkeys((sets[0].seq, since.seq, sets[-1].seq)))
    return Obligation(anchor, anchor + span[0], since.t, credit, seqs)


def _escalations(trace: Trace, anchor: int) -> list[int]:
    """Return when the facts began to call for a higher severity, while the incident was open."""
    return [
        t
        for (_, was), (t, now) in pairwise(trace.true_ranks)
        if was is not None and now is not None and now < was and t > anchor
        if trace.closed is None or t < trace.closed.t
    ]


def _escalated(
    trace: Trace, args: Right, sets: Sequence[Event], window: tuple[int, int], span: Span
) -> Obligation:
    """Judge what followed when the facts got worse at the start of ``window``.

    The severity that was in force earns what it is worth by the new facts; a better one within the
    window earns the rest, by how soon it came. A worse one is judged as it is.
    """
    t, end = window
    earlier = [e for e in sets if e.t < t][-1:]
    later = [e for e in sets if t <= e.t <= end]
    had = _accuracy(trace, args, earlier[0], t) if earlier else 0.0
    seqs = tuple(e.seq for e in trace.of("facts.changed") if e.t == t)
    if not later:
        open_yet = had < 1 and not trace.reached(t + span[0])
        met = t if had == 1 else None
        seqs += tuple(e.seq for e in earlier)
        return Obligation(t, t + span[0], met, None if open_yet else had, seqs)
    has = _accuracy(trace, args, later[-1], t)
    better = next(e for e in later if _accuracy(trace, args, e, t) >= has)
    credit = has if has <= had else had + (has - had) * lin(better.t - t, *span)
    return Obligation(t, t + span[0], better.t, credit, (*seqs, better.seq))


def _truth(trace: Trace, t: int) -> int | None:
    """Return how bad it truly was at ``t``, as far as the log tells."""
    known = (rank for when, rank in reversed(trace.true_ranks) if when <= t and rank is not None)
    return next(known, None)


def _rank(trace: Trace, event: Event) -> int | None:
    """Return the rank of a severity that was set.

    Under another policy than the team's, its labels mean something else: there it counts how many
    steps it is from the label that was right for them.
    """
    level, right = event.data.get("level"), trace.facts.get("true_level")
    if trace.header.policy != trace.policy.policy and right is not None:
        said, meant = _NUMBER.search(str(level)), _NUMBER.search(str(right))
        if said and meant and trace.true_rank is not None:
            return trace.true_rank + int(said[0]) - int(meant[0])
    return rank_of(trace.policy, level)


def _accuracy(trace: Trace, args: Right, event: Event, since: int) -> float:
    """Give credit by how many ranks a severity is off, by the facts of when it was set."""
    rank, truth = _rank(trace, event), _truth(trace, max(since, event.t))
    distance = (rank or 0) - (truth or 0)
    scale = args.too_low if distance > 0 else args.too_high
    return scale[min(abs(distance), len(scale) - 1)]


def _label(trace: Trace, rank: int | None) -> str:
    levels = trace.policy.severity.levels
    unknown = phrase("rank {rank}", rank=rank)
    return next((level.label for level in levels if level.rank == rank), unknown)


def _to_and_fro(trace: Trace, args: Right, sets: Sequence[Event]) -> list[Obligation]:
    """Return a fault if the severity changed too often in a while without news, else nothing."""
    news = trace.of(*args.news)
    changes = [
        b
        for a, b in pairwise(sets)
        if a.data.get("level") != b.data.get("level") and newest(news, a, b) is None
    ]
    for one, other in zip(changes, changes[args.changes :], strict=False):
        if other.t - one.t <= args.within:
            seqs = (one.seq, other.seq)
            return [Obligation(one.t, one.t, other.t, 0.0, seqs, phrase("to and fro"))]
    return []


def _rest_said(said: Phrase, rest: Sequence[Obligation]) -> Phrase:
    """Add to what was seen how the escalations of the facts were followed, if there were any."""
    judged = [o for o in rest if o.credit is not None]
    if not judged:
        return said
    times = [o.delay or 0 for o in judged if o.met_at is not None]
    said = phrase_n(
        "{said}; {good} of {n} escalation of the facts followed",
        "{said}; {good} of {n} escalations of the facts followed",
        len(judged),
        said=said,
        good=len(times),
    )
    return with_slowest(said, times if any(times) else [])

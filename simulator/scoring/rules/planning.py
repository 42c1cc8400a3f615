"""The plan is looked at, another is in reserve, and nobody's work is done twice: I5, I6, M9."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pydantic import Field
from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.utils import default_process

from simulator.model.fields import Duration
from simulator.model.phrases import phrase, phrase_n
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.combinators import Interval, Obligation, Span, lin, overlap
from simulator.scoring.content.entries import is_copy, real_words
from simulator.scoring.content.words import is_placeholder
from simulator.scoring.findings import (
    NO_CLOCK,
    Finding,
    against,
    against_none,
    not_applicable,
    scored,
    time,
)
from simulator.scoring.rules.containment import first_try
from simulator.scoring.rules.general import by_when
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.select import Point, SpanRef, span_of
from simulator.scoring.since import MOMENTS
from simulator.scoring.trace import Trace
from simulator.scoring.truth import as_ms

__all__: list[str] = []


def _says(trace: Trace, event: Event, words: int) -> bool:
    """Whether an entry says something; what a recorder from elsewhere left out does."""
    text = event.data.get("text")
    if text is None and not trace.composed:
        return True
    return isinstance(text, str) and real_words(text) >= words


class PlanB(RuleArgs):
    """How soon there is another way."""

    span: SpanRef = "clocks.plan_b"
    words: int = Field(4, ge=1)
    """So many real words name a plan."""


@rule("plan_b_named", PlanB)
def plan_b_named(trace: Trace, args: PlanB) -> Finding:
    """Ask what comes if the first mitigation does not work, soon after it started."""
    span, first = span_of(trace, args.span), first_try(trace)
    if span is None:
        return not_applicable(NO_CLOCK)
    if first is None:
        return not_applicable(phrase("No mitigation was started."))
    named = [e for e in trace.of("plan.alternative") if _says(trace, e, args.words)]
    start = Point(first.t, MOMENTS["first mitigation"], (first.seq,))
    met, missed = phrase("Plan B named"), phrase("No plan B was named")
    found = by_when(trace, start, named, span, met, missed)
    recovered = trace.impact.recovered_at
    if not named and recovered is not None and first.t < recovered <= first.t + span[0]:
        return not_applicable(phrase("The service recovered before a plan B was due."))
    return found


class Reviewed(RuleArgs):
    """How long a plan may go unexamined."""

    span: SpanRef = "clocks.review_plan"
    words: int = Field(5, ge=1)
    """So many real words confirm or change a plan."""


@rule("plan_reviewed", Reviewed)
def plan_reviewed(trace: Trace, args: Reviewed) -> Finding:
    """Ask that the IC looks at the plan again and again until users are well, in words."""
    span, start = span_of(trace, args.span), trace.anchor or 0
    if span is None:
        return not_applicable(NO_CLOCK)
    over = trace.impact.recovered_at
    if over is None and trace.closed is not None and trace.impact.started_at is None:
        over = trace.closed.t  # where users are known to be hit, a closing does not end the asking
    if over is not None and over <= start:
        return not_applicable(phrase("It was over before there was a plan to look at."))
    points = [
        e
        for e in trace.of("plan.reviewed", "decision.logged")
        if start < e.t and (over is None or e.t < over)
        if trace.acts_as(e, "ic") and _says(trace, e, args.words)
    ]
    points = _not_repeated(trace, points)
    last = points[-1].t if points else start
    if over is None and trace.reached(last + span[0]):  # too soon to ask for the next look else
        over = trace.end
    if over is None and not points:
        return not_applicable(phrase("The log ends before a look at the plan was due."))
    gaps = list(_gaps(start, points, over, span, _pauses(trace)))
    if not points and gaps[0].credit == 1.0:
        return not_applicable(phrase("It was over before a look at the plan was due."), gaps)
    longest = max(
        _run(o.when, (over or o.when) if o.met_at is None else o.met_at, _pauses(trace))
        for o in gaps
    )
    target = phrase("at most {time}, limit {limit}", time=time(span[0]), limit=time(span[1]))
    said = phrase("The longest time without a look at the plan was {time}", time=time(longest))
    return scored(min(o.credit or 0.0 for o in gaps), against(said, target), gaps)


def _not_repeated(trace: Trace, points: list[Event]) -> list[Event]:
    """Drop what repeats the look before it once more than the policy lets "no change" be said."""
    kept: list[Event] = []
    before, times = "", 0
    for event in points:
        text = event.data.get("text")
        same = isinstance(text, str) and is_copy(text, [before])
        times = times + 1 if same else 0
        before = text if isinstance(text, str) else ""
        if times < trace.policy.limits.copies_allowed:
            kept.append(event)
    return kept


def _pauses(trace: Trace) -> list[Interval]:
    """Return when the incident was closed that was reopened later: then there was no plan."""
    pauses: list[Interval] = []
    closed: int | None = None
    for event in trace.of("incident.resolved", "incident.reopened"):
        if event.kind == "incident.resolved":
            closed = event.t if closed is None else closed
        elif closed is not None:
            pauses.append((closed, event.t))
            closed = None
    return pauses


def _run(start: int, end: int, pauses: list[Interval]) -> int:
    """Return for how long the incident ran between two moments."""
    return end - start - overlap([(start, end)], pauses)


def _gaps(
    start: int, points: list[Event], end: int | None, span: Span, pauses: list[Interval]
) -> Iterator[Obligation]:
    marks: list[tuple[int, tuple[int, ...]]] = [(start, ())]
    marks += [(e.t, (e.seq,)) for e in points]
    for (a, seq_a), (b, seq_b) in pairwise(marks):
        credit = lin(_run(a, b, pauses), *span)
        yield Obligation(a, a + span[0], b, credit, (*seq_a, *seq_b))
    if end is not None:
        a, seqs = marks[-1]
        yield Obligation(a, a + span[0], None, lin(_run(a, end, pauses), *span), seqs)


class Doubled(RuleArgs):
    """When two people do the same work."""

    alike: float = Field(85, ge=0, le=100)
    """Topics this alike, in per cent, are one topic."""
    lasts: Duration = 20 * MINUTE
    """So long somebody is on a topic who does not say how it ended."""
    zero_at: int = Field(2, ge=1)
    """With so many doubled pieces of work there is no credit."""


@rule("work_not_doubled", Doubled)
def work_not_doubled(trace: Trace, args: Doubled) -> Finding:
    """Ask that nobody starts what somebody else is working on, unless to join them."""
    works = [
        (e, (e.t, _until(trace, e, args.lasts)), default_process(str(topic)))
        for e in trace.of("task.started")
        if not is_placeholder(topic := e.data.get("topic"))
    ]
    if len({e.actor for e, _, _ in works}) <= 1:
        return not_applicable(phrase("No two people said what they were working on."))
    obligations = [_started(works[:i], work, args.alike) for i, work in enumerate(works)]
    bad = sum(o.credit == 0.0 for o in obligations)
    said = phrase_n(
        "{bad} of {n} piece of work was begun while somebody else was on it",
        "{bad} of {n} pieces of work were begun while somebody else was on them",
        len(works),
        bad=bad,
    )
    return scored(1 - bad / args.zero_at, against_none(said), obligations)


_Work = tuple[Event, Interval, str]


def _started(before: list[_Work], work: _Work, alike: float) -> Obligation:
    event, span, topic = work
    for other, others, said in before if event.data.get("joined") is not True else ():
        if (
            other.actor != event.actor
            and overlap([span], [others]) > 0
            and token_sort_ratio(topic, said, score_cutoff=alike) > 0
        ):
            return Obligation(event.t, event.t, None, 0.0, (other.seq, event.seq))
    return Obligation(event.t, event.t, event.t, 1.0, (event.seq,))


def _until(trace: Trace, start: Event, lasts: int) -> int:
    """Return when somebody's work on a topic was over: told, reported, or left for another."""
    told, task = as_ms(start.data.get("dur")), start.data.get("id")
    if told is not None:
        return start.t + max(0, told)
    ends = (
        e.t
        for e in trace.by(start.actor)
        if (e.t, e.seq) > (start.t, start.seq)
        if e.kind == "task.started"
        or (e.kind == "task.reported" and task in (None, e.data.get("id")))
    )
    return min(next(ends, start.t + lasts), start.t + lasts)

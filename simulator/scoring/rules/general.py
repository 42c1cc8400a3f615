"""Rules for any criterion about answers in time: deadline and each; and mean, of several rules.

Each takes what it is about from the rubric: selections of events, moments, and clocks of the
policy. So an organisation's own criterion needs no code. More of them are in ``patterns``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import Field

from simulator.model.fields import Model, Text
from simulator.model.phrases import Phrase, catalogued, joined, phrase
from simulator.model.records import Event
from simulator.scoring.combinators import Obligation, deadline, ratio
from simulator.scoring.findings import (
    NO_CLOCK,
    Finding,
    against,
    capital,
    either,
    not_applicable,
    not_shown,
    scored,
    time,
    with_slowest,
)
from simulator.scoring.pace import Work, paced
from simulator.scoring.rules.facts import FactName, unless
from simulator.scoring.rules.registry import RULES, RuleArgs, rule
from simulator.scoring.select import (
    Point,
    PointRef,
    Selector,
    SpanRef,
    point,
    select,
    span_of,
    unfit,
)
from simulator.scoring.trace import Trace

__all__ = ["Mean", "Part", "by_when", "combine", "due", "following", "share_done"]


class Deadline(RuleArgs):
    """The first event of a selection, within a clock from a moment."""

    start: PointRef = Field(
        "anchor",
        alias="from",
        description="Where the clock starts: a moment, or the first event of a selection.",
        examples=["anchor", {"events": "page.acked"}],
    )
    start_name: str = Field(
        "",
        alias="from_name",
        description="What a sentence calls that moment, in quotes.",
        examples=["the acknowledgement"],
    )
    to: Selector = Field(
        description="The events of which the first is asked for.",
        examples=[{"events": "statuspage.posted", "that": "plain"}],
    )
    span: SpanRef = Field(
        description="Full credit and no credit.", examples=["clocks.first_public", ["5m", "15m"]]
    )
    met: Text = Field(
        description="What a sentence calls the event.", examples=["First public post"]
    )
    missed: Text = Field(
        description="The sentence without it.", examples=["No public post was seen"]
    )
    unfit: str = Field(
        "",
        description="The sentence if there were such events, but none that counts.",
        examples=["No public post said what customers see"],
    )
    only_if: FactName | None = Field(
        None, description="A fact that must hold.", examples=["customer_visible"]
    )
    pace: Work | None = Field(
        None,
        description="What people do with their hands: at higher speed the clock is never shorter.",
        examples=["statuspage"],
    )


@rule("deadline", Deadline)
def by(trace: Trace, args: Deadline) -> Finding:
    """Ask for the first event of a selection within a clock from a moment."""
    responses = select(trace, args.to)
    if args.only_if and (found := unless(trace, args.only_if, responses)) is not None:
        return found
    start = point(trace, args.start, args.start_name)
    if start is None:
        return not_applicable(_never(args))
    span = span_of(trace, args.span)
    if span is None:
        return not_applicable(NO_CLOCK)
    clock = paced(trace, span, args.pace, start.t)
    vain = bool(args.unfit) and not responses and unfit(trace, args.to)
    met, missed = catalogued(args.met), catalogued(args.unfit if vain else args.missed)
    return by_when(trace, start, responses, clock, met, missed)


def _never(args: Deadline) -> Phrase:
    """Say that the moment from which a clock runs never came."""
    if not isinstance(args.start, Selector):
        return _NEVER[args.start]
    if not args.start_name and args.start.events == ["page.acked"]:
        return phrase("Nobody acknowledged a page, so this clock does not start.")
    name = catalogued(args.start_name) if args.start_name else either(args.start.events)
    return phrase("This clock does not start; not seen: {moment}.", moment=name)


_NEVER: dict[str, Phrase] = {
    "anchor": phrase("No incident was declared or had to be, so this clock does not start."),
    "declarable": phrase("No incident could be declared, so this clock does not start."),
    "impact": phrase("No users were hit, so this clock does not start."),
    "recovered": phrase("The service did not recover, so this clock does not start."),
    "closed": phrase("The incident was not closed, so this clock does not start."),
}
"""What is said of each moment that never came."""


def by_when(  # noqa: PLR0913, PLR0917 - a sentence needs its words
    trace: Trace,
    start: Point,
    responses: Iterable[Event],
    span: tuple[int, int],
    met: Phrase,
    missed: Phrase,
) -> Finding:
    """Judge the first response within a clock from a moment, and say it."""
    found = due(trace, start.t, responses, span, start.seqs)
    if found.credit is None:
        return not_applicable(phrase("The log ends before this was due."), [found])
    if found.delay is None:
        return scored(found.credit, against(missed, time(span[0])), [found])
    said = phrase("{what}: {when}", what=met, when=start.moment.when(found.delay))
    return scored(found.credit, against(said, time(span[0])), [found])


def due(
    trace: Trace,
    start: int,
    responses: Iterable[Event],
    span: tuple[int, int],
    trigger: Iterable[int] = (),
) -> Obligation:
    """Ask for the first response, without reading how far the log reaches unless it matters."""
    found = list(responses)
    end = start + span[0] if found or trace.reached(start + span[0]) else start
    return deadline(start, found, span, end, trigger)


class Each(RuleArgs):
    """For each event of a selection, an answer within a clock."""

    each: Selector = Field(
        description="The events that want an answer.", examples=[{"events": "task.assigned"}]
    )
    answer: Selector = Field(description="The answers.", examples=[{"events": "task.acked"}])
    match: list[str] = Field(
        default_factory=list,
        description="Data that an answer has in common with what it answers.",
        examples=[["id"]],
    )
    span: SpanRef = Field(
        description="Full credit and no credit.", examples=["clocks.answer", ["5m", "15m"]]
    )
    things: Text = Field(description="What a sentence calls the events.", examples=["tasks"])
    verb: Text = Field(description="What should be done with them.", examples=["acknowledged"])
    pace: Work | None = Field(
        None,
        description="What people do with their hands: at higher speed the clock is never shorter.",
        examples=["ack"],
    )


@rule("each", Each)
def each_answered(trace: Trace, args: Each) -> Finding:
    """Ask for an answer to each event of a selection, within a clock from it."""
    span = span_of(trace, args.span)
    if span is None:
        return not_applicable(NO_CLOCK)
    answers = select(trace, args.answer)
    obligations = [
        due(
            trace,
            e.t,
            following(e, answers, args.match),
            paced(trace, span, args.pace, e.t),
            (e.seq,),
        )
        for e in select(trace, args.each)
    ]
    if not obligations:
        return not_applicable(phrase("Not seen: {things}.", things=catalogued(args.things)))
    value = ratio(obligations)
    if value is None:
        return not_applicable(phrase("The log ends before this was due."), obligations)
    judged = [o for o in obligations if o.credit is not None]
    delays = [o.delay for o in judged if o.delay is not None]
    said = share_done(args.things, args.verb, len(delays), len(judged))
    target = phrase("all within {time}", time=time(span[0]))
    return scored(value, against(with_slowest(said, delays), target), obligations)


def share_done(things: str, verb: str, good: int, known: int) -> Phrase:
    """Say of how many things what a rubric asks for was done."""
    return phrase(
        "{things}: {good} of {all} {done}",
        things=capital(things), good=good, all=known, done=catalogued(verb),
    )  # fmt: skip


def following(event: Event, answers: Iterable[Event], match: Iterable[str]) -> list[Event]:
    """Return what came after an event and has the data of these names in common with it."""
    return [
        a
        for a in answers
        if (a.t, a.seq) > (event.t, event.seq)
        and all(a.data.get(key) == event.data.get(key) for key in match)
    ]


class Part(Model):
    """One part of a criterion that is made of several."""

    weight: float = Field(1.0, gt=0, description="How much it counts.", examples=[2])
    rule: str = Field(description="The name of its rule.", examples=["deadline"])
    with_: dict[str, Any] = Field(
        default_factory=dict, alias="with", description="The arguments of that rule.", examples=[{}]
    )


class Mean(RuleArgs):
    """Several rules, each with its weight."""

    parts: list[Part] = Field(
        min_length=1, description="The rules.", examples=[[{"rule": "deadline", "weight": 2}]]
    )


@rule("mean", Mean)
def together(trace: Trace, args: Mean) -> Finding:
    """Take the weighted mean of several rules; parts without an opportunity do not count."""
    found: list[tuple[float, Finding]] = []
    for part in args.parts:
        one = RULES[part.rule]
        its = one.args.model_validate(part.with_)
        hidden = [kind for kind in its.reads() if not trace.observes(kind)]
        found.append((part.weight, not_shown(hidden) if hidden else one.judge(trace, its)))
    return combine(found)


def combine(parts: Iterable[tuple[float, Finding]]) -> Finding:
    """Make one finding of several: the weighted mean of those that are scored.

    Where none is, it could not be seen if that is so of one, else there was no opportunity.
    """
    found = list(parts)
    known = [(weight, f) for weight, f in found if f.value is not None]
    if not known:
        blind = (f for _, f in found if f.status == "not_observable")
        return next(blind, found[0][1])
    total = sum(weight for weight, _ in known)
    value = sum(weight * (f.value or 0.0) for weight, f in known) / total
    said = joined((f.clause for _, f in known), "; ")
    return scored(value, said, [o for _, f in known for o in f.obligations])

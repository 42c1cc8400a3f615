"""Whoever asks from above is answered, and not by the people who repair: K10."""

from __future__ import annotations

from pydantic import Field

from simulator.model.fields import Share
from simulator.model.phrases import NOTHING, phrase, phrase_n
from simulator.model.records import Event
from simulator.scoring.combinators import Obligation, lin, ratio
from simulator.scoring.content.entries import is_answer
from simulator.scoring.findings import (
    NO_CLOCK,
    Finding,
    against,
    not_applicable,
    scored,
    time,
    with_slowest,
)
from simulator.scoring.pace import paced
from simulator.scoring.rules.reading import alone
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.select import SpanRef, span_of
from simulator.scoring.trace import Trace

__all__: list[str] = []


class Shielded(RuleArgs):
    """Who answers, how soon, and what an answer by anybody else is worth."""

    roles: list[str] = Field(default_factory=lambda: ["cl", "ic"])
    span: SpanRef = "clocks.answer"
    others: Share = 0.4


@rule("responders_shielded", Shielded)
def responders_shielded(trace: Trace, args: Shielded) -> Finding:
    """Ask that each question of an executive is answered soon, by the CL or the IC."""
    span = span_of(trace, args.span)
    if span is None:
        return not_applicable(NO_CLOCK)
    questions = trace.of("inject.exec_question")
    obligations = [_answered(trace, e, args, span) for e in questions]
    value = ratio(obligations)
    if value is None:
        why = phrase("No executive asked.")
        if questions:
            why = phrase("The log ends before an answer was due.")
        return not_applicable(why, obligations)
    judged = [o for o in obligations if o.credit is not None]
    delays = [o.delay for o in judged if o.delay is not None]
    others = sum(bool(o.note) for o in judged)
    said = phrase_n(
        "{good} of {n} question from above answered",
        "{good} of {n} questions from above answered",
        len(judged),
        good=len(delays),
    )
    said = with_slowest(said, delays)
    if others:
        said = phrase("{said}, {n} by somebody who was needed elsewhere", said=said, n=others)
    target = phrase("all within {time}, by CL or IC", time=time(span[0]))
    return scored(value, against(said, target), obligations)


def _answered(trace: Trace, question: Event, args: Shielded, span: tuple[int, int]) -> Obligation:
    """Judge one question by the answer that is worth most."""
    clock = paced(trace, span, "update", question.t)
    name, due = question.data.get("id"), question.t + clock[0]
    best: Obligation | None = None
    for event in trace.of("query.answered"):
        told = event.data.get("id")
        if (event.t, event.seq) <= (question.t, question.seq) or not (
            told == name or told is None or name is None
        ):
            continue
        mine = alone(trace) or any(trace.acts_as(event, role) for role in args.roles)
        worth = lin(event.t - question.t, *clock) * (1.0 if mine else args.others)
        worth *= _says(trace, event)  # TBD is no answer
        note = NOTHING if mine else phrase("by somebody else")
        found = Obligation(question.t, due, event.t, worth, (question.seq, event.seq), note)
        if best is None or worth > (best.credit or 0.0):
            best = found
    if best is not None:
        return best
    credit = 0.0 if trace.reached(due) else None
    return Obligation(question.t, due, None, credit, (question.seq,))


def _says(trace: Trace, event: Event) -> bool:
    """Whether an answer holds anything."""
    recorded = "text" in event.data or trace.composed
    return not recorded or is_answer(event.data.get("text"))

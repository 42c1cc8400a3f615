"""How soon an incident is declared, and what false alarms cost."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from simulator.model.phrases import Phrase, phrase, phrase_n
from simulator.scoring.alarms import STOOD_DOWN, Alarm
from simulator.scoring.combinators import Obligation
from simulator.scoring.findings import (
    Finding,
    against,
    against_none,
    not_applicable,
    not_observable,
    scored,
    time,
)
from simulator.scoring.rules.general import due
from simulator.scoring.rules.paging import pages_of
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.select import SpanRef, span_of
from simulator.scoring.trace import Trace

__all__: list[str] = []


class Declared(RuleArgs):
    """How soon an incident is declared, and what false alarms cost."""

    span: SpanRef = Field(
        "clocks.declare", description="Full credit and no credit, from when it could be declared."
    )
    free: int = Field(2, ge=0, description="So many false alarms in a drill cost nothing.")
    cost: float = Field(
        0.1,
        ge=0,
        le=1,
        description="What each costs if there are more, or if nobody said why it was stood down.",
    )


@rule("declared_early", Declared)
def declared_early(trace: Trace, args: Declared) -> Finding:
    """Ask that the incident is declared soon after it could be; false alarms are cheap.

    A false alarm is stood down soon, before anything was wrong. It costs nothing as long as it is
    one of few and somebody said why; that a log from elsewhere does not say it costs nothing.
    """
    span, alarms = span_of(trace, args.span), trace.false_alarms
    start = trace.declarable_at
    costly = [a for a in alarms if len(alarms) > args.free or (trace.composed and not a.reasoned)]
    seen = [_as_obligation(a, args.cost if a in costly else 0.0) for a in alarms]
    if start is None or span is None:
        return _nothing_to_declare(trace, alarms, seen, args.cost * len(costly))
    reports = trace.of("inject.delivered", "inject.exec_question")
    trigger = [e.seq for e in (*pages_of(trace), *reports) if e.t == start][:1]
    found = due(trace, start, [trace.declared] if trace.declared else [], span, trigger)
    if found.credit is None:
        return not_applicable(phrase("The log ends before a declaration was due."), [found])
    if found.delay is None:
        said = phrase("No declaration was seen")
    elif found.delay < 0:
        said = phrase("Incident declared {time} before it had to be", time=time(-found.delay))
    else:
        said = phrase("Incident declared {time} after it could be", time=time(found.delay))
    value = found.credit - args.cost * len(costly)
    return scored(value, against(_after(said, alarms), time(span[0])), [*seen, found])


def _nothing_to_declare(
    trace: Trace, alarms: Sequence[Alarm], seen: Sequence[Obligation], cost: float
) -> Finding:
    said = _after(phrase("Nothing had to be declared"), alarms)
    if cost:
        return scored(1 - cost, against_none(said), seen)
    if alarms or trace.observes("alert.fired"):
        return not_applicable(phrase("{clause}.", clause=said), seen)
    return not_observable(phrase("The log does not show when an incident could be declared."))


def _as_obligation(alarm: Alarm, cost: float) -> Obligation:
    began, ended = alarm.began, alarm.ended
    seqs = (began.seq, ended.seq)
    note = phrase("false alarm")
    return Obligation(began.t, began.t + STOOD_DOWN, ended.t, 1 - cost, seqs, note)


def _after(said: Phrase, alarms: Sequence[Alarm]) -> Phrase:
    """Add to what was seen how many false alarms came before it."""
    if not alarms:
        return said
    said = phrase_n(
        "{said}, after {n} false alarm", "{said}, after {n} false alarms", len(alarms), said=said
    )
    silent = sum(not a.reasoned for a in alarms)
    return phrase("{said}, {n} without a reason", said=said, n=silent) if silent else said

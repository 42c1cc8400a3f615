"""What the team found out: how far it reaches, and which ideas were put to the test: I1, I4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pydantic import Field

from simulator.model.fields import Duration
from simulator.model.phrases import NOTHING, Phrase, joined, phrase, phrase_n
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.combinators import Obligation, Span, lin, ratio
from simulator.scoring.content.claims import fits, share_in_field
from simulator.scoring.content.words import has_words, is_placeholder
from simulator.scoring.findings import (
    NO_CLOCK,
    Finding,
    against,
    not_applicable,
    scored,
    time,
    with_details,
)
from simulator.scoring.rules.general import due
from simulator.scoring.rules.lookup import about, by_field, later, looks, newest
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.select import DurationRef, SpanRef, duration_of, span_of
from simulator.scoring.since import from_anchor
from simulator.scoring.trace import Trace

__all__ = ["scopes", "tested_on_evidence"]

_PARTS = ("who", "how_many", "what", "since")
_POINTERS = frozenset({"it", "this", "that", "things", "stuff", "everything", "something", "all"})
"""Words that only point."""
_NO_PROOF = ("runbook",)
"""Sources that say what to do, and nothing about what is so."""


class Scope(RuleArgs):
    """What makes a scope, and how soon it is there."""

    span: SpanRef = "clocks.scope"
    parts: int = Field(3, ge=1, le=4)
    """So many of who, how many, what and since."""
    off: float = Field(0.5, ge=0, le=1)
    """What it is worth if its share is not that of the world, or it has none."""
    settles: Duration = MINUTE
    """The world's record of the impact may lag this much behind the graphs that people saw."""


def scopes(trace: Trace, parts: int) -> list[Event]:
    """Return the scopes with at least so many parts; what a recorder kept nothing of has all."""
    return [e for e in trace.of("scope.defined") if _parts(trace, e) >= parts]


def _parts(trace: Trace, event: Event) -> int:
    if not trace.composed and not any(part in event.data for part in _PARTS):
        return len(_PARTS)
    return sum(_tells(trace, part, event.data.get(part)) for part in _PARTS)


def _names_a_part(trace: Trace, text: str) -> bool:
    """Whether a text names a symptom or a component; where nobody listed them, any text does."""
    if not (trace.facts.get("symptoms") or trace.facts.get("services")):
        return True
    words = trace.glossary
    return bool(words.symptoms_in(text) or words.components_in(text))


def _tells(trace: Trace, part: str, value: object) -> bool:
    """Whether one part of a scope tells anything: "it", "now" and "soon" do not."""
    if is_placeholder(value):
        return False
    text = str(value)
    if part == "how_many":
        return share_in_field(value) is not None or any(c.isdigit() for c in text)
    if part == "what":
        return text.strip(" .").lower() not in _POINTERS and _names_a_part(trace, text)
    return part != "since" or any(c.isdigit() for c in text) or has_words(text, 2)


@rule("scope_defined", Scope)
def scope_defined(trace: Trace, args: Scope) -> Finding:
    """Ask who is hit, how many, with what and since when, in time and near the truth."""
    span, anchor = span_of(trace, args.span), trace.anchor or 0
    if span is None:
        return not_applicable(NO_CLOCK)
    found = scopes(trace, args.parts)
    if not found:
        missed = due(trace, anchor, [], span)
        if missed.credit is None:
            return not_applicable(phrase("The log ends before a scope was due."), [missed])
        n = args.parts
        said = phrase("No scope was defined with {n} of who, how many, what and since", n=n)
        if trace.of("scope.defined"):
            said = phrase("No scope with {n} of who, how many, what and since", n=n)
        seqs = tuple(e.seq for e in trace.of("scope.defined"))
        missed = Obligation(missed.when, missed.due, None, 0.0, seqs)
        return scored(0.0, against(said, time(span[0])), [missed])
    best = _scope(trace, found, (anchor, anchor + span[1]), span, args)
    said = phrase("Scope defined {when}", when=from_anchor(trace, best.delay or 0))
    if best.note:
        said = joined([said, best.note])
    within = time(span[0])
    target = phrase("{n} of who, how many, what and since within {time}", n=args.parts, time=within)
    return scored(best.credit or 0.0, against(said, target), [best])


def _scope(
    trace: Trace, found: Sequence[Event], window: Span, span: Span, args: Scope
) -> Obligation:
    """Judge the scope that holds when time is up, from when one as good as that was there.

    So who corrects a share in time loses nothing, and who names one share after the other is held
    to the last.
    """
    anchor, limit = window
    in_time = [e for e in found if e.t <= limit] or found[:1]
    shares = [e for e in in_time if share_in_field(e.data.get("how_many")) is not None]
    worth, note = _share(trace, (shares or in_time)[-1], args)
    first, best = in_time[0], (shares or in_time)[-1]
    for event in in_time:
        if _share(trace, event, args) == (worth, note):
            best = event
            break
    early, late = lin(first.t - anchor, *span), lin(best.t - anchor, *span)
    had = min(_share(trace, first, args)[0], worth)
    credit = had * early + (worth - had) * late
    return Obligation(anchor, anchor + span[0], best.t, credit, (best.seq,), note)


def _share(trace: Trace, event: Event, args: Scope) -> tuple[float, Phrase]:
    """Return what a scope is worth by how many it says are hit, and how to say it."""
    levels = _levels(trace, event.t, args.settles)
    if not levels or not (trace.composed or "how_many" in event.data):
        return 1.0, NOTHING
    claim = share_in_field(event.data.get("how_many"))
    if claim is None:
        return args.off, phrase("without a share of those hit")
    if any(fits(claim, level) for level in levels):
        return 1.0, phrase("its share near the truth")
    return args.off, phrase("its share far off")


def _levels(trace: Trace, t: int, settles: int) -> list[float]:
    """Return the shares of users that may truly be called hit at ``t``."""
    steps = trace.impact.steps
    seen = [level for when, level, _ in steps if when <= t + settles]
    levels = [max([0.0, *seen]), trace.impact.at(t) or 0.0, *seen[-1:]] if steps else []
    told = [e.data.get("facts") for e in trace.of("facts.changed") if e.t <= t]
    for facts in (trace.facts.get("severity"), *told):
        share = facts.get("share_users") if isinstance(facts, Mapping) else None
        if isinstance(share, int | float):
            levels.append(float(share))
    return levels


class Tested(RuleArgs):
    """What counts as a test, and when its time has come."""

    results: list[str] = Field(default_factory=lambda: ["confirmed", "refuted", "inconclusive"])
    no_proof: list[str] = Field(default_factory=lambda: list(_NO_PROOF))
    """Kinds of sources that prove nothing."""
    patience: DurationRef = "clocks.stuck"
    """So long an untested hypothesis is an open question; it is one no more when all is over."""


@rule("hypotheses_tested", Tested)
def hypotheses_tested(trace: Trace, args: Tested) -> Finding:
    """Ask for a result of each hypothesis, on evidence opened since it was stated."""
    obligations = [_hypothesis(trace, e, args) for e in trace.of("hypothesis.stated")]
    value = ratio(obligations)
    if value is None:
        return not_applicable(phrase("No hypothesis was due to be tested."), obligations)
    judged = [o for o in obligations if o.credit is not None]
    good = sum(o.credit == 1.0 for o in judged)
    bare = sum(bool(o.note) for o in judged)
    said = phrase_n(
        "{good} of {n} hypothesis tested", "{good} of {n} hypotheses tested", len(judged), good=good
    )
    if bare:
        without = phrase("{n} told a result without evidence opened in between", n=bare)
        said = with_details(said, without)
    target = phrase("all, on evidence opened in between")
    return scored(value, against(said, target), obligations)


def _hypothesis(trace: Trace, stated: Event, args: Tested) -> Obligation:
    patience = duration_of(trace, args.patience) or 0
    due_at = stated.t + patience
    first: Event | None = None
    for test in _tests(trace, stated):
        if test.data.get("result") not in args.results and not _unrecorded(trace, test, "result"):
            continue
        first = first or test
        for look in _looks(trace, stated, test, args.no_proof):
            seqs = tuple(dict.fromkeys((stated.seq, look.seq, test.seq)))
            return Obligation(stated.t, due_at, test.t, 1.0, seqs)
    if first is not None:
        seqs = (stated.seq, first.seq)
        note = phrase("a result without evidence")
        return Obligation(stated.t, due_at, None, 0.0, seqs, note)
    over = trace.closed is not None or trace.of("drill.ended") or trace.reached(due_at)
    return Obligation(stated.t, due_at, None, 0.0 if over else None, (stated.seq,))


def _tests(trace: Trace, stated: Event) -> Iterator[Event]:
    tests = by_field(trace, "id", "hypothesis.tested")
    return later(tests.get(about(stated.data.get("id")), ()), stated)


def _unrecorded(trace: Trace, event: Event, key: str) -> bool:
    return not trace.composed and key not in event.data


def _looks(
    trace: Trace, stated: Event, test: Event, no_proof: Sequence[str] = _NO_PROOF
) -> list[Event]:
    """Return the newest look between a hypothesis and its test.

    Where looks were not recorded, the test speaks for itself.
    """
    if not trace.observes("evidence.viewed"):
        return [test]
    look = newest(looks(trace, no_proof), stated, test)
    return [] if look is None else [look]


def tested_on_evidence(trace: Trace, result: str) -> bool:
    """Whether any hypothesis came to a result on evidence opened since it was stated."""
    return any(
        test.data.get("result") == result and _looks(trace, stated, test)
        for stated in trace.of("hypothesis.stated")
        for test in _tests(trace, stated)
    )

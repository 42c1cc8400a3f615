"""Relief for users, soon: M1, M2, M3."""

from __future__ import annotations

import re

from pydantic import Field

from simulator.model.fields import Duration, Share
from simulator.model.phrases import Phrase, joined, phrase
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.checks import changes_of, kind_of, mitigations_of
from simulator.scoring.combinators import Span
from simulator.scoring.content.entries import real_words
from simulator.scoring.findings import (
    NO_CLOCK,
    Finding,
    not_applicable,
    not_observable,
    time,
)
from simulator.scoring.rules.changes import is_cold
from simulator.scoring.rules.containment import investigated_first
from simulator.scoring.rules.general import by_when
from simulator.scoring.rules.lookup import about, by_field, later
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.rules.verification import eased
from simulator.scoring.select import Point, SpanRef, span_of
from simulator.scoring.since import MOMENTS, anchor_moment
from simulator.scoring.trace import Trace
from simulator.scoring.truth import as_ms

__all__: list[str] = []

_STOPPED = phrase("what was stopped at once")


class FirstMitigation(RuleArgs):
    """How soon the first mitigation starts."""

    span: SpanRef = "clocks.first_mitigation"
    settles: Duration = 5 * MINUTE
    """So long after its end an effect may show."""
    least: Share = 0.1
    """What eases no fault by more than this, and lowers no impact, has no effect to speak of."""


@rule("first_mitigation", FirstMitigation)
def first_mitigation(trace: Trace, args: FirstMitigation) -> Finding:
    """Ask for a mitigation that fits the symptoms, in time."""
    span = span_of(trace, args.span)
    if span is None:
        return not_applicable(NO_CLOCK)
    start = Point(trace.anchor or 0, anchor_moment(trace))
    vain = [phrase("what failed")] if trace.of("action.failed") else []
    vain += [_STOPPED] if trace.of("action.aborted") else []
    tried = mitigations_of(trace)
    felt = [e for e in tried if not _without_effect(trace, e, args)]
    vain += [phrase("what had no effect")] if len(felt) < len(tried) else []
    return _first_of(trace, start, felt, span, vain)


def _without_effect(trace: Trace, start: Event, args: FirstMitigation) -> bool:
    """Whether a mitigation ended and neither a fault nor the impact was any weaker for it.

    Only the world of a drill can tell; a change that still runs may yet help.
    """
    name = start.data.get("id")
    ends = by_field(trace, "id", "action.finished").get(about(name), ())
    end = next(later(ends, start), None)
    if end is None or not trace.composed or not trace.of("fault.started"):
        return False
    until = end.t + args.settles
    if not trace.reached(until):
        return False
    before, after = trace.impact.at(start.t - 1), trace.impact.at(until)
    lower = before is not None and after is not None and after < before
    return not lower and not eased(trace, start.t, until, args.least)


def _first_of(
    trace: Trace, start: Point, starts: list[Event], span: Span, vain: list[Phrase]
) -> Finding:
    """Judge the first mitigation, unless the service recovered before one was due.

    ``vain`` says which changes that came to nothing do not count for that.
    """
    missed = phrase("No mitigation was started")
    if changes_of(trace):
        missed = phrase("No mitigation that fits the symptoms was started")
        if vain:
            missed = phrase("{said} (not counted: {vain})", said=missed, vain=joined(vain))
    met = phrase("First mitigation started")
    found = by_when(trace, start, starts, span, met, missed)
    recovered = trace.impact.recovered_at
    due = found.obligations[0]
    if due.met_at is None and recovered is not None and recovered <= due.due:
        return not_applicable(phrase("The service recovered before a mitigation was due."), [due])
    if due.credit is None:
        return not_applicable(phrase("The log ends before a mitigation was due."), [due])
    return found


class MitigateFirst(RuleArgs):
    """How soon a known way out is taken."""

    span: SpanRef = "clocks.mitigate_viable"
    scope_parts: int = Field(3, ge=1, le=4)
    """Where somebody broke in: so much of who, how many, what and since makes a scope."""


@rule("mitigated_before_cause", MitigateFirst)
def mitigated_before_cause(trace: Trace, args: MitigateFirst) -> Finding:
    """Ask that a known way out is taken; where somebody broke in, not before looking."""
    if trace.security:
        return investigated_first(trace, args.scope_parts)
    span = span_of(trace, args.span)
    if span is None:
        return not_applicable(NO_CLOCK)
    known = _way_out(trace)
    if known is not None:
        stopped = [_STOPPED] if trace.of("action.aborted") else []
        return _first_of(trace, known, _tries(trace), span, stopped)
    if not trace.observes("action.proposed"):
        return not_observable(phrase("The log does not show when a way out was known."))
    return not_applicable(phrase("No way out was known."))


def _tries(trace: Trace) -> list[Event]:
    """Return the starts of mitigations that a good responder might have chosen, failed or not.

    Who stops one before any of it took effect has not tried it.
    """
    partly = [e.data.get("id") for e in trace.of("action.progressed") if e.data.get("done")]
    stopped = [e.data.get("id") for e in trace.of("action.aborted")]
    return [
        e
        for e in trace.of("action.started")
        if kind_of(trace, e) == "mitigation" and e.data.get("plausible") is not False
        if e.data.get("undoes") is None
        if (one := e.data.get("id")) is None or one not in stopped or one in partly
    ]


def _way_out(trace: Trace) -> Point | None:
    """Return when a way out was known: proposed, or there for who looked in the right places.

    Nobody looks before anything is wrong. A change that was no way out is none when proposed; what
    is proposed by the very start that carries it out was not known and left lying.
    """
    poor = [
        name
        for e in trace.of("action.started")
        if e.data.get("plausible") is False
        for name in (e.data.get("id"), e.data.get("action"))
        if name is not None
    ]
    starts = by_field(trace, "id", "action.started")
    proposals = (
        e
        for e in trace.of("action.proposed")
        if kind_of(trace, e) == "mitigation" and e.data.get("undoes") is None
        if e.data.get("id") not in poor and e.data.get("action") not in poor
        if not any(is_cold(trace, e, s) for s in starts.get(about(e.data.get("id")), ()))
    )
    known = MOMENTS["way out"]
    found = [Point(e.t, known, (e.seq,)) for e in proposals][:1]
    viable = as_ms(trace.facts.get("viable_at"))
    if viable is not None:
        found.append(Point(max(viable, trace.declarable_at or viable), known))
    return min(found, key=lambda p: p.t, default=None)


_BACK = (
    r"(?:roll(?:s|ed|ing)?[ -]?(?:it |this |that |the \w+ )?back\w*|revert\w*|undo\w*"
    r"|tak(?:e|ing) (?:it|(?:the|that|this) \w+) back|back(?:ing)? (?:it )?out)"
)
_AGAINST = re.compile(
    rf"\b(?:not?|never|without|against|instead of|rather than|avoid\w*|hold(?:ing)? off|ruled? out"
    rf"|skip\w*|\w+n['\u2019]t)\b[^.,;!?\n]{{0,40}}\b{_BACK}"
    rf"|\b{_BACK}\b[^.,;!?\n]{{0,60}}\b(?:not|no (?:use|help|point)|\w+n['\u2019]t"
    r"|cannot|never|unsafe|harm\w*|break\w*|lose\w*|corrupt\w*|destroy\w*|impossible|worse"
    r"|unrelated|nothing)\b",
    re.IGNORECASE,
)


class FreshChange(RuleArgs):
    """How a change is taken back, and what a reason not to do so needs."""

    how: list[str] = Field(default_factory=lambda: ["rollback", "flag off"])
    """What sorts of actions take a change back."""
    reason_words: int = Field(6, ge=1)
    """So many real words say why it is not taken back."""


@rule("fresh_change_undone", FreshChange)
def fresh_change_undone(trace: Trace, args: FreshChange) -> Finding:
    """Ask that a change which was young when users were hit is taken back at once.

    Where that does not help (``rollback_helps`` in the facts, or what the world says of a rollback
    that was made) a logged reason not to do it is as good; a rollback that fails was still right to
    try, one that no good responder would choose was not.
    """
    fresh = trace.policy.clocks.fresh_change
    if fresh is None:
        return not_applicable(phrase("The policy has no rule for fresh changes."))
    if (found := _not_fresh(trace, fresh.younger_than)) is not None:
        return found
    if not trace.composed and not _says_how(trace):
        return not_observable(phrase("The log does not say what sort of changes were made."))
    begun = [e for e in _tries(trace) if e.data.get("how") in args.how]
    vain = _in_vain(trace, args.how)
    reasons = _reasons(trace, args.reason_words) if vain else []
    first = min([*begun, *reasons], key=lambda e: (e.t, e.seq), default=None)
    met = phrase("Taking the fresh change back began")
    if first in reasons:
        met = phrase("A reason not to take the fresh change back was logged")
    missed = phrase("The fresh change was not taken back")
    if vain:
        missed = phrase("The fresh change was not taken back, and no reason for that was logged")
    start = Point(trace.anchor or 0, anchor_moment(trace))
    return by_when(trace, start, [first] if first else [], fresh.clock, met, missed)


def _not_fresh(trace: Trace, younger_than: int) -> Finding | None:
    """Return a finding where nothing fresh was changed, or the log does not say."""
    age = as_ms(trace.facts.get("change_age"))
    if age is None:
        if trace.composed:
            return not_applicable(phrase("Nothing was changed where it broke."))
        return not_observable(phrase("The log does not say how old the newest change was."))
    if age < younger_than:
        return None
    return not_applicable(
        phrase(
            "The newest change was {age} old when users were hit; fresh is under {limit}.",
            age=time(age),
            limit=time(younger_than),
        )
    )


def _says_how(trace: Trace) -> bool:
    starts = trace.of("action.started")
    return not starts or any("how" in e.data for e in starts)


def _in_vain(trace: Trace, how: list[str]) -> bool:
    """Whether taking the change back would do nothing, or harm."""
    if trace.facts.get("rollback_helps") is False:
        return True
    made = [e for e in trace.of("action.started") if e.data.get("how") in how]
    return bool(made) and all(e.data.get("plausible") is False for e in made)


def _reasons(trace: Trace, words: int) -> list[Event]:
    """Return entries that say why a change is not taken back."""
    return [
        e
        for e in trace.of("decision.logged", "plan.reviewed", "hypothesis.tested", "doc.updated")
        if isinstance(text := e.data.get("text") or e.data.get("note"), str)
        and real_words(text) >= words
        and _AGAINST.search(text)
    ]

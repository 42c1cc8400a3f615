"""One IC at a time, who leads and leaves the technical work to others: K1, K2."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from pydantic import Field

from simulator.model.fields import Share
from simulator.model.phrases import phrase
from simulator.model.records import Event
from simulator.scoring.checks import kind_of
from simulator.scoring.combinators import Interval, Obligation, lin
from simulator.scoring.findings import (
    Finding,
    against,
    not_applicable,
    not_observable,
    scored,
    time,
)
from simulator.scoring.rules.reading import alone, covered, running
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.rules.roles import ic_needed_from
from simulator.scoring.tenure import ACTS, Tenure, role_in
from simulator.scoring.trace import Trace

__all__: list[str] = []

_NOBODY = phrase("The crew had nobody to be IC besides those in other seats.")
_KINDS = ("action.started", "evidence.viewed", "hypothesis.tested")
_CALLS = ("incident.declared", "incident.resolved")
"""What an IC does besides, who need not have been named before."""


class OneIc(RuleArgs):
    """How much of the time one IC is in command, for full credit and for none."""

    full: Share = 0.98
    zero: Share = 0.8


@rule("one_commander", OneIc)
def one_commander(trace: Trace, args: OneIc) -> Finding:
    """Ask for one IC, whom nobody contests, from the first acceptance until it is over."""
    held = trace.tenures.get("ic", [])
    if not held:
        return _no_commander(trace, args)
    spans = running(trace, held[0].start)
    total = _length(spans)
    if total == 0:
        return not_applicable(phrase("The log ends before there was anything to command."))
    over, contests = spans[-1][1], list(_contests(trace))
    commanded = covered(spans, [(x.start, x.end) for x in held])
    doubted = covered(
        commanded, [(o.when, over if o.met_at is None else o.met_at) for o in contests]
    )
    share = (_length(commanded) - _length(doubted)) / total
    vacant = total - _length(commanded)
    obligations = [Obligation(x.start, x.start, x.start, 1.0, (x.seq,)) for x in held]
    said = phrase("One IC was in command {share} of the time", share=f"{share:.0%}")
    if vacant:
        said = phrase("{said}; nobody was for {time}", said=said, time=time(vacant))
    if doubted:
        open_ = time(_length(doubted))
        said = phrase("{said}; who commands was open for {time}", said=said, time=open_)
    said = against(said, f"{args.full:.0%}")
    gaps = _gaps(spans, held)
    return scored(lin(share, args.full, args.zero), said, [*obligations, *gaps, *contests])


def _gaps(spans: list[Interval], held: list[Tenure]) -> Iterator[Obligation]:
    """Yield each time in which nobody was in command, until somebody was."""
    for one, after in zip(held, [*held[1:], None], strict=True):
        until = spans[-1][1] if after is None else after.start
        if covered(spans, [(one.end, until)]):
            seqs = (one.seq,) if after is None else (one.seq, after.seq)
            yield Obligation(one.end, one.end, after.start if after else None, 0.0, seqs)


def _length(spans: list[Interval]) -> int:
    return sum(b - a for a, b in spans)


def _no_commander(trace: Trace, args: OneIc) -> Finding:
    """Judge a log in which nobody took command."""
    if alone(trace):
        return not_applicable(phrase("One person played the whole team."))
    needed = ic_needed_from(trace)
    if needed is None:
        none = phrase("The policy asks for no IC at this severity.")
        return not_applicable(none if trace.has_commander else _NOBODY)
    if not trace.composed and trace.filled("ic"):
        return not_observable(phrase("The log does not show when somebody took command."))
    limit = needed.t + trace.policy.clocks.ic[1]
    if (trace.closed is not None and trace.closed.t < limit) or not trace.reached(limit):
        return not_applicable(phrase("The log ends before an IC had to be in command."))
    missed = Obligation(needed.t, limit, None, 0.0, _declaration(trace))
    target = phrase("one IC {share} of the time", share=f"{args.full:.0%}")
    return scored(0.0, against(phrase("Nobody took command"), target), [missed])


def _declaration(trace: Trace) -> tuple[int, ...]:
    return () if trace.declared is None else (trace.declared.seq,)


def _contests(trace: Trace) -> Iterator[Obligation]:
    """Yield each doubt about who commands, until it is settled: said, taken over, or decided.

    A decision settles it if the IC took it; what others decide meanwhile is part of the doubt.
    """
    contested = trace.of("command.contested")
    if not contested:
        return
    answers = [
        e
        for e in trace.of("command.settled", "role.accepted", "decision.logged")
        if e.kind != "role.accepted" or role_in(e) == "ic"
        if e.kind != "decision.logged" or trace.acts_as(e, "ic")
    ]
    marks = [(e.t, e.seq) for e in answers]
    for event in contested:
        at = bisect_right(marks, (event.t, event.seq))
        answer = answers[at] if at < len(answers) else None
        seqs = (event.seq,) if answer is None else (event.seq, answer.seq)
        yield Obligation(event.t, event.t, answer.t if answer else None, 0.0, seqs)


class HandsOff(RuleArgs):
    """What hands-on work of the IC weighs."""

    change: int = Field(2, ge=0)
    """A change to the system."""
    look: int = Field(1, ge=0)
    """A deep look, or the test of a hypothesis."""
    zero_at: int = Field(3, ge=1)
    """With so much weight together there is no credit."""
    deep: list[str] = Field(default_factory=lambda: ["logs", "traces"])
    """Kinds of evidence that are deep where the log does not say whether they are."""


@rule("hands_off", HandsOff)
def hands_off(trace: Trace, args: HandsOff) -> Finding:
    """Ask that the IC neither changes the system nor digs into it once somebody else can."""
    if not trace.can_staff("ol"):
        return not_applicable(phrase("The crew had nobody besides the IC for the technical work."))
    if not trace.has_commander:
        return not_applicable(_NOBODY)
    found = [(e, weight) for e in trace.of(*_KINDS) if (weight := _weight(trace, e, args))]
    if not found and not _led(trace):
        if trace.observes("role.accepted"):
            return not_applicable(phrase("Nobody was IC."))
        return not_observable(phrase("The log does not show who was IC."))
    if not found and not trace.observes(*_KINDS):
        return not_observable(
            phrase("The log does not record all technical work, so none by the IC shows.")
        )
    changes = sum(_changes(trace, e) for e, _ in found)
    value = max(0.0, 1 - sum(weight for _, weight in found) / args.zero_at)
    obligations = [
        Obligation(e.t, e.t, None, max(0.0, 1 - weight / args.zero_at), (e.seq,))
        for e, weight in found
    ]
    obligations = obligations or [
        Obligation(x.start, x.start, x.start, 1.0, (x.seq,)) for x in trace.tenures.get("ic", [])
    ]
    said = phrase(
        "System changes from the IC seat: {changes}, deep technical looks or tests: {looks}",
        changes=changes,
        looks=len(found) - changes,
    )
    return scored(value, against(said, phrase("none while there is an OL")), obligations)


def _led(trace: Trace) -> bool:
    """Whether somebody was IC: took the role, or acted in it."""
    if trace.tenures.get("ic"):
        return True
    return any(trace.acts_as(e, "ic") for e in trace.of(*sorted(ACTS["ic"]), *_CALLS))


def _changes(trace: Trace, event: Event) -> bool:
    return event.kind == "action.started" and kind_of(trace, event) != "diagnostic"


def _weight(trace: Trace, event: Event, args: HandsOff) -> int:
    """Weigh one event: a shared overview is nothing."""
    if not (trace.acts_as(event, "ic") and _others_could(trace, event)):
        return 0
    if event.kind == "action.started":
        return args.change if _changes(trace, event) else args.look
    deep = event.data.get("deep", event.data.get("kind") in args.deep)
    return args.look if event.kind == "hypothesis.tested" or deep is True else 0


def _others_could(trace: Trace, event: Event) -> bool:
    """Whether the work was somebody else's: there is another OL, or there should be one by now.

    Being both IC and OL is therefore no way around the rule.
    """
    if event.t > trace.over:
        return False
    holder = trace.holder("ol", event.t)
    if holder not in (None, event.actor):
        return True
    separate = any({"ic", "ol"} == set(pair) for pair in trace.policy.roles.separate)
    required = "ol" in trace.policy.roles.required.get(str(trace.rank), [])
    limit = (trace.anchor or 0) + trace.policy.clocks.roles[1]
    return separate and required and event.t >= limit

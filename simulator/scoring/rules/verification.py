"""Did it work? The effect of each mitigation is checked before the next: M7."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from pydantic import Field

from simulator.model.fields import Duration
from simulator.model.phrases import NOTHING, Phrase, joined, phrase, phrase_n
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.checks import kind_of
from simulator.scoring.combinators import Obligation, ratio
from simulator.scoring.findings import (
    NO_CLOCK,
    Finding,
    against,
    not_applicable,
    scored,
    time,
    with_details,
)
from simulator.scoring.rules.lookup import about, by_field, later, looks, newest, place
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.select import DurationRef, duration_of
from simulator.scoring.trace import Trace

__all__ = ["eased"]

_FALSE = phrase("said to have worked while users were hit as hard as before")
_BARE = phrase("verified without evidence opened after it")
_LATE = phrase("verified late")
_COUNTED: dict[Phrase, Callable[[int], Phrase]] = {
    _FALSE: lambda n: phrase(
        "false verification: {n} said to have worked while users were hit as hard as before", n=n
    ),
    _BARE: lambda n: phrase("{n} verified without evidence opened after it", n=n),
    _LATE: lambda n: phrase("{n} verified late", n=n),
}
"""How a sentence tells how many verifications were like that."""


class Verified(RuleArgs):
    """What a verification needs, and how soon."""

    within: DurationRef = "clocks.verify"
    late: float = Field(0.5, ge=0, le=1)
    """What one is worth that came later."""
    settles: Duration = MINUTE
    """The world's record of the impact may lag this much behind the graphs that people saw."""
    no_proof: list[str] = Field(default_factory=lambda: ["changes", "runbook"])
    """Kinds of sources that do not show whether anything got better."""


@rule("each_verified", Verified)
def each_verified(trace: Trace, args: Verified) -> Finding:
    """Ask that each finished mitigation is verified in time and order, on evidence opened since.

    A word that it worked which the world does not bear out is a false verification, and worth
    nothing even if a true one follows.
    """
    within = duration_of(trace, args.within)
    if within is None:
        return not_applicable(NO_CLOCK)
    finished = [e for e in trace.of("action.finished") if kind_of(trace, e) == "mitigation"]
    obligations = [_verified(trace, e, within, args) for e in finished]
    value = ratio(obligations)
    if value is None:
        none = phrase("No finished mitigation was due to be verified.")
        return not_applicable(none, obligations)
    judged = [o for o in obligations if o.credit is not None]
    good = sum(o.credit == 1.0 for o in judged)
    notes = [o.note for o in judged]
    said = phrase_n(
        "{good} of {n} finished mitigation verified as asked",
        "{good} of {n} finished mitigations verified as asked",
        len(judged),
        good=good,
    )
    counts = [counted(n) for note, counted in _COUNTED.items() if (n := notes.count(note))]
    details = joined(counts, "; ")
    target = phrase("all, within {time} and on evidence opened after the change", time=time(within))
    return scored(value, against(with_details(said, details), target), obligations)


def _verified(trace: Trace, finish: Event, within: int, args: Verified) -> Obligation:
    """Judge one mitigation by the best verification before the next change on its component."""
    due = finish.t + within
    before = _next_change(trace, finish)
    claims = by_field(trace, "id", "mitigation.verified")
    tries = sorted(
        (
            e
            for name in {None, about(finish.data.get("id"))}
            for e in takewhile(
                lambda e: before is None or place(e) < place(before),
                later(claims.get(name, ()), finish),
            )
        ),
        key=place,
    )
    for claim in tries:
        if _contradicted(trace, finish, claim, args.settles):
            return Obligation(finish.t, due, None, 0.0, (finish.seq, claim.seq), _FALSE)
    proofs = ((e, proof) for e in tries for proof in _proof(trace, finish, e, args.no_proof))
    for claim, proof in proofs:
        credit, note = (1.0, NOTHING) if claim.t <= due else (args.late, _LATE)
        seqs = tuple(dict.fromkeys((finish.seq, proof.seq, claim.seq)))
        return Obligation(finish.t, due, claim.t, credit, seqs, note)
    if tries:
        return Obligation(finish.t, due, None, 0.0, (finish.seq, tries[0].seq), _BARE)
    decided = before is not None or trace.closed is not None or trace.reached(due)
    return Obligation(finish.t, due, None, 0.0 if decided else None, (finish.seq,))


def _next_change(trace: Trace, finish: Event) -> Event | None:
    """Return the next change of the same component, by which the effect should be known.

    An action that only looks is none.
    """
    component = finish.data.get("component")
    if component is None:
        return None
    starts = by_field(trace, "component", "action.started").get(about(component), ())
    return next((e for e in later(starts, finish) if kind_of(trace, e) != "diagnostic"), None)


def _proof(trace: Trace, finish: Event, claim: Event, no_proof: list[str]) -> list[Event]:
    """Return the evidence that a verification rests on: the newest look since the change ended.

    Where looks were not recorded, the verification speaks for itself.
    """
    if not trace.observes("evidence.viewed"):
        return [claim]
    look = newest(looks(trace, no_proof), finish, claim)
    return [] if look is None else [look]


def eased(trace: Trace, since: int, until: int, least: float = 0.0) -> bool:
    """Whether any fault was weaker at ``until`` than before ``since``, by more than ``least``.

    The pauses of a fault that comes and goes are no easing; they are told as a strength of 0.
    """
    before: dict[str, float] = {}
    after: dict[str, float] = {}
    for event in trace.of("fault.started", "fault.changed", "fault.cleared"):
        fault, told = str(event.data.get("fault")), event.data.get("strength")
        gone = 0.0 if event.kind == "fault.cleared" else 1.0
        strength = told if isinstance(told, int | float) else gone
        if event.t > until or (event.kind == "fault.changed" and strength == 0.0):
            continue
        if event.t < since or event.kind == "fault.started":
            before[fault] = strength
        after[fault] = strength
    return any(strength < before.get(fault, 1.0) - least for fault, strength in after.items())


def _contradicted(trace: Trace, finish: Event, claim: Event, settles: int) -> bool:
    """Whether "it worked" was said while users were hit as hard as before, and nothing had eased.

    A fault that lost strength meanwhile is an effect too: the impact is told in coarse steps.
    """
    if claim.data.get("worked") is not True:
        return False
    starts = by_field(trace, "id", "action.started").get(about(finish.data.get("id")), ())
    since = starts[-1].t if starts else finish.t
    if eased(trace, since, claim.t):
        return False
    before = trace.impact.at(since - 1)
    after = [trace.impact.at(t) for t in (claim.t, claim.t + settles)]
    lowest = min((level for level in after if level is not None), default=0.0)
    return before is not None and lowest > 0 and lowest >= before

"""The end: when it will be over, whether it is, who says so, and who hears of it: R1 to R5."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from simulator.model.fields import Share
from simulator.model.phrases import Phrase, catalogued, joined, phrase, phrase_n
from simulator.model.records import Event
from simulator.model.seats import TRAINEE_SEATS
from simulator.scoring.combinators import Obligation, lin, ratio
from simulator.scoring.content.entries import is_answer
from simulator.scoring.content.public import stage_of
from simulator.scoring.findings import (
    Finding,
    against,
    against_all,
    not_applicable,
    not_observable,
    scored,
    time,
    with_details,
)
from simulator.scoring.pace import paced
from simulator.scoring.rules.general import due
from simulator.scoring.rules.posts import too_early
from simulator.scoring.rules.reading import alone, closings, says_something
from simulator.scoring.rules.registry import NoArgs, RuleArgs, rule
from simulator.scoring.since import MOMENTS
from simulator.scoring.trace import Trace

__all__: list[str] = []

_NOT_HIT = phrase("No user was hit, so there was no recovery to wait for.")
_NO_RECOVERY = phrase("The log does not show when the service recovered.")
_NOT_CLOSED = phrase("The incident was not closed.")


def _unhurt(trace: Trace, why: Phrase = _NOT_HIT) -> Finding | None:
    """Return a finding if there was no recovery, or none that the log shows."""
    impact = trace.impact
    if impact.recovered_at is not None or impact.started_at is not None:
        return None
    if trace.observes("impact.changed"):
        return not_applicable(why)
    return not_observable(_NO_RECOVERY)


class ExitCriteria(RuleArgs):
    """What exit criteria are worth that come when the end is in sight."""

    late: Share = 0.5


@rule("exit_criteria_set", ExitCriteria)
def exit_criteria_set(trace: Trace, args: ExitCriteria) -> Finding:
    """Ask that it is said what counts as over before the service recovers, else before closing."""
    if (unhurt := _unhurt(trace)) is not None:
        return unhurt
    recovered, closed = trace.impact.recovered_at, trace.closed
    first = next((e for e in trace.of("exit_criteria.set") if says_something(trace, e)), None)
    start = trace.impact.started_at or 0
    when = recovered if recovered is not None else closed.t if closed is not None else None
    if first is None:
        if when is None:
            return not_applicable(phrase("The log ends before the end was in sight."))
        seqs = trace.impact.recovery() if closed is None else (closed.seq,)
        missed = Obligation(start, when, None, 0.0, seqs)
        said = phrase("No exit criteria were set")
        return scored(0.0, against(said, phrase("before recovery")), [missed])
    after = recovered is not None and first.t > recovered
    too_late = closed is not None and first.t > closed.t
    credit = 0.0 if too_late else args.late if after else 1.0
    said = phrase("Exit criteria were set before recovery")
    if too_late:
        said = phrase("Exit criteria were set after closing")
    elif after:
        said = phrase("Exit criteria were set after recovery")
    found = Obligation(start, first.t if when is None else when, first.t, credit, (first.seq,))
    return scored(credit, against(said, phrase("before recovery")), [found])


class Signals(RuleArgs):
    """Which looks show which signal, and how many signals it takes."""

    signals: dict[str, list[str]] = Field(min_length=1)
    """Each with the names by which people claim it and the kinds of evidence that show it."""
    enough: int = Field(2, ge=1)


@rule("recovery_verified", Signals)
def recovery_verified(trace: Trace, args: Signals) -> Finding:
    """Ask that recovery is claimed on several kinds of signals, each looked at after it."""
    if (unhurt := _unhurt(trace)) is not None:
        return unhurt
    recovered, closed = trace.impact.recovered_at, trace.closed
    if recovered is None and closed is None:
        return not_applicable(phrase("The service had not recovered by the end of the log."))
    target = phrase_n(
        "{n} kind of signals, looked at after recovery and before closing",
        "{n} kinds of signals, looked at after recovery and before closing",
        args.enough,
    )
    if recovered is None or (closed is not None and closed.t < recovered):
        seq = () if closed is None else (closed.seq,)
        t = trace.over if recovered is None else recovered
        missed = [Obligation(t, t, None, 0.0, seq)]
        said = phrase("It was closed before the service had recovered")
        return scored(0.0, against(said, target), missed)
    found = _backed(trace, args, recovered)
    ends = recovered + trace.policy.clocks.stable[0] if closed is None else closed.t
    undecided = closed is None and not trace.reached(ends) and len(found) < args.enough
    if undecided:
        return not_applicable(phrase("The log ends before recovery was due to be verified."))
    hits = [
        Obligation(recovered, ends, claim.t, 1.0, (look, claim.seq))
        for claim, look in list(found.values())[: args.enough]
    ]
    open_ = Obligation(recovered, ends, None, 0.0, trace.impact.recovery())
    obligations = [*hits, *[open_] * (args.enough - len(hits))]
    said = phrase_n(
        "Recovery verified on {n} kind of signals",
        "Recovery verified on {n} kinds of signals",
        len(found),
    )
    said = with_details(said, joined(catalogued(name) for name in found))
    return scored(min(1.0, len(found) / args.enough), against(said, target), obligations)


def _backed(trace: Trace, args: Signals, recovered: int) -> dict[str, tuple[Event, int]]:
    """Return the signals that somebody claimed and had looked at, with the claim and the look.

    A look of which nobody wrote down the kind shows one signal. Where looks were not recorded at
    all, a claim speaks for itself.
    """
    kinds = {_plain(kind): name for name, all_of in args.signals.items() for kind in all_of}
    over = trace.closed.t if trace.closed else None
    looks = [e for e in trace.of("evidence.viewed") if e.t >= recovered]
    recorded = trace.observes("evidence.viewed")
    found: dict[str, tuple[Event, int]] = {}
    spent: set[int] = set()
    for claim in trace.of("recovery.verified"):
        if claim.t < recovered or (over is not None and claim.t > over):
            continue
        for signal in _listed(claim.data.get("signals")):
            name = kinds.get(_plain(signal))
            if name is None or name in found:
                continue
            if not recorded:
                found[name] = claim, claim.seq
                continue
            for look in looks:
                told = look.data.get("kind")
                nameless = told is None and not trace.composed and look.seq not in spent
                if look.t <= claim.t and (kinds.get(_plain(told)) == name or nameless):
                    spent |= {look.seq} if nameless else set()
                    found[name] = claim, look.seq
                    break
    return found


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple) else [value]


def _plain(value: object) -> str:
    return "".join(c for c in str(value).lower() if c.isalnum())


@rule("stable_before_closing", NoArgs)
def stable_before_closing(trace: Trace, _: NoArgs) -> Finding:
    """Ask that the incident is closed only after the service held for the policy's time.

    Each closing is judged by the recovery before it, and the hastiest counts: closing once more
    after reopening does not make up for it. What broke again later was no reason to wait.
    """
    ends = closings(trace)
    if not ends:
        return not_applicable(_NOT_CLOSED)
    if (unhurt := _unhurt(trace)) is not None:
        return unhurt
    obligations = [_closing(trace, e) for e in ends]
    worst = min(obligations, key=lambda o: (o.credit or 0.0, o.delay or 0))
    later = trace.impact.recovered_at
    if worst.delay is not None:
        said = phrase("Closed {time} after recovery", time=time(worst.delay))
    elif later is not None and later > worst.when:
        said = phrase("Closed {time} before recovery", time=time(later - worst.when))
    else:
        said = phrase("Closed while users were still hit")
    if len(ends) > 1:
        said = phrase_n(
            "{said}, the hastiest of {n} closing",
            "{said}, the hastiest of {n} closings",
            len(ends),
            said=said,
        )
    target = phrase("{time} after", time=time(trace.policy.clocks.stable[0]))
    return scored(worst.credit or 0.0, against(said, target), obligations)


def _closing(trace: Trace, closing: Event) -> Obligation:
    """Judge a closing by how long users had been well by then."""
    recovered, span = trace.impact.recovery_before(closing.t), trace.policy.clocks.stable
    if recovered is None:
        return Obligation(closing.t, closing.t, None, 0.0, (closing.seq,))
    credit = lin(closing.t - recovered, *span)
    shown = trace.impact.recovery() if recovered == trace.impact.recovered_at else ()
    return Obligation(recovered, recovered + span[0], closing.t, credit, (*shown, closing.seq))


class ClosedBy(RuleArgs):
    """What a closing by somebody of the team is worth who is not IC."""

    others: Share = 0.3


@rule("closed_by_commander", ClosedBy)
def closed_by_commander(trace: Trace, args: ClosedBy) -> Finding:
    """Ask that the IC says when it is over; one who plays alone does."""
    ends = closings(trace)
    if not ends:
        return not_applicable(_NOT_CLOSED)
    if not trace.filled("ic") and not trace.observes("role.accepted"):
        return not_observable(phrase("The log does not show who was IC."))
    obligations = [
        Obligation(e.t, e.t, e.t if by == 1.0 else None, by, (e.seq,))
        for e in ends
        for by in [_called(trace, e, args.others)]
    ]
    good = sum(o.credit == 1.0 for o in obligations)
    said = phrase_n(
        "{good} of {n} closing was the IC's",
        "{good} of {n} closings were the IC's",
        len(obligations),
        good=good,
    )
    return scored(ratio(obligations) or 0.0, against_all(said), obligations)


def _called(trace: Trace, closing: Event, others: float) -> float:
    """Return what a closing is worth; what no one on the team called is worth nothing."""
    if alone(trace) or trace.acts_as(closing, "ic"):
        return 1.0
    return others if closing.role in TRAINEE_SEATS else 0.0


class Told(RuleArgs):
    """Who hears of the end, and what an early all-clear is worth."""

    audiences: list[str] = Field(default_factory=lambda: ["stakeholders", "executives"])
    early: Share = 0.3
    """The credit for a public Resolved that came before the closing."""


@rule("closure_told", Told)
def closure_told(trace: Trace, args: Told) -> Finding:
    """Ask that customers and stakeholders hear of the end, after it was called."""
    closed = trace.closed
    if closed is None:
        return not_applicable(_NOT_CLOSED)
    found: dict[str, Obligation] = {}
    if trace.observes("statuspage.posted") and trace.facts.get("customer_visible") is not False:
        found["public"] = _public(trace, closed, args.early)
    if trace.observes("update.posted"):
        found["inside"] = _inside(trace, closed, args.audiences)
    if not found:
        return not_observable(phrase("The log does not show what was told about the end."))
    value = ratio(found.values())
    if value is None:
        early = phrase("The log ends before the end was due to be told.")
        return not_applicable(early, found.values())
    judged = [(name, o) for name, o in found.items() if o.credit is not None]
    said = joined(_when(name, o, opens=i == 0) for i, (name, o) in enumerate(judged))
    clocks = trace.policy.clocks
    public, inside = time(clocks.close_public[0]), time(clocks.close_internal[0])
    target = phrase(
        "within {public} in public, within {inside} inside", public=public, inside=inside
    )
    return scored(value, against(said, target), found.values())


def _public(trace: Trace, closed: Event, early: float) -> Obligation:
    span = paced(trace, trace.policy.clocks.close_public, "statuspage", closed.t)
    posts = [e for e in trace.good_posts if stage_of(e) == "resolved" and not too_early(trace, e)]
    found = due(trace, closed.t, [e for e in posts if e.t >= closed.t], span, (closed.seq,))
    before = [e for e in posts if e.t < closed.t][-1:]
    if before and (found.credit is None or found.credit < early):
        seqs = (before[0].seq, closed.seq)
        return Obligation(closed.t, closed.t + span[0], before[0].t, early, seqs)
    return found


def _inside(trace: Trace, closed: Event, audiences: list[str]) -> Obligation:
    """Judge the first word inside; whether it says enough is for the criteria of communication."""
    span = paced(trace, trace.policy.clocks.close_internal, "update", closed.t)
    words = [
        e
        for e in trace.of("update.posted")
        if e.t >= closed.t
        and str(e.data.get("audience", "stakeholders")) in audiences
        and _tells(trace, e)
    ]
    return due(trace, closed.t, words, span, (closed.seq,))


def _tells(trace: Trace, update: Event) -> bool:
    """Whether an update says anything at all; one from elsewhere is taken to."""
    return not trace.composed or any(is_answer(update.data.get(key)) for key in _TYPED)


_TYPED = ("text", "status", "impact", "theory", "next_action")
"""What people write in an update."""


_SILENT = {
    ("public", True): phrase("No public Resolved"),
    ("inside", True): phrase("No word to stakeholders"),
    ("inside", False): phrase("no word to stakeholders"),
}
"""What a sentence says of each that was not told; it begins with that (True), or goes on."""


def _when(name: str, found: Obligation, *, opens: bool) -> Phrase:
    if found.delay is None:
        return _SILENT[name, opens]
    when = MOMENTS["closed"].when(found.delay)
    if name == "public":
        return phrase("Public Resolved {when}", when=when)
    if opens:
        return phrase("Word to stakeholders {when}", when=when)
    return phrase("word to stakeholders {when}", when=when)

"""Who leads, and who is staffed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from pydantic import Field

from simulator.model.fields import Share
from simulator.model.phrases import Phrase, catalogued, listing, phrase
from simulator.model.records import Event
from simulator.scoring.combinators import Obligation, Span, lin, ratio
from simulator.scoring.findings import (
    NO_CLOCK,
    SEAT,
    Finding,
    against,
    chained,
    not_applicable,
    not_observable,
    scored,
    time,
)
from simulator.scoring.rules.general import due
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.select import Point, SpanRef, span_of
from simulator.scoring.since import MOMENTS, anchor_moment
from simulator.scoring.tenure import Tenure, role_in, staffable
from simulator.scoring.trace import Trace

__all__ = ["ic_needed_from", "needed_from", "seat_name"]

_EXPERT = "sme"
"""A role that any responder fills by setting to work."""
_WORK = (
    "page.acked", "triage.assessed", "task.acked", "task.started", "evidence.viewed",
    "hypothesis.stated",
)  # fmt: skip


def needed_from(trace: Trace, ranks: Collection[str]) -> Point | None:
    """Return from when the severity asked for something; None if it never did.

    That is the anchor, or when the facts first called for one of the ``ranks`` that ask for it.
    """
    anchor = trace.anchor or 0
    now = trace.true_rank_at(anchor)
    if str(trace.rank if now is None else now) in ranks:
        return Point(anchor, anchor_moment(trace))
    later = (
        Point(t, MOMENTS["escalation"])
        for t, rank in trace.true_ranks
        if t > anchor and str(rank) in ranks
        if trace.closed is None or t < trace.closed.t
    )
    return next(later, None)


def ic_needed_from(trace: Trace) -> Point | None:
    """Return from when the policy asked for an IC of the incident's own.

    A crew that has nobody for it besides the other roles is not asked for one.
    """
    if not trace.has_commander:
        return None
    ranks = {level.rank for level in trace.policy.severity.levels}
    return needed_from(trace, {str(r) for r in ranks - {*trace.policy.roles.may_be_empty}})


def seat_name(trace: Trace, role: str) -> Phrase:
    """Return what a sentence calls a role: the policy's name for it, if it has one."""
    own = trace.policy.roles.names.get(role)
    return catalogued(own) if own else SEAT.get(role) or catalogued(role)


def _named(trace: Trace, role: str) -> list[Event]:
    return [e for e in trace.of("role.assigned", "role.handover") if role_in(e) == role]


def _accepted(trace: Trace, role: str) -> list[Event]:
    """Return acceptances by whoever was named last, or by anybody if nobody was named before."""
    out: list[Event] = []
    names = _named(trace, role)
    marks = [(e.t, e.seq) for e in names]
    for event in trace.of("role.accepted"):
        if role_in(event) != role:
            continue
        before = bisect_left(marks, (event.t, event.seq))
        if not before or names[before - 1].data.get("to") in (None, event.actor):
            out.append(event)
    return out


def _no_ic(trace: Trace) -> Phrase:
    if not trace.has_commander:
        return phrase("The crew had nobody to be IC besides those in other seats.")
    return phrase("At this severity the policy asks for no IC.")


class Commander(RuleArgs):
    """How soon somebody is in command."""

    span: SpanRef = Field("clocks.ic", description="Full credit and no credit.")
    only_named: Share = Field(
        0.7, description="What a commander is worth who was named and never said yes."
    )


@rule("commander_named", Commander)
def commander_named(trace: Trace, args: Commander) -> Finding:
    """Ask that an IC is named and accepts in time."""
    span, start = span_of(trace, args.span), ic_needed_from(trace)
    if span is None or start is None:
        return not_applicable(_no_ic(trace))
    named, accepted = _named(trace, "ic"), _accepted(trace, "ic")
    if len(trace.crew) == 1 and not named and not accepted:
        return not_applicable(phrase("Who plays alone decides without being named."))
    found = due(trace, start.t, accepted or named, span, [e.seq for e in named[:1]])
    if found.credit is None:
        return not_applicable(phrase("The log ends before an IC was due."), [found])
    seat, target = seat_name(trace, "ic"), time(span[0])
    if not accepted and not named:
        said = phrase("Nobody was named for the role {role}", role=seat)
        return scored(0.0, against(said, target), [found])
    when = start.moment.when((accepted or named)[0].t - start.t)
    if not trace.observes("role.accepted"):
        said = phrase("Named {when}: {seat}", when=when, seat=seat)
        return scored(found.credit, against(said, target), [found])
    earlier = lin(named[0].t - start.t, *span) if named else 0.0
    value = max(args.only_named * earlier, found.credit if accepted else 0.0)
    said = phrase("Named {when}, not accepted: {seat}", when=when, seat=seat)
    if accepted:
        said = phrase("Accepted {when}: {seat}", when=when, seat=seat)
    judged = Obligation(found.when, found.due, found.met_at, value, found.evidence)
    return scored(value, against(said, target), [judged])


class Staffed(RuleArgs):
    """How soon the roles are filled, and what two of them in one hand cost."""

    span: SpanRef = Field("clocks.roles", description="Full credit and no credit.")
    doubled: Share = Field(
        0.5, description="What is left if one person holds two roles that the policy separates."
    )


@rule("roles_staffed", Staffed)
def roles_staffed(trace: Trace, args: Staffed) -> Finding:
    """Ask that the roles that the severity needs are accepted in time, by different people.

    The IC has a criterion of its own. Only roles that the crew has people for are asked for: a
    small crew is never blamed for being small.
    """
    span, starts = span_of(trace, args.span), _starts(trace)
    if span is None:
        return not_applicable(NO_CLOCK)
    if not starts:
        return not_applicable(phrase("No role besides the IC had to be staffed by this crew."))
    if not trace.records("role.accepted"):
        # A role of which nothing was written down is no empty role.
        starts = {r: s for r, s in starts.items() if _accepted(trace, r) or _named(trace, r)}
        if not starts:
            kinds = "role.accepted"
            return not_observable(phrase("The log may not hold every {kinds} event.", kinds=kinds))
    found = {role: _staffed(trace, role, start.t, span) for role, start in starts.items()}
    value = ratio(found.values())
    if value is None:
        return not_applicable(phrase("The log ends before the roles were due."), found.values())
    said = against(_filled_said(trace, found, starts), time(span[0]))
    limit = min(start.t for start in starts.values()) + span[1]
    double = next(_doubled(trace, limit, list(starts)), None)
    if double is None:
        return scored(value, said, found.values())
    (one, other), at, seqs = double
    both = listing([seat_name(trace, one), seat_name(trace, other)])
    said = phrase("{said}; held by one person: {seats}", said=said, seats=both)
    fault = Obligation(at, at, None, 0.0, seqs, phrase("one person"))
    return scored(value * args.doubled, said, [*found.values(), fault])


def _starts(trace: Trace) -> dict[str, Point]:
    """Return from when each role was needed that this crew has people for."""
    wanted: dict[str, set[str]] = {}
    for rank, roles in trace.policy.roles.required.items():
        for role in roles:
            wanted.setdefault(role, set()).add(rank)
    found = ((role, needed_from(trace, ranks)) for role, ranks in wanted.items())
    starts = {role: start for role, start in found if start is not None}
    return {role: starts[role] for role in staffable(starts, trace.crew)}


def _staffed(trace: Trace, role: str, start: int, span: Span) -> Obligation:
    filled = _accepted(trace, role)
    if not trace.records("role.accepted"):
        filled = filled or _named(trace, role)
    if role == _EXPERT:
        hands = [e for e in trace.of(*_WORK) if e.role in ("responder", "persona")]
        filled = [*filled, *hands, *trace.of("responder.joined")]
    return due(trace, start, filled, span)


def _filled_said(
    trace: Trace, found: Mapping[str, Obligation], starts: Mapping[str, Point]
) -> Phrase:
    """Tell when the last role was filled, and which were not."""
    filled = {role: o for role, o in found.items() if o.delay is not None}
    empty = [seat_name(trace, role) for role in found if role not in filled]
    if not filled:
        return phrase("No acceptance seen: {seats}", seats=chained(empty))
    last = max(filled, key=lambda role: filled[role].delay or 0)
    when = starts[last].moment.when(filled[last].delay or 0)
    seats = chained([seat_name(trace, role) for role in filled])
    said = phrase("Staffed {when}: {seats}", when=when, seats=seats)
    if empty:
        said = phrase("{said}; no acceptance seen: {seats}", said=said, seats=chained(empty))
    return said


def _doubled(
    trace: Trace, limit: int, roles: Sequence[str]
) -> Iterator[tuple[tuple[str, str], int, tuple[int, ...]]]:
    """Give separated pairs that one person held after the limit, since when, and the evidence.

    Only roles count that had to be staffed; where the policy asks for no IC, whoever works may
    lead as well.
    """
    asked = {*roles, "ic"} if ic_needed_from(trace) is not None else {*roles}
    for group in trace.policy.roles.separate:
        for one, other in combinations([role for role in group if role in asked], 2):
            for a in trace.tenures.get(one, []):
                for b in trace.tenures.get(other, []):
                    at = max(a.start, b.start, limit)
                    if a.person == b.person and _both_at(trace, a, b, at):
                        yield (one, other), at, (a.seq, b.seq)


def _both_at(trace: Trace, a: Tenure, b: Tenure, at: int) -> bool:
    """Whether both were still held at ``at``, while the incident was open."""
    held = at < min(a.end, b.end) and trace.reached(at + 1)
    return held and (trace.closed is None or at < trace.closed.t)

"""Rules for any criterion about how events lie to one another: precedence, count, overlap, holder.

Like those in ``general`` they take what they are about from the rubric.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from simulator.model.fields import Text
from simulator.model.phrases import catalogued, phrase
from simulator.model.records import Event
from simulator.scoring.combinators import Interval, Obligation, lin, ratio
from simulator.scoring.combinators import overlap as run_together
from simulator.scoring.combinators import precedence as came_before
from simulator.scoring.findings import (
    SEAT,
    Finding,
    against,
    against_all,
    against_none,
    capital,
    not_applicable,
    scored,
)
from simulator.scoring.rules.general import following, share_done
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.select import (
    DurationRef,
    PointRef,
    RoleName,
    Selector,
    duration_of,
    point,
    select,
)
from simulator.scoring.trace import Trace

__all__: list[str] = []


class Precedence(RuleArgs):
    """For each event of a selection, something that came before it."""

    each: Selector = Field(
        description="The events before which something belongs.",
        examples=[{"events": "action.started"}],
    )
    after: Selector = Field(
        description="What belongs before them.", examples=[{"events": "action.announced"}]
    )
    match: list[str] = Field(
        default_factory=list, description="Data that both have in common.", examples=[["id"]]
    )
    within: DurationRef | None = Field(
        None, description="How old it may be at most.", examples=["clocks.verify", "10m"]
    )
    things: Text = Field(description="What a sentence calls the events.", examples=["changes"])
    verb: Text = Field(
        description="What should have been done with them.", examples=["announced before"]
    )


@rule("precedence", Precedence)
def each_preceded(trace: Trace, args: Precedence) -> Finding:
    """Ask that something came before each event of a selection."""
    earlier = select(trace, args.after)
    most = None if args.within is None else duration_of(trace, args.within)

    def judged(event: Event) -> Obligation:
        return came_before(
            event,
            earlier,
            lambda e: (
                all(e.data.get(k) == event.data.get(k) for k in args.match)
                and (most is None or event.t - e.t <= most)
            ),
        )

    obligations = [judged(e) for e in select(trace, args.each)]
    value = ratio(obligations)
    if value is None:
        return not_applicable(phrase("Not seen: {things}.", things=catalogued(args.things)))
    good = sum(o.credit == 1.0 for o in obligations)
    said = share_done(args.things, args.verb, good, len(obligations))
    return scored(value, against_all(said), obligations)


class Count(RuleArgs):
    """How often something happened that should not, or not often."""

    of: Selector = Field(
        description="What should not happen.", examples=[{"events": "incident.reopened"}]
    )
    free: int = Field(0, ge=0, description="So many cost nothing.", examples=[1])
    zero_at: int = Field(ge=1, description="From so many more on there is no credit.", examples=[3])
    things: Text = Field(description="What a sentence calls them.", examples=["reopenings"])


@rule("count", Count)
def at_most(trace: Trace, args: Count) -> Finding:
    """Ask that something happens at most so often."""
    found = select(trace, args.of)
    excess = max(0, len(found) - args.free)
    obligations = [
        Obligation(e.t, e.t, None, 1.0 if i < args.free else 0.0, (e.seq,))
        for i, e in enumerate(found)
    ]
    said = phrase("{things}: {count}", things=capital(args.things), count=len(found))
    most = phrase("at most {most}", most=args.free)
    said = against(said, most) if args.free else against_none(said)
    return scored(1 - excess / args.zero_at, said, obligations)


class Overlap(RuleArgs):
    """Runs that should not run together, such as two changes on one component."""

    starts: Selector = Field(
        description="What begins a run.", examples=[{"events": "action.started"}]
    )
    ends: Selector = Field(
        description="What ends one.", examples=[{"events": ["action.finished", "action.failed"]}]
    )
    match: str = Field(
        "id", description="The data by which an end finds its start.", examples=["id"]
    )
    same: str = Field(
        "component",
        description="The data that are the same where two runs are in each other's way.",
        examples=["component"],
    )
    zero_at: int = Field(
        2, ge=1, description="From so many overlaps on there is no credit.", examples=[2]
    )
    things: Text = Field(description="What a sentence calls the runs.", examples=["changes"])


@rule("overlap", Overlap)
def no_two_at_once(trace: Trace, args: Overlap) -> Finding:
    """Ask that no two runs on the same thing overlap in time."""
    ends = select(trace, args.ends)
    runs = [(e, _run(trace, e, ends, args.match)) for e in select(trace, args.starts)]
    if not runs:
        return not_applicable(phrase("Not seen: {things}.", things=catalogued(args.things)))
    pairs = [
        (a, b)
        for i, (a, one) in enumerate(runs)
        for b, other in runs[i + 1 :]
        if a.data.get(args.same) is not None and a.data.get(args.same) == b.data.get(args.same)
        if run_together([one], [other]) > 0
    ]
    late = {b.seq: a.seq for a, b in pairs}
    obligations = [
        Obligation(e.t, e.t, None, 0.0, (late[e.seq], e.seq))
        if e.seq in late
        else Obligation(e.t, e.t, e.t, 1.0, (e.seq,))
        for e, _ in runs
    ]
    said = phrase(
        "{things}: {bad} of {all} overlapped (compared by: {field})",
        things=capital(args.things), bad=len(pairs), all=len(runs), field=catalogued(args.same),
    )  # fmt: skip
    return scored(1 - len(pairs) / args.zero_at, against_none(said), obligations)


def _run(trace: Trace, start: Event, ends: Iterable[Event], match: str) -> Interval:
    end = next(iter(following(start, ends, [match])), None)
    return start.t, trace.over if end is None else end.t


class Holder(RuleArgs):
    """A role that somebody holds most of the time."""

    role: RoleName = Field(description="The role.", examples=["scribe"])
    start: PointRef | None = Field(
        None,
        alias="from",
        description="From when on somebody should hold it; if not said, from when somebody first "
        "did.",
        examples=["anchor"],
    )
    full: float = Field(
        0.98, gt=0, le=1, description="The share of the time for full credit.", examples=[0.98]
    )
    zero: float = Field(
        0.8, ge=0, le=1, description="The share from which down there is none.", examples=[0.8]
    )


@rule("holder", Holder)
def held(trace: Trace, args: Holder) -> Finding:
    """Ask that a role is held until the incident is over."""
    name = SEAT.get(args.role) or catalogued(args.role)
    spans = trace.tenures.get(args.role, [])
    if args.role != "ic" and not spans and not trace.can_staff(args.role):
        return not_applicable(phrase("The crew had nobody for the role {role}.", role=name))
    started = point(trace, args.start) if args.start is not None else None
    start = started.t if started else spans[0].start if spans and args.start is None else None
    if start is None or trace.over <= start:
        return not_applicable(
            phrase("There was no time in which the role {role} had to be held.", role=name)
        )
    whole = (start, trace.over)
    share = run_together([whole], [(s.start, s.end) for s in spans]) / (whole[1] - whole[0])
    obligations = [Obligation(s.start, s.start, s.start, 1.0, (s.seq,)) for s in spans]
    said = phrase("The role {role} was held {share} of the time", role=name, share=f"{share:.0%}")
    return scored(lin(share, args.full, args.zero), against(said, f"{args.full:.0%}"), obligations)

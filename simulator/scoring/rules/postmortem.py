"""What a postmortem says: all of it, as it was, with owned actions and without blame: P2 to P5."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from pydantic import Field

from simulator.model.fields import Duration, Share
from simulator.model.phrases import NOTHING, Phrase, catalogued, joined, phrase, phrase_n
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.checks import mitigations_of
from simulator.scoring.combinators import Obligation
from simulator.scoring.content.actions import balanced
from simulator.scoring.content.blame import blame
from simulator.scoring.content.postmortem import Postmortem, read_postmortem
from simulator.scoring.content.redaction import sensitive
from simulator.scoring.content.sections import section_key
from simulator.scoring.findings import (
    Finding,
    against,
    chained,
    not_applicable,
    not_observable,
    scored,
    time,
    with_details,
)
from simulator.scoring.rules.registry import NoArgs, RuleArgs, rule
from simulator.scoring.rules.review import not_due, part_of
from simulator.scoring.trace import Trace

__all__ = ["newest_draft"]


def newest_draft(trace: Trace) -> tuple[Event, Postmortem] | None:
    """Return the newest draft of the postmortem, read; None if there is none."""
    drafts = trace.of("postmortem.drafted")
    if not drafts:
        return None
    last, clock0 = drafts[-1], trace.header.clock0
    read = trace.remember(
        ("postmortem", last.seq), lambda: read_postmortem(last.data, clock0=clock0, end=last.t)
    )
    return last, read


def _draft(trace: Trace) -> tuple[Event, Postmortem] | Finding:
    """Return the draft to judge, or what is to be said without one."""
    if (early := not_due(trace)) is not None:
        return early
    found = newest_draft(trace)
    if found is None:
        missed = part_of(trace, None, 0.0, NOTHING)
        said = phrase("No postmortem was written")
        return scored(0.0, against(said, phrase("one for this severity")), [missed])
    if not any(key in found[0].data for key in ("text", "sections", "actions")):
        return not_observable(phrase("The log does not hold the words of the postmortem."))
    return found


@rule("postmortem_complete", NoArgs)
def postmortem_complete(trace: Trace, _: NoArgs) -> Finding:
    """Ask that a postmortem has every section that the policy asks for, and impact in numbers."""
    found = _draft(trace)
    if isinstance(found, Finding):
        return found
    draft, read = found
    sections = trace.policy.postmortem.sections
    asked = [(catalogued(n), section_key(n.replace("_", " "))) for n in sections]
    told = [(name, key in read.complete) for name, key in asked if key]
    obligations = [
        *(part_of(trace, draft, float(good), name) for name, good in told),
        part_of(trace, draft, float(read.quantified), phrase("impact in numbers")),
    ]
    empty = [name for name, good in told if not good]
    good, known = len(told) - len(empty), len(told)
    said = phrase_n(
        "{good} of {n} section says something",
        "{good} of {n} sections say something",
        known,
        good=good,
    )
    said = _but(said, empty)
    if read.quantified:
        said = phrase("{said}, the impact in numbers", said=said)
    else:
        said = phrase("{said}, the impact without numbers", said=said)
    said = against(said, phrase("all, in numbers"))
    if secrets := sorted({one.kind for one in sensitive(read.text)}):
        said = phrase(
            "{said}. To be blacked out before it is shared: {kinds}",
            said=said,
            kinds=chained(secrets),
        )
    return scored(read.share_of(sections), said, obligations)


def _but(said: Phrase, missing: Iterable[Phrase]) -> Phrase:
    """Add what is missing, if anything is."""
    names = joined(missing)
    return phrase("{said} (not {names})", said=said, names=names) if names else said


class Faithful(RuleArgs):
    """How close a time in the timeline is to the log, and what belongs there."""

    slack: Duration = 5 * MINUTE
    mitigations: int = Field(2, ge=0)
    """So many changes belong there."""
    crowded: int = Field(3, ge=1)
    """With more than so many times for each key moment it is a grid, in which all would lie."""
    at_most: Share = 0.5
    """What such a grid is worth at most."""


@rule("timeline_faithful", Faithful)
def timeline_faithful(trace: Trace, args: Faithful) -> Finding:
    """Ask that the timeline of a postmortem tells when the key moments of the log were.

    Each time in it tells one moment, and what happened with it.
    """
    found = _draft(trace)
    if isinstance(found, Finding):
        return found
    draft, read = found
    obligations: list[Obligation] = []
    missing: list[Phrase] = []
    wanted = list(_moments(trace, args.mitigations))
    times = {moment.t for moment in read.moments}
    found_in = _matched({t for _, t, _ in wanted}, times, args.slack)
    for name, t, seqs in wanted:
        told = t in found_in
        obligations.append(Obligation(t, t, t if told else None, float(told), (*seqs, draft.seq)))
        missing += [] if told else [name]
    if not obligations:
        return not_applicable(phrase("The log has no moment that a timeline could tell."))
    good, known = len(obligations) - len(missing), len(obligations)
    said = phrase_n(
        "{good} of {n} key moment is in the timeline",
        "{good} of {n} key moments are in the timeline",
        known,
        good=good,
    )
    said = _but(said, dict.fromkeys(missing))
    target = phrase("all, within {time}", time=time(args.slack))
    value = good / known
    if len(times) > args.crowded * known:
        value = min(value, args.at_most)
        said = phrase_n("{said}, among {n} time", "{said}, among {n} times", len(times), said=said)
    return scored(value, against(said, target), obligations)


def _matched(wanted: set[int], times: set[int], slack: int) -> set[int]:
    """Return which moments a timeline tells, each by a time of its own.

    The first time that is near enough is taken by the first moment, which leaves most to the rest.
    One line may tell several moments that lie no further apart than it may be off.
    """
    found: set[int] = set()
    left = deque(sorted(times))
    first, line = 0, None
    for t in sorted(wanted):
        if line is not None and t - first <= slack and abs(t - line) <= slack:
            found.add(t)
            continue
        while left and left[0] < t - slack:
            left.popleft()
        if left and left[0] <= t + slack:
            first, line = t, left.popleft()
            found.add(t)
    return found


def _moments(trace: Trace, mitigations: int) -> Iterator[tuple[Phrase, int, tuple[int, ...]]]:
    """Yield the key moments that the log knows, with their names and what shows them."""
    alert = next((e for e in trace.of("alert.fired") if e.data.get("page") is True), None)
    for name, event in ((phrase("alert"), alert), (phrase("declaration"), trace.declared)):
        if event is not None:
            yield name, event.t, (event.seq,)
    for event in mitigations_of(trace)[:mitigations]:
        yield phrase("mitigation"), event.t, (event.seq,)
    if trace.impact.recovered_at is not None:
        yield phrase("recovery"), trace.impact.recovered_at, trace.impact.recovery()
    if trace.closed is not None:
        yield phrase("closing"), trace.closed.t, (trace.closed.seq,)


class Items(RuleArgs):
    """How many action items make a plan, and what a plan is worth that looks one way only."""

    enough: int = Field(2, ge=1)
    one_sided: Share = 0.8
    """Without an item that prevents, or without one that detects or mitigates."""


@rule("actions_owned", Items)
def actions_owned(trace: Trace, args: Items) -> Finding:
    """Ask that each action item has an owner, a day, a priority, and is concrete."""
    found = _draft(trace)
    if isinstance(found, Finding):
        return found
    draft, read = found
    items = read.actions
    if not items:
        missed = part_of(trace, draft, 0.0, NOTHING)
        target = phrase("{enough} or more", enough=args.enough)
        return scored(0.0, against(phrase("No action items"), target), [missed])
    value = sum(item.credit for item in items) / len(items) * min(1.0, len(items) / args.enough)
    both = balanced(items)
    obligations = [part_of(trace, draft, item.credit, joined(item.faults, " ")) for item in items]
    said = phrase_n(
        "{n} action item: {owned} owned, {dated} dated, {concrete} concrete",
        "{n} action items: {owned} owned, {dated} dated, {concrete} concrete",
        len(items),
        owned=sum(bool(i.owner) for i in items),
        dated=sum(bool(i.due) for i in items),
        concrete=sum(i.concrete for i in items),
    )
    if not both:
        said = phrase(
            "{said}; not both one that prevents and one that detects or mitigates", said=said
        )
    value *= 1.0 if both else args.one_sided
    target = phrase("all, {enough} or more", enough=args.enough)
    return scored(value, against(said, target), obligations)


class Blameless(RuleArgs):
    """What a phrase costs that blames somebody, and how much text there must be to judge."""

    phrase: Share = 0.25
    sections: float = Field(3.5, gt=0)
    """With fewer sections that say something, being blameless is worth as much less."""


@rule("words_blameless", Blameless)
def words_blameless(trace: Trace, args: Blameless) -> Finding:
    """Ask that a postmortem speaks of systems and of what was known, and blames nobody."""
    found = _draft(trace)
    if isinstance(found, Finding):
        return found
    draft, read = found
    hits = trace.remember(("blame", draft.seq), lambda: blame(read.text, trace.roster))
    filled = min(1.0, len(read.complete) / args.sections)
    value = max(0.0, 1 - args.phrase * len(hits)) * filled
    said = phrase_n("{n} phrase to put another way", "{n} phrases to put another way", len(hits))
    said = with_details(said, joined(dict.fromkeys(hit.kind for hit in hits)))
    if filled < 1.0:
        said = phrase_n(
            "{said}, in {n} section that says something",
            "{said}, in {n} sections that say something",
            len(read.complete),
            said=said,
        )
    costs = [(1 - args.phrase, hit.suggestion) for hit in hits] or [(value, NOTHING)]
    obligations = [part_of(trace, draft, credit, note) for credit, note in costs]
    target = phrase("none, in a postmortem that says something")
    return scored(value, against(said, target), obligations)

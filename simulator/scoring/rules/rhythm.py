"""How often people hear from the team, inside and outside, and promises kept: C1, C3, C4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from pydantic import Field

from simulator.model.phrases import Phrase, catalogued, joined, phrase, phrase_n
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.combinators import Obligation, Recurrence, Span, Window, recurrence
from simulator.scoring.content.promises import promised_at
from simulator.scoring.content.public import stage_of
from simulator.scoring.content.updates import INTERNAL
from simulator.scoring.findings import (
    Finding,
    against,
    not_applicable,
    not_observable,
    scored,
    time,
)
from simulator.scoring.pace import Work, paced
from simulator.scoring.rules.general import due
from simulator.scoring.rules.reading import running
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.trace import Trace
from simulator.scoring.truth import as_ms

__all__ = ["hears_nothing", "words_of"]

Group = Literal["internal", "external"]

_WORK: dict[Group, Work] = {"internal": "update", "external": "statuspage"}
_NO_TIME = phrase("The incident was over before a rhythm was due.")
_PUBLIC = frozenset({"public", "customers", "statuspage"})
"""What the audience of a public rhythm may be called."""


def hears_nothing(trace: Trace) -> Finding | None:
    """Return a finding where nothing has to be said to customers, or the log cannot tell."""
    visible = trace.facts.get("customer_visible")
    if visible is False:
        return not_applicable(phrase("Customers could not see the trouble."))
    if visible is None and not trace.of("statuspage.posted"):
        return not_observable(
            phrase("The log does not say whether customers could see the trouble.")
        )
    return None


def words_of(trace: Trace, group: Group) -> list[Event]:
    """Return the words to one group of people that told them something."""
    return trace.real_updates if group == "internal" else trace.good_posts


_VAIN: dict[Group, Phrase] = {
    "internal": phrase("none of the updates told people inside anything"),
    "external": phrase("none of the posts told customers anything"),
}
"""What a sentence adds if there were words, but none that count."""


class CadenceArgs(RuleArgs):
    """How often one group hears from the team."""

    group: Group = Field(description="internal or external")
    what: str
    """What a sentence calls such a word, such as ``substantive update inside``."""

    def reads(self) -> tuple[str, ...]:
        """Return the kind of the words to that group."""
        return ("update.posted" if self.group == "internal" else "statuspage.posted",)


@rule("cadence", CadenceArgs)
def cadence_kept(trace: Trace, args: CadenceArgs) -> Finding:
    """Ask that the newest word to a group is never too old, from when it is due to the end."""
    if args.group == "external" and (found := hears_nothing(trace)) is not None:
        return found
    policy, rank = trace.policy, str(trace.rank)
    span = getattr(policy.cadence, args.group).get(rank)
    if span is None:
        return not_applicable(phrase("The policy asks for no rhythm at this severity."))
    anchor, clocks = trace.anchor or 0, policy.clocks
    start = anchor + (clocks.roles if args.group == "internal" else clocks.first_public)[0]
    if trace.over <= start:
        return not_applicable(_NO_TIME)
    span = paced(trace, span, _WORK[args.group], start)
    # While it was closed nobody waited for a word; after it was reopened the wait begins anew.
    demands = _windows(trace, args.group, start, span)
    windows = [
        replace(w, start=max(w.start, a), end=min(w.end, b))
        for a, b in running(trace, start)
        for w in demands
        if max(w.start, a) < min(w.end, b)
    ]
    if not windows:
        return not_applicable(_NO_TIME)
    since = anchor if windows[0].start == start else windows[0].start
    kept = recurrence(words_of(trace, args.group), windows, since)
    return scored(kept.value, _said(trace, args, kept, span), kept.obligations)


def _said(trace: Trace, args: CadenceArgs, kept: Recurrence, span: Span) -> Phrase:
    what, silence = catalogued(args.what), time(kept.silence[1] - kept.silence[0])
    target = phrase("at most {time}, limit {limit}", time=time(span[0]), limit=time(span[1]))
    if any(o.met_at is not None for o in kept.obligations) or kept.value > 0:
        said = phrase("The longest gap was {time} ({what})", time=silence, what=what)
        return against(said, target)
    said = phrase("Not seen in {time}: {what}", time=silence, what=what)
    if trace.of("update.posted" if args.group == "internal" else "statuspage.posted"):
        said = joined([said, _VAIN[args.group]], "; ")
    return against(said, target)


def _windows(trace: Trace, group: Group, start: int, span: Span) -> list[Window]:
    """Cut the time into stretches, each with the demand of its own.

    The stricter of the policy's rhythm and the one that the team announced; where the policy has
    one for each stage of the status page, the stage sets it. After the policy's first hours an
    announced slower rhythm is as good.
    """
    over, cadence = trace.over, trace.policy.cadence
    stages = cadence.external_stages.get(str(trace.rank), {}) if group == "external" else {}
    announced: int | None = None
    stage = "investigating"
    out: list[Window] = []
    since = start
    for event in (*_turns(trace, group), None):
        until = over if event is None else min(max(event.t, start), over)
        if until > since:
            demand = stages.get(stage, span)
            slow_at = None
            if cadence.slower_after is not None:
                slow_at = (trace.anchor or 0) + cadence.slower_after
            out += _stretch(since, until, demand, announced, slow_at)
            since = until
        if event is not None and event.kind == "cadence.set":
            minutes = as_ms(event.data.get("minutes"))
            announced = minutes * MINUTE if minutes and minutes > 0 else announced
        elif event is not None:
            stage = stage_of(event) or stage
    if not stages or not out:
        return out
    # A page with a rhythm for each stage is judged in whole by the stage that it came to.
    reached = out[-1].span[1]
    return [replace(w, limit=max(reached, w.span[1])) for w in out]


def _turns(trace: Trace, group: Group) -> list[Event]:
    """Return the events that change how often this group is to hear something."""
    names = INTERNAL if group == "internal" else _PUBLIC
    found = [e for e in trace.of("cadence.set") if str(e.data.get("audience")) in names]
    if group == "external" and trace.policy.cadence.external_stages:
        found += trace.good_posts
    return sorted(found, key=lambda e: (e.t, e.seq))


def _stretch(
    since: int, until: int, span: Span, announced: int | None, slow_at: int | None
) -> Iterable[Window]:
    if announced is None:
        return [Window(since, until, span)]
    strict = Window(since, until, (min(span[0], announced), span[1]))
    if slow_at is None or announced <= span[0] or until <= slow_at:
        return [strict]
    slow = (announced, max(span[1], 2 * announced))
    first = [Window(since, slow_at, span)] if since < slow_at else []
    return [*first, Window(max(since, slow_at), until, slow)]


_NOT_YET = phrase("No promised time has come yet.")


class Promises(RuleArgs):
    """How the next words that were promised came."""

    none_after: Literal["first_stakeholder", "first_public"] = "first_stakeholder"
    """A log that goes on beyond this clock without any promise gets no credit."""


@rule("promises", Promises)
def promises_kept(trace: Trace, args: Promises) -> Finding:
    """Ask that each promised time of a next word is kept, inside and outside.

    A word to the same group of people keeps it; a post that says nothing promises nothing.
    """
    span = trace.policy.clocks.promise
    obligations = [
        found for group in ("internal", "external") for found in _promises(trace, group, span)
    ]
    value = None
    known = [o.credit for o in obligations if o.credit is not None]
    if known:
        value = sum(known) / len(known)
        late = [o.delay for o in obligations if o.credit == 0.0 or (o.delay or 0) > span[0]]
        kept = sum(o.credit == 1.0 for o in obligations)
        worst = [d for d in late if d is not None]
        said = phrase_n(
            "{good} of {n} promised next update came in time",
            "{good} of {n} promised next updates came in time",
            len(known),
            good=kept,
        )
        if worst:
            said = phrase("{said}, the latest {time} late", said=said, time=time(max(worst)))
        target = phrase("all within {time}", time=time(span[0]))
        return scored(value, against(said, target), obligations)
    if obligations:
        return not_applicable(_NOT_YET, obligations)
    words = [*words_of(trace, "internal"), *words_of(trace, "external")]
    if any(promised_at(e, trace.header.clock0) is not None for e in words):
        closed = phrase("It was closed before a promised update was due.")
        return not_applicable(_NOT_YET if trace.closed is None else closed)
    anchor = trace.anchor or 0
    limit = anchor + getattr(trace.policy.clocks, args.none_after)[1]
    if not trace.reached(limit) or trace.over <= limit:
        return not_applicable(phrase("The incident was over before a promise was due."))
    if not trace.composed and not any({"next_at", "text"} & e.data.keys() for e in words):
        return not_applicable(phrase("No words were recorded that could promise a next one."))
    none = Obligation(anchor, limit, None, 0.0, tuple(e.seq for e in words))
    said = phrase("No update said when the next one comes")
    return scored(0.0, against(said, phrase("each one does")), [none])


def _promises(trace: Trace, group: Group, span: Span) -> Iterable[Obligation]:
    """Judge each promise that came due while the incident ran."""
    words = words_of(trace, group)
    spans = running(trace, words[0].t) if words else []
    for index, event in enumerate(words):
        at = promised_at(event, trace.header.clock0)
        if at is not None and any(a <= at < b for a, b in spans):
            clock = paced(trace, span, _WORK[group], at)
            yield due(trace, at, words[index + 1 :], clock, (event.seq,))

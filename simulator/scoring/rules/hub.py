"""One place to talk, one record, one call: opened in time, and used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pydantic import Field

from simulator.model.fields import Duration, Share
from simulator.model.phrases import NOTHING, Phrase, joined, listing, phrase
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.rules.channels import channel_seat
from simulator.scoring.combinators import Obligation, Span, lin, ratio
from simulator.scoring.content.entries import is_empty
from simulator.scoring.findings import Finding, against, not_applicable, scored, time
from simulator.scoring.rules.general import due
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.rules.roles import needed_from
from simulator.scoring.select import Point, SpanRef, span_of
from simulator.scoring.trace import Trace

__all__: list[str] = []

_USES = {"chat": "message.posted", "doc": "doc.updated", "bridge": "bridge.joined"}
"""What shows that a channel is used."""
_TITLES = {"chat": phrase("chat"), "doc": phrase("document"), "bridge": phrase("bridge")}
"""How a sentence calls each."""


class Hub(RuleArgs):
    """How soon the places to work together are open, and what counts besides."""

    span: SpanRef = Field("clocks.hub", description="Full credit and no credit.")
    idle: Duration = Field(
        15 * MINUTE, description="What nobody uses for so long after it was opened counts less."
    )
    unused: Share = Field(0.5, description="What it counts then.")
    name: Share = Field(0.1, description="The share of the name, if the policy has a pattern.")


@rule("hub_opened", Hub)
def hub_opened(trace: Trace, args: Hub) -> Finding:
    """Ask that what the severity needs is opened in time, and used: chat, document, bridge.

    Who plays alone needs no call.
    """
    span, starts = span_of(trace, args.span), _starts(trace)
    if span is None or not starts:
        return not_applicable(
            phrase("At this severity the policy asks for no place to work together.")
        )
    found = {kind: _opened(trace, args, kind, start, span) for kind, start in starts.items()}
    value = ratio(found.values())
    if value is None:
        return not_applicable(phrase("The log ends before this was due."), found.values())
    said = _said(found, starts)
    named = _well_named(trace) if "chat" in starts else None
    if named is not None:
        value = (1 - args.name) * value + args.name * named
    if named is False:
        said.append(phrase("the chat's name does not follow the policy's pattern"))
    return scored(value, against(joined(said, "; "), time(span[0])), found.values())


def _starts(trace: Trace) -> dict[str, Point]:
    """Return from when each kind of place was needed."""
    alone = len(trace.crew) == 1
    asked = trace.policy.hub.kinds
    ranks = {kind: {rank for rank, kinds in asked.items() if kind in kinds} for kind in _USES}
    found = ((kind, needed_from(trace, ranks[kind])) for kind in _USES)
    return {
        kind: start
        for kind, start in found
        if start is not None and not (alone and kind == "bridge")
    }


def _channels(trace: Trace, kind: str) -> list[Event]:
    return [e for e in trace.of("channel.opened") if e.data.get("kind") == kind]


def _opened(trace: Trace, args: Hub, kind: str, start: Point, span: Span) -> Obligation:
    """Judge the channel of one kind that earns most."""
    found = [_weighed(trace, args, event, start, span) for event in _channels(trace, kind)]
    return max(found, key=lambda o: o.credit or 0.0, default=due(trace, start.t, [], span))


def _weighed(trace: Trace, args: Hub, event: Event, start: Point, span: Span) -> Obligation:
    """Judge one channel: it counts in full from so long before its first use as it may be idle.

    So to open it earlier never costs, and to open it for show earns little.
    """
    kind, found = event.data["kind"], due(trace, start.t, [event], span)
    used = _first_use(trace, kind, event)
    if used is None and not (
        trace.observes(_USES[kind]) and trace.reached(max(event.t, found.due) + args.idle)
    ):
        return found
    credit = args.unused * (found.credit or 0.0)
    seqs = found.evidence
    if used is not None:
        credit = max(credit, lin(max(event.t, used.t - args.idle) - found.when, *span))
        seqs += (used.seq,)
    note = phrase("not used") if credit < (found.credit or 0.0) else NOTHING
    return Obligation(found.when, found.due, found.met_at, credit, seqs, note)


def _first_use(trace: Trace, kind: str, event: Event) -> Event | None:
    uses = (
        e
        for e in trace.of(_USES[kind])
        if e.t >= event.t
        and (kind != "chat" or channel_seat(str(e.data.get("channel") or "")) is None)
        and not (kind == "doc" and "text" in e.data and is_empty(e.data["text"]))
    )
    return next(uses, None)


def _well_named(trace: Trace) -> bool | None:
    """Whether the chat is called as the policy wants; None if it does not care, or nobody knows."""
    pattern = trace.policy.hub.name
    names = [e.data.get("name") for e in _channels(trace, "chat")]
    known = [str(name) for name in names if name is not None]
    if not pattern or (names and not known and not trace.composed):
        return None
    return any(_compiled(pattern).search(name) for name in known)


@lru_cache(maxsize=16)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _said(found: dict[str, Obligation], starts: dict[str, Point]) -> list[Phrase]:
    """Tell when the last one was opened, which were not used, and which were not opened."""
    opened = {kind: o for kind, o in found.items() if o.delay is not None}
    parts: list[Phrase] = []
    if opened:
        last = max(opened, key=lambda kind: opened[kind].delay or 0)
        when = starts[last].moment.when(opened[last].delay or 0)
        parts.append(phrase("Opened {when}: {places}", when=when, places=_listed(opened)))
    idle = [kind for kind, o in opened.items() if o.note]
    if idle:
        parts.append(phrase("not used soon: {places}", places=_listed(idle)))
    closed = _listed(kind for kind in found if kind not in opened)
    if closed and opened:
        parts.append(phrase("not seen: {places}", places=closed))
    elif closed:
        parts.append(phrase("Not seen: {places}", places=closed))
    return parts


def _listed(kinds: Iterable[str]) -> Phrase:
    return listing([_TITLES[kind] for kind in kinds])

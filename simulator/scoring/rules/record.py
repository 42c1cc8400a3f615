"""The record: what happens is written down while it happens: K7."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pydantic import Field

from simulator.model.fields import Share
from simulator.model.phrases import Phrase, joined, phrase, phrase_n
from simulator.model.records import Event
from simulator.model.seats import WORLD
from simulator.scoring.combinators import Interval, Obligation, lin, ratio
from simulator.scoring.content.entries import is_copy
from simulator.scoring.findings import Finding, against, not_applicable, scored, time
from simulator.scoring.rules.reading import covered, not_kept, running, says_something
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.trace import Trace

__all__: list[str] = []


class Kept(RuleArgs):
    """What belongs in the record, and how much of the time it is fresh."""

    events: list[str] = Field(min_length=1)
    """Kinds of events of which each deserves an entry."""
    full: Share = 0.95
    zero: Share = 0.5
    near: int = Field(3, ge=0)
    """An entry that refers to nothing new is compared with so many before it."""


@rule("record_kept", Kept)
def record_kept(trace: Trace, args: Kept) -> Finding:
    """Ask that key events are entered soon, and that the newest entry is never old.

    An entry says something, and a person wrote it. Before the first one the age counts from the
    anchor.
    """
    entries = _entries(trace)
    events = _key_events(trace, args, entries)
    written = ratio(events)
    fresh, gaps = _fresh(trace, _news(trace, entries, args.near))
    if fresh is None and written is None:
        early = phrase("The log ends before an entry in the document was due.")
        return not_applicable(early, events)
    parts: list[float] = []
    said: list[Phrase] = []
    if written is not None:
        said.append(_written_said(trace, events))
        parts.append(written)
    if fresh is not None:
        said.append(_fresh_said(trace, fresh, opens=not said))
        parts.append(lin(fresh, args.full, args.zero))
    target = phrase("all, and {share} of the time", share=f"{args.full:.0%}")
    value = sum(parts) / len(parts)
    return scored(value, against(joined(said, "; "), target), [*events, *gaps])


def _written_said(trace: Trace, events: list[Obligation]) -> Phrase:
    judged = [o for o in events if o.credit is not None]
    return phrase_n(
        "{good} of {n} key event entered within {time}",
        "{good} of {n} key events entered within {time}",
        len(judged),
        good=sum(o.credit == 1.0 for o in judged),
        time=time(trace.policy.clocks.record),
    )


def _fresh_said(trace: Trace, fresh: float, *, opens: bool) -> Phrase:
    """Say how fresh the record was; ``opens`` says that a sentence begins with it."""
    age, share = time(trace.policy.clocks.record_age), f"{fresh:.0%}"
    if opens:
        return phrase(
            "The newest entry at most {age} old {share} of the time", age=age, share=share
        )
    return phrase("the newest entry at most {age} old {share} of the time", age=age, share=share)


def _entries(trace: Trace) -> list[Event]:
    """Return the entries that somebody wrote, and that say something."""
    return [e for e in trace.of("doc.updated") if e.role != WORLD and says_something(trace, e)]


def _refs(entry: Event) -> frozenset[int]:
    refs = entry.data.get("refs")
    return frozenset(r for r in (refs if isinstance(refs, list) else ()) if isinstance(r, int))


def _key_events(trace: Trace, args: Kept, entries: list[Event]) -> list[Obligation]:
    """Judge each key event until the closing by the first entry after it that refers to it.

    What refers to it before it happened tells nothing of it.
    """
    told = trace.of("doc.updated")
    if told and all(not_kept(trace, e, "refs") for e in told):
        return []
    events = {e.seq: e for e in trace.of(*args.events)}
    first: dict[int, Event] = {}
    for entry in entries:
        for seq in _refs(entry) & events.keys():
            if entry.seq > seq or entry.t >= events[seq].t:
                first.setdefault(seq, entry)
    over = trace.closed.t if trace.closed else None
    return [
        _entered(trace, e, first.get(e.seq)) for e in events.values() if over is None or e.t <= over
    ]


def _entered(trace: Trace, event: Event, entry: Event | None) -> Obligation:
    due = event.t + trace.policy.clocks.record
    if entry is None:
        credit = 0.0 if trace.reached(due) else None
        return Obligation(event.t, due, None, credit, (event.seq,))
    return Obligation(event.t, due, entry.t, float(entry.t <= due), (event.seq, entry.seq))


def _news(trace: Trace, entries: list[Event], near: int) -> list[Event]:
    """Drop entries that only repeat one another; twice running is well.

    "No change" is worth writing down, but not again and again.
    """
    kept: list[Event] = []
    seen: set[int] = set()
    running_on = 0
    for entry in entries:
        refs = _refs(entry)
        text = entry.data.get("text")
        before = [str(e.data.get("text")) for e in kept[max(0, len(kept) - near) :]]
        copied = not refs - seen and isinstance(text, str) and is_copy(text, before)
        seen |= refs
        running_on = running_on + 1 if copied else 0
        if running_on <= trace.policy.limits.copies_allowed:
            kept.append(entry)
    return kept


def _fresh(trace: Trace, entries: list[Event]) -> tuple[float | None, list[Obligation]]:
    """Return in what share of the time the newest entry was young enough, and each wait."""
    start, most = trace.anchor or 0, trace.policy.clocks.record_age
    spans = running(trace, start)
    total = sum(b - a for a, b in spans)
    if not total or not (entries or trace.reached(start + most) or trace.closed):
        return None, []
    marks = [*((a, ()) for a, _ in spans), *((e.t, (e.seq,)) for e in entries)]
    young = covered(spans, [(t, t + most) for t, _ in marks])
    share = sum(b - a for a, b in young) / total
    return share, list(_waits(spans, sorted(marks), most))


def _waits(
    spans: list[Interval], marks: list[tuple[int, tuple[int, ...]]], most: int
) -> Iterator[Obligation]:
    """Yield each time from one entry to the next, or to the end."""
    times = [t for t, _ in marks]
    for start, end in spans:
        inside = marks[bisect_left(times, start) : bisect_left(times, end)]
        for (a, seq), (b, after) in zip(inside, [*inside[1:], (end, ())], strict=True):
            if b > a:
                met = b if after else None
                yield Obligation(a, a + most, met, min(1.0, most / (b - a)), (*seq, *after))

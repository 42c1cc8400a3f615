"""What a change would wipe out is kept before: M10."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from simulator.model.fields import Duration
from simulator.model.phrases import phrase, phrase_n
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.combinators import Obligation, ratio
from simulator.scoring.content.entries import real_words
from simulator.scoring.findings import Finding, against_all, not_applicable, scored
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.trace import Trace
from simulator.scoring.truth import as_ms

__all__: list[str] = []


class Kept(RuleArgs):
    """What keeping evidence needs, and how much of the users' time it may cost."""

    most: Duration = 5 * MINUTE
    """Where keeping it would take longer while the incident is as bad as can be, nobody has to."""
    words: int = Field(2, ge=1)
    """So many real words name what was kept."""


@rule("evidence_kept", Kept)
def evidence_kept(trace: Trace, args: Kept) -> Finding:
    """Ask that traces of the cause are kept before a change wipes them out.

    Where the world tells which sources were lost, each of them counts; else any evidence does.
    """
    lossy = [e for e in trace.of("action.started") if e.data.get("destroys_evidence") is True]
    obligations = [
        kept for e in lossy if not _too_dear(trace, e, args) for kept in _kept(trace, e, args)
    ]
    value = ratio(obligations)
    if value is None:
        why = phrase("No change was made that wipes out evidence.")
        if lossy:
            why = phrase("Nothing was lost that could have been kept in time.")
        if obligations:
            why = phrase("The log ends before anything was lost.")
        return not_applicable(why, obligations)
    judged = [o for o in obligations if o.credit is not None]
    good = sum(o.credit == 1.0 for o in judged)
    partly = sum(0.0 < (o.credit or 0.0) < 1.0 for o in judged)
    said = phrase_n(
        "Evidence kept before {good} of {n} change that wipes it out",
        "Evidence kept before {good} of {n} changes that wipe it out",
        len(judged),
        good=good,
    )
    if partly:
        said = phrase("{said}, before {n} only some", said=said, n=partly)
    return scored(value, against_all(said), obligations)


def _too_dear(trace: Trace, start: Event, args: Kept) -> bool:
    """Whether keeping the evidence would have cost users too much (``capture_takes``, in ms)."""
    takes = as_ms(start.data.get("capture_takes", trace.facts.get("capture_takes")))
    worst = trace.true_rank_at(start.t) == 0
    return takes is not None and takes > args.most and worst


def _kept(trace: Trace, start: Event, args: Kept) -> Iterator[Obligation]:
    """Judge one change by what was kept before it took effect; none if it never did."""
    mine = start.data.get("id")
    loss = next((e for e in trace.of("evidence.destroyed") if e.data.get("id") == mine), None)
    told = loss.data.get("sources") if loss is not None else None
    lost = told if isinstance(told, list) and told else None
    limit = loss or start
    captures = [
        e
        for e in trace.of("evidence.captured")
        if (e.t, e.seq) < (limit.t, limit.seq) and _names(trace, e, args.words)
    ]
    if lost is None:
        if loss is None and _in_vain(trace, start):
            return
        share, used = float(bool(captures)), captures[-1:]
    else:
        kept = {str(e.data.get("source")): e for e in captures if "source" in e.data}
        used = [kept[name] for name in map(str, lost) if name in kept]
        loose = [e for e in captures if "source" not in e.data]
        share = 1.0 if loose else len(used) / len(lost)
        used = used or loose[-1:]
    credit = None if loss is None and not captures and _runs(trace, start) else share
    met = max((e.t for e in used), default=None) if share else None
    seqs = tuple(dict.fromkeys((*(e.seq for e in used), start.seq)))
    yield Obligation(start.t, limit.t, met, credit, seqs)


def _names(trace: Trace, event: Event, words: int) -> bool:
    """Whether it is said what was kept: a source, or words; what was not recorded is not asked."""
    if event.data.get("source") is not None or (not trace.composed and "what" not in event.data):
        return True
    return real_words(str(event.data.get("what") or "")) >= words


def _ends(trace: Trace, start: Event, *kinds: str) -> bool:
    return any(
        e.data.get("id") == start.data.get("id") and (e.t, e.seq) > (start.t, start.seq)
        for e in trace.of(*kinds)
    )


def _in_vain(trace: Trace, start: Event) -> bool:
    """Whether a change ended before any of it took effect."""
    stopped = _ends(trace, start, "action.failed", "action.aborted")
    partly = any(
        e.data.get("id") == start.data.get("id") and e.data.get("done")
        for e in trace.of("action.progressed")
    )
    return stopped and not partly


def _runs(trace: Trace, start: Event) -> bool:
    """Whether a change is under way, so that what it wipes out may still be there."""
    over = _ends(trace, start, "action.finished", "action.failed", "action.aborted")
    return trace.composed and not over

"""A team that is stuck asks for help: K9."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pydantic import Field

from simulator.model.fields import Duration, Share
from simulator.model.phrases import Phrase, joined, phrase, phrase_n
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.checks import CHECKS, kind_of
from simulator.scoring.combinators import Interval, ratio
from simulator.scoring.findings import NO_CLOCK, Finding, against, not_applicable, scored, time
from simulator.scoring.rules.general import due
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.select import DurationRef, SpanRef, duration_of, span_of
from simulator.scoring.trace import Trace

__all__: list[str] = []

_ENDS = ("action.finished", "action.failed", "action.aborted")
_ELSEWHERE = phrase("a theory about a part of a team that was not there")


class Helped(RuleArgs):
    """What progress is, and how soon help is asked for without any."""

    progress: list[str] = Field(
        default_factory=lambda: ["changes.reviewed", "hypothesis.tested", "mitigation.verified"]
    )
    """Kinds of events that bring the team further, besides new evidence and ends of changes."""
    stuck: DurationRef = "clocks.stuck"
    span: SpanRef = "clocks.call_for_help"
    material: Share = 0.05
    """A change of the share of users hit that is news."""
    early: Duration = 5 * MINUTE
    """A call so long before a reason to ask answers it as well: who sees it coming may be first."""
    failures: int = Field(2, ge=1)
    """So many mitigations that did not work are a reason to ask."""


@dataclass(frozen=True, slots=True)
class _Trigger:
    """A reason to ask for help: when, its name, since when an earlier call answers it as well."""

    t: int
    name: Phrase
    since: int
    seqs: tuple[int, ...] = ()


@rule("help_asked_for", Helped)
def help_asked_for(trace: Trace, args: Helped) -> Finding:
    """Ask that a team without progress, or out of its depth, calls on others soon.

    Reasons are time without progress, a severity that rose, a part of the system whose team is not
    there, and mitigations that failed. A change under way is progress.
    """
    span, stuck = span_of(trace, args.span), duration_of(trace, args.stuck)
    if span is None or stuck is None:
        return not_applicable(NO_CLOCK)
    triggers = sorted(_triggers(trace, args, stuck, span[0]), key=lambda x: (x.t, x.name))
    calls = trace.remember("calls for help", lambda: _calls(trace))
    obligations = [
        due(trace, one.t, [e for e in calls if e.t >= one.since], span, one.seqs)
        for one in triggers
    ]
    value = ratio(obligations)
    if value is None:
        why = phrase("The team was never stuck.")
        if triggers:
            why = phrase("The log ends before help was due.")
        return not_applicable(why, obligations)
    judged = [(x, o) for x, o in zip(triggers, obligations, strict=True) if o.credit is not None]
    called = sum(o.met_at is not None for _, o in judged)
    said = phrase_n(
        "Help was asked for after {called} of {n} reason to ask ({reasons})",
        "Help was asked for after {called} of {n} reasons to ask ({reasons})",
        len(judged),
        called=called,
        reasons=joined(dict.fromkeys(x.name for x, _ in judged)),
    )
    target = phrase("each within {time}", time=time(span[0]))
    return scored(value, against(said, target), obligations)


def _calls(trace: Trace) -> list[Event]:
    """Return when somebody of the team called on others; what the pager sends by itself is none."""
    sent = [e for e in trace.of("escalation.sent") if CHECKS["own escalation"](trace, e)]
    asked = [e for e in trace.of("page.sent") if e.data.get("level") == "requested"]
    return sorted([*sent, *asked], key=lambda e: (e.t, e.seq))


def _triggers(trace: Trace, args: Helped, stuck: int, patience: int) -> Iterator[_Trigger]:
    start, closed = trace.anchor or 0, trace.closed
    ends = [t for t in (trace.impact.recovered_at, closed.t if closed else None) if t is not None]
    over = min(ends, default=None)
    found = [
        *_no_progress(trace, args, stuck, over),
        *_worse(trace, args.early),
        *_other_teams(trace, args.early, patience),
        *_failed(trace, args.failures),
    ]
    yield from (x for x in found if start <= x.t and (over is None or x.t < over))


def _no_progress(trace: Trace, args: Helped, stuck: int, over: int | None) -> Iterator[_Trigger]:
    """Yield each stretch in which nothing brought the team further for too long."""
    if not trace.observes("evidence.viewed", "hypothesis.tested", "action.finished"):
        return

    def _stuck_at(t: int, last: int, seqs: tuple[int, ...]) -> _Trigger:
        name = phrase("no progress for {time}", time=time(stuck))
        return _Trigger(t, name, max(last, t - args.early), seqs)

    last = trace.anchor or 0
    seqs: tuple[int, ...] = ()
    for (begin, end), seq in sorted(_progress(trace, args, over)):
        if begin - last >= stuck:
            yield _stuck_at(last + stuck, last, seqs)
        if end >= last:
            last, seqs = end, (seq,)
    still = over if over is not None else last + stuck
    if still - last >= stuck and (over is not None or trace.reached(last + stuck)):
        yield _stuck_at(last + stuck, last, seqs)


def _progress(trace: Trace, args: Helped, over: int | None) -> Iterator[tuple[Interval, int]]:
    """Yield what brought the team further: moments, and the time that a change took."""
    for event in trace.of(*args.progress, *_ENDS):
        yield (event.t, event.t), event.seq
    seen: set[str] = set()
    for event in trace.of("evidence.viewed"):
        source = event.data.get("source")
        if source is None or str(source) not in seen:
            yield (event.t, event.t), event.seq
        seen.add(str(source))
    for (_, before, _), (t, level, seq) in pairwise([(0, 0.0, 0), *trace.impact.steps]):
        if abs(level - before) >= args.material:
            yield (t, t), seq
    ended = {str(e.data.get("id")): e.t for e in trace.of(*_ENDS)}
    for event in trace.of("action.started"):
        end = ended.get(str(event.data.get("id")))
        if end is None:  # it still runs, or nobody wrote down how it ended
            end = (trace.end if over is None else over) if trace.composed else event.t
        yield (event.t, max(event.t, end)), event.seq


def _worse(trace: Trace, before: int) -> Iterator[_Trigger]:
    """Yield each time at which the incident truly became more severe."""
    seqs = {e.t: e.seq for e in trace.of("facts.changed")}
    for (_, old), (t, new) in pairwise(trace.true_ranks):
        if old is not None and new is not None and new < old:
            yield _Trigger(t, phrase("the severity rose"), t - before, (seqs[t],))


def _other_teams(trace: Trace, before: int, patience: int) -> Iterator[_Trigger]:
    """Yield each theory about a part of another team, of which nobody is there.

    Which teams a part belongs to is known from its alerts. A theory that is refuted before anybody
    had to be called needs nobody.
    """
    owners: dict[str, set[str]] = {}
    for event in trace.of("alert.fired"):
        service, team = event.data.get("service"), event.data.get("team")
        if isinstance(service, str) and isinstance(team, str):
            owners.setdefault(service, set()).add(team)
    if not owners:
        return
    there = [
        (e.t, str(e.data.get("team")))
        for e in trace.of("page.sent", "responder.joined", "alert.fired")
        if e.kind != "alert.fired" or e.data.get("page") is True
    ]
    refuted = {
        str(e.data.get("id")): e.t
        for e in reversed(trace.of("hypothesis.tested"))
        if e.data.get("result") == "refuted"
    }
    asked: set[str] = set()
    for event in trace.of("hypothesis.stated"):
        teams = owners.get(str(event.data.get("suspects")), set())
        gone = refuted.get(str(event.data.get("id")))
        passing = gone is not None and gone <= event.t + patience
        present = any(t <= event.t and one in teams for t, one in there)
        if teams and not (passing or present or teams & asked):
            asked |= teams
            yield _Trigger(event.t, _ELSEWHERE, event.t - before, (event.seq,))


def _failed(trace: Trace, most: int) -> Iterator[_Trigger]:
    """Yield each time at which so many more mitigations had not worked."""
    bad: list[Event] = []
    runs: set[str] = set()
    for event in trace.of("action.failed", "mitigation.verified"):
        name = str(event.data.get("id"))
        verified = event.kind == "mitigation.verified"
        failed = event.data.get("worked") is False if verified else _mitigates(trace, event)
        if not failed or name in runs:
            continue
        runs.add(name)
        bad.append(event)
        if len(bad) == most:
            seqs = tuple(e.seq for e in bad)
            name = phrase_n("{n} mitigation did not work", "{n} mitigations did not work", most)
            yield _Trigger(event.t, name, bad[0].t, seqs)
            bad = []


def _mitigates(trace: Trace, event: Event) -> bool:
    return kind_of(trace, event) == "mitigation"

"""From the page to a declared incident with a severity: D1, D4, D5."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from simulator.model.records import Event
from simulator.model.score import CriterionInfo
from simulator.model.units import MINUTE
from simulator.scoring.combinators import Obligation, deadline, ratio
from simulator.scoring.findings import (
    Criterion,
    Finding,
    from_anchor,
    not_applicable,
    not_observable,
    scored,
    time,
)
from simulator.scoring.trace import Trace
from simulator.scoring.truth import rank_of

__all__ = ["CRITERIA", "acks_of", "pages_of"]

_IDLE = 5 * MINUTE
"""An acknowledgement that nothing follows within this time was only a click."""
_PASSIVE = ("page.acked", "seat.taken", "seat.left")
_TOO_HIGH = (1.0, 0.85, 0.5)
"""Credit by how many ranks too high; treating as the higher one is the safer error."""
_TOO_LOW = (1.0, 0.4, 0.0)
_LITIGATED = 0.15
_LITIGATION = 15 * MINUTE
_CHANGES_ALLOWED = 2
_NEWS = (
    "evidence.viewed", "changes.reviewed", "hypothesis.tested", "impact.changed", "scope.defined",
    "inject.delivered", "action.finished", "action.failed",
)  # fmt: skip
"""What may give reason to change a severity."""


def pages_of(trace: Trace) -> list[Event]:
    """Return the alerts that paged somebody.

    Where pages are in the log themselves, an alert for which none was sent is not among them:
    somebody was on the case already. A page by which somebody asked for a team is no alert's.
    """
    alerts = [e for e in trace.of("alert.fired") if e.data.get("page") is True]
    sent = [p for p in trace.of("page.sent") if p.data.get("level") != "requested"]
    if not sent:
        return alerts
    return [
        e
        for e in alerts
        if any(p.t == e.t and p.data.get("alert") == e.data.get("alert") for p in sent)
    ]


def acks_of(trace: Trace, page: Event) -> list[Event]:
    """Return the acknowledgements of a page; one that names no alert is for any."""
    alert = page.data.get("alert")
    return [
        ack
        for ack in trace.of("page.acked")
        if (ack.t, ack.seq) > (page.t, page.seq)
        and (alert is None or ack.data.get("alert") in (None, alert))
    ]


def _followed_up(trace: Trace, ack: Event) -> bool:
    """Whether whoever acknowledged then did something.

    A persona acts outside the log, and a recorder that saw only some kinds may have missed it.
    """
    if ack.role == "persona" or not trace.sees_all or trace.end < ack.t + _IDLE:
        return True
    return any(
        ack.t <= e.t <= ack.t + _IDLE and e.seq > ack.seq and e.kind not in _PASSIVE
        for e in trace.by(ack.actor)
    )


def _page(trace: Trace, page: Event, span: tuple[int, int]) -> Obligation | None:
    """Judge one page; None if the alert was gone before the acknowledgement was due."""
    acks = acks_of(trace, page)
    real = [ack for ack in acks if _followed_up(trace, ack)]
    gone = any(
        page.t <= e.t <= page.t + span[0] and e.data.get("alert") == page.data.get("alert")
        for e in trace.of("alert.resolved")
    )
    if gone and not acks:
        return None
    found = deadline(page.t, real, span, trace.end, (page.seq,))
    if acks and not real:
        seqs = (page.seq, acks[0].seq)
        return Obligation(page.t, found.due, None, 0.0, seqs, "void")
    return found


def page_acknowledged(trace: Trace) -> Finding:
    """D1: every page is acknowledged in time by somebody who then gets to work."""
    span = trace.policy.clocks.ack.get(str(trace.rank))
    if span is None:
        return not_applicable("The policy sets no time to acknowledge for this severity.")
    found = [_page(trace, page, span) for page in pages_of(trace)]
    obligations = [o for o in found if o is not None]
    value = ratio(obligations)
    if value is None:
        return not_applicable("No page had to be acknowledged.", obligations)
    return scored(value, f"{_acks_said(obligations)}; target {time(span[0])}.", obligations)


def _acks_said(obligations: Sequence[Obligation]) -> str:
    judged = [o for o in obligations if o.credit is not None]
    delays = [o.delay for o in judged if o.delay is not None]
    if len(judged) > 1 and delays:
        slowest = f"the slowest {time(max(delays))} after its alert"
        return f"{len(delays)} of {len(judged)} pages acknowledged, {slowest}"
    if delays:
        return f"Page acknowledged {time(delays[0])} after the alert"
    if any(o.note == "void" for o in judged):
        return (
            f"The acknowledgement was followed by no other step within {time(_IDLE)}, so it is void"
        )
    return "No acknowledgement of the page was seen"


def declared_early(trace: Trace) -> Finding:
    """D4: the incident is declared soon after it could be."""
    span = trace.policy.clocks.declare
    start = trace.declarable_at
    if start is None:
        if trace.observes("alert.fired"):
            return not_applicable("Nothing had to be declared.")
        return not_observable("The log does not show when an incident could be declared.")
    reports = trace.of("inject.delivered", "inject.exec_question")
    trigger = [e.seq for e in (*pages_of(trace), *reports) if e.t == start][:1]
    declared = [trace.declared] if trace.declared else []
    found = deadline(start, declared, span, trace.end, trigger)
    if found.credit is None:
        return not_applicable("The log ends before a declaration was due.", [found])
    if found.delay is None:
        said = f"No declaration within the {time(trace.end - start)} that the log runs on"
    elif found.delay < 0:
        said = f"Incident declared {time(-found.delay)} before it had to be"
    else:
        said = f"Incident declared {time(found.delay)} after it could be"
    return scored(found.credit, f"{said}; target {time(span[0])}.", [found])


def severity_right(trace: Trace) -> Finding:
    """D5: a severity is set in time, and the one in force at the limit is the true one."""
    anchor, span = trace.anchor or 0, trace.policy.clocks.severity
    sets = trace.of("severity.set")
    found = deadline(anchor, sets, span, trace.end)
    if found.credit is None:
        return not_applicable("The log ends before a severity was due.", [found])
    if trace.true_rank is None:
        return not_observable("The log does not say how severe the incident truly was.")
    if not sets:
        return scored(0.0, f"No severity was set; target {time(span[0])}.", [found])
    by_limit = [e for e in sets if e.t <= anchor + span[1]] or sets[:1]
    level, rank = (
        by_limit[-1].data.get("level"),
        rank_of(trace.policy, by_limit[-1].data.get("level")),
    )
    if rank is None:
        return not_observable(f"The policy knows no severity called {level!r}.")
    fuss = _LITIGATED if _litigated(trace, sets) else 0.0
    accuracy = _accuracy(rank - trace.true_rank)
    seqs = (sets[0].seq, by_limit[-1].seq)
    obligation = Obligation(
        anchor, found.due, found.met_at, max(0.0, found.credit * accuracy - fuss), seqs
    )
    truth = next(lv.label for lv in trace.policy.severity.levels if lv.rank == trace.true_rank)
    when = from_anchor(trace, sets[0].t - anchor)
    changed = f", changed more than {_CHANGES_ALLOWED} times without news," if fuss else ""
    said = f"Severity first set {when}{changed} and {level} in force; by the facts it is {truth}"
    return scored(obligation.credit or 0.0, f"{said}; target {time(span[0])}.", [obligation])


def _accuracy(distance: int) -> float:
    """Give credit by rank distance; positive is too low a severity."""
    scale = _TOO_LOW if distance > 0 else _TOO_HIGH
    return scale[min(abs(distance), len(scale) - 1)]


def _litigated(trace: Trace, sets: Sequence[Event]) -> bool:
    """Whether the severity went to and fro: too many changes in a quarter of an hour, no news."""
    news = [(e.t, e.seq) for e in trace.of(*_NEWS)]
    changes = [
        b.t
        for a, b in pairwise(sets)
        if a.data.get("level") != b.data.get("level")
        and not any((a.t, a.seq) < when < (b.t, b.seq) for when in news)
    ]
    run = _CHANGES_ALLOWED
    return any(changes[i + run] - changes[i] <= _LITIGATION for i in range(len(changes) - run))


CRITERIA = (
    Criterion(
        CriterionInfo(
            id="D1",
            name="Page acknowledged",
            capability="detection",
            role="ol",
            c="coordinate",
            weight=2,
            target="Every page is acknowledged within the policy's time, and work follows.",
            why="An acknowledgement stops the escalation: somebody has it.",
            source="IRM article, Template guide, SRE handbook, Primer; PagerDuty; Google",
            anti_pattern="slow ack",
            question="What did the first minutes after the page look like?",
        ),
        page_acknowledged,
        ("alert.fired", "page.acked"),
        anchored=False,
    ),
    Criterion(
        CriterionInfo(
            id="D4",
            name="Declared early",
            capability="detection",
            role="team",
            c="control",
            weight=3,
            target="An incident is declared within the policy's time after it could be.",
            why="Help, roles and words start with the declaration; standing down later is cheap.",
            source="IMAG lesson, Template guide, SRE handbook; Google",
            anti_pattern="delayed declaration",
            question="What would have made it easier to declare sooner?",
        ),
        declared_early,
        ("incident.declared",),
        anchored=False,
    ),
    Criterion(
        CriterionInfo(
            id="D5",
            name="Severity right and on time",
            capability="detection",
            role="ic",
            c="control",
            weight=3,
            target="The severity that the facts call for is in force within the policy's time.",
            why="Severity decides who is called and how often people hear from the team.",
            source="IMAG lesson, SRE handbook; PagerDuty",
            anti_pattern="under-classification",
            question="Which facts did the team have when it chose the severity?",
        ),
        severity_right,
        ("severity.set",),
    ),
)

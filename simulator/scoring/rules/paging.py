"""From the alert to somebody who has it: acknowledgements and escalations of pages."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import merge

from pydantic import Field

from simulator.model.fields import Duration
from simulator.model.phrases import NOTHING, Phrase, phrase, phrase_n
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.rules.kinds import EVENT_KINDS
from simulator.scoring.checks import is_own_escalation
from simulator.scoring.combinators import Obligation, Span, lin, ratio
from simulator.scoring.findings import Finding, against, not_applicable, scored, time
from simulator.scoring.pace import paced
from simulator.scoring.rules.general import due
from simulator.scoring.rules.lookup import about, by_field, later, place
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.select import SpanRef, span_of
from simulator.scoring.trace import Trace

__all__ = ["acks_of", "pages_of"]

_PASSIVE = ("page.acked", "seat.taken", "seat.left")
_VOID = phrase("void")
_LATE = phrase("followed up late")
_AUTO = phrase("by the pager itself")


def pages_of(trace: Trace) -> list[Event]:
    """Return the alerts that paged somebody.

    Where pages are in the log themselves, an alert for which none was sent is not among them:
    somebody was on the case already. A page by which somebody asked for a team is no alert's.
    """
    alerts = [e for e in trace.of("alert.fired") if e.data.get("page") is True]
    sent = [p for p in trace.of("page.sent") if p.data.get("level") != "requested"]
    if not sent:
        return alerts
    paged = {(p.t, about(p.data.get("alert"))) for p in sent}
    return [e for e in alerts if (e.t, about(e.data.get("alert"))) in paged]


def acks_of(trace: Trace, page: Event) -> list[Event]:
    """Return the acknowledgements of a page; one that names no alert is for any."""
    return _about(trace, "page.acked", page)


def _about(trace: Trace, kind: str, page: Event) -> list[Event]:
    """Return what came after a page and is about its alert, or names none."""
    alert = about(page.data.get("alert"))
    if alert is None:
        return list(later(trace.of(kind), page))
    said = by_field(trace, "alert", kind)
    return list(merge(*(later(said.get(name, ()), page) for name in (None, alert)), key=place))


def _gone(trace: Trace, page: Event, by: int) -> bool:
    """Whether the alert went away by itself until then."""
    ends = by_field(trace, "alert", "alert.resolved").get(about(page.data.get("alert")), ())
    return any(page.t <= e.t <= by for e in ends)


def _is_persona(event: Event) -> bool:
    """Whether somebody did it whom nobody plays; the team can take no credit for it."""
    return event.role == "persona"


class Acknowledged(RuleArgs):
    """How soon a page is acknowledged, and what makes an acknowledgement void."""

    span: SpanRef = Field("clocks.ack", description="Full credit and no credit, from the alert.")
    idle: Duration = Field(
        5 * MINUTE,
        description="An acknowledgement that its sender follows with nothing for so long is void.",
    )


@rule("page_acknowledged", Acknowledged)
def page_acknowledged(trace: Trace, args: Acknowledged) -> Finding:
    """Ask that every page is acknowledged in time by somebody who then gets to work."""
    span = span_of(trace, args.span)
    if span is None:
        return not_applicable(phrase("The policy sets no time to acknowledge for this severity."))
    found = [_acknowledged(trace, page, span, args.idle) for page in pages_of(trace)]
    obligations = [o for o in found if o is not None]
    value = ratio(obligations)
    if value is None:
        return not_applicable(phrase("No page had to be acknowledged."), obligations)
    return scored(value, against(_acks_said(obligations, args), time(span[0])), obligations)


def _acknowledged(trace: Trace, page: Event, span: Span, idle: int) -> Obligation | None:
    """Judge one page; None if it was not the team's, or its alert gone before that was due.

    It was not if somebody took it whom nobody plays, before it was escalated.
    """
    acks = acks_of(trace, page)
    own = [ack for ack in acks if not _is_persona(ack)]
    if acks and _is_persona(acks[0]):
        sent = _about(trace, "escalation.sent", page)
        if not sent or place(acks[0]) < place(sent[0]):
            return None
    if not own and _gone(trace, page, page.t + span[0]):
        return None
    clock = paced(trace, span, "ack", page.t)
    counted = _counted(trace, own, idle)
    if counted is None:
        found = due(trace, page.t, [], clock, (page.seq,))
        if not own:
            return found
        return Obligation(page.t, found.due, None, 0.0, (page.seq, own[0].seq), _VOID)
    ack, since = counted
    note = _LATE if since > ack.t else NOTHING
    credit = lin(since - page.t, *clock)
    return Obligation(page.t, page.t + clock[0], since, credit, (page.seq, ack.seq), note)


def _counted(trace: Trace, acks: Sequence[Event], idle: int) -> tuple[Event, int] | None:
    """Return the acknowledgement that counts, and since when; None if none does."""
    best: tuple[Event, int] | None = None
    for ack in acks:
        if best is not None and ack.t >= best[1]:
            break
        since = _holds_from(trace, ack, idle)
        if since is not None and (best is None or since < best[1]):
            best = ack, since
    return best


def _holds_from(trace: Trace, ack: Event, idle: int) -> int | None:
    """Return from when an acknowledgement holds, None if its sender did nothing then.

    It holds from so long before the first step as one may be idle, so to acknowledge sooner never
    costs. A recorder that saw only some kinds may have missed the step.
    """
    if not trace.sees_all:
        return ack.t
    step = next(later(_steps(trace, ack.actor), ack), None)
    if step is not None and step.t <= ack.t + idle:
        return ack.t
    if not trace.reached(ack.t + idle):
        return ack.t
    return None if step is None else step.t - idle


def _steps(trace: Trace, actor: str) -> list[Event]:
    """Return what somebody did that is work; an event of an unknown kind tells nothing."""

    def found() -> list[Event]:
        known = (e for e in trace.by(actor) if e.kind in EVENT_KINDS)
        return [e for e in known if e.kind not in _PASSIVE]

    return trace.remember(("steps", actor), found)


def _acks_said(obligations: Sequence[Obligation], args: Acknowledged) -> Phrase:
    judged = [o for o in obligations if o.credit is not None]
    delays = [o.delay for o in judged if o.delay is not None]
    if len(judged) > 1 and delays:
        return phrase_n(
            "{good} of {n} page acknowledged, the slowest {time} after its alert",
            "{good} of {n} pages acknowledged, the slowest {time} after its alert",
            len(judged),
            good=len(delays),
            time=time(max(delays)),
        )
    if delays and judged[0].note == _LATE:
        return phrase(
            "Page acknowledged, and as its first step came late this counts from {time} after"
            " the alert",
            time=time(delays[0]),
        )
    if delays:
        return phrase("Page acknowledged {time} after the alert", time=time(delays[0]))
    if any(o.note == _VOID for o in judged):
        return phrase(
            "The acknowledgement was followed by no other step within {time}, so it is void",
            time=time(args.idle),
        )
    return phrase("No acknowledgement of the page was seen")


class Escalated(RuleArgs):
    """How soon a page that nobody acknowledged moves on."""

    span: SpanRef = Field(
        "clocks.escalate_page", description="Full credit and no credit, from the alert."
    )


@rule("page_escalated", Escalated)
def page_escalated(trace: Trace, args: Escalated) -> Finding:
    """Ask that a page that nobody acknowledged is escalated in time.

    Where the pager does that by itself, somebody has to pick up what it sent on.
    """
    span, ladder = span_of(trace, args.span), trace.policy.escalation.ladder
    if span is None or not ladder:
        return not_applicable(phrase("The policy knows no next level for a page."))
    found = [_escalated(trace, page, span, ladder[0].after) for page in pages_of(trace)]
    obligations = [o for o in found if o is not None]
    value = ratio(obligations)
    if value is None:
        waited = time(ladder[0].after)
        none = phrase("No page waited {time} for an acknowledgement.", time=waited)
        return not_applicable(none, obligations)
    return scored(value, against(_moved_said(obligations), time(span[0])), obligations)


def _escalated(trace: Trace, page: Event, span: Span, patience: int) -> Obligation | None:
    """Judge one page; None if it was acknowledged, or its alert gone, before that was needed.

    Nor is there anything left to do where somebody picks it up whom nobody plays.
    """
    acks, sent = acks_of(trace, page), _about(trace, "escalation.sent", page)
    own = [e for e in sent if is_own_escalation(e)]
    auto = next((e for e in sent if not is_own_escalation(e)), None)
    first = acks[0] if acks else None
    if first is not None and first.t < page.t + (patience if sent else span[0]):
        return None
    if _gone(trace, page, page.t + span[0]) or not trace.reached(page.t + patience):
        return None
    picked_up = [ack for ack in acks if auto is not None and ack.t >= auto.t]
    if picked_up and _is_persona(picked_up[0]) and not own:
        return None
    seqs = (page.seq,) if auto is None else (page.seq, auto.seq)
    found = due(trace, page.t, [*own, *picked_up], span, seqs)
    note = _AUTO if auto is not None and not own else NOTHING
    return Obligation(found.when, found.due, found.met_at, found.credit, found.evidence, note)


def _moved_said(obligations: Sequence[Obligation]) -> Phrase:
    judged = [o for o in obligations if o.credit is not None]
    delays = [o.delay for o in judged if o.delay is not None]
    if len(judged) > 1:
        said = phrase_n(
            "{good} of {n} unanswered page escalated or picked up",
            "{good} of {n} unanswered pages escalated or picked up",
            len(judged),
            good=len(delays),
        )
        if not delays:
            return said
        slowest = time(max(delays))
        return phrase("{said}, the slowest {time} after its alert", said=said, time=slowest)
    auto = judged[0].note == _AUTO
    if not delays and auto:
        return phrase("The pager escalated by itself, and the page was not picked up")
    if not delays:
        return phrase("An unanswered page was not escalated")
    when = time(delays[0])
    if auto:
        return phrase(
            "The pager escalated by itself, and the page was picked up {time} after the alert",
            time=when,
        )
    return phrase("Unanswered page escalated {time} after the alert", time=when)

"""The timeline of a preview: what happens in a simulated drill, and whose attention it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.authoring.preview import words
from simulator.authoring.preview.data import Lane, Moment
from simulator.authoring.runs import Run
from simulator.debrief.cast import Cast, SeatNames, text_of
from simulator.debrief.sentences import SILENT, Said, sentence
from simulator.model.phrases import joined
from simulator.model.records import Event
from simulator.model.scenario import InjectSpec
from simulator.model.scenario.escalating import severity_facts
from simulator.model.seats import CORE_ROLES
from simulator.model.units import clock_text, duration_text
from simulator.rules.channels import PUBLIC, channel_seat

__all__ = ["lane_of_channel", "moments_of"]

INJECTS = ("inject.delivered", "inject.exec_question")
ESCALATED = "facts.changed"
_WORLD = frozenset(
    {
        "alert.fired", "alert.resolved", "page.sent", "page.acked", "escalation.sent",
        "responder.joined", "fault.started", "fault.changed", "fault.cleared", "impact.changed",
        "monitor.failed", "monitor.recovered", "action.progressed", "action.finished",
        "action.failed", "evidence.destroyed", "inject.expired", "inject.cancelled", "drill.ended",
        ESCALATED, *INJECTS,
    }
)  # fmt: skip
"""What is told even if it is small: it comes from the world."""
Facts = Mapping[str, float | bool]
_UNTOLD = SILENT | {"seat.taken", "drill.started", "evidence.viewed", "message.posted"}
_CURTAIN = "Behind the curtain: "


def lane_of_channel(channel: str) -> Lane:
    """Return whose attention a channel takes."""
    seat = channel_seat(channel)
    if seat in CORE_ROLES:
        return "ic" if seat == "ic" else "ol" if seat == "ol" else "cl"
    return "all"


def moments_of(run: Run) -> Iterator[Moment]:
    """Tell a drill in order, each thing once."""
    names = SeatNames(Cast(run.events), run.scenario.start)
    injects = {inject.id: inject for inject in run.scenario.injects}
    escalated = {event.data.get("id") for event in run.of("escalation.sent")}
    facts = severity_facts(run.scenario.facts)
    for event in run.events:
        if event.kind == ESCALATED:
            said, facts = _escalated(facts, event.data["facts"]), event.data["facts"]
        else:
            said = sentence(event, names)
        if event.kind in _UNTOLD or not (event.kind in _WORLD or said.key):
            continue
        if event.kind == "page.sent" and event.data.get("id") in escalated:
            continue  # the escalation says so
        text = said.text.removeprefix(_CURTAIN)
        inject = injects.get(text_of(event.data, "id")) if event.kind in INJECTS else None
        yield Moment(
            t=event.t,
            clock=clock_text(run.scenario.start, event.t),
            at=duration_text(event.t // 1000 * 1000),
            lane=_lane(event),
            kind=event.kind,
            label=_label(event, inject) or text,
            text=text if event.kind.startswith("fault.") else text[:1].upper() + text[1:],
            quote=" ".join(said.quote.split()),
            tone=said.tone,
            why=_why(inject),
        )


def _escalated(before: Facts, now: Facts) -> Said:
    """Say which facts are others from now on."""
    changed = {name: value for name, value in now.items() if value != before.get(name)}
    told = joined(["from now on", words.facts(changed)], " ")
    return Said(told, tone="bad")


def _lane(event: Event) -> Lane:
    if event.kind in INJECTS:
        return lane_of_channel(text_of(event.data, "channel"))
    role = text_of(event.data, "to") if event.kind.startswith(("page.s", "esc")) else event.role
    if role in CORE_ROLES:
        return lane_of_channel(f"dm-{role}")
    return "ol" if role == "responder" else "system"


def _label(event: Event, inject: InjectSpec | None) -> str:
    """Return the few words that a chart has room for."""
    if inject:
        return inject.id
    data = event.data
    signs = {
        "alert.fired": ("alert", "{} fires"),
        "alert.resolved": ("alert", "{} resolves"),
        "page.sent": ("name", "page to {}"),
        "escalation.sent": ("name", "escalated to {}"),
        "page.acked": ("alert", "{} acknowledged"),
        "fault.started": ("fault", "{} begins"),
        "fault.cleared": ("fault", "{} is gone"),
        "action.finished": ("action", "{} done"),
        "action.started": ("action", "{} started"),
        "action.failed": ("action", "{} failed"),
    }
    field, form = signs.get(event.kind, ("", ""))
    undoing = "undoing " if data.get("undoes") else ""
    return form.format(undoing + text_of(data, field)) if field else ""


def _why(inject: InjectSpec | None) -> str:
    if inject is None:
        return ""
    asked = words.expects(inject)
    where = "everybody" if inject.channel == PUBLIC else inject.channel
    parts = [where, words.trigger(inject), f"expects {asked}" if asked else ""]
    return "; ".join(part for part in parts if part)

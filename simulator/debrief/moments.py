"""The turns of a drill: what a five-line summary, a table and a chart all show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from simulator.debrief.cast import SeatNames, number_of, text_of
from simulator.debrief.data import Impact, Lane, Moment, Run
from simulator.debrief.sentences import sentence
from simulator.debrief.words import opening, stage_text
from simulator.model.phrases import NOTHING, Phrase, catalogued, phrase
from simulator.model.records import Event
from simulator.model.seats import CORE_ROLES
from simulator.model.units import clock_text

__all__ = ["first", "impact_steps", "lane_of", "moments_of", "runs_of", "tell"]

_FIRST = {
    "incident.declared": phrase("Declared"),
    "update.posted": phrase("First update"),
    "recovery.verified": phrase("Recovery verified"),
    "postmortem.scheduled": phrase("Review scheduled"),
    "scope.defined": phrase("Scope stated"),
}
"""Kinds of which the first one is a turn."""
_ALWAYS = {"incident.resolved": phrase("Resolved"), "incident.reopened": phrase("Reopened")}
_MINOR = {
    "update.posted": phrase("Update"),
    "decision.logged": phrase("Decision"),
    "plan.reviewed": phrase("Plan reviewed"),
    "mitigation.verified": phrase("Change verified"),
    "hypothesis.stated": phrase("Idea stated"),
    "hypothesis.tested": phrase("Idea tested"),
    "query.answered": phrase("Question answered"),
    "inject.delivered": phrase("Message from outside"),
    "inject.exec_question": phrase("Executive question"),
    "action.approved": phrase("Change approved"),
    "escalation.sent": phrase("Escalation"),
    "recovery.verified": phrase("Recovery verified"),
}
"""Kinds that are a mark on the chart and no more."""
_ROLES = {"ic": phrase("IC in command"), "ol": phrase("OL accepted"), "cl": phrase("CL accepted")}


def first(events: Iterable[Event], *kinds: str) -> Event | None:
    """Return the first event of some kinds."""
    return next((event for event in events if event.kind in kinds), None)


def lane_of(event: Event) -> Lane:
    """Return whose lane an event is drawn in; responders work for the OL."""
    if event.role in CORE_ROLES:
        return "ic" if event.role == "ic" else "ol" if event.role == "ol" else "cl"
    return "ol" if event.role == "responder" else "world"


def tell(event: Event, names: SeatNames) -> Phrase:
    """Return a whole sentence, as it opens a line."""
    return opening(sentence(names.nameless(event), names).text)


def _moment(event: Event, names: SeatNames, label: Phrase, *, major: bool = True) -> Moment:
    clock = clock_text(names.clock0, event.t)
    return Moment(event.seq, event.t, clock, lane_of(event), label, tell(event, names), major)


def moments_of(events: Sequence[Event], names: SeatNames) -> tuple[Moment, ...]:
    """Return every turn of the drill, in order; those that are not major are marks on a chart."""
    seen: set[str] = set()
    found = []
    for event in events:
        label = _label(event, seen)
        if label:
            found.append(_moment(event, names, label))
        elif event.kind in _MINOR:
            found.append(_moment(event, names, _MINOR[event.kind], major=False))
    found += _impact_moments(events, names)
    return tuple(sorted(found, key=lambda moment: (moment.t, moment.seq)))


def _label(event: Event, seen: set[str]) -> Phrase:
    """Return the label of an event that is a turn, and note that it was seen."""
    if event.kind in _ALWAYS:
        return _ALWAYS[event.kind]
    special = _SPECIAL.get(event.kind)
    name = special(event) if special else _FIRST.get(event.kind, NOTHING)
    if not name or name in seen:
        return NOTHING
    seen.add(name)
    return name


def _alert(event: Event) -> Phrase:
    return phrase("First page") if event.data.get("page") else NOTHING


def _ack(event: Event) -> Phrase:
    # A page that names no alert is one by which somebody asked for a team.
    return NOTHING if event.data.get("alert") == "" else phrase("Page acknowledged")


def _role(event: Event) -> Phrase:
    return _ROLES.get(text_of(event.data, "role") or event.role, NOTHING)


def _stage(event: Event) -> Phrase:
    stage = text_of(event.data, "stage")
    if not stage:
        return phrase("Status page")
    return phrase("Status page: {stage}", stage=stage_text(stage))


_SPECIAL: dict[str, Callable[[Event], Phrase]] = {
    "alert.fired": _alert,
    "page.acked": _ack,
    "severity.set": lambda event: catalogued(text_of(event.data, "level")),
    "role.accepted": _role,
    "statuspage.posted": _stage,
}


def impact_steps(events: Iterable[Event], clock0: str) -> tuple[Impact, ...]:
    """Return how the share of affected users changed."""
    return tuple(
        Impact(event.t, clock_text(clock0, event.t, seconds=True), min(1.0, max(0.0, level)))
        for event in events
        if event.kind == "impact.changed" and (level := number_of(event.data, "level")) is not None
    )


def _impact_moments(events: Sequence[Event], names: SeatNames) -> Iterator[Moment]:
    """Yield when users began to be affected, when that was halved, and when it ended for good."""
    changes = [e for e in events if e.kind == "impact.changed"]
    levels = [number_of(e.data, "level") or 0.0 for e in changes]
    hit = next((n for n, level in enumerate(levels) if level > 0), None)
    if hit is None:
        return
    yield _moment(changes[hit], names, phrase("Impact begins"))
    worst = levels[hit]
    for event, level in zip(changes[hit:], levels[hit:], strict=True):
        worst = max(worst, level)
        if 0 < level <= worst / 2:
            yield _moment(event, names, phrase("Impact halved"))
            break
    if levels[-1] == 0:
        last = max(n for n, level in enumerate(levels) if level > 0)
        yield _moment(changes[last + 1], names, phrase("Recovered"))


_OUTCOMES = {
    "action.finished": phrase("finished"),
    "action.failed": phrase("did not work"),
    "action.aborted": phrase("stopped"),
}


def runs_of(events: Sequence[Event], names: SeatNames) -> tuple[Run, ...]:
    """Return the changes to the system as stretches of time."""
    ends: dict[str, Event] = {}
    for event in events:
        if event.kind in _OUTCOMES:
            ends.setdefault(text_of(event.data, "id"), event)
    return tuple(
        _run(event, ends.get(text_of(event.data, "id")), names)
        for event in events
        if event.kind == "action.started"
    )


def _run(event: Event, end: Event | None, names: SeatNames) -> Run:
    thing = text_of(event.data, "id")
    how = text_of(event.data, "how")
    title = names.cast.called(thing) or how.capitalize() or phrase("Change {id}", id=thing)
    return Run(
        seq=event.seq,
        start=event.t,
        end=end.t if end else None,
        clock=clock_text(names.clock0, event.t),
        end_clock=clock_text(names.clock0, end.t) if end else "",
        lane=lane_of(event),
        title=title,
        outcome=_OUTCOMES[end.kind] if end else phrase("still running at the end"),
    )

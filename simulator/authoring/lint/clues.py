"""Whether the cause can be found: clues towards it, red herrings away from it."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.authoring.lint.alerts import services_of
from simulator.authoring.lint.case import Case
from simulator.authoring.lint.finding import Found, rule
from simulator.authoring.needs import mentions
from simulator.model.scenario import EvidenceLine
from simulator.model.units import duration_text

__all__ = ["clues", "herrings"]

ENOUGH = 3
"""Clues to a conclusion that a team needs: people miss one and misread another."""


def clues(case: Case, fault: str) -> list[str]:
    """Name the places where a team can find a clue to a fault.

    A source or a persona's reports count once, however many lines point there: a line that names
    the fault in points_to, or one that is only there while the fault is active. An entry of the
    change history counts if it points to the fault, or if it changed the service at fault before
    the fault began and some source shows the history; an inject if it points to the fault. Alerts
    and charts do not count: they show that something is wrong, not what.
    """
    scenario = case.scenario
    found = [
        f"evidence.{name}"
        for name, source in scenario.evidence.items()
        if any(_is_clue(case, line, fault) for line in source.lines)
    ]
    found += [
        f"personas.{name}"
        for name, persona in scenario.personas.items()
        if any(_is_clue(case, line, fault) for line in persona.reports)
    ]
    found += [f"injects.{inject.id}" for inject in scenario.injects if inject.points_to == fault]
    shown = any(source.kind == "changes" for source in scenario.evidence.values())
    if shown:
        begins = _begins(case, fault)
        service = scenario.faults[fault].service
        found += [
            f"changes[{index}]"
            for index, change in enumerate(scenario.changes)
            if (change.points_to or "") == fault
            or (change.points_to is None and change.service == service and change.at <= begins)
        ]
    return found


def _is_clue(case: Case, line: EvidenceLine, fault: str) -> bool:
    if line.red_herring or not case.reach.possible(line.when):
        return False
    if line.points_to is not None:
        return line.points_to == fault
    return case.reach.needs_fault(line.when, fault)


def _begins(case: Case, fault: str) -> int:
    """Return when a fault begins if nobody acts; the end of the drill if it does not."""
    starts = case.idle.of("fault.started")
    return next((e.t for e in starts if e.data["fault"] == fault), case.scenario.length)


def herrings(case: Case) -> set[str]:
    """Name the leads away from the cause.

    A fault that is a red herring is one lead, together with every marked line, alert and inject
    that is about its service; what else is marked is a lead of its own.
    """
    leads = {n: spec.service for n, spec in case.scenario.faults.items() if spec.red_herring}
    found = set(leads)
    for own, text in _marked(case):
        low = text.lower()
        about = (
            fault
            for fault, service in leads.items()
            if any(name.lower() in low for name in (fault, *case.names_of(service)))
        )
        found.add(next(about, own))
    return found


def _marked(case: Case) -> Iterator[tuple[str, str]]:
    """Walk what is marked as a red herring besides faults: its name, and the text around it."""
    scenario = case.scenario
    for alert in scenario.alerts:
        if alert.red_herring:
            summary = alert.annotations.get("summary", "")
            yield alert.alert, " ".join([*services_of(case, alert), summary])
    for inject in scenario.injects:
        if inject.red_herring:
            yield inject.id, inject.text
    for name, source in scenario.evidence.items():
        around = f"{source.title} {' '.join(source.series)}"
        yield from _false(name, source.lines, around)
    for name, persona in scenario.personas.items():
        yield from _false(name, persona.reports, "")


def _false(name: str, lines: list[EvidenceLine], around: str) -> Iterator[tuple[str, str]]:
    for line in lines:
        if line.red_herring:
            yield name, f"{line.text} {line.when or ''} {around}"


@rule(
    "too-few-clues",
    "warning",
    way_out="Add lines, changes, reports or injects with points_to: FAULT in other places.",
    example="evidence:\n  logs: {lines: [{text: ..., points_to: bad-routes}], ...}   # and no more",
)
def too_few(case: Case) -> Iterator[Found]:
    """There are fewer than three places with a clue to the main cause.

    For anything that a team has to conclude, plan three clues: it will miss one, misread another,
    and get there by the third. A source or a person counts once, with lines that have points_to or
    are only there while the fault is active; so does each inject with points_to, and each entry of
    the change history that has points_to or changed the service at fault before. Alerts and charts
    do not count: they show that something is wrong, not what.
    """
    if case.cause is None:
        return
    found = clues(case, case.cause)
    if len(found) < ENOUGH:
        listed = f": {', '.join(found)}" if found else ""
        places = "place has a clue" if len(found) == 1 else "places have clues"
        message = f"{len(found)} {places} to {case.cause}{listed}; plan {ENOUGH}"
        yield Found(case.at("faults", case.cause), message)


@rule(
    "too-many-red-herrings",
    "warning",
    way_out="Take one away, or add clues to the cause.",
    example="injects:\n  - {id: a, red_herring: true, ...}\n  - {id: b, red_herring: true, ...}",
)
def too_many(case: Case) -> Iterator[Found]:
    """There is more than one red herring for three clues.

    A false lead costs a team ten minutes; several make the drill about luck. What is marked about
    the service of one red-herring fault counts as one lead.
    """
    if case.cause is None:
        return
    false, true = herrings(case), clues(case, case.cause)
    if false and len(false) * ENOUGH > len(true):
        message = (
            f"{len(false)} red herring{'s' * (len(false) > 1)} ({', '.join(sorted(false))}) "
            f"for {len(true)} clue{'s' * (len(true) != 1)}"
        )
        yield Found(case.at("faults"), message)


@rule(
    "red-herring-unmarked",
    "advice",
    way_out="Write red_herring: true, or let it hurt somebody.",
    example="faults:\n  slow-db: {service: reports-db, at: 1m, ...}   # never felt",
)
def unmarked(case: Case) -> Iterator[Found]:
    """A fault raises an alert, has no part in the impact, and is not marked as a red herring.

    Without the mark it counts as a cause, in the lint and in the debrief. Faults without an alert
    of their own, those that begin when something else holds, and those that another fault waits
    for or hides, or an action deals with are taken as traces or steps of a cause.
    """
    if case.idle.felt_at is None:
        return
    fired = {event.data["alert"] for event in case.idle.of("alert.fired")}
    watched = {
        name
        for alert in case.scenario.alerts
        if alert.alert in fired
        for name in case.reach.watched(alert.expr).names
    }
    for name in case.causes():
        spec = case.scenario.faults[name]
        pushed = {f"{spec.service}.{signal}" for signal in spec.pushes}
        apart = spec.at is not None and name not in _referred(case)
        if apart and pushed & watched and not case.hurts(name):
            yield Found(case.at("faults", name), f"without {name} customers feel just the same")


def _referred(case: Case) -> set[str]:
    """Name the faults that others wait for or hide, or that actions change or ask about."""
    scenario = case.scenario
    found: set[str] = set()
    causes = {name: scenario.faults[name] for name in case.causes()}
    hidden = {place for spec in causes.values() for place in spec.blinds}
    for name, spec in causes.items():
        if {spec.service, *(f"{spec.service}.{signal}" for signal in spec.pushes)} & hidden:
            found.add(name)
    conditions = [spec.when for spec in causes.values()]
    for action in scenario.actions.values():
        found |= {*action.eases, *action.clears, *action.starts}
        conditions += [action.needs, action.fails.when if action.fails else None]
    for text in conditions:
        found |= {about for call, about, _, _ in mentions(text) if call in ("active", "strength")}
    return found


@rule(
    "red-herring-hurts",
    "warning",
    way_out="Take the mark away, or move it to where customers do not feel it.",
    example="faults:\n  slow-db: {red_herring: true, ...}   # and checkout calls it",
)
def hurts(case: Case) -> Iterator[Found]:
    """A fault is marked as a red herring, and customers feel it.

    A team that follows it is right, and is told in the debrief that it was wrong.
    """
    for name, spec in case.scenario.faults.items():
        if spec.red_herring and case.hurts(name):
            message = f"without {name} fewer customers are hit, so it is a cause"
            yield Found(case.at("faults", name, "red_herring"), message)


@rule(
    "cause-unsaid",
    "advice",
    way_out="Write it as cause, in a sentence or two.",
    example="faults:\n  bad-routes: {service: card-router, at: 3m, ...}   # without cause",
)
def unsaid(case: Case) -> Iterator[Found]:
    """The main cause has no words.

    The debrief tells what it was; without words it can only give the name of the fault.
    """
    if case.cause and not case.scenario.faults[case.cause].cause:
        yield Found(case.at("faults", case.cause), f"{case.cause} has no cause for the debrief")


@rule(
    "change-after-fault",
    "warning",
    way_out="Date it before the fault, or point it elsewhere.",
    example="changes:\n  - {at: 10m, points_to: x, ...}\nfaults: {x: {at: 3m, ...}}",
)
def after_fault(case: Case) -> Iterator[Found]:
    """A change is a clue to a fault that began before it.

    The team is right to rule it out.
    """
    for index, change in enumerate(case.scenario.changes):
        fault = change.points_to
        begins = _begins(case, fault) if fault in case.scenario.faults else None
        if begins is not None and change.at > begins:
            late = duration_text(change.at - begins)
            message = f"this change came {late} after {fault}, to which it is a clue"
            yield Found(case.at("changes", index, "at"), message)

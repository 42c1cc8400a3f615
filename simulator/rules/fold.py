"""Events to state: the only place where a drill's state changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from simulator.model.records import Event
from simulator.model.signals import Segment, Series
from simulator.model.state import (
    ActionRun,
    Alert,
    DrillState,
    Hypothesis,
    Inject,
    Look,
    Page,
    Person,
    RoleHolder,
    Task,
)

__all__ = ["fold", "fold_all"]

Fold = Callable[[DrillState, Event, Any], None]

_FOLDS: dict[str, Fold] = {}


def fold_all(events: Iterable[Event], seed: int) -> DrillState:
    """Fold a whole log into a fresh state."""
    state = DrillState()
    for event in events:
        fold(state, event, seed)
    return state


def fold(state: DrillState, event: Event, seed: int) -> None:
    """Change ``state`` in place by one event; kinds without an effect only move time and seq.

    ``seed`` is the drill's: the noise of a signal is a function of it.
    """
    state.t = event.t
    state.seq = event.seq
    if event.kind == "signal.defined":
        _define(state, event, seed)
    elif change := _FOLDS.get(event.kind):
        change(state, event, event.data)


def _on(*kinds: str) -> Callable[[Fold], Fold]:
    def register(change: Fold) -> Fold:
        for kind in kinds:
            _FOLDS[kind] = change
        return change

    return register


# -- drill and seats ---------------------------------------------------------------------------


@_on("drill.started", "drill.resumed")
def _run(state: DrillState, _event: Event, _data: Any) -> None:
    state.phase = "running"
    state.frozen = False


@_on("drill.paused")
def _pause(state: DrillState, _event: Event, _data: Any) -> None:
    state.phase = "paused"


@_on("drill.frozen")
def _freeze(state: DrillState, _event: Event, _data: Any) -> None:
    if state.phase == "running":
        state.phase = "paused"
    state.frozen = True


@_on("drill.speed")
def _speed(state: DrillState, _event: Event, data: Any) -> None:
    state.speed = data["factor"]


@_on("drill.ended")
def _end(state: DrillState, _event: Event, _data: Any) -> None:
    state.phase = "ended"


@_on("seat.taken")
def _sit(state: DrillState, _event: Event, data: Any) -> None:
    state.people[data["person"]] = Person(
        data["person"], data["name"], data["seat"], data.get("bot")
    )


@_on("seat.left")
def _stand(state: DrillState, _event: Event, data: Any) -> None:
    if person := state.people.get(data["person"]):
        person.seat = None
        # A role held by, or offered to, somebody who is gone is nobody's.
        state.roles = {role: held for role, held in state.roles.items() if held.to != person.id}


# -- pager -------------------------------------------------------------------------------------


@_on("alert.fired")
def _alert(state: DrillState, event: Event, data: Any) -> None:
    names = ("alert", "service", "severity", "team", "page", "summary")
    state.alerts[data["alert"]] = Alert(**{n: data[n] for n in names}, fired_at=event.t)


@_on("alert.resolved")
def _alert_over(state: DrillState, event: Event, data: Any) -> None:
    if alert := state.alerts.get(data["alert"]):
        alert.resolved_at = event.t


@_on("page.sent")
def _page(state: DrillState, event: Event, data: Any) -> None:
    names = ("id", "alert", "team", "to", "name", "level")
    state.pages[data["id"]] = Page(**{n: data[n] for n in names}, sent_at=event.t)


@_on("page.acked")
def _ack(state: DrillState, event: Event, data: Any) -> None:
    if page := state.pages.get(data["id"]):
        page.acked_at, page.acked_by = event.t, event.actor


# -- incident ----------------------------------------------------------------------------------


@_on("triage.assessed")
def _triage(state: DrillState, event: Event, data: Any) -> None:
    state.triage = {**data, "by": event.actor, "at": event.t}


@_on("incident.declared")
def _declare(state: DrillState, event: Event, data: Any) -> None:
    state.declared_at, state.declared_by = event.t, event.actor
    state.title = data.get("title", "")


@_on("severity.set")
def _severity(state: DrillState, event: Event, data: Any) -> None:
    state.severity, state.severity_at = data["level"], event.t


@_on("role.assigned", "role.handover")
def _assign(state: DrillState, event: Event, data: Any) -> None:
    state.roles[data["role"]] = RoleHolder(data["to"], event.t)


@_on("role.accepted")
def _accept(state: DrillState, event: Event, data: Any) -> None:
    held = state.roles.get(data["role"])
    if held is None or held.to != event.actor:
        held = state.roles[data["role"]] = RoleHolder(event.actor, event.t)
    held.accepted_at = event.t


@_on("role.released")
def _release(state: DrillState, _event: Event, data: Any) -> None:
    state.roles.pop(data["role"], None)


@_on("cadence.set")
def _cadence(state: DrillState, _event: Event, data: Any) -> None:
    state.cadence[data["audience"]] = data["minutes"]


@_on("exit_criteria.set")
def _exit(state: DrillState, _event: Event, data: Any) -> None:
    state.exit_criteria = data["text"]


@_on("scope.defined")
def _scope(state: DrillState, event: Event, data: Any) -> None:
    state.scope = {**data, "by": event.actor, "at": event.t}


@_on("incident.resolved")
def _resolve(state: DrillState, event: Event, _data: Any) -> None:
    state.resolved_at = event.t


@_on("incident.reopened")
def _reopen(state: DrillState, _event: Event, _data: Any) -> None:
    state.resolved_at = None


@_on("postmortem.scheduled")
def _review(state: DrillState, event: Event, data: Any) -> None:
    state.postmortem = {**data, "set_at": event.t}


@_on("channel.opened")
def _channel(state: DrillState, event: Event, data: Any) -> None:
    state.channels.append({**data, "by": event.actor, "at": event.t})


# -- tasks, evidence, diagnosis ----------------------------------------------------------------


@_on("task.assigned")
def _task(state: DrillState, event: Event, data: Any) -> None:
    state.tasks[data["id"]] = Task(
        data["id"], data["to"], data["text"], event.actor, event.t, data["timebox"]
    )


@_on("task.acked")
def _task_ack(state: DrillState, event: Event, data: Any) -> None:
    if task := state.tasks.get(data["id"]):
        task.acked_at = event.t


@_on("task.reported")
def _task_report(state: DrillState, event: Event, data: Any) -> None:
    if task := state.tasks.get(data["id"]):
        task.reported_at, task.report = event.t, data["text"]


@_on("evidence.asked")
def _look(state: DrillState, event: Event, data: Any) -> None:
    state.looks[data["id"]] = Look(
        data["id"], data["source"], data["kind"], event.actor, event.t, data["ready_at"]
    )


@_on("evidence.viewed")
def _seen(state: DrillState, event: Event, data: Any) -> None:
    look = state.looks.get(data.get("id", ""))
    if look is None:
        return
    look.viewed_at, look.deep, look.title = event.t, data["deep"], data["title"]
    look.lines, look.readings = data["lines"], data["readings"]


@_on("hypothesis.stated")
def _idea(state: DrillState, event: Event, data: Any) -> None:
    state.hypotheses[data["id"]] = Hypothesis(
        data["id"], data["text"], data["suspects"], event.actor, event.t
    )


@_on("hypothesis.tested")
def _tested(state: DrillState, _event: Event, data: Any) -> None:
    if idea := state.hypotheses.get(data["id"]):
        idea.result, idea.note = data["result"], data.get("note", "")


# -- change ------------------------------------------------------------------------------------


@_on("action.proposed")
def _propose(state: DrillState, event: Event, data: Any) -> None:
    state.actions[data["id"]] = ActionRun(
        data["id"], data["action"], data["title"], data["kind"], data["component"],
        "proposed", event.actor, event.t, risk=data["risk"], undo=data["undo"],
    )  # fmt: skip


@_on("action.approved")
def _approve(state: DrillState, event: Event, data: Any) -> None:
    if run := state.actions.get(data["id"]):
        run.status, run.approved_by, run.approved_at = "approved", event.actor, event.t


@_on("action.started")
def _start(state: DrillState, event: Event, data: Any) -> None:
    if run := state.actions.get(data["id"]):
        run.status, run.started_at, run.expected = "running", event.t, data["expected"]


@_on("action.finished")
def _finish(state: DrillState, event: Event, data: Any) -> None:
    if run := state.actions.get(data["id"]):
        run.status, run.finished_at = "finished", event.t


@_on("action.aborted")
def _abort(state: DrillState, event: Event, data: Any) -> None:
    if run := state.actions.get(data["id"]):
        run.status, run.finished_at = "aborted", event.t


@_on("mitigation.verified")
def _verify(state: DrillState, event: Event, data: Any) -> None:
    if run := state.actions.get(data["id"]):
        run.verified = {**data, "by": event.actor, "at": event.t}


# -- words and injects -------------------------------------------------------------------------


@_on("update.posted")
def _update(state: DrillState, event: Event, data: Any) -> None:
    state.updates.append({**data, "seq": event.seq, "t": event.t, "by": event.actor})


@_on("statuspage.posted")
def _public(state: DrillState, event: Event, data: Any) -> None:
    state.statuspage.append({**data, "seq": event.seq, "t": event.t, "by": event.actor})


@_on("inject.delivered", "inject.exec_question")
def _inject(state: DrillState, event: Event, data: Any) -> None:
    state.injects[data["id"]] = Inject(
        data["id"], data["from"], data["name"], data["channel"], data["text"], event.t,
        expects=data["expects"],
    )  # fmt: skip


@_on("query.answered")
def _answer(state: DrillState, event: Event, data: Any) -> None:
    if inject := state.injects.get(data["id"]):
        inject.answered_at, inject.answered_by = event.t, event.actor
        inject.answer = data["text"]


@_on("inject.skipped")
def _skip(state: DrillState, _event: Event, data: Any) -> None:
    state.skipped.add(data["id"])


# -- the world behind the curtain --------------------------------------------------------------


def _define(state: DrillState, event: Event, seed: int) -> None:
    data = event.data
    state.series[data["series"]] = Series(
        data["series"],
        data["base"],
        unit=data["unit"],
        amplitude=data["noise"],
        low=data["low"],
        high=float("inf") if data["high"] is None else data["high"],
        seed=seed,
    )


@_on("signal.moved")
def _move(state: DrillState, event: Event, data: Any) -> None:
    segment = Segment(event.t, data["v0"], data["to"], data["over"], data["shape"])
    state.series[data["series"]].move(segment)


@_on("fault.started", "fault.changed")
def _fault(state: DrillState, _event: Event, data: Any) -> None:
    state.faults[data["fault"]] = data["strength"]


@_on("fault.cleared")
def _fault_over(state: DrillState, _event: Event, data: Any) -> None:
    state.faults[data["fault"]] = 0.0


@_on("impact.changed")
def _impact(state: DrillState, _event: Event, data: Any) -> None:
    state.impact = data["level"]

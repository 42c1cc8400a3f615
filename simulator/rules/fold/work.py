"""Folding: tasks, evidence and diagnosis."""

from __future__ import annotations

from typing import Any

from simulator.model.records import Event
from simulator.model.state import DrillState, Hypothesis, Look, Task
from simulator.model.written import Working
from simulator.rules.fold.register import on

__all__: list[str] = []


@on("task.assigned")
def _task(state: DrillState, event: Event, data: Any) -> None:
    state.tasks[data["id"]] = Task(
        data["id"], data["to"], data["text"], event.actor, event.t, data["timebox"]
    )


@on("task.acked")
def _task_ack(state: DrillState, event: Event, data: Any) -> None:
    if task := state.tasks.get(data["id"]):
        task.acked_at = event.t


@on("task.started")
def _task_start(state: DrillState, event: Event, data: Any) -> None:
    number = data.get("id")
    working = Working(data["topic"], event.t, data["joined"], number)
    state.working[event.actor] = working
    if task := state.tasks.get(number):
        task.started_at, task.topic = event.t, data["topic"]


@on("task.extended")
def _task_extend(state: DrillState, event: Event, data: Any) -> None:
    if task := state.tasks.get(data["id"]):
        task.timebox, task.extended_at = data["timebox"], event.t


@on("task.reported")
def _task_report(state: DrillState, event: Event, data: Any) -> None:
    if task := state.tasks.get(data["id"]):
        task.reported_at, task.report = event.t, data["text"]
        working = state.working.get(task.to)
        if working and working.task == task.id:
            del state.working[task.to]


@on("evidence.asked")
def _look(state: DrillState, event: Event, data: Any) -> None:
    state.looks[data["id"]] = Look(
        data["id"], data["source"], data["kind"], event.actor, event.t, data["ready_at"]
    )


@on("evidence.viewed")
def _seen(state: DrillState, event: Event, data: Any) -> None:
    look = state.looks.get(data.get("id", ""))
    if look is None:
        return
    look.viewed_at, look.deep, look.title = event.t, data["deep"], data["title"]
    look.lines, look.readings = data["lines"], data["readings"]
    look.spans, look.steps = data.get("spans", []), data.get("steps", [])
    look.slo, look.copy = data.get("slo"), data.get("copy", False)


@on("evidence.captured")
def _captured(state: DrillState, event: Event, data: Any) -> None:
    if source := data.get("source"):
        state.captured[source] = event.t


@on("evidence.destroyed")
def _destroyed(state: DrillState, _event: Event, data: Any) -> None:
    state.destroyed.update(data["sources"])


@on("evidence.lost")
def _lost(state: DrillState, _event: Event, data: Any) -> None:
    state.unreachable.add(data["source"])


@on("evidence.regained")
def _regained(state: DrillState, _event: Event, data: Any) -> None:
    state.unreachable.discard(data["source"])


@on("hypothesis.stated")
def _idea(state: DrillState, event: Event, data: Any) -> None:
    state.hypotheses[data["id"]] = Hypothesis(
        data["id"], data["text"], data["suspects"], event.actor, event.t
    )


@on("hypothesis.tested")
def _tested(state: DrillState, _event: Event, data: Any) -> None:
    if idea := state.hypotheses.get(data["id"]):
        idea.result, idea.note = data["result"], data.get("note", "")

"""Folding: what is done to the system."""

from __future__ import annotations

from typing import Any

from simulator.model.records import Event
from simulator.model.state import ActionRun, DrillState
from simulator.rules.fold.register import on

__all__: list[str] = []


@on("action.proposed")
def _propose(state: DrillState, event: Event, data: Any) -> None:
    state.actions[data["id"]] = ActionRun(
        data["id"], data["action"], data["title"], data["kind"], data["component"],
        "proposed", event.actor, event.t, risk=data["risk"], undo=data["undo"],
    )  # fmt: skip


@on("action.approved")
def _approve(state: DrillState, event: Event, data: Any) -> None:
    if run := state.actions.get(data["id"]):
        run.status, run.approved_by, run.approved_at = "approved", event.actor, event.t


@on("action.started")
def _start(state: DrillState, event: Event, data: Any) -> None:
    if run := state.actions.get(data["id"]):
        run.status, run.started_at, run.expected = "running", event.t, data["expected"]


@on("action.finished")
def _finish(state: DrillState, event: Event, data: Any) -> None:
    if run := state.actions.get(data["id"]):
        run.status, run.finished_at = "finished", event.t


@on("action.aborted")
def _abort(state: DrillState, event: Event, data: Any) -> None:
    if run := state.actions.get(data["id"]):
        run.status, run.finished_at = "aborted", event.t


@on("mitigation.verified")
def _verify(state: DrillState, event: Event, data: Any) -> None:
    if run := state.actions.get(data["id"]):
        run.verified = {**data, "by": event.actor, "at": event.t}

"""Folding: what is done to the system."""

from __future__ import annotations

from typing import Any, Literal

from simulator.model.records import Event
from simulator.model.state import ActionRun, DrillState
from simulator.rules.fold.register import on

__all__: list[str] = []


@on("action.proposed")
def _propose(state: DrillState, event: Event, data: Any) -> None:
    state.actions[data["id"]] = ActionRun(
        data["id"], data["action"], data["title"], data["kind"], data["component"],
        "proposed", event.actor, event.t, risk=data["risk"], undo=data["undo"],
        undoes=data.get("undoes"),
    )  # fmt: skip


@on("action.approved")
def _approve(state: DrillState, event: Event, data: Any) -> None:
    if run := state.actions.get(data["id"]):
        run.status, run.approved_by, run.approved_at = "approved", event.actor, event.t


@on("action.announced")
def _announce(state: DrillState, event: Event, data: Any) -> None:
    if run := state.actions.get(data["id"]):
        run.announced_at = event.t


@on("action.started")
def _start(state: DrillState, event: Event, data: Any) -> None:
    run = state.actions.get(data["id"])
    if run is None:  # the undoing of another run need not be proposed
        run = state.actions[data["id"]] = ActionRun(
            data["id"], data["action"], data["title"], data["kind"], data["component"],
            "proposed", event.actor, event.t, undoes=data.get("undoes"),
        )  # fmt: skip
    run.status, run.started_at, run.expected = "running", event.t, data["expected"]
    run.waits_for = list(data.get("waits_for", ()))


@on("action.progressed")
def _progress(state: DrillState, _event: Event, data: Any) -> None:
    if run := state.actions.get(data["id"]):
        run.stage, run.stages_done, run.stages = data["stage"], data["done"], data["of"]
        run.expected, run.waits_for = data.get("expected", run.expected), []


@on("action.finished")
def _finish(state: DrillState, event: Event, _data: Any) -> None:
    if run := _ended(state, event, "finished"):
        run.stages_done = run.stages
        if run.undoes is not None:
            _taken_back(state, run.action)


def _taken_back(state: DrillState, action: str) -> None:
    """Mark whatever runs of an action had done something: the effect is theirs together."""
    for run in state.actions.values():
        stopped = run.status in ("failed", "aborted") and run.stages_done
        if run.action == action and run.undoes is None and (run.status == "finished" or stopped):
            run.status = "undone"


@on("action.failed")
def _fail(state: DrillState, event: Event, data: Any) -> None:
    if run := _ended(state, event, "failed"):
        run.reason = data.get("reason", "")


@on("action.aborted")
def _abort(state: DrillState, event: Event, _data: Any) -> None:
    _ended(state, event, "aborted")


def _ended(
    state: DrillState, event: Event, status: Literal["finished", "failed", "aborted"]
) -> ActionRun | None:
    run = state.actions.get(event.data["id"])
    if run is not None:
        run.status, run.finished_at, run.waits_for = status, event.t, []
        for other in state.actions.values():
            if run.id in other.waits_for:
                other.waits_for = [one for one in other.waits_for if one != run.id]
    return run


@on("mitigation.verified")
def _verify(state: DrillState, event: Event, data: Any) -> None:
    if run := state.actions.get(data["id"]):
        run.verified = {**data, "by": event.actor, "at": event.t}

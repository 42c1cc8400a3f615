"""Folding: what is said, and what reaches the team."""

from __future__ import annotations

from typing import Any

from simulator.model.records import Event
from simulator.model.state import DrillState, Inject
from simulator.model.written import Reply
from simulator.rules.fold.register import on

__all__: list[str] = []


@on("update.posted")
def _update(state: DrillState, event: Event, data: Any) -> None:
    state.updates.append({**data, "seq": event.seq, "t": event.t, "by": event.actor})


@on("statuspage.posted")
def _public(state: DrillState, event: Event, data: Any) -> None:
    state.statuspage.append({**data, "seq": event.seq, "t": event.t, "by": event.actor})


@on("inject.delivered", "inject.exec_question")
def _inject(state: DrillState, event: Event, data: Any) -> None:
    before = state.injects.get(data["id"])
    state.injects[data["id"]] = Inject(
        data["id"], data["from"], data["name"], data["channel"], data["text"], event.t,
        expects=data["expects"], count=before.count + 1 if before else 1,
    )  # fmt: skip
    state.held.pop(data["id"], None)


@on("query.answered")
def _answer(state: DrillState, event: Event, data: Any) -> None:
    if inject := state.injects.get(data["id"]):
        inject.replies.append(Reply(event.actor, event.t, data["text"]))
        if data.get("asked", True):
            inject.answered_at, inject.answered_by = event.t, event.actor
            inject.answer = data["text"]


@on("inject.skipped")
def _skip(state: DrillState, _event: Event, data: Any) -> None:
    state.skipped.add(data["id"])
    state.held.pop(data["id"], None)


@on("inject.cancelled")
def _cancel(state: DrillState, _event: Event, data: Any) -> None:
    state.cancelled.add(data["id"])
    state.held.pop(data["id"], None)


@on("inject.held")
def _hold(state: DrillState, _event: Event, data: Any) -> None:
    state.held[data["id"]] = data["until"]


@on("inject.released")
def _release(state: DrillState, _event: Event, data: Any) -> None:
    state.held.pop(data["id"], None)


@on("inject.moved")
def _move(state: DrillState, _event: Event, data: Any) -> None:
    state.moved[data["id"]] = data["at"]


@on("inject.edited")
def _edit(state: DrillState, _event: Event, data: Any) -> None:
    state.edited[data["id"]] = data["text"]

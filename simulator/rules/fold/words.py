"""Folding: what is said, and what reaches the team."""

from __future__ import annotations

from typing import Any

from simulator.model.records import Event
from simulator.model.state import DrillState, Inject
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
    state.injects[data["id"]] = Inject(
        data["id"], data["from"], data["name"], data["channel"], data["text"], event.t,
        expects=data["expects"],
    )  # fmt: skip


@on("query.answered")
def _answer(state: DrillState, event: Event, data: Any) -> None:
    if inject := state.injects.get(data["id"]):
        inject.answered_at, inject.answered_by = event.t, event.actor
        inject.answer = data["text"]


@on("inject.skipped")
def _skip(state: DrillState, _event: Event, data: Any) -> None:
    state.skipped.add(data["id"])

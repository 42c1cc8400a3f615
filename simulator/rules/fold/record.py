"""Folding: where people talk, what they write down, and the review."""

from __future__ import annotations

from typing import Any

from simulator.model.records import Event
from simulator.model.state import DrillState
from simulator.model.written import DocEntry
from simulator.rules.fold.register import on

__all__: list[str] = []


@on("channel.opened")
def _channel(state: DrillState, event: Event, data: Any) -> None:
    state.channels.append({**data, "by": event.actor, "at": event.t})


@on("bridge.joined")
def _join(state: DrillState, event: Event, _data: Any) -> None:
    state.bridge[event.actor] = event.t


@on("bridge.left")
def _leave(state: DrillState, event: Event, _data: Any) -> None:
    state.bridge.pop(event.actor, None)


@on("doc.updated")
def _write(state: DrillState, event: Event, data: Any) -> None:
    entry = DocEntry(data["text"], event.actor, event.t, data["refs"], data["rev"])
    state.document.setdefault(data["section"], []).append(entry)


@on("postmortem.drafted")
def _draft(state: DrillState, event: Event, data: Any) -> None:
    state.draft = {**data, "by": event.actor, "at": event.t}


@on("postmortem.shared")
def _share(state: DrillState, event: Event, data: Any) -> None:
    state.shared = {"with": data["with"], "by": event.actor, "at": event.t}


@on("runbook.updated")
def _runbook(state: DrillState, event: Event, data: Any) -> None:
    state.runbooks.append({**data, "by": event.actor, "at": event.t})

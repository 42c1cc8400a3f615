"""Folding: the drill and its seats."""

from __future__ import annotations

from typing import Any

from simulator.model.records import Event
from simulator.model.state import DrillState, Person
from simulator.rules.fold.register import on

__all__: list[str] = []


@on("drill.started", "drill.resumed")
def _run(state: DrillState, _event: Event, _data: Any) -> None:
    state.phase = "running"
    state.frozen = False


@on("drill.paused")
def _pause(state: DrillState, _event: Event, _data: Any) -> None:
    state.phase = "paused"


@on("drill.frozen")
def _freeze(state: DrillState, _event: Event, _data: Any) -> None:
    if state.phase == "running":
        state.phase = "paused"
    state.frozen = True


@on("drill.speed")
def _speed(state: DrillState, _event: Event, data: Any) -> None:
    state.speed = data["factor"]


@on("drill.ended")
def _end(state: DrillState, _event: Event, _data: Any) -> None:
    state.phase = "ended"


@on("seat.taken")
def _sit(state: DrillState, _event: Event, data: Any) -> None:
    state.people[data["person"]] = Person(
        data["person"], data["name"], data["seat"], data.get("bot")
    )


@on("seat.left")
def _stand(state: DrillState, _event: Event, data: Any) -> None:
    if person := state.people.get(data["person"]):
        person.seat = None
        # A role held by, or offered to, somebody who is gone is nobody's.
        state.roles = {role: held for role, held in state.roles.items() if held.to != person.id}

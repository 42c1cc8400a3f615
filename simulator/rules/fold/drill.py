"""Folding: the drill and its seats."""

from __future__ import annotations

from typing import Any

from simulator.model.records import Event
from simulator.model.seats import EVALUATOR
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
    who, before = data["person"], state.people.get(data["person"])
    person = state.people[who] = Person(who, data["name"], data["seat"], data.get("bot"))
    if before is not None and before.seat is not None:
        person.hand = before.hand
        if before.seat == person.seat:
            person.ready, person.comms = before.ready, before.comms
    if person.seat == EVALUATOR:
        _let_go(state, who)


@on("seat.left")
def _stand(state: DrillState, _event: Event, data: Any) -> None:
    if person := state.people.get(data["person"]):
        person.seat = person.hand = person.comms = None
        person.ready = False
        _let_go(state, person.id)
        if state.solo == person.id:
            state.solo = None


def _let_go(state: DrillState, person: str) -> None:
    """Take from somebody who plays no more what they held, were offered and worked on."""
    state.roles = {role: held for role, held in state.roles.items() if held.to != person}
    state.bridge.pop(person, None)
    state.working.pop(person, None)


@on("seat.readied")
def _ready(state: DrillState, _event: Event, data: Any) -> None:
    if person := state.people.get(data["person"]):
        person.ready = data["ready"]


@on("comms.checked")
def _checked(state: DrillState, _event: Event, data: Any) -> None:
    if person := state.people.get(data["person"]):
        person.comms = data["works"]


@on("drill.soloed")
def _alone(state: DrillState, _event: Event, data: Any) -> None:
    state.solo = data["person"]

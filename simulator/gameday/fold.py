"""Events to state: the only place where a game day's state changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.gameday.state import (
    Chosen,
    DayState,
    Member,
    OpenRoom,
    PastRound,
    Place,
    Sealed,
    Spin,
)
from simulator.model.records import Event

__all__ = ["fold"]

Change = Callable[[DayState, Event, Any], None]
_FOLDS: dict[str, Change] = {}


def fold(state: DayState, event: Event) -> None:
    """Change ``state`` in place by one event; kinds without an effect only move time and seq."""
    state.t = event.t
    state.seq = event.seq
    if change := _FOLDS.get(event.kind):
        change(state, event, event.data)


def _on(*kinds: str) -> Callable[[Change], Change]:
    def register(change: Change) -> Change:
        _FOLDS.update(dict.fromkeys(kinds, change))
        return change

    return register


@_on("day.opened")
def _open(state: DayState, _event: Event, data: Any) -> None:
    state.title = data["title"]


@_on("day.ended")
def _end(state: DayState, _event: Event, _data: Any) -> None:
    state.phase = "over"


# -- people ----------------------------------------------------------------------------------------


@_on("member.joined")
def _join(state: DayState, _event: Event, data: Any) -> None:
    state.members[data["person"]] = Member(data["person"], data["name"])


@_on("member.left")
def _leave(state: DayState, _event: Event, data: Any) -> None:
    member = state.members[data["person"]]
    member.here = False
    member.place = None


@_on("member.readied")
def _ready(state: DayState, _event: Event, data: Any) -> None:
    state.members[data["person"]].ready = data["ready"]


@_on("comms.checked")
def _comms(state: DayState, _event: Event, data: Any) -> None:
    member = state.members[data["person"]]
    member.comms = data["works"]
    member.note = data["note"]


# -- the wheel -------------------------------------------------------------------------------------


@_on("wheel.sealed")
def _seal(state: DayState, _event: Event, data: Any) -> None:
    state.sealed = Sealed(data["n"], data["seed"], data["commit"])


@_on("wheel.spun")
def _spin(state: DayState, event: Event, data: Any) -> None:
    names = set(Spin.__dataclass_fields__) - {"at"}
    state.spin = Spin(at=event.t, **{name: data[name] for name in names})


@_on("scenario.chosen")
def _choose(state: DayState, _event: Event, data: Any) -> None:
    state.chosen = Chosen(data["scenario"], data["title"], data["spin"])


# -- teams and seats -------------------------------------------------------------------------------


@_on("teams.set")
def _teams(state: DayState, _event: Event, data: Any) -> None:
    state.teams = data["n"]
    for member in state.members.values():
        if member.place and member.place.team > state.teams:
            member.place = None


@_on("roles.drawn")
def _draw(state: DayState, _event: Event, data: Any) -> None:
    state.drawn = data["n"]
    for one in data["places"]:
        state.members[one["person"]].place = Place(one["team"], one["seat"])


@_on("person.placed")
def _place(state: DayState, _event: Event, data: Any) -> None:
    place = None if data["team"] is None else Place(data["team"], data["seat"])
    state.members[data["person"]].place = place


# -- rooms -----------------------------------------------------------------------------------------


@_on("rooms.opened")
def _rooms(state: DayState, _event: Event, data: Any) -> None:
    state.phase = "playing"
    state.rooms = [OpenRoom(one["team"], one["drill"]) for one in data["rooms"]]


@_on("person.seated")
def _seat(state: DayState, _event: Event, data: Any) -> None:
    state.seated.setdefault(data["drill"], {})[data["person"]] = data["as"]


@_on("room.over")
def _over(state: DayState, _event: Event, data: Any) -> None:
    for room in state.rooms:
        room.over |= room.drill == data["drill"]


@_on("round.began")
def _again(state: DayState, _event: Event, data: Any) -> None:
    title = state.chosen.title if state.chosen else ""
    state.past.append(PastRound(state.round, title, state.rooms))
    state.round = data["n"]
    state.phase = "gathering"
    state.rooms = []
    state.chosen = None
    for member in state.members.values():
        member.ready = False

"""What leaves the server: the day as one viewer may see it, every field named on purpose.

Members are told no brief, tag or difficulty of a scenario, no note of anybody, and no seed before
its spin.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.gameday.catalogue import allowed_verbs
from simulator.gameday.state import DayState, Member, OpenRoom
from simulator.gameday.verbs import PLACES
from simulator.gameday.wheel import Shelved
from simulator.model.phrases import catalogued
from simulator.model.seats import ROLE_TITLES

__all__ = ["Scene", "day_view"]

Row = dict[str, Any]

_TOLD = ("minutes", "fresh")
"""The filters of a spin that members are told; the others say something of the scenarios."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a view is computed from, besides the day itself.

    ``now`` is in ms since 1970; ``drills`` says in which phase each drill of the day is;
    ``policies`` are ``{name, title, default}``.
    """

    day: str
    join_code: str
    now: int
    online: Collection[str]
    shelf: Sequence[Shelved]
    drills: Mapping[str, str]
    policies: Sequence[Row]


def day_view(state: DayState, scene: Scene, person: str | None, base: str = "") -> Row:
    """Return the day for a member, or for the host (None); see ``docs/game-days.md``.

    ``base`` is the address under which they found the site.
    """
    host = person is None
    code = scene.join_code
    return {
        "seq": state.seq,
        "id": scene.day,
        "title": state.title,
        "state": state.phase,
        "you": _you(state, scene, person),
        "people": [_person(member, scene, host=host) for member in state.here()],
        "teams": state.teams,
        "library": _library(scene.shelf) if host else _pool(state),
        "next": {"n": state.sealed.n, "commit": state.sealed.commit},
        "wheel": _wheel(state, scene.now, host=host),
        "drawn": state.drawn,
        "chosen": _chosen(state, scene.now),
        "round": state.round,
        "rooms": [
            {"team": room.team, "drill": room.drill, "state": _phase(room, scene)}
            for room in state.rooms
        ],
        "past": _past(state, scene, person),
        "join_code": code,
        "join_url": f"{base}/join/{code}" if host else None,
        "policies": _policies(scene.policies) if host else None,
        "names": {seat: ROLE_TITLES.get(seat, seat) for seat in PLACES},
    }


def _you(state: DayState, scene: Scene, person: str | None) -> Row:
    if person is None:
        can = allowed_verbs(state, "host")
        return {
            "person": "host", "name": "", "host": True, "can": can, "room": None, "debrief": None,
        }  # fmt: skip
    room = state.room_of(person)
    path = f"/day/{scene.day}/{person}"
    over = room is not None and _phase(room, scene) == "ended"
    return {
        "person": person,
        "name": state.members[person].name,
        "host": False,
        "can": allowed_verbs(state, "member"),
        "room": f"{path}/room" if room else None,
        "debrief": f"{path}/debrief/{room.drill}" if room and over else None,
    }


def _phase(room: OpenRoom, scene: Scene) -> str:
    return "ended" if room.over else scene.drills.get(room.drill, "lobby")


def _person(member: Member, scene: Scene, *, host: bool) -> Row:
    row = {
        "person": member.id,
        "name": member.name,
        "online": member.id in scene.online,
        "ready": member.ready,
        "comms": member.comms,
        "team": member.place.team if member.place else None,
        "seat": member.place.seat if member.place else None,
    }
    return row | {"note": member.note} if host else row


def _library(shelf: Sequence[Shelved]) -> list[Row]:
    return [
        {
            "id": one.id,
            "title": one.title,
            "minutes": one.minutes,
            "difficulty": one.difficulty,
            "tags": list(one.tags),
            "played": {"times": one.times, "last_ms": one.last_ms} if one.times else None,
        }
        for one in shelf
    ]


def _policies(policies: Sequence[Row]) -> list[Row]:
    return [row | {"title": catalogued(row["title"])} for row in policies]


def _pool(state: DayState) -> list[Row]:
    pool = state.spin.pool if state.spin else []
    return [{"id": one["id"], "title": one["title"]} for one in pool]


def _wheel(state: DayState, now: int, *, host: bool) -> Row | None:
    spin = state.spin
    if spin is None:
        return None
    told = spin.filters if host else _TOLD
    return {
        "n": spin.n,
        "commit": spin.commit,
        "seed": spin.seed,
        "salt": spin.salt,
        "pool": _pool(state),
        "filters": {name: value for name, value in spin.filters.items() if name in told},
        "index": spin.index,
        "winner": spin.winner,
        "turns": spin.turns,
        "ms": spin.ms,
        "ago_ms": max(now - spin.at, 0),
        "done": not spin.turns_at(now),
    }


def _chosen(state: DayState, now: int) -> Row | None:
    """Return what is chosen; while the wheel turns for it, nobody is told ahead of the wheel."""
    chosen, spin = state.chosen, state.spin
    if chosen is None or (spin and chosen.spin == spin.n and spin.turns_at(now)):
        return None
    return {"scenario": chosen.scenario, "title": chosen.title}


def _past(state: DayState, scene: Scene, person: str | None) -> list[Row]:
    return [
        {
            "round": past.n,
            "title": past.title,
            "debriefs": [
                {"team": room.team, "url": _debrief(scene, person, room.drill)}
                for room in past.rooms
                if person is None or person in state.seated.get(room.drill, {})
            ],
        }
        for past in state.past
    ]


def _debrief(scene: Scene, person: str | None, drill: str) -> str:
    if person is None:
        return f"/console/{drill}/debrief"
    return f"/day/{scene.day}/{person}/debrief/{drill}"

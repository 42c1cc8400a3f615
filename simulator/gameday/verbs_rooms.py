"""Opening the rooms of a day, steering them together, and letting people in."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from simulator.gameday.catalogue import verb
from simulator.gameday.ports import Asked, Draft
from simulator.gameday.state import Member, OpenRoom
from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.rules.catalogue import Args, Ident, Nothing

__all__ = ["let_in", "must_stand"]


class Open(Args):
    """By which policy the drills are judged, and which crew plays the empty core seats."""

    policy: Ident | None = None
    bots: Literal["expert", "average", "chaotic"] | None = None


class Speed(Args):
    """Drill seconds per wall second."""

    factor: Annotated[float, Field(ge=1, le=60, strict=False)]


def must_stand(asked: Asked) -> None:
    """Let nothing go on while the wheel turns.

    Raises:
        Refusal: ``wrong_state``.
    """
    spin = asked.state.spin
    turns = spin is not None and spin.turns_at(asked.t)
    said = phrase("The wheel is still turning.")
    asked.refuse_unless(not turns, said, phrase("Wait until it stands."))


@verb("rooms.open", Open, "host", "gathering")
def open_rooms(asked: Asked) -> list[Draft]:
    """Open a room for each team that has people, all with the same scenario and seed."""
    must_stand(asked)
    state, chosen = asked.state, asked.state.chosen
    if chosen is None:
        hint = phrase("Spin the wheel, or choose one.")
        raise Refusal("wrong_state", phrase("No scenario is chosen."), hint)
    teams = sorted({one.place.team for one in state.here() if one.place})
    said = phrase("Nobody has a place yet.")
    asked.refuse_unless(teams, said, phrase("Draw the seats, or place people."))
    policy, seed = asked.args.policy or "", asked.given.noise
    rooms: list[dict[str, Any]] = []
    drafts: list[Draft] = []
    try:
        for team in teams:
            drill = asked.given.doors.create(team, chosen.scenario, policy, seed)
            rooms.append({"team": team, "drill": drill})
            for member in (m for m in state.here() if m.place and m.place.team == team):
                seat = member.place.seat if member.place else ""
                drafts += _seated(asked, member, drill, seat)
            if asked.args.bots:
                asked.given.doors.fill(drill, asked.args.bots)
    except Exception:
        for room in rooms:  # nobody must come into a room that the day does not know
            asked.given.doors.steer(room["drill"], "drill.end", {})
        raise
    opened = {"scenario": chosen.scenario, "seed": seed, "policy": policy}
    return [("rooms.opened", opened | {"bots": asked.args.bots, "rooms": rooms}), *drafts]


def let_in(asked: Asked, member: Member, drill: str, seat: str) -> list[Draft]:
    """Give a member a seat in an open room, and take them out of another one of this round.

    Raises:
        Refusal: as the room refuses it; then nothing has changed.
    """
    drafts = _seated(asked, member, drill, seat)
    before = asked.state.room_of(member.id)
    if before and before.drill != drill:
        there = asked.state.seated[before.drill][member.id]
        asked.given.doors.dismiss(before.drill, there)
    return drafts


def _seated(asked: Asked, member: Member, drill: str, seat: str) -> list[Draft]:
    known = asked.state.seated.get(drill, {}).get(member.id)
    there = asked.given.doors.admit(drill, member.name, seat, known)
    return [("person.seated", {"person": member.id, "drill": drill, "as": there})]


# -- all rooms together ----------------------------------------------------------------------------


@verb("rooms.start", Nothing, "host", "playing")
def start(asked: Asked) -> list[Draft]:
    """Start every drill."""
    return _steer(asked, "drill.start")


@verb("rooms.pause", Nothing, "host", "playing")
def pause(asked: Asked) -> list[Draft]:
    """Stop every drill clock."""
    return _steer(asked, "drill.pause")


@verb("rooms.resume", Nothing, "host", "playing")
def resume(asked: Asked) -> list[Draft]:
    """Let every drill clock run again."""
    return _steer(asked, "drill.resume")


@verb("rooms.speed", Speed, "host", "playing")
def speed(asked: Asked) -> list[Draft]:
    """Change the speed of every drill clock."""
    return _steer(asked, "drill.speed")


@verb("rooms.end", Nothing, "host", "playing")
def end(asked: Asked) -> list[Draft]:
    """End every drill; everybody goes to the debriefs."""
    return _steer(asked, "drill.end")


@verb("day.end", Nothing, "host")
def end_day(asked: Asked) -> list[Draft]:
    """End the day, and the rooms that are still open."""
    drafts = [_over(room) for room in asked.state.rooms if not room.over]
    for room in asked.state.rooms:
        if not room.over:
            asked.given.doors.steer(room.drill, "drill.end", {})
    return [*drafts, ("day.ended", {})]


def _steer(asked: Asked, drill_verb: str) -> list[Draft]:
    """Use a verb in each room; say of each whether it worked.

    Raises:
        Refusal: the first room's, if none of them could.
    """
    args = asked.args.model_dump()
    outcome = [
        (room, asked.given.doors.steer(room.drill, drill_verb, args)) for room in asked.state.rooms
    ]
    refusals = [refusal for _, refusal in outcome if refusal]
    if len(refusals) == len(outcome):
        raise refusals[0]
    rows = [
        {
            "team": room.team,
            "drill": room.drill,
            "ok": refusal is None,
            "error": refusal.as_json() if refusal else None,
        }
        for room, refusal in outcome
    ]
    drafts: list[Draft] = [("rooms.steered", {"verb": drill_verb, "args": args, "rooms": rows})]
    if drill_verb == "drill.end":
        drafts += [_over(room) for room, refusal in outcome if refusal is None]
    return drafts


def _over(room: OpenRoom) -> Draft:
    return "room.over", {"team": room.team, "drill": room.drill}

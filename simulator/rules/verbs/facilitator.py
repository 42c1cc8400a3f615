"""The facilitator's verbs, and taking and leaving a seat."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.model.errors import Refusal
from simulator.model.seats import CORE_ROLES, Seat
from simulator.rules.catalogue import Args, Ident, Line, Nothing, Optional, verb
from simulator.rules.context import Asked, Draft

__all__: list[str] = []

SeatChoice = Literal["ic", "ol", "cl", "responder", "observer"]


class Take(Args):
    """A name, and the seat to take."""

    name: Annotated[Line, Field(max_length=60)]
    seat: SeatChoice


class Move(Args):
    """Which person to put in which seat."""

    person: Ident
    seat: SeatChoice


class Remove(Args):
    """Whom to take out of the drill."""

    person: Ident


class Bot(Args):
    """Which seat a bot of which crew plays."""

    seat: Literal["ic", "ol", "cl", "responder"]
    crew: Literal["expert", "average", "chaotic"]


class Speed(Args):
    """Drill seconds per wall second."""

    factor: Annotated[float, Field(ge=1, le=60, strict=False)]


class Reason(Args):
    """Why, if there is something to say."""

    reason: Optional = ""


def _free(asked: Asked, seat: Seat) -> list[Draft]:
    """Make room in a core seat: a bot leaves it, a human keeps it."""
    sitting = asked.state.seated(seat) if seat in CORE_ROLES else None
    if sitting is None or sitting.id == asked.actor:
        return []
    if sitting.bot is None:
        free = [role for role in CORE_ROLES if asked.state.seated(role) is None]
        hint = f"Free: {', '.join([*free, 'responder', 'observer'])}."
        raise Refusal("seat_taken", f"{sitting.name} sits in {seat}.", hint)
    return [("seat.left", {"person": sitting.id, "seat": seat})]


@verb("seat.take", Take, "anyone", when="open")
def take(asked: Asked) -> list[Draft]:
    """Sit down; a bot makes room. Before the start people may change seats by themselves."""
    args = asked.args
    asked.refuse_unless(
        asked.state.phase == "lobby" or asked.actor not in asked.state.people,
        "You have a seat already.",
        "Once the drill runs, the facilitator moves people.",
    )
    data = {"person": asked.actor, "name": args.name, "seat": args.seat, "bot": None}
    return [*_free(asked, args.seat), ("seat.taken", data)]


@verb("seat.leave", Nothing, "anyone", when="open")
def leave(asked: Asked) -> list[Draft]:
    """Stand up."""
    person = asked.state.people.get(asked.actor)
    asked.refuse_unless(person and person.seat, "You have no seat.")
    return [("seat.left", {"person": asked.actor, "seat": person.seat if person else ""})]


@verb("seat.move", Move, "facilitator", when="open")
def move(asked: Asked) -> list[Draft]:
    """Put somebody in another seat."""
    person = asked.state.people[asked.person(asked.args.person)]
    asked.refuse_unless(
        person.bot is None, "A bot plays the seat it was given.", "Remove it, or fill another seat."
    )
    asked.refuse_unless(
        not person.persona, f"{person.name} is part of the story and stays a responder."
    )
    gone = _free(asked, asked.args.seat)
    data = {"person": person.id, "name": person.name, "seat": asked.args.seat, "bot": person.bot}
    return [*gone, ("seat.taken", data)]


@verb("seat.remove", Remove, "facilitator", when="open")
def remove(asked: Asked) -> list[Draft]:
    """Take somebody out of the drill."""
    person = asked.state.people[asked.person(asked.args.person)]
    asked.refuse_unless(person.seat, f"{person.name} has no seat.")
    return [("seat.left", {"person": person.id, "seat": person.seat})]


@verb("seat.bot", Bot, "facilitator", when="open")
def bot(asked: Asked) -> list[Draft]:
    """Let a bot play a core seat that no human has, or a responder."""
    seat = asked.args.seat
    before = asked.state.people.get(f"bot-{seat}")
    gone = _free(asked, seat)
    if seat == "responder" and before and before.seat:
        gone = [("seat.left", {"person": before.id, "seat": before.seat})]
    name = "Responder bot" if seat == "responder" else f"{seat.upper()} bot"
    data = {"person": f"bot-{seat}", "name": name, "seat": seat}
    return [*gone, ("seat.taken", data | {"bot": asked.args.crew})]


@verb("drill.start", Nothing, "facilitator", when="lobby")
def start(_asked: Asked) -> list[Draft]:
    """Start the drill clock."""
    return [("drill.started", {})]


@verb("drill.pause", Reason, "facilitator", when="open")
def pause(asked: Asked) -> list[Draft]:
    """Stop the drill clock for everybody."""
    asked.refuse_unless(asked.state.phase == "running", "The drill is not running.")
    return [("drill.paused", {"reason": asked.args.reason})]


@verb("drill.resume", Nothing, "facilitator", when="open")
def resume(asked: Asked) -> list[Draft]:
    """Let the drill clock run again."""
    asked.refuse_unless(asked.state.phase == "paused", "The drill is not paused.")
    return [("drill.resumed", {})]


@verb("drill.speed", Speed, "facilitator", when="open")
def speed(asked: Asked) -> list[Draft]:
    """Change the speed of the drill clock (1 to 60); typing does not compress above 4."""
    return [("drill.speed", {"factor": float(asked.args.factor)})]


@verb("drill.end", Reason, "facilitator", when="open")
def end(asked: Asked) -> list[Draft]:
    """End the drill; everybody goes to the debrief."""
    return [("drill.ended", {"reason": asked.args.reason or "ended by the facilitator"})]


@verb("drill.freeze", Reason, "facilitator", when="open")
def freeze(_asked: Asked) -> list[Draft]:
    """Stop everything after an unexpected fault; the state is kept and the clock stands."""
    return [("drill.frozen", {})]

"""Seats: taken, left, given and moved; and whether who sits there is ready."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.seats import CORE_ROLES, EVALUATOR, SEATS, WORLD, Seat
from simulator.model.state import Person
from simulator.rules.catalogue import Args, Ident, Line, Nothing, Optional, verb
from simulator.rules.context import Asked, Draft

__all__ = ["sitting"]

TakenSeat = Literal["ic", "ol", "cl", "responder", "scribe", "planner", "observer"]
GivenSeat = Literal["ic", "ol", "cl", "responder", "scribe", "planner", "observer", "evaluator"]
Name = Annotated[Line, Field(max_length=60)]
NewPerson = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
Flag = Annotated[bool, Field(strict=True)]

_SHARED: tuple[Seat, ...] = ("responder", "scribe", "planner", "observer")
"""Seats that several people may sit in, and that anybody may take."""
_NOBODY = (*SEATS, WORLD, "persona")
"""Ids that mean something else in a log."""


class Take(Args):
    """A name, and the seat to take."""

    name: Name
    seat: TakenSeat


class Admit(Args):
    """An id that nobody has, a name, and the seat to give."""

    person: NewPerson
    name: Name
    seat: GivenSeat


class Move(Args):
    """Which person to put in which seat."""

    person: Ident
    seat: GivenSeat


class Remove(Args):
    """Whom to take out of the drill."""

    person: Ident


class Bot(Args):
    """Which seat a bot of which crew plays."""

    seat: Literal["ic", "ol", "cl", "responder"]
    crew: Literal["expert", "average", "chaotic"]


class Ready(Args):
    """Whether you are ready to start."""

    ready: Flag


class Check(Args):
    """Whether you hear the others and they hear you, and what does not work."""

    works: Flag
    note: Annotated[Optional, Field(max_length=300)] = ""


def sitting(asked: Asked) -> Person:
    """Return whoever asks, who sits in a seat.

    Raises:
        Refusal: ``wrong_state``, for the facilitator, who sits in none.
    """
    person = asked.state.people.get(asked.actor)
    if person is None or person.seat is None:
        hint = phrase("This is for people who sit in one.")
        raise Refusal("wrong_state", phrase("You have no seat."), hint)
    return person


def _free(asked: Asked, seat: Seat) -> list[Draft]:
    """Make room in a core seat: a bot leaves it, a human keeps it."""
    there = asked.state.seated(seat) if seat in CORE_ROLES else None
    if there is None or there.id == asked.actor:
        return []
    if there.bot is None:
        free = [role for role in CORE_ROLES if asked.state.seated(role) is None]
        hint = phrase("Free: {known}.", known=", ".join([*free, *_SHARED]))
        message = phrase("{person} sits in {seat}.", person=there.name, seat=seat)
        raise Refusal("seat_taken", message, hint)
    return [("seat.left", {"person": there.id, "seat": seat})]


@verb("seat.take", Take, "anyone", when="open")
def take(asked: Asked) -> list[Draft]:
    """Sit down; a bot makes room. Before the start people may change seats by themselves."""
    args = asked.args
    asked.refuse_unless(
        # A seat would take from them what only they see, and leaving it their way in.
        asked.role != "facilitator" or asked.again,
        phrase("The facilitator sits in no seat."),
        phrase("Give somebody one with seat.admit; to play, join with the code."),
    )
    asked.refuse_unless(
        asked.state.phase == "lobby" or asked.actor not in asked.state.people,
        phrase("You have a seat already."),
        phrase("Once the drill runs, the facilitator moves people."),
    )
    data = {"person": asked.actor, "name": args.name, "seat": args.seat, "bot": None}
    return [*_free(asked, args.seat), ("seat.taken", data)]


@verb("seat.admit", Admit, "facilitator", when="open")
def admit(asked: Asked) -> list[Draft]:
    """Give a seat to somebody new, or to somebody who left; a bot makes room."""
    args, state = asked.args, asked.state
    known = state.people.get(args.person)
    asked.refuse_unless(
        known is None or not known.seat,
        phrase("{person} has a seat already.", person=known.name if known else ""),
        phrase("To put them in another one, use seat.move."),
    )
    if not _may_be_called(asked, args.person):
        message = phrase("seat.admit: nobody can be called {id}.", id=repr(args.person))
        hint = phrase("Give an id that is no seat, no bot's and no persona's.")
        raise Refusal("bad_args", message, hint)
    data = {"person": args.person, "name": args.name, "seat": args.seat, "bot": None}
    return [*_free(asked, args.seat), ("seat.taken", data)]


def _may_be_called(asked: Asked, person: str) -> bool:
    """Tell whether an id means nothing else, or is that of somebody who was here before."""
    if (known := asked.state.people.get(person)) is not None:
        return known.bot is None and not known.persona
    return not person.startswith("bot-") and person not in (*_NOBODY, *asked.scenario.personas)


@verb("seat.leave", Nothing, "anyone", EVALUATOR, when="open")
def leave(asked: Asked) -> list[Draft]:
    """Stand up."""
    return [("seat.left", {"person": asked.actor, "seat": sitting(asked).seat})]


@verb("seat.move", Move, "facilitator", when="open")
def move(asked: Asked) -> list[Draft]:
    """Put somebody in another seat."""
    person = asked.state.people[asked.person(asked.args.person)]
    asked.refuse_unless(
        person.bot is None,
        phrase("A bot plays the seat it was given."),
        phrase("Remove it, or fill another seat."),
    )
    asked.refuse_unless(
        not person.persona,
        phrase("{person} is part of the story and stays a responder.", person=person.name),
        phrase("Move somebody else; seat.remove sends them away."),
    )
    gone = _free(asked, asked.args.seat)
    data = {"person": person.id, "name": person.name, "seat": asked.args.seat, "bot": person.bot}
    return [*gone, ("seat.taken", data)]


@verb("seat.remove", Remove, "facilitator", when="open")
def remove(asked: Asked) -> list[Draft]:
    """Take somebody out of the drill."""
    person = asked.state.people[asked.person(asked.args.person)]
    asked.refuse_unless(
        person.seat,
        phrase("{person} has no seat.", person=person.name),
        phrase("Nothing to do: they have left already."),
    )
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


@verb("seat.ready", Ready, "anyone", when="lobby")
def ready(asked: Asked) -> list[Draft]:
    """Say that you are ready to start, or that you are not yet."""
    person, wanted = sitting(asked), asked.args.ready
    said, hint = phrase("You did not say that you are."), phrase("Say so once you are ready.")
    if wanted:
        said = phrase("You said already that you are ready.")
        hint = phrase("Wait for the start, or take it back.")
    asked.refuse_unless(person.ready != wanted, said, hint)
    return [("seat.readied", {"person": person.id, "ready": wanted})]


@verb("comms.check", Check, "anyone", when="lobby")
def check(asked: Asked) -> list[Draft]:
    """Say whether what you talk over works, before the start."""
    args = asked.args
    data = {"person": sitting(asked).id, "works": args.works, "note": args.note}
    return [("comms.checked", data)]

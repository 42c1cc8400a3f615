"""The clock of the drill: whoever facilitates holds it, and whoever plays alone."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from simulator.model.phrases import Phrase, phrase
from simulator.model.seats import TRAINEE_SEATS
from simulator.model.state import Phase
from simulator.rules.catalogue import Args, Ident, Nothing, Optional, verb
from simulator.rules.context import Asked, Draft

__all__: list[str] = []

_CLOCK: dict[Phase, Phrase] = {
    "lobby": phrase("Start it first."),
    "running": phrase("Nothing to do: the clock runs."),
    "paused": phrase("It is paused already; resume it to go on."),
    "ended": phrase("The debrief is open to read."),
}
"""What there is to do for somebody who wanted to stop the clock, or to let it run again."""


class Alone(Args):
    """Who plays alone."""

    person: Ident


class Speed(Args):
    """Drill seconds per wall second."""

    factor: Annotated[float, Field(ge=1, le=60, strict=False)]


class Reason(Args):
    """Why, if there is something to say."""

    reason: Optional = ""


@verb("drill.start", Nothing, "facilitator", "solo", when="lobby")
def start(_asked: Asked) -> list[Draft]:
    """Start the drill clock."""
    return [("drill.started", {})]


@verb("drill.pause", Reason, "facilitator", "solo", when="open")
def pause(asked: Asked) -> list[Draft]:
    """Stop the drill clock for everybody."""
    phase = asked.state.phase
    asked.refuse_unless(phase == "running", phrase("The drill is not running."), _CLOCK[phase])
    return [("drill.paused", {"reason": asked.args.reason})]


@verb("drill.resume", Nothing, "facilitator", "solo", when="open")
def resume(asked: Asked) -> list[Draft]:
    """Let the drill clock run again."""
    phase = asked.state.phase
    asked.refuse_unless(phase == "paused", phrase("The drill is not paused."), _CLOCK[phase])
    return [("drill.resumed", {})]


@verb("drill.speed", Speed, "facilitator", "solo", when="open")
def speed(asked: Asked) -> list[Draft]:
    """Change the speed of the drill clock (1 to 60); typing does not compress above 4."""
    return [("drill.speed", {"factor": float(asked.args.factor)})]


@verb("drill.end", Reason, "facilitator", "solo", when="open")
def end(asked: Asked) -> list[Draft]:
    """End the drill; everybody goes to the debrief."""
    by = "the facilitator" if asked.role == "facilitator" else asked.state.name(asked.actor)
    return [("drill.ended", {"reason": asked.args.reason or f"ended by {by}"})]


@verb("drill.freeze", Reason, "facilitator", when="open")
def freeze(_asked: Asked) -> list[Draft]:
    """Stop everything after an unexpected fault; the state is kept and the clock stands."""
    return [("drill.frozen", {})]


@verb("drill.solo", Alone, "facilitator", when="lobby")
def solo(asked: Asked) -> list[Draft]:
    """Let one person play alone: they start, pause, speed up and end the drill themselves."""
    person = asked.state.people[asked.seated(asked.args.person)]
    asked.refuse_unless(
        person.bot is None and person.seat in TRAINEE_SEATS,
        phrase("{person} cannot play alone.", person=person.name),
        phrase("Name a human who sits in a seat that plays."),
    )
    asked.refuse_unless(
        asked.state.solo != person.id,
        phrase("{person} holds the clock already.", person=person.name),
        phrase("They can start the drill; name somebody else to change that."),
    )
    return [("drill.soloed", {"person": person.id})]

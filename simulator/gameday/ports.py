"""What a game day needs from outside, and what a verb may look at while it decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from simulator.gameday.state import DayState, Member
from simulator.gameday.wheel import Shelved
from simulator.model.errors import Refusal
from simulator.model.expr import closest
from simulator.model.phrases import Phrase, phrase

__all__ = ["Asked", "Doors", "Draft", "Given"]

Draft = tuple[str, dict[str, Any]]
"""An event that has no number yet: kind and data."""


class Doors(Protocol):
    """The drills of a day, as far as the day moves them. Each may take a moment."""

    def create(self, team: int, scenario: str, policy: str, seed: int) -> str:
        """Open a room for a team and return the id of its drill.

        Raises:
            Refusal: ``not_found``, if there is no such scenario or policy.
        """

    def admit(self, drill: str, name: str, seat: str, known: str | None) -> str:
        """Give somebody a seat in a room, or another one; return the id that they have there.

        ``known`` is that id if they have been in the room before.

        Raises:
            Refusal: as the room refuses it, for example ``seat_taken`` or ``drill_ended``.
        """

    def dismiss(self, drill: str, person: str) -> None:
        """Take somebody out of a room, if they have a seat there and it is not over."""

    def fill(self, drill: str, crew: str) -> None:
        """Let bots of a crew take the core seats of a room that nobody has."""

    def steer(self, drill: str, verb: str, args: Mapping[str, Any]) -> Refusal | None:
        """Use one of the facilitator's verbs in a room; return why it could not."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a command is given besides its own arguments.

    ``shelf`` is the library as of now; ``secret`` a fresh seed for the next spin, ``chance`` one
    for a draw of seats, and ``noise`` one for drills.
    """

    shelf: Sequence[Shelved]
    doors: Doors
    secret: str = ""
    chance: str = ""
    noise: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """One command with everything that its verb needs to judge it; ``t`` is in ms since 1970."""

    state: DayState
    actor: str
    t: int
    args: Any
    given: Given

    def member(self, person: str) -> Member:
        """Return somebody who is in the day.

        Raises:
            Refusal: ``not_found``, naming who is there.
        """
        found = self.state.members.get(person)
        if found is None or not found.here:
            here = [one.id for one in self.state.here()]
            said = phrase("Nobody here is called {name}.", name=repr(person))
            if near := closest(person, here):
                said = phrase(
                    "Nobody here is called {name}; did you mean {near}?",
                    name=repr(person),
                    near=repr(near),
                )
            hint = phrase("In the lobby: nobody yet.")
            if here:
                hint = phrase("In the lobby: {people}.", people=", ".join(here))
            raise Refusal("not_found", said, hint)
        return found

    def refuse_unless(self, holds: object, message: Phrase, hint: Phrase) -> None:
        """Refuse with ``wrong_state`` if ``holds`` is false.

        Raises:
            Refusal: ``wrong_state``.
        """
        if not holds:
            raise Refusal("wrong_state", message, hint)

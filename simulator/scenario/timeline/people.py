"""Who the names in a timeline are, and which seat somebody acts from at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from simulator.model.expr import nearest
from simulator.model.seats import INCIDENT_ROLES, WORLD
from simulator.model.timeline import Timeline

__all__ = ["MACHINES", "NOBODY", "OUTSIDE", "People", "Person", "Seats"]

NOBODY: Final = "unknown"
MACHINES: Final = ("monitoring", "automation", "system", "world", "bot")
"""Who is meant by these is no person."""
OUTSIDE: Final = ("customer", "customers", "executive", "executives", "vendor")
_PERSONA = "persona"
_RESPONDER = "responder"
_SEATS = {"outside": _PERSONA, "machine": WORLD}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the log knows them: ``seat`` is what they were in the incident, all in all."""

    name: str
    seat: str


class People:
    """Everybody in one file. If it lists people, it lists all of them."""

    def __init__(self, timeline: Timeline) -> None:
        """Take the list of people."""
        self._listed = {
            name.casefold(): Person(name, _SEATS.get(role, role))
            for name, role in timeline.people.items()
        }

    def find(self, who: str | None, *, outside: bool = False) -> Person:
        """Return who is meant by a name, a role or one of the words for nobody in particular.

        ``outside`` is for what comes from beyond the team: that may be from anybody.

        Raises:
            ValueError: if a list of people does not have the name, or several have the role.
        """
        name = (who or NOBODY).strip()
        plain = name.casefold()
        if found := self._listed.get(plain):
            return found
        if plain in INCIDENT_ROLES:
            return self._in_role(plain)
        if plain in MACHINES:
            return Person(plain, WORLD)
        if outside or plain in OUTSIDE:
            return Person(name, _PERSONA)
        if plain == NOBODY or not self._listed:
            return Person(plain if plain == NOBODY else name, _RESPONDER)
        names = [person.name for person in self._listed.values()]
        guess = nearest(name, names)
        hint = f"{guess} Or" if guess else f"; people: {', '.join(names)}; or"
        raise ValueError(f"nobody in people is called {name!r}{hint} add {name}: responder")

    def called(self, name: str) -> str:
        """Return a name as the list of people has it; one that it does not have stays as it is."""
        found = self._listed.get(name.strip().casefold())
        return found.name if found else name

    def _in_role(self, role: str) -> Person:
        held = [person for person in self._listed.values() if person.seat == role]
        if len(held) > 1:
            names = " or ".join(person.name for person in held)
            raise ValueError(f"several people are {role}; write {names}")
        return held[0] if held else Person(role, role)


class Seats:
    """Which seat people act from, as roles are taken and laid down while the timeline goes on."""

    def __init__(self) -> None:
        """Begin with nobody in any role."""
        self._holders: dict[str, str] = {}

    def of(self, person: Person) -> str:
        """Return the role that somebody holds now, else what they were all in all.

        Who is listed for a role that somebody else holds now is a responder meanwhile.
        """
        held = [role for role, holder in self._holders.items() if holder == person.name]
        if held:
            return held[-1]
        taken = self._holders.get(person.seat, person.name) != person.name
        return _RESPONDER if taken else person.seat

    def accept(self, role: str, person: Person) -> None:
        """Let somebody take a role, from whoever has it."""
        self._holders[role] = person.name

    def release(self, role: str, person: Person) -> None:
        """Let somebody lay a role down."""
        if self._holders.get(role) == person.name:
            del self._holders[role]

"""Everything that a game day is at one moment, as its events so far say.

Only :mod:`simulator.gameday.fold` writes here. Times are ms since 1970.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = [
    "Chosen",
    "DayState",
    "Member",
    "OpenRoom",
    "PastRound",
    "Phase",
    "Place",
    "Sealed",
    "Spin",
]

Phase = Literal["gathering", "playing", "over"]


@dataclass(frozen=True, slots=True)
class Place:
    """A seat in a team; teams count from 1."""

    team: int
    seat: str


@dataclass(slots=True)
class Member:
    """Somebody who joined the day."""

    id: str
    name: str
    here: bool = True
    """False once they left or were taken out."""
    ready: bool = False
    comms: bool | None = None
    """Whether the call or chat of the team works for them; None until they said so."""
    note: str = ""
    """What they said about it, for the host."""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """The seed of the next spin. Only ``commit`` leaves the server before that spin."""

    n: int
    seed: str
    commit: str


@dataclass(frozen=True, slots=True)
class Spin:
    """One spin of the wheel; it began at ``at`` and turns for ``ms``."""

    n: int
    at: int
    commit: str
    seed: str
    salt: str
    pool: list[dict[str, str]]
    """``{id, title}`` of each scenario that could win, in the order that the rule counts."""
    filters: dict[str, Any]
    index: int
    winner: str
    turns: int
    ms: int

    def turns_at(self, t: int) -> bool:
        """Tell whether the wheel still turns at ``t``."""
        return t - self.at < self.ms


@dataclass(frozen=True, slots=True)
class Chosen:
    """The scenario that will be played; ``spin`` is the number of the spin that chose it."""

    scenario: str
    title: str
    spin: int | None = None


@dataclass(slots=True)
class OpenRoom:
    """The room of one team."""

    team: int
    drill: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class PastRound:
    """A round whose rooms are over."""

    n: int
    title: str
    rooms: list[OpenRoom]


@dataclass(slots=True)
class DayState:
    """One game day at one moment."""

    t: int = 0
    seq: int = 0
    title: str = ""
    phase: Phase = "gathering"
    round: int = 1
    members: dict[str, Member] = field(default_factory=dict)
    """Everybody who ever joined, by id, in the order in which they came."""
    teams: int = 1
    sealed: Sealed = field(default_factory=lambda: Sealed(1, "", ""))
    spin: Spin | None = None
    """The newest one."""
    drawn: int = 0
    """How many times seats were drawn."""
    chosen: Chosen | None = None
    rooms: list[OpenRoom] = field(default_factory=list)
    """Of this round."""
    past: list[PastRound] = field(default_factory=list)
    seated: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each drill, the id that each member has in it; also of those who left their seat."""

    def here(self) -> list[Member]:
        """Return who is in the day, in the order in which they came."""
        return [member for member in self.members.values() if member.here]

    def all_over(self) -> bool:
        """Tell whether the rooms of this round have been open and none of them is any more."""
        return bool(self.rooms) and all(room.over for room in self.rooms)

    def room_of(self, person: str) -> OpenRoom | None:
        """Return the room of this round where a member has a seat, that of their team first."""
        place = self.members[person].place
        rooms = sorted(self.rooms, key=lambda room: not (place and room.team == place.team))
        found = (room for room in rooms if person in self.seated.get(room.drill, {}))
        return next(found, None)

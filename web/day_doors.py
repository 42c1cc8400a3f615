"""The rooms of a game day, as the day moves them: with the facilitator's own verbs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.model.errors import Refusal
from simulator.model.seats import CORE_ROLES
from simulator.session import FACILITATOR, Sender
from web.language import _
from web.room import Room
from web.rooms import Rooms

__all__ = ["DAY", "TEAM", "RoomDoors"]

DAY, TEAM = "day", "team"
"""The keys, beside a log's header, of the game day that a drill belongs to and of its team."""

_HOST = Sender(FACILITATOR, staff=True)


class RoomDoors:
    """Opens and moves the drills of one day; see :class:`simulator.gameday.ports.Doors`."""

    def __init__(self, rooms: Rooms, day: str, title: str) -> None:
        """Work on the rooms of this server; ``title`` is the day's."""
        self._rooms = rooms
        self._day = day
        self._title = title

    def create(self, team: int, scenario: str, policy: str, seed: int) -> str:
        """Open a room for a team and return the id of its drill."""
        title = _("%(day)s, team %(team)s", day=self._title, team=team)
        kept = {DAY: self._day, TEAM: team}
        return self._rooms.create(scenario, title, policy, seed=seed, kept=kept).row.id

    def admit(self, drill: str, name: str, seat: str, known: str | None) -> str:
        """Give somebody a seat in a room, or another one; return the id that they have there."""
        room = self._rooms.get(drill)
        with room.session.lock:  # between choosing an id and taking it nobody else may
            person = known or room.new_person(name)
            there = room.session.state.people.get(person)
            if there is None or there.seat is None:
                args = {"person": person, "name": name, "seat": seat}
                self._must(room, "seat.admit", args)
            elif there.seat != seat:
                self._must(room, "seat.move", {"person": person, "seat": seat})
        return person

    def dismiss(self, drill: str, person: str) -> None:
        """Take somebody out of a room, if they have a seat there and it is not over."""
        # Refused for whoever has left already, and after the end: both are as good.
        self.steer(drill, "seat.remove", {"person": person})

    def fill(self, drill: str, crew: str) -> None:
        """Let bots of a crew take the core seats of a room that nobody has."""
        room = self._rooms.get(drill)
        for seat in CORE_ROLES:
            if room.session.state.seated(seat) is None:
                self._must(room, "seat.bot", {"seat": seat, "crew": crew})

    def steer(self, drill: str, verb: str, args: Mapping[str, Any]) -> Refusal | None:
        """Use one of the facilitator's verbs in a room; return why it could not."""
        try:
            self._must(self._rooms.get(drill), verb, dict(args))
        except Refusal as refusal:
            return refusal
        return None

    @staticmethod
    def _must(room: Room, verb: str, args: dict[str, Any]) -> None:
        answer = room.session.submit(_HOST, verb, args)
        if not answer["ok"]:
            raise Refusal(**answer["error"])

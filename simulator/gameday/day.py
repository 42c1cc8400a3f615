"""One game day without locks, clocks or stores: state, and numbered records."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from simulator.gameday.catalogue import By, find_verb, require
from simulator.gameday.fold import fold
from simulator.gameday.ports import Asked, Draft, Given
from simulator.gameday.state import DayState, Phase
from simulator.gameday.verbs import seal
from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.records import Command, Event, Record
from simulator.rules.catalogue import parse_args

__all__ = ["HOST", "Day"]

HOST = "host"
"""Actor and role of whoever has the host's link."""
_PHASES: dict[str, Phase] = {
    "rooms.opened": "playing",
    "round.began": "gathering",
    "day.ended": "over",
}
Seats = Mapping[str, str | None]
"""Who sits where in a room; None is somebody who left."""
_SERVER = "server"
"""Actor of what nobody asked for."""


class Day:
    """One day as a function of its records.

    Records come out numbered but not yet folded, so that they are stored first: every method that
    returns records must be followed by :meth:`commit`.
    """

    def __init__(self, records: Sequence[Record] = ()) -> None:
        """Stand where the records end."""
        self.state = DayState()
        self.records: list[Record] = []
        self.commit(records)

    @property
    def seq(self) -> int:
        """Number of the newest record."""
        return len(self.records)

    def begin(self, t: int, title: str, secret: str) -> list[Record]:
        """Open the lobby at ``t`` (ms since 1970) and commit to the seed of the first spin."""
        return self._number(t, [("day.opened", {"title": title}), seal(1, secret)])

    def new_person(self, name: str) -> str:
        """Return an unused id for somebody of that name: ``ana``, then ``ana-2``."""
        base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:30].strip("-") or "guest"
        taken = {*self.state.members, HOST, _SERVER}
        names = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    def ask(  # noqa: PLR0913, PLR0917 - the facts of a command
        self, t: int, actor: str, by: By, verb: object, raw: object, key: str | None, given: Given
    ) -> list[Record]:
        """Judge one command at ``t`` (ms since 1970); return its record and what it made true.

        Raises:
            Refusal: if it is not allowed now; then nothing has changed.
        """
        entry = find_verb(verb)
        require(entry, self.state, by)
        if by == "member" and not self._is_here(actor):
            said = phrase("You are not in this day any more.")
            raise Refusal("not_seated", said, phrase("Join again."))
        args = parse_args(entry.form, raw)
        t = max(t, self.state.t)  # a wall clock may be set back
        drafts = entry.emit(Asked(self.state, actor, t, args, given))
        data: dict[str, Any] = args.model_dump(mode="json", exclude_none=True)
        command = Command(self.seq + 1, t, entry.form.name, actor, by, data, key)
        return [command, *self._number(t, drafts, actor, by, after=1)]

    def seen(self, t: int, rooms: Mapping[str, Seats | None]) -> list[Record]:
        """Return what the day has to learn of its rooms: what happens in them happens without it.

        ``rooms`` says of a drill who sits where, by their ids there, or None if it is over.
        """
        drafts: list[Draft] = []
        for room in [one for one in self.state.rooms if one.drill in rooms and not one.over]:
            seats = rooms[room.drill]
            if seats is None:
                drafts.append(("room.over", {"team": room.team, "drill": room.drill}))
                continue
            for person, there in self.state.seated.get(room.drill, {}).items():
                place, seat = self.state.members[person].place, seats.get(there)
                # Whoever left their seat keeps the place: the host may want to let them in again.
                if place and place.team == room.team and seat and seat != place.seat:
                    data = {"person": person, "team": room.team, "seat": seat}
                    drafts.append(("person.placed", data))
        return self._number(max(t, self.state.t), drafts)

    def phase_after(self, records: Sequence[Record]) -> Phase:
        """Return how far the day will have come once these records are folded."""
        kinds = [record.kind for record in records if isinstance(record, Event)]
        return next(
            (_PHASES[kind] for kind in reversed(kinds) if kind in _PHASES), self.state.phase
        )

    def commit(self, records: Sequence[Record]) -> None:
        """Fold records into the state and keep them."""
        self.records += records
        for record in records:
            if isinstance(record, Event):
                fold(self.state, record)

    def _is_here(self, person: str) -> bool:
        member = self.state.members.get(person)
        return member is not None and member.here

    def _number(
        self,
        t: int,
        drafts: Sequence[Draft],
        actor: str = _SERVER,
        role: str = _SERVER,
        after: int = 0,
    ) -> list[Record]:
        first = self.seq + after + 1
        return [
            Event(first + i, t, kind, actor, role, data) for i, (kind, data) in enumerate(drafts)
        ]

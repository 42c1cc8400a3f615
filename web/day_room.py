"""One game day that people are in: its log, its lock, and everybody who is connected to it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from simulator.gameday import HOST, Day, Given, Member, Scene, Shelved, day_view
from simulator.gameday.catalogue import By
from simulator.gameday.state import OpenRoom
from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.records import Command, Event, Record
from simulator.store import DayRow, Store
from web.day_doors import RoomDoors
from web.day_lines import Line, Lines
from web.day_overview import Overview
from web.room import HangUp, Send
from web.rooms import Rooms

__all__ = ["DayParts", "DayRoom"]

Answer = dict[str, Any]

_LOG = logging.getLogger(__name__)
_BUG = Refusal(
    "internal",
    phrase("Something unexpected went wrong; what was recorded before is kept."),
    phrase("Try it once more."),
)
_GONE = Refusal(
    "not_seated",
    phrase("You are not in this game day any more."),
    phrase("Join again by its link."),
)
_EVERY_S = 1.0
"""How often a day looks after its rooms, and the most that its overview is sent."""
_SHORTEST_S = 0.05


@dataclass(frozen=True, slots=True)
class DayParts:
    """What every day of a server is given; clocks and chance come from outside.

    ``wall`` is monotonic, in seconds; ``today_ms`` is ms since 1970; ``new_secret`` makes a seed
    that nobody can guess, ``new_seed`` one for drills.
    """

    store: Store
    rooms: Rooms
    send: Send
    hang_up: HangUp
    spawn: Callable[[Callable[[], None]], object]
    wall: Callable[[], float]
    today_ms: Callable[[], int]
    new_secret: Callable[[], str]
    new_seed: Callable[[], int]
    shelf: Callable[[], Sequence[Shelved]]


class DayRoom:
    """The authority over one day: what a session is to a drill, and its connections besides.

    One lock makes numbering, storing, folding and telling one step. It may be held while the lock
    of a drill is asked for, never the other way round.
    """

    def __init__(self, row: DayRow, records: Sequence[Record], parts: DayParts) -> None:
        """Stand where the records end."""
        self.row = row
        self._parts = parts
        self._day = Day(records)
        self._doors = RoomDoors(parts.rooms, row.id, row.title)
        self._lock = threading.RLock()
        self._lines = Lines(row.id, parts.send, parts.hang_up)
        self._shelf: Sequence[Shelved] = ()
        self._answers: dict[tuple[str, str], dict[str, Any]] = {}
        self._remember(records)
        self._overview = Overview(parts.rooms)
        self._surveyed: float | None = None
        self._told: tuple[Any, ...] = ()
        """What changes by itself, as everybody knows it; empty while something is to be told."""
        self._wake = threading.Event()
        self._looping = False

    # -- people --------------------------------------------------------------------------------

    @property
    def phase(self) -> str:
        """How far the day has come."""
        return self._day.state.phase

    def count(self) -> int:
        """Return how many people are in the day."""
        return len(self._day.state.here())

    def join(self, name: str) -> tuple[str, dict[str, Any]]:
        """Let somebody into the lobby; return their id and the answer."""
        with self._lock:
            person = self._day.new_person(name)
            return person, self._answer(person, "door", "member.join", {"name": name}, None)

    def member(self, person: str) -> Member:
        """Return somebody who is in the day.

        Raises:
            Refusal: ``not_seated``, if they are not any more.
        """
        found = self._day.state.members.get(person)
        if found is None or not found.here:
            raise _gone()
        return found

    def seat(self, person: str, drill: str | None = None) -> tuple[str, str]:
        """Return the drill that a member has a seat in, and their id there.

        ``drill`` asks for one of this day's; by default it is that of this round.

        Raises:
            Refusal: ``not_seated`` or ``wrong_state``.
        """
        with self._lock:
            self.member(person)
            state = self._day.state
            room = state.room_of(person)
            if drill is None:
                drill = room.drill if room else None
            there = state.seated.get(drill or "", {}).get(person)
            if drill is None or there is None:
                hint = phrase("Stay in the lobby: the host gives you a place.")
                raise Refusal("wrong_state", phrase("There is no room for you yet."), hint)
            return drill, there

    def whose(self, drill: str, there: str) -> str | None:
        """Return the member who has the id ``there`` in a drill of this day, or None."""
        with self._lock:
            seated = self._day.state.seated.get(drill, {})
            return next((person for person, known in seated.items() if known == there), None)

    def plays_on(self, drill: str, there: str) -> bool:
        """Tell whether somebody who had a seat in a room now plays in another one of its round.

        The rooms of a round have one scenario and seed: what went on behind one went on behind all.
        """
        with self._lock:
            self._sync()
            state, member = self._day.state, self.whose(drill, there)
            room = state.room_of(member) if member else None
            round_of_both = any(one.drill == drill for one in state.rooms)
            return round_of_both and room is not None and room.drill != drill and not room.over

    # -- connections ---------------------------------------------------------------------------

    def connect(self, connection: str, person: str | None, base: str) -> None:
        """Send the whole day to a new connection of a member, or of the host (None).

        ``base`` is the address under which they found the site. A member who is not in the day any
        more is told so and hung up on: they may have been taken out while they waited.
        """
        with self._lock:
            if person is None:
                self._shelf = self._parts.shelf()
            self._sync()
            self._lines.add(connection, Line(person, base))
            if person is not None and not self._day.state.members[person].here:
                self._lines.see_out({person}, _GONE)
                return
            self._tell(connection)
            begin, self._looping = not self._looping, True
        if begin:
            self._parts.spawn(self.run)
        self._wake.set()

    def disconnect(self, connection: str) -> None:
        """Forget a connection."""
        with self._lock:
            if self._lines.drop(connection):
                self._tell()
        self._wake.set()

    def submit(self, person: str | None, verb: object, args: object, key: str | None) -> Answer:
        """Answer one command of a member, or of the host (None). Never raises."""
        by: By = "host" if person is None else "member"
        with self._lock:
            return self._answer(person or HOST, by, verb, args, key)

    # -- time ----------------------------------------------------------------------------------

    def run(self) -> None:
        """Look after the day as long as somebody is connected; for a background task."""
        while True:
            try:
                delay = self.step()
            except Exception:  # noqa: BLE001 - logged, and the day goes on
                _LOG.exception("day %s: step failed", self.row.id)
                delay = _EVERY_S
            self._wake.wait(delay)
            self._wake.clear()
            with self._lock:
                if not self._lines:
                    self._looping = False
                    return

    def step(self) -> float:
        """Tell what has changed by itself; return the seconds until it is worth another look."""
        with self._lock:
            self._sync()
            if self._by_itself() != self._told:
                self._tell()
            open_rooms = list(self._day.state.rooms)
            hosts = self._lines.hosts()
            spin, now = self._day.state.spin, self._parts.today_ms()
            rest = spin.at + spin.ms - now if spin and spin.turns_at(now) else 1_000 * _EVERY_S
            late = _EVERY_S if self._told else self._lines.wait(self._parts.wall())
        if hosts:
            self._survey(open_rooms)
        return min(max(min(rest / 1_000, late), _SHORTEST_S), _EVERY_S)

    def _survey(self, open_rooms: Sequence[OpenRoom]) -> None:
        """Send the hosts the overview; it is built without the day's lock, for it takes a while."""
        now = self._parts.wall()
        if self._surveyed is not None and now - self._surveyed < _EVERY_S:
            return
        self._surveyed = now
        overview = self._overview.build(open_rooms)
        with self._lock:
            self._lines.survey(overview)

    # -- inside the lock -----------------------------------------------------------------------

    def _answer(self, actor: str, by: By, verb: object, args: object, key: str | None) -> Answer:
        if key is not None and (done := self._answers.get((actor, key))):
            return done
        try:
            self._sync()
            now, given = self._parts.today_ms(), self._given(by)
            records = self._day.ask(now, actor, by, verb, args, key, given)
            self._keep(records)
        except Refusal as refusal:
            return {"ok": False, "error": refusal.as_json()}
        except Exception:  # noqa: BLE001 - whatever it is, it is answered
            _LOG.exception("day %s: %s failed", self.row.id, verb)
            return {"ok": False, "error": _BUG.as_json()}
        answer = {"ok": True, "seq": records[0].seq} | _rooms_of(records)
        if key is not None:
            self._answers[actor, key] = answer
        return answer

    def _given(self, by: By) -> Given:
        parts = self._parts
        if by == "host":
            self._shelf = parts.shelf()
        secret, chance = parts.new_secret(), parts.new_secret()
        return Given(self._shelf, self._doors, secret, chance, parts.new_seed())

    def _keep(self, records: Sequence[Record]) -> None:
        """Store, fold, tell: in this order."""
        if not records:
            return
        after = self._day.phase_after(records)
        self._parts.store.append_day(self.row.id, records, after)
        self._day.commit(records)
        events = [record for record in records if isinstance(record, Event)]
        gone = {event.data["person"] for event in events if event.kind == "member.left"}
        self._lines.see_out(gone, _GONE)
        self._tell()
        self._wake.set()

    def _sync(self) -> None:
        """Record what happened in the rooms by itself: they are over, people were moved."""
        live = [room.drill for room in self._day.state.rooms if not room.over]
        if live:
            seen = {drill: self._seats(drill) for drill in live}
            self._keep(self._day.seen(self._parts.today_ms(), seen))

    def _seats(self, drill: str) -> dict[str, str | None] | None:
        """Return who sits where in a room, or None if it is over."""
        try:
            session = self._parts.rooms.get(drill).session
        except Refusal:  # another version recorded it: it cannot go on
            return None
        with session.lock:
            people = session.state.people.values()
            over = session.state.phase == "ended"
            return None if over else {person.id: person.seat for person in people}

    def _phase(self, drill: str) -> str:
        try:
            return self._parts.rooms.get(drill).session.state.phase
        except Refusal:
            return "ended"

    def _tell(self, newcomer: str = "") -> None:
        """Send everybody the day as it is now; :meth:`step` tells a crowd that was just told.

        ``newcomer``, a connection, knows nothing yet and is told at once.
        """
        now = self._parts.wall()
        scene, state = self._scene(), self._day.state
        late = self._lines.wait(now) > 0
        self._told = () if late else self._by_itself()

        def view(line: Line) -> dict[str, Any]:
            return day_view(state, scene, line.person, line.base)

        if late:
            self._lines.tell_one(newcomer, view)
        else:
            self._lines.tell(view, now)

    def _by_itself(self) -> tuple[Any, ...]:
        """Return what of the view changes without a record: phases of rooms, a wheel that stops."""
        state, spin = self._day.state, self._day.state.spin
        turns = spin is not None and spin.turns_at(self._parts.today_ms())
        return turns, tuple(self._phase(room.drill) for room in state.rooms)

    def _scene(self) -> Scene:
        parts, rooms = self._parts, self._parts.rooms
        return Scene(
            day=self.row.id,
            join_code=self.row.join_code,
            now=parts.today_ms(),
            online=self._lines.online(),
            shelf=self._shelf,
            drills={room.drill: self._phase(room.drill) for room in self._day.state.rooms},
            policies=[
                {"name": one.name, "title": one.title, "default": one.name == rooms.default_policy}
                for one in rooms.policies.entries()
            ],
        )

    def _remember(self, records: Sequence[Record]) -> None:
        """Know the answers to stored commands, so that a re-sent one is not carried out again."""
        for place, record in enumerate(records, 1):
            if isinstance(record, Command) and record.client_key is not None:
                said = list(takewhile(lambda one: isinstance(one, Event), records[place:]))
                answer = {"ok": True, "seq": record.seq} | _rooms_of(said)
                self._answers[record.actor, record.client_key] = answer


def _gone() -> Refusal:
    return Refusal(_GONE.code, _GONE.message, _GONE.hint)


def _rooms_of(records: Sequence[Record]) -> dict[str, Any]:
    """Return, of commands about rooms, how each of them took it."""
    events = {record.kind: record.data for record in records if isinstance(record, Event)}
    if steered := events.get("rooms.steered"):
        return {"rooms": steered["rooms"]}
    if opened := events.get("rooms.opened"):
        return {"rooms": [one | {"ok": True, "error": None} for one in opened["rooms"]]}
    return {}

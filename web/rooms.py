"""All rooms of this server: created, found again, and woken after a restart."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from simulator.model.errors import InputError, Refusal
from simulator.model.records import Header, Record
from simulator.rehearsal import new_header
from simulator.scenario import Library, load_policy, load_scenario
from simulator.session import DrillClock, Position, Session
from simulator.store import Checkpoint, DrillRow, Store, StoreError
from web.identity import new_code
from web.room import HangUp, Room, Send

__all__ = ["Rooms"]

_LOG = logging.getLogger(__name__)
_POLICY = "imag"


class _StoreJournal:
    """Writes one drill's records to the store."""

    def __init__(self, store: Store, drill: str) -> None:
        self._store = store
        self._drill = drill

    def append(self, records: Sequence[Record], position: Position) -> None:
        """Store records durably together with where the clock stands."""
        at = Checkpoint(position.t, position.running, position.speed, position.phase)
        self._store.append(self._drill, records, at)


class Rooms:
    """Drills by id; a drill that is not in memory is rebuilt from the store when asked for."""

    def __init__(  # noqa: PLR0913 - its parts arrive as arguments
        self,
        *,
        store: Store,
        library: Library,
        send: Send,
        hang_up: HangUp,
        spawn: Callable[[Callable[[], None]], object],
        wall: Callable[[], float],
        today_ms: Callable[[], int],
        new_id: Callable[[], str],
        new_seed: Callable[[], int],
    ) -> None:
        """Start empty. ``spawn`` runs a function in the background; ``wall`` is monotonic."""
        self.library = library
        self._store = store
        self._send = send
        self._hang_up = hang_up
        self._spawn = spawn
        self._wall = wall
        self._today_ms = today_ms
        self._new_id = new_id
        self._new_seed = new_seed
        self._rooms: dict[str, Room] = {}
        self._lock = threading.RLock()

    def rows(self) -> list[DrillRow]:
        """Return every drill that the store knows, the newest first."""
        return sorted(self._store.drills(), key=lambda row: -row.created_ms)

    def create(self, scenario_id: str, title: str = "") -> Room:
        """Create a drill in its lobby.

        Raises:
            Refusal: ``not_found`` if the library has no such scenario.
        """
        entry = next((e for e in self.library.entries() if e.id == scenario_id), None)
        if entry is None:
            known = ", ".join(e.id for e in self.library.entries())
            raise Refusal("not_found", f"No scenario {scenario_id!r}.", f"There are: {known}.")
        policy = load_policy(_POLICY)
        drill, seed = self._new_id(), self._new_seed()
        scenario = entry.scenario
        header = new_header(drill, scenario, entry.digest, policy, seed)
        row = DrillRow(
            id=drill, title=title or scenario.title, scenario_id=scenario.id,
            scenario_text=entry.source, policy=policy.policy, seed=seed, engine=header.engine,
            created_ms=self._today_ms(), join_code=new_code(), state="lobby",
            header=header.as_json(),
        )  # fmt: skip
        self._store.create(row)
        return self._open(row, (), Checkpoint(0, running=False, speed=1.0, state="lobby"))

    def get(self, drill: str) -> Room:
        """Return a drill's room.

        Raises:
            Refusal: ``no_such_drill``; or ``internal`` if it cannot be rebuilt (an old engine).
        """
        with self._lock:
            if room := self._rooms.get(drill):
                return room
            try:
                stored = self._store.load(drill)
            except StoreError as error:
                if error.reason != "unknown_drill":
                    raise
                hint = "Check the link, or ask the facilitator for a new one."
                raise Refusal("no_such_drill", "There is no such drill here.", hint) from None
            try:
                return self._open(stored.row, stored.records, stored.checkpoint)
            except (InputError, Refusal) as error:
                _LOG.exception("drill %s cannot be rebuilt", drill)
                message = "This drill was recorded by another version and cannot go on."
                raise Refusal("internal", message, "Its log can still be exported.") from error

    def by_code(self, code: str) -> Room:
        """Return the room of a join code, however it was typed.

        Raises:
            Refusal: ``no_such_drill``.
        """
        plain = code.strip().upper().replace("-", "").replace(" ", "")
        if row := self._store.drill_with_code(f"{plain[:4]}-{plain[4:]}"):
            return self.get(row.id)
        hint = "Codes look like KXQ7-RDM4. Ask the facilitator."
        raise Refusal("no_such_drill", "No drill has that join code.", hint)

    def wake(self) -> None:
        """Go on with every drill that was running when the server stopped."""
        for row in self._store.drills():
            if row.state == "running":
                try:
                    self.get(row.id)
                except Refusal as refusal:
                    _LOG.warning("drill %s stays asleep: %s", row.id, refusal.message)

    def close(self) -> None:
        """Save every clock and stop."""
        for room in list(self._rooms.values()):
            try:
                room.close()
            except StoreError:
                _LOG.exception("room %s: its clock could not be saved", room.row.id)

    def _open(self, row: DrillRow, records: Sequence[Record], at: Checkpoint) -> Room:
        names = Header.__dataclass_fields__
        header = Header(**{key: row.header[key] for key in names if key in row.header})
        last = records[-1].t if records else 0
        t = max(at.t, last)
        clock = DrillClock(self._wall, t, at.speed)
        session = Session(
            header=header,
            scenario=load_scenario(row.scenario_text, f"{row.scenario_id}.yaml"),
            policy=load_policy(row.policy),
            clock=clock,
            journal=_StoreJournal(self._store, row.id),
            records=records,
            until=t,
        )
        if session.state.phase == "running":
            clock.run()  # the gap while nobody looked after the drill is not part of it
        room = Room(row, session, self._store, self._send, self._hang_up)
        with self._lock:
            self._rooms[row.id] = room
        self._spawn(room.run)
        return room

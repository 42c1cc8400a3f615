"""All rooms of this server: created, found again, and woken after a restart."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from simulator.model.errors import InputError, Refusal
from simulator.model.phrases import Phrase, phrase
from simulator.model.policy import Policy
from simulator.model.records import Header, Record
from simulator.rehearsal import new_header
from simulator.scenario import Library, load_policy, load_scenario, read_policy
from simulator.scenario.policies import Policies
from simulator.session import FACILITATOR, DrillClock, Position, Sender, Session
from simulator.store import Checkpoint, DrillRow, Store, StoreError
from web.forks import FORKED_FROM, cut
from web.identity import code_of, new_code
from web.room import HangUp, Room, Send

__all__ = ["Rooms"]

_LOG = logging.getLogger(__name__)
_POLICY_TEXT = "policy_text"
"""The key, in what the store keeps beside a log's header, of a policy that is not built in."""


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
        policies: Policies | None = None,
        default_policy: str = "imag",
    ) -> None:
        """Start empty. ``spawn`` runs a function in the background; ``wall`` is monotonic.

        A drill for which nobody chooses a policy is judged by ``default_policy``.

        Raises:
            InputError: if there is no policy of that name.
        """
        self.library = library
        self.policies = policies or Policies()
        self.default_policy = self.policies.find(default_policy).name
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

    def create(
        self,
        scenario_id: str,
        title: str = "",
        policy_name: str = "",
        *,
        seed: int | None = None,
        kept: Mapping[str, Any] | None = None,
    ) -> Room:
        """Create a drill in its lobby.

        Drills of one scenario with the same ``seed`` have the same noise and the same chance;
        without it the drill gets one of its own. ``kept`` (JSON-shaped) stands beside the log's
        header in the store: what this server wants to know of a drill that no log says.

        Raises:
            Refusal: ``not_found`` if there is no such scenario or policy.
        """
        entry = next((e for e in self.library.entries() if e.id == scenario_id), None)
        if entry is None:
            message = phrase("No scenario {id}.", id=repr(scenario_id))
            raise _not_found(message, [one.id for one in self.library.entries()])
        try:
            chosen = self.policies.find(policy_name or self.default_policy)
        except InputError:
            message = phrase("No policy {name}.", name=repr(policy_name))
            known = [one.name for one in self.policies.entries()]
            raise _not_found(message, known) from None
        policy = chosen.policy
        drill = self._new_id()
        seed = self._new_seed() if seed is None else seed
        scenario = entry.scenario
        header = new_header(drill, scenario, entry.digest, policy, seed)
        row = DrillRow(
            id=drill, title=title or scenario.title, scenario_id=scenario.id,
            scenario_text=entry.source, policy=policy.policy, seed=seed, engine=header.engine,
            created_ms=self._today_ms(), join_code=new_code(), state="lobby",
            header=dict(kept or {}) | _kept(chosen.source) | header.as_json(),
        )  # fmt: skip
        with self._lock:  # whoever finds it in the store meanwhile must not open a second one
            self._store.create(row)
            return self._open(row, (), Checkpoint(0, running=False, speed=1.0, state="lobby"))

    def fork(
        self,
        drill: str,
        t: int,
        *,
        by: Sender | None = None,
        kept: Mapping[str, Any] | None = None,
    ) -> Room:
        """Return a new drill that goes on from where another stood at drill time ``t`` (ms).

        It has the same scenario, policy, seed, seats and bots, and the other's log up to then: as
        far as that goes, if ``t`` is later. It stands paused there by a command of ``by`` (the
        facilitator, if nobody is named). The other drill stays as it is. ``kept`` as in
        :meth:`create`; ``forked_from`` is added to it.

        Raises:
            Refusal: ``no_such_drill``; ``drill_not_started`` while the drill is in its lobby.
        """
        room = self.get(drill)
        session = room.session
        with session.lock:
            position = session.position()
            session.advance()  # so that everything up to there is on record
            log = session.log()
        last = log.records[-1].t if log.records else 0
        part = cut(log.records, t, position.t if position.running else last)
        new = self._new_id()
        source = {FORKED_FROM: {"drill": drill, "t": part.t}}
        policy = _kept(room.row.header.get(_POLICY_TEXT, ""))
        header = replace(log.header, drill=new)
        row = replace(
            room.row, id=new, created_ms=self._today_ms(), join_code=new_code(), state="paused",
            header=dict(kept or {}) | source | policy | header.as_json(),
        )  # fmt: skip
        at = Checkpoint(part.t, running=False, speed=1.0, state="paused")
        again = self._session(row, part.records, at)  # before anything of it is stored: it may fail
        again.clock.set_speed(again.state.speed)
        with self._lock:  # as in create
            self._store.create(row)
            self._store.append(new, part.records, replace(at, speed=again.state.speed))
            if again.state.phase == "running":
                # Its clock has not run yet, so this is at the very moment that was asked for.
                again.submit(by or Sender(FACILITATOR, staff=True), "drill.pause", {})
            return self._hold(row, again)

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
                message = phrase("There is no such drill here.")
                hint = phrase("Check the link, or ask the facilitator for a new one.")
                raise Refusal("no_such_drill", message, hint) from None
            try:
                return self._open(stored.row, stored.records, stored.checkpoint)
            except (InputError, Refusal) as error:
                _LOG.exception("drill %s cannot be rebuilt", drill)
                message = phrase("This drill was recorded by another version and cannot go on.")
                hint = phrase("Its log can still be exported.")
                raise Refusal("internal", message, hint) from error

    def by_code(self, code: str) -> Room:
        """Return the room of a join code, however it was typed.

        Raises:
            Refusal: ``no_such_drill``.
        """
        if row := self._store.drill_with_code(code_of(code)):
            return self.get(row.id)
        hint = phrase("Codes look like KXQ7-RDM4. Ask the facilitator.")
        raise Refusal("no_such_drill", phrase("No drill has that join code."), hint)

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
        session = self._session(row, records, at)
        if session.state.phase == "running":
            session.clock.run()  # the gap while nobody looked after the drill is not part of it
        return self._hold(row, session)

    def _session(self, row: DrillRow, records: Sequence[Record], at: Checkpoint) -> Session:
        """Return a drill's session, its clock stopped."""
        names = Header.__dataclass_fields__
        header = Header(**{key: row.header[key] for key in names if key in row.header})
        last = records[-1].t if records else 0
        t = max(at.t, last)
        return Session(
            header=header,
            scenario=load_scenario(row.scenario_text, f"{row.scenario_id}.yaml"),
            policy=_policy_of(row),
            clock=DrillClock(self._wall, t, at.speed),
            journal=_StoreJournal(self._store, row.id),
            records=records,
            until=t,
        )

    def _hold(self, row: DrillRow, session: Session) -> Room:
        """Keep a room in memory and let its clock drive it."""
        room = Room(row, session, self._store, self._send, self._hang_up)
        with self._lock:
            self._rooms[row.id] = room
        self._spawn(room.run)
        return room


def _not_found(message: Phrase, known: Iterable[str]) -> Refusal:
    return Refusal("not_found", message, phrase("There are: {known}.", known=", ".join(known)))


def _kept(source: str) -> dict[str, str]:
    """Return what a drill keeps of a policy that is not built in: its name alone finds no text."""
    return {_POLICY_TEXT: source} if source else {}


def _policy_of(row: DrillRow) -> Policy:
    """Return the policy of a drill, wherever its file is by now.

    Raises:
        InputError: if there is none of that name, or this version does not read its text.
    """
    text = row.header.get(_POLICY_TEXT)
    if text:
        return read_policy(text, f"{row.policy}.yaml", kept=True)
    return load_policy(row.policy)

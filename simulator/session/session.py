"""The authority over one drill: the life of a command from receipt to answer."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any

from simulator.model.errors import InputError, Problem, Refusal
from simulator.model.phrases import phrase
from simulator.model.policy import Policy
from simulator.model.records import Command, Event, Header, Log, Record
from simulator.model.scenario import Scenario
from simulator.model.state import DrillState, Phase
from simulator.rules.views import Viewer
from simulator.session.feed import Feed
from simulator.session.ports import Batch, Clock, Journal, Position, Sender
from simulator.session.replay import compare, restore

__all__ = ["FACILITATOR", "Session"]

FACILITATOR = "facilitator"
"""Actor and role of whoever holds the facilitator's link."""

_LOG = logging.getLogger(__name__)
_BUG = Refusal(
    "internal",
    phrase("Something unexpected went wrong; the drill was frozen and nothing is lost."),
    phrase("The facilitator can resume it."),
)
_BUG_AFTERWARDS = Refusal(
    "internal",
    phrase("Something unexpected went wrong; the drill is over and nothing of it is lost."),
    phrase("Try it once more."),
)
_PHASES: dict[str, Phase] = {
    "drill.started": "running",
    "drill.resumed": "running",
    "drill.paused": "paused",
    "drill.frozen": "paused",
    "drill.ended": "ended",
}
_CLOCK_EVENTS: dict[str, Callable[[Clock, Any], None]] = {
    "drill.started": lambda clock, _: clock.run(),
    "drill.resumed": lambda clock, _: clock.run(),
    "drill.paused": lambda clock, _: clock.stop(),
    "drill.frozen": lambda clock, _: clock.stop(),
    "drill.ended": lambda clock, _: clock.stop(),
    "drill.speed": lambda clock, data: clock.set_speed(data["factor"]),
}


class Session:
    """One drill, safe to use from any number of threads.

    The same object serves the web room, headless runs, bots and tests; the store, the clock and
    whoever listens are handed in. One lock makes time, numbering, storing, folding and telling one
    step, so that everybody hears of events in the order of their numbers.
    """

    def __init__(  # noqa: PLR0913 - its parts arrive as arguments
        self,
        *,
        header: Header,
        scenario: Scenario,
        policy: Policy,
        clock: Clock,
        journal: Journal,
        records: Sequence[Record] = (),
        until: int = 0,
    ) -> None:
        """Open a drill; with ``records``, rebuild it and stand at ``until`` (ms), clock stopped.

        Raises:
            Refusal: if recorded commands do not fit this scenario.
            InputError: if carrying them out again does not give the recorded events.
        """
        self.header = header
        self.clock = clock
        self._journal = journal
        self.lock = threading.RLock()
        """Held while the drill changes; hold it to read several things as of one moment."""
        self._listeners: list[Callable[[Batch], None]] = []
        self._answers: dict[tuple[str, str], dict[str, Any]] = {}
        self._broken = False
        last = records[-1].t if records else 0
        self._core = restore(scenario, policy, header.seed, records, last)
        if difference := compare(records, self._core.records):
            raise InputError([Problem(f"drill {header.drill}", 1, 1, "", str(difference))])
        self._remember(records)
        if until > last and self.state.phase in ("running", "paused"):
            self._keep(self._core.advance(until))

    # -- reading -------------------------------------------------------------------------------

    @property
    def scenario(self) -> Scenario:
        """The scenario that is played."""
        return self._core.scenario

    @property
    def policy(self) -> Policy:
        """The policy that judges."""
        return self._core.policy

    @property
    def state(self) -> DrillState:
        """The state as of the newest event; read it only."""
        return self._core.state

    @property
    def seq(self) -> int:
        """Number of the newest record."""
        return self._core.seq

    def log(self) -> Log:
        """Return the log so far."""
        with self.lock:
            return Log(self.header, tuple(self._core.records))

    def events_after(self, seq: int) -> list[Event]:
        """Return the events with a number above ``seq``."""
        with self.lock:
            return [r for r in self._core.records[max(seq, 0) :] if isinstance(r, Event)]

    def position(self) -> Position:
        """Return where the drill clock stands."""
        state, clock = self._core.state, self.clock
        return Position(self._now(), clock.running, clock.speed, state.phase)

    def next_time(self) -> int | None:
        """Return when the world does something next (ms of drill time), or None."""
        with self.lock:
            return self._core.world.next_time()

    def glance(self) -> list[dict[str, Any]]:
        """Return what every source of evidence would show now; nobody has looked.

        A row has the data of ``evidence.viewed`` without its ``id``. In the lobby there are none.
        It is staff's to read: it shows what no trainee has found.
        """
        with self.lock:
            if self.state.phase == "lobby":
                return []
            return [self._core.world.glance(source) for source in self.scenario.evidence]

    def feed(self, viewer: Viewer) -> Feed:
        """Return a fresh feed of views and events for one viewer."""
        return Feed(lambda: self._core, viewer, self.lock)

    def listen(self, listener: Callable[[Batch], None]) -> None:
        """Call ``listener`` with every batch, in order, under the lock: it must be quick."""
        with self.lock:
            self._listeners.append(listener)

    # -- acting --------------------------------------------------------------------------------

    def submit(
        self, sender: Sender, verb: object, args: object, client_key: str | None = None
    ) -> dict[str, Any]:
        """Answer one command: ``{ok: true, seq}`` or ``{ok: false, error}``. Never raises."""
        with self.lock:
            try:
                return self._submit(sender, verb, args, client_key)
            except Refusal as refusal:
                return {"ok": False, "error": refusal.as_json()}
            except Exception:  # noqa: BLE001 - whatever it is, the drill freezes and is answered
                _LOG.exception("drill %s: %s failed", self.header.drill, verb)
                self._freeze()
                over = self.state.phase == "ended"
                return {"ok": False, "error": (_BUG_AFTERWARDS if over else _BUG).as_json()}

    def advance(self) -> None:
        """Let the world catch up with the drill clock; what became true is stored and told."""
        with self.lock:
            if self._broken:
                self._freeze()
            if self._broken or not self.clock.running:
                return
            try:
                self._catch_up()
            except Exception:  # noqa: BLE001 - as above
                _LOG.exception("drill %s: the world failed", self.header.drill)
                self._freeze()

    # -- inside the lock -----------------------------------------------------------------------

    def _submit(
        self, sender: Sender, verb: object, args: object, key: str | None
    ) -> dict[str, Any]:
        if key is not None and (done := self._answers.get((sender.person, key))):
            return done
        if self._broken:
            self._freeze()
        if self._broken:
            message = phrase("The drill is frozen after a fault.")
            raise Refusal("drill_frozen", message, phrase("Restart the server."))
        t = self._catch_up()
        actor, role = self._who(sender, verb)
        records = self._core.ask(t, actor, role, verb, args, key)
        self._keep(records)
        answer = {"ok": True, "seq": records[0].seq}
        if key is not None:
            self._answers[sender.person, key] = answer
        return answer

    def _who(self, sender: Sender, verb: object) -> tuple[str, str]:
        if sender.staff:
            return FACILITATOR, FACILITATOR
        person = self._core.state.people.get(sender.person)
        if person and person.seat:
            return sender.person, person.seat
        if verb != "seat.take" or person:
            message = phrase("You have no seat in this drill.")
            raise Refusal("not_seated", message, phrase("Join again and take one."))
        return sender.person, ""

    def _now(self) -> int:
        """Return drill time: never before what has happened, never after the drill's length.

        Once the drill has ended it is that moment for good, whatever its clock read while it was
        being stopped.
        """
        if self._core.state.phase == "ended":
            return self._core.world.now
        return max(min(self.clock.t(), self.scenario.length), self._core.world.now)

    def _catch_up(self) -> int:
        t = self._now()
        self._keep(self._core.advance(t))
        return t

    def _keep(self, records: Sequence[Record]) -> None:
        """Store, fold, tell: in this order."""
        if not records:
            return
        self._journal.append(records, self._position_after(records))
        events = self._core.commit(records)
        for event in events:
            if change := _CLOCK_EVENTS.get(event.kind):
                change(self.clock, event.data)
        self._tell(Batch(self._core.seq, records[-1].t, tuple(events)))

    def _position_after(self, records: Sequence[Record]) -> Position:
        """Say where the clock will stand once these records are folded."""
        state = self._core.state
        phase, speed = state.phase, state.speed
        for event in (r for r in records if isinstance(r, Event)):
            if event.kind == "drill.speed":
                speed = event.data["factor"]
            elif event.kind != "drill.frozen" or phase == "running":
                phase = _PHASES.get(event.kind, phase)
        return Position(records[-1].t, phase == "running", speed, phase)

    def _tell(self, batch: Batch) -> None:
        for listener in self._listeners:
            try:
                listener(batch)
            except Exception:  # noqa: BLE001 - whatever it is, the others are told
                # What happened is stored; that somebody could not be told must not undo it.
                _LOG.exception("drill %s: a listener failed", self.header.drill)

    def _remember(self, records: Sequence[Record]) -> None:
        """Know the answers to stored commands, so that a re-sent one is not carried out again."""
        for record in records:
            if isinstance(record, Command) and record.client_key is not None:
                self._answers[record.actor, record.client_key] = {"ok": True, "seq": record.seq}

    def _freeze(self) -> None:
        """Stop the drill at its last stored record and say so in the log.

        One that is over only goes back to that record: its clock stands anyway. If even that cannot
        be stored, the drill stays shut rather than diverge, and the next command or tick tries
        again.
        """
        first = not self._broken
        self._broken = True
        self.clock.stop()
        core = self._core
        try:
            last = core.records[-1].t if core.records else 0
            self._core = restore(core.scenario, core.policy, core.seed, core.records, last)
            if self.state.phase != "ended":
                self._keep(self._core.ask(last, FACILITATOR, FACILITATOR, "drill.freeze", {}))
            self._broken = False
        except Exception:  # noqa: BLE001 - as above
            # Nothing is in the log, so nothing may change but this: everybody is told.
            self._core.state.frozen = True
            if first:
                _LOG.exception("drill %s: could not be frozen cleanly", self.header.drill)
                self._tell(Batch(self._core.seq, self._core.world.now, ()))

"""One live room: a session, its bots, and everybody who is connected to it."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Iterable
from typing import Any

from simulator.model.seats import SEATS, WORLD
from simulator.model.signals import GRID, grid_after
from simulator.rehearsal import Crew
from simulator.rules.views import Viewer
from simulator.session import Batch, Feed, Sender, Session
from simulator.store import Checkpoint, DrillRow, Store
from web.live_score import LiveScore

__all__ = ["HangUp", "Room", "Send"]

_LOG = logging.getLogger(__name__)

Send = Callable[[str, str, dict[str, Any]], None]
"""Hand a message to one connection: (connection, message name, content). It must only enqueue."""
HangUp = Callable[[str], None]
"""Close one connection, later: it is called while the drill is locked."""

_CHECKPOINT_MS = 5_000
_IDLE_S = 1.0
_SHORTEST_S = 0.005


class Room:
    """Keeps one drill going: lets its clock drive the world and the bots, and tells everybody."""

    def __init__(
        self, row: DrillRow, session: Session, store: Store, send: Send, hang_up: HangUp
    ) -> None:
        """Hold a session; nothing moves before :meth:`run` is started in the background."""
        self.row = row
        self.session = session
        self._store = store
        self._send = send
        self._hang_up = hang_up
        self._crew = Crew(session)
        self._feeds: dict[str, Feed] = {}
        self._read: dict[str, int] = {}
        self._score = LiveScore(session, lambda to, content: send(to, "score", content))
        self._wake = threading.Event()
        self._closed = False
        self._told_tick = session.position().t // GRID
        self._saved = session.position().t
        session.listen(self._on_batch)

    # -- people --------------------------------------------------------------------------------

    def new_person(self, name: str) -> str:
        """Return an unused id for somebody of that name: ``ana``, then ``ana-2``."""
        base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:30] or "guest"
        if base.startswith("bot-"):
            base = f"guest-{base}"
        # Ids that mean something else in the log must not become somebody's.
        taken = self.session.state.people.keys() | self.session.scenario.personas.keys()
        taken |= {*SEATS, WORLD, "persona"}
        names = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 3))
        return next(name for name in names if name not in taken)

    def join(self, name: str, seat: str) -> tuple[str, dict[str, Any]]:
        """Seat somebody new; return their id and the answer to ``seat.take``."""
        with self.session.lock:  # two people of one name may come at the same moment
            person = self.new_person(name)
            args = {"name": name, "seat": seat}
            return person, self.session.submit(Sender(person), "seat.take", args)

    def online(self) -> list[str]:
        """Return who is connected, each once."""
        return sorted({feed.viewer.person for feed in self._feeds.values()})

    # -- connections ---------------------------------------------------------------------------

    def connect(self, connection: str, viewer: Viewer, seen: int) -> None:
        """Send the whole view to a new connection, and news from then on without a gap.

        Whoever has lost their seat since they were let in is hung up on.
        """
        with self.session.lock:
            if (now := self._as_seated(viewer)) is None:
                self._hang_up(connection)
                return
            feed = self.session.feed(viewer := now)
            whole = feed.whole(self.session.position().t, seen)
            self._feeds[connection] = feed
            about = {"drill": self.row.id, "name": self.row.title, "clock": self._clock()}
            self._send(connection, "view", whole | about | self._presence(viewer))
        self._tell_presence(but=connection)
        self._score.watch(connection, viewer)

    def _as_seated(self, viewer: Viewer) -> Viewer | None:
        """Return a viewer in the seat that they have now, None if they have none any more.

        They may have been moved while they waited for the drill's lock.
        """
        person = self.session.state.people.get(viewer.person)
        if person is None:  # the facilitator sits in no seat
            return viewer
        return Viewer(person.id, person.seat) if person.seat else None

    def disconnect(self, connection: str) -> None:
        """Forget a connection."""
        self._score.forget(connection)
        if self._feeds.pop(connection, None):
            self._tell_presence()

    def has_read(self, person: str, seq: object) -> None:
        """Take in how far somebody has read (a ``seq``), and tell staff; nonsense is left alone."""
        if not isinstance(seq, int) or isinstance(seq, bool):
            return
        if self._read.get(person, 0) < seq <= self.session.seq:
            self._read[person] = seq
            self._tell_presence(staff_only=True)

    def _presence(self, viewer: Viewer) -> dict[str, Any]:
        """Return who is connected and, for staff, how far everybody has read."""
        online = {"online": self.online()}
        return online | {"seen": dict(self._read)} if viewer.sees_all else online

    def _tell_presence(self, but: str = "", *, staff_only: bool = False) -> None:
        for connection, feed in list(self._feeds.items()):
            if connection != but and (feed.viewer.sees_all or not staff_only):
                self._send(connection, "presence", self._presence(feed.viewer))

    def _clock(self) -> dict[str, Any]:
        position = self.session.position()
        return {"t": position.t, "running": position.running, "speed": position.speed}

    def _on_batch(self, batch: Batch) -> None:
        """Tell every connection what a batch means for it; runs under the drill's lock."""
        clock = self._clock()
        for connection, feed in list(self._feeds.items()):
            try:
                self._send(connection, "events", feed.news(batch) | {"clock": clock})
            except Exception:  # noqa: BLE001 - one bad connection must not silence the others
                _LOG.exception("room %s: a connection could not be told", self.row.id)
                self._feeds.pop(connection, None)
                self._hang_up(connection)
        gone = {event.data["person"] for event in batch.events if event.kind == "seat.left"}
        if gone:
            self._see_out(gone)
        self._wake.set()

    def _see_out(self, gone: set[str]) -> None:
        """Hang up on people without a seat: what happens from now on is not for them."""
        people = self.session.state.people
        for connection, feed in list(self._feeds.items()):
            person = feed.viewer.person
            if person in gone and people[person].seat is None:
                self._feeds.pop(connection, None)
                self._hang_up(connection)

    def submit(
        self, sender: Sender, verb: object, args: object, key: str | None = None
    ) -> dict[str, Any]:
        """Answer one command, as the session does."""
        answer = self.session.submit(sender, verb, args, key)
        if self.session.state.phase == "ended":
            self._score.step()  # a review is still written, and no clock drives the room any more
        return answer

    # -- time ----------------------------------------------------------------------------------

    def run(self) -> None:
        """Drive the drill until :meth:`close`; meant for a background task of its own."""
        while not self._closed:
            try:
                self.step()
                if self.session.state.phase == "ended":
                    self._crew.afterwards()  # bots finish the review that they have begun
                    self._save()
                    return
                delay = self._delay()
            except Exception:  # noqa: BLE001 - logged, and the room goes on
                # A fault of the room must not stop its clock for good; the session has its own net.
                _LOG.exception("room %s: step failed", self.row.id)
                delay = _IDLE_S
            self._wake.wait(delay)
            self._wake.clear()

    def close(self) -> None:
        """Save where the clock stands and let :meth:`run` end."""
        self._closed = True
        self._save()
        self._wake.set()

    def step(self) -> None:
        """Do everything that is due at this moment."""
        self.session.advance()
        position = self.session.position()
        if position.running:
            self._crew.step(position.t)
            self._tick(position.t)
            if position.t - self._saved >= _CHECKPOINT_MS:
                self._save()
        self._score.step()

    def _tick(self, t: int) -> None:
        """Send the chart points of every grid time that has passed."""
        last = t // GRID
        for tick in range(self._told_tick + 1, last + 1):
            with self.session.lock:
                for connection, feed in list(self._feeds.items()):
                    values = feed.points(tick * GRID)
                    message = {"clock": self._clock(), "t": tick * GRID, "values": values}
                    self._send(connection, "tick", message)
        self._told_tick = max(self._told_tick, last)

    def _save(self) -> None:
        position = self.session.position()
        self._saved = position.t
        at = Checkpoint(position.t, position.running, position.speed, position.phase)
        self._store.checkpoint(self.row.id, at)

    def _delay(self) -> float:
        """Return how many seconds of wall time to wait until something is due."""
        position = self.session.position()
        if not position.running:
            return _IDLE_S
        dues: Iterable[int | None] = (
            self.session.next_time(),
            self._crew.next_due(),
            grid_after(position.t + 1),
        )
        due = min(due for due in dues if due is not None)
        wall = (due - position.t) / 1_000 / position.speed
        return min(max(wall, _SHORTEST_S), _IDLE_S)

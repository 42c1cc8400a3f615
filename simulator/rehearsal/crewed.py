"""Bots in the empty seats of one session, headless or live: the same few lines drive both."""

from __future__ import annotations

import itertools

from simulator.bots import Bot
from simulator.model.seats import CORE_ROLES
from simulator.model.state import DrillState
from simulator.rules.views import Viewer
from simulator.session import Batch, Feed, Sender, Session

__all__ = ["Crew"]

_PLAYED = frozenset((*CORE_ROLES, "responder"))
"""The seats that bots play; whoever else is there watches, or has nothing of their own to do."""


class _Player:
    """One bot with its own redacted feed: it knows what a browser in that seat would know."""

    def __init__(self, session: Session, bot: Bot, viewer: Viewer, plays: tuple[str, str]) -> None:
        self.bot = bot
        self.plays = plays
        self.feed: Feed = session.feed(viewer)
        whole = self.feed.whole(session.position().t)
        self.seq: int = whole["seq"]
        self.view = dict(whole["sections"])
        bot.observe(session.position().t, whole["timeline"], self.view)

    def hear(self, batch: Batch) -> None:
        if batch.seq <= self.seq:
            return  # it sat down after this had happened
        self.seq = batch.seq
        news = self.feed.news(batch)
        self.view |= news["sections"]
        charts = self.view.get("signals")
        if charts and charts["series"]:
            _extend(charts, self.feed, batch.t)
        self.bot.observe(batch.t, news["events"], self.view)


def _extend(charts: dict[str, object], feed: Feed, t: int) -> None:
    """Bring the charts up to ``t``, as the ticks on the wire do for a browser."""
    times, values, step = charts["times"], charts["values"], charts["step"]
    assert isinstance(times, list)  # noqa: S101 - narrows the type of our own view
    assert isinstance(values, dict)  # noqa: S101 - as above
    assert isinstance(step, int)  # noqa: S101 - as above
    while times and times[-1] + step <= t:
        times.append(times[-1] + step)
        for name, value in feed.points(times[-1]).items():
            values[name].append(value)


class Crew:
    """Plays every seat that a bot has taken (``seat.taken`` with ``bot``)."""

    def __init__(self, session: Session, played: str = "", *, alike: bool = False) -> None:
        """Sit down for the bots that are already there, and listen for those to come.

        ``played`` is a crew that plays for everybody else who is seated; by default they are
        people. With ``alike`` the bots play as that crew does, too.
        """
        self._session = session
        self._played = played
        self._alike = alike
        self._players: dict[str, _Player] = {}
        self._fellows: set[str] = set()
        self._keys = itertools.count(1)
        self._pending: list[Batch] = []
        session.listen(self._pending.append)

    def next_due(self) -> int | None:
        """Return when a bot wants to act next (ms of drill time), or None."""
        self._catch_up()
        dues = [due for p in self._players.values() if (due := p.bot.next_due()) is not None]
        return min(dues, default=None)

    def step(self, t: int) -> None:
        """Let every bot do what is due at or before drill time ``t`` (ms)."""
        while True:
            self._catch_up()
            acted = False
            for person in sorted(self._players):
                acted |= self._act(person, t)
            if not acted:
                return

    def afterwards(self) -> None:
        """Let every bot do what is left to do once the drill is over: the review, all of it."""
        while self._session.state.phase == "ended" and (due := self.next_due()) is not None:
            self.step(due)

    def _act(self, person: str, t: int) -> bool:
        player = self._players.get(person)
        if player is None:
            return False
        intents = player.bot.take(t)
        for intent in intents:
            # A key of the log's own numbering: unique in this drill, also after a restart.
            key = f"{person}:{self._session.seq}:{next(self._keys)}"
            answer = self._session.submit(Sender(person), intent.verb, intent.args, key)
            player.bot.answered(intent, answer.get("error"))
            self._catch_up()
        return bool(intents)

    def _catch_up(self) -> None:
        """Tell the players what happened since last time, and seat or dismiss bots."""
        self._seat(self._session.state)
        while self._pending:
            batch = self._pending.pop(0)
            for player in self._players.values():
                player.hear(batch)

    def _seat(self, state: DrillState) -> None:
        seated = [p for p in state.people.values() if p.seat in _PLAYED and not p.persona]
        sitting = {p.id: p for p in seated if p.bot or self._played}
        for gone in [person for person in self._players if person not in sitting]:
            del self._players[gone]
        self._fellows.update(sitting)
        for person, who in sitting.items():
            seat = str(who.seat)
            crew = str(self._played if self._alike else who.bot or self._played)
            there = self._players.get(person)
            if there is None or there.plays != (seat, crew):
                bot = Bot(
                    person=person,
                    seat=seat,
                    crew=crew,
                    seed=self._session.header.seed,
                    fellows=self._fellows,
                )
                viewer = Viewer(person, seat)
                self._players[person] = _Player(self._session, bot, viewer, (seat, crew))

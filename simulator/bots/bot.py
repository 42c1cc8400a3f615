"""One bot: habits turn what it sees into things to do, each at its time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.playbook import habits_of
from simulator.model.units import MINUTE, SECOND

__all__ = ["Bot", "Intent"]

_HANDS = 4 * SECOND
"""Between two commands of one bot: people do not click faster, and rooms can follow."""
_AGAIN = 30 * SECOND
_TRIES = 2
_WAITING = frozenset({"drill_paused", "drill_not_started", "drill_frozen", "internal"})
"""Refusals that say "later", not "no"."""

_OWN_PACE = ("action.start",)
"""Verbs whose habits decide themselves when a refusal is worth another try."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Intent:
    """Something a bot wants to do: due at drill time ``t`` (ms), as a verb with its arguments."""

    t: int
    verb: str
    args: dict[str, Any]


class Bot:
    """Plays one seat as one of the crews would, with what that seat may see.

    Feed it with :meth:`observe`, act out what :meth:`take` returns, and tell it how that went with
    :meth:`answered`. The fresher the view before ``take``, the better its judgement; equal views at
    equal times give equal intents, however often ``observe`` is called in between.
    """

    def __init__(
        self, *, person: str, seat: str, crew: str, seed: int, fellows: Collection[str] = ()
    ) -> None:
        """Sit down as ``person`` in a core seat, or as a responder.

        ``fellows`` are played in the same way, though the record calls them people; what they say
        in passing is no request of a person.

        Raises:
            ValueError: if there is no such crew or a bot cannot play the seat.
        """
        self.mind = Mind(person=person, seat=seat, crew=crew, seed=seed, fellows=fellows)
        self._habits = habits_of(crew, seat)
        self._due: dict[Key, int] = {}
        self._seen: dict[Key, Occasion] = {}
        self._tries: dict[Key, int] = {}
        self._done: set[Key] = set()
        self._asked: tuple[Intent, Key] | None = None
        self._free_at = 0

    def observe(self, t: int, events: Sequence[Mapping[str, Any]], view: Mapping[str, Any]) -> None:
        """Take in new redacted events and the sections of the view as of drill time ``t`` (ms)."""
        self.mind.observe(t, events, view)
        self._plan()

    def next_due(self) -> int | None:
        """Return when the bot wants to act next (ms of drill time), or None if nothing is up."""
        if not self._due:
            return None
        return max(min(self._due.values()), self._free_at)

    def take(self, t: int) -> list[Intent]:
        """Return what is due at or before ``t`` (ms): one thing at a time, as people act.

        Everything is decided again against the newest view; what makes no sense now is dropped.
        """
        while (due := self.next_due()) is not None and due <= t:
            key = min(self._due, key=lambda k: (self._due[k], k))
            del self._due[key]
            act = self._decide(key)
            if act is None:
                continue
            self._done.add(key)
            self._free_at = due + _HANDS
            intent = Intent(due, *act)
            self._asked = intent, key
            return [intent]
        return []

    def answered(self, intent: Intent, error: Mapping[str, Any] | None) -> None:
        """Hear what became of an intent: after a refusal, try again later or leave it."""
        if error is None or self._asked is None or self._asked[0] is not intent:
            return
        key = self._asked[1]
        waiting = error.get("code") in _WAITING
        if not waiting:
            self.mind.refused(intent.verb, intent.args, str(error.get("message", "")))
        if not waiting and intent.verb in _OWN_PACE:
            return
        self._tries[key] = self._tries.get(key, 0) + (0 if waiting else 1)
        if self._tries[key] < _TRIES:
            self._done.discard(key)
            self._due[key] = max(self.mind.t, intent.t) + _AGAIN

    # -- inside --------------------------------------------------------------------------------

    def _plan(self) -> None:
        """Put every open occasion that is not yet seen to into the queue, and drop the closed."""
        open_now: set[Key] = set()
        running, over = self.mind.running, self.mind.over
        if running or over:
            for habit in self._habits.values():
                for occasion in habit.when(self.mind) if running or habit.afterwards else ():
                    key = (habit.name, occasion.key)
                    open_now.add(key)
                    if key not in self._done and not self._planned(key, occasion):
                        self._due[key] = self._time(habit, occasion)
                        self._seen[key] = occasion
        for key in [key for key in self._due if key not in open_now]:
            del self._due[key]

    def _planned(self, key: Key, occasion: Occasion) -> bool:
        """Tell whether an occasion is in the queue as it is now."""
        seen = self._seen.get(key) if key in self._due else None
        return seen is not None and (seen.since, seen.by) == (occasion.since, occasion.by)

    def _time(self, habit: Habit, occasion: Occasion) -> int:
        """Return when to act on an occasion: after the habit's delay, not in the past."""
        wait = self.mind.crew.waits[habit.pace or habit.name]
        minutes = wait.median * self.mind.dice.spread(habit.name, occasion.key)
        due = occasion.since + int(min(max(minutes, wait.least), wait.most) * MINUTE)
        if occasion.by is not None:
            due = min(due, occasion.by)
        return max(due, self.mind.t + SECOND)

    def _decide(self, key: Key) -> Act | None:
        habit = self._habits[key[0]]
        for occasion in habit.when(self.mind):
            if occasion.key == key[1]:
                return habit.act(self.mind, occasion)
        return None

"""Who took part, and what the ids in a log are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

from simulator.debrief.data import Person
from simulator.debrief.words import bot_text, seat_tag, seat_title, seat_whom
from simulator.model.phrases import Phrase, joined
from simulator.model.records import Event
from simulator.model.seats import CORE_ROLES, SEATS, STAFF_SEATS, WORLD

__all__ = ["Cast", "Names", "SeatNames", "number_of", "text_of"]

_NOBODY = ("", WORLD, "persona")
_CALLED = {
    "action.proposed": "title",
    "action.started": "title",
    "task.assigned": "text",
    "hypothesis.stated": "text",
    "inject.delivered": "name",
    "inject.exec_question": "name",
}
"""Which field says what the ``id`` in an event is called."""
_NAMED = {
    "seat.taken": "person",
    "page.sent": "to",
    "escalation.sent": "to",
    "inject.delivered": "from",
    "inject.exec_question": "from",
    "responder.joined": "person",
}
"""Which field holds the person whose ``name`` an event gives."""


def text_of(data: Any, key: str) -> str:
    """Return a field as text; a log from elsewhere may lack it."""
    value = data.get(key)
    return "" if value is None else str(value)


def number_of(data: Any, key: str) -> float | None:
    """Return a field as a number, None if it is not one."""
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return value


class Cast:
    """Names and seats of people, and what actions, tasks, ideas and questions are called."""

    def __init__(self, events: Sequence[Event]) -> None:
        """Read every name that the events give."""
        self._events = events
        self.names: dict[str, str] = {}
        self.seats: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        """What sources of evidence are called, if anybody looked at them."""
        self._things: dict[str, str] = {}
        self._bots: dict[str, str] = {}
        for event in events:
            self._learn(event)

    def _learn(self, event: Event) -> None:
        data = event.data
        if (field := _NAMED.get(event.kind)) and text_of(data, field) and text_of(data, "name"):
            self.names[text_of(data, field)] = text_of(data, "name")
        if field := _CALLED.get(event.kind):
            called = text_of(data, field) or text_of(data, "how").capitalize()
            if text_of(data, "id") and called:
                self._things[text_of(data, "id")] = called
        if event.kind == "evidence.viewed" and text_of(data, "title"):
            self.titles[text_of(data, "source")] = text_of(data, "title")
        if event.kind == "seat.taken":
            person = text_of(data, "person")
            self.seats[person] = text_of(data, "seat")
            self._bots[person] = text_of(data, "bot")
        elif event.actor and event.actor not in self._bots:
            self._infer(event)

    def _infer(self, event: Event) -> None:
        """Without recorded seats, an accepted role tells most, and the first acts come next."""
        if event.role in (*_NOBODY, *STAFF_SEATS):
            return
        if event.kind == "role.accepted":
            self.seats[event.actor] = text_of(event.data, "role") or event.role
        else:
            self.seats.setdefault(event.actor, event.role)

    def name(self, person: str) -> str:
        """Return a person's name; an unknown id is its own name."""
        return self.names.get(person, person)

    def called(self, thing: str) -> str:
        """Return the title, text or sender behind the id of an action, task, idea or question."""
        return self._things.get(thing, "")

    def tag(self, person: str) -> Phrase:
        """Return the short name of the seat that somebody sat in, with a number if several did."""
        seat = self.seats.get(person, "")
        mates = [who for who, other in self.seats.items() if other == seat]
        if seat in CORE_ROLES or len(mates) <= 1:
            return seat_tag(seat)
        return joined([seat_tag(seat), str(mates.index(person) + 1)], " ")

    def people(self) -> tuple[Person, ...]:
        """List those who sat in a seat, core roles first, then by name."""
        order = [*CORE_ROLES, *(seat for seat in SEATS if seat not in CORE_ROLES)]
        place: dict[str, int] = {seat: n for n, seat in enumerate(order)}
        rows = [
            (place.get(seat, len(place)), self.tag(who), who, seat)
            for who, seat in self.seats.items()
            if seat not in _NOBODY
        ]
        return tuple(
            Person(self.name(who), tag, seat_title(seat), bot_text(self._bots.get(who, "")))
            for _, tag, who, seat in sorted(rows)
        )


class Names:
    """How a sentence calls people: by their names."""

    def __init__(self, cast: Cast, clock0: str) -> None:
        """Take names from ``cast``; times of day count from ``clock0``."""
        self.cast = cast
        self.clock0 = clock0

    def who(self, person: str) -> str:
        """Return what somebody is called here."""
        return self.cast.name(person)

    def subject(self, event: Event) -> str:
        """Return who did something, empty for the world."""
        return "" if event.role == WORLD else self.who(event.actor)


class SeatNames(Names):
    """How everything but the list of people calls them: by the seat they sat in."""

    def who(self, person: str) -> str:
        """Return the seat, or the name of somebody outside the team."""
        seat = self.cast.seats.get(person)
        if not seat:
            return self.cast.name(person)
        tag = self.cast.tag(person)
        return seat_whom(seat) if tag == seat_tag(seat) else tag

    def subject(self, event: Event) -> Phrase:
        """Return the seat that somebody acted from at that moment."""
        if event.role in _NOBODY:
            return joined([super().subject(event)])
        if event.role == self.cast.seats.get(event.actor):
            return self.cast.tag(event.actor)
        return seat_tag(event.role)

    def nameless(self, event: Event) -> Event:
        """Return an event without the name that it gives to somebody who has a seat."""
        field = _NAMED.get(event.kind)
        if field is None or "name" not in event.data:
            return event
        if text_of(event.data, field) not in self.cast.seats:
            return event
        kept = {key: value for key, value in event.data.items() if key != "name"}
        return replace(event, data=kept)

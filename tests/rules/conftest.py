"""A room without an engine: commands judged by the rules, and folded at once."""

from __future__ import annotations

import pytest

from simulator.model.errors import Refusal
from simulator.model.records import Command, Event
from simulator.model.state import DrillState
from simulator.rules.catalogue import parse_args
from simulator.rules.context import Asked
from simulator.rules.fold import fold
from simulator.rules.permissions import find_verb, require
from simulator.rules.views import Viewer, build_view, redact

MINUTE = 60_000


class Room:
    """People in their seats, an incident, and the log so far; people are called like their seat."""

    def __init__(self, scenario, policy) -> None:
        self.scenario = scenario
        self.policy = policy
        self.state = DrillState()
        self.records: list = []
        self.t = 0

    def happens(self, kind, data=None, actor="world", role="world"):
        event = Event(len(self.records) + 1, self.t, kind, actor, role, data or {})
        self.records.append(event)
        fold(self.state, event, 1)
        return event

    def sit(self, *seats, **people):
        """Seat one person a seat, or a person by name: ``sit("ic", dan="responder")``."""
        for person, seat in {**{seat: seat for seat in seats}, **people}.items():
            data = {"person": person, "name": person.title(), "seat": seat}
            self.happens("seat.taken", data, person, "")
        return self

    def seat(self, person):
        return self.state.people[person].seat if person in self.state.people else person

    def do(self, person, verb, /, **args):
        """Ask for something; return what became true."""
        entry, seat = find_verb(verb), self.seat(person)
        require(entry, self.state, person, seat)
        parsed = parse_args(entry, args)
        state, log = self.state, tuple(self.records)
        asked = Asked(state, self.scenario, self.policy, person, seat, self.t, parsed, log)
        if entry.check:
            entry.check(asked)
        drafts = entry.emit(asked)
        data = parsed.model_dump(mode="json", exclude_none=True)
        self.records.append(Command(len(self.records) + 1, self.t, verb, person, seat, data))
        return [self.happens(kind, data, person, seat) for kind, data in drafts][-1]

    def refused(self, person, verb, /, **args):
        """Ask for something that is refused; return code, message and hint."""
        before = len(self.records)
        with pytest.raises(Refusal) as caught:
            self.do(person, verb, **args)
        assert len(self.records) == before
        refusal = caught.value
        return refusal.code, refusal.message, refusal.hint

    def view(self, person):
        viewer = Viewer(person, self.seat(person))
        return build_view(self.state, self.scenario, self.policy, viewer, self.t)

    def told(self, person):
        """Return the events that a person is told of, as they are told."""
        viewer = Viewer(person, self.seat(person))
        events = [record for record in self.records if isinstance(record, Event)]
        return [told for event in events if (told := redact(event, self.state, viewer))]


@pytest.fixture
def lobby(payment, imag):
    """Return a room before the start."""
    return Room(payment, imag).sit("ic", "ol", "cl", "responder", "observer")


@pytest.fixture
def room(lobby):
    """Return a room in which the drill runs, five minutes in."""
    lobby.happens("drill.started")
    lobby.t = 5 * MINUTE
    return lobby


@pytest.fixture
def resolved(room):
    """Return a room whose incident is over."""
    room.do("ic", "incident.declare", title="Card payments fail")
    room.do("ic", "incident.resolve")
    return room


class Brackets:
    """A language that is English in brackets."""

    def text(self, english):
        return f"⟦{english}⟧"

    def number(self, one, many, n):
        return self.text(one if n == 1 else many)


@pytest.fixture
def untranslated():
    """Return what finds the letters of a phrase that no translation would reach."""

    def find(text):
        depth, left = 0, ""
        for char in text.said(Brackets()):
            depth += (char == "⟦") - (char == "⟧")
            left += char if not depth and char.isalpha() else ""
        return left

    return find

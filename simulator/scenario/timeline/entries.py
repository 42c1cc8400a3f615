"""The events that the lines of a timeline stand for, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simulator.model.records import Event
from simulator.model.seats import WORLD
from simulator.model.timeline import Line, Timeline
from simulator.model.units import MINUTE
from simulator.scenario.timeline.people import People, Person, Seats
from simulator.scenario.timeline.threads import STEPS, Threads
from simulator.scenario.timeline.times import Calendar
from simulator.scenario.timeline.vocabulary import Word
from simulator.scenario.timeline.words import word_of

__all__ = ["Entry", "entries_of", "events_of"]

_PERSONA = "persona"
_ENDS = ("action.finished", "action.failed", "action.aborted")
_AS_STARTED = ("kind", "component")
_TEAM = ("role.assigned", "role.handover", "task.assigned")
_COMMAND = "took command"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line with its time on the axis, its word, and the id of what it is about."""

    t: int
    line: Line
    word: Word
    thing: str | None


def entries_of(timeline: Timeline, calendar: Calendar) -> list[Entry]:
    """Put the lines in order of time, those of one time as they stand in the file."""
    lines = [(calendar.ms(line.at), line, word_of(line.what)) for line in timeline.events]
    lines.sort(key=lambda entry: entry[0])
    threads = Threads.of((word.kind, line.id) for _, line, word in lines)
    return [
        Entry(t, line, word, threads.follow(word.kind, line.id) if word.kind in STEPS else None)
        for t, line, word in lines
    ]


def events_of(
    timeline: Timeline, calendar: Calendar, entries: list[Entry], zero: int
) -> list[Event]:
    """Write the events; ``zero`` is the time on the axis from which a log counts."""
    writer = _Writer(People(timeline), calendar, zero)
    drafts = [(entry, *draft) for entry in entries for draft in writer.drafts(entry)]
    minutes = [entry.t // MINUTE for entry, *_ in drafts]
    events = []
    for seq, (entry, kind, person, role, data) in enumerate(drafts, 1):
        if entry.line.about:
            about = {calendar.ms(text, entry.t) // MINUTE for text in entry.line.about}
            others = (n for n, minute in enumerate(minutes, 1) if minute in about and n != seq)
            data["refs"] = list(others)
        events.append(Event(seq, entry.t - zero, kind, person, role, data))
    return events


_Draft = tuple[str, str, str, dict[str, Any]]
"""Kind, actor, role and data."""


class _Writer:
    """Writes what lines stand for, and keeps in mind who holds which role."""

    def __init__(self, people: People, calendar: Calendar, zero: int) -> None:
        self._people = people
        self._calendar = calendar
        self._zero = zero
        self._seats = Seats()
        self._named: dict[str, str] = {}
        self._starts: dict[str, dict[str, Any]] = {}

    def drafts(self, entry: Entry) -> Iterator[_Draft]:
        """Yield the events of one line: one, and the naming if somebody just took command."""
        person = self._who(entry)
        data = self._data(entry, person)
        if entry.word.name == _COMMAND and self._named.get("ic") != person.name:
            yield self._draft("role.assigned", person, {"role": "ic", "to": person.name})
        yield self._draft(entry.word.kind, person, data)

    def _draft(self, kind: str, person: Person, data: dict[str, Any]) -> _Draft:
        role = str(data.get("role"))
        if kind in ("role.assigned", "role.handover"):
            self._named[role] = str(data["to"])
        elif kind == "role.accepted":
            self._seats.accept(role, person)
        seat = self._seats.of(person)
        if kind == "role.released":
            self._seats.release(role, person)
        return kind, person.name, seat, data

    def _who(self, entry: Entry) -> Person:
        if not entry.word.world:
            return self._people.find(entry.line.who, outside=entry.word.outside)
        return Person(self._people.called(entry.line.who or WORLD), WORLD)

    def _data(self, entry: Entry, person: Person) -> dict[str, Any]:
        """Return the data of a line's event, with times from the beginning of the log."""
        line, word = entry.line, entry.word
        data = dict(word.preset)
        if line.text is not None:
            data[word.text] = line.text
        for key, name in word.keys.items():
            value = getattr(line, key)
            if value is not None and key not in ("id", "about"):
                data[name] = self._value(entry, key, value)
        if entry.thing is not None:
            data["id"] = entry.thing
        return data | self._more(entry, person, data)

    def _value(self, entry: Entry, key: str, value: Any) -> Any:
        if key in ("next", "held"):
            return self._calendar.ms(value, entry.t) - self._zero
        if key == "every":
            return value // MINUTE if value % MINUTE == 0 else value / MINUTE
        if key == "owner":
            return self._people.called(value)
        if key == "to":
            inside = entry.word.kind in _TEAM
            return self._people.find(value).name if inside else self._people.called(value)
        return value

    def _more(self, entry: Entry, person: Person, data: dict[str, Any]) -> dict[str, Any]:
        """Return what an event says besides what its line does."""
        kind = entry.word.kind
        if kind == "action.started" and entry.thing is not None:
            self._starts[entry.thing] = data
        if kind in _ENDS and entry.thing is not None:
            started = self._starts.get(entry.thing, {})
            return {key: started[key] for key in _AS_STARTED if key in started}
        if kind == "escalation.sent":
            return {"by": "auto" if person.seat == WORLD else "seat"}
        if kind == "responder.joined":
            return {"person": person.name, "name": person.name}
        if entry.word.outside:
            return {"from": person.name, "name": person.name}
        return {}

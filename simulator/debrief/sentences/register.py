"""What a sentence is, and the register of who says what about which kind of event."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from simulator.debrief.cast import Names, text_of
from simulator.debrief.data import Tone
from simulator.debrief.words import opening, seat_title
from simulator.model.phrases import NOTHING, Phrase, catalogued, listing, phrase
from simulator.model.records import Event

__all__ = [
    "SAY",
    "SILENT",
    "Said",
    "Speak",
    "doer",
    "fitting",
    "on",
    "plain",
    "sentence",
    "signals_of",
    "template",
    "title_of",
]

SILENT = frozenset({
    "comms.checked", "evidence.asked", "hand.lowered", "inject.expected", "question.answered",
    "question.asked", "seat.readied", "signal.defined", "signal.moved", "span.changed",
})  # fmt: skip
"""Kinds that are too many or too small for a line; and what somebody asked in confidence."""


@dataclass(frozen=True, slots=True)
class Said:
    """A whole sentence, with its subject as ``{who}`` in it; ``quote`` is what people wrote."""

    text: Phrase
    quote: str = ""
    tone: Tone = ""
    key: bool = True

    @property
    def who(self) -> str:
        """Who did it, as the sentence calls them; empty for the world."""
        who = self.text.slots.get("who")
        return who if isinstance(who, str) else ""


Speak = Callable[[Any, Names, Event], Said]
SAY: dict[str, Speak] = {}
"""How each kind of event is said."""


def sentence(event: Event, names: Names) -> Said:
    """Say what one event means, with people called as ``names`` calls them."""
    if speak := SAY.get(event.kind):
        return speak(event.data, names, event)
    # A kind from elsewhere: its name says something, though not in every language.
    told = catalogued(event.kind.replace(".", " ").replace("_", " "))
    who = names.subject(event)
    text = phrase("{who}: {event}", who=who, event=told) if who else opening(told)
    return Said(text, text_of(event.data, "text"), key=False)


def doer(names: Names, event: Event) -> str:
    """Return who did something, for the subject of a sentence."""
    return names.subject(event) or phrase("Somebody")


def on(kind: str) -> Callable[[Speak], Speak]:
    """Register the sentence of one kind."""

    def register(speak: Speak) -> Speak:
        SAY[kind] = speak
        return speak

    return register


def template(text: str) -> str:
    """Mark a text for the catalogue, and return it; :func:`fitting` fills its ``{slots}``."""
    return text


@cache
def _slots(form: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\{(\w+)\}", form))


def fitting(values: Mapping[str, object], *forms: str) -> Phrase:
    """Fill the first of some templates that has a value for each slot, or else the last one.

    >>> fitting({"to": "", "why": "slow"}, template("to {to}: {why}"), template("for {why}"))
    'for slow'
    """
    fits = (form for form in forms if all(values[name] for name in _slots(form)))
    form = next(fits, forms[-1])
    return Phrase(form, {name: values[name] for name in _slots(form)})


def plain(kind: str, *forms: str, quote: str = "", tone: Tone = "", key: bool = True) -> None:
    """Register a sentence: templates with fields of the event, and the field that was written.

    The first one is said, or the first of those that need fewer fields if the log lacks some.
    ``{who}`` in it is whoever did it.
    """

    def speak(data: Any, names: Names, event: Event) -> Said:
        text = fitting(_Fields(names, event), *forms)
        return Said(text, text_of(data, quote) if quote else "", tone, key)

    SAY[kind] = speak


class _Fields(dict[str, str]):
    """Fields of an event as text, empty where the log has none.

    ``called`` is what its id names, ``title`` what its source does.
    """

    def __init__(self, names: Names, event: Event) -> None:
        super().__init__(who=doer(names, event))
        self._data = event.data
        cast = names.cast
        self._ways: dict[str, tuple[str, Callable[[str], str]]] = {
            "called": ("id", cast.called),
            "owner": ("owner", names.who),
            "person": ("person", names.who),
            "role": ("role", seat_title),
            "source": ("source", lambda source: cast.titles.get(source, source)),
            "title": ("source", lambda source: cast.titles.get(source, "")),
            "to": ("to", names.who),
        }

    def __missing__(self, key: str) -> str:
        found = self._of(key)
        # A sentence is one line, and a colon at its end would promise more.
        return found if isinstance(found, Phrase) else " ".join(found.split()).rstrip(" :")

    def _of(self, key: str) -> str:
        field, way = self._ways.get(key, (key, str))
        given = text_of(self._data, field)
        return way(given) if given else ""


def title_of(data: Any, names: Names) -> str:
    """Return what a change is called, by its title, its kind of work or its id."""
    thing = text_of(data, "id")
    given = text_of(data, "title") or names.cast.called(thing) or text_of(data, "how")
    return given or (phrase("Change {id}", id=thing) if thing else phrase("a change"))


def signals_of(data: Any) -> Phrase:
    """Say which signals somebody looked at."""
    seen = data.get("signals")
    if not isinstance(seen, list) or not seen:
        return NOTHING
    return phrase("Looked at {signals}", signals=listing([str(signal) for signal in seen]))

"""What a sentence is, and the register of who says what about which kind of event."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from simulator.debrief.cast import Names, text_of
from simulator.debrief.data import Tone
from simulator.debrief.words import seat_title
from simulator.model.phrases import NOTHING, Phrase, catalogued, listing, phrase
from simulator.model.records import Event

__all__ = [
    "SAY",
    "SILENT",
    "Said",
    "Speak",
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
    """A sentence without its subject; ``world`` ones have none. ``quote`` is what people wrote."""

    text: Phrase
    quote: str = ""
    tone: Tone = ""
    key: bool = True
    world: bool = False
    subject: str = ""


Speak = Callable[[Any, Names, Event], Said]
SAY: dict[str, Speak] = {}
"""How each kind of event is said."""


def sentence(event: Event, names: Names) -> Said:
    """Say what one event means, with people called as ``names`` calls them."""
    if speak := SAY.get(event.kind):
        return speak(event.data, names, event)
    # A kind from elsewhere: its name says something, though not in every language.
    text = catalogued(event.kind.replace(".", " ").replace("_", " "))
    return Said(text, text_of(event.data, "text"), key=False)


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


def plain(
    kind: str,
    *forms: str,
    quote: str = "",
    tone: Tone = "",
    key: bool = True,
    world: bool = False,
) -> None:
    """Register a sentence: templates with fields of the event, and the field that was written.

    The first one is said, or the first of those that need fewer fields if the log lacks some.
    """

    def speak(data: Any, names: Names, _event: Event) -> Said:
        text = fitting(_Fields(data, names), *forms)
        return Said(text, text_of(data, quote) if quote else "", tone, key, world)

    SAY[kind] = speak


class _Fields(dict[str, str]):
    """Fields of an event as text, empty where the log has none; ``called`` is what its id names."""

    def __init__(self, data: Any, names: Names) -> None:
        super().__init__()
        self._data = data
        self._names = names

    def __missing__(self, key: str) -> str:
        found = self._of(key)
        # A sentence is one line, and a colon at its end would promise more.
        return found if isinstance(found, Phrase) else " ".join(found.split()).rstrip(" :")

    def _of(self, key: str) -> str:
        if key == "called":
            return self._names.cast.called(text_of(self._data, "id"))
        if key in ("to", "owner", "person"):
            who = text_of(self._data, key)
            return self._names.who(who) if who else ""
        if key == "role":
            return seat_title(text_of(self._data, "role"))
        return text_of(self._data, key)


def title_of(data: Any, names: Names) -> str:
    """Return what a change is called, by its title, its kind of work or its id."""
    thing = text_of(data, "id")
    given = text_of(data, "title") or names.cast.called(thing) or text_of(data, "how")
    return given or fitting({"id": thing}, template("change {id}"), template("change"))


def signals_of(data: Any) -> Phrase:
    """Say which signals somebody looked at."""
    seen = data.get("signals")
    if not isinstance(seen, list) or not seen:
        return NOTHING
    return phrase("Looked at {signals}", signals=listing([str(signal) for signal in seen]))

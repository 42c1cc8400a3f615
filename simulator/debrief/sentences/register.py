"""What a sentence is, and the register of who says what about which kind of event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulator.debrief.cast import Names, text_of
from simulator.debrief.data import Tone
from simulator.debrief.words import listing, seat_title
from simulator.model.records import Event

__all__ = ["SAY", "SILENT", "Said", "Speak", "on", "plain", "sentence", "signals_of", "title_of"]

SILENT = frozenset({
    "comms.checked", "evidence.asked", "hand.lowered", "inject.expected", "question.answered",
    "question.asked", "seat.readied", "signal.defined", "signal.moved", "span.changed",
})  # fmt: skip
"""Kinds that are too many or too small for a line; and what somebody asked in confidence."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence without its subject; ``world`` ones have none. ``quote`` is what people wrote."""

    text: str
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
    text = event.kind.replace(".", " ").replace("_", " ")
    return Said(text, text_of(event.data, "text"), key=False)


def on(kind: str) -> Callable[[Speak], Speak]:
    """Register the sentence of one kind."""

    def register(speak: Speak) -> Speak:
        SAY[kind] = speak
        return speak

    return register


def plain(  # noqa: PLR0913 - the five properties of a line, and the kind it is for
    kind: str,
    text: str,
    quote: str = "",
    *,
    tone: Tone = "",
    key: bool = True,
    world: bool = False,
) -> None:
    """Register a sentence with ``{field}`` places and the field that holds people's words."""

    def speak(data: Any, names: Names, _event: Event) -> Said:
        seen = _Fields(data, names)
        words = " ".join(text.format_map(seen).split()).rstrip(" :")
        return Said(words, text_of(data, quote) if quote else "", tone, key, world)

    SAY[kind] = speak


class _Fields(dict[str, str]):
    """Fields of an event as text, empty where the log has none; ``called`` is what its id names."""

    def __init__(self, data: Any, names: Names) -> None:
        super().__init__()
        self._data = data
        self._names = names

    def __missing__(self, key: str) -> str:
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
    given = text_of(data, "title") or names.cast.called(text_of(data, "id"))
    return given or text_of(data, "how") or f"change {text_of(data, 'id')}".strip()


def signals_of(data: Any) -> str:
    """Say which signals somebody looked at."""
    seen = data.get("signals")
    return f"Looked at {listing([str(s) for s in seen])}" if isinstance(seen, list) and seen else ""

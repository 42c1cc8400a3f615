"""Finding a word of a timeline as people write it, and the places where a recorder looked.

Case, hyphens and underscores do not matter, and the full kind of an event is a word, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from simulator.model.expr import nearest
from simulator.scenario.timeline.vocabulary import AREAS, WORDS, Word

__all__ = [
    "EVERYTHING",
    "PLACES",
    "find_word",
    "is_everything",
    "kinds_of",
    "unknown_place",
    "unknown_word",
    "word_of",
]

EVERYTHING = "all"
"""The place of somebody who has gone through everything."""
_SHOWN = 60

_TALK = tuple(
    dict.fromkeys(
        word.kind
        for area in ("Incident and roles", "Changes to the system", "Steering and everything else")
        for word in AREAS[area]
        if word.kind != "doc.updated"
    )
)
_SAID = (
    *_TALK,
    "channel.opened",
    "task.assigned",
    "task.acked",
    "task.started",
    "task.extended",
    "task.reported",
    "changes.reviewed",
    "scope.defined",
    "hypothesis.stated",
    "hypothesis.tested",
    "recovery.verified",
    "incident.resolved",
    "incident.reopened",
    "responder.joined",
)

PLACES: Mapping[str, tuple[str, ...]] = {
    "pages": (
        "alert.fired", "alert.resolved", "page.sent", "page.acked", "escalation.sent",
    ),
    "chat": _SAID,
    "bridge": (*_SAID, "bridge.joined", "bridge.left"),
    "updates": ("update.posted",),
    "status page": ("statuspage.posted",),
    "changes": ("action.started", "action.finished", "action.failed", "action.aborted"),
    "dashboards": ("evidence.viewed", "evidence.captured"),
    "document": ("doc.updated",),
    "impact": ("impact.changed",),
    "afterwards": (
        "postmortem.scheduled", "postmortem.drafted", "postmortem.shared", "runbook.updated",
    ),
}  # fmt: skip
"""Where a recorder may have looked, with the kinds of events that show there."""


def find_word(text: str) -> Word | None:
    """Return the word that somebody wrote.

    >>> find_word("Mitigation-Started").kind, find_word("ack").name, find_word("declard")
    ('action.started', 'acknowledged', None)
    """
    return _spellings().get(_plain(text))


def word_of(text: str) -> Word:
    """Return the word that is written in a checked file.

    Raises:
        KeyError: if it is none, after all.
    """
    return _spellings()[_plain(text)]


def unknown_word(text: str) -> str:
    """Say that there is no such word, with the nearest one and all there are."""
    return f"no word {_offered(text, _spellings())}he words are: {', '.join(WORDS)}"


def is_everything(place: str) -> bool:
    """Tell whether a place stands for everything."""
    return _plain(place) == EVERYTHING


def kinds_of(place: str) -> tuple[str, ...] | None:
    """Return the kinds of events that show at a place, or are meant by a word; None if neither."""
    plain = _plain(place)
    for name, kinds in PLACES.items():
        if plain in (name, name.replace(" ", "")):
            return kinds
    word = find_word(place)
    return (word.kind,) if word else None


def unknown_place(text: str) -> str:
    """Say that there is no such place, with the nearest one and all there are."""
    offered = _offered(text, [*PLACES, *_spellings(), EVERYTHING])
    known = f"{', '.join(PLACES)}, {EVERYTHING}"
    return f"no place or word {offered}he places are: {known}; any word of a line will do, too"


def _offered(text: str, names: Iterable[str]) -> str:
    """Show what was offered with the nearest name, up to the first letter of what follows."""
    guess = nearest(_plain(text), names)
    return f"{_shown(text)}{guess} T" if guess else f"{_shown(text)}; t"


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")


def _plain(text: str) -> str:
    return " ".join(re.split(r"[\s_-]+", text.strip().casefold()))


@cache
def _spellings() -> dict[str, Word]:
    """List every way to write each word; a kind of event that one word alone has is one."""
    found: dict[str, Word] = {}
    kinds: dict[str, list[Word]] = {}
    for word in WORDS.values():
        kinds.setdefault(word.kind, []).append(word)
        for spelling in (word.name, *word.also):
            found[_plain(spelling)] = word
    return found | {_plain(kind): words[0] for kind, words in kinds.items() if len(words) == 1}

"""What is wrong with single lines of a timeline: words that are none, keys that a word lacks."""

from __future__ import annotations

from simulator.model.timeline import Line
from simulator.scenario.document import Cursor, Document
from simulator.scenario.explain import shown
from simulator.scenario.timeline.people import NOBODY
from simulator.scenario.timeline.vocabulary import Word
from simulator.scenario.timeline.words import (
    find_word,
    is_everything,
    kinds_of,
    unknown_place,
    unknown_word,
)

__all__ = ["check_lines"]

_COMMON = ("at", "who", "what", "text")


def check_lines(document: Document) -> None:
    """Check the word of each line and the keys that go with it, and the places that were seen."""
    for line in document.top["events"].each():
        _check_line(document, line)
    recorded = document.top["recorded"]
    for place in (recorded, *recorded.each()):
        if place.text and not is_everything(place.text) and kinds_of(place.text) is None:
            document.problem(place, unknown_place(place.text))


def _check_line(document: Document, line: Cursor) -> None:
    if not line["what"].text:
        return
    word = find_word(line["what"].text)
    if word is None:
        document.problem(line["what"], unknown_word(line["what"].text))
        return
    _check_keys(document, line, word)
    for key in word.needs:
        if not line[key]:
            _missing(document, line, key, f"{word.name} needs the key {key!r}")
    if not word.world and not line["who"]:
        _missing(document, line, "who", f"the key 'who' is missing; write {NOBODY} if nobody knows")


def _check_keys(document: Document, line: Cursor, word: Word) -> None:
    for key, place in line.entries():
        if key in Line.model_fields and key not in _COMMON and key not in word.keys:
            takes = ", ".join([*_COMMON, *word.keys])
            document.problem_at_key(place, f"{word.name} takes no {key!r}; it takes {takes}")
    for key, choices in word.choices.items():
        if line[key].text and line[key].text not in choices:
            offered = shown(line[key].text)
            document.problem(line[key], f"write {', '.join(choices)}, not {offered}")


def _missing(document: Document, line: Cursor, key: str, message: str) -> None:
    node = line.node or document.root
    document.add(node.line, node.col, line[key].path, message)

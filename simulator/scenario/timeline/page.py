"""The generated parts of ``docs/real-incidents.md``: words, keys, facts and places."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from simulator.model.timeline import Line, Timeline, TimelineFacts
from simulator.scenario.reference.yaml_text import yaml_entry
from simulator.scenario.timeline.vocabulary import AREAS, WORDS, Word
from simulator.scenario.timeline.words import EVERYTHING, PLACES

__all__ = ["facts_markdown", "file_markdown", "keys_markdown", "places_markdown", "words_markdown"]


def words_markdown() -> str:
    """Return the tables of words, one an area."""
    return "\n\n".join(
        f"**{area}**\n\n| word | it says | keys | event |\n|---|---|---|---|\n"
        + "\n".join(_word(word) for word in words)
        for area, words in AREAS.items()
    )


def _word(word: Word) -> str:
    also = f" Also: {', '.join(word.also)}." if word.also else ""
    optional = [key for key in word.keys if key not in word.needs]
    keys = [f"**`{key}`**" for key in word.needs] + [f"`{key}`" for key in optional]
    return f"| `{word.name}` | {word.says}{also} | {', '.join(keys)} | `{word.kind}` |"


def file_markdown() -> str:
    """Return the table of the keys of the file."""
    return _table(Timeline, skip=("events",))


def facts_markdown() -> str:
    """Return the table of facts."""
    return _table(TimelineFacts)


def keys_markdown() -> str:
    """Return the table of the keys of a line."""
    return _table(Line)


def _table(model: type[BaseModel], skip: Iterable[str] = ()) -> str:
    rows = [
        f"| `{key}` | {info.description} | {_example(key, (info.examples or [''])[0])} |"
        for key, info in model.model_fields.items()
        if key not in skip
    ]
    return "\n".join(["| key | it says | such as |\n|---|---|---|", *rows])


def _example(key: str, value: object) -> str:
    text = yaml_entry(key, value)
    short = text if "\n" not in text else text.replace("\n  ", " ")
    return f"`{short}`"


def places_markdown() -> str:
    """Return the table of places, with the words whose events show there."""
    rows = [f"| `{place}` | {_shown(place)} |" for place in PLACES]
    everything = f"| `{EVERYTHING}` | everything: whatever is not in the file did not happen |"
    return "\n".join(["| place | what would show there |\n|---|---|", *rows, everything])


def _shown(place: str) -> str:
    """List the words of a place; what another place shows as well is not listed again."""
    kinds = set(PLACES[place])
    whole = [name for name, other in PLACES.items() if len(other) > 1 and set(other) < kinds]
    biggest = max(whole, key=lambda name: len(PLACES[name]), default="")
    rest = kinds - set(PLACES.get(biggest, ()))
    names = [word.name for word in WORDS.values() if word.kind in rest]
    return ", ".join([f"all that shows in `{biggest}`"] * bool(biggest) + names)

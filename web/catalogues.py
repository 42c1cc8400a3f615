"""Catalogues of words, one per language, as they stand in ``web/locale``.

English stands in the code; a translation is a file ``LANGUAGE.po``, made from ``misfortune.pot``.
What a file does not translate, or translates in a way that could not be shown, is said in English.
"""

from __future__ import annotations

import json
import logging
import re
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from gettext import c2py
from pathlib import Path
from string import Formatter

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

__all__ = ["ENGLISH", "PSEUDO", "Words", "can_be_shown", "languages", "marked", "slots", "words_of"]

_LOG = logging.getLogger(__name__)

FOLDER = Path(__file__).parent / "locale"
TEMPLATE = FOLDER / "misfortune.pot"
ENGLISH = "en"
PSEUDO = "en-XA"
"""Nobody speaks it: the code that platforms use for accented English."""

_SCRIPTS = "web/src/"
_SLOT = re.compile(r"\{\w+\}|%\(\w+\)[sd]")
_UNTOUCHED = re.compile(r"(\{\w+\}|%\(\w+\)[sd]|%%|<[^>]*>)")
_ACCENTS = str.maketrans("AEIOUaeiouyncs", "ÅÉÎÖÛåéîöûýñçš")
_NUMBERS = 200
"""No language's rule for plurals looks further than the last two digits."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One catalogue, a ``Speech``: English to what is said, several forms for one with a number.

    ``form`` tells which form a number takes; ``in_scripts`` are the texts that scripts say.
    """

    language: str
    said: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = lambda n: 0 if n == 1 else 1
    in_scripts: Collection[str] = ()

    def text(self, english: str) -> str:
        """Return a text, in English where there is no translation of it."""
        said = self.said.get(english, english)
        return said if isinstance(said, str) else said[0]

    def number(self, one: str, many: str, n: int) -> str:
        """Return the form of a text that fits ``n``."""
        forms = self.said.get(one)
        if isinstance(forms, tuple):
            return forms[self.form(n)]
        return one if n == 1 else many

    def as_json(self) -> str:
        """Return what ``web/src/i18n.js`` reads: the words, and the form of each number."""
        plurals = "".join(str(self.form(n)) for n in range(_NUMBERS))
        words = {
            key: said if isinstance(said, str) else list(said)
            for key, said in self.said.items()
            if key in self.in_scripts
        }
        return json.dumps({"words": words, "plurals": plurals}, ensure_ascii=False)


_ENGLISH = Words(ENGLISH)


@cache
def languages() -> tuple[str, ...]:
    """Return every language that there is a catalogue of, English first; not the pseudo one."""
    return (ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.po")))


def words_of(language: str) -> Words:
    """Return the catalogue of a language, always the same one; English needs none.

    A file that cannot be used is told of in the server's log, and its language is English.
    """
    with _loading:
        return _loaded(language)


_loading = threading.Lock()


@cache
def _loaded(language: str) -> Words:
    if language == PSEUDO:
        return _pseudo(_read(TEMPLATE, ENGLISH))
    if language not in languages() or language == ENGLISH:
        return _ENGLISH
    try:
        return _translated(language)
    except (OSError, ValueError, UnknownLocaleError, PoFileError) as error:
        _LOG.warning("web/locale/%s.po cannot be used: %s", language, error)
        return _ENGLISH


def _translated(language: str) -> Words:
    catalogue = _read(FOLDER / f"{language}.po", language)
    form, count = c2py(catalogue.plural_expr), catalogue.num_plurals
    if not all(0 <= form(n) < count for n in range(_NUMBERS)):
        raise ValueError(f"its rule for plurals gives another form than 0 to {count - 1}")
    said = {_key(one): forms for one in catalogue if (forms := _forms(one, count))}
    return Words(language, said, form, _of_scripts(catalogue))


def slots(text: str) -> set[str]:
    """Return the slots of a text, as they are written."""
    return set(_SLOT.findall(text))


def can_be_shown(english: Sequence[str], said: str) -> bool:
    """Tell whether a translation can be filled: with the slots of the text, and as they are filled.

    ``english`` is the text, or both texts of a number.

    >>> can_be_shown(["Hello %(name)s"], "100 % %(name)s"), can_be_shown(["{n} of"], "{n!r}")
    (False, False)
    """
    known: set[str] = set().union(*map(slots, english))
    if not said or not slots(said) <= known:
        return False
    if any(slot.startswith("%") for slot in known):
        return "%" not in _SLOT.sub("", said).replace("%%", "")
    try:
        return not known or {"{" + name + "}" for name in _fields(said)} <= known
    except ValueError:  # a brace by itself
        return False


def _fields(said: str) -> Iterator[str]:
    """Yield what would be filled, with all that somebody wrote into the braces."""
    for _, name, layout, conversion in Formatter().parse(said):
        if name is not None:
            yield name + (f"!{conversion}" if conversion else "") + (f":{layout}" if layout else "")


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language.replace("-", "_"))


def _key(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def _forms(message: Message, count: int) -> str | tuple[str, ...] | None:
    """Return what a message is in its language, None where English has to do."""
    if not message.id or message.fuzzy:
        return None
    if isinstance(message.id, str):
        text = str(message.string)
        return text if can_be_shown([message.id], text) else None
    forms = tuple(str(form) for form in message.string or ())
    usable = len(forms) == count and all(can_be_shown(message.id, form) for form in forms)
    return forms if usable else None


def _pseudo(catalogue: Catalog) -> Words:
    said: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        if isinstance(message.id, (list, tuple)):
            said[message.id[0]] = tuple(marked(form) for form in message.id)
        elif message.id:
            said[message.id] = marked(message.id)
    return Words(PSEUDO, said, in_scripts=_of_scripts(catalogue))


def _of_scripts(catalogue: Catalog) -> frozenset[str]:
    """Return the texts that scripts say; all of them, of a file that does not tell where."""
    places = {_key(message): [path for path, _ in message.locations] for message in catalogue}
    told = any(places.values())
    return frozenset(
        key
        for key, paths in places.items()
        if not told or any(path.startswith(_SCRIPTS) for path in paths)
    )


def marked(english: str) -> str:
    """Return a text as the pseudo-language has it: accented, in brackets, its slots untouched."""
    parts = _UNTOUCHED.split(english)
    accented = (part if i % 2 else part.translate(_ACCENTS) for i, part in enumerate(parts))
    return f"⟦{''.join(accented)}⟧"

"""The words of the interface in the language of whoever asks.

English stands in the code and the templates; a translation is a file ``web/locale/LANGUAGE.po``,
made from ``web/locale/misfortune.pot``. Pages take the best language that the browser accepts and
that is there. The pseudo-language ``en-XA`` marks every word that comes from the catalogue, so that
one can see, and a test can tell, which does not. See ``docs/translating.md``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Any

from babel.core import negotiate_locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from flask import Flask, g, has_request_context, request
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

__all__ = [
    "PSEUDO",
    "Words",
    "_",
    "accepted",
    "current",
    "install",
    "later_text",
    "ngettext",
    "words_of",
]

FOLDER = Path(__file__).parent / "locale"
TEMPLATE = FOLDER / "misfortune.pot"
ENGLISH = "en"
PSEUDO = "en-XA"
"""Nobody speaks it: the code that platforms use for accented English."""

_SCRIPTS = "web/src/"
_SLOT = re.compile(r"(\{\w+\}|%\(\w+\)s|%\(\w+\)d|%%|<[^>]*>)")
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


@cache
def words_of(language: str) -> Words:
    """Return the catalogue of a language; English needs none."""
    if language == PSEUDO:
        return _pseudo(_read(TEMPLATE, ENGLISH))
    if language not in languages() or language == ENGLISH:
        return _ENGLISH
    catalogue = _read(FOLDER / f"{language}.po", language)
    said = {key: forms for key, forms in _pairs(catalogue) if all(forms)}
    return Words(language, said, c2py(catalogue.plural_expr), _of_scripts(catalogue))


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language.replace("-", "_"))


def _pairs(catalogue: Catalog) -> list[tuple[str, str | tuple[str, ...]]]:
    pairs: list[tuple[str, str | tuple[str, ...]]] = []
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        if isinstance(message.id, (list, tuple)):
            pairs.append((message.id[0], tuple(str(form) for form in message.string or ())))
        else:
            pairs.append((message.id, str(message.string)))
    return pairs


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


def _key(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def marked(english: str) -> str:
    """Return a text as the pseudo-language has it: accented, in brackets, its slots untouched."""
    parts = _SLOT.split(english)
    accented = (part if i % 2 else part.translate(_ACCENTS) for i, part in enumerate(parts))
    return f"⟦{''.join(accented)}⟧"


def current() -> Words:
    """Return the catalogue of whoever asks; outside of a request, English."""
    if not has_request_context():
        return _ENGLISH
    if "words" not in g:
        g.words = accepted(request.headers.get("Accept-Language", ""))
    words: Words = g.words
    return words


def accepted(header: str) -> Words:
    """Return the best catalogue for what a browser sends as ``Accept-Language``."""
    wished = [code for code, _quality in parse_accept_header(header, LanguageAccept)]
    known = {code.lower(): code for code in (*languages(), PSEUDO)}
    # What is found is written as the browser wrote it, in whatever letters.
    found = negotiate_locale(wished, known.values(), sep="-") or ENGLISH
    return words_of(known[found.lower()])


def _(english: str, /, **values: object) -> str:
    """Return a text of a page; ``%(name)s`` in it are filled with the values."""
    said = current().text(english)
    return said % values if values else said


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """Return the text that fits a number, which it may hold as ``%(num)d``."""
    return current().number(one, many, n) % {"num": n, **values}


def later_text(english: str) -> str:
    """Mark a constant for the catalogue; ``_(constant)`` says it where it is shown."""
    return english


def install(app: Flask) -> None:
    """Give the templates ``_``, ``ngettext`` and ``{% trans %}``, and the page its catalogue."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    callables: Any = app.jinja_env
    callables.install_gettext_callables(
        lambda english: current().text(english),
        lambda one, many, n: current().number(one, many, n),
        newstyle=True,
    )
    app.jinja_env.globals["catalogue"] = _catalogue
    app.jinja_env.globals["language"] = lambda: current().language


def _catalogue() -> Markup:
    """Return the catalogue as a data block, which is no script; for English, nothing."""
    words = current()
    if words.language == ENGLISH:
        return Markup("")
    # As in script elements everywhere: nothing in the data may end the element.
    data = words.as_json().replace("<", "\\u003c")
    return Markup(f'<script type="application/json" id="catalogue">{data}</script>')  # noqa: S704 - see above

"""The words of the interface in the language of whoever asks.

Pages take the best language that the browser accepts and that is there (:mod:`web.catalogues`).
The pseudo-language ``en-XA`` marks every word that comes from the catalogue, so that one can see,
and a test can tell, which does not. See ``docs/translating.md``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from babel.core import negotiate_locale
from flask import Flask, g, has_request_context, request
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from web.catalogues import ENGLISH, PSEUDO, Words, languages, words_of

__all__ = ["_", "accepted", "current", "install", "later_text", "ngettext"]


def current() -> Words:
    """Return the catalogue of whoever asks; outside of a request, English."""
    if not has_request_context():
        return words_of(ENGLISH)
    if "words" not in g:
        g.words = accepted(request.headers.get("Accept-Language", ""))
    words: Words = g.words
    return words


def accepted(header: str) -> Words:
    """Return the best catalogue for what a browser sends as ``Accept-Language``."""
    return words_of(_best(header))


@lru_cache(maxsize=256)
def _best(header: str) -> str:
    """Return a language; sockets ask for each message that they send."""
    wished = [code for code, quality in parse_accept_header(header, LanguageAccept) if quality > 0]
    known = {code.lower(): code for code in (*languages(), PSEUDO)}
    # What is found is written as the browser wrote it, in whatever letters.
    found = negotiate_locale(wished, known.values(), sep="-") or ENGLISH
    return known[found.lower()]


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
        lambda english: _for_template(english, current().text(english)),
        lambda one, many, n: _for_template(one + many, current().number(one, many, n)),
        newstyle=True,
    )
    app.jinja_env.globals["catalogue"] = _catalogue
    app.jinja_env.globals["language"] = lambda: current().language


def _for_template(english: str, said: str) -> str:
    """Return a text for a template, which fills the slots of any text, also of one without."""
    return said if "%" in english else said.replace("%", "%%")


def _catalogue() -> Markup:
    """Return the catalogue as a data block, which is no script; for English, nothing."""
    words = current()
    if words.language == ENGLISH:
        return Markup("")
    # As in script elements everywhere: nothing in the data may end the element.
    data = words.as_json().replace("<", "\\u003c")
    return Markup(f'<script type="application/json" id="catalogue">{data}</script>')  # noqa: S704 - see above

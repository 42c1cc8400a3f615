"""Debriefs as HTML, for a page and as a file, and as Markdown.

What people wrote is data: every template escapes it. Nothing is fetched from anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from simulator.debrief.chart import draw
from simulator.debrief.data import Debrief
from simulator.debrief.markdown import literal
from simulator.debrief.track import axis_of, track_of
from simulator.debrief.words import percent
from simulator.model.phrases import ENGLISH, Phrase, Speech, phrase, phrase_n, said

__all__ = ["STYLESHEET", "render_fragment", "render_markdown", "render_report"]

_HERE = files("simulator.debrief") / "templates"

STYLESHEET = (_HERE / "debrief.css").read_text(encoding="utf-8")
"""The one style sheet of the fragment; every rule is about ``.debrief`` and what is inside."""


def _source(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@lru_cache(maxsize=32)
def _templates(speech: Speech) -> Environment:
    """Return the templates of one language: every phrase that they show is said in it."""
    environment = Environment(
        autoescape=select_autoescape(disabled_extensions=("md",), default=True),
        finalize=lambda value: said(value, speech),
        loader=FunctionLoader(_source),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {"_": phrase, "_n": phrase_n, "rich": _rich(speech)}
    environment.filters["literal"] = lambda text: literal(said(text, speech))
    environment.filters["said"] = lambda text: said(text, speech)
    environment.filters["naming"] = _naming(speech)
    environment.filters["track"] = track_of
    environment.filters["percent"] = percent
    return environment


def _naming(speech: Speech) -> Callable[[Phrase, Phrase], Markup]:
    """Return what says a sentence with its subject in bold, if there is one."""

    def naming(sentence: Phrase, who: Phrase) -> Markup:
        told, name = escape(sentence.said(speech)), escape(who.said(speech))
        return told.replace(name, Markup("<b>{}</b>").format(name), 1) if name else told

    return naming


def _rich(speech: Speech) -> Callable[..., Markup]:
    """Return what says a text with markup in it: ``rich("See {link}.", link=jump(...))``."""

    def rich(english: str, /, **values: object) -> Markup:
        told = {name: said(value, speech) for name, value in values.items()}
        try:
            return escape(speech.text(english)).format(**told)
        except (AttributeError, LookupError, TypeError, ValueError):
            # As with any phrase, a translation with a slot too many is not used.
            return escape(english).format(**told)

    return rich


def _render(name: str, debrief: Debrief, speech: Speech, **more: Any) -> str:
    template = _templates(speech).get_template(name)
    return template.render(
        d=debrief, picture=draw(debrief.chart), axis=axis_of(debrief.chart), **more
    )


def render_fragment(debrief: Debrief, speech: Speech = ENGLISH) -> str:
    """Return the body of a debrief page: it begins with its ``h1``.

    It needs :data:`STYLESHEET`, and no script; it holds under ``style-src 'self'``. ``speech`` is
    the language of its reader.
    """
    return _render("fragment.html", debrief, speech)


def render_report(debrief: Debrief, speech: Speech = ENGLISH, language: str = "en") -> str:
    """Return one HTML file that needs nothing else: to mail, to print, to read in ten years."""
    # The style sheet is ours and holds no "</style>"; escaping would break its selectors.
    style = Markup(STYLESHEET)  # noqa: S704 - our own stylesheet
    return _render("report.html", debrief, speech, style=style, language=language)


def render_markdown(debrief: Debrief, speech: Speech = ENGLISH) -> str:
    """Return the debrief as Markdown, for a wiki or a pull request; without the chart."""
    return _render("report.md", debrief, speech)

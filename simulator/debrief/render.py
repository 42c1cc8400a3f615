"""Debriefs as HTML, for a page and as a file, and as Markdown.

What people wrote is data: every template escapes it. Nothing is fetched from anywhere.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from simulator.debrief.chart import draw
from simulator.debrief.data import Debrief
from simulator.debrief.markdown import literal
from simulator.debrief.track import axis_of, track_of
from simulator.debrief.words import counted, percent

__all__ = ["STYLESHEET", "render_fragment", "render_markdown", "render_report"]

_HERE = files("simulator.debrief") / "templates"

STYLESHEET = (_HERE / "debrief.css").read_text(encoding="utf-8")
"""The one style sheet of the fragment; every rule is about ``.debrief`` and what is inside."""


def _source(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    environment = Environment(
        autoescape=select_autoescape(disabled_extensions=("md",), default=True),
        loader=FunctionLoader(_source),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["literal"] = literal
    environment.filters["counted"] = counted
    environment.filters["track"] = track_of
    environment.filters["percent"] = percent
    return environment


def _render(name: str, debrief: Debrief, **more: Any) -> str:
    template = _templates().get_template(name)
    return template.render(
        d=debrief, picture=draw(debrief.chart), axis=axis_of(debrief.chart), **more
    )


def render_fragment(debrief: Debrief) -> str:
    """Return the body of a debrief page: it begins with its ``h1``.

    It needs :data:`STYLESHEET`, and no script; it holds under ``style-src 'self'``.
    """
    return _render("fragment.html", debrief)


def render_report(debrief: Debrief) -> str:
    """Return one HTML file that needs nothing else: to mail, to print, to read in ten years."""
    # The style sheet is ours and holds no "</style>"; escaping would break its selectors.
    return _render("report.html", debrief, style=Markup(STYLESHEET))  # noqa: S704 - our own stylesheet


def render_markdown(debrief: Debrief) -> str:
    """Return the debrief as Markdown, for a wiki or a pull request; without the chart."""
    return _render("report.md", debrief)

"""The preview as one HTML file: no script, nothing fetched, both themes, on a phone, on paper."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from simulator.authoring.preview.chart import draw
from simulator.authoring.preview.data import LANES, Preview
from simulator.debrief import STYLESHEET
from simulator.debrief.words import percent
from simulator.model.units import clock_text, duration_text

__all__ = ["render_page"]

_HERE = files("simulator.authoring.preview") / "templates"


def _source(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_source),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["percent"] = percent
    environment.filters["duration"] = duration_text
    environment.globals["clock"] = clock_text
    environment.globals["lanes"] = {key: name for key, name, _ in LANES}
    return environment


def render_page(preview: Preview) -> str:
    """Return the whole page as one file that needs nothing else."""
    # Both style sheets are ours and hold no "</style>"; escaping would break their selectors.
    style = Markup(STYLESHEET + _source("preview.css"))  # noqa: S704 - our own stylesheet
    template = _templates().get_template("preview.html")
    return template.render(p=preview, picture=draw(preview), style=style)

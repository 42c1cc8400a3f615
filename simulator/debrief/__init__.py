"""One finished drill, looked back on: from its log and scorecard to a page that people believe."""

from __future__ import annotations

from simulator.debrief.build import build_debrief
from simulator.debrief.data import Debrief
from simulator.debrief.render import (
    STYLESHEET,
    render_fragment,
    render_markdown,
    render_report,
)

__all__ = [
    "STYLESHEET",
    "Debrief",
    "build_debrief",
    "render_fragment",
    "render_markdown",
    "render_report",
]

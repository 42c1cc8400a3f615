"""A whole drill on one page, for whoever leads it: it tells everything."""

from __future__ import annotations

from simulator.authoring.preview.build import build_preview, moment_at
from simulator.authoring.preview.data import Preview, State
from simulator.authoring.preview.page import render_page

__all__ = ["Preview", "State", "build_preview", "moment_at", "render_page"]

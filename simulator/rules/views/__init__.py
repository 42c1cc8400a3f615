"""What leaves the server: built per viewer from a whitelist, live and on joining again alike."""

from __future__ import annotations

from simulator.rules.views.redact import Viewer, redact
from simulator.rules.views.sections import SECTIONS, build_view

__all__ = ["SECTIONS", "Viewer", "build_view", "redact"]

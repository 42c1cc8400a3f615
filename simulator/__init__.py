"""Misfortune: a tabletop drill simulator for incident response.

One log, many views: commands go into a :class:`simulator.session.Session`, events come out, and
everything that people see (views, scorecard, debrief) is computed from those events alone.
"""

from __future__ import annotations

__all__ = ["ENGINE_VERSION", "__version__"]

__version__ = "0.1.0"

ENGINE_VERSION = "3"
"""Version of the engine's semantics: only drills of one version can be compared byte for byte."""

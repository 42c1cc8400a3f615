"""Real incidents: a plain timeline in YAML becomes a log that is judged like that of a drill."""

from __future__ import annotations

from simulator.scenario.timeline.read import is_timeline, read_timeline

__all__ = ["is_timeline", "read_timeline"]

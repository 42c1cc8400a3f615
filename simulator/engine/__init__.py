"""The simulated world: deterministic, without clock, files, threads or unseeded randomness."""

from __future__ import annotations

from simulator.engine.happening import Happening
from simulator.engine.world import World

__all__ = ["Happening", "World"]

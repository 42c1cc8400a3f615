"""Bots that play the core seats, or a responder: crews, each with its own habits and timings.

A bot knows what a browser in its seat would know and asks for things through the same verbs as
people do. It reads no clock; everything it draws comes from named streams of the drill's seed, so
equal views give equal play.
"""

from __future__ import annotations

from simulator.bots.bot import Bot, Intent
from simulator.bots.crews import CREWS, PROBES

__all__ = ["CREWS", "PROBES", "Bot", "Intent"]

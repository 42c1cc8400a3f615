"""One authority object per drill: every command and every view goes through it."""

from __future__ import annotations

from simulator.session.clock import DrillClock, SteppedClock
from simulator.session.core import Core
from simulator.session.feed import Feed
from simulator.session.ports import Batch, Clock, Journal, Position, Sender
from simulator.session.replay import Difference, compare, rebuild
from simulator.session.session import FACILITATOR, Session

__all__ = [
    "FACILITATOR",
    "Batch",
    "Clock",
    "Core",
    "Difference",
    "DrillClock",
    "Feed",
    "Journal",
    "Position",
    "Sender",
    "Session",
    "SteppedClock",
    "compare",
    "rebuild",
]

"""Drills without people: headless runs, how one would go on, and what could be answered in it."""

from __future__ import annotations

from simulator.rehearsal.crewed import Crew
from simulator.rehearsal.forecast import FORECAST, Outlook, forecast
from simulator.rehearsal.play import CREWS, IDLE, Played, new_header, play
from simulator.rehearsal.suggest import Suggestion, suggestions

__all__ = [
    "CREWS",
    "FORECAST",
    "IDLE",
    "Crew",
    "Outlook",
    "Played",
    "Suggestion",
    "forecast",
    "new_header",
    "play",
    "suggestions",
]

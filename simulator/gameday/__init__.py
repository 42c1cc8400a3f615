"""Game days: a lobby, the wheel, teams and seats, and rooms side by side; pure and folded."""

from __future__ import annotations

from simulator.gameday.day import HOST, Day
from simulator.gameday.draws import draw_places
from simulator.gameday.fold import fold
from simulator.gameday.ports import Asked, Doors, Given
from simulator.gameday.state import DayState, Member, Phase, Place
from simulator.gameday.verbs import VERBS
from simulator.gameday.views import Scene, day_view
from simulator.gameday.wheel import Filters, Shelved, commit_of, index_of, narrow

__all__ = [
    "DAY_FORMAT",
    "HOST",
    "VERBS",
    "Asked",
    "Day",
    "DayState",
    "Doors",
    "Filters",
    "Given",
    "Member",
    "Phase",
    "Place",
    "Scene",
    "Shelved",
    "commit_of",
    "day_view",
    "draw_places",
    "fold",
    "index_of",
    "narrow",
]

DAY_FORMAT = "misfortune-day/1"
"""The format of a day's log: records as those of a drill, but ``t`` is in ms since 1970."""

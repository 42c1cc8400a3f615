"""Which habits a seat has, by crew."""

from __future__ import annotations

from simulator.bots.common import COMMON
from simulator.bots.gaming import GAMER_HABITS
from simulator.bots.habit import Habit
from simulator.bots.heroics import HERO_HABITS
from simulator.bots.reviewing import REVIEW_HABITS
from simulator.bots.scribing import SCRIBE_HABITS
from simulator.bots.seat_cl import CL_HABITS
from simulator.bots.seat_ic import IC_HABITS
from simulator.bots.seat_ol import OL_HABITS
from simulator.bots.seat_responder import RESPONDER_HABITS
from simulator.bots.teamwork import TEAM_HABITS

__all__ = ["habits_of"]

_ALL = (*COMMON, *TEAM_HABITS, *SCRIBE_HABITS, *REVIEW_HABITS)
_BY_SEAT: dict[str, tuple[Habit, ...]] = {
    "ic": IC_HABITS,
    "ol": OL_HABITS,
    "cl": CL_HABITS,
    "responder": RESPONDER_HABITS,
}
"""What a seat does; a habit with the name of one of every seat takes its place."""
_OTHERS = {"gamer": GAMER_HABITS, "hero": HERO_HABITS}


def habits_of(crew: str, seat: str) -> dict[str, Habit]:
    """Return the habits of a seat by name.

    Raises:
        ValueError: if bots do not play that seat.
    """
    if seat not in _BY_SEAT:
        raise ValueError(f"bots play {', '.join(_BY_SEAT)}, not {seat!r}")
    own = _OTHERS.get(crew)
    habits = (*_ALL, *_BY_SEAT[seat]) if own is None else own.get(seat, ())
    return {habit.name: habit for habit in habits}

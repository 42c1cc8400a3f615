"""Drills without people: one headless run today, many later."""

from __future__ import annotations

from simulator.rehearsal.crewed import Crew
from simulator.rehearsal.play import CREWS, IDLE, Played, new_header, play

__all__ = ["CREWS", "IDLE", "Crew", "Played", "new_header", "play"]

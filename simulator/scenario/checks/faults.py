"""Faults: a course by itself that fits into the drill."""

from __future__ import annotations

from simulator.model.signals import GRID
from simulator.model.units import duration_text
from simulator.scenario.checks.known import Known
from simulator.scenario.checks.places import read_time
from simulator.scenario.checks.times import drill_length
from simulator.scenario.document import Cursor, Document

__all__ = ["check"]


def check(document: Document, known: Known) -> None:
    """Check what every fault does by itself after it has begun."""
    del known  # names are checked elsewhere
    top = document.top
    length = drill_length(top)
    for _, fault in top["faults"].entries():
        begins = read_time(fault["at"]) or 0
        left = None if length is None else length - begins
        _check_course(document, fault["course"], left)
        _check_within(document, fault["relapse"]["after"], left)
        for part in ("on", "off"):
            _check_within(document, fault["pulses"][part], left)
            _check_seen(document, fault["pulses"][part])


def _check_course(document: Document, course: Cursor, left: int | None) -> None:
    """Check that turns come in order, each after the one before has come to its end."""
    before = 0
    for turn in course.each():
        after = read_time(turn["after"])
        if after is None:
            continue
        if after <= before and after > 0:
            said = duration_text(before)
            message = f"turns are in order of time; the one before this is at {said}"
            document.problem(turn["after"], message)
        _check_within(document, turn["after"], left)
        before = max(before, after)


def _check_seen(document: Document, place: Cursor) -> None:
    """Check that a part of a pulse is long enough for a monitor to notice."""
    time = read_time(place)
    if time is not None and 0 < time < GRID:
        least = duration_text(GRID)
        message = f"write {least} or more, not {duration_text(time)}: monitors look every {least}"
        document.problem(place, message)


def _check_within(document: Document, place: Cursor, left: int | None) -> None:
    """Check that a time which counts from a fault's beginning comes before the end."""
    time = read_time(place)
    if time is not None and left is not None and 0 <= left < time:
        message = (
            f"{duration_text(time)} after the fault begins is after the end of the drill, "
            f"which is {duration_text(left)} later"
        )
        document.problem(place, message)

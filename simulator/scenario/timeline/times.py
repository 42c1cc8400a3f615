"""What time a line of a timeline means: milliseconds on one axis, whatever way it was written.

A time of day is on the day that the file gives. Nothing is ever taken for the next day because it
goes back: after midnight a line says its date.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from simulator.model.timeline import Timeline
from simulator.model.units import HOUR, MINUTE
from simulator.model.when import Moment, parse_when

__all__ = ["DAY", "Calendar", "clock_of", "date_of", "next_day"]

DAY: Final = 24 * HOUR
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_OFFSET = re.compile(r"([+-])([01]\d|2[0-3]):([0-5]\d)\Z")
_UTC = ("utc", "gmt", "z")


class Calendar:
    """Turns the times of one file into ms on an axis; it begins with the year 1, or anywhere."""

    def __init__(self, timeline: Timeline) -> None:
        """Read what the file says about its day, its zone and its start.

        Raises:
            ValueError: if ``date`` is no day.
        """
        self._day = 0 if timeline.date is None else _ordinal(timeline.date)
        self._zone = _ahead(timeline.zone or "")
        own = [timeline.start] if timeline.start else [line.at for line in timeline.events]
        self._first = next((text for text in own if parse_when(text).offset is None), None)

    def ms(self, text: str, beside: int | None = None) -> int:
        """Return a time on the axis; a time of day is on the day of ``beside`` if that is given.

        Raises:
            ValueError: if there is no such day, or the zone is not known.
        """
        moment = parse_when(text)
        if moment.offset is not None:
            return (0 if self._first is None else self.ms(self._first)) + moment.offset
        if moment.day:
            return _ordinal(moment.day) * DAY + moment.clock - self._shift(moment)
        day = self._day if beside is None else beside // DAY
        return day * DAY + moment.clock

    def _shift(self, moment: Moment) -> int:
        """Return by how much the clock of a time runs ahead of the file's."""
        if not moment.zone:
            return 0
        if self._zone is None:
            raise ValueError(
                f"{moment.zone} says how far this time is from UTC, and the file does not say it "
                'of its own; write zone: UTC or zone: "+02:00" there, or leave it out here'
            )
        return (_ahead(moment.zone) or 0) - self._zone


def date_of(ms: int) -> str:
    """Return the date of a time on the axis, empty if the file has none."""
    return date.fromordinal(ms // DAY).isoformat() if ms >= DAY else ""


def clock_of(ms: int) -> str:
    """Return the time of day, to the minute."""
    minutes = ms % DAY // MINUTE
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def next_day(ms: int, text: str) -> str:
    """Show how to write a time of day on the day after that of ``ms``."""
    return f"{date_of(ms + DAY) or '2017-02-01'} {text}"


def _ordinal(text: str) -> int:
    try:
        if _DATE.match(text):
            return date.fromisoformat(text).toordinal()
    except ValueError:
        pass
    raise ValueError(f"write a day such as 2017-01-31, not {text!r}")


def _ahead(zone: str) -> int | None:
    """Return how far a zone is ahead of UTC in ms, None if its name does not say."""
    if zone.strip().lower() in _UTC:
        return 0
    found = _OFFSET.match(zone.strip())
    if not found:
        return None
    ms = int(found[2]) * HOUR + int(found[3]) * MINUTE
    return -ms if found[1] == "-" else ms

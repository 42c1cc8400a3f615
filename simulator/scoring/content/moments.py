"""Times of day in a text, as drill time: ``14:45`` of a drill that began at 14:10 is 35 minutes.

A written timeline names times, at midnight a new day, now and then a date; which day a bare time
belongs to follows from the time before it, and for the first from when the drill was.
"""

from __future__ import annotations

import re
from calendar import timegm
from dataclasses import dataclass

from simulator.model.units import HOUR, MINUTE, SECOND, parse_clock

__all__ = ["Moment", "moments_in", "next_clock"]

_DAY = 24 * HOUR
_TIME = re.compile(
    r"(?P<h>\d{1,2})[:h](?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d:])(?:\s?(?P<half>[ap])\.?m\b)?"
    r"|T\s?\+\s?(?P<after>\d{1,4})(?!\d)(?:\s?(?P<unit>h|m)\w*)?",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?!\d)")
_NOON = 12
_LAST_HOUR = 23
_ISO_GAP = "T"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a text names: drill time in ms, and where it stands."""

    t: int
    start: int
    end: int
    phrase: str


def moments_in(text: str, *, clock0: str, end: int) -> tuple[Moment, ...]:
    """Return the times that a text names, in its order.

    ``clock0`` is the time of day at which the drill began, ``end`` when its log ends: the first
    time is on the day that brings it nearest to the drill, each later one nearest to the one
    before it. A date counts its days from the first date.

    >>> [m.t // MINUTE for m in moments_in("23:50 alert, 00:10 over", clock0="23:40", end=HOUR)]
    [10, 30]
    """
    found: list[Moment] = []
    dates = _dates(text)
    first_day: int | None = None
    base = 0
    for match in _TIME.finditer(text):
        t = _after_start(match)
        day = next((day for at, day in reversed(dates) if at < match.start()), None)
        if t is None:
            clock = _of_day(text, match)
            if clock is None:
                continue
            t = _placed(clock - parse_clock(clock0) * MINUTE, found, end)
            if day is not None and first_day is None:
                first_day, base = day, t - clock
            elif day is not None and first_day is not None:
                t = base + (day - first_day) * _DAY + clock
        found.append(Moment(t, match.start(), match.end(), match[0]))
    return tuple(found)


def next_clock(clock: int, clock0: str, t: int) -> int:
    """Return the drill time, not before ``t``, at which it is ``clock`` (ms after midnight)."""
    return t + (clock - parse_clock(clock0) * MINUTE - t) % _DAY


def _dates(text: str) -> list[tuple[int, int]]:
    """Return where dates stand, and their day number."""
    out: list[tuple[int, int]] = []
    for found in _DATE.finditer(text) if "-" in text else ():
        year, month, day = (int(part) for part in found.groups())
        if 1 <= month <= 12 and 1 <= day <= 31 and year > 0:  # noqa: PLR2004 - a calendar
            out.append((found.start(), timegm((year, month, day, 0, 0, 0)) // (_DAY // SECOND)))
    return out


def _after_start(match: re.Match[str]) -> int | None:
    """Read ``T+12`` or ``T+2h``, which count from the start of the drill."""
    if match["after"] is None:
        return None
    return int(match["after"]) * (HOUR if (match["unit"] or "m").lower() == "h" else MINUTE)


def _of_day(text: str, match: re.Match[str]) -> int | None:
    """Read a time of day into ms after midnight; None if it is no time of day."""
    hour, half = int(match["h"]), (match["half"] or "").lower()
    before = text[match.start() - 1 : match.start()]
    if hour > _LAST_HOUR or (before.isalnum() and before != _ISO_GAP) or before in {":", "."}:
        return None
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return hour * HOUR + int(match["m"]) * MINUTE + int(match["s"] or 0) * SECOND


def _placed(offset: int, found: list[Moment], end: int) -> int:
    """Put a time of day, ``offset`` ms from the first one of the drill, on the likeliest day."""
    if found:
        near = found[-1].t
        return near + (offset - near + _DAY // 2) % _DAY - _DAY // 2
    t = offset % _DAY
    late, early = max(t - end, 0), max(_DAY - t, 0)
    return t if late <= early else t - _DAY

"""When a post says that the next one comes. Times are ms of drill time."""

from __future__ import annotations

import re

from simulator.model.records import Event
from simulator.model.units import HOUR, MINUTE
from simulator.scoring.content.moments import next_clock
from simulator.scoring.truth import as_ms

__all__ = ["promised_at"]

_NEXT = re.compile(
    r"\b(?:next (?:public |internal |status )?(?:update|post|word|report|message)"
    r"|(?:update|report|be back|hear from us|write|post)(?: \w+){0,3} (?:again|at|in|by|within))\b"
    r"[^.\n]{0,30}?(?<!\d)(?:(?P<hour>\d{1,2})[:.h](?P<minute>[0-5]\d)(?!\d)(?:\s?(?P<half>[ap])\.?m\b)?"
    r"|(?P<count>\d{1,3}) ?(?P<unit>m|mins?|minutes?|h|hours?)\b)",
    re.IGNORECASE,
)
_IN_TIME = re.compile(
    r"\b(?:in|within) (?:the next )?(?P<count>\d{1,3}) ?(?P<unit>m|mins?|minutes?|h|hours?)\b"
    r"[^.\n]{0,20}?\b(?:update|report|more)\b",
    re.IGNORECASE,
)
_NOON = 12
_LAST_HOUR = 23
_AHEAD = 12 * HOUR
"""A time of day that lies further ahead has just gone by."""


def promised_at(event: Event, clock0: str) -> int | None:
    """Return when a post promises the next one: its field first, else what its text says.

    None if it promises none, or a time that is not ahead.
    """
    next_at = as_ms(event.data.get("next_at"))
    if next_at is None:
        text = event.data.get("text")
        next_at = _said(text, clock0, event.t) if isinstance(text, str) else None
    return next_at if next_at is not None and next_at > event.t else None


def _said(text: str, clock0: str, t: int) -> int | None:
    found = _NEXT.search(text) or _IN_TIME.search(text)
    if found is None:
        return None
    if found["count"]:
        return t + int(found["count"]) * (HOUR if found["unit"][0] in "hH" else MINUTE)
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half and 1 <= hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    if hour > _LAST_HOUR:
        return None
    at = next_clock(hour * HOUR + int(found["minute"]) * MINUTE, clock0, t)
    return at if at - t <= _AHEAD else None

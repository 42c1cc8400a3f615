"""Quantities as people write them in a scenario: ``12m30s``, ``900/min``, ``40%``, ``420ms``.

Inside the program a duration is an integer number of milliseconds of drill time, a share is a
fraction (``40%`` is ``0.4``), a rate is per minute and a latency is in milliseconds.
"""

from __future__ import annotations

import re
from fractions import Fraction

from simulator.model.phrases import phrase

__all__ = [
    "HOUR",
    "LONGEST",
    "MINUTE",
    "SECOND",
    "clock_text",
    "duration_text",
    "parse_clock",
    "parse_duration",
    "parse_quantity",
    "quantity_text",
    "unit_of",
]

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

LONGEST = 10_000 * HOUR
"""No duration in any file is longer (about fourteen months)."""

_UNIT_MS = {"h": HOUR, "m": MINUTE, "s": SECOND, "ms": 1}
_DURATION = re.compile(r"(-)?((?:\d+(?:\.\d+)?(?:ms|h|m|s))+)\Z")
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|h|m|s)")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\Z")
_QUANTITY = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(%|ms|s|m|h|/min|/s|/h)?\Z")
_LONG = 60
"""Characters; whatever is longer is no quantity, and reading its digits would take time."""
_PER_MINUTE = {"/min": Fraction(1), "/s": Fraction(60), "/h": Fraction(1, 60)}


def parse_duration(text: str) -> int:
    """Read a duration such as ``90s``, ``12m30s`` or ``-42m`` into milliseconds.

    Units must go from large to small and each may appear once.

    Raises:
        ValueError: with a sentence that shows the offered text and the allowed form.

    >>> parse_duration("12m30s")
    750000
    """
    match = _DURATION.match(text.strip()) if len(text) <= _LONG else None
    parts = _PART.findall(match[2]) if match else []
    sizes = [_UNIT_MS[unit] for _, unit in parts]
    if not match or sizes != sorted(set(sizes), reverse=True):
        raise ValueError(
            phrase(
                "write a duration such as 90s, 5m, 12m30s or 1h30m, not {given}", given=repr(text)
            )
        )
    total = sum(Fraction(number) * _UNIT_MS[unit] for number, unit in parts)
    if total.denominator != 1:
        raise ValueError(
            phrase("a duration has whole milliseconds; {given} does not", given=repr(text))
        )
    if total > LONGEST:
        raise ValueError(
            phrase(
                "{given} is longer than {longest}, the longest time allowed",
                given=repr(text),
                longest=f"{LONGEST // HOUR}h",
            )
        )
    return -int(total) if match[1] else int(total)


def duration_text(ms: int) -> str:
    """Write milliseconds the way an author would: ``750000`` becomes ``12m30s``.

    >>> duration_text(5_400_000)
    '1h30m'
    """
    if ms == 0:
        return "0s"
    sign, rest = ("-", -ms) if ms < 0 else ("", ms)
    out = ""
    for unit, size in _UNIT_MS.items():
        count, rest = divmod(rest, size)
        out += f"{count}{unit}" if count else ""
    return sign + out


def parse_quantity(text: str) -> float:
    """Read ``40%``, ``900/min``, ``420ms``, ``1.2s`` or a plain number.

    Shares come back as fractions, rates per minute, times in milliseconds.

    Raises:
        ValueError: with the offered text and the allowed forms.

    >>> parse_quantity("15/s"), parse_quantity("40%"), parse_quantity("1.2s")
    (900.0, 0.4, 1200.0)
    """
    match = _QUANTITY.match(text.strip()) if len(text) <= _LONG else None
    if not match:
        raise ValueError(
            phrase(
                "write a quantity such as 40%, 900/min, 420ms or 12, not {given}", given=repr(text)
            )
        )
    number, unit = Fraction(match[1]), match[2]
    if unit is None:
        return float(number)
    if unit == "%":
        return float(number / 100)
    return float(number * (_PER_MINUTE[unit] if unit in _PER_MINUTE else _UNIT_MS[unit]))


def unit_of(text: str) -> str:
    """Name the kind of a quantity: ``share``, ``rate``, ``ms`` or ``number``."""
    match = _QUANTITY.match(text.strip())
    unit = match[2] if match else None
    if unit is None:
        return "number"
    return {"%": "share"}.get(unit, "rate" if unit in _PER_MINUTE else "ms")


def quantity_text(value: float, unit: str) -> str:
    """Write a value of kind ``unit`` for people: ``0.182`` of kind ``share`` is ``18.2%``.

    >>> quantity_text(0.182, "share"), quantity_text(912.4, "rate"), quantity_text(1840, "ms")
    ('18.2%', '912/min', '1.84 s')
    """
    if unit == "share":
        return f"{value * 100:.1f}%"
    if unit == "rate":
        return f"{value:,.0f}/min"
    if unit == "ms":
        return f"{value / SECOND:.2f} s" if value >= SECOND else f"{value:.0f} ms"
    return f"{value:,.1f}"


def parse_clock(text: str) -> int:
    """Read a fictional time of day ``14:10`` into minutes after midnight.

    Raises:
        ValueError: if it is not ``HH:MM`` between 00:00 and 23:59.
    """
    match = _CLOCK.match(text)
    if not match:
        wanted = f"0{text}" if _CLOCK.match(f"0{text}") else "a time of day such as 14:10"
        raise ValueError(f"write {wanted}, not {text!r}")
    return int(match[1]) * 60 + int(match[2])


def clock_text(clock0: str, t: int, *, seconds: bool = False) -> str:
    """Give the fictional time of day at drill time ``t`` (ms) of a drill that starts at ``clock0``.

    >>> clock_text("14:10", 315_000), clock_text("14:10", 315_000, seconds=True)
    ('14:15', '14:15:15')
    """
    total = (parse_clock(clock0) * 60 + t // SECOND) % (24 * 3600)
    text = f"{total // 3600:02d}:{total // 60 % 60:02d}"
    return f"{text}:{total % 60:02d}" if seconds else text

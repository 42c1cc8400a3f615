"""Times as people write them in a timeline: ``14:15``, ``+12m`` or ``2017-01-31 14:15``.

Here only their form is read; which day a time of day is on depends on the whole file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from simulator.model.units import MINUTE, SECOND, parse_clock, parse_duration

__all__ = ["Moment", "When", "parse_when"]

_CLOCK = re.compile(r"(?P<clock>\d{1,2}:\d{2})(?::(?P<second>[0-5]\d))?\Z")
_FULL = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[T ](?P<clock>\d{1,2}:\d{2})(?::(?P<second>[0-5]\d))?"
    r"(?P<zone>Z|[+-]\d{2}:\d{2})?\Z"
)
_NOON = re.compile(r"(\d{1,2}):(\d{2})\s*([ap])\.?m\.?\Z", re.IGNORECASE)
_LONGEST = 40
_FORMS = 'a time such as "14:15", "14:15:30", "+12m" or "2017-01-31 14:15"'


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in its parts: either ``offset`` from the start, or ``clock`` on a day (both in ms).

    ``day`` is a date as text, empty for a mere time of day; ``zone`` is ``Z`` or ``+02:00`` if the
    text says it.
    """

    clock: int = 0
    offset: int | None = None
    day: str = ""
    zone: str = ""


def parse_when(text: str) -> Moment:
    """Read a time.

    Raises:
        ValueError: with what was offered and the forms that there are.

    >>> parse_when("-3m").offset, parse_when("2017-01-31 00:01").day, parse_when("00:01:30").clock
    (-180000, '2017-01-31', 90000)
    """
    if len(text) <= _LONGEST and text.startswith(("+", "-")):
        span = parse_duration(text[1:])
        return Moment(offset=-span if text[0] == "-" else span)
    found = len(text) <= _LONGEST and (_CLOCK.match(text) or _FULL.match(text))
    if not found:
        raise _refused(text, _of_24_hours(text))
    parts = found.groupdict()
    clock = parse_clock(parts["clock"]) * MINUTE + int(parts["second"] or 0) * SECOND
    return Moment(clock, None, parts.get("day") or "", parts.get("zone") or "")


def _of_24_hours(text: str) -> str:
    """Return a time with am or pm as one of 24 hours, or nothing."""
    found = _NOON.match(text)
    if not found or not 1 <= int(found[1]) <= 12:  # noqa: PLR2004 - the hours of such a clock
        return ""
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
    return f'"{hour:02d}:{found[2]}"'


def _refused(offered: object, hint: str = "") -> ValueError:
    wanted = hint or _FORMS
    shown = repr(offered) if isinstance(offered, str | int | float) else "keys or a list"
    short = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
    return ValueError(f"write {wanted}, not {short}")


def _when(value: object) -> str:
    if not isinstance(value, str):
        raise _refused(value)
    parse_when(value.strip())
    return value.strip()


_OF_DAY = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?"
_SPAN = r"(\d+(\.\d+)?h)?(\d+(\.\d+)?m)?(\d+(\.\d+)?s)?"
_FORM = {
    "type": "string",
    "pattern": rf"^({_OF_DAY}|[+-](?=\d){_SPAN}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}[T ]{_OF_DAY}(Z|[+-]\d{{2}}:\d{{2}})?)$",
    "patternErrorMessage": f"write {_FORMS}",
}

When = Annotated[str, BeforeValidator(_when), WithJsonSchema(_FORM)]
"""A time: of day, so long after the start, or with its date."""

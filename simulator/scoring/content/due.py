"""Whether a text names a day by which something is done. No calendar is needed to tell that.

A small strict grammar rather than a general date parser: such a parser needs today's date to read
"Friday", where it is enough here that a day is named at all, and a tenth of a second to be ready.
"""

from __future__ import annotations

import re

from simulator.scoring.content.searching import lowered

__all__ = ["due_in", "due_in_field"]

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?"
_UNIT = r"(?:days?|weeks?|months?|sprints?|hours?|quarters?|working days|business days)"
_NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|ten)"
_SURE = (
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[\d:]+Z?)?"
    r"|(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])(?:/(?:\d{4}|\d{2}))?"
    r"|(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:\d{4}|\d{2})?"
    rf"|{_MONTH}\.? (?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?"
    r"|q[1-4](?:[ /-]?\d{2,4})?"
)
"""Dates wherever they stand."""
_LOOSE = (
    rf"(?:next |this |coming )?{_WEEKDAY}(?:,? \d{{1,2}}:\d{{2}})?"
    rf"|(?:in|within) {_NUMBER} {_UNIT}|(?:next|this|the coming) (?:week|month|sprint|quarter)"
    rf"|(?:the )?end of (?:the |this |next )?(?:day|week|month|sprint|quarter|year|q[1-4]|{_MONTH})"
    r"|eo[dwmqy]|today|tonight|tomorrow|month[- ]end|week[- ]end"
    rf"|{_MONTH}(?: \d{{4}})?"
)
"""Words for days that are dates only where a date is due."""

_ANYWHERE = re.compile(
    rf"(?:\b(?:by|due|until|before|on|deadline)\b:? *)?(?<![\w/.-])(?P<due>{_SURE})(?![\w/-])",
)
_ANNOUNCED = re.compile(
    r"\b(?:by|due(?: on| by)?|until|before|no later than|deadline|eta)\b:? *"
    rf"(?P<due>{_SURE}|{_LOOSE})(?!\w)"
    rf"|(?P<span>(?:in|within) {_NUMBER} {_UNIT})(?= *(?:[).,;]|$))"
    rf"|[(,;|] *(?P<aside>{_LOOSE})(?= *[),;|]|$)",
    re.MULTILINE,
)
_FIELD = re.compile(rf"(?<![\w/.-])(?:{_SURE}|{_LOOSE})(?![\w/-])")


def due_in(text: str) -> tuple[str, str]:
    """Return the day by which something is due, "" for none, and the text without it.

    >>> due_in("Add the check, @ben, by 03/06")
    ('03/06', 'Add the check, @ben, ')
    """
    lower = lowered(text)
    found = _ANNOUNCED.search(lower) or _ANYWHERE.search(lower)
    if found is None:
        return "", text
    start, end = next(found.span(name) for name, day in found.groupdict().items() if day)
    return text[start:end].strip(), text[: found.start()] + text[found.end() :]


def due_in_field(value: object) -> str:
    """Return what a due field says, "" if that names no day: ``TBD``, ``soon``, ``asap``."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not _FIELD.search(value.lower()):
        return ""
    return value.strip()

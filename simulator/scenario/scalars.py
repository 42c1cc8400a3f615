"""What a plain YAML scalar means here: the core schema of YAML 1.2, and nothing else.

YAML 1.1 readers turn ``no`` into false, ``on`` into true, ``12:30`` into 750, ``1_000`` into 1000
and ``2024-01-31`` into a date. Here all of these stay the text that the author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["Scalar", "plain_value"]

Scalar = str | int | float | bool | None

MAX_DIGITS = 18
"""A longer number is an identifier that lost its quotes, not a quantity."""

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], int | float]], ...] = (
    (re.compile(r"[-+]?[0-9]+\Z"), int),
    (re.compile(r"0x[0-9a-fA-F]+\Z"), lambda text: int(text, 0)),
    (re.compile(r"0o[0-7]+\Z"), lambda text: int(text, 0)),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,2})?\Z"), float),
)


def plain_value(text: str) -> Scalar:
    """Return the value of a scalar that was written without quotes.

    ``.inf`` and ``.nan`` stay text: no key of a file takes them. So do numbers too long to be a
    quantity, which the reader of the key then refuses in its own words.

    >>> [plain_value(t) for t in ("3", "0.5", "true", "~", "no", "12:30", "1_000")]
    [3, 0.5, True, None, 'no', '12:30', '1_000']
    """
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if len(text) <= MAX_DIGITS:
        for pattern, convert in _NUMBERS:
            if pattern.match(text):
                return convert(text)
    return text

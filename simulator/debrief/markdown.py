"""People's words in Markdown: shown as they were typed, never taken for markup."""

from __future__ import annotations

import re

__all__ = ["literal"]

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def literal(text: object) -> str:
    r"""Escape what Markdown or HTML would read as markup, and keep it on one line.

    >>> literal("a <b>bold</b>\n| move")
    'a \\<b\\>bold\\</b\\> \\| move'
    """
    line = " ".join(str(text).split())
    line = _SIGNS.sub(r"\\\1", line)
    return _STARTS.sub(lambda found: f"{found[1]}\\{found[2]}", line)

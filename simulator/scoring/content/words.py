"""What counts as a word that says something, in any text that people write in a drill."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.scoring.content.searching import lowered, sought

__all__ = ["PLACEHOLDERS", "WORD", "has_words", "is_placeholder", "real_words"]

WORD = re.compile(r"[^\W_]+(?:['\u2019.,%-][^\W_]+)*")
"""One word, with what stands inside it: ``don't``, ``99.5``, ``card-router``."""

PLACEHOLDERS = frozenset({
    "tbd", "tbc", "todo", "na", "none", "null", "nil", "unknown", "xxx",
    "status", "impact", "duration", "team", "theory", "cause", "nextaction", "nextupdate",
})  # fmt: skip
"""What stands in a field that holds nothing; among them its own label."""
_NO_WORDS = frozenset({
    "tbd", "tbc", "todo", "na", "n.a", "null", "nil", "lorem", "ipsum", "dolor", "placeholder",
    "recorded", "noted", "logged", "done", "updated", "ok", "okay", "yes", "same",
})  # fmt: skip
"""Words that fill a line without telling anything."""
_NOTHING = sought(
    "no change|no update|no new|nothing |to be d|n/a|<|[",
    r"\bno(?:thing)? (?:changes?|updates?|news|new)\b|\bto be (?:done|decided|determined|defined)\b"
    r"|\bn/a\b|<[^<>\n]{0,200}>|\[(?:[^\]\n]{0,80}\.\.\.|\u2026|\s*)\]",
)
_SYMBOLS = re.compile(r"[\W_]+")
_LONGEST = 12
_BRIEF = re.compile(rf"[\W_]*(?:[^\W_][\W_]*){{0,{_LONGEST}}}\Z")
"""A text with so few letters and digits that it may be a placeholder."""
_STUTTER = re.compile(r"(.)\1*", re.DOTALL)


def is_placeholder(value: object) -> bool:
    """Whether a field holds nothing: empty, dashes, ``TBD``, ``n/a``, ``?``, one letter."""
    if isinstance(value, str) and not _BRIEF.match(value):
        return False
    bare = _SYMBOLS.sub("", value).lower() if isinstance(value, str) else ""
    return bare in PLACEHOLDERS or (len(bare) < 2 and not bare.isdigit())  # noqa: PLR2004 - a letter


def real_words(text: str) -> int:
    """Count the different words of a text, without placeholders, filler and gaps of a template.

    >>> real_words("Recorded. No change, no change."), real_words("bad bad bad bad bad")
    (0, 1)
    """
    return len(set(_real(text)))


def has_words(text: str, least: int) -> bool:
    """Whether a text has so many real words; it is read no further than that."""
    words: set[str] = set()
    for word in _real(text):
        words.add(word)
        if len(words) >= least:
            return True
    return False


def _real(text: str) -> Iterator[str]:
    for found in WORD.finditer(_NOTHING.blanked(lowered(text))):
        word = found[0]
        if word not in _NO_WORDS and (word.isdigit() or not _STUTTER.fullmatch(word)):
            yield word

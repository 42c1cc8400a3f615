"""Whether a line that somebody wrote down says anything: records, risks, triage, theories."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.fuzz import ratio

from simulator.scoring.content.glossary import Glossary
from simulator.scoring.content.public import names_trouble
from simulator.scoring.content.words import has_words, real_words

__all__ = [
    "is_answer",
    "is_copy",
    "is_empty",
    "names_component",
    "names_impact",
    "real_words",
    "says_what",
]

_FEWEST = 5
"""An entry of fewer real words records nothing."""
_FEWEST_TOLD = 3
_FEWEST_ASKED = 2
_WORDS = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*")
_POINTING = frozenset(
    {"it", "this", "that", "them", "something", "everything", "stuff", "do", "please"}
)
_DIGIT = re.compile(r"\d")
_COPY = 95
"""Texts this alike, in per cent, are one text."""
_LEAST_ALIKE = 0.8
"""Texts whose lengths differ by more than this share need no closer look."""


def is_empty(text: object) -> bool:
    """Whether an entry records nothing: "Recorded.", "no change", fewer than five real words."""
    return not isinstance(text, str) or not has_words(text, _FEWEST)


def is_answer(text: object) -> bool:
    """Whether an answer or a report holds anything: a figure, or three real words."""
    return isinstance(text, str) and (bool(_DIGIT.search(text)) or has_words(text, _FEWEST_TOLD))


def says_what(text: object) -> bool:
    """Whether a text says what to do: two real words that do more than point ("do it")."""
    if not isinstance(text, str):
        return False
    words = [w for w in _WORDS.findall(text.lower()) if w not in _POINTING]
    return has_words(" ".join(words), _FEWEST_ASKED)


def is_copy(text: str, earlier: Iterable[str]) -> bool:
    """Whether a text repeats one of those before it, give or take a letter."""
    plain = ""
    for old in earlier:
        if not _LEAST_ALIKE * len(text) <= len(old) <= len(text) / _LEAST_ALIKE:
            continue
        plain = plain or _plain(text)
        if ratio(plain, _plain(old), score_cutoff=_COPY) > 0:
            return True
    return False


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def names_impact(text: object, glossary: Glossary) -> bool:
    """Whether a statement of impact is one: five words or more, about a symptom or a service.

    Where the scenario has no words of its own, general words for people's trouble will do.
    """
    if not isinstance(text, str) or is_empty(text):
        return False
    if glossary.symptoms_in(text) or glossary.components_in(text):
        return True
    return not glossary.customers and names_trouble(text, glossary)


def names_component(text: object, glossary: Glossary) -> bool | None:
    """Whether a theory says what it is about; None if the glossary knows no component."""
    if not glossary.components:
        return None
    return isinstance(text, str) and bool(glossary.components_in(text))

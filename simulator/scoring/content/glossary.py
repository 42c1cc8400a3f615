"""The words of one scenario: what insiders call its parts, what customers call what they miss."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from simulator.scoring.content.words import WORD

__all__ = ["Glossary"]

_COMMON = frozenset({
    "service", "services", "server", "servers", "system", "platform", "prod", "production",
    "staging", "main", "primary", "secondary", "backup", "cluster", "internal", "external",
    "public", "core", "data", "east", "west", "north", "south",
})  # fmt: skip
"""Parts of names that are no name of their own."""
_SHORTEST = 4
"""A part of a name needs so many letters to stand for the whole."""
_ENDING = re.compile(r"(?:ers?|ors?|ings?|ies|es|ed|s|e|y)\Z")
_ENDINGS = r"(?:s|es|ed|ing|ings|er|ers|or|ors|e|y|ies)?"
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Glossary:
    """Words of one scenario.

    ``internal`` are names that only insiders know, ``customers`` what customers call things, and
    ``services`` the components that a theory may be about: ids, titles, releases.
    """

    internal: frozenset[str] = frozenset()
    customers: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()

    @property
    def components(self) -> frozenset[str]:
        """Everything that a theory may name."""
        return self.services | self.internal

    def symptoms_in(self, text: str) -> tuple[str, ...]:
        """Return the customers' words that a text uses, in any grammatical form.

        >>> Glossary(customers=frozenset({"card payments"})).symptoms_in("A card payment fails.")
        ('card payments',)
        """
        return _named(text, self.customers)

    def components_in(self, text: str) -> tuple[str, ...]:
        """Return the components that a text names, by the whole name or by a telling part of it.

        A part that customers use as well tells nothing: ``payment`` is not ``payment-api``.

        >>> words = Glossary(services=frozenset({"card-router"}))
        >>> words.components_in("the routing table is wrong")
        ('card-router',)
        """
        whole = _named(text, self.components)
        parts = _parts(self.components, self.customers)
        names = {names for word, names in parts if word.search(text)}
        return tuple(sorted({*whole, *names}))


@lru_cache(maxsize=64)
def _patterns(
    names: frozenset[str],
) -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Compile one pattern for any of the names, to say no quickly, and one for each."""
    each = tuple((loose, name) for name in sorted(names) if (loose := _loose(name)) is not None)
    any_of = "|".join(pattern.pattern for pattern, _ in each)
    return (re.compile(any_of, re.IGNORECASE) if each else _NEVER), each


def _named(text: str, names: frozenset[str]) -> tuple[str, ...]:
    any_of, each = _patterns(names)
    if not any_of.search(text):
        return ()
    return tuple(name for pattern, name in each if pattern.search(text))


@lru_cache(maxsize=64)
def _parts(
    names: frozenset[str], everyday: frozenset[str]
) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compile the telling parts of compound names."""
    plain = {_stem(word) for name in everyday for word in _split(name)}
    found = (
        (_loose(word), name)
        for name in sorted(names)
        for word in _split(name)
        if word.lower() not in _COMMON and len(word) >= _SHORTEST and _stem(word) not in plain
    )
    return tuple((pattern, name) for pattern, name in found if pattern is not None)


def _split(name: str) -> list[str]:
    return re.split(r"[\s_./-]+", name) if not name[:1].isdigit() else [name]


def _stem(word: str) -> str:
    bare = _ENDING.sub("", word.lower())
    return bare if len(bare) >= _SHORTEST - 1 else word.lower()


def _loose(name: str) -> re.Pattern[str] | None:
    """Return a pattern for a name in its other forms: ``router`` is in ``routers``, ``routing``."""
    words = [word for word in _split(name) if WORD.search(word)]
    if not words:
        return None
    forms = (
        re.escape(word) if not word.isalpha() else re.escape(_stem(word)) + _ENDINGS
        for word in words
    )
    joined = r"[\s_./-]*".join(forms)
    return re.compile(rf"(?<!\w){joined}(?!\w)", re.IGNORECASE)

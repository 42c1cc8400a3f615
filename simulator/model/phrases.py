"""Texts of the interface that know how they were made, so that they can be said in any language.

English is written where a text arises, and is the key of its translation. A :class:`Phrase` is that
text in English, an ordinary string for logs, files and comparisons; it also keeps what it was made
of. Whoever shows it to a person says it again with :func:`said` or :func:`told`, in a language that
arrives as an argument: nothing in here knows a catalogue. See ``docs/translating.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol, Self

__all__ = [
    "ENGLISH",
    "NOTHING",
    "English",
    "Phrase",
    "Speech",
    "catalogued",
    "joined",
    "listing",
    "phrase",
    "phrase_n",
    "said",
    "told",
]

_NO_VALUES: Mapping[str, object] = MappingProxyType({})


class Speech(Protocol):
    """A language: what English texts are in it, with their slots still open."""

    def __hash__(self) -> int:
        """Return the same number always: what is made for a language is kept under it."""

    def text(self, english: str, /) -> str:
        """Return a text, in English where there is no translation of it."""

    def number(self, one: str, many: str, n: int, /) -> str:
        """Return the form of a text that fits ``n``."""


class English:
    """The language in which everything is written."""

    def text(self, english: str, /) -> str:
        """Return the text itself."""
        return english

    def number(self, one: str, many: str, n: int, /) -> str:
        """Return the one of two texts that fits ``n``."""
        return one if n == 1 else many


ENGLISH: Speech = English()


class Phrase(str):
    """A text in English that can be said in another language; made by the functions below.

    It equals, hashes, sorts and serialises as the string that it is.
    """

    __slots__ = ("_form", "_many", "_values")

    _form: str
    _many: str
    _values: Mapping[str, object]

    def __new__(cls, form: str, values: Mapping[str, object] = _NO_VALUES, many: str = "") -> Self:
        """Fill the ``{slots}`` of ``form``; of ``many``, if there is one and ``n`` is not 1."""
        wanted = many if many and values["n"] != 1 else form
        made = super().__new__(cls, wanted.format_map(values) if values else wanted)
        made._form, made._many, made._values = form, many, values
        return made

    def __reduce__(self) -> tuple[type[Phrase], tuple[str, dict[str, object], str]]:
        """Keep what it was made of when it goes to another process."""
        return Phrase, (self._form, dict(self._values), self._many)

    @property
    def slots(self) -> Mapping[str, object]:
        """What stands in its slots, by their names."""
        return MappingProxyType(dict(self._values))

    def said(self, speech: Speech) -> str:
        """Return the text in another language; in English if a translation has a slot too many."""
        if self._many:
            n = self._values["n"]
            form = speech.number(self._form, self._many, n if isinstance(n, int) else 0)
        else:
            form = speech.text(self._form) if self._form else ""
        if not self._values:
            return form
        try:
            return form.format_map({name: said(one, speech) for name, one in self._values.items()})
        except (AttributeError, LookupError, TypeError, ValueError):
            return str(self)


def phrase(english: str, /, **values: object) -> Phrase:
    """Return a text of the interface; ``{name}`` in it are filled with the values.

    The text is always written out, and is a whole sentence or label. A value may be a phrase too.

    >>> phrase("No scenario '{id}'.", id="edge")
    "No scenario 'edge'."
    """
    return Phrase(english, values)


def phrase_n(one: str, many: str, n: int, /, **values: object) -> Phrase:
    """Return a text that depends on a number, which it may hold as ``{n}``.

    >>> phrase_n("{n} update", "{n} updates", 2)
    '2 updates'
    """
    return Phrase(one, {"n": n, **values}, many)


def catalogued(text: str) -> Phrase:
    """Return a text that stands in a file of ours, as a rubric or a policy; it has no slots.

    One from somebody else's file is not in the catalogue, and said as it stands. A phrase is one
    already: what a criterion of an inject is called has slots.
    """
    return text if isinstance(text, Phrase) else Phrase(text)


NOTHING = phrase("")
"""No text, where one could be."""


def joined(parts: Iterable[str], between: str = ", ") -> Phrase:
    """Join texts as ``str.join`` does; each can still be said in another language.

    >>> joined(["a", phrase("b")], "; ")
    'a; b'
    """
    values = {f"part{i}": part for i, part in enumerate(parts)}
    plain = between.replace("{", "{{").replace("}", "}}")
    return Phrase(plain.join(f"{{{name}}}" for name in values), values) if values else NOTHING


def listing(parts: Sequence[str]) -> Phrase:
    """Join texts with commas and a last "and".

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    if len(parts) <= 1:
        return joined(parts)
    return phrase("{most} and {last}", most=joined(parts[:-1]), last=parts[-1])


def said(value: object, speech: Speech) -> object:
    """Return a phrase in a language, and everything else as it is."""
    return value.said(speech) if isinstance(value, Phrase) else value


def told(content: Any, speech: Speech) -> Any:
    """Return what is about to be sent, with every phrase in it said in a language.

    ``content`` is JSON: dicts, lists, texts, numbers. What it says in no language is shared.
    """
    if isinstance(content, Phrase):
        return content.said(speech)
    if isinstance(content, dict):
        return {key: told(value, speech) for key, value in content.items()}
    if isinstance(content, (list, tuple)):
        return [told(value, speech) for value in content]
    return content

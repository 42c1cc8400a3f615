"""How many, in figures and in words: ``40%``, ``one in three``, ``half``, ``most customers``.

A quantity is a range of shares, 0..1. Whether it counts those that are hit or those that are well
is for its sentence to tell. Texts come in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Quantity", "bare_quantities", "quantities"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A share from ``low`` to ``high``, at ``start:end`` of a text.

    ``exact`` says that it is a figure; ``users``, that users or what they attempt are counted.
    """

    start: int
    end: int
    low: float
    high: float
    exact: bool
    users: bool


_ANY = 0.001
"""The least that is more than nobody."""
_NEARLY_ALL = 0.9
_WORDS: dict[str, tuple[float, float]] = {
    "none": (0.0, 0.0),
    "few": (_ANY, 0.25),
    "some": (_ANY, _NEARLY_ALL),
    "many": (0.1, 1.0),
    "most": (0.5, 1.0),
    "nearly": (0.75, 1.0),
    "all": (_NEARLY_ALL, 1.0),
    "everyone": (_NEARLY_ALL, 1.0),
    "nobody": (0.0, 0.0),
}
"""What words for a share may mean."""
_PEOPLE = frozenset({"everyone", "nobody"})
"""Words that count people by themselves."""
_ALONE = re.compile(
    r"(?:number|minority|handful|majority|few|lot|numbers)\s(?:are|is|may|might|can\w*|still|have|see)\b",
)
"""``a small number may be unable``: who they are was said before."""

_WHO = (
    r"(?:customers?|users?|people|shoppers?|buyers?|visitors?|members?|subscribers?|merchants?"
    r"|tenants?|clients?|payers?|payments?|checkouts?|orders?|purchases?|transactions?|attempts?"
    r"|requests?|calls|log ?ins?|sign ?ins?|sessions?|bookings?|searches|messages|e?mails?"
    r"|deliveries|uploads?|downloads?|accounts?|pages|sites|websites|shops|stores|quotes|baskets"
    r"|carts|queries|jobs|writes|reads|systems|services)\b"
)
_BETWEEN = (
    r"(?:(?!(?:on|in|with|to|from|by|at|as|and|or|is|are|was|were|that|which|who|for|of)\b)"
    r"[\w-]+ ){0,3}?"
)
_OF_WHOM = re.compile(
    rf"\s(?:of )?(?:the |our |your |all |these |their )?{_BETWEEN}{_WHO}",
)

_COUNT = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twenty": 20, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_NUMBER = rf"\d{{1,5}}|{'|'.join(_COUNT)}"

_PERCENT = re.compile(
    r"(\d{1,3}(?:\.\d+)?)(?:(?:\s?%?\s?[-\u2013]\s?|\s(?:to|and)\s)(\d{1,3}(?:\.\d+)?))?"
    r"\s?(?:%|percent\b|per cent\b|pct\b)",
)
_OUT_OF = re.compile(
    rf"\b({_NUMBER}) (?:in|out of|in every|of|of every) ({_NUMBER})\b"
    r"(?!\s?(?:min|m\b|h\b|hours?|s\b|sec|days?|weeks?|regions?|%|[:/.]\d))",
)
_PART = re.compile(
    r"\b(?:(a|one|two|three|four|nine|[1-9])[\s-])?(half|halves|third|quarter|fifth|tenth)s?\b",
)
_BOUND = re.compile(
    r"(?:(?P<over>more than|over|above|at least|upwards of|>)"
    r"|(?P<under>less than|fewer than|under|below|at most|up to|<))=?\s?(?:an? |about )?\Z",
)
_LONGEST_BOUND = 20

_SMALL = r"(?:very )?(?:small|tiny|limited)"
_SHARE = r"(?:number|share|subset|part|portion|fraction|percentage|proportion|group)"
_WORD = re.compile(
    rf"""\b(?:
      (?P<nearly>(?:nearly|almost|virtually)\ (?:all|every)
        |(?:vast|overwhelming|substantial|great|large)\ majority)
    | (?P<some>some|several|certain|not\ (?:all|every)|a\ {_SHARE}|a\ minority)
    | (?P<few>(?:very\ )?few|a\ handful|{_SMALL}\ (?:{_SHARE}|minority|numbers))
    | (?P<many>many|(?:a\ lot|lots)|numerous|(?:large|significant|substantial|big|high)\ {_SHARE})
    | (?P<most>most(?!\ (?:recent|likely|probab|of\ the\ time))|majority)
    | (?P<everyone>everyone|everybody)
    | (?P<all>(?:all|every)(?!\ (?:\w+\ )?(?:regions?|times?|minutes?|clear)\b))
    | (?P<nobody>nobody|no\ one|no-one|no(?=\ (?:customer\ |user\ )?impact\b))
    | (?P<none>no|none|zero|0|not\ (?:one|a\ single))
    )\b""",
    re.VERBOSE,
)


_LETTERS = re.compile(r"[a-z0]+")
_HEADS = frozenset({
    "nearly", "almost", "virtually", "majority", "some", "several", "certain", "not", "number",
    "share", "subset", "part", "portion", "fraction", "percentage", "proportion", "group",
    "minority", "few", "handful", "numbers", "many", "lot", "lots", "numerous", "most", "everyone",
    "everybody", "all", "every", "nobody", "no", "none", "zero", "0",
})  # fmt: skip
"""Each of those phrases has one of these words; a quick look for them spares most clauses."""


def quantities(clause: str) -> Iterator[Quantity]:
    """Return the shares that a clause names, in its order."""
    yield from sorted([*_figures(clause), *_words(clause)], key=lambda found: found.start)


def bare_quantities(text: str) -> Iterator[Quantity]:
    """Return the shares in a field about how many: there, ``all`` and ``0.4`` need no noun."""
    if re.fullmatch(r"\s*[01]?\.\d+\s*", text):
        share = float(text)
        if share <= 1:
            yield Quantity(0, len(text), share, share, exact=True, users=True)
        return
    yield from sorted([*_figures(text, bare=True), *_words(text, bare=True)], key=_figures_first)


def _figures_first(quantity: Quantity) -> tuple[bool, int]:
    return not quantity.exact, quantity.start


# -- figures ---------------------------------------------------------------------------------------


def _figures(text: str, *, bare: bool = False) -> Iterator[Quantity]:
    yield from _percentages(text)
    if " in " in text or " of " in text:
        yield from _ratios(text, bare=bare)
    if any(part in text for part in _PARTS):
        yield from _fractions(text, bare=bare)


def _percentages(text: str) -> Iterator[Quantity]:
    if "%" not in text and "p" not in text:
        return
    for found in _PERCENT.finditer(text):
        before = text[found.start() - 1 : found.start()]
        if before.isalnum() or before in {":", ".", ",", "-", "/"}:
            continue
        shares = [float(number) / 100 for number in found.groups() if number]
        if max(shares) <= 1:
            yield _bounded(text, found, min(shares), max(shares))


def _ratios(text: str, *, bare: bool) -> Iterator[Quantity]:
    """Find ``one in three`` and ``2 of 5 customers``."""
    for found in _OUT_OF.finditer(text):
        part, whole = (_number(word) for word in found.groups())
        of = found[0].split()[1] == "of"
        whom = bool(_OF_WHOM.match(text, found.end()))
        if 0 < part < whole and (whom or bare or not of) and not _counts_parts(text, found):
            yield _bounded(text, found, part / whole, part / whole, users=True)


def _counts_parts(text: str, found: re.Match[str]) -> bool:
    """Whether the parts of the system are counted: ``region 2 of 4``, ``step 1 in 3``."""
    return (
        re.search(r"\b(?:regions?|steps?|phase|batch|wave|node|part|v)\s\Z", text[: found.start()])
        is not None
    )


def _fractions(text: str, *, bare: bool) -> Iterator[Quantity]:
    for found in _PART.finditer(text):
        times, part = found[1] or "one", found[2]
        share = _number(times) / _PARTS[part]
        whom = bool(_OF_WHOM.match(text, found.end()))
        if share <= 1 and (whom or bare):
            yield _bounded(text, found, share, share, users=True)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNT[word]


def _bounded(
    text: str, found: re.Match[str], low: float, high: float, *, users: bool = False
) -> Quantity:
    """Widen a figure by the words before it: ``more than``, ``up to``."""
    start = found.start()
    bound = _BOUND.search(text, max(0, start - _LONGEST_BOUND), start)
    if bound:
        start = bound.start()
        low, high = (low, 1.0) if bound["over"] else (0.0, high)
    whom = users or bool(_OF_WHOM.match(text, found.end()))
    return Quantity(start, found.end(), low, high, exact=True, users=whom)


# -- words -----------------------------------------------------------------------------------------


def _words(text: str, *, bare: bool = False) -> Iterator[Quantity]:
    if _HEADS.isdisjoint(_LETTERS.findall(text)):
        return
    for found in _WORD.finditer(text):
        kind = str(found.lastgroup)
        if kind == "all" and text[: found.start()].endswith("of "):
            continue  # "half of all customers" is half of them
        if bare or kind in _PEOPLE or _of_people(text, found):
            yield Quantity(found.start(), found.end(), *_WORDS[kind], exact=False, users=True)


def _of_people(text: str, found: re.Match[str]) -> bool:
    if _OF_WHOM.match(text, found.end()):
        return True
    last = text.rfind(" ", found.start(), found.end()) + 1 or found.start()
    return _ALONE.match(text, last) is not None

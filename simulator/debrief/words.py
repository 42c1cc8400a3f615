"""Numbers, lists and ratings in words."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.model.policy import Ratings
from simulator.model.score import Rating
from simulator.model.seats import CORE_ROLES, ROLE_TITLES
from simulator.model.units import HOUR, MINUTE, SECOND
from simulator.scoring.letters import letter_of

__all__ = [
    "BANDS",
    "RATING_WORDS",
    "audience_text",
    "band",
    "because",
    "counted",
    "listing",
    "percent",
    "seat_tag",
    "seat_title",
    "shortened",
    "span",
]

RATING_WORDS: dict[Rating | None, str] = {
    "P": "Performed without challenges",
    "S": "Performed with some challenges",
    "M": "Performed with major challenges",
    "U": "Unable to be performed",
    None: "Not rated",
}
"""The letters of HSEEP in full."""

BANDS: dict[Rating, str] = {
    "P": "met",
    "S": "mostly met",
    "M": "partly met",
    "U": "not met",
}
"""How far a criterion was met, by its letter."""

_AUDIENCES = {
    "public": "the public",
    "customers_email": "customers by e-mail",
    "regulator": "the regulator",
}


def band(value: float, cuts: Ratings) -> str:
    """Say in words how far a criterion was met.

    >>> [band(value, Ratings()) for value in (1.0, 0.7, 0.3, 0.0)]
    ['met', 'mostly met', 'partly met', 'not met']
    """
    return BANDS[letter_of(value, cuts)]


def because(rating: Rating | None, reason: str) -> str:
    """Return why a rating was given, without the rating's own words: they stand beside it.

    >>> because("U", "The objective was not achieved: no IC was named.")
    'No IC was named.'
    """
    head, colon, tail = reason.partition(": ")
    if rating and colon and (head == RATING_WORDS[rating] or rating == "U"):
        return tail[:1].upper() + tail[1:]
    return reason


def span(ms: float) -> str:
    """Write a duration as a person would say it, as the sentences of a scorecard do.

    >>> span(45_000), span(825_000), span(4_620_000), span(60_000)
    ('45 s', '13.8 min', '1 h 17 min', '1 min')
    """
    ms = abs(ms)
    if 0 < ms < MINUTE:
        return f"{ms / SECOND:.0f} s"
    minutes = round(ms / MINUTE, 1)
    if minutes < HOUR / MINUTE:
        return f"{minutes:.1f} min".replace(".0 ", " ")
    hours, rest = divmod(round(minutes), 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def percent(share: float) -> str:
    """Write a share of users, with a digit more where it is small.

    >>> percent(0.4), percent(0.004), percent(0.0)
    ('40%', '0.4%', '0%')
    """
    points = share * 100
    return f"{points:.1f}%" if 0 < points < 1 else f"{points:.0f}%"


def shortened(text: str, longest: int) -> str:
    """Return a text on one line, cut at a word if it is too long.

    >>> shortened("one two  three", 10), shortened("one", 10)
    ('one two…', 'one')
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def counted(number: int, noun: str, nouns: str = "") -> str:
    """Write a number with its noun.

    >>> counted(1, "letter"), counted(0, "letter"), counted(2, "criterion", "criteria")
    ('1 letter', '0 letters', '2 criteria')
    """
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"


def listing(parts: Sequence[str]) -> str:
    """Join parts with commas and a last "and".

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def seat_tag(seat: str) -> str:
    """Return ``IC`` for ``ic``, and a title for seats without an abbreviation."""
    if seat == "persona":
        return "Outside"
    return seat.upper() if seat in CORE_ROLES else seat_title(seat)


def seat_title(seat: str) -> str:
    """Return a seat in full; a seat from elsewhere keeps its own name."""
    return ROLE_TITLES.get(seat, seat.capitalize())


def audience_text(audience: str) -> str:
    """Return who an update is for."""
    return _AUDIENCES.get(audience, audience)

"""Numbers, lists and ratings in words."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.model.policy import Ratings
from simulator.model.score import Rating
from simulator.model.seats import CORE_ROLES, ROLE_TITLES
from simulator.model.units import HOUR, MINUTE, SECOND

__all__ = [
    "BANDS",
    "RATING_WORDS",
    "audience_text",
    "band",
    "listing",
    "percent",
    "seat_tag",
    "seat_title",
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

_CUTS = Ratings()
_UNMET = 0.25
BANDS = ("met", "mostly met", "partly met", "not met")
"""How a criterion's value is called, best first."""

_AUDIENCES = {
    "public": "the public",
    "customers_email": "customers by e-mail",
    "regulator": "the regulator",
}


def band(value: float) -> str:
    """Say in words how far a criterion was met.

    >>> band(1.0), band(0.7), band(0.3), band(0.0)
    ('met', 'mostly met', 'partly met', 'not met')
    """
    cuts = (_CUTS.p, _CUTS.s, _UNMET)
    # A mean of many floats may miss a cut-off by the last bit.
    return next((w for w, cut in zip(BANDS, cuts, strict=False) if value + 1e-9 >= cut), BANDS[-1])


def span(ms: float) -> str:
    """Write a duration as a person would say it.

    >>> span(45_000), span(90_000), span(4_620_000), span(60_000)
    ('45 s', '1 min 30 s', '1 h 17 min', '1 min')
    """
    total = round(abs(ms) / SECOND)
    if total * SECOND >= HOUR:
        parts = [(total // 3600, "h"), (round(total % 3600 / 60), "min")]
    elif total * SECOND >= 10 * MINUTE:
        parts = [(round(total / 60), "min")]
    else:
        parts = [(total // 60, "min"), (total % 60, "s")]
    return " ".join(f"{n} {unit}" for n, unit in parts if n) or "0 min"


def percent(share: float) -> str:
    """Write a share of users, with a digit more where it is small.

    >>> percent(0.4), percent(0.004), percent(0.0)
    ('40%', '0.4%', '0%')
    """
    points = share * 100
    return f"{points:.1f}%" if 0 < points < 1 else f"{points:.0f}%"


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
    return seat.upper() if seat in CORE_ROLES else seat_title(seat)


def seat_title(seat: str) -> str:
    """Return a seat in full; a seat from elsewhere keeps its own name."""
    return ROLE_TITLES.get(seat, seat.capitalize())


def audience_text(audience: str) -> str:
    """Return who an update is for."""
    return _AUDIENCES.get(audience, audience)

"""Numbers, lists and ratings in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Self

from simulator.model.phrases import NOTHING, Phrase, Speech, catalogued, listing, phrase, said
from simulator.model.policy import Ratings
from simulator.model.score import Rating
from simulator.model.seats import ROLE_TITLES
from simulator.model.units import HOUR, MINUTE, SECOND
from simulator.scoring.letters import letter_of

__all__ = [
    "BANDS",
    "RATING_WORDS",
    "audience_text",
    "band",
    "because",
    "bot_text",
    "counted",
    "listing",
    "opening",
    "percent",
    "result_text",
    "seat_tag",
    "seat_title",
    "seat_whom",
    "section_text",
    "shortened",
    "span",
    "stage_text",
]

RATING_WORDS: dict[Rating | None, Phrase] = {
    "P": phrase("Performed without challenges"),
    "S": phrase("Performed with some challenges"),
    "M": phrase("Performed with major challenges"),
    "U": phrase("Unable to be performed"),
    None: phrase("Not rated"),
}
"""The letters of HSEEP in full."""

BANDS: dict[Rating, Phrase] = {
    "P": phrase("met"),
    "S": phrase("mostly met"),
    "M": phrase("partly met"),
    "U": phrase("not met"),
}
"""How far a criterion was met, by its letter."""

_TAGS = {
    "ic": phrase("IC"),
    "ol": phrase("OL"),
    "cl": phrase("CL"),
}
_WHOM = {
    "ic": phrase("the IC"),
    "ol": phrase("the OL"),
    "cl": phrase("the CL"),
    "scribe": phrase("the Scribe"),
    "planner": phrase("the Planner"),
    "responder": phrase("the Responder"),
    "observer": phrase("the Observer"),
    "evaluator": phrase("the Evaluator"),
    "facilitator": phrase("the Facilitator"),
}
_AUDIENCES = {
    "responders": phrase("responders"),
    "stakeholders": phrase("stakeholders"),
    "executives": phrase("executives"),
    "support": phrase("support"),
    "public": phrase("the public"),
    "customers_email": phrase("customers by e-mail"),
    "regulator": phrase("the regulator"),
}
_SECTIONS = {
    "summary": phrase("Summary"),
    "impact": phrase("Impact"),
    "timeline": phrase("Timeline"),
    "hypotheses": phrase("Hypotheses"),
    "actions": phrase("Actions"),
    "owners": phrase("Owners"),
}
_BOTS = {
    "expert": phrase("(expert bot)"),
    "average": phrase("(average bot)"),
    "chaotic": phrase("(chaotic bot)"),
}
_STAGES = {
    "investigating": phrase("Investigating"),
    "identified": phrase("Identified"),
    "monitoring": phrase("Monitoring"),
    "resolved": phrase("Resolved"),
}
_RESULTS = {
    "confirmed": phrase("confirmed"),
    "refuted": phrase("refuted"),
    "inconclusive": phrase("inconclusive"),
}


class _Shaped(Phrase):
    """A text whose shape is changed after it was said, so in every language."""

    __slots__ = ("_shape", "_text")

    _shape: Callable[[str], str]
    _text: str

    def __new__(cls, text: str, shape: Callable[[str], str]) -> Self:
        """Take a text, which may be a phrase, and what is done to it."""
        made = super().__new__(cls, shape(text))
        made._text, made._shape = text, shape
        return made

    def __reduce__(self) -> Any:
        """Keep what it was made of when it goes to another process."""
        return _Shaped, (self._text, self._shape)

    def said(self, speech: Speech) -> str:
        """Return the text in another language, in its shape."""
        return self._shape(str(said(self._text, speech)))


def opening(text: str) -> Phrase:
    """Return a text that opens a line: with a capital, in every language that has them.

    >>> opening("the OL leaves")
    'The OL leaves'
    """
    return _Shaped(text, _capital)


def _capital(text: str) -> str:
    line = text.strip()
    return line[:1].upper() + line[1:]


def band(value: float, cuts: Ratings) -> Phrase:
    """Say in words how far a criterion was met.

    >>> [band(value, Ratings()) for value in (1.0, 0.7, 0.3, 0.0)]
    ['met', 'mostly met', 'partly met', 'not met']
    """
    return BANDS[letter_of(value, cuts)]


def because(rating: Rating | None, reason: Phrase) -> Phrase:
    """Return why a rating was given, without the rating's own words: they stand beside it.

    >>> because("U", phrase("{meaning}: {why}.", meaning="Not done", why="no IC was named"))
    'No IC was named.'
    """
    why = reason.slots.get("why")
    if rating and why:
        return opening(phrase("{why}.", why=why))
    return reason


def span(ms: float) -> Phrase:
    """Write a duration as a person would say it, as the sentences of a scorecard do.

    >>> span(45_000), span(825_000), span(4_620_000), span(60_000)
    ('45 s', '13.8 min', '1 h 17 min', '1 min')
    """
    ms = abs(ms)
    if 0 < ms < MINUTE:
        return phrase("{n} s", n=f"{ms / SECOND:.0f}")
    minutes = round(ms / MINUTE, 1)
    if minutes < HOUR / MINUTE:
        return phrase("{n} min", n=f"{minutes:.1f}".removesuffix(".0"))
    hours, rest = divmod(round(minutes), 60)
    if rest:
        return phrase("{hours} h {minutes} min", hours=hours, minutes=rest)
    return phrase("{n} h", n=hours)


def percent(share: float) -> str:
    """Write a share of users, with a digit more where it is small.

    >>> percent(0.4), percent(0.004), percent(0.0)
    ('40%', '0.4%', '0%')
    """
    points = share * 100
    return f"{points:.1f}%" if 0 < points < 1 else f"{points:.0f}%"


def shortened(text: str, longest: int) -> Phrase:
    """Return a text on one line, cut at a word if it is too long.

    >>> shortened("one two  three", 10), shortened("one", 10)
    ('one two…', 'one')
    """
    return _Shaped(text, partial(_cut, longest=longest))


def _cut(text: str, longest: int) -> str:
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


def seat_tag(seat: str) -> Phrase:
    """Return ``IC`` for ``ic``, and a title for seats without an abbreviation."""
    return _TAGS.get(seat) or seat_title(seat)


def seat_whom(seat: str) -> Phrase:
    """Return a seat as a sentence speaks of it: ``the IC``."""
    return _WHOM.get(seat) or seat_title(seat)


def seat_title(seat: str) -> Phrase:
    """Return a seat in full; a seat from elsewhere keeps its own name."""
    return ROLE_TITLES.get(seat) or catalogued(seat.capitalize())


def audience_text(audience: str) -> Phrase:
    """Return who an update is for."""
    return _AUDIENCES.get(audience) or catalogued(audience)


def bot_text(crew: str) -> Phrase:
    """Return which bot played; empty for a human."""
    return _BOTS.get(crew) or (phrase("(bot: {crew})", crew=crew) if crew else NOTHING)


def section_text(section: str) -> Phrase:
    """Return a section of the incident document; one from elsewhere keeps its own name."""
    return _SECTIONS.get(section) or catalogued(section)


def stage_text(stage: str) -> Phrase:
    """Return a stage of the status page."""
    return _STAGES.get(stage) or catalogued(stage.capitalize())


def result_text(result: str) -> Phrase:
    """Return how the test of an idea came out."""
    return _RESULTS.get(result) or catalogued(result)

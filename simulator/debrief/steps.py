"""Obligations as steps that people can read: when it was due, when it was done, by what events."""

from __future__ import annotations

from collections.abc import Callable

from simulator.debrief.judged import Evidence, Sign, Step
from simulator.debrief.words import span
from simulator.model.phrases import Phrase, joined, phrase
from simulator.model.policy import Ratings
from simulator.model.units import HOUR
from simulator.scoring import Obligation
from simulator.scoring.letters import letter_of

__all__ = ["sign_of", "step_of"]

_SIGNS: dict[str, Sign] = {"P": "met", "S": "partly", "M": "partly", "U": "unmet"}

_LONG = 12 * HOUR
"""From here on the time of day alone does not say which day is meant."""

Clock = Callable[[int], str]


def sign_of(credit: float | None, cuts: Ratings) -> Sign:
    """Return how an opportunity came out, by the credit that it earned."""
    return "open" if credit is None else _SIGNS[letter_of(credit, cuts)]


def step_of(
    obligation: Obligation, cuts: Ratings, clock: Clock, evidence: tuple[Evidence, ...]
) -> Step:
    """Return one obligation as a step."""
    o = obligation
    sign = sign_of(o.credit, cuts)
    return Step(
        sign=sign,
        start=o.when,
        due=o.due,
        met=o.met_at,
        text=_told(o, sign, clock),
        percent=None if o.credit is None else round(o.credit * 100),
        note=o.note,
        evidence=evidence,
    )


def _told(o: Obligation, sign: Sign, clock: Clock) -> Phrase:
    """Say when it was due and what came of it.

    What is due at once is a moment that is looked at, rather than a stretch of time.
    """
    if o.due <= o.when:
        return joined([clock(o.when), _at_once(o, sign, clock)], ": ")
    within = o.due - o.when
    if within < _LONG:
        due = phrase("{clock}, due until {due}", clock=clock(o.when), due=clock(o.due))
    else:
        due = phrase("{clock}, due within {span}", clock=clock(o.when), span=span(within))
    return joined([due, _outcome(o, sign, clock)], ": ")


def _outcome(o: Obligation, sign: Sign, clock: Clock) -> Phrase:
    """Say what came of what there was time for."""
    if o.met_at is None:
        return _WITHOUT[sign]
    if o.met_at < o.when:
        return phrase("done before, at {clock}", clock=clock(o.met_at))
    late = o.met_at - o.due
    if late > 0:
        return phrase("done at {clock}, {time} late", clock=clock(o.met_at), time=span(late))
    return phrase("done at {clock}, {how}", clock=clock(o.met_at), how=_MOMENT[sign])


def _at_once(o: Obligation, sign: Sign, clock: Clock) -> Phrase:
    how = _MOMENT[sign]
    if o.met_at is not None and o.met_at < o.when:
        return phrase("{how}, done before at {clock}", how=how, clock=clock(o.met_at))
    if o.met_at is not None and o.met_at > o.when:
        return phrase("{how}, done at {clock}", how=how, clock=clock(o.met_at))
    return how


_MOMENT: dict[Sign, Phrase] = {
    "met": phrase("as asked"),
    "partly": phrase("in part as asked"),
    "unmet": phrase("not as asked"),
    "open": phrase("cannot be said yet"),
}

_WITHOUT: dict[Sign, Phrase] = {
    "met": phrase("nothing amiss"),
    "partly": phrase("in part"),
    "unmet": phrase("not done"),
    "open": phrase("still open at the end"),
}
"""What came of it where no event fulfils it: a quiet stretch may be all right."""

"""Obligations as steps that people can read: when it was due, when it was done, by what events."""

from __future__ import annotations

from collections.abc import Callable

from simulator.debrief.judged import Evidence, Sign, Step
from simulator.debrief.words import span
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
        note=o.note.strip(" ,"),
        evidence=evidence,
    )


def _told(o: Obligation, sign: Sign, clock: Clock) -> str:
    """Say when it was due and what came of it.

    What is due at once is a moment that is looked at, rather than a stretch of time.
    """
    if o.due <= o.when:
        return f"{clock(o.when)}: {_at_once(o, sign, clock)}"
    within = o.due - o.when
    until = f"until {clock(o.due)}" if within < _LONG else f"within {span(within)}"
    due = f"{clock(o.when)}, due {until}"
    if o.met_at is None:
        return f"{due}: {'still open at the end' if sign == 'open' else _without(sign)}"
    if o.met_at < o.when:
        return f"{due}: done before, at {clock(o.met_at)}"
    late = o.met_at - o.due
    how = f"{span(late)} late" if late > 0 else _MOMENT[sign]
    return f"{due}: done at {clock(o.met_at)}, {how}"


def _at_once(o: Obligation, sign: Sign, clock: Clock) -> str:
    if o.met_at is not None and o.met_at < o.when:
        return f"{_MOMENT[sign]}, done before at {clock(o.met_at)}"
    if o.met_at is not None and o.met_at > o.when:
        return f"{_MOMENT[sign]}, done at {clock(o.met_at)}"
    return _MOMENT[sign]


_MOMENT: dict[Sign, str] = {
    "met": "as asked",
    "partly": "in part as asked",
    "unmet": "not as asked",
    "open": "cannot be said yet",
}


def _without(sign: Sign) -> str:
    """Say what came of it where no event fulfils it: a quiet stretch may be all right."""
    return {"met": "nothing amiss", "partly": "in part"}.get(sign, "not done")

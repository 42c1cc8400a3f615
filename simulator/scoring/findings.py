"""What a rule found out, and the words it says it with: facts and targets, never persons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from simulator.model.score import CriterionInfo, Status
from simulator.model.units import HOUR, MINUTE, SECOND
from simulator.scoring.combinators import Obligation
from simulator.scoring.trace import Trace

__all__ = [
    "SEAT",
    "Criterion",
    "Finding",
    "Rule",
    "from_anchor",
    "not_applicable",
    "not_observable",
    "scored",
    "time",
]

SEAT = {"ic": "IC", "ol": "OL", "cl": "CL", "scribe": "Scribe", "planner": "Planner", "sme": "SME"}
"""How a sentence calls a seat."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen against one criterion, with every obligation it is made of."""

    status: Status
    value: float | None
    said: str
    obligations: tuple[Obligation, ...] = ()

    @property
    def evidence(self) -> tuple[int, ...]:
        """Seqs of the events that it rests on."""
        return tuple(sorted({seq for o in self.obligations for seq in o.evidence}))


Rule = Callable[[Trace], Finding]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: what it asks for, how it is judged, and what must have been observable.

    Without one of the kinds in ``needs`` there is no saying, nor where the log may not hold each
    event of a kind in ``every``. ``anchored`` rules run from the
    declaration; where nothing was or should have been declared they do not apply.
    """

    info: CriterionInfo
    judge: Rule
    needs: tuple[str, ...]
    anchored: bool = True
    every: tuple[str, ...] = ()


def scored(value: float, said: str, obligations: Iterable[Obligation] = ()) -> Finding:
    """Return a value of 0..1 with its sentence."""
    return Finding("scored", min(1.0, max(0.0, value)), said, tuple(obligations))


def not_applicable(said: str, obligations: Iterable[Obligation] = ()) -> Finding:
    """Say that there was no opportunity; never a silent 0."""
    return Finding("not_applicable", None, said, tuple(obligations))


def not_observable(said: str) -> Finding:
    """Say that the log could not show it."""
    return Finding("not_observable", None, said)


def time(ms: float) -> str:
    """Write a duration as a person would say it.

    >>> time(60_000), time(570_000), time(12_000), time(151_200_000)
    ('1 min', '9.5 min', '12 s', '42 h')
    """
    if 0 < abs(ms) < MINUTE:
        return f"{ms / SECOND:.0f} s"
    if abs(ms) > 2 * HOUR:
        return f"{_short(ms / HOUR)} h"
    return f"{_short(ms / MINUTE)} min"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def from_anchor(trace: Trace, ms: int) -> str:
    """Say how long after the anchor something was.

    What came before the anchor is called in time, whatever the margin: early earns nothing extra.
    """
    if ms < 0:
        return f"{time(-ms)} before {trace.anchor_name}"
    return f"{time(ms)} after {trace.anchor_name}"

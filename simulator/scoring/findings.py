"""What a rule found out, and the words it says it with: facts and targets, never persons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from simulator.model.phrases import NOTHING, Phrase, catalogued, joined, phrase
from simulator.model.score import CriterionInfo, Status
from simulator.model.units import HOUR, MINUTE, SECOND
from simulator.scoring.combinators import Obligation
from simulator.scoring.trace import Trace

__all__ = [
    "NO_CLOCK",
    "SEAT",
    "Criterion",
    "Finding",
    "Rule",
    "against",
    "against_all",
    "against_none",
    "capital",
    "chained",
    "either",
    "not_applicable",
    "not_observable",
    "not_shown",
    "scored",
    "time",
    "with_details",
    "with_slowest",
]

SEAT: dict[str, Phrase] = {
    "ic": phrase("IC"),
    "ol": phrase("OL"),
    "cl": phrase("CL"),
    "scribe": phrase("Scribe"),
    "planner": phrase("Planner"),
    "sme": phrase("SME"),
}
"""How a sentence calls a seat."""

NO_CLOCK = phrase("The policy sets no time for this at this severity.")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen against one criterion, with every obligation it is made of.

    ``clause`` is ``said`` without its full stop, to be told together with others.
    """

    status: Status
    value: float | None
    said: Phrase
    obligations: tuple[Obligation, ...] = ()
    clause: Phrase = NOTHING

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


def scored(value: float, said: Phrase, obligations: Iterable[Obligation] = ()) -> Finding:
    """Return a value of 0..1 with its sentence, which is given without its full stop."""
    sentence = phrase("{clause}.", clause=said)
    return Finding("scored", min(1.0, max(0.0, value)), sentence, tuple(obligations), said)


def not_applicable(said: Phrase, obligations: Iterable[Obligation] = ()) -> Finding:
    """Say that there was no opportunity; never a silent 0."""
    return Finding("not_applicable", None, said, tuple(obligations))


def not_observable(said: Phrase) -> Finding:
    """Say that the log could not show it."""
    return Finding("not_observable", None, said)


def not_shown(kinds: Sequence[str]) -> Finding:
    """Say that the log could not show events of some kinds."""
    return not_observable(phrase("The log could not show {kinds} events.", kinds=chained(kinds)))


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


# -- words that the sentences of many rules share --------------------------------------------------


def against(said: Phrase, target: str) -> Phrase:
    """Set what was seen beside what was asked for."""
    return phrase("{said}; target {target}", said=said, target=target)


def against_all(said: Phrase) -> Phrase:
    """Set what was seen beside the target that all of it is well."""
    return phrase("{said}; target all", said=said)


def against_none(said: Phrase) -> Phrase:
    """Set what was seen beside the target that there is nothing of the kind."""
    return phrase("{said}; target none", said=said)


def with_slowest(said: Phrase, delays: Sequence[int]) -> Phrase:
    """Add how long the slowest took of what was seen, if any of it was."""
    if not delays:
        return said
    return phrase("{said}, the slowest after {time}", said=said, time=time(max(delays)))


def with_details(said: Phrase, details: Phrase) -> Phrase:
    """Add what was seen in more detail, if there is any."""
    return phrase("{said} ({details})", said=said, details=details) if details else said


def chained(parts: Sequence[str]) -> Phrase:
    """Join texts with "and" between each two.

    >>> chained(["a", "b", "c"])
    'a and b and c'
    """
    *rest, last = parts
    return phrase("{most} and {last}", most=chained(rest), last=last) if rest else joined(parts)


def either(parts: Sequence[str]) -> Phrase:
    """Join texts with "or" between each two.

    >>> either(["a", "b", "c"])
    'a or b or c'
    """
    *rest, last = parts
    return phrase("{most} or {last}", most=either(rest), last=last) if rest else joined(parts)


def capital(text: str) -> Phrase:
    """Return a text from a file with a capital at its beginning."""
    return catalogued(text) if text[:1].isupper() else catalogued(text[:1].upper() + text[1:])

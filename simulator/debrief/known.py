"""The ledger as a table: which fact reached whom when, and how long each hand-over took."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from simulator.debrief.data import Figure
from simulator.debrief.judged import FactRow, Heard
from simulator.debrief.words import shortened, span
from simulator.model.phrases import NOTHING, Phrase, phrase, phrase_n
from simulator.scoring.ledger import BEFORE, STAGES, Fact, Stage, typical_lags

__all__ = ["fact_rows", "lag_figures"]

_WORDS = 90
_STEPS: dict[Stage, Phrase] = {
    "ol": phrase("To Operations"),
    "ic": phrase("From Operations to the IC"),
    "inside": phrase("From the IC to people inside"),
    "customers": phrase("From the IC to customers"),
}


def fact_rows(facts: Sequence[Fact], clock: Callable[[int], str]) -> tuple[FactRow, ...]:
    """Return the facts with the stages that each reached, and bars for how long it took."""
    lags = [{stage: _lag(fact, stage) for stage in BEFORE} for fact in facts]
    longest = max((lag for row in lags for lag in row.values() if lag), default=0)
    return tuple(
        FactRow(
            shortened(fact.what, _WORDS),
            tuple(_heard(fact, stage, row.get(stage), longest, clock) for stage in STAGES),
        )
        for fact, row in zip(facts, lags, strict=True)
    )


def _lag(fact: Fact, stage: Stage) -> int | None:
    """Return how long a fact took from the stage before that had it; negative if it was faster."""
    before = BEFORE[stage]
    while before in BEFORE and before not in fact.known:
        before = BEFORE[before]
    one, other = fact.known.get(before), fact.known.get(stage)
    return None if one is None or other is None else other.t - one.t


def _heard(
    fact: Fact, stage: Stage, lag: int | None, longest: int, clock: Callable[[int], str]
) -> Heard:
    known = fact.known.get(stage)
    if known is None:
        return Heard(STAGES[stage], "", 0, NOTHING, 0.0)
    share = 0.0 if not lag else max(0.0, lag / longest)
    return Heard(STAGES[stage], clock(known.t), known.seq, _lag_text(lag), share)


def _lag_text(lag: int | None) -> Phrase:
    if lag is None:
        return NOTHING
    if lag > 0:
        return phrase("+{time}", time=span(lag))
    return phrase("earlier") if lag else phrase("at once")


def lag_figures(facts: Iterable[Fact]) -> tuple[Figure, ...]:
    """Return the median of each hand-over, where any fact was handed over."""
    facts = list(facts)
    lags = typical_lags(facts)
    found = []
    for stop, name in _STEPS.items():
        start = BEFORE[stop]
        count = sum(fact.lag(start, stop) is not None for fact in facts)
        if count:
            meaning = phrase_n(
                "median of {count} of {n} fact",
                "median of {count} of {n} facts",
                len(facts),
                count=count,
            )
            found.append(Figure(name, span(lags[start, stop]), meaning))
    return tuple(found)

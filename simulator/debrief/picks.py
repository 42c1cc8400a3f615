"""What is lifted out of the cards to talk about: strengths, what to win, and patterns by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from simulator.debrief.cards import Cards
from simulator.debrief.judged import Capability, Case, Criterion, Delta, Pattern
from simulator.model.phrases import catalogued, joined, phrase
from simulator.scoring.antipatterns import anti_patterns

__all__ = ["patterns_of", "pick_deltas", "pick_strengths"]

_SHOWN = 3
"""Strengths and deltas that are lifted out; more than three are not talked through."""


def pick_strengths(capabilities: Iterable[Capability]) -> tuple[Criterion, ...]:
    """Return the weightiest criteria that were met, from as many capabilities as there are."""
    ranked = [sorted(cap.met, key=lambda c: -c.weight) for cap in capabilities]
    rounds = [found[n] for n in range(max(map(len, ranked), default=0)) for found in ranked
              if n < len(found)]  # fmt: skip
    ahead = len([found for found in ranked if found])
    # One of each capability before a second of any, so that the list is not all of one kind.
    best = [*sorted(rounds[:ahead], key=lambda c: -c.weight), *rounds[ahead:]]
    return tuple(best[:_SHOWN])


def pick_deltas(criteria: Sequence[Criterion]) -> tuple[Delta, ...]:
    """Return the criteria with most to win, weight times gap, each with where it did go well."""
    short = sorted((c for c in criteria if c.letter not in (None, "P")), key=lambda c: -c.gap)
    found: list[Delta] = []
    for c in short[:_SHOWN]:
        told = {one.well_at for one in found}
        found.append(next((d for d in _deltas(c, criteria) if d.well_at not in told), Delta(c)))
    return tuple(found)


def _deltas(short: Criterion, criteria: Sequence[Criterion]) -> Iterator[Delta]:
    """Yield counter-examples: the same thing done well once, then what is near it."""
    for step in short.steps:
        if step.sign == "met" and step.evidence:
            last = step.evidence[-1]
            words = joined([last.clock, last.text], " ")
            if last.quote:
                words = phrase("{event}: “{quote}”", event=words, quote=last.quote)
            yield Delta(short, words, f"e{last.seq}")
    near = [c for c in criteria if c.letter == "P" and c.capability == short.capability]
    for c in sorted(near, key=lambda c: (c.asked, c.c != short.c, -c.weight)):
        yield Delta(short, joined([c.name, c.said], ": "), f"c-{c.id}")


def patterns_of(cards: Cards) -> tuple[Pattern, ...]:
    """Return the anti-patterns that showed, the one with most to win first."""
    infos = cards.card.infos
    return tuple(
        Pattern(
            name=found.name,
            cases=tuple(
                Case(key, catalogued(infos[key].name), said)
                for key, said in zip(found.criteria, found.said, strict=True)
            ),
            evidence=cards.evidence(found.evidence),
        )
        for found in anti_patterns(cards.card, cards.cuts)
    )

"""The scorecard as cards: each verdict with its evidence, its question and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulator.debrief.cast import Names, text_of
from simulator.debrief.data import Capability, Criterion, Evidence, HumanRating
from simulator.debrief.moments import tell
from simulator.debrief.words import RATING_WORDS, band, because, seat_tag
from simulator.model.policy import Ratings
from simulator.model.records import Event
from simulator.model.score import CAPABILITIES, Rating, Scorecard
from simulator.model.units import clock_text

__all__ = ["Cards", "cards_of", "pick_deltas", "pick_strengths"]

_CUTS = Ratings()
_SHOWN = 3
"""Strengths and deltas that are lifted out; more than three are not talked through."""
_LETTERS: tuple[Rating, ...] = ("P", "S", "M", "U")


@dataclass(frozen=True, slots=True)
class Cards:
    """What turns verdicts into cards: the events they rest on, and what people are called."""

    events: Mapping[int, Event]
    names: Names
    human: Mapping[str, tuple[HumanRating, ...]]


def _human_ratings(events: Iterable[Event]) -> dict[str, tuple[HumanRating, ...]]:
    found: dict[str, tuple[HumanRating, ...]] = {}
    for event in events:
        if event.kind != "rating.given":
            continue
        about = text_of(event.data, "criterion") or text_of(event.data, "capability")
        given = text_of(event.data, "rating")
        letter: Rating | None = next((x for x in _LETTERS if x == given), None)
        rating = HumanRating(given, RATING_WORDS[letter], text_of(event.data, "note"))
        found[about] = (*found.get(about, ()), rating)
    return found


def cards_of(card: Scorecard, events: Sequence[Event], names: Names) -> tuple[Capability, ...]:
    """Return every capability with the cards of its criteria, in the order of the scorecard."""
    cards = Cards({event.seq: event for event in events}, names, _human_ratings(events))
    criteria: dict[str, list[Criterion]] = {name: [] for name in CAPABILITIES}
    for key, info in card.infos.items():
        if key in card.criteria:
            criteria.setdefault(info.capability, []).append(_card(cards, card, key))
    return tuple(
        Capability(
            id=key,
            name=CAPABILITIES.get(key, key),
            rating=(rating := card.capabilities.get(key)),
            words=RATING_WORDS[rating],
            reason=because(rating, card.reasons.get(key, "")),
            criteria=tuple(found),
            human=cards.human.get(key, ()),
        )
        for key, found in criteria.items()
    )


def _card(cards: Cards, card: Scorecard, key: str) -> Criterion:
    info, verdict = card.infos[key], card.criteria[key]
    value = verdict.value
    return Criterion(
        id=key,
        name=info.name,
        seat=_seat(verdict.role or info.role),
        c=info.c,
        weight=info.weight,
        status=verdict.status,
        value=value,
        percent=0 if value is None else round(value * 100),
        band="" if value is None else band(value),
        said=verdict.said,
        target=info.target,
        why=info.why,
        source=info.source,
        anti_pattern=info.anti_pattern,
        question=info.question,
        evidence=tuple(_evidence(cards, seq) for seq in verdict.evidence if seq in cards.events),
        human=cards.human.get(key, ()),
    )


def _seat(role: str) -> str:
    return "Whole team" if role == "team" else seat_tag(role)


def _evidence(cards: Cards, seq: int) -> Evidence:
    event = cards.events[seq]
    clock = clock_text(cards.names.clock0, event.t)
    return Evidence(seq, clock, tell(event, cards.names))


def pick_strengths(capabilities: Iterable[Capability]) -> tuple[Criterion, ...]:
    """Return the weightiest criteria that were met, from as many capabilities as there are."""
    met = _picked(capabilities, lambda c: c.value is not None and c.value + 1e-9 >= _CUTS.p)
    ranked = [sorted(found, key=lambda c: -c.weight) for found in met]
    rounds = [found[n] for n in range(max(map(len, ranked), default=0)) for found in ranked
              if n < len(found)]  # fmt: skip
    ahead = len([found for found in ranked if found])
    # One of each capability before a second of any, so that the list is not all of one kind.
    best = [*sorted(rounds[:ahead], key=lambda c: -c.weight), *rounds[ahead:]]
    return tuple(best[:_SHOWN])


def pick_deltas(capabilities: Iterable[Capability]) -> tuple[Criterion, ...]:
    """Return the criteria with most to win: weight times gap."""
    short = _picked(capabilities, lambda c: c.value is not None and c.value + 1e-9 < _CUTS.p)
    return tuple(sorted((c for found in short for c in found), key=lambda c: -c.gap)[:_SHOWN])


def _picked(
    capabilities: Iterable[Capability], want: Callable[[Criterion], bool]
) -> list[list[Criterion]]:
    return [[c for c in capability.criteria if want(c)] for capability in capabilities]

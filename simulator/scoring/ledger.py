"""Who knew what, when: how each key fact travelled from the world to the team and on to people.

A fact can be known from the moment at which something shows it. Operations has seen it once one of
them looked or was told, the IC once something that the IC may read says it, people inside and
customers once a word that tells them went out. Who may read an event is what the whitelist of
event kinds says, from when somebody sat or was accepted in the role; nothing is guessed from names.
A word with a number in it tells a fact only if the number was near the truth then. Times are ms of
drill time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from simulator.model.phrases import Phrase, phrase
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.content.claims import claim_of, fits
from simulator.scoring.content.entries import names_impact
from simulator.scoring.content.public import stage_of
from simulator.scoring.content.words import is_placeholder
from simulator.scoring.presence import reached
from simulator.scoring.rules.words import material_changes
from simulator.scoring.trace import Trace

__all__ = ["BEFORE", "STAGES", "Fact", "Known", "Stage", "ledger", "typical_lags"]

Stage = Literal["knowable", "ol", "ic", "inside", "customers"]

STAGES: dict[Stage, Phrase] = {
    "knowable": phrase("Could be known"),
    "ol": phrase("Seen by Operations"),
    "ic": phrase("Known to the IC"),
    "inside": phrase("Told inside"),
    "customers": phrase("Told to customers"),
}
"""The way of a fact, in order."""

BEFORE: dict[Stage, Stage] = {
    "ol": "knowable",
    "ic": "ol",
    "inside": "ic",
    "customers": "ic",
}
"""From whom each stage has a fact: words inside and outside go out side by side."""

_VERIFIED = ("mitigation.verified", "recovery.verified")
_SAYINGS = (
    *_VERIFIED, "scope.defined", "task.reported", "triage.assessed", "message.posted",
)  # fmt: skip
"""How somebody on the team says what is so."""
_ASIDE = ("changes", "runbook")
"""Kinds of evidence that do not show how users fare."""
_SETTLES = 5 * MINUTE
"""A change of the impact is named by the level that it had so much later."""


@dataclass(frozen=True, slots=True)
class Known:
    """When a stage was reached, and the event that shows it (0 if only the facts say so)."""

    t: int
    seq: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One key fact: what it is in a few words, and how far it came and when."""

    what: Phrase
    known: Mapping[Stage, Known]

    def lag(self, start: Stage, stop: Stage) -> int | None:
        """Return how long it took from one stage to another, in ms; None if one was not reached."""
        one, other = self.known.get(start), self.known.get(stop)
        return None if one is None or other is None else max(0, other.t - one.t)


@dataclass(frozen=True, slots=True)
class _Way:
    """How a fact can travel: from when until when, what shows it, and what tells it.

    ``shows`` are the events in which somebody on the team could see or read it. ``tells`` says of
    a word inside or outside whether it names the fact outright (True), may well be about it (None),
    or is not (False).
    """

    since: int
    until: int | None
    source: int
    shows: Sequence[Event]
    tells: Callable[[Event], bool | None]


def ledger(trace: Trace) -> list[Fact]:
    """Return the key facts of a log in the order in which they could be known.

    That users are hit; each cause that was confirmed; each clear change of how many are hit, until
    the next one overtakes it.
    """
    facts = [*_trouble(trace), *_causes(trace), *_changes(trace)]
    return sorted(facts, key=lambda fact: fact.known["knowable"].t)


def typical_lags(facts: Iterable[Fact]) -> dict[tuple[Stage, Stage], int]:
    """Return the median time that facts took from hand to hand, in ms, where any did."""
    known = list(facts)
    found = {
        (start, stop): [lag for f in known if (lag := f.lag(start, stop)) is not None]
        for stop, start in BEFORE.items()
    }
    return {step: round(median(lags)) for step, lags in found.items() if lags}


# -- the facts -------------------------------------------------------------------------------------


def _trouble(trace: Trace) -> Iterable[Fact]:
    start = trace.declarable_at
    if start is None:
        return
    signs = [e for e in trace.of("alert.fired", "inject.delivered") if e.t >= start]
    said = [e for e in trace.of(*_SAYINGS) if _names_trouble(trace, e)]
    acts = trace.of("page.acked", "incident.declared")
    shows = [*signs, *acts, *said, *_looks(trace)]
    source = signs[0].seq if signs else 0
    yield _follow(trace, phrase("Users are hit"), _Way(start, None, source, shows, lambda _: True))


def _names_trouble(trace: Trace, event: Event) -> bool:
    if event.kind in ("message.posted", "task.reported"):
        return names_impact(event.data.get("text"), trace.glossary)
    return True


def _causes(trace: Trace) -> Iterable[Fact]:
    stated = {str(e.data.get("id")): e for e in trace.of("hypothesis.stated")}
    for test in trace.of("hypothesis.tested"):
        idea = stated.get(str(test.data.get("id")))
        if test.data.get("result") != "confirmed" or idea is None:
            continue
        looks = [e for e in trace.of("evidence.viewed") if idea.t <= e.t <= test.t]
        shows = [*looks[-1:], test]
        way = _Way(shows[0].t, None, shows[0].seq, shows, _tells_cause)
        cause = idea.data.get("text") or phrase("the one that was found")
        yield _follow(trace, phrase("Cause: {cause}", cause=cause), way)


def _tells_cause(event: Event) -> bool | None:
    if event.kind == "statuspage.posted":
        return stage_of(event) != "investigating"
    return not is_placeholder(event.data["theory"]) if "theory" in event.data else None


def _changes(trace: Trace) -> Iterable[Fact]:
    changes = material_changes(trace)
    for index, (t, seq, level) in enumerate(changes):
        end = changes[index + 1][0] if index + 1 < len(changes) else None
        settled = t + _SETTLES if end is None else min(t + _SETTLES, end - 1)
        now = trace.impact.at(settled)
        what = _what(trace.impact.at(t - 1) or 0.0, level if now is None else now)
        tells = _level_teller(trace, t)
        said = [e for e in trace.of(*_SAYINGS) if e.kind in _VERIFIED or tells(e)]
        yield _follow(trace, what, _Way(t, end, seq, [*_looks(trace), *said], tells))


def _what(before: float, now: float) -> Phrase:
    if now <= 0:
        return phrase("Nobody is hit any more")
    was, share = f"{before:.0%}", f"{now:.0%}"
    if not before:
        return phrase("Users hit: {share}", share=share)
    if now < before:
        return phrase("Users hit: down from {before} to {share}", before=was, share=share)
    return phrase("Users hit: up from {before} to {share}", before=was, share=share)


def _level_teller(trace: Trace, since: int) -> Callable[[Event], bool | None]:
    """Return what says whether an event names how many have been hit since a change."""

    def tells(event: Event) -> bool | None:
        claim = claim_of(event.data)
        if claim is None:
            return None
        steps = trace.impact.steps
        levels = [level for t, level, _ in steps if since <= t <= event.t]
        return not levels or fits(claim, (min(levels), max(levels)))

    return tells


def _looks(trace: Trace) -> list[Event]:
    return [e for e in trace.of("evidence.viewed") if e.data.get("kind") not in _ASIDE]


# -- how far each came -----------------------------------------------------------------------------


def _follow(trace: Trace, what: Phrase, way: _Way) -> Fact:
    """Follow one fact through the log, until something overtakes it."""

    def during(events: Iterable[Event]) -> list[Event]:
        found = [e for e in events if e.t >= way.since and (way.until is None or e.t < way.until)]
        return sorted(found, key=lambda e: (e.t, e.seq))

    shows = during(way.shows)
    aware = [t for role in ("ol", "ic") if (t := _at(reached(trace, role, shows))) is not None]
    told: dict[Stage, Event | None] = {
        "inside": _first_word(during(trace.real_updates), way.tells, aware),
        "customers": _first_word(during(trace.good_posts), way.tells, aware),
    }
    # What was told to others can be read by the team as well.
    shows = during([*shows, *(word for word in told.values() if word)])
    known: dict[Stage, Known] = {"knowable": Known(way.since, way.source)}
    seats: tuple[Stage, ...] = ("ol", "ic")
    for stage in seats:
        if (found := reached(trace, stage, shows)) and _in_time(found[0], way.until):
            known[stage] = Known(*found)
    known |= {stage: Known(word.t, word.seq) for stage, word in told.items() if word}
    return Fact(what, known)


def _at(found: tuple[int, int] | None) -> int | None:
    return None if found is None else found[0]


def _in_time(t: int, until: int | None) -> bool:
    return until is None or t < until


def _first_word(
    words: Iterable[Event], tells: Callable[[Event], bool | None], aware: Iterable[int]
) -> Event | None:
    """Return the first word that tells a fact: outright, or maybe and after the team was aware."""
    since = min(aware, default=None)
    for word in words:
        says = tells(word)
        if says or (says is None and since is not None and word.t >= since):
            return word
    return None

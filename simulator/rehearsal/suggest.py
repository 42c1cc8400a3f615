"""What the evidence of the moment says to a question, for whoever has to answer it.

A facilitator need not know every dashboard by heart: these are the sources that speak of what was
asked, best first, in words that can be sent as they are or be shortened. Pure functions over what
:meth:`simulator.session.Session.glance` returns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from simulator.model.units import duration_text, quantity_text

__all__ = ["MOST", "Suggestion", "suggestions"]

MOST = 5
"""So many sources are suggested."""

_LINES = 3
_READINGS = 4
_LONGEST = 600
"""Characters of one suggestion."""
_NAMED = 3.0
"""What it counts that a source shows a service which the question names."""
_ASKS_FOR = (2.5, 1.0)
"""What it counts that a question sounds like one for this kind of source: for the first of that
kind, and for every other."""
_WORDY = 40
"""A source of so many words shares some with any question: each counts half, and so on."""
_AUTHORED = 0.5
"""What a word counts in a source that says what to do, not what is so, unless it is asked for."""

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3
_ENDS = (("ies", "y"), ("ing", ""), ("ed", ""), ("s", ""))
_STEM = 4
"""What is left of a word without its ending has so many letters."""
_PLAIN = frozenset(
    """about and any anybody are can could did does for from get give had has have how into know
    look looks our see she should show some that the their them then there they this was were what
    when where which who why will with would you your""".split()  # noqa: SIM905 - a list would fill a screen
)
"""Words that say nothing about what a question is about."""

_KINDS: Mapping[str, frozenset[str]] = {
    kind: frozenset(words.split())
    for kind, words in {
        "dashboard": "bad chart dashboard error graph latency load many percent rate slow traffic",
        "logs": "exception line log message stack trace warn",
        "traces": "call latency slow span trace",
        "changes": "change changed deploy deployed deployment release released rollout shipped",
        "runbook": "book fix procedure restore runbook step usual",
        "synthetic": "bad buy ourselves probe purchase region reproduce test tried try",
        "support": "bad call complain complaint customer hit hurt report support ticket user",
        "slo": "budget objective slo",
    }.items()
}
"""What people say who want to look at one kind of source."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One answer: which source says it, what that is called, and the words."""

    source: str
    title: str
    text: str

    def as_json(self) -> dict[str, str]:
        """Return it as a page gets it."""
        return {"source": self.source, "title": self.title, "text": self.text}


def suggestions(
    question: str, looks: Sequence[Mapping[str, Any]], services: Mapping[str, str]
) -> tuple[Suggestion, ...]:
    """Return up to five answers, the likeliest first.

    ``looks`` are what the sources show, in the scenario's order; ``services`` the titles of its
    services by id. A source counts for every word that it shares with the question, rare words
    more than common ones, for a service that the question names, and if the question asks for its
    kind. If nothing fits, there are none.
    """
    asked = _words(question)
    named = {name for name, title in services.items() if _names(asked, name, title)}
    known = [_words(" ".join((look["title"], *_texts(look)))) for look in looks]
    rare = _rarity(known)
    kinds: set[str] = set()
    scored = []
    for look, words in zip(looks, known, strict=True):
        score = _likeness(look, asked, words, rare)
        score += _NAMED * len(named & _shown(look, services))
        if _asked_for(look, asked):
            score += _ASKS_FOR[look["kind"] in kinds]
        kinds.add(look["kind"])
        scored.append((score, look))
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
    return tuple(_suggestion(look, asked, named, services) for _, look in best[:MOST])


def _words(text: str) -> frozenset[str]:
    """Return the words that a text is about, without the ends that grammar gives them."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in words if len(word) >= _SHORTEST and word not in _PLAIN)


def _stem(word: str) -> str:
    """Return a word without its ending, as far as that needs no dictionary."""
    for end, instead in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= _STEM:
            return word.removesuffix(end) + instead
    return word


def _names(asked: frozenset[str], service: str, title: str) -> bool:
    """Tell whether a question names a service, by the whole of its id or of its title."""
    return any(words and words <= asked for words in (_words(service), _words(title)))


def _rarity(known: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(word for words in known for word in words)
    return {word: 1 + log(len(known) / n) for word, n in counts.items()}


def _likeness(
    look: Mapping[str, Any],
    asked: frozenset[str],
    words: frozenset[str],
    rare: Mapping[str, float],
) -> float:
    shared = sum(rare[word] for word in asked & words) / (1 + len(words) / _WORDY)
    authored = look["kind"] == "runbook" and not _asked_for(look, asked)
    return shared * _AUTHORED if authored else shared


def _asked_for(look: Mapping[str, Any], asked: frozenset[str]) -> bool:
    return bool(asked & {_stem(word) for word in _KINDS.get(look["kind"], ())})


def _shown(look: Mapping[str, Any], services: Mapping[str, str]) -> set[str]:
    """Return the services that a source measures or is called after."""
    title = _words(look["title"])
    measured = {reading["series"].partition(".")[0] for reading in look["readings"]}
    return measured | {name for name, called in services.items() if _names(title, name, called)}


# -- words ---------------------------------------------------------------------------------------


def _texts(look: Mapping[str, Any]) -> Iterable[str]:
    """Return everything that a source says in words; readings speak by their names."""
    yield from look["lines"]
    yield from (step["text"] for step in look.get("steps", ()))
    yield from (f"{span['service']} {span['name']}" for span in look.get("spans", ()))
    yield from (reading["series"] for reading in look["readings"])
    yield from _budget(look.get("slo"))


def _suggestion(
    look: Mapping[str, Any], asked: frozenset[str], named: set[str], services: Mapping[str, str]
) -> Suggestion:
    def near(text: str) -> int:
        return -len(asked & _words(text))

    def fits(reading: Mapping[str, Any]) -> tuple[bool, int]:
        service = reading["series"].partition(".")[0]
        return service not in named, near(reading["series"])

    readings = sorted(look["readings"], key=fits)[:_READINGS]
    said = [*look["lines"], *(step["text"] for step in look.get("steps", ()))]
    kept = set(sorted(range(len(said)), key=lambda i: (near(said[i]), i))[:_LINES])
    parts = [
        *_measured(readings, services),
        *_budget(look.get("slo")),
        *_slowest(look.get("spans", ())),
        # Lines keep the order of the source: they often tell one story.
        *(said[i] for i in sorted(kept)),
    ]
    text = ". ".join(part.rstrip(". ") for part in parts if part)
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
    return Suggestion(look["source"], look["title"], shown)


def _measured(readings: Sequence[Mapping[str, Any]], services: Mapping[str, str]) -> Iterable[str]:
    """Say what is measured, service by service."""
    grouped: dict[str, list[str]] = {}
    for reading in readings:
        service, _, signal = reading["series"].partition(".")
        grouped.setdefault(service, []).append(f"{signal.replace('_', ' ')} {reading['text']}")
    for service, values in grouped.items():
        yield f"{services.get(service) or service}: {', '.join(values)}"


def _budget(slo: Mapping[str, Any] | None) -> list[str]:
    if slo is None:
        return []
    left = f"{quantity_text(slo['left'], 'share')} of the error budget is left"
    ends = slo["exhausted_in"]
    return [left if ends is None else f"{left}, gone in {duration_text(ends)} if it goes on so"]


def _slowest(spans: Sequence[Mapping[str, Any]]) -> list[str]:
    """Say where a trace spends its time: its longest span that has no other inside."""
    if not spans:
        return []
    leaves = [
        one
        for one, after in zip(spans, [*spans[1:], {"depth": 0}], strict=True)
        if after["depth"] <= one["depth"]
    ]
    worst = max(leaves, key=lambda span: span["ms"])
    where = f"{worst['name']} in {worst['service']}"
    return [f"Longest span: {where}, {quantity_text(worst['ms'], 'ms')}"]

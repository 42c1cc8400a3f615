"""Texts that trainees see, and that give away what they are to find out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.authoring.lint.case import Case
from simulator.authoring.lint.finding import Found, Severity, rule
from simulator.model.units import MINUTE
from simulator.scenario.document import Cursor

_EARLY = 5 * MINUTE
_RUN = 3
"""So many telling words in the order of the cause are no accident."""
_WORD = re.compile(r"[a-z0-9][a-z0-9.'-]*")
_SMALL = frozenset(
    {
        "about", "after", "all", "and", "any", "are", "because", "been", "before", "being", "but",
        "can", "could", "did", "does", "done", "each", "every", "for", "from", "had", "has", "have",
        "into", "its", "just", "more", "most", "nor", "not", "off", "one", "only", "onto", "other",
        "out", "over", "per", "same", "some", "such", "than", "that", "the", "their", "them",
        "then", "there", "these", "they", "this", "those", "two", "under", "very", "was", "were",
        "what", "when", "where", "which", "while", "who", "whose", "will", "with", "without",
        "would",
    }
)  # fmt: skip
"""Words that tell nothing."""


@dataclass(frozen=True, slots=True)
class _Text:
    """One text that trainees see; an early one before they have looked at anything."""

    at: Cursor
    what: str
    text: str
    early: bool = False
    service: str = ""


def _seen(case: Case) -> Iterator[_Text]:
    """Walk the texts that trainees see before or while they look for the cause."""
    scenario = case.scenario
    yield _Text(case.at("title"), "the title", scenario.title, early=True)
    yield _Text(case.at("brief"), "the brief", scenario.brief, early=True)
    for index, alert in enumerate(scenario.alerts):
        place = case.at("alerts", index)
        summary = alert.annotations.get("summary", "")
        yield _Text(place["annotations"]["summary"], f"the summary of {alert.alert}", summary,
                    early=True, service=alert.expr)  # fmt: skip
    for name, action in scenario.actions.items():
        yield _Text(case.at("actions", name, "title"), f"the title of {name}", action.title)
    for name, source in scenario.evidence.items():
        yield _Text(case.at("evidence", name, "title"), f"the title of {name}", source.title)
    for team, spec in scenario.oncall.items():
        if spec.handoff:
            yield _Text(case.at("oncall", team, "handoff"), "the hand-off note", spec.handoff)
    for index, inject in enumerate(scenario.injects):
        if inject.points_to is None and not inject.red_herring:
            yield _Text(case.at("injects", index, "text"), inject.id, inject.text)


def _ids(case: Case) -> Iterator[_Text]:
    """Walk the names of the author's that trainees see."""
    for name in case.scenario.actions:
        yield _Text(_key(case.at("actions", name)), f"the action {name!r}", name)
    for name in case.scenario.evidence:
        yield _Text(_key(case.at("evidence", name)), f"the source {name!r}", name)
    for index, inject in enumerate(case.scenario.injects):
        yield _Text(case.at("injects", index, "id"), f"the inject {inject.id!r}", inject.id)


def _key(place: Cursor) -> Cursor:
    return Cursor(place.key, place.path) if place.key else place


def _mentions(text: str, name: str) -> bool:
    """Tell whether a text has a name in it, with hyphens, spaces or underscores between words."""
    words = [re.escape(word) for word in re.split(r"[-_ ]+", name.lower())]
    return bool(re.search(rf"(?<![a-z0-9])(?:{'[-_ ]'.join(words)})(?![a-z0-9])", text.lower()))


@rule(
    "spoiler-fault",
    "warning",
    way_out="Say what people see, or give the fault another name.",
    example="faults: {bad-routes: ...}\nactions: {fix-bad-routes: ...}",
)
def fault_named(case: Case) -> Iterator[Found]:
    """A text or a name that trainees see has the name of a fault in it.

    Actions, sources and injects are named to everybody. A fault's name of a single word is only
    worth a thought: it may well be a word of every day.
    """
    names = [name for name in case.scenario.faults if not case.scenario.faults[name].red_herring]
    services = {word.lower() for name in case.scenario.services for word in case.names_of(name)}
    for text in (*_seen(case), *_ids(case)):
        for name in names:
            if name not in services and _mentions(text.text, name):
                weak: Severity | None = None if re.search(r"[-_]", name) else "advice"
                yield Found(text.at, f"{text.what} names the fault {name!r}", severity=weak)


@rule(
    "spoiler-cause",
    "warning",
    way_out="Say it in other words, or set points_to if it is meant as a clue.",
    example="title: Routing table wrong\nfaults: {x: {cause: The routing table was wrong.}}",
)
def cause_told(case: Case) -> Iterator[Found]:
    """A text that trainees see repeats the words of the cause.

    Three telling words in a row of a fault's cause, in the title, the brief or an alert's summary;
    in titles of actions and sources, notes and injects it is only worth a thought.
    """
    causes = [(n, case.scenario.faults[n].cause) for n in case.causes()]
    for text in _seen(case):
        words = _telling(text.text)
        for name, cause in causes:
            shared = _shared(words, _telling(cause or ""))
            if shared:
                message = f"{text.what} has the words of the cause of {name}: {shared!r}"
                yield Found(text.at, message, severity=None if text.early else "advice")


def _telling(text: str) -> list[str]:
    words = (word.strip(".'-") for word in _WORD.findall(text.lower()))
    return [word for word in words if len(word) > _RUN - 1 and word not in _SMALL]


def _shared(one: list[str], two: list[str]) -> str:
    """Return the first run of telling words that both texts have."""
    runs = {tuple(two[i : i + _RUN]) for i in range(len(two) - _RUN + 1)}
    found = (one[i : i + _RUN] for i in range(len(one) - _RUN + 1))
    return next((" ".join(run) for run in found if tuple(run) in runs), "")


@rule(
    "spoiler-service",
    "warning",
    way_out="Speak of what customers feel; let the team find the service.",
    example="title: The card router is broken\nfaults: {bad-routes: {service: card-router, ...}}",
)
def service_named(case: Case) -> Iterator[Found]:
    """The title or the brief names the service at fault.

    Where it is broken is half of what a team has to find. In the summary of an alert on another
    service, and in an inject of the first minutes, it is only worth a thought; so is a name of a
    single word. A service that customers use themselves may be named.
    """
    if case.cause is None:
        return
    service = case.scenario.faults[case.cause].service
    if service == case.scenario.impact.partition(".")[0]:
        return
    names = case.names_of(service)
    came = {event.data["id"]: event.t for event in reversed(case.idle.delivered())}
    for text in _seen(case):
        told = text.early or came.get(text.what, case.scenario.length) <= case.first_sign + _EARLY
        own = f'"{service}"' in text.service
        name = next((name for name in names if _mentions(text.text, name)), "")
        if told and name and not own:
            plain = text.what in ("the title", "the brief") and re.search(r"[-_ ]", name)
            message = f"{text.what} names the service at fault: {name}"
            yield Found(text.at, message, severity=None if plain else "advice")

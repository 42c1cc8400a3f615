"""Does everybody see the same incident? Answers to a few sudden questions against the log: A1."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import Field
from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.utils import default_process

from simulator.model.fields import Duration
from simulator.model.phrases import Phrase, phrase, phrase_n
from simulator.model.records import Event
from simulator.model.seats import TRAINEE_SEATS
from simulator.model.units import MINUTE, parse_clock
from simulator.scoring.combinators import Obligation
from simulator.scoring.content.promises import promised_at
from simulator.scoring.findings import Finding, against_all, not_applicable, scored
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.trace import Trace
from simulator.scoring.truth import as_ms

__all__: list[str] = []

_DAY = 24 * 60 * MINUTE
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.h]([0-5]\d)\b")
_MINUTES = re.compile(r"\b(\d{1,3})\s*(?:m|min|mins|minutes?)?\b", re.IGNORECASE)
_TITLES = {
    "severity": phrase("severity"),
    "ic": phrase("IC"),
    "theory": phrase("leading theory"),
    "next_public": phrase("next public update"),
}
_NOTES = {
    "severity": phrase("severity"),
    "ic": phrase("ic"),
    "theory": phrase("theory"),
    "next_public": phrase("next_public"),
}
"""How a question is called beside an answer to it."""


class Shared(RuleArgs):
    """How close an answer has to be, and how long one may take."""

    slack: Duration = 2 * MINUTE
    """For times."""
    patience: Duration = 5 * MINUTE
    """Who sat there and has answered nothing after so long does not share the picture."""
    alike: float = Field(70, ge=0, le=100)
    """For theories in other words, in per cent."""
    name_alike: float = Field(85, ge=0, le=100)
    """For names as people spell them."""
    nothing: list[str] = Field(
        default_factory=lambda: [
            "no", "nobody", "no one", "none", "nothing", "not set", "not set yet", "unset", "open",
            "not yet", "unknown",
        ]
    )  # fmt: skip
    """How people say that there is none."""


@rule("shared_picture", Shared)
def shared_picture(trace: Trace, args: Shared) -> Finding:
    """Ask that what people answer to a probe matches the log at that moment.

    A question left empty does not match, nor does silence, where the log tells who sat there. What
    the log itself cannot tell is not asked.
    """
    probes = {str(e.data.get("id")): e for e in trace.of("probe.asked")}
    if not probes:
        return not_applicable(phrase("Nobody was probed."))
    obligations: list[Obligation] = []
    wrong: dict[str, int] = {}
    answered: set[tuple[str, str]] = set()
    for event in trace.of("probe.answered"):
        name, answers = str(event.data.get("id")), event.data.get("answers")
        probe = probes.get(name)
        if probe is None or not isinstance(answers, Mapping) or (name, event.actor) in answered:
            continue
        answered.add((name, event.actor))
        for question, right in _judged(trace, args, probe, event, answers):
            met, credit = (event.t, 1.0) if right else (None, 0.0)
            seqs = (probe.seq, event.seq)
            note = _NOTES[question]
            obligations.append(Obligation(probe.t, probe.t, met, credit, seqs, note))
            wrong[question] = wrong.get(question, 0) + (not right)
    silent = _silent(trace, args, probes, answered)
    for name, _ in silent:
        probe = probes[name]
        for question, _ in _judged(trace, args, probe, probe, {}):
            note = _NOTES[question]
            obligations.append(Obligation(probe.t, probe.t, None, 0.0, (probe.seq,), note))
            wrong[question] = wrong.get(question, 0) + 1
    if not obligations:
        return not_applicable(phrase("Nobody answered a probe that the log can check."))
    good = sum(o.credit == 1.0 for o in obligations)
    said = phrase_n(
        "{good} of {all} answers of {n} person matched the log",
        "{good} of {all} answers of {n} people matched the log",
        len(answered) + len(silent),
        good=good,
        all=len(obligations),
    )
    said = _missed_said(said, wrong, len(silent))
    return scored(good / len(obligations), against_all(said), obligations)


def _missed_said(said: Phrase, wrong: Mapping[str, int], silent: int) -> Phrase:
    """Add what was most often not matched, and how many said nothing."""
    most = max(wrong, key=lambda q: wrong[q])
    if wrong[most]:
        said = phrase("{said}; least often: {question}", said=said, question=_TITLES[most])
    if not silent:
        return said
    return phrase_n(
        "{said}; {n} person gave none", "{said}; {n} people gave none", silent, said=said
    )


def _silent(
    trace: Trace, args: Shared, probes: Mapping[str, Event], answered: set[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return who sat there when a probe was asked and did not answer it, though there was time."""
    moves = trace.of("seat.taken", "seat.left")
    out: list[tuple[str, str]] = []
    for name, probe in probes.items():
        if not trace.reached(probe.t + args.patience):
            continue
        there: dict[str, bool] = {}
        for move in moves:
            if move.t <= probe.t:
                sits = move.kind == "seat.taken" and move.data.get("seat") in TRAINEE_SEATS
                there[str(move.data.get("person"))] = sits
        out += [(name, who) for who, sits in there.items() if sits and (name, who) not in answered]
    return out


_Check = Callable[[Trace, Shared, str, int], bool | None]


def _judged(
    trace: Trace, args: Shared, probe: Event, event: Event, answers: Mapping[str, Any]
) -> list[tuple[str, bool]]:
    """Compare each answer of one person; what holds when it was asked or answered is right."""
    asked = probe.data.get("questions")
    wanted = [q for q in _CHECKS if not isinstance(asked, list) or q in asked]
    out: list[tuple[str, bool]] = []
    for question in wanted:
        told = answers.get(question)
        text = told.strip() if isinstance(told, str) else str(told or "")
        checks = [_CHECKS[question](trace, args, text, t) for t in {probe.t, event.t}]
        if any(one is not None for one in checks):
            out.append((question, any(checks)))
    return out


def _none(args: Shared, text: str) -> bool:
    return default_process(text) in args.nothing


def _severity(trace: Trace, args: Shared, text: str, t: int) -> bool | None:
    """Whether an answer names the severity in force and no other; ``sev1`` is ``SEV-1``."""
    if not trace.observes("severity.set"):
        return None
    levels = [e.data.get("level") for e in trace.of("severity.set") if e.t <= t]
    if not levels:
        return _none(args, text)
    labels = {_plain(level.label) for level in trace.policy.severity.levels} | {_plain(levels[-1])}
    flat = _plain(text)
    named = {label for label in labels if label and label in flat}
    return named == {_plain(levels[-1])}


def _plain(value: object) -> str:
    return "".join(c for c in str(value).lower() if c.isalnum())


def _ic(trace: Trace, args: Shared, text: str, t: int) -> bool | None:
    """Whether an answer names who is IC, by name, id or seat, and nobody else."""
    if not trace.observes("role.accepted"):
        return None
    holder = trace.holder("ic", t)
    if holder is None:
        return _none(args, text)
    names = trace.remember("names", lambda: _people(trace))
    meant = {who for who in {*names, holder} if _names(text, {who, *names.get(who, ())}, args)}
    seat = trace.crew.get(holder)
    by_seat = seat is not None and default_process(text) == default_process(seat)
    return meant == {holder} or (by_seat and not meant)


def _people(trace: Trace) -> dict[str, set[str]]:
    """Return what people are called, by their ids."""
    people: dict[str, set[str]] = {who: {who} for who in trace.roster}
    for event in trace.of("seat.taken"):
        who, name = event.data.get("person"), event.data.get("name")
        if isinstance(who, str) and isinstance(name, str) and name:
            people.setdefault(who, {who}).add(name)
            if name != who:
                people.pop(name, None)
    return people


def _names(text: str, names: set[str], args: Shared) -> bool:
    """Whether a text names somebody, in full or by the first name."""
    words = default_process(text)
    parts = {default_process(n) for n in names} | {default_process(n.split(" ")[0]) for n in names}
    return any(
        part and (f" {part} " in f" {words} " or token_set_ratio(words, part) >= args.name_alike)
        for part in parts
    )


def _theory(trace: Trace, args: Shared, text: str, t: int) -> bool | None:
    """Whether an answer is the newest theory that nobody refuted: its part, or its words."""
    if not trace.observes("hypothesis.stated"):
        return None
    stated = [e for e in trace.of("hypothesis.stated") if e.t <= t]
    refuted = {
        str(e.data.get("id"))
        for e in trace.of("hypothesis.tested")
        if e.t <= t and e.data.get("result") == "refuted"
    }
    standing = [e for e in stated if str(e.data.get("id")) not in refuted]
    if not standing:
        return _none(args, text)
    told, suspects = standing[-1].data.get("text"), standing[-1].data.get("suspects")
    if not isinstance(told, str) and not isinstance(suspects, str):
        return None
    known = f"{told or ''} {suspects or ''}"
    same = set(trace.glossary.components_in(text)) & set(trace.glossary.components_in(known))
    part = _plain(suspects) if isinstance(suspects, str) else ""
    named = part != "" and part in _plain(text)
    words = token_set_ratio(default_process(text), default_process(known))
    return bool(same) or named or (len(text.split()) > 1 and words >= args.alike)


def _next_public(trace: Trace, args: Shared, text: str, t: int) -> bool | None:
    """Whether an answer is when customers hear next: a time of day, or in how many minutes."""
    due = _public_due(trace, t)
    if due is None:
        return None
    clock, minutes = _CLOCK.search(text), _MINUTES.search(text)
    if clock is not None:
        of_day = (int(clock[1]) * 60 + int(clock[2])) * MINUTE
        apart = (of_day - parse_clock(trace.header.clock0) * MINUTE - due) % _DAY
        return min(apart, _DAY - apart) <= args.slack
    return minutes is not None and abs(t + int(minutes[1]) * MINUTE - due) <= args.slack


def _public_due(trace: Trace, t: int) -> int | None:
    """Return when the next public post is due: as the newest one promised, else by the cadence."""
    posts = [e for e in trace.of("statuspage.posted") if e.t <= t]
    if posts and (promised := promised_at(posts[-1], trace.header.clock0)) is not None:
        return promised
    sets = [e for e in trace.of("cadence.set") if e.t <= t and e.data.get("audience") == "public"]
    minutes = as_ms(sets[-1].data.get("minutes")) if sets else None
    if minutes is None:
        return None
    return (posts[-1].t if posts else sets[-1].t) + minutes * MINUTE


_CHECKS: dict[str, _Check] = {
    "severity": _severity,
    "ic": _ic,
    "theory": _theory,
    "next_public": _next_public,
}

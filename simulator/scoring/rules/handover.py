"""A role changes hands in words that everybody hears: K8."""

from __future__ import annotations

import re

from simulator.model.phrases import NOTHING, joined, phrase
from simulator.model.records import Event
from simulator.scoring.combinators import Obligation, ratio
from simulator.scoring.content.words import is_placeholder
from simulator.scoring.findings import Finding, against, not_applicable, scored, time
from simulator.scoring.rules.reading import not_kept, says_something
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.select import DurationRef, duration_of
from simulator.scoring.tenure import role_in
from simulator.scoring.trace import Trace

__all__: list[str] = []

_TELLS = re.compile(
    r"\b(?:ic|ol|cl|scribe|planner|command\w*|lead|hand(?:ing|ed|s)?[ -]?(?:over|off)"
    r"|tak(?:e|es|ing|en) over|took over|over to)\b",
    re.IGNORECASE,
)
"""Words by which people hear who leads from now on."""
_WORDS = ("message.posted", "update.posted", "decision.logged", "doc.updated")


class HandedOver(RuleArgs):
    """How soon a handover is accepted and told."""

    within: DurationRef = "clocks.task_ack"


@rule("handed_over", HandedOver)
def handed_over(trace: Trace, args: HandedOver) -> Finding:
    """Ask that each handover names who takes over, with a brief, and is accepted and announced."""
    within = duration_of(trace, args.within) or 0
    found = trace.of("role.handover")
    if not found:
        return not_applicable(phrase("No role was handed over."))
    parts = [_parts(trace, e, within) for e in found]
    obligations = [_told(trace, e, p, within) for e, p in zip(found, parts, strict=True)]
    value = ratio(obligations)
    if value is None:
        early = phrase("The log ends before a handover was due to be accepted.")
        return not_applicable(early, obligations)
    counts = [
        phrase("{part} {count}", part=part, count=known.count(1.0))
        for name, part in _NAMES.items()
        if (known := [p[name] for p in parts if p.get(name) is not None])
    ]
    said = phrase("Handovers: {all}, of these {counts}", all=len(found), counts=joined(counts))
    target = phrase("all, within {time}", time=time(within))
    return scored(value, against(said, target), obligations)


_NAMES = {
    "named": phrase("named"),
    "briefed": phrase("briefed"),
    "accepted": phrase("accepted"),
    "announced": phrase("announced"),
}
"""The parts of a handover."""


_Parts = dict[str, float | None]


def _parts(trace: Trace, event: Event, within: int) -> _Parts:
    """Judge the parts of one handover; None where it is too soon to say."""
    to, due = event.data.get("to"), event.t + within
    parts: _Parts = {}
    if not not_kept(trace, event, "to"):
        parts["named"] = float(not is_placeholder(to))
    if not not_kept(trace, event, "brief"):
        parts["briefed"] = float("brief" in event.data and says_something(trace, event, "brief"))
    accepted = _accepted(trace, event)
    if trace.observes("role.accepted"):
        parts["accepted"] = _in_time(trace, accepted, due)
    if any(trace.observes(kind) for kind in _WORDS):
        said = _announced(trace, event, accepted)
        start = event.t if accepted is None else accepted.t
        parts["announced"] = _in_time(trace, said, start + within)
    return parts


def _in_time(trace: Trace, answer: Event | None, due: int) -> float | None:
    if answer is not None and answer.t <= due:
        return 1.0
    return 0.0 if answer is not None or trace.reached(due) else None


def _told(trace: Trace, event: Event, parts: _Parts, within: int) -> Obligation:
    known = [credit for credit in parts.values() if credit is not None]
    credit = None if len(known) < len(parts) or not known else sum(known) / len(known)
    accepted = _accepted(trace, event)
    said = _announced(trace, event, accepted)
    seqs = (event.seq, *(e.seq for e in (accepted, said) if e is not None))
    missing = [_NAMES[name] for name, one in parts.items() if one == 0.0]
    met = accepted.t if accepted else None
    note = phrase("not {parts}", parts=joined(missing)) if missing else NOTHING
    return Obligation(event.t, event.t + within, met, credit, seqs, note)


def _accepted(trace: Trace, event: Event) -> Event | None:
    """Return the acceptance by whoever was named."""
    to = event.data.get("to")
    return next(
        (
            e
            for e in trace.of("role.accepted")
            if (e.t, e.seq) > (event.t, event.seq)
            and role_in(e) == role_in(event)
            and (e.actor == to or not isinstance(to, str))
        ),
        None,
    )


def _announced(trace: Trace, event: Event, accepted: Event | None) -> Event | None:
    """Return the first word to the others by one of the two, or the entry that refers to it."""
    people = (event.actor, event.data.get("to") if accepted is None else accepted.actor)
    seqs = {event.seq, *(() if accepted is None else (accepted.seq,))}
    for said in trace.of(*_WORDS):
        if (said.t, said.seq) <= (event.t, event.seq):
            continue
        refs = said.data.get("refs")
        if isinstance(refs, list) and not seqs.isdisjoint(r for r in refs if isinstance(r, int)):
            return said
        text = said.data.get("text")
        heard = _TELLS.search(text) if isinstance(text, str) else not trace.composed
        if said.kind != "doc.updated" and said.actor in people and heard:
            return said
    return None

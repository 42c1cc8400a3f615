"""What injects asked of the team, each a criterion of its own: who, what, within which time.

Response time is the point of an inject, so the sentence says it. The world notes what an inject
expects, and when it came (``inject.expected``, ``inject.met``, also when it came too late).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from simulator.model.phrases import Phrase, phrase, phrase_n
from simulator.model.records import Event
from simulator.model.score import CriterionInfo
from simulator.model.seats import CORE_ROLES
from simulator.scoring.combinators import Obligation, lin, ratio
from simulator.scoring.content.entries import is_answer
from simulator.scoring.findings import (
    SEAT,
    Finding,
    against,
    either,
    not_applicable,
    scored,
    time,
    with_slowest,
)
from simulator.scoring.pace import Work, paced
from simulator.scoring.rules.lookup import by_field
from simulator.scoring.trace import Trace
from simulator.scoring.truth import as_ms

__all__ = ["PREFIX", "expectations"]

PREFIX = "E:"
"""How the ids of these criteria begin; the id of the inject follows."""

_LATE = 2
"""No credit is left after so many times the time that there was."""

C = Literal["coordinate", "communicate", "control"]

_AREAS: dict[str, tuple[str, C]] = {
    "page": ("detection", "coordinate"),
    "triage": ("detection", "coordinate"),
    "incident": ("detection", "control"),
    "severity": ("detection", "control"),
    "action": ("mitigation", "control"),
    "mitigation": ("mitigation", "control"),
    "evidence": ("investigation", "coordinate"),
    "scope": ("investigation", "coordinate"),
    "hypothesis": ("investigation", "control"),
    "recovery": ("resolution", "control"),
    "postmortem": ("post_incident", "coordinate"),
    "runbook": ("post_incident", "coordinate"),
    "role": ("command", "control"),
    "task": ("command", "coordinate"),
    "decision": ("command", "control"),
    "plan": ("command", "control"),
}
"""Capability and C by the area of the verb that was asked for; words are communication."""


_WHY = phrase("People who ask and hear nothing ask again, or go their own way.")
_SOURCE = phrase("the scenario")
_PATTERN = phrase("left waiting")
_QUESTION = phrase("What was going on when this reached the team?")
_EASES = phrase("One place where all open questions stand, with the time that is left.")
_ANYBODY, _TEAM = phrase("a responder"), phrase("the team")


def expectations(trace: Trace) -> dict[str, tuple[CriterionInfo, Finding]]:
    """Judge everything that injects asked for, by the ids of the criteria that they make."""
    asked: dict[str, list[Event]] = {}
    for event in trace.of("inject.expected"):
        asked.setdefault(str(event.data.get("id")), []).append(event)
    return {
        PREFIX + name: (_info(trace, name, events[0]), _judge(trace, name, events))
        for name, events in asked.items()
    }


def _info(trace: Trace, name: str, event: Event) -> CriterionInfo:
    verb = str(event.data.get("verb") or "")
    capability, c = _AREAS.get(verb.partition(".")[0], ("communication", "communicate"))
    seats = _seats(event)
    delivered = by_field(trace, "id", "inject.delivered", "inject.exec_question").get(name, ())
    asker = next((e.data.get("name") for e in delivered), None)
    asked = [SEAT.get(seat, _ANYBODY) for seat in seats]
    who = either(asked) if asked else _TEAM
    within = time(as_ms(event.data.get("within")) or 0)
    return CriterionInfo(
        id=PREFIX + name,
        name=phrase("Asked by {who}", who=asker) if asker else phrase("Asked: {what}", what=name),
        capability=capability,
        role=next((seat for seat in seats if seat in CORE_ROLES), "ol" if seats else "team"),
        c=c,
        weight=as_ms(event.data.get("worth")) or 1,
        target=phrase("{verb} within {time}; by: {who}.", verb=verb, time=within, who=who),
        why=_WHY,
        source=_SOURCE,
        anti_pattern=_PATTERN,
        question=_QUESTION,
        eases=_EASES,
        asked=True,
    )


def _seats(event: Event) -> list[str]:
    by = event.data.get("by")
    return [str(seat) for seat in by] if isinstance(by, list | tuple) else []


def _judge(trace: Trace, name: str, asked: Sequence[Event]) -> Finding:
    met = by_field(trace, "id", "inject.met").get(name, ())
    met = [e for e in met if _says(trace, name, e)]
    ends = [*(e.seq for e in asked[1:]), None]
    obligations = [_one(trace, e, met, end) for e, end in zip(asked, ends, strict=True)]
    value = ratio(obligations)
    if value is None:
        return not_applicable(phrase("The log ends before this was due."), obligations)
    judged = [o for o in obligations if o.credit is not None]
    delays = [o.delay for o in judged if o.delay is not None]
    within = time(as_ms(asked[0].data.get("within")) or 0)
    return scored(value, against(_said(delays, len(judged)), within), obligations)


def _said(delays: Sequence[int], asked: int) -> Phrase:
    if asked > 1:
        said = phrase_n(
            "{done} of {n} time done", "{done} of {n} times done", asked, done=len(delays)
        )
        return with_slowest(said, delays)
    if delays:
        return phrase("Done {time} after it was asked for", time=time(delays[0]))
    return phrase("Not done by the end of the log")


def _says(trace: Trace, name: str, met: Event) -> bool:
    """Whether the answer that met what was asked for says anything; a deed speaks for itself."""
    answers = [
        e
        for e in by_field(trace, "id", "query.answered").get(name, ())
        if e.t == met.t and e.seq < met.seq
    ]
    return not answers or is_answer(answers[-1].data.get("text"))


def _work(verb: str) -> Work:
    """Return what people do with their hands for a verb: write, or at least press a button."""
    area = verb.partition(".")[0]
    if area == "statuspage":
        return "statuspage"
    if area == "triage":
        return "triage"
    return "ack" if area in _AREAS else "update"


def _one(trace: Trace, asked: Event, met: Sequence[Event], end: int | None) -> Obligation:
    """Judge one time that an inject came; ``end`` is the seq of the next time it did."""
    within = as_ms(asked.data.get("within")) or 0
    verb = str(asked.data.get("verb") or "")
    clock = paced(trace, (within, _LATE * within), _work(verb), asked.t)
    due = asked.t + clock[0]
    found = (e for e in met if asked.seq < e.seq and (end is None or e.seq < end))
    done = next(found, None)
    if done is None:
        late = end is not None or trace.reached(due)
        return Obligation(asked.t, due, None, 0.0 if late else None, (asked.seq,))
    credit = lin(done.t - asked.t, *clock)
    return Obligation(asked.t, due, done.t, credit, (asked.seq, done.seq))

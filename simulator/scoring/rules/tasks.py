"""Closed-loop tasking: each task has one name, a time-box, an echo and a report: K5."""

from __future__ import annotations

import re

from pydantic import Field

from simulator.model.fields import Share
from simulator.model.phrases import NOTHING, joined, phrase
from simulator.model.records import Event
from simulator.scoring.combinators import Obligation, ratio
from simulator.scoring.content.entries import is_answer, says_what
from simulator.scoring.content.words import is_placeholder
from simulator.scoring.findings import Finding, against, not_applicable, scored, time
from simulator.scoring.rules.reading import alone, not_kept
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.trace import Trace
from simulator.scoring.truth import as_ms

__all__: list[str] = []

_SEVERAL = re.compile(r"[,;/&+]|\band\b|\bor\b", re.IGNORECASE)


class ClosedLoop(RuleArgs):
    """What is no one's name, and what a time-box is worth that was moved and then forgotten."""

    nobody: list[str] = Field(
        default_factory=lambda: [
            "all", "anybody", "anyone", "channel", "everybody", "everyone", "here", "somebody",
            "someone", "team", "whoever",
        ]
    )  # fmt: skip
    only_extended: Share = 0.5
    """The credit for more time asked for in time, without a report after it."""


@rule("tasks_closed", ClosedLoop)
def tasks_closed(trace: Trace, args: ClosedLoop) -> Finding:
    """Ask that each task goes to one person, has a time-box, and is acknowledged and reported."""
    if alone(trace):
        return not_applicable(phrase("One person played the whole team."))
    tasks = trace.of("task.assigned")
    if not tasks:
        return not_applicable(phrase("No tasks were given."))
    parts = [_parts(trace, e, args) for e in tasks]
    obligations = [_told(trace, e, p) for e, p in zip(tasks, parts, strict=True)]
    value = ratio(obligations)
    if value is None:
        early = phrase("The log ends before a task was due to be acknowledged.")
        return not_applicable(early, obligations)
    counts = [
        phrase("{part} {good} of {all}", part=part, good=known.count(1.0), all=len(known))
        for name, part in _NAMES.items()
        if (known := [p[name] for p in parts if p.get(name) is not None])
    ]
    said = phrase("Tasks: {counts}", counts=joined(counts))
    target = phrase(
        "all, acknowledged within {ack} and reported within {report} of the time-box",
        ack=time(trace.policy.clocks.task_ack),
        report=time(trace.policy.clocks.task_grace),
    )
    return scored(value, against(said, target), obligations)


_NAMES = {
    "named": phrase("named"),
    "time-boxed": phrase("time-boxed"),
    "acknowledged": phrase("acknowledged"),
    "reported": phrase("reported"),
}
"""What a task is made of."""

_Parts = dict[str, float | None]


def _told(trace: Trace, task: Event, parts: _Parts) -> Obligation:
    """Make one obligation of a task: open until its echo is in, or due."""
    known = [credit for credit in parts.values() if credit is not None]
    open_ = parts.get("acknowledged", 1.0) is None
    credit = None if open_ or not known else sum(known) / len(known)
    report = _answer(trace, task, "task.reported")
    answers = [e for e in (_answer(trace, task, "task.acked"), report) if e is not None]
    box = as_ms(task.data.get("timebox")) or 0
    missing = [_NAMES[name] for name, one in parts.items() if one == 0.0]
    return Obligation(
        task.t,
        task.t + box + trace.policy.clocks.task_grace,
        report.t if report else None,
        credit,
        (task.seq, *(e.seq for e in answers)),
        phrase("not {parts}", parts=joined(missing)) if missing else NOTHING,
    )


def _parts(trace: Trace, task: Event, args: ClosedLoop) -> _Parts:
    """Judge what a task is made of; None where it is too soon to say."""
    parts: _Parts = {}
    kept = trace.composed or "text" in task.data
    if kept and not says_what(task.data.get("text")):
        return dict.fromkeys(_NAMES, 0.0)
    if not not_kept(trace, task, "to"):
        parts["named"] = float(_one_person(task.data.get("to"), args.nobody))
    box = as_ms(task.data.get("timebox"))
    box = box if box is not None and box > 0 else None
    if not not_kept(trace, task, "timebox"):
        parts["time-boxed"] = float(box is not None)
    if trace.records("task.acked"):
        ack = _answer(trace, task, "task.acked")
        due = task.t + trace.policy.clocks.task_ack
        parts["acknowledged"] = _in_time(trace, ack, due)
    if trace.records("task.reported"):
        parts["reported"] = _reported(trace, task, box, args)
    return parts


def _one_person(to: object, nobody: list[str]) -> bool:
    """Whether a task says who: one person, not a list of people and not whoever feels like it."""
    if not isinstance(to, str) or is_placeholder(to):
        return False
    return to.strip(" @#").lower() not in nobody and not _SEVERAL.search(to)


def _in_time(trace: Trace, answer: Event | None, due: int) -> float | None:
    if answer is not None and answer.t <= due:
        return 1.0
    return 0.0 if answer is not None or trace.reached(due) else None


def _answer(trace: Trace, task: Event, kind: str) -> Event | None:
    """Return the first answer to a task; who gave it to somebody cannot answer it as well."""
    return next(
        (
            e
            for e in _about(trace, task, kind)
            if (e.t, e.seq) > (task.t, task.seq)
            and e.actor != task.actor
            and _is_theirs(trace, task, e)
            and (kind != "task.reported" or not _void(trace, e))
        ),
        None,
    )


def _about(trace: Trace, task: Event, kind: str) -> list[Event]:
    """Return the events of a kind that name a task."""

    def by_id() -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in trace.of(kind):
            found.setdefault(repr(event.data.get("id")), []).append(event)
        return found

    return trace.remember(("by task", kind), by_id).get(repr(task.data.get("id")), [])


def _void(trace: Trace, event: Event) -> bool:
    """Whether a report says nothing; what a recorder did not keep is not held against it."""
    return (trace.composed or "text" in event.data) and not is_answer(event.data.get("text"))


def _is_theirs(trace: Trace, task: Event, answer: Event) -> bool:
    """Whether whoever answered is who was asked; where names may be missing, anybody is."""
    to = task.data.get("to")
    if not trace.sees_all or not isinstance(to, str):
        return True
    return to.strip(" @").lower() in (answer.actor.lower(), answer.role)


def _reported(trace: Trace, task: Event, box: int | None, args: ClosedLoop) -> float | None:
    """Judge the report by the time-box, or the longer one that was asked for before it ran out."""
    report, closed = _answer(trace, task, "task.reported"), trace.closed
    if box is None:
        return 1.0 if report is not None else None if closed is None else 0.0
    ends, moved = task.t + box, False
    for event in _about(trace, task, "task.extended"):
        more = as_ms(event.data.get("timebox"))
        if task.t <= event.t < ends and more is not None and task.t + more > ends:
            ends, moved = task.t + more, True
    due = ends + trace.policy.clocks.task_grace
    if report is None and closed is not None and closed.t < due:
        return None
    found = _in_time(trace, report, due)
    return args.only_extended if found == 0.0 and moved and report is None else found

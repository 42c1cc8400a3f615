"""Every event kind, and who may see which of its fields: the whitelist that keeps secrets home.

A kind that is missing here, or a field that is not listed, never leaves the server for a trainee.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["BESIDE", "EVENT_KINDS", "Audience", "Kind"]

Audience = Literal["hidden", "all", "staff", "actor", "asker", "channel", "page"]
"""Who sees an event besides the facilitator and evaluators: nobody (``hidden`` is what the world
does, ``staff`` what staff thinks of the drill); everybody in the drill; whoever did it; whoever is
told something by it (``asker``), and everybody if it says so; who reads the channel named in it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Visibility of one event kind: its audience, and the fields that audience may read."""

    audience: Audience
    fields: tuple[str, ...] = ()


def _all(*fields: str) -> Kind:
    return Kind("all", fields)


_HIDDEN = Kind("hidden")
_STAFF = Kind("staff")

EVENT_KINDS: dict[str, Kind] = {
    # drill and seats
    "drill.started": _all(),
    "drill.paused": _all("reason"),
    "drill.resumed": _all(),
    "drill.speed": _all("factor"),
    "drill.ended": _all("reason"),
    "drill.frozen": _all(),
    "seat.taken": _all("person", "name", "seat", "bot"),
    "seat.left": _all("person", "seat"),
    "seat.readied": _all("person", "ready"),
    "comms.checked": _all("person", "works", "note"),
    "drill.soloed": _all("person"),
    # a word with the facilitator
    "hand.raised": _all("text"),
    "hand.lowered": _all("person"),
    "question.asked": Kind("actor", ("id", "text")),
    "question.answered": Kind("asker", ("id", "text", "to", "everybody")),
    # pager
    "alert.fired": _all("alert", "service", "severity", "team", "page", "summary"),
    "alert.resolved": _all("alert", "service"),
    "page.sent": _all("id", "alert", "team", "to", "level", "name", "reason"),
    "page.acked": _all("id", "alert", "to"),
    "escalation.sent": _all("id", "alert", "to", "level", "by", "name", "reason"),
    "responder.joined": _all("person", "name", "team", "page"),
    # triage and incident
    "triage.assessed": _all("severity", "impact"),
    "incident.declared": _all("title"),
    "severity.set": _all("level", "reason"),
    "priority.set": _all("level", "reason"),
    "role.assigned": _all("role", "to"),
    "role.accepted": _all("role"),
    "role.handover": _all("role", "to", "brief"),
    "role.released": _all("role"),
    "command.contested": _all("reason"),
    "command.settled": _all("text"),
    "span.changed": _all("n"),
    "cadence.set": _all("audience", "minutes"),
    "exit_criteria.set": _all("text"),
    # channels
    "channel.opened": _all("kind", "name"),
    "bridge.joined": _all(),
    "bridge.left": _all(),
    "message.posted": Kind("channel", ("channel", "text", "to", "re", "mentions")),
    # tasks
    "task.assigned": _all("id", "to", "text", "timebox"),
    "task.acked": _all("id"),
    "task.started": _all("topic", "id", "joined"),
    "task.extended": _all("id", "timebox"),
    "task.reported": _all("id", "text"),
    # evidence
    "evidence.asked": Kind("actor", ("source", "kind", "ready_at")),
    "evidence.viewed": Kind(
        "actor",
        ("id", "source", "kind", "deep", "title", "lines", "readings", "spans", "steps", "slo"),
    ),
    "changes.reviewed": Kind("actor", ("found",)),
    "evidence.captured": _all("what", "source"),
    # diagnosis
    "scope.defined": _all("who", "how_many", "what", "since"),
    "hypothesis.stated": _all("id", "text", "suspects"),
    "hypothesis.tested": _all("id", "result", "note"),
    # change
    "action.proposed": _all("id", "action", "kind", "risk", "undo", "title", "undoes"),
    "action.approved": _all("id"),
    "action.announced": _all("id", "text"),
    "action.started": _all(
        "id", "action", "title", "kind", "how", "component", "reversible", "expected",
        "undoes", "waits_for",
    ),
    "action.progressed": _all("id", "action", "stage", "done", "of", "expected"),
    "action.failed": _all("id", "action", "title", "kind", "component", "reason"),
    "action.finished": _all("id", "action", "title", "kind", "component"),
    "action.aborted": _all("id", "action", "title"),
    "mitigation.verified": _all("id", "signals", "worked"),
    # steering
    "decision.logged": _all("text"),
    "plan.reviewed": _all("text"),
    "plan.alternative": _all("text"),
    # words
    "update.posted": _all(
        "audience", "status", "impact", "theory", "next_action", "next_at", "text",
        "duration", "team",
    ),
    "statuspage.posted": _all("stage", "components", "text", "next_at"),
    "query.answered": Kind("channel", ("id", "channel", "text")),
    # record
    "doc.updated": _all("section", "text", "refs", "rev"),
    "probe.asked": _all("id", "questions"),
    "probe.answered": Kind("actor", ("id", "answers")),
    # end
    "recovery.verified": _all("signals"),
    "incident.resolved": _all("text"),
    "incident.reopened": _all("reason"),
    "postmortem.scheduled": _all("owner", "at"),
    "postmortem.drafted": _all("text", "sections", "actions"),
    "postmortem.shared": _all("with"),
    "runbook.updated": _all("source", "text"),
    # what staff thinks of it
    "rating.given": _STAFF,
    "note.added": _STAFF,
    # injects
    "inject.delivered": Kind("channel", ("id", "from", "name", "channel", "text", "expects")),
    "inject.exec_question": Kind("channel", ("id", "from", "name", "channel", "text", "expects")),
    "inject.expected": _HIDDEN,
    "inject.met": _HIDDEN,
    "inject.expired": _HIDDEN,
    "inject.skipped": _HIDDEN,
    "inject.cancelled": _HIDDEN,
    "inject.held": _HIDDEN,
    "inject.released": _HIDDEN,
    "inject.edited": _HIDDEN,
    "inject.moved": _HIDDEN,
    # the world behind the curtain
    "signal.defined": _HIDDEN,
    "signal.moved": _HIDDEN,
    "fault.started": _HIDDEN,
    "fault.changed": _HIDDEN,
    "fault.cleared": _HIDDEN,
    "impact.changed": _HIDDEN,
    "facts.changed": _HIDDEN,
    "monitor.failed": _HIDDEN,
    "monitor.recovered": _HIDDEN,
    "evidence.destroyed": _HIDDEN,
    "evidence.lost": _HIDDEN,
    "evidence.regained": _HIDDEN,
    "world.nudged": _HIDDEN,
}  # fmt: skip

BESIDE = frozenset({
    "comms.checked", "drill.soloed", "hand.lowered", "hand.raised", "inject.moved",
    "question.answered", "question.asked", "seat.readied",
})  # fmt: skip
"""Kinds that belong to the exercise and not to the incident: no score looks at them."""

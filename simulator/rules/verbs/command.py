"""Command: who is in charge, what is urgent, and help from above or outside."""

from __future__ import annotations

from typing import Literal, get_args

from simulator.model.phrases import phrase
from simulator.rules.catalogue import Args, Line, Optional, Prose, verb
from simulator.rules.context import Asked, Draft, other_than
from simulator.rules.verbs.incident import refuse_undeclared

__all__: list[str] = []

Priority = Literal["P0", "P1", "P2", "P3", "P4"]


class SetPriority(Args):
    """How urgent it is, whatever its severity, and why."""

    level: Priority
    reason: Optional = ""


class Contest(Args):
    """What makes you ask."""

    reason: Line


class Settle(Args):
    """Who is in command, in so many words."""

    text: Prose


class Escalate(Args):
    """Whom you call on (a vendor, a manager, another team), and why."""

    to: Line
    reason: Line


@verb("priority.set", SetPriority, "ic")
def set_priority(asked: Asked) -> list[Draft]:
    """Set how urgent the work is; severity says how bad it is, and is set on its own."""
    refuse_undeclared(asked)
    level = asked.args.level
    already = phrase("The priority is already {level}.", level=level)
    asked.refuse_unless(
        level != asked.state.priority, already, other_than(level, get_args(Priority))
    )
    return [("priority.set", {"level": level, "reason": asked.args.reason})]


@verb("command.contest", Contest, "trainee")
def contest(asked: Asked) -> list[Draft]:
    """Ask who is in command, when two people lead or nobody does."""
    mine = any(one.by == asked.actor for one in asked.state.contests)
    asked.refuse_unless(
        not mine,
        phrase("You have asked that already."),
        phrase("The Incident Commander settles it, logs a decision, or somebody accepts the role."),
    )
    return [("command.contested", {"reason": asked.args.reason})]


@verb("command.settle", Settle, "ic")
def settle(asked: Asked) -> list[Draft]:
    """Say who is in command, after somebody asked."""
    asked.refuse_unless(
        asked.state.contests,
        phrase("Nobody asks who is in command."),
        phrase("Log a decision instead."),
    )
    return [("command.settled", {"text": asked.args.text})]


@verb("escalate", Escalate, "ic", "ol")
def escalate(asked: Asked) -> list[Draft]:
    """Call on somebody above or outside: a vendor, a manager, another team."""
    return [("escalation.sent", {"to": asked.args.to, "by": "seat", "reason": asked.args.reason})]

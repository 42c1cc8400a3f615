"""Incident: declare it, size it, staff it, steer it, end it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.model.errors import Refusal
from simulator.model.phrases import Phrase, phrase
from simulator.model.units import HOUR
from simulator.rules.catalogue import Args, Ident, Line, Minutes, Nothing, Optional, Prose, verb
from simulator.rules.context import Asked, Draft, other_than

__all__ = ["Signals", "refuse_undeclared"]

IncidentRole = Literal["ic", "ol", "cl", "scribe", "planner"]
Signals = Annotated[
    list[Literal["metrics", "logs", "synthetic", "support queue", "test purchase"]],
    Field(min_length=1, max_length=5),
]


class Assess(Args):
    """First look: how bad it seems and who is hurt."""

    severity: Ident
    impact: Prose


class Declare(Args):
    """A name for the incident."""

    title: Line


class SetSeverity(Args):
    """A level of the policy, and why."""

    level: Ident
    reason: Optional = ""


class Assign(Args):
    """Which role, and to whom (a person's id, or a seat)."""

    role: IncidentRole
    to: Ident


class Role(Args):
    """Which role."""

    role: IncidentRole


class Handover(Assign):
    """A role passed on in so many words."""

    brief: Prose


class SetCadence(Args):
    """How often an audience hears from the team."""

    audience: Literal["responders", "stakeholders", "executives", "public"]
    minutes: Minutes


class Words(Args):
    """One statement."""

    text: Prose


class Reopen(Args):
    """Why it is not over."""

    reason: Line


class Review(Args):
    """Who owns the review, and in how many hours of drill time it is held."""

    owner: Ident
    in_hours: Annotated[int, Field(ge=1, le=24 * 21)]


def _levels(asked: Asked) -> list[str]:
    return [level.label for level in asked.policy.severity.levels]


def _level(asked: Asked, label: str) -> str:
    levels = _levels(asked)
    if label not in levels:
        policy, known = asked.policy.policy, ", ".join(levels)
        hint = phrase("The policy {policy} has {known}.", policy=policy, known=known)
        raise Refusal("bad_args", phrase("There is no severity {level}.", level=repr(label)), hint)
    return label


def refuse_undeclared(asked: Asked) -> None:
    """Refuse what needs a declared incident.

    Raises:
        Refusal: ``wrong_state``.
    """
    asked.refuse_unless(
        asked.state.declared_at is not None,
        phrase("No incident has been declared yet."),
        phrase("Declare first: anyone may, and it can be stood down later."),
    )


@verb("triage.assess", Assess, "ol", "responder", "ic")
def assess(asked: Asked) -> list[Draft]:
    """State a first severity and the impact as you see it."""
    level = _level(asked, asked.args.severity)
    return [("triage.assessed", {"severity": level, "impact": asked.args.impact})]


@verb("incident.declare", Declare, "trainee")
def declare_incident(asked: Asked) -> list[Draft]:
    """Declare an incident. Do not wait for certainty."""
    asked.refuse_unless(
        asked.state.declared_at is None,
        phrase("The incident was already declared."),
        phrase("Join it: the header shows who is in command."),
    )
    return [("incident.declared", {"title": asked.args.title})]


@verb("severity.set", SetSeverity, "ic")
def set_severity(asked: Asked) -> list[Draft]:
    """Set the severity; when in doubt, the higher one."""
    refuse_undeclared(asked)
    level = _level(asked, asked.args.level)
    already = phrase("The severity is already {level}.", level=level)
    hint = other_than(level, _levels(asked))
    asked.refuse_unless(level != asked.state.severity, already, hint)
    return [("severity.set", {"level": level, "reason": asked.args.reason})]


def _taker(asked: Asked) -> str:
    """Return whom a role goes to: not a colleague of the story, nor somebody who watches."""
    person = asked.state.people[asked.player(asked.args.to)]
    asked.refuse_unless(
        not person.persona,
        phrase("{person} came to help and takes no role.", person=person.name),
        phrase("Give them a task; roles are for people in the room."),
    )
    return person.id


@verb("role.assign", Assign, "trainee")
def assign(asked: Asked) -> list[Draft]:
    """Name somebody for a role; it counts once they accept."""
    to = _taker(asked)
    held = asked.state.holder(asked.args.role)
    asked.refuse_unless(
        held is None or held == asked.actor or asked.state.holder("ic") == asked.actor,
        phrase("{person} holds that role.", person=asked.state.name(held or "")),
        phrase("The holder hands it over, or the IC reassigns it."),
    )
    commands = asked.role == "ic" or asked.state.holder("ic") == asked.actor
    sitting = asked.state.seated(asked.args.role)
    asked.refuse_unless(
        commands or to != asked.actor or held == to or sitting is None or sitting.id == to,
        phrase("{person} sits in that seat.", person=sitting.name if sitting else ""),
        phrase("Name them for it; they accept with one click."),
    )
    return [("role.assigned", {"role": asked.args.role, "to": to})]


@verb("role.accept", Role, "trainee")
def accept(asked: Asked) -> list[Draft]:
    """Accept a role that you were named for."""
    held = asked.state.roles.get(asked.args.role)
    asked.refuse_unless(
        held is not None and held.to == asked.actor,
        phrase("You were not named for the role {role}.", role=asked.args.role),
        phrase("Ask to be assigned, or assign yourself first."),
    )
    asked.refuse_unless(
        held and held.accepted_at is None,
        phrase("You already accepted it."),
        phrase("It is yours until you hand it over or release it."),
    )
    return [("role.accepted", {"role": asked.args.role})]


@verb("role.handover", Handover, "trainee")
def handover(asked: Asked) -> list[Draft]:
    """Hand your role to somebody, with a brief; they accept to complete it."""
    _refuse_unless_held(asked)
    to = _taker(asked)
    return [("role.handover", {"role": asked.args.role, "to": to, "brief": asked.args.brief})]


@verb("role.release", Role, "trainee")
def release(asked: Asked) -> list[Draft]:
    """Lay a role down at the end."""
    _refuse_unless_held(asked)
    return [("role.released", {"role": asked.args.role})]


def _refuse_unless_held(asked: Asked) -> None:
    role = asked.args.role
    message = phrase("You do not hold the role {role}.", role=role)
    asked.refuse_unless(asked.state.holder(role) == asked.actor, message, _whose(asked, role))


def _whose(asked: Asked, role: str) -> Phrase:
    """Say who has a role that whoever asks does not hold."""
    state = asked.state
    if (holder := state.holder(role)) is not None:
        return phrase(
            "{person} holds it: they hand it over, or the IC reassigns it.",
            person=state.name(holder),
        )
    named = state.roles.get(role)
    if named is not None and named.accepted_at is None:
        if named.to == asked.actor:
            return phrase("You were named for it: accept it first.")
        return phrase(
            "{person} was named for it and has not accepted.", person=state.name(named.to)
        )
    return phrase("Nobody holds it: it can be assigned.")


@verb("cadence.set", SetCadence, "ic")
def set_cadence(asked: Asked) -> list[Draft]:
    """Promise how often an audience hears from the team."""
    return [("cadence.set", asked.args.model_dump())]


@verb("exit_criteria.set", Words, "ic")
def set_exit(asked: Asked) -> list[Draft]:
    """Say when it will be over."""
    return [("exit_criteria.set", {"text": asked.args.text})]


@verb("decision.log", Words, "ic")
def decide(asked: Asked) -> list[Draft]:
    """Log a decision."""
    return [("decision.logged", {"text": asked.args.text})]


@verb("plan.review", Words, "ic")
def review_plan(asked: Asked) -> list[Draft]:
    """Review the plan: keep it or change it, in words."""
    return [("plan.reviewed", {"text": asked.args.text})]


@verb("plan.alternative", Words, "ic")
def alternative(asked: Asked) -> list[Draft]:
    """Name a plan B."""
    return [("plan.alternative", {"text": asked.args.text})]


class Verify(Args):
    """The signals that you looked at."""

    signals: Signals


@verb("recovery.verify", Verify, "ol", "responder")
def verify_recovery(asked: Asked) -> list[Draft]:
    """State on which signals you see that the service has recovered."""
    refuse_undeclared(asked)
    return [("recovery.verified", {"signals": asked.args.signals})]


@verb("incident.resolve", Nothing, "trainee")
def resolve(asked: Asked) -> list[Draft]:
    """Declare the incident resolved; by the book the IC does it."""
    refuse_undeclared(asked)
    asked.refuse_unless(
        asked.state.resolved_at is None,
        phrase("The incident is already resolved."),
        phrase("If it is not over, reopen it; if it is, write the review."),
    )
    return [("incident.resolved", {})]


@verb("incident.reopen", Reopen, "trainee")
def reopen(asked: Asked) -> list[Draft]:
    """Open a resolved incident again."""
    hint = phrase("It is still open: go on with it.")
    if asked.state.declared_at is None:
        hint = phrase("Declare first: anyone may.")
    message = phrase("The incident is not resolved.")
    asked.refuse_unless(asked.state.resolved_at is not None, message, hint)
    return [("incident.reopened", {"reason": asked.args.reason})]


@verb("postmortem.schedule", Review, "ic")
def schedule(asked: Asked) -> list[Draft]:
    """Schedule the review and name its owner."""
    refuse_undeclared(asked)
    owner = asked.person(asked.args.owner)
    at = asked.t + asked.args.in_hours * HOUR
    return [("postmortem.scheduled", {"owner": owner, "at": at})]

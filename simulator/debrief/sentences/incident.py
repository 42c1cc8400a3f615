"""Sentences about the incident itself: declared, sized, staffed, steered and ended."""

from __future__ import annotations

from typing import Any

from simulator.debrief.cast import Names, number_of, text_of
from simulator.debrief.sentences.register import Said, on, plain, signals_of
from simulator.debrief.words import audience_text, seat_title, span
from simulator.model.records import Event

__all__: list[str] = []

plain("triage.assessed", "sizes it up as {severity}", "impact")
plain("incident.declared", "declares the incident", "title")
plain("severity.set", "sets the severity to {level}", "reason")
plain("priority.set", "sets the priority to {level}", "reason")
plain("role.accepted", "accepts the role of {role}")
plain("role.handover", "hands {role} over to {to}", "brief")
plain("role.released", "lays down {role}")
plain("command.contested", "asks who is in command", "reason")
plain("command.settled", "settles who is in command", "text")
plain("exit_criteria.set", "says when it will be over", "text")
plain("incident.resolved", "declares the incident resolved", "text", tone="good")
plain("incident.reopened", "opens the incident again", "reason")
plain("postmortem.drafted", "drafts the postmortem")
plain("postmortem.shared", "shares the postmortem", "with")
plain("runbook.updated", "updates the runbook {source}", "text")
plain("decision.logged", "decides", "text")
plain("plan.reviewed", "reviews the plan", "text")
plain("plan.alternative", "names a plan B", "text")


@on("role.assigned")
def _assigned(data: Any, names: Names, event: Event) -> Said:
    role, to = seat_title(text_of(data, "role") or "something"), text_of(data, "to")
    if to == event.actor:
        return Said(f"steps up as {role}")
    return Said(f"asks {names.who(to) or 'somebody'} to be {role}")


@on("cadence.set")
def _cadence(data: Any, _names: Names, _event: Event) -> Said:
    whom = audience_text(text_of(data, "audience")) or "everybody"
    minutes = number_of(data, "minutes")
    often = "" if minutes is None else f" every {minutes:g} min"
    return Said(f"promises {whom} updates{often}")


@on("recovery.verified")
def _recovery(data: Any, _names: Names, _event: Event) -> Said:
    return Said("verifies that the service is back", signals_of(data), "good")


@on("postmortem.scheduled")
def _review(data: Any, names: Names, event: Event) -> Said:
    at, owner = number_of(data, "at"), text_of(data, "owner")
    when = f" in {span(at - event.t)}" if at is not None else ""
    owned = f"; {names.who(owner)} owns it" if owner else ""
    return Said(f"schedules the review{when}{owned}")

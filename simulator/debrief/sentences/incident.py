"""Sentences about the incident itself: declared, sized, staffed, steered and ended."""

from __future__ import annotations

from typing import Any

from simulator.debrief.cast import Names, number_of, text_of
from simulator.debrief.sentences.register import Said, fitting, on, plain, signals_of, template
from simulator.debrief.words import audience_text, seat_title, span
from simulator.model.phrases import phrase
from simulator.model.records import Event

__all__: list[str] = []

plain(
    "triage.assessed",
    template("sizes it up as {severity}"),
    template("sizes it up as"),
    quote="impact",
)
plain("incident.declared", template("declares the incident"), quote="title")
plain(
    "severity.set",
    template("sets the severity to {level}"),
    template("sets the severity to"),
    quote="reason",
)
plain(
    "priority.set",
    template("sets the priority to {level}"),
    template("sets the priority to"),
    quote="reason",
)
plain("role.accepted", template("accepts the role of {role}"), template("accepts the role of"))
plain(
    "role.handover",
    template("hands {role} over to {to}"),
    template("hands {role} over to"),
    template("hands over to {to}"),
    template("hands over to"),
    quote="brief",
)
plain("role.released", template("lays down {role}"), template("lays down"))
plain("command.contested", template("asks who is in command"), quote="reason")
plain("command.settled", template("settles who is in command"), quote="text")
plain("exit_criteria.set", template("says when it will be over"), quote="text")
plain("incident.resolved", template("declares the incident resolved"), quote="text", tone="good")
plain("incident.reopened", template("opens the incident again"), quote="reason")
plain("postmortem.drafted", template("drafts the postmortem"))
plain("postmortem.shared", template("shares the postmortem"), quote="with")
plain(
    "runbook.updated",
    template("updates the runbook {source}"),
    template("updates the runbook"),
    quote="text",
)
plain("decision.logged", template("decides"), quote="text")
plain("plan.reviewed", template("reviews the plan"), quote="text")
plain("plan.alternative", template("names a plan B"), quote="text")


@on("role.assigned")
def _assigned(data: Any, names: Names, event: Event) -> Said:
    role, to = text_of(data, "role"), text_of(data, "to")
    title = seat_title(role) if role else phrase("Something")
    if to == event.actor:
        return Said(phrase("steps up as {role}", role=title))
    whom = names.who(to) or phrase("somebody")
    return Said(phrase("asks {person} to be {role}", person=whom, role=title))


@on("cadence.set")
def _cadence(data: Any, _names: Names, _event: Event) -> Said:
    whom = audience_text(text_of(data, "audience")) or phrase("everybody")
    minutes = number_of(data, "minutes")
    if minutes is None:
        return Said(phrase("promises {audience} updates", audience=whom))
    often = f"{minutes:g} min"
    return Said(phrase("promises {audience} updates every {time}", audience=whom, time=often))


@on("recovery.verified")
def _recovery(data: Any, _names: Names, _event: Event) -> Said:
    return Said(phrase("verifies that the service is back"), signals_of(data), "good")


@on("postmortem.scheduled")
def _review(data: Any, names: Names, event: Event) -> Said:
    at, owner = number_of(data, "at"), text_of(data, "owner")
    told = fitting(
        {
            "time": "" if at is None else span(at - event.t),
            "person": names.who(owner) if owner else "",
        },
        template("schedules the review in {time}; {person} owns it"),
        template("schedules the review in {time}"),
        template("schedules the review; {person} owns it"),
        template("schedules the review"),
    )
    return Said(told)

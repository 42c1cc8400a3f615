"""Sentences about the incident itself: declared, sized, staffed, steered and ended."""

from __future__ import annotations

from typing import Any

from simulator.debrief.cast import Names, number_of, text_of
from simulator.debrief.sentences.register import (
    Said,
    doer,
    fitting,
    on,
    plain,
    signals_of,
    template,
)
from simulator.debrief.words import audience_text, seat_title, span
from simulator.model.phrases import phrase
from simulator.model.records import Event
from simulator.model.units import MINUTE

__all__: list[str] = []

plain(
    "triage.assessed",
    template("{who} sizes it up as {severity}"),
    template("{who} sizes it up"),
    quote="impact",
)
plain("incident.declared", template("{who} declares the incident"), quote="title")
plain(
    "severity.set",
    template("{who} sets the severity to {level}"),
    template("{who} sets the severity"),
    quote="reason",
)
plain(
    "priority.set",
    template("{who} sets the priority to {level}"),
    template("{who} sets the priority"),
    quote="reason",
)
plain(
    "role.accepted", template("{who} accepts the role of {role}"), template("{who} accepts a role")
)
plain(
    "role.handover",
    template("{who} hands {role} over to {to}"),
    template("{who} hands a role over"),
    quote="brief",
)
plain("role.released", template("{who} lays down {role}"), template("{who} lays down a role"))
plain("command.contested", template("{who} asks who is in command"), quote="reason")
plain("command.settled", template("{who} settles who is in command"), quote="text")
plain("exit_criteria.set", template("{who} says when it will be over"), quote="text")
plain(
    "incident.resolved",
    template("{who} declares the incident resolved"),
    quote="text",
    tone="good",
)
plain("incident.reopened", template("{who} opens the incident again"), quote="reason")
plain("postmortem.drafted", template("{who} drafts the postmortem"))
plain("postmortem.shared", template("{who} shares the postmortem"), quote="with")
plain(
    "runbook.updated",
    template("{who} updates the runbook “{title}”"),
    template("{who} updates the runbook"),
    quote="text",
)
plain("decision.logged", template("{who} decides"), quote="text")
plain("plan.reviewed", template("{who} reviews the plan"), quote="text")
plain("plan.alternative", template("{who} names a plan B"), quote="text")


@on("role.assigned")
def _assigned(data: Any, names: Names, event: Event) -> Said:
    role, to, who = text_of(data, "role"), text_of(data, "to"), doer(names, event)
    title = seat_title(role)
    if to == event.actor and role:
        return Said(phrase("{who} steps up as {role}", who=who, role=title))
    text = fitting(
        {"who": who, "person": names.who(to) if to else "", "role": title},
        template("{who} asks {person} to be {role}"),
        template("{who} asks somebody to take a role"),
    )
    return Said(text)


@on("cadence.set")
def _cadence(data: Any, names: Names, event: Event) -> Said:
    minutes = number_of(data, "minutes")
    text = fitting(
        {
            "who": doer(names, event),
            "audience": audience_text(text_of(data, "audience")),
            "time": "" if minutes is None else span(minutes * MINUTE),
        },
        template("{who} promises updates every {time} ({audience})"),
        template("{who} promises updates ({audience})"),
        template("{who} promises updates"),
    )
    return Said(text)


@on("recovery.verified")
def _recovery(data: Any, names: Names, event: Event) -> Said:
    text = phrase("{who} verifies that the service is back", who=doer(names, event))
    return Said(text, signals_of(data), "good")


@on("postmortem.scheduled")
def _review(data: Any, names: Names, event: Event) -> Said:
    at, owner = number_of(data, "at"), text_of(data, "owner")
    text = fitting(
        {
            "who": doer(names, event),
            "time": "" if at is None else span(at - event.t),
            "person": names.who(owner) if owner else "",
        },
        template("{who} schedules the review in {time}; {person} owns it"),
        template("{who} schedules the review in {time}"),
        template("{who} schedules the review; {person} owns it"),
        template("{who} schedules the review"),
    )
    return Said(text)

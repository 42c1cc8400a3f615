"""Sentences about the drill, the pager and the world behind the curtain."""

from __future__ import annotations

from typing import Any

from simulator.debrief.cast import Names, number_of, text_of
from simulator.debrief.sentences.register import Said, doer, fitting, on, plain, template
from simulator.debrief.words import percent, seat_title
from simulator.model.phrases import Phrase, listing, phrase
from simulator.model.records import Event
from simulator.model.seats import ROLE_TITLES

__all__: list[str] = []

_ENDS = {
    "time is up": phrase("time is up"),
    "ended by the facilitator": phrase("ended by the facilitator"),
}
"""Why a drill ends if nobody says why; the log has it in English."""

_LEVELS = {
    "primary": phrase("primary"),
    "secondary": phrase("secondary"),
    "manager": phrase("manager"),
}

# -- drill, seats and pager ----------------------------------------------------------------------
plain("drill.started", template("The drill starts"))
plain("drill.paused", template("The clock is paused"), quote="reason")
plain("drill.resumed", template("The clock runs again"))
plain(
    "drill.speed",
    template("The clock runs at {factor}×"),
    template("The clock runs at another speed"),
    key=False,
)
plain("drill.frozen", template("The simulator stopped the drill; its state was kept"))
plain(
    "alert.resolved",
    template("Alert {alert} resolved on {service}"),
    template("Alert {alert} resolved"),
    template("An alert was resolved"),
    tone="good",
)


@on("drill.ended")
def _ended(data: Any, _names: Names, _event: Event) -> Said:
    reason = text_of(data, "reason")
    return Said(phrase("The drill ends"), _ENDS.get(reason, reason))


@on("seat.taken")
def _seat(data: Any, names: Names, _event: Event) -> Said:
    who = names.who(text_of(data, "person")) or phrase("Somebody")
    seat = seat_title(text_of(data, "seat"))
    if not seat:
        return Said(phrase("{who} sits down", who=who), key=False)
    if data.get("bot"):
        return Said(phrase("{who} plays {seat}", who=who, seat=seat), key=False)
    return Said(phrase("{who} sits down as {seat}", who=who, seat=seat), key=False)


@on("seat.readied")
def _ready(data: Any, names: Names, event: Event) -> Said:
    who = names.who(text_of(data, "person")) or doer(names, event)
    if data.get("ready", True) is True:
        return Said(phrase("{who} is ready", who=who), key=False)
    return Said(phrase("{who} is not ready after all", who=who), key=False)


@on("seat.left")
def _left(data: Any, names: Names, _event: Event) -> Said:
    who = names.who(text_of(data, "person")) or phrase("Somebody")
    return Said(phrase("{who} leaves the seat", who=who), key=False)


@on("responder.joined")
def _joined(data: Any, names: Names, event: Event) -> Said:
    who = text_of(data, "name") or names.who(text_of(data, "person")) or doer(names, event)
    text = fitting(
        {"who": who, "team": text_of(data, "team")},
        template("{who} joins for {team}"),
        template("{who} joins"),
    )
    return Said(text)


@on("page.acked")
def _ack(data: Any, names: Names, event: Event) -> Said:
    alert, who = data.get("alert"), doer(names, event)
    if alert == "":
        return Said(phrase("{who} answers the call", who=who))
    if alert is None:
        return Said(phrase("{who} acknowledges the page", who=who))
    return Said(phrase("{who} acknowledges {alert}", who=who, alert=alert))


@on("alert.fired")
def _alert(data: Any, _names: Names, _event: Event) -> Said:
    forms = (
        template("Alert {name} fires on {service}"),
        template("Alert {name} fires"),
        template("An alert fires on {service}"),
        template("An alert fires"),
    )
    if data.get("page"):
        forms = (
            template("Alert {name} fires on {service} and pages"),
            template("Alert {name} fires and pages"),
            template("An alert fires on {service} and pages"),
            template("An alert fires and pages"),
        )
    told = {"name": text_of(data, "alert"), "service": text_of(data, "service")}
    return Said(fitting(told, *forms), text_of(data, "summary"), "bad")


@on("page.sent")
def _page(data: Any, names: Names, event: Event) -> Said:
    to, level = _whom(data, names), text_of(data, "level")
    values = {"who": doer(names, event), "team": text_of(data, "team"), "person": to}
    if level == "requested":
        return Said(_request(values), text_of(data, "reason"))
    text = fitting(
        values | {"level": _LEVELS.get(level, level), "alert": text_of(data, "alert")},
        template("Page to {person} ({level}) for {alert}"),
        template("Page to {person} for {alert}"),
        template("Page to {person}"),
        template("Somebody is paged"),
    )
    return Said(text, key=False)


def _whom(data: Any, names: Names) -> str:
    """Return who is paged; a seat that nobody sits in is named by its title, which is ours."""
    to, name = text_of(data, "to"), text_of(data, "name")
    title = ROLE_TITLES.get(to)
    return title if title and name == title else name or names.who(to)


def _request(values: dict[str, str]) -> Phrase:
    return fitting(
        values,
        template("{who} asks for the team {team}: {person} is paged"),
        template("{who} asks for the team {team}"),
        template("{who} asks for another team: {person} is paged"),
        template("{who} asks for another team"),
    )


@on("escalation.sent")
def _escalation(data: Any, names: Names, event: Event) -> Said:
    to, level = _whom(data, names), text_of(data, "level")
    values = {"alert": text_of(data, "alert"), "person": to, "level": _LEVELS.get(level, level)}
    if text_of(data, "by") == "auto":
        return Said(_unanswered(values), tone="bad")
    text = fitting(
        values | {"who": doer(names, event)},
        template("{who} escalates {alert} to {person}"),
        template("{who} escalates to {person}"),
        template("{who} escalates"),
    )
    return Said(text, text_of(data, "reason"))


def _unanswered(values: dict[str, str]) -> Phrase:
    return fitting(
        values,
        template("No answer yet: {alert} to {person} ({level})"),
        template("No answer yet: to {person} ({level})"),
        template("No answer yet: to {person}"),
        template("No answer yet: somebody else is paged"),
    )


# -- behind the curtain --------------------------------------------------------------------------
plain(
    "fault.started",
    template("Behind the curtain: {fault} begins on {service}"),
    template("Behind the curtain: {fault} begins"),
    template("Behind the curtain: something breaks"),
    quote="cause",
    tone="bad",
)


@on("fault.changed")
def _eased(data: Any, _names: Names, _event: Event) -> Said:
    strength = number_of(data, "strength")
    text = fitting(
        {
            "fault": text_of(data, "fault"),
            "strength": "" if strength is None else percent(strength),
        },
        template("Behind the curtain: {fault} is at {strength}"),
        template("Behind the curtain: {fault} is at another strength"),
        template("Behind the curtain: something is at another strength"),
    )
    return Said(text, key=False)


plain(
    "fault.cleared",
    template("Behind the curtain: {fault} is gone"),
    template("Behind the curtain: something is gone"),
    tone="good",
)
plain(
    "monitor.failed",
    template("Behind the curtain: nobody can see {series} any more"),
    template("Behind the curtain: a monitor fails"),
)
plain(
    "monitor.recovered",
    template("Behind the curtain: {series} can be seen again"),
    template("Behind the curtain: a monitor works again"),
)
plain(
    "world.nudged",
    template("{who} changes the world: {what}"),
    template("{who} changes the world"),
    key=False,
)

_FACTS = {
    "share_users": phrase("share users"),
    "revenue_blocked": phrase("revenue blocked"),
    "degraded": phrase("degraded"),
    "workaround": phrase("workaround"),
    "data_loss": phrase("data loss"),
    "breach": phrase("breach"),
}


@on("facts.changed")
def _facts(data: Any, _names: Names, _event: Event) -> Said:
    facts = data.get("facts")
    changed = facts if isinstance(facts, dict) else {}
    now = [_fact(str(name), fact) for name, fact in changed.items()]
    text = fitting(
        {"facts": listing(now)},
        template("Behind the curtain: the incident changes: {facts}"),
        template("Behind the curtain: the incident changes"),
    )
    return Said(text)


def _fact(name: str, fact: object) -> Phrase:
    called = _FACTS.get(name) or name.replace("_", " ")
    return phrase("{fact}: {value}", fact=called, value=_value(fact))


def _value(fact: object) -> str:
    if isinstance(fact, bool):
        return phrase("yes") if fact else phrase("no")
    return percent(fact) if isinstance(fact, float) else str(fact)


@on("impact.changed")
def _impact(data: Any, _names: Names, _event: Event) -> Said:
    share = number_of(data, "level") or 0.0
    if share == 0:
        return Said(phrase("Users are no longer affected"), tone="good")
    text = phrase("Impact on users is {share}", share=percent(share))
    return Said(text, tone="bad")

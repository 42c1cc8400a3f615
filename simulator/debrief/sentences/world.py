"""Sentences about the drill, the pager and the world behind the curtain."""

from __future__ import annotations

from typing import Any

from simulator.debrief.cast import Names, number_of, text_of
from simulator.debrief.sentences.register import Said, fitting, on, plain, template
from simulator.debrief.words import percent, seat_title
from simulator.model.phrases import Phrase, listing, phrase
from simulator.model.records import Event

__all__: list[str] = []

_ENDS = {
    "time is up": phrase("time is up"),
    "ended by the facilitator": phrase("ended by the facilitator"),
}
"""Why a drill ends if nobody says why; the log has it in English."""

# -- drill, seats and pager ----------------------------------------------------------------------
plain("drill.started", template("The drill starts"), world=True)
plain("drill.paused", template("The clock is paused"), quote="reason", world=True)
plain("drill.resumed", template("The clock runs again"), world=True)
plain(
    "drill.speed",
    template("The clock runs at {factor}×"),
    template("The clock runs at ×"),
    key=False,
    world=True,
)
plain("drill.frozen", template("The simulator stopped the drill; its state was kept"), world=True)
plain(
    "seat.left",
    template("{person} leaves the seat"),
    template("leaves the seat"),
    key=False,
    world=True,
)
plain(
    "alert.resolved",
    template("Alert {alert} resolved on {service}"),
    template("Alert {alert} resolved on"),
    template("Alert resolved on {service}"),
    template("Alert resolved on"),
    tone="good",
    world=True,
)


@on("drill.ended")
def _ended(data: Any, _names: Names, _event: Event) -> Said:
    reason = text_of(data, "reason")
    return Said(phrase("The drill ends"), _ENDS.get(reason, reason), world=True)


@on("seat.taken")
def _seat(data: Any, names: Names, _event: Event) -> Said:
    seat = seat_title(text_of(data, "seat"))
    text = phrase("plays {seat}", seat=seat)
    if not data.get("bot"):
        text = phrase("sits down as {seat}", seat=seat)
    return Said(text, key=False, subject=names.who(text_of(data, "person")))


@on("responder.joined")
def _joined(data: Any, names: Names, _event: Event) -> Said:
    team = text_of(data, "team")
    who = text_of(data, "name") or names.who(text_of(data, "person"))
    return Said(phrase("joins for {team}", team=team) if team else phrase("joins"), subject=who)


@on("page.acked")
def _ack(data: Any, _names: Names, _event: Event) -> Said:
    alert = data.get("alert")
    if alert == "":
        return Said(phrase("answers the call"))
    if alert is None:
        return Said(phrase("acknowledges the page"))
    return Said(phrase("acknowledges {alert}", alert=alert))


@on("alert.fired")
def _alert(data: Any, _names: Names, _event: Event) -> Said:
    name, service = text_of(data, "alert"), text_of(data, "service")
    alert = phrase("Alert {name}", name=name) if name else phrase("An alert")
    forms = (template("{alert} fires on {service}"), template("{alert} fires"))
    if data.get("page"):
        forms = (
            template("{alert} fires on {service} and pages"),
            template("{alert} fires and pages"),
        )
    text = fitting({"alert": alert, "service": service}, *forms)
    return Said(text, text_of(data, "summary"), "bad", world=True)


@on("page.sent")
def _page(data: Any, names: Names, _event: Event) -> Said:
    to = text_of(data, "name") or names.who(text_of(data, "to"))
    level, alert = text_of(data, "level"), text_of(data, "alert")
    if level == "requested":
        return Said(_request(text_of(data, "team"), to), text_of(data, "reason"))
    page = fitting(
        {"person": to, "level": level},
        template("Page to {person} ({level})"),
        template("Page to {person}"),
        template("Page ({level})"),
        template("Page"),
    )
    text = phrase("{page} for {alert}", page=page, alert=alert) if alert else page
    return Said(text, key=False, world=True)


def _request(team: str, to: str) -> Phrase:
    return fitting(
        {"team": team, "person": to},
        template("asks for the team {team}: {person} is paged"),
        template("asks for the team {team}"),
        template("asks for another team: {person} is paged"),
        template("asks for another team"),
    )


@on("escalation.sent")
def _escalation(data: Any, names: Names, _event: Event) -> Said:
    to = text_of(data, "name") or names.who(text_of(data, "to"))
    values = {"alert": text_of(data, "alert"), "person": to}
    if text_of(data, "by") == "auto":
        return Said(_unanswered(values, text_of(data, "level")), tone="bad", world=True)
    text = fitting(
        values,
        template("escalates {alert} to {person}"),
        template("escalates to {person}"),
        template("escalates {alert} to"),
        template("escalates to"),
    )
    return Said(text, text_of(data, "reason"))


def _unanswered(values: dict[str, str], level: str) -> Phrase:
    text = fitting(
        values,
        template("No answer yet: {alert} to {person}"),
        template("No answer yet: to {person}"),
        template("No answer yet: {alert} to"),
        template("No answer yet: to"),
    )
    return phrase("{escalation} ({level})", escalation=text, level=level) if level else text


# -- behind the curtain --------------------------------------------------------------------------
@on("fault.started")
def _fault(data: Any, _names: Names, _event: Event) -> Said:
    text = fitting(
        {"fault": _fault_of(data), "service": text_of(data, "service")},
        template("Behind the curtain: {fault} begins on {service}"),
        template("Behind the curtain: {fault} begins"),
    )
    return Said(text, text_of(data, "cause"), "bad", world=True)


@on("fault.changed")
def _eased(data: Any, _names: Names, _event: Event) -> Said:
    strength = number_of(data, "strength")
    text = phrase(
        "Behind the curtain: {fault} is at {strength}",
        fault=_fault_of(data),
        strength=phrase("another strength") if strength is None else percent(strength),
    )
    return Said(text, key=False, world=True)


def _fault_of(data: Any) -> str:
    return text_of(data, "fault") or phrase("something")


plain(
    "monitor.failed",
    template("Behind the curtain: nobody can see {series} any more"),
    template("Behind the curtain: nobody can see any more"),
    world=True,
)
plain(
    "monitor.recovered",
    template("Behind the curtain: {series} can be seen again"),
    template("Behind the curtain: can be seen again"),
    world=True,
)
plain(
    "world.nudged", template("changes the world: {what}"), template("changes the world"), key=False
)
plain(
    "fault.cleared",
    template("Behind the curtain: {fault} is gone"),
    template("Behind the curtain: is gone"),
    tone="good",
    world=True,
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
    return Said(text, world=True)


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
        return Said(phrase("Users are no longer affected"), tone="good", world=True)
    text = phrase("Impact on users is {share}", share=percent(share))
    return Said(text, tone="bad", world=True)

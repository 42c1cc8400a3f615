"""Sentences about the drill, the pager and the world behind the curtain."""

from __future__ import annotations

from typing import Any

from simulator.debrief.cast import Names, number_of, text_of
from simulator.debrief.sentences.register import Said, on, plain
from simulator.debrief.words import listing, percent, seat_title
from simulator.model.records import Event

__all__: list[str] = []

# -- drill, seats and pager ----------------------------------------------------------------------
plain("drill.started", "The drill starts", world=True)
plain("drill.paused", "The clock is paused", "reason", world=True)
plain("drill.resumed", "The clock runs again", world=True)
plain("drill.speed", "The clock runs at {factor}×", key=False, world=True)
plain("drill.ended", "The drill ends", "reason", world=True)
plain("drill.frozen", "The simulator stopped the drill; its state was kept", world=True)
plain("seat.left", "{person} leaves the seat", key=False, world=True)
plain("alert.resolved", "Alert {alert} resolved on {service}", tone="good", world=True)


@on("seat.taken")
def _seat(data: Any, names: Names, _event: Event) -> Said:
    seat = seat_title(text_of(data, "seat"))
    what = "plays" if data.get("bot") else "sits down as"
    return Said(f"{what} {seat}", key=False, subject=names.who(text_of(data, "person")))


@on("responder.joined")
def _joined(data: Any, names: Names, _event: Event) -> Said:
    team = text_of(data, "team")
    who = text_of(data, "name") or names.who(text_of(data, "person"))
    return Said("joins" + (f" for {team}" if team else ""), subject=who)


@on("page.acked")
def _ack(data: Any, _names: Names, _event: Event) -> Said:
    if data.get("alert") == "":
        return Said("answers the call")
    return Said(f"acknowledges {text_of(data, 'alert') or 'the page'}")


@on("alert.fired")
def _alert(data: Any, _names: Names, _event: Event) -> Said:
    name, service = text_of(data, "alert"), text_of(data, "service")
    what = f"Alert {name} fires" if name else "An alert fires"
    where = f" on {service}" if service else ""
    paging = " and pages" if data.get("page") else ""
    return Said(f"{what}{where}{paging}", text_of(data, "summary"), "bad", world=True)


@on("page.sent")
def _page(data: Any, names: Names, _event: Event) -> Said:
    to = text_of(data, "name") or names.who(text_of(data, "to"))
    level, alert = text_of(data, "level"), text_of(data, "alert")
    if level == "requested":
        team = text_of(data, "team")
        asked = f"asks for the team {team}" if team else "asks for another team"
        return Said(asked + f": {to} is paged" * bool(to), text_of(data, "reason"))
    whom = f" to {to}" * bool(to) + f" ({level})" * bool(level)
    return Said(f"Page{whom}" + f" for {alert}" * bool(alert), key=False, world=True)


@on("escalation.sent")
def _escalation(data: Any, names: Names, _event: Event) -> Said:
    to = text_of(data, "name") or names.who(text_of(data, "to"))
    what = " ".join(part for part in (text_of(data, "alert"), "to", to) if part)
    if text_of(data, "by") == "auto":
        level = text_of(data, "level")
        text = f"No answer yet: {what}" + (f" ({level})" if level else "")
        return Said(text, tone="bad", world=True)
    return Said(f"escalates {what}", text_of(data, "reason"))


# -- behind the curtain --------------------------------------------------------------------------
@on("fault.started")
def _fault(data: Any, _names: Names, _event: Event) -> Said:
    name, service = text_of(data, "fault") or "something", text_of(data, "service")
    what = f"Behind the curtain: {name} begins" + (f" on {service}" if service else "")
    return Said(what, text_of(data, "cause"), "bad", world=True)


@on("fault.changed")
def _eased(data: Any, _names: Names, _event: Event) -> Said:
    strength = number_of(data, "strength")
    left = "another strength" if strength is None else percent(strength)
    text = f"Behind the curtain: {text_of(data, 'fault') or 'something'} is at {left}"
    return Said(text, key=False, world=True)


plain("monitor.failed", "Behind the curtain: nobody can see {series} any more", world=True)
plain("monitor.recovered", "Behind the curtain: {series} can be seen again", world=True)
plain("world.nudged", "changes the world: {what}", key=False)
plain("fault.cleared", "Behind the curtain: {fault} is gone", tone="good", world=True)


@on("facts.changed")
def _facts(data: Any, _names: Names, _event: Event) -> Said:
    facts = data.get("facts")
    changed = facts if isinstance(facts, dict) else {}
    now = [f"{str(name).replace('_', ' ')}: {_fact(fact)}" for name, fact in changed.items()]
    return Said(
        f"Behind the curtain: the incident changes{': ' * bool(now)}{listing(now)}", world=True
    )


def _fact(fact: object) -> str:
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    return percent(fact) if isinstance(fact, float) else str(fact)


@on("impact.changed")
def _impact(data: Any, _names: Names, _event: Event) -> Said:
    share = number_of(data, "level") or 0.0
    if share == 0:
        return Said("Users are no longer affected", tone="good", world=True)
    return Said(f"Impact on users is {percent(share)}", tone="bad", world=True)

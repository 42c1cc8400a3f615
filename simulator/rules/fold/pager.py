"""Folding: alerts, pages, and who came."""

from __future__ import annotations

from typing import Any

from simulator.model.records import Event
from simulator.model.state import Alert, DrillState, Page, Person
from simulator.rules.fold.register import on

__all__: list[str] = []


@on("alert.fired")
def _alert(state: DrillState, event: Event, data: Any) -> None:
    names = ("alert", "service", "severity", "team", "page", "summary")
    state.alerts[data["alert"]] = Alert(**{n: data[n] for n in names}, fired_at=event.t)


@on("alert.resolved")
def _alert_over(state: DrillState, event: Event, data: Any) -> None:
    if alert := state.alerts.get(data["alert"]):
        alert.resolved_at = event.t


@on("page.sent")
def _page(state: DrillState, event: Event, data: Any) -> None:
    names = ("id", "alert", "team", "to", "name", "level")
    state.pages[data["id"]] = Page(
        **{n: data[n] for n in names}, sent_at=event.t, reason=data.get("reason", "")
    )


@on("page.acked")
def _ack(state: DrillState, event: Event, data: Any) -> None:
    if page := state.pages.get(data["id"]):
        page.acked_at, page.acked_by = event.t, event.actor


@on("responder.joined")
def _join(state: DrillState, event: Event, data: Any) -> None:
    if page := state.pages.get(data["page"]):
        page.joined_at = event.t
    if event.role == "persona":
        who = data["person"]
        state.people[who] = Person(who, data["name"], "responder", persona=True)

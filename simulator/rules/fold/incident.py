"""Folding: the incident, its roles and its rules."""

from __future__ import annotations

from typing import Any

from simulator.model.records import Event
from simulator.model.state import DrillState, RoleHolder
from simulator.model.written import Contest
from simulator.rules.fold.register import on

__all__: list[str] = []


@on("triage.assessed")
def _triage(state: DrillState, event: Event, data: Any) -> None:
    state.triage = {**data, "by": event.actor, "at": event.t}


@on("incident.declared")
def _declare(state: DrillState, event: Event, data: Any) -> None:
    state.declared_at, state.declared_by = event.t, event.actor
    state.title = data.get("title", "")


@on("severity.set")
def _severity(state: DrillState, event: Event, data: Any) -> None:
    state.severity, state.severity_at = data["level"], event.t


@on("priority.set")
def _priority(state: DrillState, event: Event, data: Any) -> None:
    state.priority, state.priority_at = data["level"], event.t


@on("role.assigned", "role.handover")
def _assign(state: DrillState, event: Event, data: Any) -> None:
    state.roles[data["role"]] = RoleHolder(data["to"], event.t)


@on("role.accepted")
def _accept(state: DrillState, event: Event, data: Any) -> None:
    held = state.roles.get(data["role"])
    if held is None or held.to != event.actor:
        held = state.roles[data["role"]] = RoleHolder(event.actor, event.t)
    held.accepted_at = event.t
    if data["role"] == "ic":
        state.contests = []


@on("role.released")
def _release(state: DrillState, _event: Event, data: Any) -> None:
    state.roles.pop(data["role"], None)


@on("command.contested")
def _contest(state: DrillState, event: Event, data: Any) -> None:
    state.contests = [*state.contests, Contest(event.actor, event.t, data["reason"])]


@on("command.settled", "decision.logged")
def _settle(state: DrillState, _event: Event, _data: Any) -> None:
    state.contests = []


@on("cadence.set")
def _cadence(state: DrillState, _event: Event, data: Any) -> None:
    state.cadence[data["audience"]] = data["minutes"]


@on("exit_criteria.set")
def _exit(state: DrillState, _event: Event, data: Any) -> None:
    state.exit_criteria = data["text"]


@on("scope.defined")
def _scope(state: DrillState, event: Event, data: Any) -> None:
    state.scope = {**data, "by": event.actor, "at": event.t}


@on("incident.resolved")
def _resolve(state: DrillState, event: Event, _data: Any) -> None:
    state.resolved_at = event.t


@on("incident.reopened")
def _reopen(state: DrillState, _event: Event, _data: Any) -> None:
    state.resolved_at = None


@on("postmortem.scheduled")
def _review(state: DrillState, event: Event, data: Any) -> None:
    state.postmortem = {**data, "set_at": event.t}

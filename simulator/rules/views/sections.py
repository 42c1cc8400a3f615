"""The view, section by section: what a page shows, as data.

A section is recomputed after events and sent again only if it changed, so that any client can show
the drill without knowing how events become state. Every field is named here on purpose: nothing is
copied wholesale from the state.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from simulator.model.phrases import catalogued
from simulator.model.policy import Policy
from simulator.model.scenario import Scenario
from simulator.model.seats import INCIDENT_ROLES, ROLE_TITLES
from simulator.model.state import DrillState
from simulator.rules.channels import channels_of, reads
from simulator.rules.oncall import name_of
from simulator.rules.permissions import allowed_verbs
from simulator.rules.span import direct_reports
from simulator.rules.views.behind import BEHIND
from simulator.rules.views.classify import classify
from simulator.rules.views.oncall import next_page, oncall
from simulator.rules.views.people import people, questions
from simulator.rules.views.record import bridge, document, review
from simulator.rules.views.redact import Viewer
from simulator.rules.views.signals import signals
from simulator.rules.views.staff import probe

__all__ = ["SECTIONS", "Scene", "build_view"]


@dataclass(frozen=True, slots=True)
class Scene:
    """What the sections are computed from."""

    state: DrillState
    scenario: Scenario
    policy: Policy
    viewer: Viewer
    t: int


Section = Callable[[Scene], Any]

_OUTSIDE = ("public", "customers_email", "regulator")
"""Audiences of updates outside the organisation."""


def build_view(  # noqa: PLR0913 - what a view is made of
    state: DrillState,
    scenario: Scenario,
    policy: Policy,
    viewer: Viewer,
    t: int,
    *,
    skip: Collection[str] = (),
) -> dict[str, Any]:
    """Return the sections that the viewer may see at drill time ``t`` (see ``docs/wire.md``)."""
    scene = Scene(state, scenario, policy, viewer, t)
    view = {name: section(scene) for name, section in SECTIONS.items() if name not in skip}
    if viewer.sees_all:
        view |= {name: section(state, scenario) for name, section in BEHIND.items()}
    return view


def _plain(record: Any) -> dict[str, Any]:
    """Copy a flat record of the state; its nested values are replaced there, never changed."""
    return {name: getattr(record, name) for name in record.__slots__}


def _you(scene: Scene) -> dict[str, Any]:
    state, viewer = scene.state, scene.viewer
    person = state.people.get(viewer.person)
    return {
        "person": viewer.person,
        "name": person.name if person else ROLE_TITLES.get(viewer.seat, viewer.seat),
        "seat": viewer.seat,
        "title": ROLE_TITLES.get(viewer.seat, viewer.seat),
        "roles": [role for role in INCIDENT_ROLES if state.holder(role) == viewer.person],
        "asked": [
            role
            for role, held in state.roles.items()
            if held.to == viewer.person and held.accepted_at is None
        ],
        "can": allowed_verbs(state, viewer.person, viewer.seat),
        "channels": channels_of(state, viewer.person, viewer.seat),
    }


def _drill(scene: Scene) -> dict[str, Any]:
    scenario, state = scene.scenario, scene.state
    return {
        "title": scenario.title,
        "brief": scenario.brief,
        "clock0": scenario.start,
        "zone": scenario.zone,
        "length": scenario.length,
        "phase": state.phase,
        "frozen": state.frozen,
        "solo": state.solo,
        "severities": [
            {"label": level.label, "when": catalogued(level.when)}
            for level in scene.policy.severity.levels
        ],
        "policy": catalogued(scene.policy.title),
        "services": [
            {"id": name, "title": service.title or name, "calls": list(service.calls)}
            for name, service in scenario.services.items()
        ],
    }


def _incident(scene: Scene) -> dict[str, Any]:
    state = scene.state
    internal = [u for u in state.updates if u["audience"] not in _OUTSIDE]
    return {
        "declared_at": state.declared_at,
        "declared_by": state.declared_by,
        "title": state.title,
        "severity": state.severity,
        "severity_at": state.severity_at,
        "priority": state.priority,
        "priority_at": state.priority_at,
        "triage": state.triage,
        "roles": {
            role: {
                "to": held.to,
                "name": state.name(held.to),
                "assigned_at": held.assigned_at,
                "accepted_at": held.accepted_at,
            }
            for role, held in state.roles.items()
        },
        "contests": [
            {**_plain(contest), "name": state.name(contest.by)} for contest in state.contests
        ],
        "cadence": dict(state.cadence),
        "exit_criteria": state.exit_criteria,
        "scope": state.scope,
        "resolved_at": state.resolved_at,
        "postmortem": state.postmortem,
        "span": direct_reports(state) if state.holder("ic") else None,
        "channels": [
            {"kind": channel["kind"], "name": channel["name"]} for channel in state.channels
        ],
        "promised": {
            "internal": internal[-1]["next_at"] if internal else None,
            "public": state.statuspage[-1]["next_at"] if state.statuspage else None,
        },
    }


def _alerts(scene: Scene) -> list[dict[str, Any]]:
    newest = sorted(scene.state.alerts.values(), key=lambda alert: -alert.fired_at)
    return [_plain(alert) for alert in newest]


def _pages(scene: Scene) -> list[dict[str, Any]]:
    state, scenario = scene.state, scene.scenario
    return [
        {
            **_plain(page),
            # The same as in the log, but the title of a seat can be said in any language.
            "name": name_of(scenario, page.to),
            "next": next_page(state, scenario, page),
        }
        for page in state.pages.values()
    ]


def _oncall(scene: Scene) -> list[dict[str, Any]]:
    return oncall(scene.state, scene.scenario)


def _actions(scene: Scene) -> dict[str, Any]:
    state = scene.state
    return {
        "catalogue": [
            {
                "action": name,
                "title": spec.title,
                "kind": spec.kind,
                "how": spec.how,
                "component": spec.component,
                "takes": list(spec.takes),
                "risk": spec.risk,
                "undo": spec.undo,
                "destroys_evidence": spec.destroys_evidence or bool(spec.destroys),
                "approval": spec.approval,
            }
            for name, spec in scene.scenario.actions.items()
        ],
        "runs": [{**_plain(run), "by_name": state.name(run.by)} for run in state.actions.values()],
    }


def _evidence(scene: Scene) -> dict[str, Any]:
    viewer = scene.viewer
    looks = scene.state.looks.values()
    return {
        "sources": [
            {
                "source": name,
                "title": spec.title,
                "kind": spec.kind,
                "takes": spec.takes,
                "deep": spec.deep,
                "shared": spec.shared,
                "captured": scene.state.captured.get(name),
            }
            for name, spec in scene.scenario.evidence.items()
        ],
        "looks": [_plain(look) for look in looks if viewer.sees_all or look.by == viewer.person],
    }


def _tasks(scene: Scene) -> list[dict[str, Any]]:
    state = scene.state
    return [
        {**_plain(task), "to_name": state.name(task.to), "by_name": state.name(task.by)}
        for task in state.tasks.values()
    ]


def _working(scene: Scene) -> list[dict[str, Any]]:
    state = scene.state
    return [
        {"person": person, "name": state.name(person), **_plain(working)}
        for person, working in state.working.items()
    ]


def _hypotheses(scene: Scene) -> list[dict[str, Any]]:
    return [_plain(idea) for idea in scene.state.hypotheses.values()]


def _inbox(scene: Scene) -> list[dict[str, Any]]:
    viewer = scene.viewer
    return [
        {
            "id": inject.id,
            "from": inject.from_,
            "name": inject.name,
            "channel": inject.channel,
            "text": inject.text,
            "at": inject.at,
            "expects": inject.expects,
            "answered_at": inject.answered_at,
            "answer": inject.answer,
            "replies": [
                {**_plain(reply), "name": scene.state.name(reply.by)} for reply in inject.replies
            ],
        }
        for inject in scene.state.injects.values()
        if viewer.sees_all or reads(scene.state, viewer.person, viewer.seat, inject.channel)
    ]


def _updates(scene: Scene) -> list[dict[str, Any]]:
    names = ("seq", "t", "audience", "status", "impact", "theory", "next_action", "next_at", "text")
    return [{name: update.get(name) for name in names} for update in scene.state.updates]


def _statuspage(scene: Scene) -> dict[str, Any]:
    names = ("seq", "t", "stage", "components", "text", "next_at")
    posts = [{name: post.get(name) for name in names} for post in scene.state.statuspage]
    return {"stage": posts[-1]["stage"] if posts else None, "posts": posts}


def _signals(scene: Scene) -> dict[str, Any]:
    return signals(scene.state, scene.scenario, scene.viewer, scene.t)


SECTIONS: dict[str, Section] = {
    "classify": lambda scene: classify(scene.policy),
    "you": _you,
    "drill": _drill,
    "people": lambda scene: people(scene.state, scene.scenario),
    "incident": _incident,
    "alerts": _alerts,
    "pages": _pages,
    "oncall": _oncall,
    "actions": _actions,
    "evidence": _evidence,
    "tasks": _tasks,
    "working": _working,
    "hypotheses": _hypotheses,
    "inbox": _inbox,
    "questions": lambda scene: questions(scene.state, scene.viewer),
    "updates": _updates,
    "statuspage": _statuspage,
    "bridge": lambda scene: bridge(scene.state),
    "document": lambda scene: document(scene.state),
    "review": lambda scene: review(scene.state),
    "probe": lambda scene: probe(scene.state, scene.viewer),
    "signals": _signals,
}
"""Every section that any viewer gets, by name."""

"""What a log's header says of the failure, before anybody knows how the drill will go."""

from __future__ import annotations

from typing import Any

from simulator.model.policy import Policy
from simulator.model.scenario import Scenario
from simulator.model.scenario.escalating import severity_facts
from simulator.rules.oncall import pages
from simulator.scenario import true_level

__all__ = ["header_facts"]

_TAKEN_BACK = ("rollback", "flag off")
"""The sorts of actions that take a change back."""


def header_facts(scenario: Scenario, policy: Policy) -> dict[str, Any]:
    """Return what is true of the failure; the scorer takes the rest from the events.

    Times are ms of drill time; what the scenario does not say is left out. ``severity`` holds at
    the start: ``facts.changed`` tells in the log how it goes on.
    """
    known = {
        "viable_at": scenario.facts.viable_from,
        "change_age": _change_age(scenario),
        "declarable_at": _declarable_at(scenario),
        "rollback_helps": _rollback_helps(scenario),
    }
    return {
        "kind": scenario.kind,
        "severity": severity_facts(scenario.facts),
        "true_level": true_level(scenario.facts, policy),
        "customer_visible": scenario.facts.customer_visible_from is not None,
        "symptoms": list(scenario.symptoms),
        "services": list(scenario.services),
        "impact_series": scenario.impact,
        "traffic_series": scenario.traffic,
        "length": scenario.length,
        "observable": "all",
    } | {name: fact for name, fact in known.items() if fact is not None}


def _change_age(scenario: Scenario) -> int | None:
    """Return how old the newest change is when what customers feel breaks at the same place."""
    hurts = scenario.impact.partition(".")[2]
    ages = [
        fault.at - change.at
        for fault in scenario.faults.values()
        for change in scenario.changes
        if hurts in fault.pushes and change.service == fault.service
        if fault.at is not None and change.at <= fault.at
    ]
    return min(ages, default=None)


def _rollback_helps(scenario: Scenario) -> bool | None:
    """Tell whether a change can be taken back with some effect, None if none is where it broke.

    One that is certain to fail has none.
    """
    if _change_age(scenario) is None:
        return None
    hurting = {name for name, fault in scenario.faults.items() if not fault.red_herring}
    return any(
        hurting & {*spec.clears, *(name for name, share in spec.eases.items() if share > 0)}
        for spec in scenario.actions.values()
        if spec.plausible and spec.how in _TAKEN_BACK
    )


def _declarable_at(scenario: Scenario) -> int | None:
    """Return when customers say that something is wrong, which is reason enough to declare.

    The first message with a time that comes once customers can notice, and that is a clue to what
    broke or asks for something. Where there is none, and nobody is paged either, the incident
    could be declared as soon as customers could notice it. Whether a page came sooner is for the
    log to tell.
    """
    visible = scenario.facts.customer_visible_from
    if visible is None:
        return None
    hurting = {name for name, fault in scenario.faults.items() if not fault.red_herring}
    reports = [
        inject.at
        for inject in scenario.injects
        if inject.at is not None and inject.at >= visible and not inject.red_herring
        if inject.points_to in hurting or inject.expect is not None
    ]
    return min(reports, default=None if _can_page(scenario) else visible)


def _can_page(scenario: Scenario) -> bool:
    """Tell whether any alert of a scenario is meant to page somebody."""
    severities = {alert.labels.get("severity", "") for alert in scenario.alerts}
    return any(pages(None, one) for one in severities) or any(
        pages(team, one) for team in scenario.oncall.values() for one in severities
    )

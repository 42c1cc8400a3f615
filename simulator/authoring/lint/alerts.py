"""Alerts that never fire or always do, pages to nobody, trouble that nothing tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.authoring.lint.case import Case
from simulator.authoring.lint.finding import Found, rule
from simulator.model.records import Event
from simulator.model.scenario import AlertSpec
from simulator.model.units import MINUTE, duration_text
from simulator.rules.oncall import PAGE, pages, steps_for

__all__ = ["services_of", "team_of"]

_NOTICED = 15 * MINUTE
_URGENT = re.compile(
    r"crit(?:ical)?|pag(?:es?|ed|er|ing)|sev-?[012]|p-?[01]|high|urgent|emergency|fatal",
    re.IGNORECASE,
)
"""Severity labels that sound as if somebody were woken by them."""


def services_of(case: Case, alert: AlertSpec) -> list[str]:
    """Return the services that an alert watches, the first that it names first."""
    return [name.partition(".")[0] for name in case.reach.watched(alert.expr).names]


def team_of(case: Case, alert: AlertSpec) -> str:
    """Return the team that an alert pages."""
    service = case.scenario.services[services_of(case, alert)[0]]
    return alert.labels.get("team") or service.team or ""


def _each(case: Case) -> Iterator[tuple[int, AlertSpec]]:
    yield from enumerate(case.scenario.alerts)


def _muted(alert: AlertSpec) -> bool:
    """Whether somebody silenced it for good: then it is meant to be missing."""
    return alert.silenced is not None and alert.silenced.until is None


@rule(
    "alert-never",
    "warning",
    way_out="Lower the threshold below what the faults do, shorten for, or remove the alert.",
    example="alerts:\n  - {alert: X, expr: 'errors{service=\"api\"} > 0.9'}   # faults reach 40 %",
)
def never(case: Case) -> Iterator[Found]:
    """An alert watches for a value that its signal can never reach.

    Teams are paged by alerts; one that cannot fire is a page that never comes. Judged by the
    signal at rest, all faults and harm at full strength, and the noise.
    """
    for index, alert in _each(case):
        if _muted(alert):
            continue
        place = case.at("alerts", index)
        if not case.reach.alert_possible(alert.expr):
            yield Found(place["expr"], f"{alert.alert} can never fire: {_range(case, alert)}")
        elif alert.for_ >= case.scenario.length:
            message = f"{alert.alert} can never fire: the drill is not that long"
            yield Found(place["for"], message)


def _range(case: Case, alert: AlertSpec) -> str:
    """Say how far the signals of an alert go."""
    told = []
    for name in case.reach.watched(alert.expr).names:
        low, high = case.reach.series[name]
        told.append(f"{name} stays between {low:g} and {high:g}")
    return " and ".join(told)


@rule(
    "alert-silent",
    "advice",
    way_out="Check its threshold and its for, or remove it.",
    example="alerts:\n  - {alert: X, expr: ..., for: 30m}   # the trouble lasts 20 minutes",
)
def silent(case: Case) -> Iterator[Found]:
    """An alert fired in no simulated drill.

    It could fire, but neither when nobody acts, nor with the best bots, nor after any single
    action.
    """
    fired = {event.data["alert"] for run in case.runs for event in run.of("alert.fired")}
    known = {found.at.path.partition(".")[0] for found in never(case)}
    for index, alert in _each(case):
        place = case.at("alerts", index)
        if alert.alert not in fired and not _muted(alert) and place.path not in known:
            message = f"{alert.alert} fired in none of {len(case.runs)} simulated drills"
            yield Found(place, message)


@rule(
    "alert-at-rest",
    "warning",
    way_out="Raise the threshold, or mark it red_herring: true if the noise is meant.",
    example="alerts:\n  - {alert: X, expr: 'errors{service=\"api\"} > 0.001'}   # 0.4 % at rest",
)
def at_rest(case: Case) -> Iterator[Found]:
    """An alert fires before anything is broken.

    The team is paged for nothing and learns to distrust the pager.
    """
    begun = case.idle.first("fault.started")
    fired = {e.data["alert"]: e.t for e in reversed(case.idle.of("alert.fired"))}
    for index, alert in _each(case):
        at = fired.get(alert.alert)
        if at is not None and not alert.red_herring and (begun is None or at < begun):
            message = f"{alert.alert} fires at {case.said(at)}, before anything is broken"
            yield Found(case.at("alerts", index, "expr"), message)


@rule(
    "page-nobody",
    "warning",
    way_out="Add the team to oncall, or set another team or severity in labels.",
    example="alerts:\n  - {alert: X, labels: {severity: page, team: web}, ...}\noncall: {}",
)
def nobody(case: Case) -> Iterator[Found]:
    """An alert pages a team that has nobody on call.

    It shows on the board, but no phone rings, and nothing escalates.
    """
    for index, alert in _each(case):
        team = team_of(case, alert)
        spec, severity = case.scenario.oncall.get(team), alert.labels.get("severity", "")
        if pages(spec, severity) and not steps_for(spec, severity):
            who = f"the team {team!r}, which has nobody on call" if team else "no team"
            label = case.at("alerts", index)["labels"]
            yield Found(label["team"] or label["severity"], f"{alert.alert} pages {who}")


@rule(
    "severity-shows-only",
    "warning",
    way_out="Write severity: page, or give the team steps for it under by_severity.",
    example="alerts:\n  - {alert: X, labels: {severity: critical}, ...}   # and no by_severity",
)
def shows_only(case: Case) -> Iterator[Found]:
    """An alert has a severity that sounds urgent, and nobody is paged.

    Only `page` pages by itself; any other severity pages those whom the team lists for it under
    by_severity. Without either the alert waits on the board for somebody to look.
    """
    for index, alert in _each(case):
        severity = alert.labels.get("severity", "")
        spec = case.scenario.oncall.get(team_of(case, alert))
        if _URGENT.fullmatch(severity) and not alert.red_herring and not pages(spec, severity):
            label = case.at("alerts", index, "labels", "severity")
            yield Found(label, f"nobody is paged for {alert.alert}: {severity} only shows")


@rule(
    "team-off-call",
    "advice",
    way_out="Add the team to oncall, or correct its name.",
    example="services: {web: {team: shpo, ...}}\noncall: {shop: [...]}",
)
def off_call(case: Case) -> Iterator[Found]:
    """A service belongs to a team that is not on call.

    Nobody can be paged or asked for when it fails. An alert that pages through it is told apart.
    """
    oncall = case.scenario.oncall
    for name, service in case.scenario.services.items():
        team = service.team or ""
        if oncall and team and team not in oncall and team not in _paged(case):
            place = case.at("services", name, "team")
            yield Found(place, f"{name} belongs to {team!r}, which nobody is on call for")


def _paged(case: Case) -> set[str]:
    """Return the teams that some alert pages."""
    alerts = case.scenario.alerts
    return {team_of(case, alert) for alert in alerts if alert.labels.get("severity") == PAGE}


@rule(
    "impact-undetected",
    "warning",
    way_out="Add an alert on what customers feel, or an inject that reports it.",
    example="alerts: []\ninjects: []",
)
def undetected(case: Case) -> Iterator[Found]:
    """Customers are hurt, and nothing tells the team.

    In a drill in which nobody acts, no alert on the affected services or what they call fires
    within 15 minutes, and no message comes. Finding trouble without a sign can be an exercise, but
    it should be meant.
    """
    felt = case.idle.felt_at
    if felt is None:
        return
    until = felt + _NOTICED
    alerts = {alert.alert: alert for alert in case.scenario.alerts}
    tells = [e.t for e in case.idle.of("alert.fired") if _watches(case, alerts, e)]
    tells += [e.t for e in case.idle.delivered() if e.t >= felt and not _misleads(case, e)]
    if not any(t <= until for t in tells):
        wait = duration_text(_NOTICED)
        message = f"customers are hit at {case.said(felt)}, and nothing says so within {wait}"
        yield Found(case.at("alerts"), message)


def _watches(case: Case, alerts: dict[str, AlertSpec], event: Event) -> bool:
    """Whether a firing alert is about the affected service or something that it calls."""
    alert = alerts[event.data["alert"]]
    hit = case.scenario.impact.partition(".")[0]
    watched = set(services_of(case, alert))
    return not alert.red_herring and bool(watched & _below(case, hit))


def _below(case: Case, service: str) -> set[str]:
    """Return a service and everything that it calls, directly or not."""
    found, rest = set[str](), [service]
    while rest:
        name = rest.pop()
        if name not in found:
            found.add(name)
            rest += case.scenario.services[name].calls
    return found


def _misleads(case: Case, event: Event) -> bool:
    return any(i.red_herring for i in case.scenario.injects if i.id == event.data["id"])

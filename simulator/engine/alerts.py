"""Alerting rules, evaluated on the grid with the semantics of Prometheus."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.engine.pager import Pager
from simulator.engine.system import System
from simulator.engine.watch import next_flip
from simulator.model.alert_expr import AlertExpr, parse_alert_expr
from simulator.model.scenario import AlertSpec
from simulator.model.signals import grid_after
from simulator.rules.conditions import signal_names

__all__ = ["Alerts"]


@dataclass(slots=True)
class _Rule:
    """One rule with its state: inactive, pending since a tick, or firing."""

    spec: AlertSpec
    expr: AlertExpr
    service: str
    team: str
    since: int | None = None
    firing: bool = False
    entry: Entry | None = None


class Alerts:
    """All alerting rules of the scenario.

    As in Prometheus: the expression is looked at on every tick; from the first tick at which it
    holds the alert is pending, it fires at the first tick that is ``for`` later if the expression
    held at every tick between, and it resolves at the first tick at which it does not hold.
    """

    def __init__(self, core: Core, system: System, pager: Pager) -> None:
        self._core = core
        self._system = system
        self._pager = pager
        self._rules = [self._rule(spec) for spec in sorted(core.scenario.alerts, key=_name)]
        self._by_series: dict[str, list[_Rule]] = {}
        for rule in self._rules:
            self._by_series.setdefault(rule.expr.series, []).append(rule)

    def plan(self) -> None:
        """Begin to watch."""
        self._system.listeners.append(self._moved)
        for rule in self._rules:
            self._watch(rule)

    def _rule(self, spec: AlertSpec) -> _Rule:
        expr = parse_alert_expr(spec.expr, signal_names(self._core.scenario))
        service = expr.series.partition(".")[0]
        team = spec.labels.get("team") or self._core.scenario.services[service].team or ""
        return _Rule(spec, expr, service, team)

    def _moved(self, series: str) -> None:
        for rule in self._by_series.get(series, ()):
            self._watch(rule)

    def _watch(self, rule: _Rule) -> None:
        """Plan the next tick at which this rule has something to do."""
        calendar = self._core.calendar
        calendar.cancel(rule.entry)
        start = calendar.next_tick(Phase.ALERT)
        stop = self._core.scenario.length
        series = self._system.series[rule.expr.series]
        at = next_flip(rule.expr, series, start, stop, state=rule.since is not None)
        if rule.since is not None and not rule.firing:
            due = grid_after(rule.since + rule.spec.for_)
            at = due if at is None else min(at, due)
        rule.entry = None
        if at is not None and at <= stop:
            rule.entry = calendar.plan(
                at, Phase.ALERT, rule.spec.alert, partial(self._evaluate, rule)
            )

    def _evaluate(self, rule: _Rule) -> None:
        now = self._core.now
        holds = rule.expr.holds(self._system.series[rule.expr.series].observed(now))
        if holds and rule.since is None:
            rule.since = now
        if holds and not rule.firing and rule.since is not None:
            if now - rule.since >= rule.spec.for_:
                self._fire(rule)
        elif not holds:
            rule.since = None
            if rule.firing:
                self._resolve(rule)
        self._watch(rule)

    def _fire(self, rule: _Rule) -> None:
        rule.firing = True
        spec = rule.spec
        severity = spec.labels.get("severity", "")
        notes = spec.annotations
        data = {
            "alert": spec.alert,
            "service": rule.service,
            "severity": severity,
            "team": rule.team,
            "page": severity == "page",
            "summary": notes.get("summary") or notes.get("description") or spec.expr,
        }
        self._core.say("alert.fired", data)
        if severity == "page":
            self._pager.fired(spec.alert, rule.team)

    def _resolve(self, rule: _Rule) -> None:
        rule.firing = False
        self._core.say("alert.resolved", {"alert": rule.spec.alert, "service": rule.service})
        self._pager.resolved(rule.spec.alert)


def _name(spec: AlertSpec) -> str:
    return spec.alert

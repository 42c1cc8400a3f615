"""Alerting rules, evaluated on the grid with the semantics of Prometheus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.engine.pager import Pager
from simulator.engine.system import System
from simulator.engine.watch import next_look
from simulator.model.alert_expr import AlertExpr
from simulator.model.scenario import AlertSpec
from simulator.model.signals import Series, grid_after
from simulator.rules.compiled import compiled
from simulator.rules.oncall import pages

__all__ = ["Alerts"]


@dataclass(slots=True)
class _Rule:
    """One rule with its state; times in ms.

    ``held`` is what its expression was at the newest tick that was looked at. It is pending from
    ``since`` on, and firing once that has lasted; ``calm`` is the first tick of a calm during
    which it keeps firing. ``shown`` is whether people see it fire.
    """

    spec: AlertSpec
    expr: AlertExpr
    team: str
    held: bool = False
    since: int | None = None
    firing: bool = False
    calm: int | None = None
    shown: bool = False
    entry: Entry | None = None

    def step(self, now: int, *, holds: bool) -> None:
        """Take in what the expression is at a tick, as Prometheus does."""
        self.held = holds
        if holds:
            self.calm = None
            self.since = now if self.since is None else self.since
            self.firing = self.firing or now - self.since >= self.spec.for_
            return
        if self.firing and self.spec.keep_firing_for:
            self.calm = now if self.calm is None else self.calm
            if now - self.calm < self.spec.keep_firing_for:
                return
        self.since = self.calm = None
        self.firing = False

    def read(self, series: Mapping[str, Series], now: int) -> bool:
        """Tell what its expression is of what is seen at a tick."""
        expr = self.expr
        if expr.atom is not None:
            value = series[expr.atom.series].observed(now)
            return value is not None and expr.atom.holds(value)
        return expr.holds({name: series[name].observed(now) for name in expr.names})

    def silenced(self, now: int) -> bool:
        """Tell whether somebody silenced it."""
        silence = self.spec.silenced
        if silence is None or now < silence.from_:
            return False
        return silence.until is None or now < silence.until

    def due(self, start: int) -> int | None:
        """Return the first tick from ``start`` on at which time alone changes something."""
        if self.since is None:
            return None
        if not self.firing:
            at = grid_after(self.since + self.spec.for_)
            return at if at >= start else None
        times = [] if self.calm is None else [self.calm + self.spec.keep_firing_for]
        if silence := self.spec.silenced:
            times += [silence.from_, *([] if silence.until is None else [silence.until])]
        return min((tick for tick in map(grid_after, times) if tick >= start), default=None)


class Alerts:
    """All alerting rules of the scenario.

    As in Prometheus: the expression is looked at on every tick; from the first tick at which it
    holds the alert is pending, it fires at the first tick that is ``for`` later if the expression
    held at every tick between, and it resolves at the first tick at which it does not hold, or
    has not held for ``keep_firing_for``. A series that nobody can see makes comparisons of it
    false, so its alert resolves.

    A silenced alert is evaluated all the same, but nobody is told: it vanishes when the silence
    begins, and if it fires when the silence ends, it is told then.
    """

    def __init__(self, core: Core, system: System, pager: Pager) -> None:
        self._core = core
        self._system = system
        self._pager = pager
        self._stop = core.scenario.length
        self._rules = [self._rule(spec) for spec in sorted(core.scenario.alerts, key=_name)]
        self._by_series: dict[str, list[_Rule]] = {}
        for rule in self._rules:
            for series in rule.expr.names:
                self._by_series.setdefault(series, []).append(rule)

    def plan(self) -> None:
        """Begin to watch."""
        self._system.listeners.append(self._moved)
        for rule in self._rules:
            self._watch(rule)

    def _rule(self, spec: AlertSpec) -> _Rule:
        expr = compiled(self._core.scenario).alert(spec.expr)
        team = spec.labels.get("team") or self._core.scenario.services[expr.service].team or ""
        return _Rule(spec, expr, team)

    def _moved(self, series: str) -> None:
        for rule in self._by_series.get(series, ()):
            if rule.since is None and self._cannot(rule.expr):
                self._core.calendar.cancel(rule.entry)
                rule.entry = None
            else:
                self._watch(rule)

    def _cannot(self, expr: AlertExpr) -> bool:
        """Tell, quickly, that an expression cannot hold while all its series go as they do now.

        Most moves concern a rule as little as that.
        """
        for atom in expr.all_of:
            series = self._system.series[atom.series]
            if series.blind is None:
                low, high = series.extremes()
                if not atom.test(high if atom.rising else low, atom.threshold):
                    return True
        return False

    def _watch(self, rule: _Rule) -> None:
        """Plan the next tick at which this rule has something to do."""
        calendar = self._core.calendar
        calendar.cancel(rule.entry)
        start = calendar.next_tick(Phase.ALERT)
        stop = self._stop
        at, due = next_look(rule.expr, self._system.series, start, stop, state=rule.held), None
        if rule.since is not None:
            due = rule.due(start)
        if due is not None and (at is None or due < at):
            at = due
        rule.entry = None
        if at is not None and at <= stop:
            rule.entry = calendar.plan(
                at, Phase.ALERT, rule.spec.alert, partial(self._evaluate, rule)
            )

    def _evaluate(self, rule: _Rule) -> None:
        now = self._core.now
        rule.step(now, holds=rule.read(self._system.series, now))
        show = rule.firing and not rule.silenced(now)
        if show and not rule.shown:
            rule.shown = True
            self._fire(rule)
        elif rule.shown and not show:
            rule.shown = False
            self._resolve(rule)
        self._watch(rule)

    def _fire(self, rule: _Rule) -> None:
        spec = rule.spec
        severity = spec.labels.get("severity", "")
        notes = spec.annotations
        paging = pages(self._core.scenario.oncall.get(rule.team), severity)
        data = {
            "alert": spec.alert,
            "service": rule.expr.service,
            "severity": severity,
            "team": rule.team,
            "page": paging,
            "summary": notes.get("summary") or notes.get("description") or spec.expr,
        }
        self._core.say("alert.fired", data)
        if paging:
            self._pager.fired(spec.alert, rule.team, severity)

    def _resolve(self, rule: _Rule) -> None:
        alert = rule.spec.alert
        self._core.say("alert.resolved", {"alert": alert, "service": rule.expr.service})
        self._pager.resolved(alert)


def _name(spec: AlertSpec) -> str:
    return spec.alert

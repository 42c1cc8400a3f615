"""Alerting rules, evaluated on the grid with the semantics of Prometheus."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from simulator.engine.blueprint import blueprint
from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.engine.pager import Pager
from simulator.engine.system import System
from simulator.engine.watch import Turn, next_run
from simulator.model.alert_expr import AlertExpr
from simulator.model.once import Once
from simulator.model.scenario import AlertSpec, Scenario
from simulator.model.signals import GRID, Series, grid_after
from simulator.rules.compiled import compiled
from simulator.rules.oncall import pages

__all__ = ["Alerts"]


@dataclass(frozen=True, slots=True)
class _Law:
    """What is the same of a rule in every drill.

    It turns after so many ticks in a row that are against what it is; ``calm`` is whether it is
    sure not to hold while everything is at rest.
    """

    spec: AlertSpec
    expr: AlertExpr
    told: Mapping[str, Any]
    """What is told when it fires."""
    to_fire: int
    to_resolve: int
    calm: bool


class _Laws:
    """All rules of a scenario, in the order of their names."""

    def __init__(self, scenario: Scenario) -> None:
        specs = sorted(scenario.alerts, key=lambda spec: spec.alert)
        self.laws = [_law(scenario, spec) for spec in specs]
        self.by_series: dict[str, list[int]] = {}
        """Which rules a series has a part in, as places in the list."""
        for place, law in enumerate(self.laws):
            for series in law.expr.names:
                self.by_series.setdefault(series, []).append(place)


def _law(scenario: Scenario, spec: AlertSpec) -> _Law:
    expr = compiled(scenario).alert(spec.expr)
    resting = blueprint(scenario).resting
    at_rest = {
        name: resting[name].bounds(resting[name].base, resting[name].base) for name in expr.names
    }
    return _Law(
        spec,
        expr,
        _told(scenario, spec, expr.service),
        to_fire=grid_after(spec.for_) // GRID + 1,
        to_resolve=grid_after(spec.keep_firing_for) // GRID + 1,
        calm=expr.sure(at_rest) is False,
    )


def _told(scenario: Scenario, spec: AlertSpec, service: str) -> dict[str, Any]:
    team = spec.labels.get("team") or scenario.services[service].team or ""
    severity, notes = spec.labels.get("severity", ""), spec.annotations
    return {
        "alert": spec.alert,
        "service": service,
        "severity": severity,
        "team": team,
        "page": pages(scenario.oncall.get(team), severity),
        "summary": notes.get("summary") or notes.get("description") or spec.expr,
    }


_laws = Once(_Laws)


@dataclass(slots=True)
class _Rule:
    """One rule with its state; times in ms.

    It turns, to firing or to not firing, at the end of a run: once its expression has been
    against what it is at ``need`` ticks in a row. ``since`` is the first tick of the run that was
    going on at the tick ``seen``, and ``quiet`` whether there is none for sure until a series
    moves anew; ``shown`` is whether people see it fire.
    """

    law: _Law
    need: int
    quiet: bool
    firing: bool = False
    since: int | None = None
    seen: int = -GRID
    shown: bool = False
    entry: Entry | None = None

    def turn(self, now: int) -> None:
        """Begin or cease to fire at a tick."""
        self.firing = not self.firing
        self.need = self.law.to_resolve if self.firing else self.law.to_fire
        self.since, self.seen = None, now

    def settle(self, series: Mapping[str, Series], tick: int) -> None:
        """Work out which run goes on at a tick.

        No series of its expression has moved anew, or lost or regained its monitor, since
        ``seen``.
        """
        against = not self.firing
        begin = tick
        while begin > self.seen and self._read(series, begin) is against:
            begin -= GRID
        if begin == tick:
            self.since = None
        elif begin > self.seen or self.since is None:
            self.since = begin + GRID
        self.seen = tick

    def _read(self, series: Mapping[str, Series], tick: int) -> bool:
        """Tell what its expression is of what is seen at a tick."""
        expr = self.law.expr
        if expr.atom is not None:
            value = series[expr.atom.series].observed(tick)
            return value is not None and expr.atom.holds(value)
        return expr.holds({name: series[name].observed(tick) for name in expr.names})

    def silenced(self, now: int) -> bool:
        """Tell whether somebody silenced it."""
        silence = self.law.spec.silenced
        if silence is None or now < silence.from_:
            return False
        return silence.until is None or now < silence.until

    def hushes(self, start: int) -> int | None:
        """Return the first tick from ``start`` on at which a silence begins or ends, if any."""
        silence = self.law.spec.silenced
        if silence is None:
            return None
        times = [silence.from_, *([] if silence.until is None else [silence.until])]
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
        laws = _laws(core.scenario)
        self._rules = [_Rule(law, law.to_fire, law.calm) for law in laws.laws]
        self._by_series = laws.by_series
        self._turning: list[_Rule] = []

    def plan(self) -> None:
        """Begin to watch."""
        self._system.settling.append(self._settle)
        self._system.listeners.append(self._moved)
        start = self._core.calendar.next_tick(Phase.ALERT)
        for rule in self._rules:
            rule.seen = start - GRID
            if not rule.quiet:
                self._watch(rule, start)

    def _settle(self, series: Collection[str]) -> None:
        """Take in what was seen of some series up to now, before they turn."""
        by_series = self._by_series
        places = {place for name in series for place in by_series.get(name, ())}
        self._turning = [self._rules[place] for place in sorted(places)]
        last = self._core.calendar.next_tick(Phase.ALERT) - GRID
        for rule in self._turning:
            if rule.seen == last:
                continue  # it turned at that tick, or a series did since
            if rule.quiet:
                rule.since = None
            elif rule.need > 1:
                rule.settle(self._system.series, last)
            rule.seen = last

    def _moved(self, _series: Collection[str]) -> None:
        """Plan anew what the series decide that have just turned."""
        start = self._core.calendar.next_tick(Phase.ALERT)
        for rule in self._turning:
            self._watch(rule, start)

    def _watch(self, rule: _Rule, start: int) -> None:
        """Plan the next tick, from ``start`` on, at which this rule has something to do."""
        calendar, stop = self._core.calendar, self._stop
        if rule.entry is not None:
            calendar.cancel(rule.entry)
            rule.entry = None
        turn = next_run(
            rule.law.expr, self._system.series, start, stop,
            state=not rule.firing, need=rule.need, since=rule.since,
        )  # fmt: skip
        rule.quiet = turn is None
        hush = rule.hushes(start) if rule.firing and rule.law.spec.silenced else None
        if hush is not None and (turn is None or hush < turn.at):
            turn = Turn(hush, sure=False)
        if turn is not None and turn.at <= stop:
            call = partial(self._turn if turn.sure else self._look, rule)
            rule.entry = calendar.plan(turn.at, Phase.ALERT, rule.law.spec.alert, call)

    def _look(self, rule: _Rule) -> None:
        """See whether a rule turns at this tick, and how it goes on."""
        now = self._core.now
        rule.settle(self._system.series, now)
        if rule.since is not None and now - rule.since >= (rule.need - 1) * GRID:
            rule.turn(now)
        self._show(rule)

    def _turn(self, rule: _Rule) -> None:
        rule.turn(self._core.now)
        self._show(rule)

    def _show(self, rule: _Rule) -> None:
        """Tell people what has become of a rule, and watch it further."""
        now = self._core.now
        show = rule.firing and not rule.silenced(now)
        if show and not rule.shown:
            rule.shown = True
            self._fire(rule)
        elif rule.shown and not show:
            rule.shown = False
            self._resolve(rule)
        self._watch(rule, now + GRID)

    def _fire(self, rule: _Rule) -> None:
        told = rule.law.told
        self._core.say("alert.fired", dict(told))
        if told["page"]:
            self._pager.fired(told["alert"], told["team"], told["severity"])

    def _resolve(self, rule: _Rule) -> None:
        told = rule.law.told
        self._core.say("alert.resolved", {"alert": told["alert"], "service": told["service"]})
        self._pager.resolved(told["alert"])

"""Answers to what conditions and templates ask."""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from typing import Any

from simulator.engine.actions import Actions
from simulator.engine.core import Core
from simulator.engine.faults import Faults
from simulator.engine.system import System
from simulator.model.expr.check import Scope
from simulator.model.signals import GRID

__all__ = ["Reading", "Truth"]


class Truth(Scope):
    """The world as it is, without noise: what decides whether a story goes on."""

    def __init__(self, core: Core, system: System, faults: Faults, actions: Actions) -> None:
        self._core = core
        self._system = system
        ledger = core.ledger

        def named(*kinds: str) -> Callable[[str], bool]:
            return lambda name: name in ledger.about(*kinds)

        self._functions: dict[str, Callable[[str], Any]] = {
            "since": lambda kind: core.now - ledger.last.get(kind, 0),
            "count": lambda kind: float(ledger.count.get(kind, 0)),
            "happened": lambda kind: kind in ledger.count,
            "running": actions.running,
            "finished": actions.finished,
            "failed": named("action.failed"),
            "undone": lambda action: action in ledger.undone,
            "active": faults.active,
            "strength": lambda fault: faults.left(fault) if faults.active(fault) else 0.0,
            "firing": lambda alert: alert in ledger.firing,
            "joined": named("responder.joined"),
            "looked": named("evidence.viewed"),
            "captured": self._captured,
            "delivered": named("inject.delivered", "inject.exec_question"),
            "answered": named("query.answered"),
            "expired": named("inject.expired"),
        }

    def name(self, name: str) -> Any:
        """Return ``impact`` (0..1) or ``now`` (ms)."""
        return self.impact() if name == "impact" else self._core.now

    def call(self, name: str, args: tuple[Any, ...]) -> Any:
        """Return the value of a function of the vocabulary; all others are signals."""
        if function := self._functions.get(name):
            return function(*args)
        return self.signal(f"{args[0]}.{name}")

    def _captured(self, source: str) -> bool:
        """Tell whether somebody kept what a source shows, whether by its id or by its title."""
        spec = self._core.scenario.evidence[source]
        kept = {what.casefold() for what in self._core.ledger.about("evidence.captured")}
        return not kept.isdisjoint((source.casefold(), spec.title.casefold()))

    def impact(self) -> float:
        """Return the share of users hit: the excess of the scenario's impact series."""
        series = self._system.series[self._core.scenario.impact]
        return max(0.0, series.true_value(self._core.now) - series.base)

    def signal(self, name: str) -> float:
        """Return the value of a series."""
        return self._system.series[name].true_value(self._core.now)


class Reading(Truth):
    """The world as monitors show it: the observed values of the newest tick, as on the charts."""

    def impact(self) -> float:
        """Return what the chart of the scenario's impact series says of it."""
        name = self._core.scenario.impact
        return max(0.0, self.signal(name) - self._system.series[name].base)

    def signal(self, name: str) -> float:
        """Return what a chart's last point says; without a monitor, no number at all (NaN)."""
        seen = self._system.series[name].observed(self._core.now // GRID * GRID)
        return nan if seen is None else seen

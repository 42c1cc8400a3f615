"""Texts and values at this moment, as monitors show them or as customers feel them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from simulator.engine.core import Core
from simulator.engine.scope import Reading, Truth
from simulator.engine.system import System
from simulator.model.expr import Condition
from simulator.model.scenario import EvidenceLine
from simulator.model.signals import GRID
from simulator.model.template import series_in
from simulator.rules.compiled import compiled

__all__ = ["Showing"]


class Showing:
    """What people find where they look, and what colleagues report."""

    def __init__(self, core: Core, system: System, reading: Reading, truth: Truth) -> None:
        self._core = core
        self._system = system
        self._reading = reading
        self._truth = truth
        self._units = {name: series.unit for name, series in system.series.items()}
        self._units["impact"] = "share"  # as much a reading as the series behind it

    @property
    def tick(self) -> int:
        """The newest tick (ms): the last point of the charts."""
        return self._core.now // GRID * GRID

    def lines(self, lines: Iterable[EvidenceLine]) -> list[str]:
        """Return the lines that are there now, with the values that monitors show filled in."""
        # Few of a scenario's lines are ever read, so each is compiled when it first is.
        known, clock0 = compiled(self._core.scenario), self._core.scenario.start
        return [
            known.template(line.text).render(
                self._reading, self._units, clock0=clock0, unseen=self._unseen
            )
            for line in lines
            if line.when is None or self._value(known.expression(line.when))
        ]

    def felt(self, lines: Iterable[EvidenceLine]) -> list[str]:
        """Return the same as customers feel it: what is true, whatever monitors show or miss."""
        known, clock0 = compiled(self._core.scenario), self._core.scenario.start
        return [
            known.template(line.text).render(self._truth, self._units, clock0=clock0)
            for line in lines
            if line.when is None or known.expression(line.when)(self._truth)
        ]

    def number(self, text: str) -> float | None:
        """Return the value of an expression, None if it needs one that no monitor shows."""
        found: float | None = self._value(compiled(self._core.scenario).expression(text, "num"))
        return found

    def _value(self, asked: Condition) -> Any:
        if any(self._unseen(name) for name in series_in(asked.tree, self._units)):
            return None
        return asked(self._reading)

    def _unseen(self, name: str) -> bool:
        series = self._core.scenario.impact if name == "impact" else name
        return not self._system.series[series].shows(self.tick)

"""Monitors that are lost: people and alerts then see a gap, or a value that stands still."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.engine.core import Core
from simulator.engine.system import System
from simulator.model.signals import BlindAs

__all__ = ["Monitors"]


class Monitors:
    """Which series nobody can see, and because of what.

    A series is lost as long as anything blinds it; where one thing makes a gap and another one
    freezes it, there is a gap.
    """

    def __init__(self, core: Core, system: System) -> None:
        self._core = core
        self._system = system
        self._why: dict[str, dict[str, BlindAs]] = {}

    def blind(self, source: str, names: Iterable[str], mode: BlindAs) -> None:
        """Let ``source`` take the monitors of services and series (``service.signal``) away."""
        for name in self._series(names):
            why = self._why.setdefault(name, {})
            if source not in why:
                why[source] = mode
                self._settle(name)

    def restore(self, source: str, names: Iterable[str]) -> None:
        """Let ``source`` give them back; that it had not taken them is fine."""
        for name in self._series(names):
            if self._why.get(name, {}).pop(source, None):
                self._settle(name)

    def _series(self, names: Iterable[str]) -> list[str]:
        every = self._system.series
        return sorted(
            {one for name in names for one in every if name in (one, one.partition(".")[0])}
        )

    def _settle(self, name: str) -> None:
        """Tell what the monitor shows from now on, if that is news."""
        modes = self._why[name].values()
        wanted: BlindAs | None = "gap" if "gap" in modes else "frozen" if modes else None
        lost = self._system.series[name].blind
        if wanted == (lost.mode if lost else None):
            return
        self._system.blind(name, wanted)
        if wanted is None:
            self._core.say("monitor.recovered", {"series": name})
        else:
            self._core.say("monitor.failed", {"series": name, "mode": wanted})

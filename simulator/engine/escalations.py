"""Facts of the failure that change while the incident escalates."""

from __future__ import annotations

from functools import partial

from simulator.engine.calendar import Phase
from simulator.engine.core import Core
from simulator.engine.watcher import Watcher
from simulator.model.scenario import Escalation
from simulator.model.scenario.escalating import severity_facts

__all__ = ["Escalations"]


class Escalations:
    """What is true of the failure at this moment, as far as a severity follows from it.

    It starts as the scenario's facts, which the log's header tells; ``facts.changed`` tells all of
    them whenever an escalation has made some of them others.
    """

    def __init__(self, core: Core, watcher: Watcher) -> None:
        self._core = core
        self._watcher = watcher
        self._facts = severity_facts(core.scenario.facts)

    def plan(self) -> None:
        """Have each escalation come at its time, or when its condition first holds.

        No two have the same moment, so their order does not depend on that of the file.
        """
        for spec in self._core.scenario.escalations:
            come = partial(self._come, spec)
            if spec.at is not None:
                self._core.calendar.plan(spec.at, Phase.FACTS, f"at {spec.at}", come)
            elif spec.when is not None:
                self._watcher.when(f"incident escalates when {spec.when}", spec.when, come)

    def _come(self, spec: Escalation) -> None:
        now = self._facts | severity_facts(spec.facts)
        if now != self._facts:
            self._facts = now
            self._core.say("facts.changed", {"facts": dict(now)})

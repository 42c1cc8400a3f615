"""What is broken, and how much of it is left after what was done about it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from simulator.engine.calendar import Phase
from simulator.engine.core import Core
from simulator.engine.system import Motion, System

__all__ = ["Faults"]


class Faults:
    """All faults with their strength, 1 when untouched and 0 when gone.

    Every action that eases a fault leaves a factor; the strength is their product. The factor
    belongs to the action, not to the run: shifting the same traffic twice helps once.
    """

    def __init__(self, core: Core, system: System) -> None:
        self._core = core
        self._system = system
        self._specs = core.scenario.faults
        self._factors: dict[str, dict[str, float]] = {fault: {} for fault in self._specs}
        self._started: set[str] = set()

    def plan(self) -> None:
        """Have every fault with a time start at it."""
        for fault in sorted(self._specs):
            at = self._specs[fault].at
            if at is not None:
                self._core.calendar.plan(at, Phase.FAULT, fault, partial(self._start, fault))

    def active(self, fault: str) -> bool:
        """Tell whether a fault has begun and has any strength left."""
        return fault in self._started and self.left(fault) > 0.0

    def left(self, fault: str) -> float:
        """Return how much of its full strength a fault has, or would start with."""
        strength = 1.0
        factors = self._factors[fault]
        for action in sorted(factors):
            strength *= factors[action]
        return strength

    def ease(self, action: str, factors: Mapping[str, float], motion: Motion) -> None:
        """Multiply the strength of faults; signals follow along ``motion``."""
        changed = False
        for fault in sorted(factors):
            before = self.left(fault)
            mine = self._factors[fault]
            mine[action] = min(factors[fault], mine.get(action, 1.0))
            if self.left(fault) != before and fault in self._started:
                self._tell(fault)
                changed = True
        if changed:
            self._system.retarget(motion)

    def _start(self, fault: str) -> None:
        spec = self._specs[fault]
        strength = self.left(fault)
        if strength == 0.0:
            return
        self._started.add(fault)
        data = {"fault": fault, "service": spec.service, "strength": round(strength, 4)}
        self._core.say("fault.started", data | {"cause": spec.cause or ""})
        self._push(fault)
        motions = {
            f"{spec.service}.{signal}": Motion(push.over, push.shape)
            for signal, push in spec.pushes.items()
        }
        self._system.retarget(Motion(), motions)

    def _tell(self, fault: str) -> None:
        strength = self.left(fault)
        if strength:
            self._core.say("fault.changed", {"fault": fault, "strength": round(strength, 4)})
        else:
            self._core.say("fault.cleared", {"fault": fault})
        self._push(fault)

    def _push(self, fault: str) -> None:
        spec = self._specs[fault]
        strength = self.left(fault)
        excesses = {}
        for signal, push in spec.pushes.items():
            name = f"{spec.service}.{signal}"
            excesses[name] = strength * (push.to.value - self._system.series[name].base)
        self._system.push(f"fault {fault}", excesses)

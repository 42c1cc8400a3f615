"""How far each signal can go, when it is known which faults and actions there can be."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from simulator.authoring.intervals import EVERY, Range
from simulator.model.scenario import Scenario

__all__ = ["excesses"]

_FELT_BY_CALLERS = ("errors", "latency_p99")
_CARRIED_BY_LOAD = ("traffic", "errors", "latency_p99", "saturation")


def excesses(
    scenario: Scenario, faults: Collection[str], actions: Collection[str]
) -> dict[str, Range]:
    """Return how far each series can be from its base, callees included.

    ``faults`` and ``actions`` are those that can begin; nothing else pushes.
    """
    own = _own(scenario, faults, actions)
    found: dict[str, Range] = {}
    loose = _load_matters(scenario)

    def feel(service: str, signal: str) -> Range:
        name = f"{service}.{signal}"
        if name not in found:
            low, high = own.get(name, (0.0, 0.0))
            for callee, spread in scenario.services[service].calls.items():
                if signal in _FELT_BY_CALLERS and signal in scenario.services[callee].signals:
                    share = spread.errors if signal == "errors" else spread.latency
                    below, above = feel(callee, signal)
                    low, high = low + share * below, high + share * above
            found[name] = (low, high)
        return found[name]

    for service, spec in scenario.services.items():
        for signal, one in spec.signals.items():
            feel(service, signal)
            if one.counts or (loose and signal in _CARRIED_BY_LOAD):
                found[f"{service}.{signal}"] = EVERY
    return found


def _own(
    scenario: Scenario, faults: Collection[str], actions: Collection[str]
) -> Mapping[str, Range]:
    """Return what faults and actions can add to each series themselves."""
    found = dict[str, Range]()

    def add(name: str, by: float) -> None:
        low, high = found.get(name, (0.0, 0.0))
        found[name] = (low + min(0.0, by), high + max(0.0, by))

    for fault in sorted(faults):
        spec = scenario.faults[fault]
        for signal, push in spec.pushes.items():
            base = scenario.services[spec.service].signals[signal].base.value
            add(f"{spec.service}.{signal}", push.to.value - base)
    for action in sorted(actions):
        for harm in scenario.actions[action].worsens:
            add(f"{harm.service}.{harm.signal}", harm.by.value)
    return found


def _load_matters(scenario: Scenario) -> bool:
    """Tell whether traffic changes what services do, in ways that are not bounded here."""
    services = scenario.services.values()
    retries = any(spread.retries for spec in services for spread in spec.calls.values())
    return retries or any(spec.capacity for spec in services)

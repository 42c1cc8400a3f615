"""What of a scenario's system is the same in every drill: signals at rest, and who moves whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.engine.network import Network
from simulator.engine.propagation import Propagation
from simulator.model.once import Once
from simulator.model.scenario import Scenario, SignalSpec
from simulator.model.signals import Series

__all__ = ["Blueprint", "all_series", "blueprint", "resting_noise"]

_NOISE_RATE = 0.02
_NOISE_MS = 0.03
_NOISE_SHARE = 0.2
_NOISE_SHARE_MAX = 0.01
_MOST_KEPT = 64
"""Of so many sets of pushed series it is remembered what they move."""


def resting_noise(spec: SignalSpec) -> float:
    """Return one standard deviation of a signal's noise.

    Where the author gives none it is small beside the resting value: 2 % of a rate, 3 % of a
    latency or a plain number, and for a share a fifth of it, at most one percentage point. Noise
    is bounded by about 3.5 of these, so a threshold at twice the base is never reached by chance.
    """
    if spec.noise is not None:
        return spec.noise.value
    base = abs(spec.base.value)
    if spec.base.unit == "share":
        return min(_NOISE_SHARE * base, _NOISE_SHARE_MAX)
    return (_NOISE_RATE if spec.base.unit == "rate" else _NOISE_MS) * base


def _series(name: str, spec: SignalSpec, *, noisy: bool) -> Series:
    top = 1.0 if spec.base.unit == "share" else float("inf")
    return Series(
        name,
        spec.base.value,
        unit=spec.base.unit,
        amplitude=resting_noise(spec) if noisy else 0.0,
        low=spec.min.value if spec.min is not None else 0.0,
        high=spec.max.value if spec.max is not None else top,
    )


def _defined(series: Series) -> dict[str, Any]:
    """Return what is said of a series at the start of a drill."""
    service, _, signal = series.name.partition(".")
    return {
        "series": series.name,
        "service": service,
        "signal": signal,
        "base": series.base,
        "unit": series.unit,
        "noise": series.amplitude,
        "low": series.low,
        "high": None if series.high == float("inf") else series.high,
    }


class Blueprint:
    """The system of a scenario, before any drill of it.

    Its series are for reading: how they are at rest, in the order of their names.
    """

    def __init__(self, scenario: Scenario) -> None:
        noisy = scenario.noise == "on"
        specs = {
            f"{service}.{signal}": spec
            for service, node in scenario.services.items()
            for signal, spec in node.signals.items()
        }
        self.resting: Mapping[str, Series] = {
            name: _series(name, specs[name], noisy=noisy) for name in sorted(specs)
        }
        self.defined = [_defined(series) for series in self.resting.values()]
        """What is said of each series at the start."""
        self.network = Network(scenario.services, self.resting)
        self._followed: dict[frozenset[str], Propagation] = {}

    def propagation(self, pushed: frozenset[str]) -> Propagation:
        """Return what moves when these series are pushed, and how far."""
        found = self._followed.get(pushed)
        if found is None:
            if len(self._followed) >= _MOST_KEPT:
                self._followed.clear()
            found = self._followed[pushed] = Propagation(self.network, pushed)
        return found


blueprint = Once(Blueprint)
"""Returns the blueprint of a scenario."""


def all_series(scenario: Scenario, seed: int) -> dict[str, Series]:
    """Return a resting series for each signal, in the order of their names."""
    resting = blueprint(scenario).resting
    return {name: series.anew(seed) for name, series in resting.items()}

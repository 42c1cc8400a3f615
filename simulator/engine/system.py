"""The system under the drill: every signal as a closed form, and how trouble spreads to callers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulator.engine.core import Core
from simulator.model.scenario import Scenario, Service, SignalSpec
from simulator.model.signals import Segment, Series, Shape

__all__ = ["Motion", "System", "callees_first", "resting_noise"]

SPREADING = ("errors", "latency_p99")
"""Signals whose excess a caller feels. ``Spread.errors`` and ``Spread.latency`` say how much."""

_NOISE_RATE = 0.02
_NOISE_MS = 0.03
_NOISE_SHARE = 0.2
_NOISE_SHARE_MAX = 0.01


@dataclass(frozen=True, slots=True)
class Motion:
    """How a signal gets to its new value: over how long (ms) and along which curve."""

    over: int = 0
    shape: Shape = "step"


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


def callees_first(services: Mapping[str, Service]) -> list[str]:
    """Return the services so that each comes after all that it calls; equal for equal graphs.

    Raises:
        ValueError: if services call each other in a circle.
    """
    order: list[str] = []
    open_: list[str] = []

    def visit(name: str) -> None:
        if name in open_:
            raise ValueError(f"services call each other in a circle: {' -> '.join([*open_, name])}")
        if name in order:
            return
        open_.append(name)
        for callee in sorted(services[name].calls):
            visit(callee)
        open_.pop()
        order.append(name)

    for name in sorted(services):
        visit(name)
    return order


def _series(name: str, spec: SignalSpec, seed: int, *, noisy: bool) -> Series:
    top = 1.0 if spec.base.unit == "share" else float("inf")
    return Series(
        name,
        spec.base.value,
        unit=spec.base.unit,
        amplitude=resting_noise(spec) if noisy else 0.0,
        low=0.0,
        high=spec.max.value if spec.max is not None else top,
        seed=seed,
    )


def all_series(scenario: Scenario, seed: int) -> dict[str, Series]:
    """Return a resting series for each signal, in the order of their names."""
    noisy = scenario.noise == "on"
    specs = {
        f"{service}.{signal}": spec
        for service, node in scenario.services.items()
        for signal, spec in node.signals.items()
    }
    return {name: _series(name, specs[name], seed, noisy=noisy) for name in sorted(specs)}


class System:
    """All series, and the pushes that act on them at the moment.

    A series makes one move at a time: a new push aims it anew from wherever it is, so moves that
    overlap do not add up on the way, only in where they end.
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._services = core.scenario.services
        self._order = callees_first(self._services)
        self._pushes: dict[str, dict[str, float]] = {}
        self.series = all_series(core.scenario, core.seed)
        self.listeners: list[Callable[[str], None]] = []
        """Called with the name of each series that starts to move."""

    def define(self) -> None:
        """Say what every signal is at rest."""
        for name, series in self.series.items():
            service, _, signal = name.partition(".")
            high = None if series.high == float("inf") else series.high
            self._core.say(
                "signal.defined",
                {
                    "series": name,
                    "service": service,
                    "signal": signal,
                    "base": series.base,
                    "unit": series.unit,
                    "noise": series.amplitude,
                    "low": series.low,
                    "high": high,
                },
            )

    def push(self, source: str, excesses: Mapping[str, float]) -> None:
        """Set by how much ``source`` holds each series above its base; nothing moves yet."""
        self._pushes[source] = {name: by for name, by in excesses.items() if by}

    def retarget(self, default: Motion, motions: Mapping[str, Motion] | None = None) -> None:
        """Aim every series at where the pushes now hold it.

        ``motions`` says how single series move. A series that only feels its callees moves as the
        slowest of them; anything else moves as ``default``.
        """
        targets = self._targets()
        moved: dict[str, Motion] = {}
        for name, to in targets.items():
            if to != self.series[name].current.to:
                own = motions.get(name) if motions else default
                moved[name] = own or self._inherited(name, moved) or default
        for name in sorted(moved):
            self._move(name, targets[name], moved[name])

    def _move(self, name: str, to: float, motion: Motion) -> None:
        now = self._core.now
        series = self.series[name]
        shape: Shape = motion.shape if motion.over else "step"
        segment = Segment(now, series.true_value(now), to, motion.over, shape)
        series.move(segment)
        data = {"series": name, "v0": segment.v0, "to": to, "over": segment.over, "shape": shape}
        self._core.say("signal.moved", data)
        for listener in self.listeners:
            listener(name)

    def _inherited(self, name: str, moved: Mapping[str, Motion]) -> Motion | None:
        service, _, signal = name.partition(".")
        callees = (f"{callee}.{signal}" for callee in sorted(self._services[service].calls))
        felt = [moved[callee] for callee in callees if callee in moved]
        return max(felt, key=lambda motion: motion.over) if felt else None

    def _targets(self) -> dict[str, float]:
        """Return where every series should be, callees before their callers."""
        own: dict[str, float] = {}
        for source in sorted(self._pushes):
            for name, by in self._pushes[source].items():
                own[name] = own.get(name, 0.0) + by
        targets: dict[str, float] = {}
        for service in self._order:
            for signal in self._services[service].signals:
                name = f"{service}.{signal}"
                series = self.series[name]
                excess = own.get(name, 0.0)
                if signal in SPREADING:
                    excess += self._felt(service, signal, targets)
                targets[name] = min(max(series.base + excess, series.low), series.high)
        return targets

    def _felt(self, service: str, signal: str, targets: Mapping[str, float]) -> float:
        total = 0.0
        calls = self._services[service].calls
        for callee in sorted(calls):
            name = f"{callee}.{signal}"
            if name in targets:
                share = calls[callee].errors if signal == "errors" else calls[callee].latency
                total += share * (targets[name] - self.series[name].base)
        return total

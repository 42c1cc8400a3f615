"""The system under the drill: every signal as a closed form, and what pushes it at the moment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from simulator.engine.core import Core
from simulator.engine.network import Network, callees_first
from simulator.engine.propagation import Propagation
from simulator.model.scenario import Scenario, SignalSpec
from simulator.model.signals import Segment, Series, Shape

__all__ = ["Motion", "System", "callees_first", "resting_noise"]

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


def _series(name: str, spec: SignalSpec, seed: int, *, noisy: bool) -> Series:
    top = 1.0 if spec.base.unit == "share" else float("inf")
    return Series(
        name,
        spec.base.value,
        unit=spec.base.unit,
        amplitude=resting_noise(spec) if noisy else 0.0,
        low=spec.min.value if spec.min is not None else 0.0,
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
        self._pushes: dict[str, dict[str, float]] = {}
        self.series = all_series(core.scenario, core.seed)
        self._network = Network(core.scenario.services, self.series)
        self._propagation = Propagation(self._network)
        self.listeners: list[Callable[[str], None]] = []
        """Called with the name of each series that starts to move, or loses or regains its
        monitor."""

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
        held = {name: by for name, by in excesses.items() if by}
        if held:
            self._pushes[source] = held
            self._propagation.follow(held)
        else:
            self._pushes.pop(source, None)

    def retarget(self, default: Motion, motions: Mapping[str, Motion] | None = None) -> None:
        """Aim every series at where the pushes now hold it.

        ``motions`` says how single series move. A series that is only moved by others moves as
        the slowest of them; anything else moves as ``default``.
        """
        targets = self._propagation.targets(self._own())
        changed = {name for name, to in targets.items() if to != self.series[name].current.to}
        if not changed:
            return
        moves = self._inherited(changed, motions) if motions else {}
        for name in sorted(changed):
            self._move(name, targets[name], moves.get(name, default))

    def stir(self, name: str) -> None:
        """Tell all who listen that something about a series is another from now on."""
        for listener in self.listeners:
            listener(name)

    def _own(self) -> dict[str, float]:
        """Return how much the pushes hold each series above its base, all together."""
        own: dict[str, float] = {}
        for source in sorted(self._pushes):
            for name, by in self._pushes[source].items():
                own[name] = own.get(name, 0.0) + by
        return own

    def _move(self, name: str, to: float, motion: Motion) -> None:
        now = self._core.now
        series = self.series[name]
        shape: Shape = motion.shape if motion.over else "step"
        segment = Segment(now, series.true_value(now), to, motion.over, shape)
        series.move(segment)
        data = {"series": name, "v0": segment.v0, "to": to, "over": segment.over, "shape": shape}
        self._core.say("signal.moved", data)
        self.stir(name)

    def _inherited(
        self, changed: Collection[str], motions: Mapping[str, Motion]
    ) -> dict[str, Motion]:
        """Return how series move: by themselves, or as the slowest of those that move them.

        Loads without a signal pass on how they are moved. Where series move each other in a
        circle, the first to know settles it.
        """
        sources = self._network.sources
        moves = {name: motions[name] for name in changed if name in motions}
        waiting = [
            name
            for name in self._propagation.order
            if name not in moves and (name in changed or name not in self.series)
        ]
        while waiting:
            left = []
            for name in waiting:
                felt = [moves[source] for source in sources[name] if source in moves]
                if felt:
                    moves[name] = max(felt, key=_length)
                else:
                    left.append(name)
            if len(left) == len(waiting):
                break
            waiting = left
        return moves


def _length(motion: Motion) -> int:
    return motion.over

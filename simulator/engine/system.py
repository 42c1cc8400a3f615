"""The system under the drill: every signal as a closed form, and what pushes it at the moment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from simulator.engine.blueprint import all_series, blueprint
from simulator.engine.core import Core
from simulator.model.signals import BlindAs, Segment, Shape

__all__ = ["Motion", "System"]


@dataclass(frozen=True, slots=True)
class Motion:
    """How a signal gets to its new value: over how long (ms) and along which curve."""

    over: int = 0
    shape: Shape = "step"


class System:
    """All series, and the pushes that act on them at the moment.

    A series makes one move at a time: a new push aims it anew from wherever it is, so moves that
    overlap do not add up on the way, only in where they end.
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._pushes: dict[str, dict[str, float]] = {}
        self._blueprint = blueprint(core.scenario)
        self._pushed: frozenset[str] = frozenset()
        self._propagation = self._blueprint.propagation(self._pushed)
        self.series = all_series(core.scenario, core.seed)
        self.settling: list[Callable[[Collection[str]], None]] = []
        """Called with the names of series that are about to start to move, or to lose or regain
        their monitors, while they still are as they were."""
        self.listeners: list[Callable[[Collection[str]], None]] = []
        """Called with the same names when that has happened to all of them."""

    def define(self) -> None:
        """Say what every signal is at rest."""
        for data in self._blueprint.defined:
            self._core.say("signal.defined", dict(data))

    def push(self, source: str, excesses: Mapping[str, float]) -> None:
        """Set by how much ``source`` holds each series above its base; nothing moves yet."""
        held = {name: by for name, by in excesses.items() if by}
        if held:
            self._pushes[source] = held
            if not self._pushed.issuperset(held):
                self._pushed = self._pushed.union(held)
                self._propagation = self._blueprint.propagation(self._pushed)
        else:
            self._pushes.pop(source, None)

    def retarget(self, default: Motion, motions: Mapping[str, Motion] | None = None) -> None:
        """Aim every series at where the pushes now hold it.

        ``motions`` says how single series move. A series that is only moved by others moves as
        the slowest of them; anything else moves as ``default``.
        """
        targets = self._propagation.targets(self._own())
        series = self.series
        changed = sorted(name for name, to in targets.items() if to != series[name].current.to)
        if not changed:
            return
        moves = self._inherited(changed, motions) if motions else {}
        for listener in self.settling:
            listener(changed)
        for name in changed:
            self._move(name, targets[name], moves.get(name, default))
        for listener in self.listeners:
            listener(changed)

    def blind(self, name: str, mode: BlindAs | None) -> None:
        """Lose the monitor of a series, which shows ``mode`` from now on, or have it back."""
        for listener in self.settling:
            listener((name,))
        if mode is None:
            self.series[name].recover(self._core.now)
        else:
            self.series[name].fail(self._core.now, mode)
        for listener in self.listeners:
            listener((name,))

    def _own(self) -> dict[str, float]:
        """Return how much the pushes hold each series above its base, all together."""
        own: dict[str, float] = {}
        for source in sorted(self._pushes):
            for name, by in self._pushes[source].items():
                own[name] = own.get(name, 0.0) + by
        return own

    def _move(self, name: str, to: float, motion: Motion) -> None:
        now, over = self._core.now, motion.over
        shape: Shape = motion.shape if over else "step"
        series = self.series[name]
        v0 = series.true_value(now)
        series.move(Segment(now, v0, to, over, shape))
        data = {"series": name, "v0": v0, "to": to, "over": over, "shape": shape}
        self._core.say("signal.moved", data)

    def _inherited(
        self, changed: Collection[str], motions: Mapping[str, Motion]
    ) -> dict[str, Motion]:
        """Return how series move: by themselves, or as the slowest of those that move them.

        Loads without a signal pass on how they are moved. Where series move each other in a
        circle, the first to know settles it.
        """
        sources, changed = self._blueprint.network.sources, set(changed)
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

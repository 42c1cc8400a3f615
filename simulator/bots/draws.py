"""Chance for bots: every draw is a pure function of seed, bot, habit and occasion.

Nothing depends on how many draws came before, so a bot that is asked twice answers alike, and a new
habit does not shift another's draws. Only ``+ - * /`` on floats: equal bits on every machine.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from simulator.engine.streams import Stream

__all__ = ["Dice"]

T = TypeVar("T")

_CUMULATED = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
_FACTORS = (
    0.4025, 0.4873, 0.5623, 0.6386, 0.7448, 0.8323, 0.9152, 1.0, 1.0927, 1.2015, 1.3426, 1.5660,
    1.7784, 2.0520, 2.4843,
)  # fmt: skip
"""Quantiles of the log-normal with median 1 and sigma 0.35, cut at 2.6 standard deviations.

The spread of human delays that the rubric's study of crews used; a table, because ``exp`` does not
give the same bits everywhere.
"""


class Dice:
    """Named draws of one bot in one drill."""

    def __init__(self, seed: int, person: str) -> None:
        """Belong to ``person`` in the drill with this ``seed``."""
        self._seed = seed
        self._person = person
        self._drawn: dict[tuple[str, str], float] = {}

    def uniform(self, name: str, key: str = "") -> float:
        """Return a number in 0..1 that belongs to this name and key."""
        drawn = self._drawn.get((name, key))
        if drawn is None:
            drawn = Stream(self._seed, f"bots/{self._person}/{name}/{key}").uniform()
            self._drawn[name, key] = drawn
        return drawn

    def chance(self, odds: float, name: str, key: str = "") -> bool:
        """Tell whether something with these odds happens on this occasion."""
        return self.uniform(f"odds/{name}", key) < odds

    def spread(self, name: str, key: str = "") -> float:
        """Return a log-normal factor around 1 for a delay."""
        u = self.uniform(f"delay/{name}", key)
        i = min(bisect_right(_CUMULATED, u), len(_CUMULATED) - 1)
        left, right = _CUMULATED[i - 1], _CUMULATED[i]
        share = (u - left) / (right - left)
        return _FACTORS[i - 1] + (_FACTORS[i] - _FACTORS[i - 1]) * share

    def pick(self, options: Sequence[T], name: str, key: str = "") -> T:
        """Return one of the options, which must not be empty."""
        return options[int(self.uniform(f"pick/{name}", key) * len(options))]

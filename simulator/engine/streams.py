"""Random numbers from named streams: what one stream draws never depends on another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from simulator.model.signals import mix, name_hash

__all__ = ["Stream"]

T = TypeVar("T")
_WORD = 1 << 64


class Stream:
    """An endless sequence of random numbers that follows from a seed and a name alone.

    >>> Stream(7, "rollback/1").integer(1, 6) == Stream(7, "rollback/1").integer(1, 6)
    True
    """

    __slots__ = ("_drawn", "_key")

    def __init__(self, seed: int, name: str) -> None:
        self._key = mix((seed & (_WORD - 1)) ^ name_hash(name))
        self._drawn = 0

    def word(self) -> int:
        """Draw 64 random bits."""
        self._drawn += 1
        return mix(self._key ^ mix(self._drawn))

    def integer(self, low: int, high: int) -> int:
        """Draw a whole number from ``low`` to ``high``, both included, each equally likely.

        Raises:
            ValueError: if there is no such number.
        """
        if high < low:
            raise ValueError(f"no whole number from {low} to {high}")
        span = high - low + 1
        # Words above the last full multiple of the span would favour the low numbers.
        limit = _WORD - _WORD % span
        word = self.word()
        while word >= limit:
            word = self.word()
        return low + word % span

    def uniform(self, low: float = 0.0, high: float = 1.0) -> float:
        """Draw a number from ``low`` up to, and almost never at, ``high``."""
        return low + (high - low) * ((self.word() >> 11) / (1 << 53))

    def choice(self, items: Sequence[T]) -> T:
        """Draw one of ``items``.

        Raises:
            ValueError: if there are none.
        """
        if not items:
            raise ValueError("there is nothing to choose from")
        return items[self.integer(0, len(items) - 1)]

"""Where labels go: as many in a row as fit, and never one over another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.model.units import MINUTE, clock_text, parse_clock

__all__ = ["Placed", "Ticks", "stack", "text_width", "ticks_of"]

_CHAR = 6.35
"""Width of a character at the size of labels (12 units): a little more than system fonts need."""
_PAD = 9.0
"""Free space after a label."""
_STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480, 960)
_MOST_TICKS = 11

Ticks = tuple[tuple[int, str], ...]
"""Times (ms) with what the axis says there."""


def text_width(text: str) -> float:
    """Estimate the width of a label; browsers differ, so it is rather too wide."""
    return len(text) * _CHAR


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its row: at ``x``, to the left of it if ``flipped``."""

    index: int
    x: float
    row: int
    flipped: bool


def stack(
    items: Sequence[tuple[float, float, str]], left: float, right: float, gap: float
) -> tuple[list[Placed], int]:
    """Put items (from x, until x, label) into rows; return them and how many rows there are.

    A label that would pass ``right`` goes to the left of its place, ``gap`` from it, if there is
    room before ``left``.
    """
    rows: list[list[tuple[float, float]]] = []
    placed = []
    for index, (x, until, label) in enumerate(items):
        width = text_width(label) + gap
        flipped = x + width > right and x - width >= left
        start = x - width if flipped else x - gap
        stop = max(until, x + gap if flipped else x + width) + _PAD
        row = _free_row(rows, start, stop)
        rows[row].append((start, stop))
        placed.append(Placed(index, x, row, flipped))
    return placed, len(rows)


def _free_row(rows: list[list[tuple[float, float]]], start: float, stop: float) -> int:
    """Return the first row with room from ``start`` to ``stop``, a new one if there is none."""
    clear: Callable[[list[tuple[float, float]]], bool] = lambda row: all(  # noqa: E731 - one use
        stop <= a or start >= b for a, b in row
    )
    found = next((n for n, row in enumerate(rows) if clear(row)), len(rows))
    if found == len(rows):
        rows.append([])
    return found


def ticks_of(clock0: str, start: int, end: int) -> Ticks:
    """Return round times of day between ``start`` and ``end`` (ms), at most about eleven."""
    minutes = (end - start) / MINUTE
    step = next((s for s in _STEPS if minutes / s <= _MOST_TICKS), _STEPS[-1])
    zero = parse_clock(clock0)
    first = -(-(zero + start // MINUTE) // step) * step - zero
    times = range(first * MINUTE, end + 1, step * MINUTE)
    return tuple((t, clock_text(clock0, t)) for t in times if t >= start)

"""Values at rest for imported signals: on the quiet side of every threshold, and not near it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.model.signals import NOISE_BOUND
from simulator.scenario.prometheus.meaning import Unit

__all__ = ["Needs", "Rest", "quantity", "rest"]

_USUAL: dict[str, float] = {"errors": 0.003, "saturation": 0.4, "traffic": 600.0}
_USUAL_BY_UNIT: dict[Unit, float] = {"share": 0.01, "rate": 60.0, "ms": 200.0, "number": 1.0}
_BELOW = 0.3
"""A signal rests at this part of a threshold that it must not exceed."""
_NOISE = {"share": 0.2, "rate": 0.02, "ms": 0.03, "number": 0.03}
_NOISE_SHARE_MAX = 0.01
_SUFFIX: dict[Unit, str] = {"share": "%", "rate": "/min", "ms": "ms", "number": ""}


@dataclass(slots=True)
class Needs:
    """What alerts say of a signal; ``wanted`` is where it should rest if nothing else matters."""

    unit: Unit
    below: list[float] = field(default_factory=list)
    above: list[float] = field(default_factory=list)
    other_than: list[float] = field(default_factory=list)
    exactly: list[float] = field(default_factory=list)
    wanted: float | None = None

    def compared(self, op: str, number: float) -> None:
        """Note that an alert fires when the signal compares so with a number."""
        quiet = {
            ">": self.below, ">=": self.below, "<": self.above, "<=": self.above,
            "==": self.other_than, "!=": self.exactly,
        }  # fmt: skip
        quiet[op].append(number)


@dataclass(frozen=True, slots=True)
class Rest:
    """A signal at rest; ``noise`` and ``low`` only where they must not be the usual ones."""

    base: float
    noise: float | None = None
    low: float | None = None


def rest(signal: str, needs: Needs) -> Rest:
    """Propose how a signal rests."""
    if needs.exactly:
        return Rest(needs.exactly[0], noise=0.0)
    base = _base(signal, needs)
    if needs.other_than:
        while base in needs.other_than:
            base += 1.0
        return Rest(base, noise=0.0, low=_low(needs, base))
    return Rest(base, _noise(needs, base), _low(needs, base))


def _base(signal: str, needs: Needs) -> float:
    high = min(needs.below, default=None)
    low = max(needs.above, default=None)
    if high is None and low is None:
        if needs.wanted is not None:
            return needs.wanted
        return _USUAL.get(signal, _USUAL_BY_UNIT[needs.unit])
    if high is None and low is not None:
        if needs.unit == "share" and 0 <= low < 1:
            return (1 + low) / 2
        return 2 * low if low > 0 else 100.0 if low == 0 else 0.0
    if low is None and high is not None:
        return _BELOW * high if high > 0 else 2 * high
    assert high is not None  # noqa: S101 - narrows the type
    assert low is not None  # noqa: S101 - as above
    return (low + high) / 2 if low < high else _BELOW * high


def _low(needs: Needs, base: float) -> float | None:
    """Return how low it must be able to fall, where that is below nothing."""
    lowest = min([base, *needs.above, *needs.below])
    if lowest < 0:
        return 2 * lowest
    return -100.0 if any(number == 0 for number in needs.above) else None


def _noise(needs: Needs, base: float) -> float | None:
    """Return a noise that no threshold is reached by, or None if the usual one will do."""
    usual = _NOISE[needs.unit] * abs(base)
    if needs.unit == "share":
        usual = min(usual, _NOISE_SHARE_MAX)
    room = min((abs(edge - base) for edge in (*needs.below, *needs.above)), default=None)
    if room is None or usual * NOISE_BOUND < room:
        return None
    return room / 5


def quantity(value: float, unit: Unit, digits: int = 3) -> str:
    """Write a value with its unit, rounded to some digits."""
    shown = value * 100 if unit == "share" else value
    text = f"{float(f'{shown:.{digits}g}'):.12f}".rstrip("0").rstrip(".")
    return f"{'0' if text in ('', '-', '-0') else text}{_SUFFIX[unit]}"

"""Values at rest for imported signals: on the quiet side of every threshold, and not near it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from simulator.model.alert_expr import Operator, compare
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
    """What alerts say of a signal, as pairs of operator and number.

    At rest none of ``quiet`` should hold, and all of ``holds`` as far as that leaves; ``wanted``
    is where it should rest if nothing else matters.
    """

    unit: Unit
    quiet: list[tuple[str, float]] = field(default_factory=list)
    holds: list[tuple[str, float]] = field(default_factory=list)
    wanted: float | None = None

    def copy(self) -> Needs:
        """Return one that changes by itself."""
        return Needs(self.unit, [*self.quiet], [*self.holds], self.wanted)

    @property
    def edges(self) -> list[float]:
        """Every number that an alert compares it with."""
        return [number for _, number in (*self.quiet, *self.holds)]


@dataclass(frozen=True, slots=True)
class Rest:
    """A signal at rest; ``noise`` and ``low`` only where they must not be the usual ones."""

    base: float
    noise: float | None = None
    low: float | None = None


def rest(signal: str, needs: Needs) -> Rest:
    """Propose how a signal rests: quiet first, and then such that guards of alerts hold."""
    allowed = [(_OPPOSITE[op], number) for op, number in needs.quiet]
    base = _base(signal, needs, [*allowed, *needs.holds])
    if not all(_true(base, op, number) for op, number in allowed):
        base = _base(signal, needs, allowed)
    exact = any(op in ("==", "!=") for op, _ in (*allowed, *needs.holds))
    return Rest(base, 0.0 if exact else _noise(needs, base), _low(needs, base))


_OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!=", "!=": "=="}


def _true(value: float, op: str, number: float) -> bool:
    return compare(cast("Operator", op), value, number)


def _base(signal: str, needs: Needs, wanted: Sequence[tuple[str, float]]) -> float:
    """Return a value of which all that is wanted is true, if there is one."""
    for op, number in wanted:
        if op == "==":
            return number
    high = min((number for op, number in wanted if op in ("<", "<=")), default=None)
    low = max((number for op, number in wanted if op in (">", ">=")), default=None)
    base = _between(low, high, needs.unit)
    if base is None and needs.wanted is not None:
        base = needs.wanted
    other_than = [number for op, number in wanted if op == "!="]
    if base is None and other_than:
        base = next((one for one in (1.0, 0.0) if one not in other_than), 1.0)
    if base is None:
        return _USUAL.get(signal, _USUAL_BY_UNIT[needs.unit])
    return base


def _between(low: float | None, high: float | None, unit: Unit) -> float | None:
    if low is not None and high is not None:
        return (low + high) / 2 if low < high else _BELOW * high
    if high is not None:
        return _BELOW * high if high > 0 else 2 * high
    if low is None:
        return None
    if unit == "share" and 0 <= low < 1:
        return (1 + low) / 2
    return 2 * low if low > 0 else 100.0 if low == 0 else 0.0


def _low(needs: Needs, base: float) -> float | None:
    """Return how low it must be able to fall, where that is below nothing."""
    lowest = min([base, *needs.edges])
    if lowest < 0:
        return 2 * lowest
    return -100.0 if any(op == "<" and number == 0 for op, number in needs.quiet) else None


def _noise(needs: Needs, base: float) -> float | None:
    """Return a noise that no threshold is reached by, or None if the usual one will do."""
    usual = _NOISE[needs.unit] * abs(base)
    if needs.unit == "share":
        usual = min(usual, _NOISE_SHARE_MAX)
    room = min((abs(edge - base) for edge in needs.edges), default=None)
    if room is None or usual * NOISE_BOUND < room:
        return None
    return room / 5


def quantity(value: float, unit: Unit, digits: int = 3) -> str:
    """Write a value with its unit, rounded to some digits."""
    shown = value * 100 if unit == "share" else value
    text = f"{float(f'{shown:.{digits}g}'):.12f}".rstrip("0").rstrip(".")
    return f"{'0' if text in ('', '-', '-0') else text}{_SUFFIX[unit]}"

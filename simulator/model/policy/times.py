"""The forms of time that a policy is made of: never negative, and in the right direction."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from simulator.model.fields import Duration
from simulator.model.units import duration_text

__all__ = ["Reversed", "Span", "Time"]


def _not_negative(value: int) -> int:
    if value < 0:
        offered = duration_text(value)
        raise ValueError(f"a policy's times are not negative: write 0 or more, not {offered}")
    return value


def _rising(value: tuple[int, int]) -> tuple[int, int]:
    full, zero = value
    if full > zero:
        raise ValueError(
            "full credit ends before no credit begins: "
            f"write {_pair(zero, full)}, not {_pair(full, zero)}"
        )
    return value


def _falling(value: tuple[int, int]) -> tuple[int, int]:
    full, zero = value
    if full < zero:
        raise ValueError(
            "longer is better here, so the greater time comes first: "
            f"write {_pair(zero, full)}, not {_pair(full, zero)}"
        )
    return value


def _pair(first: int, second: int) -> str:
    return f"[{duration_text(first)}, {duration_text(second)}]"


Time = Annotated[Duration, AfterValidator(_not_negative)]
"""Milliseconds of drill time, 0 or more."""

Span = Annotated[tuple[Time, Time], Field(strict=False), AfterValidator(_rising)]
"""``[full credit, zero credit]``: linear in between; both alike are a hard limit."""

Reversed = Annotated[tuple[Time, Time], Field(strict=False), AfterValidator(_falling)]
"""``[full credit, zero credit]`` where longer is better: full from the first on."""

"""What the world hands out: events that have no number yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Happening"]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that became true at drill time ``t`` (ms); the session numbers it for the log."""

    t: int
    kind: str
    actor: str
    role: str
    data: dict[str, Any]

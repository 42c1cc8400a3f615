"""What the world hands out: events that have no number yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Happening"]


@dataclass(slots=True)
class Happening:
    """Something that became true at drill time ``t`` (ms); the session numbers it for the log.

    It never changes; that is not enforced because thousands are made in a drill.
    """

    t: int
    kind: str
    actor: str
    role: str
    data: dict[str, Any]

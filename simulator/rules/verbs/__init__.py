"""All verbs, by area. Importing this package fills the catalogue."""

from __future__ import annotations

from simulator.rules.verbs import (
    change,
    evidence,
    facilitator,
    incident,
    injects,
    pager,
    words,
    work,
    world,
)

__all__ = [
    "change",
    "evidence",
    "facilitator",
    "incident",
    "injects",
    "pager",
    "words",
    "work",
    "world",
]

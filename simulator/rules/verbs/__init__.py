"""All verbs, by area. Importing this package fills the catalogue."""

from __future__ import annotations

from simulator.rules.verbs import (
    asking,
    change,
    command,
    evidence,
    facilitator,
    incident,
    injects,
    judging,
    pager,
    probing,
    record,
    review,
    seats,
    words,
    work,
    world,
)

__all__ = [
    "asking",
    "change",
    "command",
    "evidence",
    "facilitator",
    "incident",
    "injects",
    "judging",
    "pager",
    "probing",
    "record",
    "review",
    "seats",
    "words",
    "work",
    "world",
]

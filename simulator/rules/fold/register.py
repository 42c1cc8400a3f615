"""Which function folds which kind of event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.model.records import Event
from simulator.model.state import DrillState

__all__ = ["FOLDS", "Fold", "on"]

Fold = Callable[[DrillState, Event, Any], None]

FOLDS: dict[str, Fold] = {}
"""The change that each kind makes; kinds that are not here change nothing but time and seq."""


def on(*kinds: str) -> Callable[[Fold], Fold]:
    """Register a function for some kinds of events."""

    def register(change: Fold) -> Fold:
        for kind in kinds:
            FOLDS[kind] = change
        return change

    return register

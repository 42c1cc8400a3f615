"""Events to state: the only place where a drill's state changes."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.model.records import Event
from simulator.model.state import DrillState
from simulator.rules.fold import (
    asking,
    change,
    drill,
    incident,
    pager,
    record,
    staff,
    words,
    work,
    world,
)
from simulator.rules.fold.register import FOLDS

__all__ = ["fold", "fold_all"]

_ = (
    asking,
    change,
    drill,
    incident,
    pager,
    record,
    staff,
    words,
    work,
)  # importing them fills the register


def fold_all(events: Iterable[Event], seed: int) -> DrillState:
    """Fold a whole log into a fresh state."""
    state = DrillState()
    for event in events:
        fold(state, event, seed)
    return state


def fold(state: DrillState, event: Event, seed: int) -> None:
    """Change ``state`` in place by one event; kinds without an effect only move time and seq.

    ``seed`` is the drill's: the noise of a signal is a function of it.
    """
    state.t = event.t
    state.seq = event.seq
    if event.actor in state.people:
        state.newest[event.actor] = event.t, event.kind
    if change_by := FOLDS.get(event.kind):
        change_by(state, event, event.data)
    elif event.kind == "signal.defined":
        world.define(state, event, seed)

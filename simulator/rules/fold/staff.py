"""Folding: what staff asks of people, and what it thinks of the drill."""

from __future__ import annotations

from typing import Any

from simulator.model.records import Event
from simulator.model.state import DrillState
from simulator.model.written import Probe, StaffNote, StaffRating
from simulator.rules.fold.register import on

__all__: list[str] = []


@on("probe.asked")
def _ask(state: DrillState, event: Event, data: Any) -> None:
    state.probes[data["id"]] = Probe(data["id"], data["questions"], event.t)


@on("probe.answered")
def _answer(state: DrillState, event: Event, data: Any) -> None:
    if probe := state.probes.get(data["id"]):
        probe.answers[event.actor] = data["answers"]
        probe.answered_at[event.actor] = event.t


@on("rating.given")
def _rate(state: DrillState, event: Event, data: Any) -> None:
    rating = StaffRating(event.actor, data["of"], data["rating"], data["note"], event.t)
    state.ratings[event.actor, data["of"]] = rating


@on("note.added")
def _note(state: DrillState, event: Event, data: Any) -> None:
    state.notes.append(StaffNote(event.actor, data["tag"], data["text"], data["ref"], event.t))

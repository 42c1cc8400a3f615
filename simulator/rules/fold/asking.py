"""Folding: a word with the facilitator, by a raised hand or a question."""

from __future__ import annotations

from typing import Any

from simulator.model.records import Event
from simulator.model.state import DrillState
from simulator.model.written import Hand, Question
from simulator.rules.fold.register import on

__all__: list[str] = []


@on("hand.raised")
def _raise(state: DrillState, event: Event, data: Any) -> None:
    if person := state.people.get(event.actor):
        person.hand = Hand(event.t, data["text"])


@on("hand.lowered")
def _lower(state: DrillState, _event: Event, data: Any) -> None:
    if person := state.people.get(data["person"]):
        person.hand = None


@on("question.asked")
def _ask(state: DrillState, event: Event, data: Any) -> None:
    state.questions[data["id"]] = Question(data["id"], event.actor, event.t, data["text"])


@on("question.answered")
def _answer(state: DrillState, event: Event, data: Any) -> None:
    if question := state.questions.get(data["id"]):
        question.answered_at, question.answer = event.t, data["text"]
        question.everybody = data["everybody"]

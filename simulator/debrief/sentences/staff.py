"""Sentences about what staff asked of people, and what it noted."""

from __future__ import annotations

from typing import Any

from simulator.debrief.cast import Names, text_of
from simulator.debrief.sentences.register import Said, on, plain
from simulator.debrief.words import listing
from simulator.model.records import Event

__all__: list[str] = []

_QUESTIONS = {
    "severity": "the severity",
    "ic": "who commands",
    "theory": "the leading theory",
    "next_public": "when the public hears next",
}

plain("rating.given", "rates {of}: {rating}", "note")
plain("hand.raised", "raises a hand", "text", key=False)
plain("hand.lowered", "lowers a hand", key=False)
# What somebody asked in confidence is not told here, even where a note refers to it.
plain("question.asked", "asks the facilitator something", key=False)
plain("question.answered", "answers a question", key=False)
plain("drill.soloed", "lets {person} play alone", key=False)


@on("note.added")
def _note(data: Any, _names: Names, _event: Event) -> Said:
    tag = text_of(data, "tag")
    return Said(f"notes ({tag})" if tag else "notes", text_of(data, "text"))


@on("probe.asked")
def _asked(data: Any, _names: Names, _event: Event) -> Said:
    asked = data.get("questions")
    questions = asked if isinstance(asked, list) else []
    about = listing([_QUESTIONS.get(str(one), str(one)) for one in questions])
    return Said(f"asks everybody: {about}" if about else "asks everybody what they know")


@on("probe.answered")
def _answered(data: Any, _names: Names, _event: Event) -> Said:
    given = data.get("answers")
    answers = given if isinstance(given, dict) else {}
    parts = [f"{_QUESTIONS.get(str(name), str(name))}: {text}" for name, text in answers.items()]
    return Said("answers for themselves", " · ".join(parts), key=False)

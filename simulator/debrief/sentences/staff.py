"""Sentences about what staff asked of people, and what it noted."""

from __future__ import annotations

from typing import Any

from simulator.debrief.cast import Names, text_of
from simulator.debrief.sentences.register import Said, on, plain, template
from simulator.model.phrases import joined, listing, phrase
from simulator.model.records import Event

__all__: list[str] = []

_QUESTIONS = {
    "severity": phrase("the severity"),
    "ic": phrase("who commands"),
    "theory": phrase("the leading theory"),
    "next_public": phrase("when the public hears next"),
}

plain(
    "rating.given",
    template("rates {of}: {rating}"),
    template("rates {of}"),
    template("rates : {rating}"),
    template("rates"),
    quote="note",
)
plain("hand.raised", template("raises a hand"), quote="text", key=False)
plain("hand.lowered", template("lowers a hand"), key=False)
# What somebody asked in confidence is not told here, even where a note refers to it.
plain("question.asked", template("asks the facilitator something"), key=False)
plain("question.answered", template("answers a question"), key=False)
plain("drill.soloed", template("lets {person} play alone"), template("lets play alone"), key=False)


@on("note.added")
def _note(data: Any, _names: Names, _event: Event) -> Said:
    tag = text_of(data, "tag")
    return Said(phrase("notes ({tag})", tag=tag) if tag else phrase("notes"), text_of(data, "text"))


@on("probe.asked")
def _asked(data: Any, _names: Names, _event: Event) -> Said:
    asked = data.get("questions")
    questions = asked if isinstance(asked, list) else []
    about = listing([_question(one) for one in questions])
    if not about:
        return Said(phrase("asks everybody what they know"))
    return Said(phrase("asks everybody: {questions}", questions=about))


@on("probe.answered")
def _answered(data: Any, _names: Names, _event: Event) -> Said:
    given = data.get("answers")
    answers = given if isinstance(given, dict) else {}
    parts = [
        phrase("{question}: {answer}", question=_question(name), answer=text)
        for name, text in answers.items()
    ]
    return Said(phrase("answers for themselves"), joined(parts, " · "), key=False)


def _question(name: object) -> str:
    return _QUESTIONS.get(str(name)) or str(name)

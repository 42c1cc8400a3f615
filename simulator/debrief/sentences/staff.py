"""Sentences about what staff asked of people, and what it noted."""

from __future__ import annotations

from typing import Any

from simulator.debrief.cast import Names
from simulator.debrief.sentences.register import Said, doer, fitting, on, plain, template
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
    template("{who} rates {of}: {rating}"),
    template("{who} gives a rating"),
    quote="note",
)
plain("hand.raised", template("{who} raises a hand"), quote="text", key=False)
plain("hand.lowered", template("{who} lowers a hand"), key=False)
# What somebody asked in confidence is not told here, even where a note refers to it.
plain("question.asked", template("{who} asks the facilitator something"), key=False)
plain("question.answered", template("{who} answers a question"), key=False)
plain(
    "drill.soloed",
    template("{who} lets {person} play alone"),
    template("{who} lets somebody play alone"),
    key=False,
)
plain("note.added", template("{who} notes ({tag})"), template("{who} notes"), quote="text")


@on("probe.asked")
def _asked(data: Any, names: Names, event: Event) -> Said:
    asked = data.get("questions")
    questions = asked if isinstance(asked, list) else []
    text = fitting(
        {
            "who": doer(names, event),
            "questions": listing([_question(one) for one in questions]),
        },
        template("{who} asks everybody: {questions}"),
        template("{who} asks everybody what they know"),
    )
    return Said(text)


@on("probe.answered")
def _answered(data: Any, names: Names, event: Event) -> Said:
    given = data.get("answers")
    answers = given if isinstance(given, dict) else {}
    parts = [
        phrase("{question}: {answer}", question=_question(name), answer=text)
        for name, text in answers.items()
    ]
    text = phrase("{who} answers for themselves", who=doer(names, event))
    return Said(text, joined(parts, " · "), key=False)


def _question(name: object) -> str:
    return _QUESTIONS.get(str(name)) or str(name)

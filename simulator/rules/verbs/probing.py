"""Probes: the same few questions to everybody at once, to see whether they share one picture."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.rules.catalogue import Args, Ident, verb
from simulator.rules.context import Asked, Draft

__all__ = ["QUESTIONS"]

Question = Literal["severity", "ic", "theory", "next_public"]
QUESTIONS: tuple[Question, ...] = ("severity", "ic", "theory", "next_public")
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class Ask(Args):
    """Which questions; all of them unless you say."""

    questions: Annotated[list[Question], Field(min_length=1, max_length=4)] = Field(
        default_factory=lambda: list(QUESTIONS)
    )


class Answers(Args):
    """How bad it is, who commands, the leading theory, and when the public hears next."""

    severity: Words = ""
    ic: Words = ""
    theory: Words = ""
    next_public: Words = ""


class Answer(Args):
    """Which probe, and what you know without looking it up."""

    id: Ident
    answers: Answers


@verb("probe.ask", Ask, "facilitator", when="live")
def ask(asked: Asked) -> list[Draft]:
    """Ask everybody the same questions at once; those of an earlier probe are closed."""
    questions = [one for one in QUESTIONS if one in asked.args.questions]
    return [("probe.asked", {"id": f"q{len(asked.state.probes) + 1}", "questions": questions})]


@verb("probe.answer", Answer, "trainee", when="live")
def answer(asked: Asked) -> list[Draft]:
    """Answer a probe, once; the others do not see what you wrote."""
    probes, wanted = asked.state.probes, asked.args.id
    newest = next(reversed(probes), None)
    opened = phrase("The open one is {probe}.", probe=newest)
    if wanted not in probes:
        hint = opened if newest else phrase("Nobody has asked anything yet.")
        raise Refusal("not_found", phrase("No probe {id}.", id=repr(wanted)), hint)
    asked.refuse_unless(wanted == newest, phrase("{probe} is closed.", probe=wanted), opened)
    probe = probes[wanted]
    asked.refuse_unless(
        asked.actor not in probe.answers,
        phrase("You have answered {probe}.", probe=wanted),
        phrase("Once is all it takes."),
    )
    written = asked.args.answers.model_dump()
    given = {question: text for question, text in written.items() if text}
    asks = phrase("{probe} asks: {known}.", probe=wanted, known=", ".join(probe.questions))
    if not given:
        raise Refusal("bad_args", phrase("probe.answer: there is no answer in it."), asks)
    for question in given:
        if question not in probe.questions:
            message = phrase(
                "probe.answer: {probe} does not ask {question}.", probe=wanted, question=question
            )
            raise Refusal("bad_args", message, asks)
    return [("probe.answered", {"id": wanted, "answers": given})]

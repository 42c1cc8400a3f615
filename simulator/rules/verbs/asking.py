"""A word with the facilitator: a raised hand, and questions that nobody else hears."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from simulator.model.errors import Refusal
from simulator.model.phrases import Phrase, phrase
from simulator.model.seats import EVALUATOR
from simulator.model.written import Question
from simulator.rules.catalogue import Args, Ident, Optional, Prose, verb
from simulator.rules.context import Asked, Draft, unanswered
from simulator.rules.verbs.seats import Flag, sitting

__all__: list[str] = []


class Raise(Args):
    """What it is about, if you want to say."""

    text: Annotated[Optional, Field(max_length=300)] = ""


class Lower(Args):
    """Whose hand; your own unless you say."""

    person: Ident | None = None


class Ask(Args):
    """What you want to know."""

    question: Annotated[Prose, Field(max_length=2_000)]


class Answer(Args):
    """Which question, what you say to it, and whether everybody may read both."""

    id: Ident
    text: Prose
    everybody: Flag = False


@verb("hand.raise", Raise, "anyone", EVALUATOR, when="open")
def raise_hand(asked: Asked) -> list[Draft]:
    """Raise your hand: everybody sees it."""
    raised = sitting(asked).hand is not None
    hint = phrase("Lower it first.")
    asked.refuse_unless(not raised, phrase("Your hand is raised already."), hint)
    return [("hand.raised", {"text": asked.args.text})]


@verb("hand.lower", Lower, "anyone", EVALUATOR, when="open")
def lower_hand(asked: Asked) -> list[Draft]:
    """Lower your hand; the facilitator may lower anybody's."""
    whose = asked.args.person
    if whose is None and asked.role == "facilitator":
        hint = phrase("Send {person}: the facilitator has no hand of their own.")
        raise Refusal("bad_args", phrase("hand.lower: person is missing."), hint)
    person = sitting(asked) if whose is None else asked.state.people[asked.person(whose)]
    own = person.id == asked.actor
    if not own and asked.role != "facilitator":
        hint = phrase("The facilitator can lower anybody's.")
        message = phrase("That is {person}'s hand.", person=person.name)
        raise Refusal("not_allowed", message, hint)
    said, hint = phrase("Your hand is not raised."), phrase("Raise it if you want to be noticed.")
    if not own:
        said = phrase("{person}'s hand is not raised.", person=person.name)
        hint = _raised(asked)
    asked.refuse_unless(person.hand is not None, said, hint)
    return [("hand.lowered", {"person": person.id})]


def _raised(asked: Asked) -> Phrase:
    """Name those whose hand is up."""
    raised = ", ".join(one.id for one in asked.state.people.values() if one.hand)
    if not raised:
        return phrase("Nobody's hand is raised.")
    return phrase("Raised: {known}.", known=raised)


@verb("ask", Ask, "trainee", when="live")
def ask(asked: Asked) -> list[Draft]:
    """Ask the facilitator something that the other players do not hear."""
    number = len(asked.state.questions) + 1
    return [("question.asked", {"id": f"q{number}", "text": asked.args.question})]


@verb("ask.answer", Answer, "facilitator", when="live")
def answer(asked: Asked) -> list[Draft]:
    """Answer a question: to whoever asked, or so that everybody reads question and answer."""
    args, question = asked.args, _open(asked)
    data = {"id": question.id, "text": args.text, "to": question.by, "everybody": args.everybody}
    return [("question.answered", data)]


def _open(asked: Asked) -> Question:
    """Return the question that is answered.

    Raises:
        Refusal: ``not_found`` or ``wrong_state``, naming those that wait for an answer.
    """
    questions = asked.state.questions
    hint = unanswered(one.id for one in questions.values() if one.answered_at is None)
    found = questions.get(asked.args.id)
    if found is None:
        raise Refusal("not_found", phrase("No question {id}.", id=repr(asked.args.id)), hint)
    said = phrase("{id} was already answered.", id=found.id)
    asked.refuse_unless(found.answered_at is None, said, hint)
    return found

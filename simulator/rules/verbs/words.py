"""Words: updates to people inside, posts to people outside, answers to questions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.model.errors import Refusal
from simulator.model.phrases import Phrase, phrase
from simulator.model.state import Inject
from simulator.model.units import clock_text, duration_text
from simulator.rules.catalogue import Args, Ident, Optional, Prose, verb
from simulator.rules.channels import covered_seats, reads
from simulator.rules.context import Asked, Draft, unanswered

__all__: list[str] = []

Minutes = Annotated[int, Field(ge=1, le=240)]


class Update(Args):
    """An update in fields; the text is composed from them. ``next_in`` is in minutes."""

    audience: Literal[
        "responders", "stakeholders", "executives", "support", "customers_email", "regulator"
    ]
    status: Prose
    impact: Optional = ""
    theory: Optional = ""
    next_action: Optional = ""
    next_in: Minutes | None = None
    text: Optional = ""


class StatusPost(Args):
    """A public post. ``next_in`` (minutes) is the promise of the next one."""

    stage: Literal["investigating", "identified", "monitoring", "resolved"]
    text: Prose
    components: Annotated[list[Ident], Field(max_length=10)] = Field(default_factory=list)
    next_in: Minutes | None = None


class Answer(Args):
    """An answer to a question that reached you."""

    inject: Ident
    text: Prose


def _next_at(asked: Asked) -> int | None:
    minutes = asked.args.next_in
    return None if minutes is None else asked.t + minutes * 60_000


def _team(asked: Asked) -> str:
    people = asked.state.people
    held = [(role.upper(), asked.state.holder(role)) for role in ("ic", "ol", "cl")]
    return ", ".join(f"@{people[p].name} ({role})" for role, p in held if p in people)


@verb("update.post", Update, "cl", "ic")
def update(asked: Asked) -> list[Draft]:
    """Post an update; duration and team are filled in for you."""
    args = asked.args
    since = asked.state.declared_at
    next_at = _next_at(asked)
    duration = (
        ""
        if since is None
        else f"{duration_text((asked.t - since) // 60_000 * 60_000)} since declaration"
    )
    fields = {
        "status": args.status, "impact": args.impact, "theory": args.theory,
        "next_action": args.next_action, "duration": duration, "team": _team(asked),
    }  # fmt: skip
    labels = {
        "status": "Status", "impact": "Impact", "duration": "Duration", "team": "Team",
        "theory": "Theory", "next_action": "Next action",
    }  # fmt: skip
    said = [f"{label}: {fields[key]}." for key, label in labels.items() if fields[key]]
    if args.text:
        said.append(args.text)
    if next_at is not None:
        said.append(f"Next update at {clock_text(asked.scenario.start, next_at)}.")
    data = {"audience": args.audience, **fields, "next_at": next_at, "text": " ".join(said)}
    return [("update.posted", data)]


@verb("statuspage.post", StatusPost, "cl", "ic")
def statuspage(asked: Asked) -> list[Draft]:
    """Post to the public status page."""
    args = asked.args
    data = {"stage": args.stage, "components": args.components, "text": args.text}
    return [("statuspage.posted", data | {"next_at": _next_at(asked)})]


@verb("query.answer", Answer, "trainee")
def answer(asked: Asked) -> list[Draft]:
    """Answer a question that was put to the team."""
    inject = asked.state.injects.get(asked.args.inject)
    if inject is None or not _reached(asked, inject):
        message = phrase("No question {id} reached you.", id=repr(asked.args.inject))
        raise Refusal("not_found", message, _waiting(asked))
    if inject.answered_at is not None:
        hint = phrase(
            "{person} did, at {time}; tell them if something is missing.",
            person=asked.state.name(inject.answered_by or ""),
            time=clock_text(asked.scenario.start, inject.answered_at),
        )
        raise Refusal("wrong_state", phrase("That question was already answered."), hint)
    asked.refuse_unless(
        not _replied(asked, inject),
        phrase("You have answered that question."),
        phrase("It stays open for whoever it was put to."),
    )
    data = {"id": inject.id, "channel": inject.channel, "text": asked.args.text}
    return [("query.answered", data | {"asked": _was_asked(asked, inject.id)})]


def _reached(asked: Asked, inject: Inject) -> bool:
    return reads(asked.state, asked.actor, asked.role, inject.channel)


def _replied(asked: Asked, inject: Inject) -> bool:
    return any(reply.by == asked.actor for reply in inject.replies)


def _waiting(asked: Asked) -> Phrase:
    """Name the questions that reached whoever asks, and that they can still answer."""
    return unanswered(
        inject.id
        for inject in asked.state.injects.values()
        if inject.expects
        and inject.answered_at is None
        and _reached(asked, inject)
        and not _replied(asked, inject)
    )


def _was_asked(asked: Asked, inject: str) -> bool:
    """Tell whether a question was put to whoever answers it; everybody, unless it says to whom."""
    specs = asked.scenario.injects
    expect = next((spec.expect for spec in specs if spec.id == inject), None)
    if expect is None or expect.verb != "query.answer":
        return True
    return not covered_seats(asked.state, asked.actor, asked.role).isdisjoint(expect.by)

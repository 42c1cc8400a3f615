"""People around the team, and what reaches it from them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.model.fields import Duration, Ident, Model, Takes, Text
from simulator.model.scenario.looking import EvidenceLine

__all__ = ["Absent", "Expect", "InjectSpec", "Persona", "Repeat"]


class Persona(Model):
    """Somebody outside the seats: a colleague, a customer, the press."""

    name: str = Field(description="The name that people see.", examples=["Oskar Vinter"])
    title: str = Field("", description="What they do.", examples=["Database administrator"])
    joins_with: Text | None = Field(
        None,
        description="What they say when they join after somebody asked for their team.",
        examples=["Here now. What do you need from the database?"],
    )
    works: Takes = Field(
        (180_000, 360_000),
        description="How long a task takes them.",
        examples=["3m..6m"],
    )
    reports: list[EvidenceLine] = Field(
        default_factory=list,
        description="What they report when a task is done: all lines that hold at that moment.",
        examples=[[{"text": "Commits of payment-api take 3 ms as always."}]],
    )


class Expect(Model):
    """What an inject asks of the team."""

    by: list[Literal["ic", "ol", "cl", "responder"]] = Field(
        description="From which seats; who covers an empty one may do it as well.",
        examples=[["cl", "ic"]],
    )
    verb: str = Field(
        description="Which verb. `query.answer` is fulfilled by an answer to this very inject, "
        "`message.post` by a message in the channel in which it came; any other by the next use of "
        "the verb from one of these seats, whatever it says.",
        examples=["query.answer"],
    )
    within: Duration = Field(description="Within which time.", examples=["5m"])
    worth: Annotated[int, Field(ge=1, le=10)] = Field(
        1,
        description="Its weight: what an inject asks for is a criterion of its own on the "
        "scorecard, beside those of the rubric, whose weights go from 1 to 3.",
        examples=[2],
    )


class Absent(Model):
    """The absence of something that should happen."""

    event: str = Field(
        description="The kind of event that stays away, or its short name.",
        examples=["statuspage.posted", "updated"],
    )
    for_: Duration = Field(
        alias="for",
        description="For how long: since the last one, or since the start of the drill if there "
        "was none, however late the trouble began. `while` makes it wait for the trouble.",
        examples=["20m"],
    )


class Repeat(Model):
    """That an inject comes again."""

    every: Duration = Field(description="At which interval.", examples=["10m"])
    times: Annotated[int, Field(ge=2, le=50)] = Field(description="How often in all.", examples=[3])


class InjectSpec(Model):
    """Something that reaches the team: a question, a complaint, a rumour.

    Exactly one of ``at`` (a time), ``after`` (a delay after the first event of a kind), ``when``
    (a condition) and ``absent`` (something that stays away) says when.
    """

    id: Ident = Field(description="Its name.", examples=["cfo-asks"])
    from_: Ident = Field(alias="from", description="A persona or a seat.", examples=["cfo"])
    channel: Ident = Field(
        description="Where it arrives: `incident`; `dm-`, `phone-` or `email-` with ic, ol or "
        "cl; or from outside: `social`, `support`, `tickets`, `press`, `regulator`.",
        examples=["dm-ic", "social"],
    )
    text: Text = Field(description="What it says.", examples=["How much money are we losing?"])
    at: Duration | None = Field(None, description="At a time.", examples=["8m"])
    after: dict[str, Duration] | None = Field(
        None,
        description="A delay after the first event of a kind, by its full or short name.",
        examples=[{"declared": "20m"}],
    )
    when: str | None = Field(
        None,
        description="When a condition first holds.",
        examples=['finished("shift-to-backup") and impact > 5%'],
    )
    absent: Absent | None = Field(
        None,
        description="When something has stayed away for so long.",
        examples=[{"event": "statuspage.posted", "for": "20m"}],
    )
    while_: str | None = Field(
        None,
        alias="while",
        description="It waits until this holds as well.",
        examples=["impact > 5%"],
    )
    unless: str | None = Field(
        None,
        description="It is cancelled for good as soon as this holds.",
        examples=['happened("statuspage.posted")'],
    )
    repeat: Repeat | None = Field(
        None,
        description="It comes again at intervals, until it is cancelled or did so often enough.",
        examples=[{"every": "10m", "times": 3}],
    )
    kind: Literal["message", "exec_question"] = Field(
        "message", description="Whether it is a question of an executive.", examples=["message"]
    )
    expect: Expect | None = Field(
        None,
        description="What the team should do about it.",
        examples=[{"by": ["cl", "ic"], "verb": "query.answer", "within": "5m"}],
    )
    points_to: Ident | None = Field(
        None,
        description="The fault that this is a clue to. Never shown; the lint counts clues.",
        examples=["bad-routes"],
    )
    red_herring: bool = Field(
        default=False, description="It leads away from the cause.", examples=[True]
    )

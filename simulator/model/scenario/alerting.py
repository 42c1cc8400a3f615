"""Who gets told: alerting rules, and the people who are on call."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from simulator.model.fields import Clock, Duration, Ident, Model, Takes, Text

__all__ = ["AlertSpec", "OnCall", "Shift", "Silence", "Team", "TeamSpec"]


class Silence(Model):
    """A time in which an alert is silenced: it neither shows nor pages."""

    from_: Duration = Field(
        0, alias="from", description="When it begins; negative is before the start.",
        examples=["-2h"],
    )  # fmt: skip
    until: Duration | None = Field(
        None, description="When it ends; without it, never.", examples=["30m"]
    )
    why: str = Field(
        "", description="Why, for the debrief.", examples=["silenced for last week's migration"]
    )


class AlertSpec(Model):
    """An alerting rule in the shape of a Prometheus rule."""

    alert: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")] = Field(
        description="Its name.", examples=["PaymentErrorsHigh"]
    )
    expr: Text = Field(
        description="What it watches: signals of services against numbers, with arithmetic, "
        "`and`, `or`, `unless` and `absent()`.",
        examples=['errors{service="payment-api"} > 0.05'],
    )
    for_: Duration = Field(
        0, alias="for", description="How long that must hold before it fires.", examples=["2m"]
    )
    keep_firing_for: Duration = Field(
        0, description="How long it goes on firing afterwards.", examples=["5m"]
    )
    labels: dict[str, str] = Field(
        default_factory=dict,
        description="`severity: page` pages the on-call of the label `team` (without it, of the "
        "service's team); any other severity only shows.",
        examples=[{"severity": "page", "team": "payments"}],
    )
    annotations: dict[str, str] = Field(
        default_factory=dict,
        description="`summary` is what people read.",
        examples=[{"summary": "More than 5 % of payment requests fail"}],
    )
    silenced: Silence | None = Field(
        None,
        description="Somebody silenced it: an alert that is missing when it is needed.",
        examples=[{"from": "-2h", "until": "30m"}],
    )
    red_herring: bool = Field(
        default=False, description="It has nothing to do with the impact.", examples=[True]
    )


class OnCall(Model):
    """One step of an escalation."""

    level: Literal["primary", "secondary", "manager"] = Field(
        description="Which level is paged.", examples=["primary"]
    )
    who: Ident = Field(
        description="A seat of the drill, a persona, or `schedule`: whoever is on call now.",
        examples=["ol", "nadia", "schedule"],
    )
    after: Duration | None = Field(
        None,
        description="How long after the first page this step is paged if nobody acknowledges; "
        "without it 0, 5 and 15 minutes for the three levels.",
        examples=["5m"],
    )
    answers_after: Duration | None = Field(
        None,
        description="For a persona: how long until it acknowledges. Without it, it never does. For "
        "`schedule`, what the shift says comes first.",
        examples=["4m"],
    )


class Shift(Model):
    """A turn of the on-call schedule."""

    from_: Clock = Field(
        alias="from", description="The time of day at which it begins.", examples=["09:00"]
    )
    who: Ident = Field(description="A seat or a persona.", examples=["ol"])
    answers_after: Duration | None = Field(
        None,
        description="For a persona: how long until it acknowledges. Without it, what the step says "
        "that names the schedule.",
        examples=["4m"],
    )


def _steps(value: object) -> object:
    """Allow the short form: a team that is only its escalation."""
    if value is None or isinstance(value, str | int | float):
        raise ValueError("list the steps of the escalation, or write keys such as steps")
    return {"steps": value} if isinstance(value, list) else value


class TeamSpec(Model):
    """A team with an on-call duty."""

    title: str = Field("", description="What people call it.", examples=["Payments"])
    steps: list[OnCall] = Field(
        default_factory=list,
        description="Who is paged, and who next if nobody answers.",
        examples=[[{"level": "primary", "who": "ol"}]],
    )
    by_severity: dict[str, list[OnCall]] = Field(
        default_factory=dict,
        description="Other steps for alerts with another `severity` label than `page`.",
        examples=[{"critical": [{"level": "primary", "who": "ol"}]}],
    )
    schedule: list[Shift] = Field(
        default_factory=list,
        description="Who is primary at which time of day; steps name it as `schedule`.",
        examples=[[{"from": "09:00", "who": "ol"}, {"from": "18:00", "who": "nadia"}]],
    )
    handoff: Text | None = Field(
        None,
        description="The note of the last shift to this one; everybody on call can read it.",
        examples=["Index rebuild on ledger-db runs until tonight. Nothing else."],
    )
    brings: Ident | None = Field(
        None,
        description="Who comes when somebody asks for this team (`page.request`): a persona, or "
        "the seat `responder`. Without it, the first persona of the steps.",
        examples=["dba"],
    )
    joins: Takes = Field(
        (240_000, 540_000),
        description="How long it takes from the request until that person is there.",
        examples=["4m..9m"],
    )


Team = Annotated[TeamSpec, BeforeValidator(_steps)]
"""A team; a list of steps alone will do."""

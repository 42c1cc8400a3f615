"""A real incident as people write it down afterwards: when, who, what.

These are the keys of a timeline file. Which keys go with which word of a line, and what a line
becomes in a log, is in :mod:`simulator.scenario.timeline`. Times stay the text that was written:
what day they are on depends on the whole file.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema

from simulator.model.fields import Duration, Model, Share, Text
from simulator.model.seats import INCIDENT_ROLES
from simulator.model.when import When

__all__ = ["ROLES", "Line", "Timeline", "TimelineFacts"]


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _any_case(names: tuple[str, ...]) -> dict[str, object]:
    """Return the schema of names that people write large as well: IC for ic."""
    return {"enum": [*names, *(name.upper() for name in names)]}


def _listed(value: object) -> object:
    """Take one text for a list of one."""
    return [value] if isinstance(value, str) else value


_PersonRole = Literal["ic", "ol", "cl", "scribe", "planner", "responder", "outside", "machine"]
ROLES: tuple[str, ...] = get_args(_PersonRole)
"""What somebody in a timeline may be."""

Name = Annotated[str, Field(min_length=1, max_length=60)]
_Role = Annotated[_PersonRole, BeforeValidator(_lower), WithJsonSchema(_any_case(ROLES))]
_IncidentRole = Annotated[
    Literal["ic", "ol", "cl", "scribe", "planner"],
    BeforeValidator(_lower),
    WithJsonSchema(_any_case(INCIDENT_ROLES)),
]
_Names = Annotated[list[Name], BeforeValidator(_listed), Field(min_length=1, max_length=30)]
_Signal = Annotated[
    Literal["metrics", "logs", "synthetic", "support queue", "test purchase"],
    BeforeValidator(_lower),
]


class TimelineFacts(Model):
    """What was true, as known in hindsight; what is left out stays unknown and costs nothing."""

    share_users: Share | None = Field(
        None, description="The share of users who were hit.", examples=["40%"]
    )
    revenue_blocked: bool | None = Field(
        None, description="Whether the company could not take money.", examples=[True]
    )
    degraded: bool | None = Field(
        None, description="Whether something worked worse than it should.", examples=[True]
    )
    workaround: bool | None = Field(
        None, description="Whether customers had another way.", examples=[False]
    )
    data_loss: bool | None = Field(None, description="Whether data were lost.", examples=[False])
    breach: bool | None = Field(
        None, description="Whether somebody got at data that is not theirs.", examples=[False]
    )
    customer_visible: bool | None = Field(
        None, description="Whether customers could notice it.", examples=[True]
    )
    level: str | None = Field(
        None,
        description="The severity that it had in hindsight. Without it the policy's rules decide "
        "from the facts above.",
        examples=["SEV-1"],
    )
    kind: Literal["outage", "security"] | None = Field(
        None, description="What sort of incident it was.", examples=["outage"]
    )
    impact_from: When | None = Field(
        None, description="When users were first hit.", examples=["14:13"]
    )
    recovered: When | None = Field(
        None, description="When users were no longer hit, for good.", examples=["15:30"]
    )
    change_at: When | None = Field(
        None,
        description="When the change was made that broke it, if one was.",
        examples=["13:28"],
    )
    declarable_from: When | None = Field(
        None,
        description="When an incident could first have been declared. Without it, the first alert "
        "or report from a customer.",
        examples=["14:15"],
    )
    viable_from: When | None = Field(
        None, description="When a good mitigation could first be known.", examples=["14:33"]
    )


class Line(Model):
    """One line of the timeline. The first four keys go with every word, the others with some."""

    at: When = Field(
        description="When. A time of day is on the file's `date`; `+12m` counts from `start`.",
        examples=["14:15", "+12m", "2017-02-01 00:36"],
    )
    who: Name | None = Field(
        None,
        description="Who did it: a name from `people`, a role such as `ic`, or `unknown`.",
        examples=["ana"],
    )
    what: Name = Field(
        description="What happened, in one of the words below.", examples=["mitigation started"]
    )
    text: Text | None = Field(
        None, description="What was said or written.", examples=["Route cards to the backup"]
    )
    id: Name | None = Field(
        None,
        description="A name by which other lines mean the same change, hypothesis, task or "
        "question; needed only where there are several at a time.",
        examples=["reroute"],
    )
    about: Annotated[list[When], BeforeValidator(_listed), Field(max_length=30)] | None = Field(
        None, description="The times of the lines that a written entry is about.",
        examples=[["14:15", "14:20"]],
    )  # fmt: skip
    audience: (
        Literal[
            "responders",
            "stakeholders",
            "executives",
            "support",
            "public",
            "customers_email",
            "regulator",
        ]
        | None
    ) = Field(None, description="Whom it was for.", examples=["executives"])
    broken: Text | None = Field(None, description="What did not work.", examples=["card checkout"])
    component: Name | None = Field(
        None, description="What part of the system was changed.", examples=["router"]
    )
    components: _Names | None = Field(
        None, description="The parts that a public post names.", examples=[["Payments"]]
    )
    deep: bool | None = Field(
        None, description="Whether it was more than a shared overview.", examples=[True]
    )
    destroys_evidence: bool | None = Field(
        None, description="Whether the change wiped out evidence.", examples=[True]
    )
    every: Duration | None = Field(
        None, description="How often news was promised.", examples=["15m"]
    )
    held: When | None = Field(
        None, description="When the review is held.", examples=["2026-03-06 10:00"]
    )
    how: (
        Literal[
            "rollback", "failover", "traffic shift", "scale", "restart", "flag off", "fix", "other"
        ]
        | None
    ) = Field(None, description="What sort of change it was.", examples=["traffic shift"])
    how_many: Text | None = Field(
        None, description="How many were hit.", examples=["40% of attempts"]
    )
    impact: Text | None = Field(
        None,
        description="What an update says of the impact.",
        examples=["40% of card payments fail"],
    )
    joined: bool | None = Field(
        None, description="Whether somebody joined work that others had begun.", examples=[True]
    )
    kind: Name | None = Field(None, description="What sort it was of.", examples=["dashboard"])
    level: Name | None = Field(
        None, description="A severity or priority of your policy.", examples=["SEV-1"]
    )
    name: Name | None = Field(
        None, description="What an alert or a channel is called.", examples=["PaymentErrorsHigh"]
    )
    next: When | None = Field(
        None, description="When the next news was promised for.", examples=["15:15"]
    )
    next_action: Text | None = Field(
        None, description="What an update says will be done next.", examples=["roll back 4.12"]
    )
    owner: Name | None = Field(None, description="Who sees to the review.", examples=["ben"])
    page: bool | None = Field(
        None, description="Whether an alert paged somebody; it did, unless you say no.",
        examples=[False],
    )  # fmt: skip
    result: Literal["confirmed", "refuted", "inconclusive"] | None = Field(
        None, description="What a test showed.", examples=["confirmed"]
    )
    reversible: bool | None = Field(
        None, description="Whether the change could be taken back.", examples=[True]
    )
    risk: Text | None = Field(
        None, description="The risk that was named.", examples=["backup has 80% capacity"]
    )
    role: _IncidentRole | None = Field(None, description="Which role.", examples=["ol"])
    section: Literal["summary", "impact", "timeline", "hypotheses", "actions", "owners"] | None = (
        Field(None, description="Where in the document.", examples=["timeline"])
    )
    service: Name | None = Field(
        None, description="The service that an alert is about.", examples=["payment-api"]
    )
    share: Share | None = Field(
        None, description="The share of users who were hit from then on.", examples=["18%"]
    )
    signals: (
        Annotated[list[_Signal], BeforeValidator(_listed), Field(min_length=1, max_length=5)] | None
    ) = Field(
        None, description="What was looked at to be sure.", examples=[["metrics", "support queue"]]
    )
    since: Text | None = Field(None, description="Since when, in words.", examples=["14:13"])
    source: Name | None = Field(
        None, description="Where somebody looked, or which runbook.", examples=["decline graph"]
    )
    stage: (
        Annotated[
            Literal["investigating", "identified", "monitoring", "resolved"],
            BeforeValidator(_lower),
        ]
        | None
    ) = Field(None, description="The stage of a public post.", examples=["identified"])
    status: Text | None = Field(
        None, description="What an update says of the state.", examples=["mitigating"]
    )
    suspects: Name | None = Field(
        None, description="The part that a hypothesis suspects.", examples=["card-router"]
    )
    team: Name | None = Field(None, description="Which team.", examples=["network"])
    theory: Text | None = Field(
        None, description="What an update says of the cause.", examples=["release 4.12"]
    )
    timebox: Duration | None = Field(
        None, description="How long a task may take.", examples=["10m"]
    )
    to: Name | None = Field(
        None, description="To whom: a name, or a team outside.", examples=["ben"]
    )
    undo: Text | None = Field(
        None, description="How the change would be taken back.", examples=["route back, 2 min"]
    )
    users: Text | None = Field(
        None, description="Who was hit.", examples=["card payers in all regions"]
    )
    worked: bool | None = Field(
        None, description="Whether it worked; it did, unless you say no.", examples=[False]
    )


class Timeline(Model):
    """A whole timeline file, version 1."""

    timeline: Literal[1] = Field(description="The version of the format.", examples=[1])
    title: Text = Field(description="What it is called.", examples=["Card payments failing"])
    date: str | None = Field(
        None,
        description="The day on which times of day are. Needed if any line is on another day.",
        examples=["2017-01-31"],
    )
    zone: Name | None = Field(
        None,
        description="The zone that the times are in. It is only shown, unless times say how far "
        "they are from UTC.",
        examples=["UTC"],
    )
    start: When | None = Field(
        None,
        description="What `+12m` counts from. Without it, the first line that has a time of day.",
        examples=["14:13"],
    )
    policy: Name | None = Field(
        None, description="The policy to judge it by, unless another is given.", examples=["imag"]
    )
    people: dict[Name, _Role] = Field(
        default_factory=dict,
        description="Who took part, and what they were. If it is there, it names everybody.",
        examples=[{"ana": "ic", "ben": "ol", "cfo": "outside", "pager": "machine"}],
    )
    facts: TimelineFacts = Field(
        default_factory=TimelineFacts,
        description="What was true, as known in hindsight.",
        examples=[{"share_users": "40%", "recovered": "15:30"}],
    )
    symptoms: list[Name] = Field(
        default_factory=list,
        description="The customers' words for what did not work.",
        examples=[["card payments", "checkout"]],
    )
    recorded: Annotated[list[Name], BeforeValidator(_listed)] = Field(
        default_factory=list,
        description="What you went through from beginning to end, so that what is not in this "
        "file did not happen: places or words from the lists below, or `all`.",
        examples=[["pages", "chat", "status page"]],
    )
    events: list[Line] = Field(
        min_length=1,
        description="The lines.",
        examples=[[{"at": "14:15", "who": "dev", "what": "declared"}]],
    )

"""How the facts of a failure change while the incident escalates."""

from __future__ import annotations

from pydantic import Field

from simulator.model.fields import Duration, Model, Share
from simulator.model.scenario.system import Facts

__all__ = ["ChangedFacts", "Escalation", "severity_facts"]


class ChangedFacts(Model):
    """The facts that are others from some moment on; the rest stay as they are."""

    share_users: Share | None = Field(
        None, description="The share of users who are hit from then on.", examples=["60%"]
    )
    revenue_blocked: bool | None = Field(
        None, description="Whether the company can take no money from then on.", examples=[True]
    )
    degraded: bool | None = Field(
        None, description="Whether something works worse than it should.", examples=[True]
    )
    workaround: bool | None = Field(
        None, description="Whether customers have another way from then on.", examples=[False]
    )
    data_loss: bool | None = Field(
        None, description="Whether data are lost by then.", examples=[True]
    )
    breach: bool | None = Field(
        None, description="Whether somebody has got at data by then.", examples=[True]
    )


class Escalation(Model):
    """That the incident gets worse (or better) than its facts said so far.

    Exactly one of ``at`` and ``when`` says when; it comes once.
    """

    at: Duration | None = Field(
        None, description="At a time, whatever the team has done by then.", examples=["12m"]
    )
    when: str | None = Field(
        None,
        description="When a condition first holds.",
        examples=['now >= 12m and active("bad-routes")'],
    )
    facts: ChangedFacts = Field(
        description="What is true from then on; only the facts that change.",
        examples=[{"share_users": "60%", "revenue_blocked": True}],
    )


def severity_facts(facts: Facts | ChangedFacts) -> dict[str, float | bool]:
    """Return what is said of the facts that a policy makes a severity of, by their names."""
    return facts.model_dump(include=set(ChangedFacts.model_fields), exclude_none=True)

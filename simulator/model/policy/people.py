"""Who is called, who does what, where they meet, who must be told, and who looks back when."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from simulator.model.fields import Model, Text
from simulator.model.policy.times import Span, Time
from simulator.model.seats import INCIDENT_ROLES

__all__ = ["POLICY_ROLES", "Escalation", "Hub", "Notify", "Postmortem", "Roles", "Step"]

POLICY_ROLES: tuple[str, ...] = (*INCIDENT_ROLES, "sme")
"""The roles that a policy may name; ``sme`` is any responder."""


def _reports(value: tuple[int, int]) -> tuple[int, int]:
    fine, over = value
    if not 1 <= fine <= over:
        raise ValueError(
            f"write the number that is fine and the number that is too many, not {list(value)}"
        )
    return value


class Step(Model):
    """One step of the escalation ladder: after so long without an acknowledgement, to whom."""

    after: Time = Field(
        description="So long after the alert, if nobody acknowledged it.", examples=["5m"]
    )
    to: Text = Field(description="Who is called then.", examples=["secondary"])


class Escalation(Model):
    """Who is called when nobody answers, or when the team is stuck."""

    ladder: list[Step] = Field(
        description="The steps, soonest first.",
        examples=[[{"after": "5m", "to": "secondary"}, {"after": "15m", "to": "manager"}]],
    )
    pages: dict[str, Text] = Field(
        default_factory=dict,
        description="By rank: who is paged at once, where that is more than whoever is on call.",
        examples=[{"0": "everybody on call"}],
    )


class Roles(Model):
    """Which roles a severity needs, which may not be one person, and how many one may lead."""

    required: dict[str, list[str]] = Field(
        description="By rank: the roles that somebody holds. Roles are ic, ol, cl, scribe, "
        "planner, and sme for any responder.",
        examples=[{"0": ["ic", "ol", "cl"], "1": ["ol"]}],
    )
    separate: list[list[str]] = Field(
        description="Groups of roles that are never one person.", examples=[[["ic", "ol"]]]
    )
    names: dict[str, Text] = Field(
        default_factory=dict,
        description="What this organisation calls a role.",
        examples=[{"ol": "Technical Lead"}],
    )
    span: Annotated[tuple[int, int], Field(strict=False), AfterValidator(_reports)] = Field(
        (7, 10),
        description="Direct reports of the IC: up to the first is fine, from the second on there "
        "is no credit.",
        examples=[[7, 10]],
    )
    may_be_empty: list[int] = Field(
        default_factory=list,
        description="Ranks at which an incident may be led without an IC of its own.",
        examples=[[2, 3]],
    )
    longest_turn: Time | None = Field(
        None,
        description="After so long at the latest a person hands a leading role on.",
        examples=["3h"],
    )


class Hub(Model):
    """Where people work together, by rank."""

    kinds: dict[str, list[Literal["chat", "doc", "bridge"]]] = Field(
        description="By rank: what is opened.",
        examples=[{"0": ["chat", "doc", "bridge"], "1": ["chat", "doc"]}],
    )
    name: str = Field(
        "",
        description="A regular expression that the chat's name should match; empty asks for none.",
        examples=[r"^#?incident-\d{4}-\d{2}-\d{2}-[a-z0-9-]+$"],
    )


class Notify(Model):
    """Who must be told by when, from the anchor; what is left out is nobody's duty."""

    executives: Time | None = Field(
        None, description="Until when executives are told.", examples=["15m"]
    )
    customer_email: Time | None = Field(
        None,
        description="Until when customers get an e-mail, where they can see the failure.",
        examples=["60m"],
    )
    regulator: Time | None = Field(
        None,
        description="Until when a regulator is told; asked for only where data was lost or "
        "somebody broke in.",
        examples=["72h"],
    )
    for_rank_leq: int = Field(
        0, ge=0, le=4, description="These duties hold down to this rank.", examples=[1]
    )
    executives_for_rank_leq: int | None = Field(
        None,
        ge=0,
        le=4,
        description="The duty to executives holds down to this rank, where that is another one.",
        examples=[0],
    )

    def duties(self, rank: int) -> dict[str, int]:
        """Return who must be told at a rank, and until when (ms from the anchor)."""
        last, own = self.for_rank_leq, self.executives_for_rank_leq
        due = {
            "executives": (self.executives, last if own is None else own),
            "customer_email": (self.customer_email, last),
            "regulator": (self.regulator, last),
        }
        return {who: t for who, (t, down_to) in due.items() if t is not None and rank <= down_to}


class Postmortem(Model):
    """When a review is due, and what its document holds."""

    required_for_rank_leq: int = Field(
        ge=0, le=4, description="A review is due down to this rank.", examples=[1]
    )
    held_within: Span = Field(
        description="From the closing to the review.", examples=[["48h", "120h"]]
    )
    sections: list[Text] = Field(
        description="What its document holds.",
        examples=[["summary", "timeline", "root cause", "impact", "action items"]],
    )

"""How often an organisation speaks during an incident, and how it speaks to its customers."""

from __future__ import annotations

from pydantic import Field

from simulator.model.fields import Model
from simulator.model.policy.times import Span, Time

__all__ = ["PACED_STAGES", "Cadence", "External"]

PACED_STAGES: tuple[str, ...] = ("investigating", "identified", "monitoring")
"""The stages of a status page after which another word is owed; after ``resolved`` none is."""


class Cadence(Model):
    """How old the newest word to an audience may be, by rank."""

    internal: dict[str, Span] = Field(
        description="By rank, inside. A rank without an entry has no rhythm.",
        examples=[{"0": ["15m", "30m"], "1": ["30m", "60m"]}],
    )
    external: dict[str, Span] = Field(
        description="By rank, on the status page.", examples=[{"0": ["30m", "60m"]}]
    )
    external_stages: dict[str, dict[str, Span]] = Field(
        default_factory=dict,
        description="By rank and stage, where the stage of the status page (investigating, "
        "identified, monitoring) sets the rhythm; it goes before `external`.",
        examples=[{"0": {"investigating": ["10m", "20m"], "monitoring": ["30m", "60m"]}}],
    )
    slower_after: Time | None = Field(
        None,
        description="From so long after the anchor on, a slower rhythm that was announced is as "
        "good as the policy's.",
        examples=["2h"],
    )


class External(Model):
    """How an organisation speaks to its customers."""

    approval: list[str] = Field(
        default_factory=list,
        description="Roles that say yes to a public post before it goes out.",
        examples=[["ic"]],
    )
    allow_fix_eta: bool = Field(
        False,  # noqa: FBT003 - the default of a key
        description="Whether a public post may say when it will be fixed. When the next post comes "
        "may always be said.",
        examples=[True],
    )
    require_all_stages: bool = Field(
        False,  # noqa: FBT003 - as above
        description="Whether all four stages must be posted, rather than only in order.",
        examples=[True],
    )

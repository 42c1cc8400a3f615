"""An organisation's rulebook: what a severity is, and how fast is fast enough.

Thresholds live here and never in code: the same facts have different names, and different
clocks, in different organisations. Durations are in ms of drill time.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from simulator.model.fields import Duration, Model, Share, Text

__all__ = ["Cadence", "Clocks", "Level", "Limits", "Policy", "Ratings", "Rule", "Span"]

Span = Annotated[tuple[Duration, Duration], Field(strict=False)]
"""``[full credit, zero credit]``: linear in between."""


class Level(Model):
    """One severity; rank 0 is the worst."""

    label: str
    rank: int = Field(ge=0, le=4)
    when: Text


class Rule(Model):
    """A decision rule over the scenario's facts; the first match wins."""

    if_: str = Field(alias="if")
    then: str


class Severity(Model):
    """The severity ladder, worst first, and how facts decide."""

    levels: list[Level]
    rules: list[Rule]
    otherwise: str


class Clocks(Model):
    """How soon each thing should happen after its trigger."""

    ack: dict[str, Span]
    """By rank ("0".."4")."""
    declare: Span
    severity: Span
    ic: Span
    roles: Span
    first_public: Span
    first_mitigation: Span
    verify: Duration
    stable: Span
    """Reversed: full credit at the first, none at the second."""
    approval_expires: Duration


class Roles(Model):
    """Which roles a severity needs, and which may not be one person."""

    required: dict[str, list[str]]
    separate: list[list[str]]


class Cadence(Model):
    """How old the newest word to an audience may be, by rank."""

    internal: dict[str, Span]
    external: dict[str, Span]


class Postmortem(Model):
    """When a review is due."""

    required_for_rank_leq: int
    held_within: Span


class Ratings(Model):
    """Cut-offs of the P/S/M/U letters on a weighted mean, and the caps of critical criteria."""

    p: Share = 0.9
    s: Share = 0.65
    cap_m_below: Share = 0.25
    cap_s_below: Share = 0.65


class Limits(Model):
    """Small numbers that guards use."""

    substantive: Share = 3 / 7
    near_copy: Share = 0.95
    copies_allowed: int = 2


class Policy(Model):
    """A whole policy file."""

    policy: str
    title: str
    severity: Severity
    clocks: Clocks
    roles: Roles
    cadence: Cadence
    postmortem: Postmortem
    ratings: Ratings = Field(default_factory=Ratings)
    limits: Limits = Field(default_factory=Limits)

    def rank(self, label: str) -> int | None:
        """Return the rank of a severity label, or None if the policy does not have it."""
        return next((level.rank for level in self.severity.levels if level.label == label), None)

"""The policy as a whole: one file."""

from __future__ import annotations

from pydantic import Field

from simulator.model.fields import Ident, Model, Share, Text
from simulator.model.policy.clocks import Clocks, Pace
from simulator.model.policy.people import Escalation, Hub, Notify, Postmortem, Roles
from simulator.model.policy.severity import Question, Severity
from simulator.model.policy.words import Cadence, External

__all__ = ["Limits", "Policy", "Ratings"]


class Ratings(Model):
    """Cut-offs of the P/S/M/U letters on a weighted mean, and the caps of critical criteria."""

    p: Share = Field(0.9, description="From here on P.", examples=["90%"])
    s: Share = Field(0.65, description="From here on S.", examples=["65%"])
    m: Share = Field(
        0.25, description="From here on M; for the letter of a single criterion.", examples=["25%"]
    )
    cap_m_below: Share = Field(
        0.25,
        description="With a critical criterion below this a capability is M at best.",
        examples=["25%"],
    )
    cap_s_below: Share = Field(
        0.65,
        description="With a critical criterion below this a capability is S at best.",
        examples=["65%"],
    )


class Limits(Model):
    """Small numbers that guards use."""

    substantive: Share = Field(
        3 / 7, description="An update counts if it holds this much of the form.", examples=["43%"]
    )
    near_copy: Share = Field(
        0.95,
        description="An update that is this much like the one before is a copy.",
        examples=["95%"],
    )
    copies_allowed: int = Field(
        2, ge=0, le=20, description="So many copies in a row still count.", examples=[2]
    )


class Policy(Model):
    """A whole policy file."""

    policy: Ident = Field(description="The name of the policy.", examples=["acme"])
    title: Text = Field(description="What people choose by.", examples=["Acme Payments"])
    severity: Severity = Field(
        description="The severity ladder.",
        examples=[{"levels": [{"label": "SEV-1", "rank": 0, "when": "Complete outage"}],
                   "rules": [], "otherwise": "SEV-1"}],
    )  # fmt: skip
    clocks: Clocks = Field(
        description="How soon is soon enough.", examples=[{"declare": ["5m", "15m"]}]
    )
    escalation: Escalation = Field(
        description="Who is called when nobody answers.",
        examples=[{"ladder": [{"after": "5m", "to": "secondary"}]}],
    )
    roles: Roles = Field(
        description="Who does what.",
        examples=[{"required": {"0": ["ic", "ol", "cl"]}, "separate": [["ic", "ol"]]}],
    )
    hub: Hub = Field(
        description="Where people work together.", examples=[{"kinds": {"0": ["chat", "doc"]}}]
    )
    cadence: Cadence = Field(
        description="How often updates come.",
        examples=[{"internal": {"0": ["15m", "30m"]}, "external": {"0": ["30m", "60m"]}}],
    )
    external: External = Field(
        default_factory=External,
        description="How it speaks to customers.",
        examples=[{"require_all_stages": True}],
    )
    notify: Notify = Field(
        default_factory=Notify, description="Who must be told.", examples=[{"executives": "15m"}]
    )
    postmortem: Postmortem = Field(
        description="The review.",
        examples=[{"required_for_rank_leq": 1, "held_within": ["48h", "120h"],
                   "sections": ["summary", "timeline"]}],
    )  # fmt: skip
    questions: list[Question] = Field(
        description="What people are asked so that a severity follows, in this order. Every fact "
        "that a rule asks for has a question.",
        examples=[[{"fact": "data_loss", "ask": "Is data lost or damaged?"}]],
    )
    pace: Pace = Field(
        default_factory=Pace,
        description="How long things take people, in wall time, whatever the drill's speed.",
        examples=[{"update": "2m"}],
    )
    ratings: Ratings = Field(
        default_factory=Ratings,
        description="From which mean on a capability gets which letter.",
        examples=[{"p": "90%"}],
    )
    limits: Limits = Field(
        default_factory=Limits,
        description="Small numbers that guards against empty words use.",
        examples=[{"copies_allowed": 2}],
    )

    def rank(self, label: str) -> int | None:
        """Return the rank of a severity label, or None if the policy does not have it."""
        return next((level.rank for level in self.severity.levels if level.label == label), None)

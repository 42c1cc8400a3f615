"""The scenario as a whole: one file."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from simulator.model.fields import Clock, Duration, Ident, Model, Text
from simulator.model.scenario.acting import ActionSpec
from simulator.model.scenario.alerting import AlertSpec, Team
from simulator.model.scenario.escalating import Escalation
from simulator.model.scenario.failing import FaultSpec
from simulator.model.scenario.looking import EvidenceSpec
from simulator.model.scenario.people import InjectSpec, Persona
from simulator.model.scenario.system import Change, Facts, Service

__all__ = ["Scenario"]


class Scenario(Model):
    """A whole scenario file, version 1."""

    version: Literal[1] = Field(description="The version of the format.", examples=[1])
    id: Ident = Field(description="The name of the scenario.", examples=["payment-outage"])
    title: Text = Field(
        description="What people choose by. It must not give the cause away.",
        examples=["Card payments are failing"],
    )
    brief: Text = Field(
        description="What everybody reads before the start.",
        examples=["You are on call for a shop that takes 900 card payments a minute."],
    )
    start: Clock = Field(
        description="The time of day at which it begins, in quotes.", examples=["14:10"]
    )
    zone: str = Field(
        "UTC",
        max_length=60,
        description="The time zone in which that is, by its IANA name.",
        examples=["Europe/Berlin"],
    )
    length: Duration = Field(description="When it ends at the latest.", examples=["110m"])
    kind: Literal["outage", "security"] = Field(
        "outage",
        description="What sort of incident it is. Where somebody has broken in, evidence and scope "
        "come before the cure, and the scorer judges by that; hidden from trainees.",
        examples=["security"],
    )
    tags: list[Ident] = Field(
        default_factory=list,
        description="For facilitators who look for a scenario; hidden from trainees.",
        examples=[["payments", "deploy"]],
    )
    difficulty: int = Field(1, ge=1, le=5, description="From 1 (first drill) to 5.", examples=[2])
    objectives: list[Text] = Field(
        default_factory=list,
        description="What a team should learn; for facilitators and the debrief.",
        examples=[["Mitigate before you understand the cause."]],
    )
    based_on: list[Text] = Field(
        default_factory=list,
        description="The real incidents whose facts it uses; for the debrief.",
        examples=[["VTEX, 2023-11-10"]],
    )
    facts: Facts = Field(
        default_factory=Facts,
        description="What is true of the failure, whatever anybody believes.",
        examples=[{"share_users": "40%", "revenue_blocked": True}],
    )
    escalations: list[Escalation] = Field(
        default_factory=list,
        description="How these facts change while the incident escalates.",
        examples=[[{"at": "12m", "facts": {"share_users": "60%"}}]],
    )
    impact: str = Field(
        description="The series whose height above its base is the impact, as a share of users; "
        "below its base there is none.",
        examples=["checkout.errors"],
    )
    traffic: str | None = Field(
        None,
        description="The series that says how many requests a minute that share is of.",
        examples=["checkout.traffic"],
    )
    symptoms: list[str] = Field(
        default_factory=list,
        description="Words of a customer for what fails; updates are expected to use them.",
        examples=[["card payments", "checkout"]],
    )
    services: dict[Ident, Service] = Field(
        description="The system.",
        examples=[{"checkout": {"signals": {"errors": {"base": "0.4%"}}}}],
    )
    oncall: dict[Ident, Team] = Field(
        default_factory=dict,
        description="The teams that can be paged, as lists of steps or in full.",
        examples=[{"payments": [{"level": "primary", "who": "ol"}]}],
    )
    personas: dict[Ident, Persona] = Field(
        default_factory=dict,
        description="People around the team.",
        examples=[{"cfo": {"name": "Helena Brandt", "title": "Chief Financial Officer"}}],
    )
    changes: list[Change] = Field(
        default_factory=list,
        description="The change history.",
        examples=[[{"at": "-42m", "service": "card-router", "what": "release 4.12"}]],
    )
    faults: dict[Ident, FaultSpec] = Field(
        description="What breaks.",
        examples=[{"bad-routes": {"service": "card-router", "at": "3m"}}],
    )
    alerts: list[AlertSpec] = Field(
        description="The alerting rules.",
        examples=[[{"alert": "ErrorsHigh", "expr": 'errors{service="checkout"} > 0.05'}]],
    )
    actions: dict[Ident, ActionSpec] = Field(
        description="What the team can do.",
        examples=[{"rollback": {"title": "Roll back", "component": "api", "takes": "20m"}}],
    )
    evidence: dict[Ident, EvidenceSpec] = Field(
        default_factory=dict,
        description="Where the team can look.",
        examples=[{"changes": {"title": "Change history", "kind": "changes"}}],
    )
    injects: list[InjectSpec] = Field(
        default_factory=list,
        description="What reaches the team.",
        examples=[[{"id": "first", "at": "8m", "from": "support", "channel": "support",
                    "text": "Is this known?"}]],
    )  # fmt: skip
    noise: Literal["on", "off"] = Field(
        "on", description="Whether signals are noisy.", examples=["off"]
    )
    accepts: dict[str, Text] = Field(
        default_factory=dict,
        description="Findings of the lint that are meant to be so, by their code, and why.",
        examples=[{"dead-air": "The quiet is the lesson."}],
    )

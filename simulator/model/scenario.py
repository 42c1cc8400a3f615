"""What a scenario file says: the system, what breaks, who is told, and what can be done.

Everything here is plain data; :mod:`simulator.scenario` reads it from YAML and checks that the
names inside refer to something, :mod:`simulator.engine` makes it happen.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from simulator.model.fields import Clock, Duration, Ident, Model, Quantity, Share, Takes, Text
from simulator.model.signals import Shape

__all__ = [
    "ActionSpec",
    "AlertSpec",
    "Change",
    "EvidenceLine",
    "EvidenceSpec",
    "Expect",
    "Facts",
    "FaultSpec",
    "InjectSpec",
    "OnCall",
    "Persona",
    "Push",
    "Scenario",
    "Service",
    "SignalSpec",
    "Spread",
    "Worsens",
]


class Facts(Model):
    """What is true of the failure; a policy turns these facts into a severity."""

    share_users: Share = 0.0
    revenue_blocked: bool = False
    degraded: bool = True
    workaround: bool = False
    data_loss: bool = False
    breach: bool = False
    customer_visible_from: Duration | None = None


class SignalSpec(Model):
    """One signal of a service at rest. ``noise`` is one standard deviation."""

    base: Quantity
    noise: Quantity | None = None
    max: Quantity | None = None


class Spread(Model):
    """How much of a callee's trouble its caller feels."""

    errors: Share = 1.0
    latency: Share = 1.0


def _calls(value: object) -> object:
    """Allow the short form ``[payment-api]`` for ``{payment-api: {}}``."""
    if not isinstance(value, list):
        return value
    if not all(isinstance(name, str) for name in value):
        raise ValueError("list the names of services, such as [payment-api, ledger-db]")
    return {name: {} for name in value}


class Service(Model):
    """A node of the dependency graph."""

    title: str = ""
    team: Ident | None = None
    calls: Annotated[dict[Ident, Spread], BeforeValidator(_calls)] = Field(default_factory=dict)
    signals: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], SignalSpec]


class OnCall(Model):
    """One step of a team's escalation: a seat of the drill or a persona."""

    level: Literal["primary", "secondary", "manager"]
    who: Ident
    answers_after: Duration | None = None
    """For a persona: how long it takes to acknowledge. Not given: never."""


class Persona(Model):
    """Somebody outside the team who writes to it."""

    name: str
    title: str = ""


class Change(Model):
    """An entry of the change history; ``at`` is negative for changes before the drill."""

    at: Duration
    service: Ident
    what: Text
    by: str = ""


class Push(Model):
    """Where a fault drives one signal of its service at full strength."""

    to: Quantity
    over: Duration = 0
    shape: Shape = "linear"


class FaultSpec(Model):
    """Something that breaks. Hidden from trainees, always."""

    service: Ident
    at: Duration | None = None
    cause: Text | None = None
    """For the debrief: what it was, in one sentence."""
    pushes: dict[str, Push]


class AlertSpec(Model):
    """An alerting rule in the shape of a Prometheus rule."""

    alert: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
    expr: Text
    for_: Duration = Field(default=0, alias="for")
    labels: dict[str, str] = Field(default_factory=dict)
    annotations: dict[str, str] = Field(default_factory=dict)


class Worsens(Model):
    """Harm that an action does: a signal is pushed up by ``by`` for a while."""

    service: Ident
    signal: str
    by: Quantity
    for_: Duration = Field(alias="for")


class ActionSpec(Model):
    """Something that the team can do to the system. Only title, duration and risk are shown."""

    title: Text
    kind: Literal["mitigation", "diagnostic", "other"] = "mitigation"
    how: Literal[
        "rollback", "failover", "traffic shift", "scale", "restart", "flag off", "other"
    ] = "other"
    component: Ident
    takes: Takes
    risk: Literal["low", "medium", "high"] = "medium"
    plausible: bool = True
    """Whether a good responder might choose it for this symptom; a token action is not."""
    eases: dict[Ident, Share] = Field(default_factory=dict)
    """By how much each fault loses strength."""
    clears: list[Ident] = Field(default_factory=list)
    over: Duration = 0
    """How long the signals need to follow once the effect is there."""
    stages: int = Field(default=1, ge=1, le=20)
    """In how many equal steps the effect arrives while the action runs (region by region)."""
    worsens: Worsens | None = None
    undo: Duration | None = None
    destroys_evidence: bool = False


class EvidenceLine(Model):
    """One line of what an evidence source shows; ``when`` decides whether it is there."""

    text: Text
    when: str | None = None


class EvidenceSpec(Model):
    """A place to look. The answer is rendered from the world's state when the look ends."""

    title: Text
    kind: Literal["dashboard", "logs", "traces", "changes", "runbook", "synthetic", "support"]
    takes: Duration = 0
    deep: bool = False
    """A deep look is technical work: the IC is expected to leave it to others."""
    shared: bool = False
    """A shared dashboard is on everybody's screen from the start."""
    series: list[str] = Field(default_factory=list)
    lines: list[EvidenceLine] = Field(default_factory=list)


class Expect(Model):
    """What an inject asks of the team."""

    by: list[Literal["ic", "ol", "cl", "responder"]]
    verb: str
    within: Duration


class InjectSpec(Model):
    """Something that reaches the team: a question, a complaint, a rumour.

    Exactly one of ``at`` (a time), ``after`` (a delay after the first event of a kind) and
    ``when`` (a condition) says when.
    """

    id: Ident
    from_: Ident = Field(alias="from")
    channel: Ident
    text: Text
    at: Duration | None = None
    after: dict[str, Duration] | None = None
    when: str | None = None
    kind: Literal["message", "exec_question"] = "message"
    expect: Expect | None = None


class Scenario(Model):
    """A whole scenario file, version 1."""

    version: Literal[1]
    id: Ident
    title: Text
    brief: Text
    start: Clock
    length: Duration
    tags: list[Ident] = Field(default_factory=list)
    difficulty: int = Field(default=1, ge=1, le=5)
    facts: Facts = Field(default_factory=Facts)
    impact: str
    """The series (``service.signal``) whose excess over its base is the impact, 0..1."""
    traffic: str | None = None
    """The series that says how many requests a minute that share is of."""
    symptoms: list[str] = Field(default_factory=list)
    """Words of a customer for what fails; updates are expected to use them."""
    services: dict[Ident, Service]
    oncall: dict[Ident, list[OnCall]] = Field(default_factory=dict)
    personas: dict[Ident, Persona] = Field(default_factory=dict)
    changes: list[Change] = Field(default_factory=list)
    faults: dict[Ident, FaultSpec]
    alerts: list[AlertSpec]
    actions: dict[Ident, ActionSpec]
    evidence: dict[Ident, EvidenceSpec] = Field(default_factory=dict)
    injects: list[InjectSpec] = Field(default_factory=list)
    noise: Literal["on", "off"] = "on"

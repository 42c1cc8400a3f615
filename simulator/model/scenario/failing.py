"""What breaks: when it begins, what it does to the signals, and how it goes on by itself."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from simulator.model.fields import Duration, Ident, Model, Quantity, Share, Text
from simulator.model.scenario.system import SignalName
from simulator.model.signals import Shape

__all__ = ["FaultSpec", "Pulses", "Push", "Relapse", "Turn"]


class Push(Model):
    """Where a fault drives one signal of its service at full strength."""

    to: Quantity = Field(description="The value at full strength.", examples=["40%"])
    over: Duration = Field(0, description="How long it takes to get there.", examples=["60s"])
    shape: Shape = Field(
        "linear",
        description="Along which curve: at once, in a straight line, or fast at first and slow "
        "at the end.",
        examples=["ease"],
    )


class Turn(Model):
    """A change of a fault's strength that comes by itself."""

    after: Duration = Field(description="Counted from the start of the fault.", examples=["20m"])
    strength: Share = Field(
        description="How strong it is from then on; 100% is what `pushes` say.", examples=["30%"]
    )
    over: Duration = Field(0, description="How long the signals need to follow.", examples=["3m"])


class Pulses(Model):
    """A fault that comes and goes."""

    on: Duration = Field(description="How long it is there, 15s at least.", examples=["2m"])
    off: Duration = Field(description="How long it then stays away, 15s at least.", examples=["3m"])


class Relapse(Model):
    """A fault that comes back after something was done about it."""

    after: Duration = Field(
        description="Counted from the moment at which an action first took strength from it.",
        examples=["12m"],
    )
    strength: Share = Field(1.0, description="How strong it comes back.", examples=["80%"])
    unless: str | None = Field(
        None,
        description="A condition; if it holds at that moment, the fault stays as it is.",
        examples=['finished("fix-forward")'],
    )


class FaultSpec(Model):
    """Something that breaks. Hidden from trainees, always."""

    service: Ident = Field(description="Where it sits.", examples=["card-router"])
    at: Duration | None = Field(None, description="When it begins.", examples=["3m"])
    when: str | None = Field(
        None,
        description="A condition that begins it. Without `at` and `when` it waits: for an "
        "action that starts it, or for the facilitator.",
        examples=['running("restart-ledger")'],
    )
    cause: Text | None = Field(
        None,
        description="What it was, for the debrief.",
        examples=["Release 4.12 shipped a wrong routing table."],
    )
    pushes: dict[SignalName, Push] = Field(
        default_factory=dict,
        description="What it does to the signals of its service.",
        examples=[{"errors": {"to": "40%", "over": "60s"}}],
    )
    course: list[Turn] = Field(
        default_factory=list,
        description="How its strength changes by itself: partial recovery, slow worsening.",
        examples=[[{"after": "20m", "strength": "30%", "over": "3m"}]],
    )
    pulses: Pulses | None = Field(
        None,
        description="It comes and goes, so alerts on it flap.",
        examples=[{"on": "2m", "off": "3m"}],
    )
    relapse: Relapse | None = Field(
        None,
        description="It comes back once after an action took strength from it.",
        examples=[{"after": "12m", "strength": "80%"}],
    )
    blinds: list[str] = Field(
        default_factory=list,
        description="Services or series that the monitors lose while it lasts.",
        examples=[["edge.errors", "dashboard"]],
    )
    blind_as: Literal["gap", "frozen"] = Field(
        "gap",
        description="What a lost monitor shows: nothing (alerts on it resolve), or its last value "
        "for ever (alerts on it stay as they are).",
        examples=["frozen"],
    )
    red_herring: bool = Field(
        default=False,
        description="It is real and visible and has no part in the impact.",
        examples=[True],
    )

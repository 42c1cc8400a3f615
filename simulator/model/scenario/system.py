"""The system at rest: services, what they call, their signals, and what was changed lately."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from simulator.model.fields import Duration, Ident, Model, Quantity, Share, Text

__all__ = ["Change", "Facts", "Service", "SignalName", "SignalSpec", "Spread"]

SignalName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""A signal: ``traffic``, ``errors``, ``latency_p99``, ``saturation``, or the author's own."""


class Facts(Model):
    """What is true of the failure; a policy turns these facts into a severity."""

    share_users: Share = Field(0.0, description="The share of users who are hit.", examples=["40%"])
    revenue_blocked: bool = Field(
        default=False, description="Whether the company cannot take money.", examples=[True]
    )
    degraded: bool = Field(
        default=True, description="Whether something works worse than it should.", examples=[True]
    )
    workaround: bool = Field(
        default=False, description="Whether customers have another way.", examples=[False]
    )
    data_loss: bool = Field(default=False, description="Whether data are lost.", examples=[False])
    breach: bool = Field(
        default=False,
        description="Whether somebody got at data that is not theirs.",
        examples=[False],
    )
    customer_visible_from: Duration | None = Field(
        None, description="When customers can first notice it.", examples=["3m"]
    )
    viable_from: Duration | None = Field(
        None,
        description="When a good mitigation could first be known, by somebody who looks in the "
        "right places. From then on the scorer expects one; before, it forgives the search.",
        examples=["9m"],
    )


class SignalSpec(Model):
    """One signal of a service."""

    base: Quantity = Field(
        description="Its value when nothing is wrong, with its unit.",
        examples=["900/min", "0.4%", "420ms"],
    )
    noise: Quantity | None = Field(
        None,
        description="One standard deviation of its noise. Without it: 2 % of a rate, 3 % of a "
        "time or a number, a fifth of a share. Noise never exceeds 3.5 times this.",
        examples=["0.1%"],
    )
    min: Quantity | None = Field(None, description="It never falls below this.", examples=["0/min"])
    max: Quantity | None = Field(None, description="It never rises above this.", examples=["100%"])
    counts: Literal["requests", "successes", "failures"] | None = Field(
        None,
        description="A business signal that follows its service by itself: it counts the "
        "requests, those that succeed, or those that fail.",
        examples=["successes"],
    )


class Spread(Model):
    """What a call carries: how much of the callee's trouble the caller feels, and retries."""

    errors: Share = Field(
        1.0, description="The share of the callee's errors that the caller feels.", examples=["60%"]
    )
    latency: Share = Field(
        1.0,
        description="The share of the callee's extra latency that the caller feels.",
        examples=["50%"],
    )
    retries: int = Field(
        0,
        ge=0,
        le=10,
        description="How often the caller tries a failed call again. Retries multiply the "
        "traffic of a callee that fails.",
        examples=[2],
    )


def _calls(value: object) -> object:
    """Allow the short form ``[payment-api]`` for ``{payment-api: {}}``."""
    if isinstance(value, dict):
        return value
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise ValueError("list the names of services, such as [payment-api, ledger-db]")
    return {name: {} for name in value}


class Service(Model):
    """A node of the dependency graph."""

    title: str = Field("", description="What people call it.", examples=["Payment API"])
    team: Ident | None = Field(
        None, description="The team that is paged for it.", examples=["payments"]
    )
    calls: Annotated[dict[Ident, Spread], BeforeValidator(_calls)] = Field(
        default_factory=dict,
        description="The services it calls, as a list, or with what each call carries. Trouble "
        "travels from callees to callers, load from callers to callees.",
        examples=[["card-router", "ledger-db"], {"card-router": {"retries": 2}}],
    )
    capacity: Quantity | None = Field(
        None,
        description="The traffic that it can take. More traffic raises its saturation; beyond "
        "the capacity it turns requests away and gets slow.",
        examples=["1800/min"],
    )
    signals: dict[SignalName, SignalSpec] = Field(
        description="What can be seen of it: the four golden signals (traffic, errors, "
        "latency_p99, saturation) and any of your own. Of these only traffic, errors and "
        "latency_p99 travel along calls.",
        examples=[{"errors": {"base": "0.4%"}}],
    )


class Change(Model):
    """An entry of the change history."""

    at: Duration = Field(
        description="When, from the start of the drill; negative is before it.", examples=["-42m"]
    )
    service: Ident = Field(description="What was changed.", examples=["card-router"])
    what: Text = Field(
        description="What was done, as the history says it.",
        examples=["release 4.12: new routing table"],
    )
    by: str = Field("", description="Who did it.", examples=["deploy-bot"])
    points_to: Ident | None = Field(
        None,
        description="The fault that this is a clue to. Never shown; the lint counts clues.",
        examples=["bad-routes"],
    )

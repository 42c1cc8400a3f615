"""What the team can do to the system, what it costs, and what can go wrong with it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from simulator.model.fields import Duration, Ident, Model, Quantity, Share, Takes, Text
from simulator.model.scenario.system import SignalName

__all__ = ["ActionSpec", "Failure", "Worsens"]


class Worsens(Model):
    """Harm that an action does: a signal is pushed up by ``by`` for a while."""

    service: Ident = Field(description="Whose signal.", examples=["payment-api"])
    signal: SignalName = Field(description="Which signal.", examples=["errors"])
    by: Quantity = Field(description="By how much.", examples=["20%"])
    for_: Duration = Field(alias="for", description="For how long.", examples=["8m"])


class Failure(Model):
    """That and how an action fails."""

    chance: Share = Field(1.0, description="How likely it fails.", examples=["20%"])
    when: str | None = Field(
        None,
        description="It can fail only if this holds when it would take effect.",
        examples=['active("cpu-exhausted")'],
    )
    at: Share = Field(
        1.0,
        description="How far through it fails. Effects of the stages before that stay.",
        examples=["60%"],
    )
    says: Text = Field(
        "It failed.",
        description="What those who ran it are told.",
        examples=["The old image is gone from the registry: nothing was rolled back."],
    )
    starts: list[Ident] = Field(
        default_factory=list, description="Faults that its failure begins.", examples=[["half"]]
    )


def _one_or_more(value: object) -> object:
    """Allow a single item for a list of one."""
    if value is None or isinstance(value, str | int | float):
        raise ValueError("write one {service, signal, by, for}, or a list of such")
    return [value] if isinstance(value, dict) else value


class ActionSpec(Model):
    """Something that the team can do. Title, duration, risk and undo are shown; effects never."""

    title: Text = Field(
        description="What it is, as a command.",
        examples=["Route card payments to the backup processor"],
    )
    kind: Literal["mitigation", "diagnostic", "other"] = Field(
        "mitigation", description="What it is for.", examples=["mitigation"]
    )
    how: Literal[
        "rollback", "failover", "traffic shift", "scale", "restart", "flag off", "fix", "other"
    ] = Field("other", description="What sort of change it is.", examples=["rollback"])
    component: Ident = Field(
        description="What is changed: a service, or another part.", examples=["card-router"]
    )
    takes: Takes = Field(
        description="How long, as a time or a range; the world draws from the range.",
        examples=["4m", "40m..50m"],
    )
    risk: Literal["low", "medium", "high"] = Field(
        "medium", description="The risk that its runbook gives.", examples=["low"]
    )
    plausible: bool = Field(
        default=True,
        description="Whether a good responder might choose it for this symptom. Only the scorer "
        "and the lint ask; people and bots do not see it.",
        examples=[False],
    )
    needs: str | None = Field(
        None,
        description="A condition that must hold for it to be started or undone; if it had to "
        "wait for another change, also when that is over.",
        examples=['finished("open-bypass") or not active("cpu-exhausted")'],
    )
    otherwise: Text | None = Field(
        None,
        description="What people are told when `needs` does not hold. The two go together.",
        examples=["The deploy tool does not let you in: its login runs behind the edge."],
    )
    approval: Literal["expected", "enforced"] = Field(
        "expected",
        description="Whether it can be started without the commander's approval (which the "
        "scorer notes), or not at all.",
        examples=["enforced"],
    )
    fails: Failure | None = Field(
        None,
        description="That it fails, always or sometimes.",
        examples=[{"chance": "20%", "says": "The switch timed out."}],
    )
    eases: dict[Ident, Share] = Field(
        default_factory=dict,
        description="By how much each fault loses strength: 28% takes 28 % of its strength away "
        "and leaves 72 %.",
        examples=[{"bad-routes": "55%"}],
    )
    clears: list[Ident] = Field(
        default_factory=list, description="Faults that it ends.", examples=[["bad-routes"]]
    )
    over: Duration = Field(0, description="How long the signals need to follow.", examples=["60s"])
    lasts: Duration | None = Field(
        None,
        description="How long the effect holds once it is there; without it, for good.",
        examples=["10m"],
    )
    stages: (
        Annotated[int, Field(ge=1, le=20)]
        | Annotated[list[Text], Field(min_length=1, max_length=20)]
    ) = Field(
        1,
        description="In how many equal steps the effect comes while it runs; or their names, "
        "such as regions, which are told as each is done.",
        examples=[4, ["Europe", "North America", "Asia-Pacific"]],
    )
    worsens: Annotated[list[Worsens], BeforeValidator(_one_or_more)] = Field(
        default_factory=list,
        description="Harm that it does from its start on: one, or a list. Starting it again "
        "makes the harm last longer, not larger.",
        examples=[
            {"service": "payment-api", "signal": "errors", "by": "20%", "for": "8m"},
        ],
    )
    starts: list[Ident] = Field(
        default_factory=list, description="Faults that begin when it is done.", examples=[["cold"]]
    )
    alongside: Literal["waits", "fails", "fine"] = Field(
        "waits",
        description="What happens when it is started while another change of the same component "
        "runs: it waits for that one, both fail (if both still run when this one would take "
        "effect), or it does not matter.",
        examples=["fine"],
    )
    undo: Duration | None = Field(
        None,
        description="How long it takes to undo; without it, it cannot be undone. Undoing takes "
        "back what it did to signals and faults; faults that it started go on.",
        examples=["2m"],
    )
    destroys_evidence: bool = Field(
        default=False, description="Whether traces of the cause are lost.", examples=[True]
    )
    destroys: list[Ident] = Field(
        default_factory=list,
        description="Evidence sources that show nothing any more once its first stage is done, "
        "unless they were captured before.",
        examples=[["router-logs"]],
    )

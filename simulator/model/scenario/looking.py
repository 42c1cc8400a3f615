"""Where people can look, and what they find there."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from simulator.model.fields import Duration, Ident, Model, Share, Text

__all__ = ["EvidenceLine", "EvidenceSpec", "Slo", "Span", "Step"]


class EvidenceLine(Model):
    """One line of what a source shows."""

    text: Text = Field(
        description="The line. Expressions in braces are filled in with what monitors show at "
        "that moment, `{at now - 2m}` is the time of day two minutes ago; write `{{` and `}}` "
        "for braces.",
        examples=['ERROR upstream timeout ({errors("payment-api")} of requests)'],
    )
    when: str | None = Field(
        None, description="It is there only while this holds.", examples=['active("bad-routes")']
    )
    points_to: Ident | None = Field(
        None,
        description="The fault that this line is a clue to. Never shown; the lint counts clues.",
        examples=["bad-routes"],
    )
    red_herring: bool = Field(
        default=False, description="It leads away from the cause.", examples=[True]
    )


class Span(Model):
    """One span of a typical trace; spans are drawn in this order as a waterfall."""

    name: Text = Field(description="The operation.", examples=["send_to_network"])
    service: Ident = Field(description="Where it runs.", examples=["card-router"])
    takes: str = Field(
        description="An expression for its length in ms.",
        examples=['latency_p99("card-router") * 0.9'],
    )
    inside: Text | None = Field(
        None, description="The name of the span that it is part of.", examples=["POST /pay"]
    )
    starts: str | None = Field(
        None,
        description="An expression for its start within that span in ms; without it, it begins "
        "where the one before ended.",
        examples=["12"],
    )


class Step(Model):
    """One step of a runbook."""

    text: Text = Field(description="What to do.", examples=["Look for changes of the last hours."])
    do: Ident | None = Field(None, description="The action it means.", examples=["shift-to-backup"])
    look: Ident | None = Field(None, description="The source it means.", examples=["changes"])


class Slo(Model):
    """An objective whose error budget the source shows."""

    series: str = Field(description="The share of failures.", examples=["checkout.errors"])
    target: Share = Field(description="The share that must succeed.", examples=["99.9%"])
    window: Duration = Field(2_592_000_000, description="Over which time.", examples=["720h"])
    left: Share = Field(
        1.0, description="The share of the budget that is left at the start.", examples=["62%"]
    )


class EvidenceSpec(Model):
    """A place to look. The answer is rendered from the world's state when the look ends."""

    title: Text = Field(description="What it is called.", examples=["Payment API dashboard"])
    kind: Literal[
        "dashboard", "logs", "traces", "changes", "runbook", "synthetic", "support", "slo"
    ] = Field(description="What it is.", examples=["dashboard"])
    takes: Duration = Field(0, description="What a look costs.", examples=["30s"])
    deep: bool = Field(
        default=False,
        description="Technical work, which the commander is expected to leave to others.",
        examples=[True],
    )
    shared: bool = Field(
        default=False,
        description="A dashboard on everybody's screen from the start.",
        examples=[True],
    )
    series: list[str] = Field(
        default_factory=list,
        description="The charts.",
        examples=[["payment-api.errors", "payment-api.latency_p99"]],
    )
    lines: list[EvidenceLine] = Field(
        default_factory=list,
        description="The lines it shows.",
        examples=[[{"text": "INFO  all quiet"}]],
    )
    spans: list[Span] = Field(
        default_factory=list,
        description="For traces: the spans of a typical trace.",
        examples=[[{"name": "POST /pay", "service": "checkout", "takes": "640"}]],
    )
    steps: list[Step] = Field(
        default_factory=list,
        description="For runbooks: the steps.",
        examples=[[{"text": "Say that it is happening."}]],
    )
    slo: Slo | None = Field(
        None,
        description="For kind `slo`: the objective.",
        examples=[{"series": "checkout.errors", "target": "99.9%"}],
    )
    needs: str | None = Field(
        None,
        description="A condition without which it cannot be reached; say in `otherwise` what "
        "shows then.",
        examples=['not active("cpu-exhausted")'],
    )
    otherwise: Text | None = Field(
        None,
        description="What it shows when it cannot be reached, or when an action destroyed it.",
        examples=["504 Gateway Timeout"],
    )

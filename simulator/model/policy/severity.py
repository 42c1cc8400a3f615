"""The severity ladder: levels, the rules that choose one, and the questions that people answer."""

from __future__ import annotations

from pydantic import Field

from simulator.model.fields import Model, Text

__all__ = ["Level", "Question", "Rule", "Severity"]


class Level(Model):
    """One severity; rank 0 is the worst."""

    label: Text = Field(description="What people call it.", examples=["SEV-1"])
    rank: int = Field(
        ge=0,
        le=4,
        description="Its place on the ladder, 0 being the worst. Everything else in the file that "
        "differs by severity is keyed by rank, in quotes.",
        examples=[0],
    )
    when: Text = Field(
        description="What it means, for people who have to choose.",
        examples=["Complete outage, major data loss, or revenue is blocked"],
    )


class Rule(Model):
    """A decision rule over the scenario's facts; the first match wins."""

    if_: str = Field(
        alias="if",
        description="A condition over the facts. `share_users` is compared with a share.",
        examples=["data_loss or breach or revenue_blocked", "share_users >= 20%"],
    )
    then: str = Field(description="The label of the level.", examples=["SEV-1"])


class Severity(Model):
    """The severity ladder, worst first, and how facts decide."""

    levels: list[Level] = Field(
        description="The levels, worst first.",
        examples=[[{"label": "SEV-1", "rank": 0, "when": "Complete outage"},
                   {"label": "SEV-2", "rank": 1, "when": "Significant degradation"}]],
    )  # fmt: skip
    rules: list[Rule] = Field(
        description="How facts decide; the first rule that holds wins.",
        examples=[[{"if": "data_loss or breach", "then": "SEV-1"}]],
    )
    otherwise: str = Field(
        description="The level of everything that no rule names.", examples=["SEV-3"]
    )


class Question(Model):
    """What a person is asked so that a severity follows: the fact, and the words."""

    fact: str = Field(description="The fact that the answer gives.", examples=["workaround"])
    ask: Text = Field(
        description="The question, to be answered with yes or no, or with a share.",
        examples=["Is there a way around it that customers can take?"],
    )
    help: str = Field(
        "",
        description="What helps to answer it.",
        examples=["A percentage; a rough one will do."],
    )

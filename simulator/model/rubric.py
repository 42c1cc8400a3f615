"""A rubric: the criteria as data. What each asks for, how it is judged, and where it comes from."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from simulator.model.fields import Model, Text
from simulator.model.score import CAPABILITIES, CriterionInfo

__all__ = ["CriterionSpec", "Rubric"]

C = Literal["coordinate", "communicate", "control"]
Role = Literal["ic", "ol", "cl", "team"]


class CriterionSpec(Model):
    """One criterion of a rubric file."""

    name: Text = Field(description="What it is called.", examples=["Declared early"])
    capability: Literal[tuple(CAPABILITIES)] = Field(  # type: ignore[valid-type]
        description="Which capability it belongs to.", examples=["detection"]
    )
    role: Role = Field(description="Whose card shows it.", examples=["team"])
    c: C = Field(description="Which of the three Cs it is about.", examples=["control"])
    weight: int = Field(
        ge=1, le=5, description="How much it counts; from 3 on it is critical.", examples=[3]
    )
    extended: bool = Field(
        default=False,
        description="Whether it is shown only where there was an opportunity for it.",
        examples=[True],
    )
    anti_pattern: Text = Field(
        description="What it is called when it goes wrong.", examples=["delayed declaration"]
    )
    target: Text = Field(
        description="What is asked for, in one sentence.",
        examples=["An incident is declared within the policy's time after it could be."],
    )
    why: Text = Field(
        description="Why it matters.",
        examples=["Help, roles and words start with the declaration."],
    )
    source: Text = Field(
        description="Where it comes from.", examples=["IMAG lesson, SRE handbook; Google"]
    )
    question: Text = Field(
        description="What a facilitator asks about it, open and without blame.",
        examples=["What would have made it easier to declare sooner?"],
    )
    eases: Text = Field(
        description="What in the system around the team would make it easier next time.",
        examples=["A button in the alert itself that declares."],
    )
    guard: str = Field(
        "",
        description="How the score resists being gamed.",
        examples=["Three incidents declared for nothing cost a tenth each."],
    )
    needs: list[str] = Field(
        default_factory=list,
        description="Kinds of events without which there is no saying.",
        examples=[["incident.declared"]],
    )
    every: list[str] = Field(
        default_factory=list,
        description="Kinds of events of which a log must hold every one, as silence or a share "
        "of them is judged. Where a recorder only mentioned some there is no saying.",
        examples=[["update.posted"]],
    )
    anchored: bool = Field(
        default=True,
        description="Whether its clock runs from the declaration; where nothing was or should have "
        "been declared it does not apply.",
        examples=[False],
    )
    rule: str = Field(description="How it is judged: the name of a rule.", examples=["deadline"])
    with_: dict[str, Any] = Field(
        default_factory=dict,
        alias="with",
        description="The arguments of the rule.",
        examples=[{"to": {"events": "incident.declared"}, "span": "clocks.declare"}],
    )

    def info(self, key: str) -> CriterionInfo:
        """Return everything that a reader of a scorecard needs besides the verdict."""
        return CriterionInfo(
            id=key, name=self.name, capability=self.capability, role=self.role, c=self.c,
            weight=self.weight, target=self.target, why=self.why, source=self.source,
            anti_pattern=self.anti_pattern, question=self.question, eases=self.eases,
            guard=self.guard, extended=self.extended,
        )  # fmt: skip


class Rubric(Model):
    """A whole rubric file, version 1."""

    rubric: str = Field(description="The name of the rubric.", examples=["imag"])
    title: Text = Field(description="What it is called.", examples=["IMAG best practice"])
    criteria: dict[str, CriterionSpec] = Field(
        description="The criteria by their ids, in the order of a scorecard."
    )

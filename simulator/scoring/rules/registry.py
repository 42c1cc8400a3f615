"""The rules by name: what a rubric file may write after ``rule:``, with the arguments of each.

A rule is declared once, with the decorator :func:`rule`; loading a rubric checks its arguments
against the rule's own model, and :func:`bind` makes a criterion of both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from simulator.model.fields import Model
from simulator.model.rubric import CriterionSpec
from simulator.scoring.findings import Criterion, Finding
from simulator.scoring.select import Selector
from simulator.scoring.trace import Trace

__all__ = ["RULES", "NoArgs", "RuleArgs", "RuleSpec", "bind", "rule"]


class RuleArgs(Model):
    """Base of the arguments of a rule."""

    def reads(self) -> tuple[str, ...]:
        """Return the kinds of events that must be observable for the rule to say anything."""
        found = (getattr(self, name) for name in type(self).model_fields)
        kinds = (kind for one in found if isinstance(one, Selector) for kind in one.events)
        return tuple(dict.fromkeys(kinds))


class NoArgs(RuleArgs):
    """A rule without arguments."""


A = TypeVar("A", bound=RuleArgs)


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """One rule: its name, its arguments, and the function that judges a log by them."""

    name: str
    args: type[RuleArgs]
    judge: Callable[[Trace, Any], Finding]
    doc: str


RULES: dict[str, RuleSpec] = {}
"""Every rule by name."""


def rule(
    name: str, args: type[A]
) -> Callable[[Callable[[Trace, A], Finding]], Callable[[Trace, A], Finding]]:
    """Declare a rule; the first line of its docstring is shown in the documentation."""

    def register(judge: Callable[[Trace, A], Finding]) -> Callable[[Trace, A], Finding]:
        if name in RULES:
            raise ValueError(f"rule {name!r} is declared twice")
        RULES[name] = RuleSpec(name, args, judge, (judge.__doc__ or "").split("\n")[0])
        return judge

    return register


def bind(key: str, spec: CriterionSpec) -> Criterion:
    """Make a criterion of its description: what it asks for, and the rule with its arguments.

    Where the description does not say what must be observable, the selections of the rule do.

    Raises:
        KeyError: if there is no such rule.
        ValidationError: if the arguments do not fit it (a loaded rubric has neither).
    """
    found = RULES[spec.rule]
    args = found.args.model_validate(spec.with_)
    return Criterion(
        spec.info(key),
        lambda trace: found.judge(trace, args),
        tuple(spec.needs) or args.reads(),
        spec.anchored,
        tuple(spec.every),
    )

"""Facts to severity: what a policy calls a failure, whoever asks.

A scenario states facts, a log carries them, and the policy's rules decide; so the same failure has
one true severity in the library, in the room and in the scorecard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.model.expr import Vocabulary, compile_expression
from simulator.model.policy import Policy

__all__ = ["ASSUMED", "FACT_NAMES", "level_of"]

ASSUMED: dict[str, float | bool] = {
    "share_users": 0.0,
    "revenue_blocked": False,
    "degraded": True,
    "workaround": False,
    "data_loss": False,
    "breach": False,
    "customer_visible": False,
}
"""The facts that a severity rule may ask for, with what is assumed where nothing is said."""

FACT_NAMES = Vocabulary(
    names={name: "bool" if isinstance(value, bool) else "num" for name, value in ASSUMED.items()}
)
"""The same as a vocabulary of expressions."""


@dataclass(frozen=True, slots=True)
class _Scope:
    facts: Mapping[str, Any]

    def name(self, name: str) -> Any:
        return self.facts[name]


def level_of(facts: Mapping[str, Any], policy: Policy) -> str:
    """Return the label that the first matching rule of ``policy`` gives to these facts.

    What is neither a number nor a truth value counts as not said.

    Raises:
        ExpressionError: if a rule does not compile (``read_policy`` lets no such policy through).
    """
    said = {k: v for k, v in facts.items() if k in ASSUMED and isinstance(v, bool | int | float)}
    scope = _Scope(ASSUMED | said)
    for rule in policy.severity.rules:
        if compile_expression(rule.if_, FACT_NAMES)(scope):
            return rule.then
    return policy.severity.otherwise

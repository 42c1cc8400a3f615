"""What a page asks so that a severity follows: the policy's questions, ready to be walked."""

from __future__ import annotations

from typing import Any

from simulator.model.policy import Policy
from simulator.rules.severity_steps import decision_steps

__all__ = ["classify"]


def classify(policy: Policy) -> dict[str, Any]:
    """Return the questions of a policy as steps (see :mod:`simulator.rules.severity_steps`).

    They are the same for everybody and never change in a drill.
    """
    return {"steps": decision_steps(policy)}

"""An organisation's rulebook: what a severity is, and how fast is fast enough.

Thresholds live here and never in code: the same facts have different names, and different
clocks, in different organisations. Durations are in ms of drill time.
"""

from __future__ import annotations

from simulator.model.policy.clocks import Clocks, Fresh, Pace
from simulator.model.policy.people import (
    POLICY_ROLES,
    Escalation,
    Hub,
    Notify,
    Postmortem,
    Roles,
    Step,
)
from simulator.model.policy.severity import Level, Question, Rule, Severity
from simulator.model.policy.times import Reversed, Span, Time
from simulator.model.policy.whole import Limits, Policy, Ratings
from simulator.model.policy.words import PACED_STAGES, Cadence, External

__all__ = [
    "PACED_STAGES",
    "POLICY_ROLES",
    "Cadence",
    "Clocks",
    "Escalation",
    "External",
    "Fresh",
    "Hub",
    "Level",
    "Limits",
    "Notify",
    "Pace",
    "Policy",
    "Postmortem",
    "Question",
    "Ratings",
    "Reversed",
    "Roles",
    "Rule",
    "Severity",
    "Span",
    "Step",
    "Time",
]

"""Policies: the built-in ones, those of an organisation, and what a policy calls a failure."""

from __future__ import annotations

from simulator.scenario.policies.library import Policies, PolicyEntry
from simulator.scenario.policies.load import load_policy, policy_names, read_policy, true_level

__all__ = [
    "Policies",
    "PolicyEntry",
    "load_policy",
    "policy_names",
    "read_policy",
    "true_level",
]

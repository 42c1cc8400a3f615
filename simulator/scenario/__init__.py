"""Reading what authors write: scenarios and policies from YAML, with exact messages."""

from __future__ import annotations

from simulator.scenario.library import Entry, Library
from simulator.scenario.load import load_scenario, scenario_digest
from simulator.scenario.policies import load_policy, policy_names, read_policy, true_level

__all__ = [
    "Entry",
    "Library",
    "load_policy",
    "load_scenario",
    "policy_names",
    "read_policy",
    "scenario_digest",
    "true_level",
]

"""Reading what authors write: scenarios, policies and rubrics from YAML, with exact messages."""

from __future__ import annotations

from simulator.scenario.library import Entry, Library
from simulator.scenario.load import load_scenario, scenario_digest
from simulator.scenario.policies import load_policy, policy_names, read_policy, true_level
from simulator.scenario.rubrics import load_rubric, read_rubric, rubric_names

__all__ = [
    "Entry",
    "Library",
    "load_policy",
    "load_rubric",
    "load_scenario",
    "policy_names",
    "read_policy",
    "read_rubric",
    "rubric_names",
    "scenario_digest",
    "true_level",
]

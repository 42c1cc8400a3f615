"""Reads the examples of criteria: small logs, as ``[minute, kind, actor, role, {data}]``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from simulator.model.records import Event, Header
from simulator.model.score import Verdict
from simulator.model.units import MINUTE
from simulator.scenario import load_policy, load_rubric
from simulator.scoring import score

__all__ = ["CASES", "EXAMPLES", "events_of", "judged"]

CASES = {
    "full": "scored",
    "partial": "scored",
    "none": "scored",
    "gamed": "scored",
    "not_applicable": "not_applicable",
    "not_observable": "not_observable",
}
"""The cases of a criterion with the status that each must have."""

FACTS: dict[str, Any] = {
    "severity": {"share_users": 0.4, "revenue_blocked": True},
    "customer_visible": True,
    "symptoms": ["card payments", "checkout"],
    "services": ["checkout", "payment-api", "card-router"],
    "observable": "all",
}
"""What is so in every example that says nothing else."""

_FOLDER = Path(__file__).parent / "examples"

EXAMPLES: dict[str, dict[str, Any]] = {
    key: cases
    for path in sorted(_FOLDER.glob("*.yaml"))
    for key, cases in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items()
}
"""By criterion and case: ``log``, maybe ``facts``, ``policy``, ``engine``, ``value``, ``says``."""


def events_of(example: dict[str, Any]) -> list[Event]:
    """Return the events of an example, numbered in the order in which they stand there."""
    return [
        Event(seq, round(minute * MINUTE), kind, actor, role, *(data or [{}]))
        for seq, (minute, kind, actor, role, *data) in enumerate(example["log"], 1)
    ]


def judged(key: str, case: str) -> Verdict:
    """Judge one example by its criterion."""
    example = EXAMPLES[key][case]
    header = Header(
        facts={**FACTS, **example.get("facts", {})},
        engine=example.get("engine", ""),
        clock0=example.get("clock0", "14:10"),
    )
    policy = load_policy(example.get("policy", "imag"))
    return score(header, events_of(example), policy, load_rubric()).criteria[key]

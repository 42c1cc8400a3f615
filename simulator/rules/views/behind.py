"""Behind the curtain: what only the facilitator sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.model.scenario import InjectSpec, Scenario
from simulator.model.state import DrillState
from simulator.model.units import duration_text

__all__ = ["BEHIND"]


def _msel(state: DrillState, scenario: Scenario) -> list[dict[str, Any]]:
    """Return the list of injects (the MSEL), those with a time first, with what became of each."""
    rows = []
    for spec in scenario.injects:
        got = state.injects.get(spec.id)
        status = "delivered" if got else "skipped" if spec.id in state.skipped else "waiting"
        rows.append(
            {
                "id": spec.id,
                "from": spec.from_,
                "name": _name(scenario, spec.from_),
                "channel": spec.channel,
                "text": spec.text,
                "at": spec.at,
                "trigger": _trigger(spec),
                "status": status,
                "delivered_at": got.at if got else None,
                "answered_at": got.answered_at if got else None,
            }
        )
    return sorted(rows, key=lambda row: (row["at"] is None, row["at"] or 0))


def _name(scenario: Scenario, persona: str) -> str:
    found = scenario.personas.get(persona)
    return found.name if found else persona


def _trigger(spec: InjectSpec) -> str:
    if spec.at is not None:
        return f"at {duration_text(spec.at)}"
    if spec.after is not None:
        return ", ".join(f"{duration_text(d)} after {kind}" for kind, d in spec.after.items())
    return f"when {spec.when}"


def _world(state: DrillState, scenario: Scenario) -> dict[str, Any]:
    return {
        "impact": state.impact,
        "faults": [
            {
                "fault": name,
                "service": spec.service,
                "cause": spec.cause or "",
                "strength": state.faults.get(name),
            }
            for name, spec in scenario.faults.items()
        ],
    }


BEHIND: dict[str, Callable[[DrillState, Scenario], Any]] = {"msel": _msel, "world": _world}
"""Sections that only the facilitator gets, by name."""

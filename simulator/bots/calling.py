"""The incident commander's habits of calling on others before it is too late."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.phrases import figure, onset, recovered, subject
from simulator.model.units import MINUTE

__all__ = ["CALL_HABITS"]

_VAIN = 2
"""After so many changes that did no good others are called on."""
_STILL = 26 * MINUTE
"""The same after so long without any progress (ms)."""


def _stuck(mind: Mind) -> Iterator[Occasion]:
    """Yield reasons to call on somebody: no progress for long, and changes that did no good."""
    if not (mind.leads and mind.open) or recovered(mind, 0) is not None:
        return
    bad = _in_vain(mind)
    called = max(mind.notes.called, default=-1)
    if len(bad) >= _VAIN and mind.odds("escalates", f"vain{len(bad) // _VAIN}"):
        nth = bad[len(bad) // _VAIN * _VAIN - 1]
        if called < bad[len(bad) // _VAIN * _VAIN - _VAIN]:
            yield Occasion(f"vain{len(bad) // _VAIN}", nth)
    last = max(mind.notes.progress_at or 0, called)
    moving = any(run["status"] == "running" for run in mind.runs)
    if not moving and mind.odds("escalates", f"still{last}"):
        yield Occasion(f"still@{last}", last + _STILL)


def _in_vain(mind: Mind) -> list[int]:
    """Return when each mitigation failed or turned out to do no good, in order."""
    found = [r["finished_at"] for r in mind.mitigations if r["status"] == "failed"]
    found += [
        r["verified"]["at"]
        for r in mind.mitigations
        if r["verified"] and not r["verified"]["worked"]
    ]
    return sorted(found)


def _escalate(mind: Mind, occasion: Occasion) -> Act:
    why = "changes did not help" if occasion.key.startswith("vain") else "no progress for a while"
    reason = f"{why}, {figure(mind)} since {onset(mind)}; we need people who know {subject(mind)}"
    return "escalate", {"to": "engineering manager on duty", "reason": reason[:300]}


def _larger(mind: Mind) -> Iterator[Occasion]:
    """Yield each time at which the incident was sized up after it had been sized."""
    sizes = [e for e in mind.notes.story if e["kind"] == "severity.set"]
    levels = [str(level["label"]) for level in mind.drill.get("severities", ())]
    for before, after in pairwise(sizes):
        one, two = before["data"].get("level"), after["data"].get("level")
        up = one in levels and two in levels and levels.index(two) < levels.index(one)
        told = any(at > after["t"] for at in mind.notes.called)
        if up and not told and mind.leads and mind.open and mind.odds("escalates", str(after["t"])):
            yield Occasion(f"up@{after['t']}", after["t"])


def _escalate_size(mind: Mind, _occasion: Occasion) -> Act:
    reason = f"it is larger than we thought: {figure(mind)} since {onset(mind)}"
    return "escalate", {"to": "engineering manager on duty", "reason": reason[:300]}


CALL_HABITS: tuple[Habit, ...] = (
    Habit("escalate", _stuck, _escalate),
    Habit("escalate-size", _larger, _escalate_size, pace="escalate"),
)
"""Habits of the incident commander when the team needs help."""

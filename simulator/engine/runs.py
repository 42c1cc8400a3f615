"""One run of an action: how long it takes, its stages, and whether and when it fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from simulator.engine.calendar import Entry
from simulator.engine.streams import Stream
from simulator.model.scenario import ActionSpec
from simulator.model.units import SECOND
from simulator.rules.context import Asked

__all__ = ["Run", "new_run", "new_undo"]


@dataclass(slots=True, eq=False)
class Run:
    """One run of an action, or its undoing; ``length`` (ms) is only known to the world."""

    id: str
    action: str
    spec: ActionSpec
    actor: str
    role: str
    facts: dict[str, Any]
    length: int
    typical: int
    """How long it takes as far as people can know, in ms."""
    stages: tuple[str, ...]
    """What its stages are called, in order."""
    fails_after: int | None = None
    """At which time after its begin it fails (ms), unless the author's condition prevents it."""
    undoes: str | None = None
    begun: int | None = None
    """When its clock began (ms); None while it waits for others."""
    expected: int = 0
    """When people expect it to end (ms)."""
    done: int = 0
    """How many stages are done."""
    waits_for: list[str] = field(default_factory=list)
    collides: list[str] = field(default_factory=list)
    """Runs with which it collides when it begins to take effect, if they still run then."""
    entry: Entry | None = None

    @property
    def last(self) -> bool:
        """Whether every stage is done."""
        return self.done == len(self.stages)

    def next_stage(self) -> int:
        """Return when the next stage is done, in ms after its begin."""
        return self.length * (self.done + 1) // len(self.stages)


def new_run(asked: Asked, seed: int, run_id: str, action: str, number: int) -> Run:
    """Return the ``number``-th run of an action, with what chance says of it.

    How long it takes is a whole number of seconds: a time that a person can read off the timeline.
    """
    spec = asked.scenario.actions[action]
    shortest, longest = spec.takes
    length = shortest + SECOND * Stream(seed, f"action {action} {number}").integer(
        0, (longest - shortest) // SECOND
    )
    fails_after = None
    if spec.fails is not None:
        unlucky = Stream(seed, f"action {action} {number} fails").uniform() < spec.fails.chance
        fails_after = int(length * spec.fails.at) if unlucky else None
    facts = {
        "id": run_id,
        "action": action,
        "title": spec.title,
        "kind": spec.kind,
        "how": spec.how,
        "component": spec.component,
        "reversible": spec.undo is not None,
        "destroys_evidence": spec.destroys_evidence or bool(spec.destroys),
        "plausible": spec.plausible,
    }
    return Run(
        run_id, action, spec, asked.actor, asked.role, facts,
        length, (shortest + longest) // 2, _names(spec), fails_after,
    )  # fmt: skip


def new_undo(asked: Asked, run_id: str, undoes: str) -> Run:
    """Return the undoing of another run; it takes what the scenario says, and does not fail.

    It is no mitigation, so its kind is ``other``; undoing what only looked is ``diagnostic``.
    """
    action = asked.run(undoes).action
    spec = asked.scenario.actions[action]
    length = spec.undo or 0
    facts = {
        "id": run_id,
        "action": action,
        "title": f"Undo: {spec.title}",
        "kind": "diagnostic" if spec.kind == "diagnostic" else "other",
        "how": spec.how,
        "component": spec.component,
        "reversible": False,
        "destroys_evidence": False,
        "plausible": True,
        "undoes": undoes,
    }
    return Run(
        run_id, action, spec, asked.actor, asked.role, facts,
        length, length, ("1 of 1",), undoes=undoes,
    )  # fmt: skip


def _names(spec: ActionSpec) -> tuple[str, ...]:
    if isinstance(spec.stages, int):
        return tuple(f"{n} of {spec.stages}" for n in range(1, spec.stages + 1))
    return tuple(spec.stages) or ("1 of 1",)

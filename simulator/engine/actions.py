"""What the team does to the system: it takes time, and the world answers truthfully."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.engine.faults import Faults
from simulator.engine.streams import Stream
from simulator.engine.system import Motion, System
from simulator.model.errors import Refusal
from simulator.model.scenario import ActionSpec
from simulator.model.units import SECOND
from simulator.rules.context import Asked
from simulator.rules.verbs.change import proposal

__all__ = ["Actions"]


@dataclass(slots=True)
class _Run:
    """One run of an action; ``length`` in ms is only known to the world."""

    id: str
    action: str
    spec: ActionSpec
    actor: str
    role: str
    started: int
    length: int
    step: int = 0
    stages: int = 1
    entry: Entry | None = None
    facts: dict[str, Any] = field(default_factory=dict)


class Actions:
    """All runs of actions."""

    def __init__(self, core: Core, system: System, faults: Faults) -> None:
        self._core = core
        self._system = system
        self._faults = faults
        self._runs: dict[str, _Run] = {}
        self._started: dict[str, int] = {}
        self._finished: set[str] = set()
        self.verbs: dict[str, Callable[[Asked], None]] = {
            "action.start": self.start,
            "action.abort": self.abort,
        }
        """What it carries out, by verb."""

    def running(self, action: str) -> bool:
        """Tell whether an action is in progress."""
        return any(run.action == action for run in self._runs.values())

    def finished(self, action: str) -> bool:
        """Tell whether an action has come to its end at least once."""
        return action in self._finished

    def start(self, asked: Asked) -> None:
        """Carry out ``action.start``; an action that nobody proposed is proposed first.

        Raises:
            Refusal: if the same action is in progress.
        """
        run_id, action = asked.args.id, asked.args.action
        if run_id is not None:
            action = asked.run(run_id).action
        busy = next((run.id for run in self._runs.values() if run.action == action), None)
        if busy is not None:
            raise Refusal("wrong_state", f"That is already running as {busy}.")
        if run_id is None:
            data = proposal(asked, action)
            run_id = data["id"]
            self._core.say("action.proposed", data, asked.actor, asked.role)
        self._begin(run_id, action, asked)

    def abort(self, asked: Asked) -> None:
        """Carry out ``action.abort``: what has been done stays done, the rest does not come."""
        run = self._runs.pop(asked.args.id)
        self._core.calendar.cancel(run.entry)
        data = {"id": run.id, "action": run.action, "title": run.spec.title}
        self._core.say("action.aborted", data, asked.actor, asked.role)

    def _begin(self, run_id: str, action: str, asked: Asked) -> None:
        spec = self._core.scenario.actions[action]
        number = self._started[action] = self._started.get(action, 0) + 1
        shortest, longest = spec.takes
        # Whole seconds: a time that a person can read off the timeline.
        stream = Stream(self._core.seed, f"action {action} {number}")
        length = shortest + SECOND * stream.integer(0, (longest - shortest) // SECOND)
        run = _Run(run_id, action, spec, asked.actor, asked.role, self._core.now, length)
        run.stages = spec.stages if isinstance(spec.stages, int) else len(spec.stages)
        run.facts = {
            "id": run_id,
            "action": action,
            "title": spec.title,
            "kind": spec.kind,
            "how": spec.how,
            "component": spec.component,
            "reversible": spec.undo is not None,
            "destroys_evidence": spec.destroys_evidence,
            "plausible": spec.plausible,
        }
        self._runs[run_id] = run
        expected = self._core.now + (shortest + longest) // 2
        self._core.say("action.started", run.facts | {"expected": expected}, run.actor, run.role)
        self._harm(run)
        self._plan_step(run)

    def _plan_step(self, run: _Run) -> None:
        at = run.started + run.length * (run.step + 1) // run.stages
        run.entry = self._core.calendar.plan(at, Phase.EFFECT, run.id, partial(self._step, run))

    def _step(self, run: _Run) -> None:
        """Bring one stage of the effect; the last one ends the run."""
        run.step += 1
        last = run.step == run.stages
        if last:
            del self._runs[run.id]
            self._finished.add(run.action)
            self._core.say("action.finished", dict(run.facts), run.actor, run.role)
        else:
            self._plan_step(run)
        done = 1.0 if last else run.step / run.stages
        shares = run.spec.eases | dict.fromkeys(run.spec.clears, 1.0)
        factors = {fault: 1.0 - share * done for fault, share in shares.items()}
        self._faults.ease(run.action, factors, Motion(run.spec.over, "ease"))

    def _harm(self, run: _Run) -> None:
        motion = Motion(run.spec.over, "linear")
        for number, worsens in enumerate(run.spec.worsens):
            name, key = f"{worsens.service}.{worsens.signal}", f"{run.id} {number}"
            self._system.push(f"harm {key}", {name: worsens.by.value})
            self._system.retarget(motion)
            end = self._core.now + worsens.for_
            self._core.calendar.plan(end, Phase.HARM, key, partial(self._heal, key, motion))

    def _heal(self, run_id: str, motion: Motion) -> None:
        self._system.push(f"harm {run_id}", {})
        self._system.retarget(motion)

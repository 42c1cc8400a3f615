"""What each action would do, tried alone in a drill in which nobody does anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.authoring.runs import FELT, Run, Stage
from simulator.model.errors import Refusal
from simulator.model.policy import Policy
from simulator.model.scenario import Scenario
from simulator.model.units import MINUTE

__all__ = ["Trial", "first_sign", "try_action"]

_AFTER = re.compile(r"""(?:finished|running)\(\s*["']([a-z0-9-]+)["']""")
_SEEDS = 3
"""So many dice are thrown for an action that may fail."""
_LOOK = 10 * MINUTE
"""The effect is the mean over this time after it has set in."""
_RETRY = MINUTE
_HELPS = 0.2
"""An action that takes this share of the impact away is a mitigation."""


@dataclass(frozen=True)
class Trial:
    """One action, started as soon as a crew could sensibly start it; times in ms.

    ``before`` and ``after`` are the share of users hit without it and with it, in the ten minutes
    after its effect has set in. ``refused`` says why it could not be started.
    """

    action: str
    started: int | None
    finished: int | None
    before: float
    after: float
    refused: str
    run: Run
    needed: tuple[str, ...] = ()

    @property
    def helps(self) -> bool:
        """Whether it makes a difference that customers feel."""
        gain = self.before - self.after
        return self.finished is not None and gain >= max(FELT, _HELPS * self.before)

    @property
    def harms(self) -> bool:
        """Whether customers are worse off with it."""
        return self.finished is not None and self.after - self.before >= FELT


def first_sign(run: Run) -> int:
    """Return when a team first hears that something is wrong (ms); 0 if it never does."""
    signs = run.first("alert.fired", "page.sent", "inject.delivered", "inject.exec_question")
    felt = run.felt_at or 0
    told = [
        event.t
        for event in run.of("page.sent", "inject.delivered", "inject.exec_question")
        if event.t >= felt
    ]
    return min(told, default=signs or 0)


def try_action(scenario: Scenario, policy: Policy, action: str, idle: Run, seed: int = 0) -> Trial:
    """Start one action at the first sign of trouble, or as soon as the world lets it, and look.

    What its condition asks to be done before is done before.
    """
    spec = scenario.actions[action]
    seeds = range(seed, seed + (_SEEDS if spec.fails else 1))
    trials = (_try(scenario, policy, action, idle, one) for one in seeds)
    last = next(trials)
    while last.started is not None and last.finished is None:
        again = next(trials, None)
        if again is None:
            break
        last = again
    return last


def _try(scenario: Scenario, policy: Policy, action: str, idle: Run, seed: int) -> Trial:
    stage = Stage(scenario, policy, seed)
    stage.to(first_sign(idle))
    needed = tuple(_needed(scenario, action))
    refused = ""
    for name in (*needed, action):
        started, refused = _start(stage, name, scenario.length)
        if started is None:
            break
    else:
        return _told(action, stage.now, stage.end(), idle, needed)
    return Trial(action, None, None, 0.0, 0.0, refused, stage.end(), needed)


def _needed(scenario: Scenario, action: str) -> Iterator[str]:
    """Name the actions that this one's condition mentions."""
    for name in _AFTER.findall(scenario.actions[action].needs or ""):
        if name in scenario.actions and name != action:
            yield name


def _start(stage: Stage, action: str, until: int) -> tuple[int | None, str]:
    """Propose, approve and start an action; try again each minute while the world refuses."""
    (proposed, *_) = stage.act("ol", "action.propose", {"action": action})
    run = {"id": proposed.data["id"]}
    stage.act("ic", "action.approve", run)
    refused = ""
    while stage.now < until:
        try:
            stage.act("ol", "action.start", run)
        except Refusal as refusal:
            refused = refused or refusal.message
            stage.to(min(until, stage.now + _RETRY))
        else:
            return stage.now, ""
    return None, refused


def _told(action: str, started: int, run: Run, idle: Run, needed: tuple[str, ...]) -> Trial:
    ends = (e.t for e in run.of("action.finished") if e.data.get("action") == action)
    finished = next(ends, None)
    if finished is None:
        failed = (e for e in run.of("action.failed") if e.data.get("action") == action)
        reason = next((str(e.data.get("reason", "")) for e in failed), "")
        return Trial(action, started, None, 0.0, 0.0, reason, run, needed)
    start = finished + run.scenario.actions[action].over
    stop = min(start + _LOOK, run.scenario.length)
    before, after = idle.mean_impact(start, stop), run.mean_impact(start, stop)
    return Trial(action, started, finished, before, after, "", run, needed)

"""What each action would do, tried alone in a drill in which nobody does anything else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.authoring.needs import before_it, without_needs, without_people
from simulator.authoring.reach import Reach
from simulator.authoring.runs import FELT, Run, Stage
from simulator.model.errors import Refusal
from simulator.model.policy import Policy
from simulator.model.scenario import Scenario
from simulator.model.units import MINUTE

__all__ = ["Trial", "first_sign", "try_action"]

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
    after its effect has set in. ``refused`` says why it could not be started, ``needed`` what was
    done before it. ``assumed`` tells that it was tried as if people had done what its condition
    asks of them, which nobody does here.
    """

    action: str
    started: int | None
    finished: int | None
    before: float
    after: float
    refused: str
    run: Run
    needed: tuple[str, ...] = ()
    assumed: bool = False

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

    What its condition asks to be done before is done before. Where that is not enough and the
    condition can hold, it is tried as if people had looked, asked and said what it asks for, and
    at last without any condition.
    """
    tried = _throw(scenario, policy, action, idle, seed)
    if tried.started is not None:
        return tried
    if not Reach(scenario, [idle]).action_possible(action):
        said = scenario.actions[action].otherwise or tried.refused
        return replace(tried, needed=(), refused=said)
    for eased in (without_people(scenario, action), without_needs(scenario, action)):
        if eased is not None:
            tried = replace(_throw(eased, policy, action, idle, seed), assumed=True)
        if tried.started is not None:
            break
    return tried


def _throw(scenario: Scenario, policy: Policy, action: str, idle: Run, seed: int) -> Trial:
    """Try an action, one that may fail with other dice as well."""
    needed = tuple(before_it(scenario, action))
    fails = any(scenario.actions[name].fails for name in (*needed, action))
    seeds = range(seed, seed + (_SEEDS if fails else 1))
    trials = (_try(scenario, policy, action, idle, one, needed) for one in seeds)
    last = next(trials)
    while last.finished is None and (last.started is not None or needed):
        again = next(trials, None)
        if again is None:
            break
        last = again
    return last


def _try(  # noqa: PLR0913, PLR0917 - one trial is made of these
    scenario: Scenario,
    policy: Policy,
    action: str,
    idle: Run,
    seed: int,
    needed: tuple[str, ...],
) -> Trial:
    stage = Stage(scenario, policy, seed)
    stage.to(first_sign(idle))
    refused = ""
    for name in (*needed, action):
        started, refused = _start(stage, name, scenario.length)
        if started is None:
            break
    else:
        return _told(action, stage.now, stage.end(), idle, needed)
    return Trial(action, None, None, 0.0, 0.0, refused, stage.end(), needed)


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

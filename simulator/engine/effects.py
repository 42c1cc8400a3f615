"""What runs of actions do to the world: relief, harm, new faults, and evidence that is lost."""

from __future__ import annotations

from functools import partial

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.engine.faults import Faults
from simulator.engine.runs import Run
from simulator.engine.system import Motion, System

__all__ = ["Effects"]


class Effects:
    """All that actions have done and that is still there.

    Relief and harm belong to the action, not to the run: doing the same once more makes neither
    larger, it only lasts longer.
    """

    def __init__(self, core: Core, system: System, faults: Faults) -> None:
        self._core = core
        self._system = system
        self._faults = faults
        self._harms: dict[str, dict[str, Entry]] = {}
        self._wears: dict[str, Entry] = {}
        self._lost: set[str] = set()

    def harm(self, run: Run) -> None:
        """Begin the harm that a run does; it passes after its time, whatever becomes of the run."""
        motion = Motion(run.spec.over, "linear")
        for number, worsens in enumerate(run.spec.worsens):
            name, key = f"{worsens.service}.{worsens.signal}", f"{run.id} {number}"
            self._end_harm(run.action, f" {number}")
            self._system.push(f"harm {key}", {name: worsens.by.value})
            self._system.retarget(motion)
            heal = partial(self._heal, run.action, key, motion)
            entry = self._core.calendar.plan(self._core.now + worsens.for_, Phase.HARM, key, heal)
            self._harms.setdefault(run.action, {})[key] = entry

    def stage(self, run: Run) -> None:
        """Bring what the newest stage of a run brings; the last one brings all that is left."""
        spec = run.spec
        if run.done == 1:
            self._destroy(run)
            # From now on the effect is this run's too; it wears off after that has ended.
            self._core.calendar.cancel(self._wears.pop(run.action, None))
        done = 1.0 if run.last else run.done / len(run.stages)
        shares = spec.eases | dict.fromkeys(spec.clears, 1.0)
        factors = {fault: 1.0 - share * done for fault, share in shares.items()}
        self._faults.ease(run.action, factors, Motion(spec.over, "ease"))
        if run.last:
            self.start(spec.starts)

    def start(self, faults: list[str]) -> None:
        """Have faults begin now."""
        for fault in faults:
            self._faults.start(fault)

    def over(self, run: Run) -> None:
        """Note the end of a run: what it did wears off after its time, if the author says so."""
        lasts = run.spec.lasts
        if lasts is None or run.done == 0:
            return
        calendar, name = self._core.calendar, f"wear {run.action}"
        wear_off = partial(self._wear_off, run.action, Motion(run.spec.over, "ease"))
        self._wears[run.action] = calendar.plan(
            self._core.now + lasts, Phase.EFFECT, name, wear_off
        )

    def take_back(self, run: Run) -> None:
        """Take back all that an action has done to signals: its relief and its harm."""
        motion = Motion(run.spec.over, "ease")
        self._core.calendar.cancel(self._wears.pop(run.action, None))
        self._end_harm(run.action)
        self._system.retarget(motion)
        self._faults.restore(run.action, motion)

    def _end_harm(self, action: str, ending: str = "") -> None:
        """Take away what is left of the harms of earlier runs; signals have still to follow."""
        harms = self._harms.get(action, {})
        for key in sorted(key for key in harms if key.endswith(ending)):
            self._core.calendar.cancel(harms.pop(key))
            self._system.push(f"harm {key}", {})

    def _destroy(self, run: Run) -> None:
        lost = [source for source in sorted(set(run.spec.destroys)) if source not in self._lost]
        if lost:
            self._lost.update(lost)
            data = {"id": run.id, "action": run.action, "sources": lost}
            self._core.say("evidence.destroyed", data)

    def _wear_off(self, action: str, motion: Motion) -> None:
        del self._wears[action]
        self._faults.restore(action, motion)

    def _heal(self, action: str, key: str, motion: Motion) -> None:
        del self._harms[action][key]
        self._system.push(f"harm {key}", {})
        self._system.retarget(motion)

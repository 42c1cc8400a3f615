"""What is broken: when it begins, how it goes on by itself, and what is done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.engine.monitors import Monitors
from simulator.engine.strength import Strength, turns_in_order
from simulator.engine.system import Motion, System
from simulator.model.scenario import FaultSpec
from simulator.model.units import SECOND

if TYPE_CHECKING:  # the watcher answers conditions, which may ask for faults
    from simulator.engine.watcher import Watcher

__all__ = ["Faults"]


@dataclass(slots=True)
class _Life:
    """One fault, from its beginning on; a fault that begins anew has a new life.

    ``told`` is the strength that was said last and ``ended`` whether its end was; it is ``hidden``
    from its beginning on until it has any strength. ``relapse`` is its relapse while it is planned,
    and ``due`` whether it may still be.
    """

    spec: FaultSpec
    strength: Strength = field(default_factory=Strength)
    begun: bool = False
    hidden: bool = False
    told: float = 0.0
    ended: bool = False
    due: bool = True
    relapse: Entry | None = None
    planned: list[Entry] = field(default_factory=list)


class Faults:
    """All faults with their strength, 1 when untouched and 0 when gone.

    A fault that actions hold down completely when it begins lives on unseen: ``fault.started`` is
    told when what holds it wears off, is undone, or gives way to its relapse.
    ``fault.changed`` tells of every other strength, also of 0 between two pulses and of a relapse;
    ``fault.cleared`` only that somebody, or the end of its course, has ended it.
    """

    def __init__(self, core: Core, system: System, monitors: Monitors) -> None:
        self._core = core
        self._system = system
        self._monitors = monitors
        self._watcher: Watcher | None = None
        self._lives = {name: _Life(core.scenario.faults[name]) for name in core.scenario.faults}

    def plan(self, watcher: Watcher) -> None:
        """Have every fault with a time or a condition start at it, once."""
        self._watcher = watcher
        for fault in sorted(self._lives):
            spec = self._lives[fault].spec
            if spec.at is not None:
                self._core.calendar.plan(spec.at, Phase.FAULT, fault, partial(self._due, fault))
            if spec.when is not None:
                watcher.when(f"fault {fault}", spec.when, partial(self._due, fault))

    def active(self, fault: str) -> bool:
        """Tell whether a fault has begun and is there at this moment."""
        return self._lives[fault].begun and self.left(fault) > 0.0

    def lasts(self, fault: str) -> bool:
        """Tell whether a fault has begun and was not ended; between pulses it lasts too."""
        life = self._lives[fault]
        return life.begun and not life.strength.over

    def left(self, fault: str) -> float:
        """Return how much of its full strength a fault has, or would start with."""
        return self._lives[fault].strength.left

    def nudged(self, fault: str) -> float:
        """Return the facilitator's part in the strength of a fault."""
        return self._lives[fault].strength.nudge

    def start(self, fault: str, *, anew: bool = False) -> None:
        """Begin a fault now; one that lasts goes on as it is.

        A fault that was ended begins anew, as if nothing had ever been done about it. One that has
        not begun yet begins with what actions have left of it, be that nothing; ``anew`` forgets
        that too.
        """
        life = self._lives[fault]
        held_down = life.hidden and life.strength.kept == 0.0
        if self.lasts(fault) or (held_down and not anew):
            return
        if life.begun or anew:
            self._forget(life)
            life = self._lives[fault] = _Life(life.spec)
        self._begin(fault, life)

    def ease(self, action: str, factors: Mapping[str, float], motion: Motion) -> None:
        """Multiply the strength of faults; signals follow along ``motion``."""
        changed = False
        for fault in sorted(factors):
            life = self._lives[fault]
            helped = life.strength.ease(action, factors[fault])
            if helped and life.begun:
                changed |= self._tell(fault, life)
                self._plan_relapse(fault, life)
        if changed:
            self._system.retarget(motion)

    def restore(self, action: str, motion: Motion) -> None:
        """Take back what an action has done to faults; signals follow along ``motion``.

        A relapse that was to come for it does not come if nothing eases the fault any more.
        """
        changed = False
        for fault in sorted(self._lives):
            life = self._lives[fault]
            if life.strength.actions.pop(action, None) is None or not life.begun:
                continue
            changed |= self._tell(fault, life)
            if life.strength.kept == 1.0:
                self._core.calendar.cancel(life.relapse)
                life.relapse = None
        if changed:
            self._system.retarget(motion)

    def nudge(self, fault: str, factor: float) -> None:
        """Set the facilitator's part in the strength of a fault; 0 ends it."""
        life = self._lives[fault]
        life.strength.nudge = factor
        self._follow(fault, life)

    def _due(self, fault: str) -> None:
        """Begin a fault at its time or on its condition, unless it has begun before."""
        if not self._lives[fault].begun:
            self.start(fault)

    def _forget(self, life: _Life) -> None:
        for entry in (*life.planned, life.relapse):
            self._core.calendar.cancel(entry)

    def _begin(self, fault: str, life: _Life) -> None:
        spec, strength = life.spec, life.strength
        life.begun = life.hidden = True
        self._follow(fault, life)
        course = turns_in_order(spec.course)
        strength.rises = any(turn.strength > 0.0 for turn in course)
        for number, turn in enumerate(course):
            call = partial(self._turn, fault, life, number)
            self._plan(life, turn.after, f"{fault} turn {number}", call)
        if spec.pulses is not None:
            self._plan_pulse(fault, life)
        if strength.kept < 1.0:
            self._plan_relapse(fault, life)

    def _turn(self, fault: str, life: _Life, number: int) -> None:
        """Take a turn of the course."""
        course = turns_in_order(life.spec.course)
        turn = course[number]
        life.strength.level = turn.strength
        life.strength.rises = any(later.strength > 0.0 for later in course[number + 1 :])
        if self._tell(fault, life):
            self._system.retarget(Motion(turn.over, "linear"))

    def _plan_pulse(self, fault: str, life: _Life) -> None:
        pulses = life.spec.pulses
        if pulses is None:
            return
        # At least a second, so that no file makes a drill of millions of pulses.
        length = max(SECOND, pulses.on if life.strength.there else pulses.off)
        self._plan(life, length, f"{fault} pulse", partial(self._pulse, fault, life))

    def _pulse(self, fault: str, life: _Life) -> None:
        life.strength.there = not life.strength.there
        self._plan_pulse(fault, life)
        self._follow(fault, life)

    def _plan_relapse(self, fault: str, life: _Life) -> None:
        """Have it come back, counted from the first moment that something eased it."""
        relapse = life.spec.relapse
        if relapse is not None and life.due and life.relapse is None:
            at = self._core.now + relapse.after
            call = partial(self._relapse, fault, life)
            life.relapse = self._core.calendar.plan(at, Phase.FAULT, f"{fault} relapse", call)

    def _relapse(self, fault: str, life: _Life) -> None:
        life.due, life.relapse = False, None
        relapse = life.spec.relapse
        if relapse is None or (relapse.unless and self._holds(relapse.unless)):
            return
        life.strength.actions.clear()
        life.strength.level = relapse.strength
        self._follow(fault, life)

    def _holds(self, condition: str) -> bool:
        return self._watcher is not None and self._watcher.holds(condition)

    def _plan(self, life: _Life, after: int, name: str, call: partial[None]) -> None:
        calendar = self._core.calendar
        life.planned = [entry for entry in life.planned if entry.at > calendar.now]
        life.planned.append(calendar.plan(calendar.now + after, Phase.FAULT, name, call))

    def _follow(self, fault: str, life: _Life) -> None:
        """Tell of a strength that has changed by itself; signals move as the fault moves them."""
        if self._tell(fault, life):
            self._system.retarget(Motion(), self._own_motions(life.spec))

    def _tell(self, fault: str, life: _Life) -> bool:
        """Tell of a strength that is another than before; signals have still to follow."""
        strength, over = life.strength.left, life.strength.over
        if life.hidden:
            return strength > 0.0 and self._appear(fault, life)
        changed, ended = strength != life.told, over and not life.ended
        life.told, life.ended = strength, over
        if ended:
            self._core.say("fault.cleared", {"fault": fault})
        elif changed:
            self._core.say("fault.changed", {"fault": fault, "strength": round(strength, 4)})
        if changed:
            self._apply(fault, life)
        return changed

    def _appear(self, fault: str, life: _Life) -> bool:
        life.hidden, life.told = False, life.strength.left
        data = {"fault": fault, "service": life.spec.service, "strength": round(life.told, 4)}
        self._core.say("fault.started", data | {"cause": life.spec.cause or ""})
        self._apply(fault, life)
        return True

    def _apply(self, fault: str, life: _Life) -> None:
        """Push signals and take monitors away, as strong as it is."""
        spec, strength = life.spec, life.strength.left
        excesses = {}
        for signal, push in spec.pushes.items():
            name = f"{spec.service}.{signal}"
            excesses[name] = strength * (push.to.value - self._system.series[name].base)
        self._system.push(f"fault {fault}", excesses)
        if strength > 0.0:
            self._monitors.blind(f"fault {fault}", spec.blinds, spec.blind_as)
        else:
            self._monitors.restore(f"fault {fault}", spec.blinds)

    @staticmethod
    def _own_motions(spec: FaultSpec) -> dict[str, Motion]:
        return {
            f"{spec.service}.{signal}": Motion(push.over, push.shape)
            for signal, push in spec.pushes.items()
        }

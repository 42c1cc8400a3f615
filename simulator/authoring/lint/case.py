"""One scenario under examination: its text with places, and what simulations say of it.

Every simulation is run once, when a rule first asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from simulator.authoring.reach import Reach
from simulator.authoring.runs import FELT, Run, expert_run, idle_run
from simulator.authoring.trials import Trial, first_sign, try_action
from simulator.model.policy import Policy
from simulator.model.scenario import Scenario, TeamSpec
from simulator.model.units import MINUTE, clock_text, duration_text
from simulator.scenario.document import Cursor, Document

__all__ = ["Case", "Stuck", "on_call"]


PATIENCE = 12 * MINUTE
"""A crew that did nothing to a broken system for so long (ms) does not know what to do."""


class Stuck(Exception):
    """The drill cannot be simulated; rules that need it have nothing to say."""


def on_call(team: TeamSpec) -> set[str]:
    """Return everybody whom a team's steps and shifts name."""
    steps = [*team.steps, *(step for chain in team.by_severity.values() for step in chain)]
    return {step.who for step in steps} | {shift.who for shift in team.schedule}


class Case:
    """A scenario that loads, its document, and the drills that were simulated for it."""

    def __init__(self, scenario: Scenario, document: Document, policy: Policy) -> None:
        self.scenario = scenario
        self.document = document
        self._policy = policy

    def at(self, *steps: str | int) -> Cursor:
        """Return the place of a value in the file."""
        place = self.document.top
        for step in steps:
            place = place[step]
        return place

    def said(self, t: int) -> str:
        """Write a drill time as drill time and clock: ``12m (14:22)``.

        Whole seconds do; nobody plans by milliseconds.
        """
        whole = t // 1000 * 1000
        return f"{duration_text(whole)} ({clock_text(self.scenario.start, t)})"

    # -- simulations ---------------------------------------------------------------------------

    @cached_property
    def idle(self) -> Run:
        """A drill in which nobody does anything.

        Raises:
            Stuck: if it cannot be simulated.
        """
        try:
            return idle_run(self.scenario, self._policy)
        except Exception as error:  # whatever it is, the author is told
            raise Stuck(f"{type(error).__name__}: {error}") from error

    @cached_property
    def expert(self) -> Run:
        """A drill with the best crew of bots.

        Raises:
            Stuck: if it cannot be simulated.
        """
        try:
            return expert_run(self.scenario, self._policy)
        except ValueError as error:
            raise Stuck(str(error)) from error

    @cached_property
    def gave_up(self) -> int | None:
        """When the expert crew did its last to the system (ms), if it then let a failure run on.

        None if customers are well in the end, or if it was still at work.
        """
        run = self.expert
        if run.over_at is not None:
            return None
        deeds = run.of("action.started", "action.finished", "action.failed", "action.aborted")
        last = max((event.t for event in deeds), default=self.first_sign)
        open_ = {e.data.get("id") for e in deeds if e.kind == "action.started"}
        open_ -= {e.data.get("id") for e in deeds if e.kind != "action.started"}
        return None if open_ or self.scenario.length - last < PATIENCE else last

    @cached_property
    def trials(self) -> dict[str, Trial]:
        """Each action, tried alone."""
        idle = self.idle
        try:
            return {
                name: try_action(self.scenario, self._policy, name, idle)
                for name in self.scenario.actions
            }
        except Exception as error:  # as above
            raise Stuck(f"{type(error).__name__}: {error}") from error

    @cached_property
    def declared(self) -> Run:
        """A drill in which a crew declares the incident and does nothing else."""
        return idle_run(self.scenario, self._policy, declared=self.first_sign)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Every simulated drill, the idle one first."""
        trials = (trial.run for trial in self.trials.values())
        return (self.idle, self.declared, self.expert, *trials)

    @cached_property
    def reach(self) -> Reach:
        """What can ever come to be."""
        return Reach(self.scenario, self.runs)

    @cached_property
    def first_sign(self) -> int:
        """When a team first hears of the trouble (ms)."""
        return first_sign(self.idle)

    # -- faults --------------------------------------------------------------------------------

    def causes(self) -> Iterator[str]:
        """Name the faults that are no red herring."""
        yield from (name for name, spec in self.scenario.faults.items() if not spec.red_herring)

    @cached_property
    def share(self) -> dict[str, float]:
        """For each fault that begins when nobody acts: how much of the mean impact is its doing."""
        whole = self.idle.mean_impact(0, self.scenario.length)
        begun = {event.data["fault"] for event in self.idle.of("fault.started")}
        return {
            name: whole - self._without(name).mean_impact(0, self.scenario.length)
            for name in sorted(begun)
        }

    def _without(self, fault: str) -> Run:
        """Play the idle drill with a fault that does nothing to the signals."""
        tame = self.scenario.faults[fault].model_copy(update={"pushes": {}})
        faults = self.scenario.faults | {fault: tame}
        return idle_run(self.scenario.model_copy(update={"faults": faults}), self._policy)

    def hurts(self, fault: str) -> bool:
        """Tell whether customers are worse off for a fault, when nobody acts."""
        return self.share.get(fault, 0.0) * self.scenario.length >= FELT * 60_000

    @cached_property
    def cause(self) -> str | None:
        """The main cause: the fault, no red herring, that hurts customers most."""
        found = sorted(self.causes(), key=lambda name: (-self.share.get(name, 0.0), name))
        return found[0] if found else None

    # -- names ---------------------------------------------------------------------------------

    def names_of(self, service: str) -> list[str]:
        """Return what people call a service: its id and its title."""
        title = self.scenario.services[service].title
        return [service, *([title] if title and title.lower() != service else [])]

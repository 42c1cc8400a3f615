"""Simulated drills for authors: one in which nobody acts, and ones in which one thing is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from simulator.debrief.series import rebuild_series
from simulator.model.policy import Policy
from simulator.model.records import Event
from simulator.model.scenario import Scenario
from simulator.model.seats import CORE_ROLES, ROLE_TITLES
from simulator.model.signals import GRID, Series, grid_after
from simulator.rehearsal import play
from simulator.session import FACILITATOR, Core

__all__ = ["FELT", "Run", "Stage", "expert_run", "idle_run"]

FELT = 0.01
"""An impact below this share of users is none (as the engine has it)."""


@dataclass(frozen=True)
class Run:
    """One simulated drill: what became true, and every signal."""

    scenario: Scenario
    events: tuple[Event, ...]
    series: Mapping[str, Series]

    def of(self, *kinds: str) -> list[Event]:
        """Return the events of some kinds, in order."""
        return [event for event in self.events if event.kind in kinds]

    def first(self, *kinds: str) -> int | None:
        """Return when the first event of some kinds happened (ms), or None."""
        return next((event.t for event in self.events if event.kind in kinds), None)

    def delivered(self) -> list[Event]:
        """Return the injects that came, in order."""
        return self.of("inject.delivered", "inject.exec_question")

    def impact(self, t: int) -> float:
        """Return the share of users hit at ``t`` (ms), without noise."""
        series = self.series[self.scenario.impact]
        return max(0.0, series.true_value(t) - series.base)

    def mean_impact(self, start: int, stop: int) -> float:
        """Return the mean share of users hit between two times (ms)."""
        ticks = range(grid_after(start), max(start, stop) + 1, GRID)
        return sum(self.impact(t) for t in ticks) / len(ticks) if ticks else 0.0

    @cached_property
    def ticks(self) -> range:
        """Every time (ms) at which monitors look."""
        return range(0, self.scenario.length + 1, GRID)

    @cached_property
    def peak(self) -> float:
        """The largest share of users hit."""
        return max(self.impact(t) for t in self.ticks)

    @cached_property
    def felt_at(self) -> int | None:
        """When customers are first hit (ms), or None if they never are."""
        return next((t for t in self.ticks if self.impact(t) >= FELT), None)

    @cached_property
    def over_at(self) -> int | None:
        """When customers are last seen unhurt for good (ms), None if they are hurt at the end."""
        hurt = [t for t in self.ticks if self.impact(t) >= FELT]
        if not hurt:
            return 0
        return hurt[-1] + GRID if hurt[-1] < self.ticks[-1] else None


class Stage:
    """A drill with three people in the core seats who do only what they are told here."""

    def __init__(self, scenario: Scenario, policy: Policy, seed: int = 0) -> None:
        """Seat them and start the drill."""
        self._core = Core(scenario, policy, seed)
        for seat in CORE_ROLES:
            self._ask(seat, "", "seat.take", {"name": ROLE_TITLES[seat], "seat": seat})
        self._ask(FACILITATOR, FACILITATOR, "drill.start", {})

    @property
    def now(self) -> int:
        """Drill time (ms)."""
        return self._core.world.now

    def to(self, t: int) -> None:
        """Let the world run up to and with ``t`` (ms)."""
        self._core.commit(self._core.advance(t))

    def act(self, seat: str, verb: str, args: Mapping[str, Any]) -> list[Event]:
        """Let whoever sits in a core seat do something; return what it made true.

        Raises:
            Refusal: if it is not allowed now.
        """
        return self._ask(seat, seat, verb, args)

    def _ask(self, actor: str, role: str, verb: str, args: Mapping[str, Any]) -> list[Event]:
        core = self._core
        return core.commit(core.ask(core.world.now, actor, role, verb, dict(args)))

    def end(self) -> Run:
        """Play on to the end without another deed."""
        if self.now < self._core.scenario.length:
            self.to(self._core.scenario.length)
        events = tuple(record for record in self._core.records if isinstance(record, Event))
        return Run(self._core.scenario, events, self._core.state.series)


def idle_run(
    scenario: Scenario, policy: Policy, seed: int = 0, *, declared: int | None = None
) -> Run:
    """Play a drill in which nobody acts, except to declare at a time (ms) if one is given."""
    stage = Stage(scenario, policy, seed)
    if declared is not None:
        stage.to(declared)
        stage.act("ic", "incident.declare", {"title": scenario.title})
    return stage.end()


def expert_run(scenario: Scenario, policy: Policy, seed: int = 0) -> Run:
    """Play a drill with the best crew of bots.

    Raises:
        ValueError: if the drill stops before its end.
    """
    events = play(scenario, policy, crew="expert", seed=seed).log.events
    return Run(scenario, tuple(events), rebuild_series(events, seed))

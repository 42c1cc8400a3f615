"""What reaches the team from outside, and whether it answered in time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.engine.happening import Happening
from simulator.engine.scope import Truth
from simulator.engine.system import System
from simulator.engine.wake import Wakes, wakes
from simulator.model.expr import Condition, compile_expression
from simulator.model.scenario import Expect, InjectSpec, Scenario
from simulator.rules.channels import covered_seats
from simulator.rules.conditions import condition_vocabulary
from simulator.rules.context import Asked

__all__ = ["Injects"]

ANSWER = "query.answer"


@dataclass(slots=True)
class _Waiting:
    """One inject that was not delivered yet."""

    spec: InjectSpec
    entry: Entry | None = None


@dataclass(slots=True)
class _Open:
    """One delivered inject that still waits for the team."""

    id: str
    expect: Expect
    entry: Entry


class Injects:
    """All injects of the scenario; each is delivered at most once.

    A condition is looked at on the grid, against the noise-free world; ticks at which it cannot
    have changed are left out.
    """

    def __init__(self, core: Core, system: System, scope: Truth) -> None:
        self._core = core
        self._system = system
        self._scope = scope
        specs = sorted(core.scenario.injects, key=lambda spec: spec.id)
        self._waiting = {spec.id: _Waiting(spec) for spec in specs}
        self._conditions = _compiled(core.scenario, specs)
        self._open: dict[str, _Open] = {}
        self._look: Entry | None = None
        self.verbs: dict[str, Callable[[Asked], None]] = {
            "inject.fire": self.fire,
            "inject.skip": self.skip,
        }
        """What it carries out, by verb."""

    def plan(self) -> None:
        """Have injects with a time come, and begin to watch for the others."""
        self._core.listeners.append(self._heard)
        for inject in self._waiting.values():
            if inject.spec.at is not None:
                self._due(inject, inject.spec.at)
        for kind, first in sorted(self._core.ledger.first.items()):
            self._after(kind, first)
        self._look_at(self._core.calendar.next_tick(Phase.CONDITION))

    def fire(self, asked: Asked) -> None:
        """Carry out ``inject.fire``."""
        self._deliver(asked.args.id)

    def skip(self, asked: Asked) -> None:
        """Carry out ``inject.skip``."""
        spec = self._withdraw(asked.args.id)
        self._core.say("inject.skipped", {"id": spec.id}, asked.actor, asked.role)

    def heed(self, verb: str, asked: Asked, said: Sequence[Happening]) -> None:
        """Note that a command may be what an open inject asks for.

        A question is answered by its own answer. Anything else counts when it comes from a seat
        that was asked, or from somebody who covers that seat because it is empty.
        """
        if not self._open or not said:
            return
        seats = covered_seats(asked.state, asked.actor, asked.role) | {asked.role}
        for inject in list(self._open.values()):
            if _fits(inject, verb, seats, said):
                self._core.calendar.cancel(inject.entry)
                del self._open[inject.id]

    def _heard(self, happening: Happening) -> None:
        if self._core.ledger.count[happening.kind] == 1:
            self._after(happening.kind, happening.t)
        self._look_at(self._core.calendar.next_tick(Phase.CONDITION))

    def _after(self, kind: str, first: int) -> None:
        for inject in list(self._waiting.values()):
            if inject.spec.after and kind in inject.spec.after:
                self._due(inject, first + inject.spec.after[kind])

    def _due(self, inject: _Waiting, at: int) -> None:
        """Plan a delivery, unless it comes sooner anyway."""
        if inject.entry is None or at < inject.entry.at:
            calendar = self._core.calendar
            calendar.cancel(inject.entry)
            name = inject.spec.id
            inject.entry = calendar.plan(at, Phase.INJECT, name, partial(self._deliver, name))

    def _look_at(self, tick: int) -> None:
        """Look at the conditions at ``tick``, or before that if it is planned already."""
        calendar = self._core.calendar
        if self._conditions and (self._look is None or tick < self._look.at):
            calendar.cancel(self._look)
            self._look = calendar.plan(tick, Phase.CONDITION, "conditions", self._tick)

    def _tick(self) -> None:
        self._look = None
        for name, (condition, _) in list(self._conditions.items()):
            if condition(self._scope):
                self._deliver(name)
        start = self._core.calendar.next_tick(Phase.CONDITION)
        for _, depends in self._conditions.values():
            tick = depends.next_tick(start, self._core.ledger, self._system.series)
            if tick is not None:
                self._look_at(tick)

    def _withdraw(self, name: str) -> InjectSpec:
        """Take an inject off the list of those that wait."""
        inject = self._waiting.pop(name)
        self._conditions.pop(name, None)
        self._core.calendar.cancel(inject.entry)
        return inject.spec

    def _deliver(self, name: str) -> None:
        spec = self._withdraw(name)
        persona = self._core.scenario.personas.get(spec.from_)
        data = {
            "id": spec.id,
            "from": spec.from_,
            "name": persona.name if persona else spec.from_,
            "channel": spec.channel,
            "text": spec.text,
            "expects": spec.expect is not None,
        }
        kind = "inject.exec_question" if spec.kind == "exec_question" else "inject.delivered"
        if spec.expect is not None:
            at = self._core.now + spec.expect.within
            call = partial(self._expire, name)
            entry = self._core.calendar.plan(at, Phase.EXPECT, name, call)
            self._open[name] = _Open(name, spec.expect, entry)
        self._core.say(kind, data, spec.from_, "persona")

    def _expire(self, name: str) -> None:
        expect = self._open.pop(name).expect
        data = {"id": name, "by": list(expect.by), "verb": expect.verb}
        self._core.say("inject.expired", data | {"within": expect.within})


def _compiled(
    scenario: Scenario, specs: Sequence[InjectSpec]
) -> dict[str, tuple[Condition, Wakes]]:
    """Compile the conditions of injects, with what each depends on."""
    conditional = [(spec.id, spec.when) for spec in specs if spec.when is not None]
    if not conditional:
        return {}
    vocabulary = condition_vocabulary(scenario)
    compiled = {name: compile_expression(when, vocabulary) for name, when in conditional}
    return {name: (found, wakes(found, scenario.impact)) for name, found in compiled.items()}


def _fits(inject: _Open, verb: str, seats: Collection[str], said: Sequence[Happening]) -> bool:
    if verb != inject.expect.verb:
        return False
    if verb == ANSWER:
        return any(happening.data.get("id") == inject.id for happening in said)
    return any(seat in inject.expect.by for seat in seats)

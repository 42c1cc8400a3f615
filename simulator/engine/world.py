"""The world of one drill: what happens by itself, and what commands make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from simulator.engine.actions import Actions
from simulator.engine.alerts import Alerts
from simulator.engine.calendar import Phase
from simulator.engine.core import Core
from simulator.engine.escalations import Escalations
from simulator.engine.evidence import Evidence
from simulator.engine.faults import Faults
from simulator.engine.happening import Happening
from simulator.engine.impact import Impact
from simulator.engine.injects import Injects
from simulator.engine.monitors import Monitors
from simulator.engine.nudge import Nudges
from simulator.engine.pager import Pager
from simulator.engine.responders import Responders
from simulator.engine.scope import Reading, Truth
from simulator.engine.showing import Showing
from simulator.engine.span import Span
from simulator.engine.system import System
from simulator.engine.watcher import Watcher
from simulator.model.scenario import Scenario
from simulator.model.state import DrillState
from simulator.rules.catalogue import Verb
from simulator.rules.context import Asked

__all__ = ["World"]


class World:
    """A scenario coming true.

    Everything follows from the scenario, the seed and the commands with their times: equal
    commands give equal happenings, whatever the steps in which the world is advanced. Until
    ``drill.start`` nothing is due and it is 0; after ``drill.ended`` nothing happens any more.
    """

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._core = core = Core(scenario, seed)
        self._system = system = System(core)
        self._faults = Faults(core, system, Monitors(core, system))
        self._actions = Actions(core, system, self._faults, self._holds)
        self._pager = Pager(core)
        self._alerts = Alerts(core, system, self._pager)
        self._impact = Impact(core, system)
        truth = Truth(core, system, self._faults, self._actions)
        self._watcher = Watcher(core, system, truth)
        reading = Reading(core, system, self._faults, self._actions)
        showing = Showing(core, system, reading, truth)
        self._evidence = Evidence(core, system, showing, self._watcher)
        self._responders = Responders(core, showing, self._pager)
        self._injects = Injects(core, self._watcher)
        self._escalations = Escalations(core, self._watcher)
        Span(core)
        self._started = False
        self.ended = False
        """Whether the drill is over."""
        self._handlers: dict[str, Callable[[Asked], None]] = {
            **self._pager.verbs,
            **self._responders.verbs,
            **self._actions.verbs,
            **self._evidence.verbs,
            **self._injects.verbs,
            **Nudges(core, system, self._faults).verbs,
        }
        core.listen(self._heard, "drill.started", "drill.ended")

    @property
    def now(self) -> int:
        """Drill time in ms up to which everything has happened."""
        return self._core.now

    def advance_to(self, t: int) -> list[Happening]:
        """Let everything happen that is due at or before ``t`` (ms), and return it in order.

        Raises:
            ValueError: if ``t`` is in the past, or the drill has not started and ``t`` is not 0.
        """
        calendar = self._core.calendar
        if t < calendar.now:
            raise ValueError(f"time does not go back: {t} is before {calendar.now}")
        if t > 0 and not (self._started or self.ended):
            raise ValueError(f"the drill has not started, so it cannot be {t} ms into it")
        calendar.run_to(t)
        return self._core.take()

    def apply(self, entry: Verb, asked: Asked) -> list[Happening]:
        """Carry out a command at ``asked.t``, and return what it made true in order.

        The caller has checked permission and precondition and has advanced to ``asked.t``.

        Raises:
            Refusal: if the command makes no sense after all; then nothing has changed.
            ValueError: if it is not ``asked.t``, or nobody knows how to carry the verb out.
        """
        if asked.t != self.now:
            raise ValueError(f"a command at {asked.t} cannot be carried out at {self.now}")
        if entry.emit is not None:
            for kind, data in entry.emit(asked):
                self._core.say(kind, data, asked.actor, asked.role)
        elif handler := self._handlers.get(entry.name):
            handler(asked)
        else:
            raise ValueError(f"the world cannot carry out {entry.name!r}")
        return self._settle(entry.name, asked.state, asked.actor, asked.role, [])

    def recall(self, verb: str, state: DrillState, said: Sequence[Happening]) -> list[Happening]:
        """Make true again what a command made true, and return what else follows from it.

        For the verbs that the engine does not carry out itself: what they say is on record, so
        nothing is judged again. ``said`` holds at least one, all of this moment and one person.
        """
        for happening in said:
            self._core.hear(happening)
        return self._settle(verb, state, said[0].actor, said[0].role, said)

    def _settle(
        self, verb: str, state: DrillState, actor: str, role: str, known: Sequence[Happening]
    ) -> list[Happening]:
        """Let what a command made true take its effect at once; return it in order.

        ``known`` comes first, but is not returned.
        """
        core, calendar = self._core, self._core.calendar
        said = core.take()
        self._injects.heed(verb, state, actor, role, [*known, *said])
        calendar.run_to(calendar.now)
        return said + core.take()

    def remember(self, looks: Mapping[str, Mapping[str, Any]]) -> None:
        """Show in these looks (data of ``evidence.viewed`` by id) what is on record of them.

        For a drill that is to stand again: what people saw, they saw.
        """
        self._evidence.remember(looks)

    def glance(self, source: str) -> dict[str, Any]:
        """Return what a look at a source of evidence would show now, without looking.

        It has the data of ``evidence.viewed`` but its ``id``. There is something to see once the
        drill has started.

        Raises:
            KeyError: if there is no such source.
        """
        return self._evidence.glance(source)

    def next_time(self) -> int | None:
        """Return when something is due next (ms), or None if nothing is."""
        return self._core.calendar.next_time()

    def _heard(self, happening: Happening) -> None:
        if happening.kind == "drill.started" and not self._started:
            self._begin()
        elif happening.kind == "drill.ended":
            self.ended = True
            self._core.calendar.close()

    def _holds(self, condition: str) -> bool:
        return self._watcher.holds(condition)

    def _begin(self) -> None:
        """Define the signals and plan all that will happen by itself."""
        self._started = True
        self._system.define()
        self._faults.plan(self._watcher)
        self._escalations.plan()
        self._alerts.plan()
        self._impact.plan()
        self._watcher.begin()
        self._evidence.plan()
        self._injects.plan()
        length = self._core.scenario.length
        self._core.calendar.plan(length, Phase.END, "end", self._time_is_up)

    def _time_is_up(self) -> None:
        self._core.say("drill.ended", {"reason": "time is up"})

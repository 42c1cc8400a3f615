"""What the team does to the system: it takes time, and the world answers truthfully."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from simulator.engine.calendar import Phase
from simulator.engine.collisions import clash, collided, ran_into
from simulator.engine.core import Core
from simulator.engine.effects import Effects
from simulator.engine.faults import Faults
from simulator.engine.runs import Run, new_run, new_undo
from simulator.engine.system import System
from simulator.model.errors import Refusal
from simulator.model.phrases import NOTHING, Phrase, catalogued, phrase
from simulator.model.scenario import ActionSpec
from simulator.rules.context import Asked
from simulator.rules.verbs.change import proposal, undo_proposal

__all__ = ["Actions"]

_NOT_NOW = phrase("That cannot be started as things are.")
_CHANGED = phrase("It can be started again once that has changed.")
_FIND_OUT = phrase("Find out what stands in its way, then start it again.")


class Actions:
    """All runs of actions, and of their undoing.

    ``holds`` tells whether a condition of the scenario is true at this moment.
    """

    def __init__(
        self, core: Core, system: System, faults: Faults, holds: Callable[[str], bool]
    ) -> None:
        self._core = core
        self._holds = holds
        self._effects = Effects(core, system, faults)
        self._runs: dict[str, Run] = {}
        self._started: dict[str, int] = {}
        self._finished: set[str] = set()
        self.verbs: dict[str, Callable[[Asked], None]] = {
            "action.start": self.start,
            "action.abort": self.abort,
            "action.undo": self.undo,
        }
        """What it carries out, by verb."""

    def running(self, action: str) -> bool:
        """Tell whether an action is in progress; that it is being undone does not count."""
        return any(run.action == action and run.undoes is None for run in self._runs.values())

    def finished(self, action: str) -> bool:
        """Tell whether an action has come to its end at least once, and was not undone since."""
        return action in self._finished

    def start(self, asked: Asked) -> None:
        """Carry out ``action.start``; an action that nobody proposed is proposed first.

        Raises:
            Refusal: if the same action is in progress, or the scenario does not let it start now.
        """
        run_id, action, undoes = asked.args.id, asked.args.action, None
        if run_id is not None:
            proposed = asked.run(run_id)
            action, undoes = proposed.action, proposed.undoes
        self._refuse_if_busy(asked, action)
        self._refuse_if_barred(action)
        if undoes is not None:
            self._begin(new_undo(asked, run_id, undoes))
            return
        if run_id is None:
            data = proposal(asked, action)
            run_id = data["id"]
            self._core.say("action.proposed", data, asked.actor, asked.role)
        number = self._started[action] = self._started.get(action, 0) + 1
        self._begin(new_run(asked, self._core.seed, run_id, action, number))

    def undo(self, asked: Asked) -> None:
        """Carry out ``action.undo``: a run of its own that takes back what another one did.

        What may only be done with the commander's approval is only proposed by this.

        Raises:
            Refusal: if the same action is in progress, or the scenario does not let it happen now.
        """
        first = asked.run(asked.args.id)
        self._refuse_if_busy(asked, first.action)
        self._refuse_if_barred(first.action)
        data = undo_proposal(asked, first)
        if self._core.scenario.actions[first.action].approval == "enforced":
            self._core.say("action.proposed", data, asked.actor, asked.role)
        else:
            self._begin(new_undo(asked, data["id"], first.id))

    def abort(self, asked: Asked) -> None:
        """Carry out ``action.abort``: what has been done stays done, the rest does not come."""
        run = self._runs[asked.args.id]
        data = {"id": run.id, "action": run.action, "title": run.facts["title"]}
        self._end(run)
        self._core.say("action.aborted", data, asked.actor, asked.role)
        self._settle(run)

    def _refuse_if_busy(self, asked: Asked, action: str) -> None:
        for run in self._runs.values():
            if run.action == action:
                message = phrase("That is already running as {run}.", run=run.id)
                if run.undoes is not None:
                    message = phrase("That is being undone as {run}.", run=run.id)
                hint = phrase(
                    "{person} started it: wait until it ends, or stop it first.",
                    person=asked.state.name(run.actor),
                )
                raise Refusal("wrong_state", message, hint)

    def _refuse_if_barred(self, action: str) -> None:
        spec = self._core.scenario.actions[action]
        if words := self._barred(spec):
            hint = _CHANGED if spec.otherwise else _FIND_OUT  # an author says what is in the way
            raise Refusal("wrong_state", words, hint)

    def _barred(self, spec: ActionSpec) -> Phrase:
        """Return why an action cannot be started or undone as things are, or nothing."""
        if spec.needs is None or self._holds(spec.needs):
            return NOTHING
        return catalogued(spec.otherwise) if spec.otherwise else _NOT_NOW

    def _begin(self, run: Run) -> None:
        clash(run, self._runs.values(), self._core.now)
        self._runs[run.id] = run
        data = run.facts | {"expected": run.expected}
        if run.waits_for:
            data["waits_for"] = list(run.waits_for)
        self._core.say("action.started", data, run.actor, run.role)
        if not run.waits_for:
            self._set_off(run)

    def _set_off(self, run: Run) -> None:
        """Begin the clock of a run, and its harm."""
        run.begun = self._core.now
        if run.undoes is None:
            self._effects.harm(run)
        self._plan(run)

    def _plan(self, run: Run) -> None:
        after = run.next_stage()
        if run.fails_after is not None:
            after = min(after, run.fails_after)
        at = (run.begun or 0) + after
        run.entry = self._core.calendar.plan(at, Phase.EFFECT, run.id, partial(self._due, run))

    def _due(self, run: Run) -> None:
        """Let a run fail, if it is time for that, or do its next stage."""
        after = self._core.now - (run.begun or 0)
        fails = run.spec.fails
        if fails is not None and run.fails_after is not None and run.fails_after <= after:
            run.fails_after = None
            if fails.when is None or self._holds(fails.when):
                self._fail(run, fails.says)
                self._effects.start(fails.starts)
                return
        if after < run.next_stage():
            self._plan(run)
        elif others := collided(run, self._runs):
            for other in others:
                self._fail(other, ran_into([run]))
            self._fail(run, ran_into(others))
        else:
            self._stage(run)

    def _stage(self, run: Run) -> None:
        run.done += 1
        if not run.last:
            self._progress(run, run.stages[run.done - 1])
            self._plan(run)
            self._effects.stage(run)
            return
        self._end(run)
        (self._finished.add if run.undoes is None else self._finished.discard)(run.action)
        self._core.say("action.finished", dict(run.facts), run.actor, run.role)
        if run.undoes is None:
            self._effects.stage(run)
        else:
            self._effects.take_back(run)
        self._settle(run)

    def _progress(self, run: Run, stage: str) -> None:
        """Say how far a run is; with no stage done and no name, that its waiting is over."""
        of = len(run.stages)
        data = {"id": run.id, "action": run.action, "stage": stage, "done": run.done, "of": of}
        self._core.say("action.progressed", data | {"expected": run.expected}, run.actor, run.role)

    def _fail(self, run: Run, reason: str) -> None:
        self._end(run)
        data = run.facts | {"reason": reason}
        self._core.say("action.failed", data, run.actor, run.role)
        self._settle(run)

    def _end(self, run: Run) -> None:
        del self._runs[run.id]
        self._core.calendar.cancel(run.entry)

    def _settle(self, run: Run) -> None:
        """After the end of a run: its effect begins to wear off, and who waited for it sets off."""
        if run.undoes is None:
            self._effects.over(run)
        for other in list(self._runs.values()):
            if run.id in other.waits_for:
                other.waits_for.remove(run.id)
                if not other.waits_for:
                    self._no_longer_waits(other)

    def _no_longer_waits(self, run: Run) -> None:
        """Let a run set off; what it needs may be gone since it was started."""
        if words := self._barred(run.spec):
            self._fail(run, str(words))  # the log is the same in every language
            return
        run.expected = self._core.now + run.typical
        self._progress(run, "")
        self._set_off(run)

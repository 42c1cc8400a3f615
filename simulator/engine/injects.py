"""What reaches the team from outside: when it comes, and what the facilitator makes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.engine.expectations import ANSWER, Expectations
from simulator.engine.happening import Happening
from simulator.engine.watcher import Watched, Watcher
from simulator.model.scenario import Expect, InjectSpec
from simulator.model.seats import SCENARIO_SEATS, SUPPORT_ROLES
from simulator.model.units import MINUTE
from simulator.rules.channels import channel_seat
from simulator.rules.context import Asked

__all__ = ["Injects"]


@dataclass(slots=True)
class _Inject:
    """One inject that is still to come, or to come again."""

    spec: InjectSpec
    text: str
    at: int | None
    """Its time (ms), if it has one: the scenario's, unless the facilitator moved it."""
    count: int = 0
    """How often it has come."""
    entry: Entry | None = None
    """Its moment, if that is known."""
    watched: Watched | None = None
    """The condition that it waits for: ``when``, or ``while`` once its moment has come."""
    unless: Watched | None = None
    held: bool = False
    release: Entry | None = None
    due: bool = False
    """Whether its moment came while it was held back."""


class Injects:
    """All injects of the scenario, and those that the facilitator makes up.

    Its moment (``at``, ``after``, ``when``, ``absent``, or the interval of a repetition) makes an
    inject ripe. Then it comes, unless it is cancelled, held back, or waits for ``while``.
    """

    def __init__(self, core: Core, watcher: Watcher) -> None:
        self._core = core
        self._watcher = watcher
        self._expectations = Expectations(core)
        specs = sorted(core.scenario.injects, key=lambda spec: spec.id)
        self._left = {spec.id: _Inject(spec, spec.text, spec.at) for spec in specs}
        self._known = frozenset(self._left)
        self._improvised = 0
        self._planned = False
        self.heed = self._expectations.heed
        """Note that a command may be what an inject asks for."""
        self.verbs: dict[str, Callable[[Asked], None]] = {
            "inject.fire": self.fire,
            "inject.skip": self.skip,
            "inject.hold": self.hold,
            "inject.release": self.release,
            "inject.edit": self.edit,
            "inject.move": self.move,
            "inject.improvise": self.improvise,
        }
        """What it carries out, by verb."""

    def plan(self) -> None:
        """Have injects with a time come, and begin to wait for the others."""
        self._planned = True
        kinds = {kind for inject in self._left.values() for kind in inject.spec.after or ()}
        self._core.listen(self._heard, *sorted(kinds))
        for name, inject in self._left.items():
            spec, ripe = inject.spec, partial(self._ripe, name)
            if inject.at is not None:
                self._due(inject, inject.at)
            elif spec.when is not None:
                inject.watched = self._watcher.when(f"inject {name} when", spec.when, ripe)
            elif spec.absent is not None:
                self._due(inject, self._silent(spec))
            if spec.unless is not None:
                cancel = partial(self._cancel, name)
                inject.unless = self._watcher.when(f"inject {name} unless", spec.unless, cancel)
        for kind, first in sorted(self._core.ledger.first.items()):
            self._after(kind, first)

    # -- what the facilitator does -----------------------------------------------------------------

    def fire(self, asked: Asked) -> None:
        """Carry out ``inject.fire``: it comes now, whatever it waits for."""
        self._deliver(self._left[asked.args.id])

    def skip(self, asked: Asked) -> None:
        """Carry out ``inject.skip``: it does not come (again)."""
        name = asked.args.id
        self._forget(self._left[name])
        self._core.say("inject.skipped", {"id": name}, asked.actor, asked.role)

    def hold(self, asked: Asked) -> None:
        """Carry out ``inject.hold``; with ``minutes``, until that much later."""
        name, minutes = asked.args.id, asked.args.minutes
        inject = self._left[name]
        calendar = self._core.calendar
        calendar.cancel(inject.release)
        inject.held, inject.release, until = True, None, None
        if minutes is not None:
            until = self._core.now + minutes * MINUTE
            call = partial(self._release, name)
            inject.release = calendar.plan(until, Phase.INJECT, f"{name} release", call)
        self._core.say("inject.held", {"id": name, "until": until}, asked.actor, asked.role)

    def release(self, asked: Asked) -> None:
        """Carry out ``inject.release``; what was due meanwhile comes now."""
        self._release(asked.args.id, asked.actor, asked.role)

    def edit(self, asked: Asked) -> None:
        """Carry out ``inject.edit``: it comes with other words, also when it comes again."""
        name, text = asked.args.id, asked.args.text
        self._left[name].text = text
        self._core.say("inject.edited", {"id": name, "text": text}, asked.actor, asked.role)

    def move(self, asked: Asked) -> None:
        """Carry out ``inject.move``: it comes at another time; one that is held back stays so."""
        name, at = asked.args.id, asked.args.at
        inject = self._left[name]
        inject.at, inject.due = at, False
        if self._planned:
            self._core.calendar.cancel(inject.entry)
            self._watcher.cancel(inject.watched)
            inject.entry = inject.watched = None
            self._due(inject, at)
        self._core.say("inject.moved", {"id": name, "at": at}, asked.actor, asked.role)

    def improvise(self, asked: Asked) -> None:
        """Carry out ``inject.improvise``: something that is not in the scenario comes now."""
        args = asked.args
        name, sender = self._new_name(), getattr(args, "as")
        if args.question and args.within is not None:
            seat = channel_seat(args.channel)
            more = (role for role in SUPPORT_ROLES if asked.state.seated(role))
            by = [seat] if seat else [*SCENARIO_SEATS, *more]
            parts = {"by": by, "verb": ANSWER, "within": args.within * MINUTE}
            self._expectations.begin(name, args.channel, Expect.model_construct(**parts))
        data = self._data(name, sender, args.channel, args.text, expects=args.question)
        self._core.say("inject.delivered", data | {"improvised": True}, sender, "persona")

    # -- what happens by itself --------------------------------------------------------------------

    def _heard(self, happening: Happening) -> None:
        if self._core.ledger.count[happening.kind] == 1:
            self._after(happening.kind, happening.t)

    def _after(self, kind: str, first: int) -> None:
        for inject in list(self._left.values()):
            if inject.spec.after and kind in inject.spec.after and inject.count == 0:
                self._due(inject, first + inject.spec.after[kind])

    def _due(self, inject: _Inject, at: int) -> None:
        """Plan its moment, unless that is sooner anyway."""
        if inject.entry is None or at < inject.entry.at:
            calendar = self._core.calendar
            calendar.cancel(inject.entry)
            name = inject.spec.id
            inject.entry = calendar.plan(at, Phase.INJECT, name, partial(self._ripe, name))

    def _silent(self, spec: InjectSpec) -> int:
        """Return when what stays away has done so for long enough, if it still does then."""
        if spec.absent is None:
            return self._core.now
        return self._core.ledger.last.get(spec.absent.event, 0) + spec.absent.for_

    def _ripe(self, name: str) -> None:
        """Have an inject come whose moment this is, or make it wait for what it still needs."""
        inject = self._left[name]
        spec, inject.entry, inject.watched = inject.spec, None, None
        # The event may have come since this moment was planned: then the silence begins anew.
        if (at := self._silent(spec)) > self._core.now:
            self._due(inject, at)
        elif inject.held:
            inject.due = True
        elif spec.unless is not None and self._watcher.holds(spec.unless):
            self._cancel(name)
        elif spec.while_ is not None and not self._watcher.holds(spec.while_):
            ripe = partial(self._ripe, name)
            inject.watched = self._watcher.when(f"inject {name} while", spec.while_, ripe)
        else:
            self._deliver(inject)

    def _release(self, name: str, *by: str) -> None:
        inject = self._left[name]
        self._core.calendar.cancel(inject.release)
        due, inject.held, inject.release, inject.due = inject.due, False, None, False
        self._core.say("inject.released", {"id": name}, *by)
        if due:
            self._ripe(name)

    def _cancel(self, name: str) -> None:
        self._forget(self._left[name])
        self._core.say("inject.cancelled", {"id": name, "why": "unless"})

    def _rest(self, inject: _Inject) -> None:
        """Stop waiting for its moment, and end the hold on it."""
        self._watcher.cancel(inject.watched)
        for entry in (inject.entry, inject.release):
            self._core.calendar.cancel(entry)
        inject.entry = inject.watched = inject.release = None
        inject.held = inject.due = False

    def _forget(self, inject: _Inject) -> None:
        """Take an inject off the list of those that can come."""
        self._rest(inject)
        self._watcher.cancel(inject.unless)
        del self._left[inject.spec.id]

    def _deliver(self, inject: _Inject) -> None:
        spec = inject.spec
        inject.count += 1
        if spec.repeat is not None and inject.count < spec.repeat.times:
            self._rest(inject)
            self._due(inject, self._core.now + spec.repeat.every)
        else:
            self._forget(inject)
        expects = spec.expect is not None
        data = self._data(spec.id, spec.from_, spec.channel, inject.text, expects=expects)
        if spec.repeat is not None:
            data["n"] = inject.count
        if spec.expect is not None:
            self._expectations.begin(spec.id, spec.channel, spec.expect)
        kind = "inject.exec_question" if spec.kind == "exec_question" else "inject.delivered"
        self._core.say(kind, data, spec.from_, "persona")

    def _data(
        self, name: str, sender: str, channel: str, text: str, *, expects: bool
    ) -> dict[str, Any]:
        persona = self._core.scenario.personas.get(sender)
        return {
            "id": name,
            "from": sender,
            "name": persona.name if persona else sender,
            "channel": channel,
            "text": text,
            "expects": expects,
        }

    def _new_name(self) -> str:
        """Return the next of x1, x2, ... that no inject of the scenario has."""
        while True:
            self._improvised += 1
            if (name := f"x{self._improvised}") not in self._known:
                return name

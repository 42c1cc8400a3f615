"""What the team was asked for from outside, and whether it came in time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.engine.happening import Happening
from simulator.model.scenario import Expect
from simulator.model.state import DrillState
from simulator.rules.channels import covered_seats

__all__ = ["ANSWER", "Expectations"]

ANSWER = "query.answer"
"""The verb that answers a question; only its own answer satisfies one."""
_MESSAGE = "message.post"
"""A message satisfies what was asked for in its own channel."""


@dataclass(slots=True)
class _Open:
    """One delivered inject that still waits for the team; without an entry its time is up."""

    id: str
    channel: str
    expect: Expect
    entry: Entry | None


class Expectations:
    """All injects that wait for an answer or a deed."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._open: dict[str, _Open] = {}

    def begin(self, inject: str, channel: str, expect: Expect) -> None:
        """Expect something from now on; what the same inject asked for before has expired."""
        before = self._open.get(inject)
        if before is not None and before.entry is not None:
            self._core.calendar.cancel(before.entry)
            self._expire(inject)
        at = self._core.now + expect.within
        call = partial(self._expire, inject)
        entry = self._core.calendar.plan(at, Phase.EXPECT, inject, call)
        self._open[inject] = _Open(inject, channel, expect, entry)
        self._say("inject.expected", inject, expect)

    def heed(
        self, verb: str, state: DrillState, actor: str, role: str, said: Sequence[Happening]
    ) -> None:
        """Note that a command may be what an open inject asks for.

        It counts when it comes from a seat that was asked, or from somebody who covers that seat
        because it is empty. A question wants its own answer, and a message its own channel. What
        comes too late is noted as well: late is not never.
        """
        asking = [inject for inject in self._open.values() if inject.expect.verb == verb]
        if not asking or not said:
            return
        seats = covered_seats(state, actor, role) | {role}
        for inject in asking:
            if _fits(inject, seats, said):
                self._close(inject)

    def _close(self, inject: _Open) -> None:
        self._core.calendar.cancel(inject.entry)
        del self._open[inject.id]
        self._core.say("inject.met", {"id": inject.id, "verb": inject.expect.verb})

    def _expire(self, inject: str) -> None:
        found = self._open[inject]
        found.entry = None
        self._say("inject.expired", inject, found.expect)

    def _say(self, kind: str, inject: str, expect: Expect) -> None:
        data = {"id": inject, "by": list(expect.by), "verb": expect.verb}
        self._core.say(kind, data | {"within": expect.within, "worth": expect.worth})


def _fits(inject: _Open, seats: Collection[str], said: Sequence[Happening]) -> bool:
    if not any(seat in inject.expect.by for seat in seats):
        return False
    if inject.expect.verb == _MESSAGE:
        return any(happening.data.get("channel") == inject.channel for happening in said)
    answers = inject.expect.verb == ANSWER
    return not answers or any(happening.data.get("id") == inject.id for happening in said)

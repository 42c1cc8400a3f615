"""The heart of a session, without locks, clocks or stores: world, state and numbered records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from simulator.engine import Happening, World
from simulator.model.policy import Policy
from simulator.model.records import Command, Event, Record
from simulator.model.scenario import Scenario
from simulator.model.state import DrillState
from simulator.rules.catalogue import parse_args
from simulator.rules.context import Asked
from simulator.rules.fold import fold
from simulator.rules.permissions import find_verb, require

__all__ = ["Core"]


class Core:
    """One drill as a pure function of scenario, seed and commands.

    Records come out numbered but not yet folded, so that a session can store them first:
    every method that returns records must be followed by :meth:`commit`.
    """

    def __init__(self, scenario: Scenario, policy: Policy, seed: int) -> None:
        """Stand in the lobby at drill time 0."""
        self.scenario = scenario
        self.policy = policy
        self.seed = seed
        self.world = World(scenario, seed)
        self.state = DrillState()
        self.records: list[Record] = []

    @property
    def seq(self) -> int:
        """Number of the newest committed record."""
        return len(self.records)

    def advance(self, t: int) -> list[Record]:
        """Let the world run up to and with ``t`` (ms); return what became true."""
        return list(self._number(self.seq, self.world.advance_to(t)))

    def ask(  # noqa: PLR0913, PLR0917 - the six facts of a command
        self, t: int, actor: str, role: str, verb: object, raw: object, key: str | None = None
    ) -> list[Record]:
        """Judge one command and carry it out; return its record and what it made true.

        The world must have been advanced to ``t`` and everything committed.

        Raises:
            Refusal: if it is not allowed now; then nothing has changed.
        """
        entry = find_verb(verb)
        require(entry, self.state, actor, role)
        args = parse_args(entry, raw)
        asked = Asked(self.state, self.scenario, self.policy, actor, role, t, args)
        if entry.check:
            entry.check(asked)
        happened = self.world.apply(entry, asked)
        data: dict[str, Any] = args.model_dump(mode="json", exclude_none=True)
        command = Command(self.seq + 1, t, entry.name, actor, role, data, key)
        return [command, *self._number(self.seq + 1, happened)]

    def commit(self, records: Iterable[Record]) -> list[Event]:
        """Fold records into the state and keep them; return the events among them."""
        events = []
        for record in records:
            self.records.append(record)
            if isinstance(record, Event):
                fold(self.state, record, self.seed)
                events.append(record)
        return events

    @staticmethod
    def _number(last: int, happened: Iterable[Happening]) -> Iterable[Event]:
        for seq, h in enumerate(happened, last + 1):
            yield Event(seq, h.t, h.kind, h.actor, h.role, h.data)

"""The heart of a session, without locks, clocks or stores: world, state and numbered records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

    def advance(self, t: int) -> Sequence[Record]:
        """Let the world run up to and with ``t`` (ms); return what became true."""
        happened = self.world.advance_to(t)
        return self._number(self.seq, happened) if happened else []

    def ask(  # noqa: PLR0913, PLR0917 - the six facts of a command
        self,
        t: int,
        actor: str,
        role: str,
        verb: object,
        raw: object,
        key: str | None = None,
        *,
        again: bool = False,
    ) -> list[Record]:
        """Judge one command and carry it out; return its record and what it made true.

        The world must have been advanced to ``t`` and everything committed. ``again`` says that it
        is on record: see :class:`~simulator.rules.context.Asked`.

        Raises:
            Refusal: if it is not allowed now; then nothing has changed.
        """
        entry = find_verb(verb)
        require(entry, self.state, actor, role)
        args = parse_args(entry, raw)
        state, scenario, policy = self.state, self.scenario, self.policy
        asked = Asked(state, scenario, policy, actor, role, t, args, self.records, again)
        if entry.check:
            entry.check(asked)
        happened = self.world.apply(entry, asked)
        data: dict[str, Any] = args.model_dump(mode="json", exclude_none=True)
        command = Command(self.seq + 1, t, entry.name, actor, role, data, key)
        return [command, *self._number(self.seq + 1, happened)]

    def recall(self, command: Command, said: Sequence[Event]) -> None:
        """Carry a recorded command out again without judging it, and commit what comes of it.

        ``said`` are the events on record that it said itself. The world must have been advanced to
        its time and everything committed. See ``replay.restore``.

        Raises:
            Refusal: if the world cannot carry it out any more.
        """
        entry = find_verb(command.verb)
        self.records.append(command)
        if entry.emit is None:
            args = parse_args(entry, dict(command.data))
            state, scenario, policy = self.state, self.scenario, self.policy
            asked = Asked(state, scenario, policy, command.actor, command.role, command.t, args)
            followed = self.world.apply(entry, asked)
        elif said:
            followed = self.world.recall(entry.name, self.state, said)
            self._keep(said)
        else:
            return
        if followed:
            self._keep(self._number(self.seq, followed))

    def commit(self, records: Sequence[Record]) -> list[Event]:
        """Fold records into the state and keep them; return the events among them."""
        if not records:
            return []
        self.records += records
        events = [record for record in records if isinstance(record, Event)]
        self._fold(events)
        return events

    def _keep(self, events: Sequence[Event]) -> None:
        self.records += events
        self._fold(events)

    def _fold(self, events: Iterable[Event]) -> None:
        state, seed = self.state, self.seed
        for event in events:
            fold(state, event, seed)

    @staticmethod
    def _number(last: int, happened: list[Happening]) -> list[Happening]:
        for seq, event in enumerate(happened, last + 1):
            event.seq = seq
        return happened

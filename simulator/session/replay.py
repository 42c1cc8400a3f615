"""Have a drill stand again from its records, and compare what comes out with what was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from simulator.model.policy import Policy
from simulator.model.records import Command, Event, Record
from simulator.model.scenario import Scenario
from simulator.session.core import Core

__all__ = ["Difference", "compare", "rebuild", "restore"]


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two logs part; a missing record is None."""

    seq: int
    recorded: Record | None
    replayed: Record | None

    def __str__(self) -> str:
        """Show both sides, one a line."""
        sides = (("recorded", self.recorded), ("replayed", self.replayed))
        lines = [f"first difference at seq {self.seq}:"]
        lines += [f"  {name}: {side.as_json() if side else 'nothing'}" for name, side in sides]
        return "\n".join(lines)


def rebuild(
    scenario: Scenario, policy: Policy, seed: int, records: Sequence[Record], until: int
) -> Core:
    """Judge and carry out the commands among ``records`` again, and go on to ``until`` (ms).

    Raises:
        Refusal: if a recorded command is not possible any more (another scenario or engine).
    """
    core = Core(scenario, policy, seed)
    for command in (r for r in records if isinstance(r, Command)):
        core.commit(core.advance(command.t))
        said = core.ask(
            command.t,
            command.actor,
            command.role,
            command.verb,
            dict(command.data),
            command.client_key,
            again=True,
        )
        core.commit(_as_recorded(said, records))
    _go_on(core, records, until)
    return core


def _as_recorded(said: Sequence[Record], records: Sequence[Record]) -> Sequence[Record]:
    """Leave out what a message mentions if that was not recorded: earlier versions did not look."""
    for record in said:
        if isinstance(record, Event) and record.data.get("mentions") is not None:
            place = record.seq - 1
            told = records[place].data if place < len(records) else record.data
            if "mentions" not in told:
                record.data = {k: v for k, v in record.data.items() if k != "mentions"}
    return said


def restore(
    scenario: Scenario, policy: Policy, seed: int, records: Sequence[Record], until: int
) -> Core:
    """Have a drill stand again after a restart: the world anew, what was said and seen as recorded.

    The world is carried out as in :func:`rebuild`. A command that only says something was judged
    when it was given, and its events are on record: they are taken from there, and so is what
    looks at evidence have shown. That is several times as fast. The result has the same state and,
    if engine and scenario are the same, the same records.

    Raises:
        Refusal: if the world cannot carry out a recorded command any more.
    """
    core = Core(scenario, policy, seed)
    core.world.remember(
        {
            record.data.get("id", ""): record.data
            for record in records
            if isinstance(record, Event) and record.kind == "evidence.viewed"
        }
    )
    for place, command in enumerate(records):
        if isinstance(command, Command):
            core.commit(core.advance(command.t))
            core.recall(command, _said(command, records, place + 1))
    _go_on(core, records, until)
    return core


def _said(command: Command, records: Sequence[Record], start: int) -> list[Event]:
    """Return the events from ``start`` on that a command said itself: those of its own actor.

    What follows from them is the world's doing, or a persona's.
    """
    said: list[Event] = []
    for place in range(start, len(records)):
        record = records[place]
        if not isinstance(record, Event) or record.t != command.t:
            break
        if (record.actor, record.role) != (command.actor, command.role):
            break
        said.append(record)
    return said


def _go_on(core: Core, records: Sequence[Record], until: int) -> None:
    last = records[-1].t if records else 0
    core.commit(core.advance(max(until, last, core.world.now)))


def compare(recorded: Iterable[Record], replayed: Iterable[Record]) -> Difference | None:
    """Return the first difference between two logs, or None if they are equal."""
    for seq, (one, two) in enumerate(zip_longest(recorded, replayed), 1):
        if one is two and one is not None:
            continue
        if one is None or two is None or one.as_json() != two.as_json():
            return Difference(seq, one, two)
    return None

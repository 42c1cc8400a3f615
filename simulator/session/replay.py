"""Rebuild a drill from its commands, and compare what comes out with what was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from simulator.model.policy import Policy
from simulator.model.records import Command, Record
from simulator.model.scenario import Scenario
from simulator.session.core import Core

__all__ = ["Difference", "compare", "rebuild"]


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
    """Carry out the commands among ``records`` again and go on to drill time ``until`` (ms).

    Raises:
        Refusal: if a recorded command is not possible any more (another scenario or engine).
    """
    core = Core(scenario, policy, seed)
    for command in (r for r in records if isinstance(r, Command)):
        core.commit(core.advance(command.t))
        core.commit(
            core.ask(
                command.t,
                command.actor,
                command.role,
                command.verb,
                dict(command.data),
                command.client_key,
            )
        )
    last = records[-1].t if records else 0
    core.commit(core.advance(max(until, last, core.world.now)))
    return core


def compare(recorded: Iterable[Record], replayed: Iterable[Record]) -> Difference | None:
    """Return the first difference between two logs, or None if they are equal."""
    for seq, (one, two) in enumerate(zip_longest(recorded, replayed), 1):
        if one is None or two is None or one.as_json() != two.as_json():
            return Difference(seq, one, two)
    return None

"""What a store keeps and promises; the implementations keep the promises in different places.

A store holds drills, and of each drill its records (append-only), the position of its clock, and
what is needed to rebuild it; and game days with records of their own. What has been appended is
there after ``kill -9`` of the process; with :class:`simulator.store.memory.MemoryStore`, which is
for runs that nobody wants to keep, it is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from simulator.model.errors import MisfortuneError
from simulator.model.records import Record
from simulator.model.state import Phase

__all__ = [
    "Checkpoint",
    "DayPhase",
    "DayRow",
    "DrillRow",
    "Reason",
    "Store",
    "StoreError",
    "StoredDay",
    "StoredDrill",
    "Write",
]

Reason = Literal[
    "closed",  # the store was closed before
    "unknown_drill",  # no drill has that id
    "unknown_day",  # no game day has that id
    "taken",  # another drill or day has that id or join code
    "out_of_order",  # the records do not begin where the stored ones end
    "unusable",  # these values cannot be stored
    "unavailable",  # the database does not answer, is full, or locked for too long
    "newer_schema",  # a later version of this program wrote the database
]
"""Why a store refuses. After ``unavailable`` alone it may help to try the same again, and after
that alone nobody knows whether a write was kept: the line may have dropped while it was confirmed.
"""


class StoreError(MisfortuneError):
    """Something that a store would not or could not do.

    Of a refused write nothing was kept, except perhaps after ``unavailable``: load the drill then
    and look.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        """Keep the reason, for programs, beside the message, for people."""
        super().__init__(message)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a drill's clock stands: ``t`` in ms of drill time, at ``speed`` times real time."""

    t: int = 0
    running: bool = False
    speed: float = 1.0
    state: Phase = "lobby"


@dataclass(frozen=True, slots=True)
class DrillRow:
    """One drill and what is needed to rebuild it.

    ``created_ms`` is wall time (ms since 1970), for people to read. ``join_code`` is unique among
    the drills and days of a store. ``state`` is that of the newest checkpoint. ``header`` is the
    header line of the log; beside it stands what this server wants to know of the drill, such as
    the text of a policy that is not built in (``policy_text``), its game day (``day``, ``team``),
    and who plays it alone (``solo``).
    """

    id: str
    title: str
    scenario_id: str
    scenario_text: str
    policy: str
    seed: int
    engine: str
    created_ms: int
    join_code: str
    state: Phase = "lobby"
    header: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredDrill:
    """One drill with everything that was kept of it; ``records`` are in order of ``seq``."""

    row: DrillRow
    records: tuple[Record, ...]
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class Write:
    """One append as data: records of one drill, and where its clock stands after them."""

    drill_id: str
    records: Sequence[Record]
    checkpoint: Checkpoint


DayPhase = Literal["gathering", "playing", "over"]


@dataclass(frozen=True, slots=True)
class DayRow:
    """One game day. ``created_ms`` is wall time (ms since 1970); ``header`` heads its log.

    ``join_code`` is unique among the drills and days of a store; ``state`` is as of the newest
    record.
    """

    id: str
    title: str
    created_ms: int
    join_code: str
    state: DayPhase = "gathering"
    header: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredDay:
    """One game day with its records, in order of ``seq``; their ``t`` is in ms since 1970."""

    row: DayRow
    records: tuple[Record, ...]


class Store(Protocol):
    """A durable home of drills and game days. Every method may be called from any thread."""

    def create(self, drill: DrillRow) -> None:
        """Add a drill, with its clock at 0.

        Raises:
            StoreError: ``taken``, if its id or its join code is.
        """

    def append(self, drill_id: str, records: Sequence[Record], checkpoint: Checkpoint) -> None:
        """Add records to a drill and move its clock; both are durable when this returns.

        The first record must follow the last one stored (``seq`` counts from 1).

        Raises:
            StoreError: ``out_of_order``, also when another process has already written these
                numbers; ``unknown_drill``; ``unusable``; ``unavailable``.
        """

    def append_all(self, writes: Sequence[Write]) -> None:
        """Carry out several appends, all of them or, if one is refused, none.

        Raises:
            StoreError: as :meth:`append`.
        """

    def checkpoint(self, drill_id: str, checkpoint: Checkpoint) -> None:
        """Move a drill's clock without adding records.

        Raises:
            StoreError: ``unknown_drill``, ``unavailable``.
        """

    def load(self, drill_id: str) -> StoredDrill:
        """Return a drill with all its records, as of one moment.

        Raises:
            StoreError: ``unknown_drill``, ``unavailable``.
        """

    def drills(self) -> list[DrillRow]:
        """List all drills, the newest first.

        Raises:
            StoreError: ``unavailable``.
        """

    def drill_with_code(self, join_code: str) -> DrillRow | None:
        """Return the drill that a join code opens, if there is one.

        Raises:
            StoreError: ``unavailable``.
        """

    def create_day(self, day: DayRow) -> None:
        """Add a game day.

        Raises:
            StoreError: ``taken``, if its id or its join code is.
        """

    def append_day(self, day_id: str, records: Sequence[Record], state: DayPhase) -> None:
        """Add records to a day and set its state; both are durable when this returns.

        The first record must follow the last one stored (``seq`` counts from 1).

        Raises:
            StoreError: ``out_of_order``, ``unknown_day``, ``unusable``, ``unavailable``.
        """

    def load_day(self, day_id: str) -> StoredDay:
        """Return a day with all its records, as of one moment.

        Raises:
            StoreError: ``unknown_day``, ``unavailable``.
        """

    def days(self) -> list[DayRow]:
        """List all game days, the newest first.

        Raises:
            StoreError: ``unavailable``.
        """

    def day_with_code(self, join_code: str) -> DayRow | None:
        """Return the game day that a join code opens, if there is one.

        Raises:
            StoreError: ``unavailable``.
        """

    def setting(self, key: str) -> str | None:
        """Return a setting of this installation, such as the secret that signs its links.

        Raises:
            StoreError: ``unavailable``.
        """

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting in place of what it was.

        Raises:
            StoreError: ``unusable``, ``unavailable``.
        """

    def close(self) -> None:
        """Let go of files and connections; closing twice does no harm."""

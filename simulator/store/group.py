"""Group commit: whoever writes at the same time shares one transaction, and nobody waits longer.

A commit costs one sync of the disk however many records it holds. While one transaction is on its
way, the writes that arrive meanwhile queue up; the next transaction takes all of them. There is no
window to wait for, so a lone write is as fast as without.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from simulator.model.records import Record
from simulator.store import refusals
from simulator.store.port import (
    Checkpoint,
    DayPhase,
    DayRow,
    DrillRow,
    Store,
    StoredDay,
    StoredDrill,
    StoreError,
    Write,
)

__all__ = ["GroupCommit", "Offload", "inline"]

T = TypeVar("T")


class Offload(Protocol):
    """Runs a function somewhere where blocking harms nobody, and returns its result."""

    def __call__(self, fn: Callable[..., T], /, *args: Any) -> T:
        """Call ``fn(*args)``; what it raises is raised here."""


def inline(fn: Callable[..., T], /, *args: Any) -> T:
    """Run it right here: threads may block."""
    return fn(*args)


class _Pending:
    """Writes that one caller waits for."""

    __slots__ = ("done", "error", "writes")

    def __init__(self, writes: Sequence[Write]) -> None:
        self.writes = writes
        self.done = threading.Event()
        self.error: BaseException | None = None

    def finish(self, error: BaseException | None = None) -> None:
        self.error = error
        self.done.set()


class GroupCommit:
    """A store that batches the writes of many threads; it owns, and closes, the one beneath it."""

    def __init__(self, store: Store, offload: Offload = inline) -> None:
        """Start the writer thread. All work on ``store`` goes through ``offload``."""
        self._store = store
        self._offload = offload
        self._queue: list[_Pending] = []
        self._wake = threading.Condition()
        self._closing = False
        self._writer = threading.Thread(target=self._work, name="group-commit", daemon=True)
        self._writer.start()

    def append(self, drill_id: str, records: Sequence[Record], checkpoint: Checkpoint) -> None:
        """Add records and move the clock; see :meth:`simulator.store.port.Store.append`."""
        self.append_all([Write(drill_id, records, checkpoint)])

    def append_all(self, writes: Sequence[Write]) -> None:
        """Carry out several appends or none; see :meth:`simulator.store.port.Store.append_all`."""
        pending = _Pending(writes)
        with self._wake:
            if self._closing:
                raise refusals.closed()
            self._queue.append(pending)
            self._wake.notify()
        pending.done.wait()
        if pending.error is not None:
            raise pending.error

    def checkpoint(self, drill_id: str, checkpoint: Checkpoint) -> None:
        """Move the clock; see :meth:`simulator.store.port.Store.checkpoint`."""
        self.append(drill_id, (), checkpoint)

    def create(self, drill: DrillRow) -> None:
        """Add a drill; see :meth:`simulator.store.port.Store.create`."""
        self._offload(self._store.create, drill)

    def load(self, drill_id: str) -> StoredDrill:
        """Return a drill; see :meth:`simulator.store.port.Store.load`."""
        return self._offload(self._store.load, drill_id)

    def drills(self) -> list[DrillRow]:
        """List all drills, newest first; see :meth:`simulator.store.port.Store.drills`."""
        return self._offload(self._store.drills)

    def drill_with_code(self, join_code: str) -> DrillRow | None:
        """Return a drill by its code; see :meth:`simulator.store.port.Store.drill_with_code`."""
        return self._offload(self._store.drill_with_code, join_code)

    def create_day(self, day: DayRow) -> None:
        """Add a game day; see :meth:`simulator.store.port.Store.create_day`."""
        self._offload(self._store.create_day, day)

    def append_day(self, day_id: str, records: Sequence[Record], state: DayPhase) -> None:
        """Add records to a day, in a transaction of its own: days have few of them."""
        self._offload(self._store.append_day, day_id, records, state)

    def load_day(self, day_id: str) -> StoredDay:
        """Return a day; see :meth:`simulator.store.port.Store.load_day`."""
        return self._offload(self._store.load_day, day_id)

    def days(self) -> list[DayRow]:
        """List all days, newest first; see :meth:`simulator.store.port.Store.days`."""
        return self._offload(self._store.days)

    def day_with_code(self, join_code: str) -> DayRow | None:
        """Return a day by its code; see :meth:`simulator.store.port.Store.day_with_code`."""
        return self._offload(self._store.day_with_code, join_code)

    def setting(self, key: str) -> str | None:
        """Return a setting; see :meth:`simulator.store.port.Store.setting`."""
        return self._offload(self._store.setting, key)

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting; see :meth:`simulator.store.port.Store.set_setting`."""
        self._offload(self._store.set_setting, key, value)

    def close(self) -> None:
        """Finish the writes that are queued, stop the writer, close the store beneath."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._writer.join()
        self._offload(self._store.close)

    def _work(self) -> None:
        while True:
            with self._wake:
                while not self._queue and not self._closing:
                    self._wake.wait()
                batch, self._queue = self._queue, []
            if not batch:
                return
            self._commit(batch)

    def _commit(self, batch: list[_Pending]) -> None:
        """Store a batch in one transaction; if it is refused, let each caller have its own."""
        writes = [write for pending in batch for write in pending.writes]
        error = self._try(writes)
        alone = len(batch) == 1 or _concerns_all(error)
        for pending in batch:
            pending.finish(_copy(error) if error is None or alone else self._try(pending.writes))

    def _try(self, writes: Sequence[Write]) -> BaseException | None:
        try:
            self._offload(self._store.append_all, writes)
        except BaseException as error:  # noqa: BLE001 - it goes to the caller who waits
            return error
        return None


def _concerns_all(error: BaseException | None) -> bool:
    """Tell whether trying one by one is pointless: a database that is away is away for each."""
    return isinstance(error, StoreError) and error.reason in ("unavailable", "closed")


def _copy(error: BaseException | None) -> BaseException | None:
    """Give each caller a refusal of its own: raised twice, one object mixes up its traces."""
    return StoreError(error.reason, str(error)) if isinstance(error, StoreError) else error

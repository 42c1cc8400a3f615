"""Where drills and days are kept: a port, and stores in memory, SQLite and PostgreSQL behind it."""

from __future__ import annotations

from simulator.store.group import GroupCommit, Offload
from simulator.store.memory import MemoryStore
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
from simulator.store.sql import SqlStore

__all__ = [
    "Checkpoint",
    "DayPhase",
    "DayRow",
    "DrillRow",
    "GroupCommit",
    "MemoryStore",
    "Offload",
    "SqlStore",
    "Store",
    "StoreError",
    "StoredDay",
    "StoredDrill",
    "Write",
]

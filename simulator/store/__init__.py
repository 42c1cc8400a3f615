"""Where drills are kept: a port, and stores in memory, in SQLite and in PostgreSQL behind it."""

from __future__ import annotations

from simulator.store.group import GroupCommit, Offload
from simulator.store.memory import MemoryStore
from simulator.store.port import Checkpoint, DrillRow, Store, StoredDrill, StoreError, Write
from simulator.store.sql import SqlStore

__all__ = [
    "Checkpoint",
    "DrillRow",
    "GroupCommit",
    "MemoryStore",
    "Offload",
    "SqlStore",
    "Store",
    "StoreError",
    "StoredDrill",
    "Write",
]

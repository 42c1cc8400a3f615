"""The refusals that every store gives in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from simulator.model.records import Record
from simulator.store.port import StoreError, Write

__all__ = ["closed", "follows", "merged", "out_of_order", "taken", "unknown_drill"]


def closed() -> StoreError:
    """Say that the store was closed."""
    return StoreError("closed", "the store is closed")


def unknown_drill(drill_id: str) -> StoreError:
    """Say that there is no such drill."""
    return StoreError("unknown_drill", f"there is no drill {drill_id!r} in this store")


def taken(what: str, value: str) -> StoreError:
    """Say that another drill has this id or this join code."""
    return StoreError("taken", f"the {what} {value!r} belongs to another drill; choose another")


def out_of_order(drill_id: str, last: int, records: Sequence[Record]) -> StoreError:
    """Say that records do not follow the last one stored."""
    first, end = records[0].seq, records[-1].seq
    given = f"record {first}" if first == end else f"records {first} to {end}"
    if first <= last:
        why = f"record {first} is there already; another process may be running this drill"
    elif first > last + 1:
        why = f"record {last + 1} must come first"
    else:
        why = "seq must go up by one from record to record"
    message = f"drill {drill_id!r} ends at record {last}: {why}. Of {given} nothing was stored"
    return StoreError("out_of_order", message)


def merged(writes: Sequence[Write]) -> Iterator[Write]:
    """Join the writes of each drill into one, in order of their first appearance."""
    by_drill: dict[str, Write] = {}
    for write in writes:
        before = by_drill.get(write.drill_id)
        records = [*before.records, *write.records] if before else write.records
        by_drill[write.drill_id] = Write(write.drill_id, records, write.checkpoint)
    yield from by_drill.values()


def follows(last: int, records: Sequence[Record]) -> bool:
    """Tell whether the records go on from ``last`` without a gap."""
    seqs = [last, *(record.seq for record in records)]
    return all(later == earlier + 1 for earlier, later in pairwise(seqs))

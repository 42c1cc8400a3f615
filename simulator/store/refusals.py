"""The refusals that every store gives in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from simulator.model.records import Record
from simulator.store.port import Reason, StoreError, Write

__all__ = [
    "closed",
    "code_taken",
    "follows",
    "id_taken",
    "merged",
    "out_of_order",
    "unknown",
    "unknown_drill",
]

Thing = Literal["drill", "day"]


def closed() -> StoreError:
    """Say that the store was closed."""
    return StoreError("closed", "the store is closed")


def unknown_drill(drill_id: str) -> StoreError:
    """Say that there is no such drill."""
    return unknown("drill", drill_id)


def unknown(what: Thing, its_id: str) -> StoreError:
    """Say that there is no such drill or day."""
    reason: Reason = "unknown_drill" if what == "drill" else "unknown_day"
    return StoreError(reason, f"there is no {what} {its_id!r} in this store")


def id_taken(what: Thing, its_id: str) -> StoreError:
    """Say that another one has this id."""
    return StoreError("taken", f"the id {its_id!r} belongs to another {what}; choose another")


def code_taken(code: str) -> StoreError:
    """Say that another drill or day has this join code."""
    message = f"the join code {code!r} belongs to another drill or day; choose another"
    return StoreError("taken", message)


def out_of_order(
    its_id: str, last: int, records: Sequence[Record], what: Thing = "drill"
) -> StoreError:
    """Say that records do not follow the last one stored."""
    first, end = records[0].seq, records[-1].seq
    given = f"record {first}" if first == end else f"records {first} to {end}"
    if first <= last:
        why = f"record {first} is there already; another process may be running this {what}"
    elif first > last + 1:
        why = f"record {last + 1} must come first"
    else:
        why = "seq must go up by one from record to record"
    message = f"{what} {its_id!r} ends at record {last}: {why}. Of {given} nothing was stored"
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

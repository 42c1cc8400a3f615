"""What the benchmarks share: timing in turns, and the form in which they report."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any, Literal

__all__ = ["Figure", "figure", "in_turns", "report"]

Figure = dict[str, Any]
_TURNS = 5


def in_turns(runs: int, *calls: Callable[[int], object]) -> list[float]:
    """Return the median time in ms of each call, measured in turns.

    A noisy moment of the machine then hits all alike, so ratios hold where times do not. Each call
    gets the number of its run.
    """
    medians: list[list[float]] = [[] for _ in calls]
    for _ in range(_TURNS):
        for call, into in zip(calls, medians, strict=True):
            into.append(_median_ms(call, runs))
    return [statistics.median(turns) for turns in medians]


def _median_ms(call: Callable[[int], object], runs: int) -> float:
    taken = []
    for number in range(runs):
        begin = time.perf_counter()
        call(number)
        taken.append((time.perf_counter() - begin) * 1_000)
    return statistics.median(taken)


def figure(
    name: str,
    value: float,
    unit: str,
    better: Literal["higher", "lower"],
    against: str | None = None,
) -> Figure:
    """Make one figure; a ratio names what it was measured ``against`` in the same run."""
    made: Figure = {"name": name, "value": round(value, 3), "unit": unit, "better": better}
    return made | ({"against": against} if against else {})


def report(
    about: str | None,
    measure: Callable[..., list[Figure]],
    *,
    runs: int,
    more: Callable[[argparse.ArgumentParser], None] | None = None,
) -> None:
    """Measure and print, as lines or with ``--json`` as one document."""
    parser = argparse.ArgumentParser(description=(about or "").split("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--runs", type=int, default=runs, help=f"per turn (default: {runs})")
    if more:
        more(parser)
    args = vars(parser.parse_args())
    as_json, begin = args.pop("json"), time.perf_counter()
    figures = measure(**args)
    if as_json:
        print(json.dumps({"figures": figures}, indent=2))
    else:
        for one in figures:
            against = f" (against {one['against']})" if "against" in one else ""
            print(f"{one['name']}: {one['value']:,} {one['unit']}{against}")
    print(f"measured in {time.perf_counter() - begin:.1f} s", file=sys.stderr)

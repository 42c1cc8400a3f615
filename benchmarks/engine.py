"""How fast a drill runs without people: the world of the payment outage with a scripted crew.

Prints ``{"figures": [{"name", "value", "unit", "better", "against"}, ...]}``. Absolute times depend
on the machine; the ratio compares with SimPy alone, doing nothing as many times, in the same run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import simpy

import simulator.rules.verbs  # noqa: F401 - fills the catalogue
from simulator.engine import World
from simulator.model.policy import Policy
from simulator.model.records import Event
from simulator.model.scenario import Scenario
from simulator.model.state import DrillState
from simulator.model.units import MINUTE
from simulator.rules.catalogue import VERBS, parse_args
from simulator.rules.context import Asked
from simulator.rules.fold import fold
from simulator.scenario import load_policy, load_scenario

SCRIPT: tuple[tuple[float, str, str, dict[str, Any]], ...] = (
    (0, "ic", "seat.take", {"name": "Ana", "seat": "ic"}),
    (0, "ol", "seat.take", {"name": "Ben", "seat": "ol"}),
    (0, "cl", "seat.take", {"name": "Cho", "seat": "cl"}),
    (0, "facilitator", "drill.start", {}),
    (6, "ol", "page.ack", {"id": "p1"}),
    (6.5, "ol", "incident.declare", {"title": "Card payments are failing"}),
    (8, "ol", "evidence.query", {"source": "changes"}),
    (10, "ol", "evidence.query", {"source": "router"}),
    (12, "ol", "evidence.query", {"source": "router-logs"}),
    (15, "cl", "statuspage.post", {"stage": "investigating", "text": "Card payments fail."}),
    (17, "ol", "evidence.query", {"source": "test-purchase"}),
    (23, "ol", "action.propose", {"action": "shift-to-backup", "risk": "cost", "undo": "2 min"}),
    (25, "ic", "action.approve", {"id": "a1"}),
    (26, "ol", "action.start", {"id": "a1"}),
    (33, "ol", "evidence.query", {"source": "payments"}),
    (35, "ol", "action.start", {"action": "rollback-4-12"}),
    (36, "cl", "statuspage.post", {"stage": "identified", "text": "We undo a change."}),
    (60, "cl", "statuspage.post", {"stage": "identified", "text": "Still undoing a change."}),
    (84, "ol", "evidence.query", {"source": "support-queue"}),
    (100, "ic", "incident.resolve", {}),
)
"""Minute, seat, verb, arguments: a crew that does the right things and talks little."""


def drill(scenario: Scenario, policy: Policy, seed: int) -> int:
    """Play one drill to its end, folding every event; return how many there were."""
    world, state, seq = World(scenario, seed), DrillState(), 0
    for minute, role, verb, raw in SCRIPT:
        t = int(minute * MINUTE)
        happened = world.advance_to(t)
        for h in happened:
            seq += 1
            fold(state, Event(seq, h.t, h.kind, h.actor, h.role, h.data), seed)
        entry = VERBS[verb]
        asked = Asked(state, scenario, policy, role, role, t, parse_args(entry, raw))
        for h in world.apply(entry, asked):
            seq += 1
            fold(state, Event(seq, h.t, h.kind, h.actor, h.role, h.data), seed)
    for h in world.advance_to(scenario.length):
        seq += 1
        fold(state, Event(seq, h.t, h.kind, h.actor, h.role, h.data), seed)
    return seq


def bare_calendar(events: int) -> None:
    """Let SimPy alone run ``events`` timeouts that do nothing."""
    env = simpy.Environment()
    for n in range(events):
        env.timeout(n)
    while env.peek() != float("inf"):
        env.step()


def median_ms(call: Callable[[int], object], runs: int) -> float:
    """Return the median time of one call in ms; each call gets its number."""
    taken = []
    for n in range(runs):
        begin = time.perf_counter()
        call(n)
        taken.append((time.perf_counter() - begin) * 1_000)
    return statistics.median(taken)


def measure(runs: int) -> list[dict[str, Any]]:
    """Measure in turns, so that a noisy moment of the machine hits both alike."""
    text = (files("scenarios") / "payment-outage.yaml").read_text(encoding="utf-8")
    scenario, policy = load_scenario(text), load_policy("imag")
    events = drill(scenario, policy, 0)
    drills, bare = [], []
    for _ in range(5):
        drills.append(median_ms(lambda n: drill(scenario, policy, n), runs))
        bare.append(median_ms(lambda _: bare_calendar(events), runs))
    build = median_ms(lambda n: World(scenario, n), runs)
    ms, floor = statistics.median(drills), statistics.median(bare)
    return [
        _figure("headless drill of 110 minutes", ms, "ms", "lower"),
        _figure("drill time per wall time", scenario.length / ms, "x real time", "higher"),
        _figure("building a world", build, "ms", "lower"),
        _figure(
            "drill against a bare calendar",
            ms / floor,
            "ratio",
            "lower",
            f"SimPy alone with {events} empty timeouts, in the same run",
        ),
    ]


def _figure(
    name: str, value: float, unit: str, better: str, against: str | None = None
) -> dict[str, Any]:
    figure = {"name": name, "value": round(value, 3), "unit": unit, "better": better}
    return figure | ({"against": against} if against else {})


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--runs", type=int, default=40, help="drills per turn (default: 40)")
    args = parser.parse_args()
    begin = time.perf_counter()
    figures = measure(args.runs)
    if args.json:
        print(json.dumps({"figures": figures}, indent=2))
    else:
        for figure in figures:
            print(f"{figure['name']}: {figure['value']:,} {figure['unit']}")
    print(f"measured in {time.perf_counter() - begin:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()

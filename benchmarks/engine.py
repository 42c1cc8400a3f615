"""How fast a drill runs without people, from the payment outage to sixty services.

Prints ``{"figures": [{"name", "value", "unit", "better", "against"}, ...]}``. Absolute times depend
on the machine; each ratio compares with something measured in turns with it, in the same run.
``--reference FILE`` adds a ratio to another engine: FILE is Python and defines ``drill(seed)``.
"""

from __future__ import annotations

import argparse
import runpy
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import simpy

from benchmarks.playing import SEATS, crewed, minutes, scripted
from benchmarks.synthetic import synthetic
from benchmarks.timing import Figure, figure, in_turns, report
from simulator.engine import World
from simulator.model.scenario import Scenario
from simulator.scenario import load_policy, load_scenario

SCRIPT: tuple[tuple[float, str, str, dict[str, Any]], ...] = (
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


_SIZES = ((12, 30), (60, 250))
"""Services and alerts of the made-up systems; each service has six noisy series."""


def bare_calendar(events: int) -> None:
    """Let SimPy alone run ``events`` timeouts that do nothing."""
    env = simpy.Environment()
    for n in range(events):
        env.timeout(n)
    while env.peek() != float("inf"):
        env.step()


def measure(runs: int, reference: str | None = None) -> list[Figure]:
    """Measure everything in turns, so that a noisy moment of the machine hits all alike."""
    text = (files("scenarios") / "payment-outage.yaml").read_text(encoding="utf-8")
    outage, policy = load_scenario(text), load_policy("imag")
    script = [*SEATS, *minutes(SCRIPT)]
    sizes = [synthetic(*size) for size in _SIZES]
    events = scripted(outage, policy, 0, script).seq
    calls: list[Callable[[int], object]] = [
        lambda n: scripted(outage, policy, n, script),
        lambda _: bare_calendar(events),
        lambda n: World(outage, n),
        lambda n: crewed(sizes[0], policy, n),
        lambda n: crewed(sizes[1], policy, n),
    ]
    if reference:
        calls.append(runpy.run_path(reference)["drill"])
    outage_ms, bare_ms, build_ms, *rest = in_turns(runs, *calls)
    found = [
        figure("payment outage, scripted crew", outage_ms, "ms", "lower"),
        _speed("payment outage, drill time per wall time", outage, outage_ms),
        figure("building its world", build_ms, "ms", "lower"),
        figure(
            "payment outage against a bare calendar", outage_ms / bare_ms, "ratio", "lower",
            f"SimPy alone with {events} empty timeouts, in the same run",
        ),
    ]  # fmt: skip
    for (services, alerts), scenario, ms in zip(_SIZES, sizes, rest, strict=False):
        name = f"{services} services x 6 series, {alerts} alerts, crew, noise"
        found += [figure(name, ms, "ms", "lower"), _speed(f"{name}: drill time", scenario, ms)]
    if reference:
        ratio = rest[-1] / rest[0]
        against = f"drill(seed) of {reference.rpartition('/')[2]}, in the same run"
        found.append(figure("12 services: speed", ratio, "ratio", "higher", against))
    return found


def _speed(name: str, scenario: Scenario, ms: float) -> Figure:
    return figure(name, scenario.length / ms, "x real time", "higher")


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reference", metavar="FILE", help="Python that defines drill(seed)")


if __name__ == "__main__":
    report(__doc__, measure, runs=20, more=_options)

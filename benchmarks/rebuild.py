"""How fast a drill stands again after a restart: 600 commands of two hours, carried out anew.

Prints ``{"figures": [...]}``; see :mod:`benchmarks.engine` for the form.
"""

from __future__ import annotations

from itertools import cycle
from typing import Any

from benchmarks.playing import SEATS, Planned, scripted
from benchmarks.synthetic import synthetic
from benchmarks.timing import Figure, figure, in_turns, report
from simulator.model.units import HOUR, MINUTE
from simulator.scenario import load_policy
from simulator.session.replay import compare, rebuild, restore

COMMANDS = 600
_WORK: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("ic", "message.post", {"channel": "incident", "text": "Who looks at the database?"}),
    ("ol", "evidence.query", {"source": "dashboard"}),
    (
        "cl",
        "update.post",
        {"audience": "stakeholders", "status": "mitigating", "text": "Still on it."},
    ),
    ("ol", "message.post", {"channel": "incident", "text": "I do. Nothing unusual so far."}),
    ("ic", "decision.log", {"text": "We go on with the rollback and look again at half past."}),
    ("ol", "hypothesis.state", {"text": "The release broke it", "suspects": "svc2"}),
    (
        "cl",
        "statuspage.post",
        {"stage": "identified", "text": "Some requests fail. We undo a change."},
    ),
    ("ol", "evidence.query", {"source": "logs"}),
    ("ic", "task.assign", {"to": "ol", "text": "Look at the queues", "minutes": 5}),
    (
        "ol",
        "scope.define",
        {"who": "a third", "how_many": "300/min", "what": "errors", "since": "14:05"},
    ),
)


def two_hours() -> list[Planned]:
    """Write a script of 600 commands over two hours, with the changes that matter among them."""
    script: list[Planned] = list(SEATS)
    script += [
        (9 * MINUTE, "ol", "incident.declare", {"title": "Requests fail"}),
        (20 * MINUTE, "ol", "action.start", {"action": "shift"}),
        (25 * MINUTE, "ol", "action.start", {"action": "rollback"}),
        (40 * MINUTE, "ol", "action.start", {"action": "fix-leak"}),
    ]
    left = COMMANDS - len(script)
    spacing = (110 * MINUTE) // left
    for number, (seat, verb, args) in zip(range(left), cycle(_WORK), strict=False):
        script.append((10 * MINUTE + number * spacing, seat, verb, args))
    return sorted(script, key=lambda command: command[0])


def measure(runs: int) -> list[Figure]:
    """Record one drill, check that it comes out the same again, and time that."""
    scenario = synthetic().model_copy(update={"length": 2 * HOUR})
    policy = load_policy("imag")
    records = scripted(scenario, policy, 1, two_hours()).records
    commands = sum(1 for record in records if hasattr(record, "verb"))
    again = restore(scenario, policy, 1, records, 2 * HOUR)
    if difference := compare(records, again.records):
        raise SystemExit(str(difference))
    ms, judged, compared = in_turns(
        runs,
        lambda _: restore(scenario, policy, 1, records, 2 * HOUR),
        lambda _: rebuild(scenario, policy, 1, records, 2 * HOUR),
        lambda _: compare(records, again.records),
    )
    what = f"{commands} commands, {len(records)} records"
    return [
        figure(f"rebuilding a two-hour drill ({what})", ms, "ms", "lower"),
        figure("the same, every command judged again", judged, "ms", "lower"),
        figure("comparing it with what was recorded", compared, "ms", "lower"),
    ]


if __name__ == "__main__":
    report(__doc__, measure, runs=15)

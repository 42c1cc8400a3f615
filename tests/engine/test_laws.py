"""What must hold of every world, shown on random ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import alerts
from simulator.engine.wake import Wakes
from simulator.engine.watch import Turn
from simulator.model.alert_expr import AlertExpr, parse_alert_expr
from simulator.model.scenario import InjectSpec
from simulator.model.signals import GRID, Segment, Series
from simulator.rules.conditions import signal_names

SEEDS = st.integers(0, 2**64 - 1)


@pytest.fixture
def law(drills, run):
    """Check a property of a random drill; the property draws what else it needs."""

    def check(prove):
        scenario, scripts, stops = drills

        @given(scenario, SEEDS, scripts, stops)
        def holds(scenario, seed, script, stops):
            prove(scenario, seed, script, stops)

        holds()

    return check


def test_the_steps_in_which_time_advances_change_nothing(law, run):
    def prove(scenario, seed, script, stops):
        once = run(scenario, seed, script)
        assert run(scenario, seed, script, stops).events == once.events
        every_tick = range(0, scenario.length, GRID)
        assert run(scenario, seed, script, every_tick).events == once.events

    law(prove)


def test_stepping_from_due_time_to_due_time_changes_nothing(law, run, lobby):
    def prove(scenario, seed, script, _stops):
        straight = run(scenario, seed, [])
        stepped = lobby(scenario, seed)
        stepped.start()
        while (t := stepped.world.next_time()) is not None:
            assert t > stepped.world.now
            stepped.to(t)
        assert stepped.events == straight.events

    law(prove)


def test_time_never_goes_back_and_the_end_is_the_end(law, run):
    def prove(scenario, seed, script, stops):
        events = run(scenario, seed, script, stops).events
        assert [e.t for e in events] == sorted(e.t for e in events)
        assert [e.kind for e in events].count("drill.ended") == 1
        assert events[-1].kind == "drill.ended"

    law(prove)


def test_the_order_of_the_file_changes_nothing(law, run):
    def prove(scenario, seed, script, _stops):
        def turned(items):
            return dict(reversed(items.items()))

        services = {
            name: service.model_copy(
                update={"calls": turned(service.calls), "signals": turned(service.signals)}
            )
            for name, service in turned(scenario.services).items()
        }
        other = scenario.model_copy(
            update={
                "services": services,
                "faults": turned(scenario.faults),
                "alerts": scenario.alerts[::-1],
                "actions": turned(scenario.actions),
                "injects": scenario.injects[::-1],
                "escalations": scenario.escalations[::-1],
            }
        )
        assert run(other, seed, script).events == run(scenario, seed, script).events

    law(prove)


def test_another_inject_shifts_nobody_elses_draws(law, run):
    def prove(scenario, seed, script, _stops):
        extra = InjectSpec.model_validate(
            {"id": "aa", "from": "boss", "channel": "incident", "text": "!", "at": "1m"}
        )
        injects = [extra, *scenario.injects]
        changed = run(scenario.model_copy(update={"injects": injects}), seed, script)
        plain = run(scenario, seed, script)
        assert [(e.t, e.data) for e in changed.of("action.finished", "alert.fired")] == [
            (e.t, e.data) for e in plain.of("action.finished", "alert.fired")
        ]

    law(prove)


def test_solved_alerts_are_those_of_looking_at_every_tick(law, run, monkeypatch):
    def look_at_every_tick(_expr, _series, start, stop, **_more):
        return Turn(start, sure=False) if start <= stop else None

    def prove(scenario, seed, script, _stops):
        solved = run(scenario, seed, script)
        with monkeypatch.context() as patch:
            patch.setattr(alerts, "next_run", look_at_every_tick)
            patch.setattr(AlertExpr, "sure", lambda self, ranges: None)
            # What is known of one scenario object is not worked out again.
            assert run(scenario.model_copy(), seed, script).events == solved.events

    law(prove)


def test_sleeping_conditions_are_those_of_looking_at_every_tick(law, run, monkeypatch):
    def prove(scenario, seed, script, _stops):
        lazy = run(scenario, seed, script)
        with monkeypatch.context() as patch:
            patch.setattr(Wakes, "next_tick", lambda self, start, ledger, series: start)
            assert run(scenario, seed, script).events == lazy.events

    law(prove)


class _Oracle:
    """Alerts and impact by brute force, from nothing but the events about signals."""

    def __init__(self, scenario, seed):
        self.scenario = scenario
        self.seed = seed
        self.series: dict[str, Series] = {}

    def read(self, event):
        data = event.data
        if event.kind == "signal.defined":
            self.series[data["series"]] = Series(
                data["series"], data["base"], unit=data["unit"], amplitude=data["noise"],
                low=data["low"], high=float("inf") if data["high"] is None else data["high"],
                seed=self.seed,
            )  # fmt: skip
        elif event.kind == "signal.moved":
            segment = Segment(event.t, data["v0"], data["to"], data["over"], data["shape"])
            self.series[data["series"]].move(segment)
        elif event.kind == "monitor.failed":
            self.series[data["series"]].fail(event.t, data["mode"])
        elif event.kind == "monitor.recovered":
            self.series[data["series"]].recover(event.t)

    def alerts(self):
        names = signal_names(self.scenario)
        for spec in self.scenario.alerts:
            expr = parse_alert_expr(spec.expr, names)
            since, calm, firing, shown = None, None, False, False
            for tick in range(GRID, self.scenario.length + 1, GRID):
                readings = {name: self.series[name].observed(tick) for name in expr.series}
                if expr.holds(readings):
                    since, calm = tick if since is None else since, None
                    firing = firing or tick - since >= spec.for_
                else:
                    calm = tick if calm is None else calm
                    if not firing or tick - calm >= spec.keep_firing_for:
                        since, firing = None, False
                quiet = spec.silenced and spec.silenced.from_ <= tick < spec.silenced.until
                if shown != (firing and not quiet):
                    shown = not shown
                    yield tick, "alert.fired" if shown else "alert.resolved", spec.alert

    def impact(self):
        series = self.series[self.scenario.impact]
        told, told_at = 0.0, -1
        for tick in range(GRID, self.scenario.length + 1, GRID):
            segment = [s for s in series.segments if s.t0 <= tick][-1]
            level = max(0.0, series.true_value(tick) - series.base)
            level = 0.0 if level < 0.01 else level
            told_move_rests = tick >= segment.end and told_at >= segment.t0
            far = abs(level - told) >= 0.1 - 1e-12
            if round(level, 3) != told and (
                far or told_move_rests or (level == 0.0) != (told == 0.0)
            ):
                told, told_at = round(level, 3), tick
                yield tick, told


def test_alerts_and_impact_agree_with_an_oracle_on_what_signals_did(law, run):
    def prove(scenario, seed, script, _stops):
        # A command on a tick comes after that tick was looked at, which a log does not show; so
        # does a fault that begins on a condition.
        off_grid = [(t + 7 if t % GRID == 0 else t, verb) for t, verb in script]
        timed = {
            name: fault.model_copy(update={"when": None}) for name, fault in scenario.faults.items()
        }
        scenario = scenario.model_copy(update={"faults": timed})
        played = run(scenario, seed, off_grid)
        oracle = _Oracle(scenario, seed)
        for event in played.events:
            oracle.read(event)
        told = [(e.t, e.kind, e.data["alert"]) for e in played.of("alert.fired", "alert.resolved")]
        assert sorted(told) == sorted(oracle.alerts())
        levels = [(e.t, e.data["level"]) for e in played.of("impact.changed")]
        assert levels == list(oracle.impact())

    law(prove)


_PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from conftest import run_script
from simulator.model.units import MINUTE
from simulator.scenario import Library, load_scenario
text = next(e.source for e in Library(()).entries() if e.id == "payment-outage")
script = [
    (6 * MINUTE, ("page.ack", {"id": "p1"})),
    (9 * MINUTE, ("evidence.query", {"source": "router"})),
    (20 * MINUTE, ("action.start", {"action": "shift-to-backup"})),
    (30 * MINUTE, ("action.start", {"action": "rollback-4-12"})),
]
print(run_script(load_scenario(text), 11, script).digest())
"""


@pytest.mark.parametrize("ways", [("0", "1", "42", "random")])
def test_the_hash_seed_of_the_interpreter_changes_nothing(ways):
    here = Path(__file__).parent
    runs = [
        subprocess.run(
            [sys.executable, "-c", _PROGRAM, str(here)],
            env=os.environ | {"PYTHONHASHSEED": way},
            cwd=here.parent.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        for way in ways
    ]
    assert [r.stderr for r in runs] == [""] * len(ways)
    assert len({r.stdout for r in runs}) == 1

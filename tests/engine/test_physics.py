"""Random worlds against the same physics worked out naively, and in any slices of time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.scenario import Scenario
from simulator.model.signals import GRID
from simulator.model.units import SECOND

sys.path.insert(0, str(Path(__file__).parent))
from naive import Naive

SECONDS = st.integers(0, 300).map(lambda n: f"{n}s")
SHORT = st.integers(5, 120).map(lambda n: f"{n}s")
SHARE = st.integers(0, 100).map(lambda n: f"{n}%")


def some(strategy):
    return st.one_of(st.none(), strategy)


@st.composite
def services(draw):
    count = draw(st.integers(1, 4))
    out = {}
    for n in range(count):
        calls = {
            f"s{m}": {
                "errors": draw(SHARE), "latency": draw(SHARE), "retries": draw(st.integers(0, 3))
            }
            for m in range(n + 1, count) if draw(st.booleans())
        }  # fmt: skip
        rest = draw(st.integers(0, 20))
        signals = {"errors": {"base": f"{rest}%"}, "latency_p99": {"base": "200ms"}}
        signals["own"] = {"base": 5, "min": -10, "max": 40}
        node = {"calls": calls, "signals": signals}
        if draw(st.booleans()):
            signals["traffic"] = {"base": f"{draw(st.integers(1, 900))}/min"}
            if draw(st.booleans()):
                signals["saturation"] = {"base": "30%", "max": "300%"}
                node["capacity"] = f"{draw(st.integers(1, 2000))}/min"
        for counts in draw(st.sets(st.sampled_from(["requests", "successes", "failures"]))):
            signals[counts] = {"base": draw(st.sampled_from([0, "10/min"])), "counts": counts}
        out[f"s{n}"] = node
    return out


@st.composite
def faults(draw, nodes):
    out = {}
    for n in range(draw(st.integers(1, 3))):
        service = draw(st.sampled_from(sorted(nodes)))
        how = {
            "over": draw(st.sampled_from(["0s", "40s", "200s"])),
            "shape": draw(st.sampled_from(["step", "linear", "ease"])),
        }
        to = {"errors": SHARE, "latency_p99": st.just("900ms"), "own": st.integers(-30, 90),
              "traffic": st.integers(0, 4000).map(lambda n: f"{n}/min")}  # fmt: skip
        known = sorted(set(to) & set(nodes[service]["signals"]))
        pushed = draw(st.sets(st.sampled_from(known), min_size=1))
        fault = {"service": service, "pushes": {s: {"to": draw(to[s])} | how for s in pushed}}
        turn = st.fixed_dictionaries({"after": SECONDS, "strength": SHARE, "over": SHORT})
        fault["course"] = draw(st.lists(turn, max_size=2))
        for key, strategy in (
            ("at", SECONDS),
            ("pulses", st.fixed_dictionaries({"on": SHORT, "off": SHORT})),
            ("relapse", st.fixed_dictionaries({"after": SECONDS, "strength": SHARE})),
        ):
            if draw(st.booleans()):
                fault[key] = draw(strategy)
        out[f"f{n}"] = fault
    return out


@st.composite
def worlds(draw):
    """Draw ten minutes of a small world, and commands of the team and the facilitator."""
    nodes = draw(services())
    broken = draw(faults(nodes))
    actions = {}
    for n in range(2):
        eased = draw(st.dictionaries(st.sampled_from(sorted(broken)), SHARE, max_size=2))
        actions[f"a{n}"] = {
            "title": "A", "component": f"part-{n}", "takes": draw(SHORT), "over": draw(SHORT),
            "eases": eased, "lasts": draw(some(SHORT)),
        }  # fmt: skip
    scenario = Scenario.model_validate({
        "version": 1, "id": "random", "title": "R", "brief": "R", "start": "10:00",
        "length": "10m", "impact": "s0.errors", "noise": "off", "services": nodes,
        "faults": broken, "alerts": [], "actions": actions,
    })  # fmt: skip
    fault = st.sampled_from(sorted(broken))
    series = sorted(f"{s}.errors" for s in nodes)
    command = st.one_of(
        st.tuples(st.just("action.start"), st.fixed_dictionaries(
            {"action": st.sampled_from(["a0", "a1"])})),
        st.tuples(st.just("world.nudge"), st.fixed_dictionaries(
            {"fault": fault, "do": st.sampled_from(["start", "clear"])})),
        st.tuples(st.just("world.nudge"), st.fixed_dictionaries(
            {"fault": fault, "do": st.sampled_from(["worsen", "ease"]),
             "by": st.sampled_from(["10%", "50%", "100%"])})),
        st.tuples(st.just("world.nudge"), st.fixed_dictionaries(
            {"series": st.sampled_from(series), "by": st.sampled_from(["0", "+20%", "-5%"])})),
    )  # fmt: skip
    times = st.integers(0, 590).map(lambda n: n * SECOND)
    script = sorted(draw(st.lists(st.tuples(times, command), max_size=8)), key=lambda one: one[0])
    return scenario, script


@settings(max_examples=60)
@given(worlds())
def test_every_signal_is_where_a_naive_evaluation_has_it_at_every_tick(run, world):
    scenario, script = world
    drill = run(scenario, 1, script)
    naive = Naive(scenario, [(t, verb, args) for t, (verb, args) in script])
    for name, series in drill.state.series.items():
        for tick in range(0, scenario.length + 1, GRID):
            want = naive.value(name, tick)
            assert series.true_value(tick) == pytest.approx(want, rel=1e-9, abs=1e-9), (name, tick)


@settings(max_examples=40)
@given(worlds(), st.lists(st.integers(0, 600 * SECOND), max_size=8))
def test_the_steps_in_which_time_advances_change_nothing(run, world, stops):
    scenario, script = world
    assert run(scenario, 1, script, stops).events == run(scenario, 1, script).events


_PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from conftest import run_script
from test_physics import STORM, Scenario
nudge = ("world.nudge", {"series": "web.traffic", "by": "+30%", "over": "1m"})
script = [(200_000, ("action.start", {"action": "a"})), (260_000, nudge)]
print(run_script(Scenario.model_validate(STORM), 11, script).digest())
"""
_SIGNALS = {"errors": {"base": "1%"}, "traffic": {"base": "600/min"}, "saturation": {"base": "40%"}}
STORM = {
    "version": 1, "id": "storm", "title": "S", "brief": "S", "start": "10:00", "length": "10m",
    "impact": "web.errors",
    "services": {
        "web": {"calls": {"api": {"retries": 3}, "auth": {"errors": "40%"}}, "signals": _SIGNALS},
        "auth": {"calls": {"db": {"retries": 1}}, "signals": _SIGNALS},
        "api": {"calls": {"db": {"retries": 2}}, "capacity": "900/min", "signals": _SIGNALS},
        "db": {"capacity": "1000/min", "signals": _SIGNALS},
    },
    "faults": {
        "slow": {
            "service": "db", "at": "1m", "pushes": {"errors": {"to": "40%", "over": "30s"}},
            "pulses": {"on": "70s", "off": "50s"}, "relapse": {"after": "2m", "strength": "80%"},
            "blinds": ["web", "db.errors"], "blind_as": "frozen",
        },
        "more": {
            "service": "web", "when": "impact > 5%", "pushes": {"traffic": {"to": "900/min"}},
            "course": [{"after": "3m", "strength": "30%", "over": "1m"}],
        },
    },
    "alerts": [
        {"alert": "E", "expr": 'errors{service="web"} > 0.1', "labels": {"severity": "ticket"}}
    ],
    "actions": {"a": {"title": "A", "component": "db", "takes": "1m", "eases": {"slow": "70%"}}},
}  # fmt: skip


def test_the_hash_seed_of_the_interpreter_changes_nothing():
    here = Path(__file__).parent
    runs = [
        subprocess.run(
            [sys.executable, "-c", _PROGRAM, str(here)],
            env=os.environ | {"PYTHONHASHSEED": way},
            cwd=here.parent.parent, capture_output=True, text=True, check=False,
        )
        for way in ("0", "1", "42")
    ]  # fmt: skip
    assert [run.stderr for run in runs] == [""] * 3
    assert len({run.stdout for run in runs}) == 1
    assert runs[0].stdout.strip()

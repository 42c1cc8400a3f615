"""Alerts behave as those of a real Prometheus do: the same series, rules and edges in promtool.

Worlds are played with every involved series written down at each tick, exactly as the alerts saw
it. ``promtool test rules`` then evaluates the same rules over the same samples, and must find each
alert inactive, pending or firing as it was here: a tick before every edge, at it, and after it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
import yaml

from simulator.engine.calendar import Phase
from simulator.engine.streams import Stream
from simulator.model.scenario import AlertSpec, Scenario
from simulator.model.signals import GRID
from simulator.model.units import SECOND
from simulator.scenario import Library, load_scenario

REQUIRED = "MISFORTUNE_REQUIRE_PROMTOOL"
MISSING = (
    f"promtool is not installed (Debian: apt-get install prometheus); {REQUIRED}=1 asks for it"
)
WORLDS = 12
SELECTOR = re.compile(r'(\w+)\s*\{\s*service="([^"]+)"\s*\}')


@pytest.fixture(scope="module")
def promtool():
    found = shutil.which("promtool")
    if found is None and not os.environ.get(REQUIRED):
        pytest.skip(MISSING)
    assert found, MISSING
    return found


# -- worlds ----------------------------------------------------------------------------------------


def _metric(world: str, service: str, signal: str) -> str:
    return f"{world}_{service}_{signal}".replace("-", "_")


@dataclass
class Record:
    """One world: what each series showed and what each alert was, tick by tick from 15 s on."""

    name: str
    alerts: list[AlertSpec]
    shown: dict[str, list[float | None]] = field(default_factory=dict)
    states: dict[str, list[str]] = field(default_factory=dict)

    def series(self) -> Iterator[dict[str, str]]:
        for name, values in self.shown.items():
            yield {"series": name, "values": " ".join(_samples(values))}

    def rules(self) -> Iterator[dict[str, object]]:
        for spec in self.alerts:
            rule = {
                "alert": f"{self.name}_{spec.alert}",
                "expr": SELECTOR.sub(lambda m: _metric(self.name, m[2], m[1]), spec.expr),
                "for": f"{spec.for_}ms",
            }
            kept = {"keep_firing_for": f"{spec.keep_firing_for}ms"} if spec.keep_firing_for else {}
            yield rule | kept

    def edges(self, alert: str) -> list[int]:
        """Return the places in ``states`` at which an alert becomes something else."""
        states = ["inactive", *self.states[alert]]
        return [n for n in range(len(states) - 1) if states[n] != states[n + 1]]

    def expected(self) -> Iterator[tuple[str, int, str]]:
        """Yield alert, place and state around every edge, and at the end."""
        for alert, states in self.states.items():
            places = {edge + by for edge in self.edges(alert) for by in (-1, 0, 1)}
            for place in sorted(places | {len(states) - 1}):
                if 0 <= place < len(states):
                    yield f"{self.name}_{alert}", place, states[place]


def _samples(values: list[float | None]) -> Iterator[str]:
    """Write samples exactly; where nothing is scraped a marker ends the series."""
    before: float | None = None
    for value in values:
        if value is None:
            yield "_" if before is None else "stale"
        else:
            yield format(Decimal(repr(value)), "f")
        before = value


def _record(name, drill, script=()) -> Record:
    """Play a drill and write down what its alerts saw and were."""
    record = Record(name, drill.scenario.alerts)
    core, rules = drill.world._core, drill.world._alerts._rules
    series = {
        _metric(name, *one.partition(".")[::2]): drill.world._system.series[one]
        for rule in rules
        for one in rule.law.expr.names
    }
    record.shown = {metric: [] for metric in series}
    record.states = {rule.law.spec.alert: [] for rule in rules}

    def see():
        for metric, one in series.items():
            record.shown[metric].append(one.observed(core.now))

    def judge():
        for rule in rules:
            rule.settle(drill.world._system.series, core.now)
            pending = "inactive" if rule.since is None else "pending"
            record.states[rule.law.spec.alert].append("firing" if rule.firing else pending)

    for tick in range(GRID, drill.scenario.length, GRID):
        # Names of alerts come between these two, so this is what they see and what they make of it.
        core.calendar.plan(tick, Phase.ALERT, "", see)
        core.calendar.plan(tick, Phase.ALERT, "~", judge)
    for t, action in script:
        drill.do(t, "ol", "action.start", action=action)
    drill.end()
    return record


_OPS = (">", ">=", "<", "<=", "==", "!=")


class _Draw:
    """Parts of a random world."""

    def __init__(self, number: int) -> None:
        self.of = Stream(number, "promtool world")

    def seconds(self, low: int, high: int) -> str:
        return f"{self.of.integer(low, high)}s"

    def signal(self) -> str:
        signal = self.of.choice(["errors", "errors", "latency_p99", "traffic"])
        return f'{signal}{{service="s{self.of.integer(0, 1)}"}}'

    def comparison(self) -> str:
        errors = f'errors{{service="s{self.of.integer(0, 1)}"}}'
        share = self.of.integer(0, 50) / 100
        other = self.signal()
        forms = [
            f"{errors} {self.of.choice(_OPS[:4])} {share}",
            f"{share} {self.of.choice(_OPS[:4])} {errors}",
            f"100 * {errors} {self.of.choice(_OPS[:4])} {self.of.integer(1, 50)}",
            f"(1 - {errors}) {self.of.choice(_OPS[:4])} {1 - share}",
            f"{errors} * {other} > {self.of.integer(1, 300)}",
            f"{other} / {errors} < {self.of.integer(500, 20_000)}",
            f"{other} - {self.signal()} * 0.5 > {self.of.integer(50, 400)}",
            f"{errors} {self.of.choice(_OPS)} {self.signal()} / 1000",
            f"absent({errors})",
            f"absent({other})",
        ]
        return self.of.choice(forms)

    def expr(self) -> str:
        parts = [self.comparison() for _ in range(self.of.choice([1, 1, 2, 3]))]
        text = parts[0]
        for part in parts[1:]:
            text = f"({text}) {self.of.choice(['and', 'or', 'unless'])} {part}"
        return text

    def alert(self, number: int) -> dict[str, object]:
        alert = {"alert": f"A{number}", "expr": self.expr(), "for": self.seconds(0, 100)}
        if self.of.choice([True, False]):
            alert["keep_firing_for"] = self.seconds(1, 120)
        return alert

    def fault(self, number: int) -> dict[str, object]:
        fault = {
            "service": f"s{number % 2}",
            "at": self.seconds(0, 700),
            "pushes": {
                "errors": {"to": f"{self.of.integer(5, 60)}%", "over": self.seconds(0, 240),
                           "shape": self.of.choice(["step", "linear", "ease"])},
                "latency_p99": {"to": f"{self.of.integer(200, 2000)}ms", "over": "90s"},
                "traffic": {"to": f"{self.of.integer(0, 900)}/min"},
            },
        }  # fmt: skip
        if self.of.choice([True, False]):
            fault["pulses"] = {"on": self.seconds(20, 200), "off": self.seconds(20, 200)}
        else:
            fault["course"] = [{"after": self.seconds(60, 400), "strength": "0%", "over": "60s"}]
        return fault

    def blindness(self) -> dict[str, object]:
        return {
            "service": "s0",
            "at": self.seconds(60, 800),
            "blinds": [f"s{self.of.integer(0, 1)}.{self.of.choice(['errors', 'latency_p99'])}"],
            "blind_as": self.of.choice(["gap", "frozen"]),
            "pulses": {"on": self.seconds(20, 300), "off": self.seconds(60, 300)},
        }

    def scenario(self) -> dict[str, object]:
        signals = {
            "errors": {"base": "5%", "noise": f"{self.of.integer(1, 4)}%"},
            "latency_p99": {"base": "200ms"},
            "traffic": {"base": "600/min"},
        }
        faults = {f"f{n}": self.fault(n) for n in range(3)}
        faults |= {f"m{n}": self.blindness() for n in range(2)}
        return {
            "length": "20m",
            "noise": self.of.choice(["on", "on", "off"]),
            "impact": "s0.errors",
            "services": {f"s{n}": {"signals": signals} for n in range(2)},
            "faults": faults,
            "actions": {},
            "alerts": [self.alert(n) for n in range(6)],
        }


@pytest.fixture(scope="module")
def records(play, small) -> list[Record]:
    """Play random worlds, and every one that is shipped with some actions in it."""
    out = [_record(f"w{n}", play(small(**_Draw(n).scenario()), seed=n)) for n in range(WORLDS)]
    for entry in Library(()).entries():
        scenario: Scenario = load_scenario(entry.source, entry.path)
        actions = sorted(name for name, one in scenario.actions.items() if not one.needs)[:2]
        script = [((20 + 15 * n) * 60 * SECOND, name) for n, name in enumerate(actions)]
        out.append(_record(entry.id.replace("-", "_"), play(scenario, seed=5), script))
    return out


# -- promtool --------------------------------------------------------------------------------------


def _judge(promtool, folder, records, expected) -> tuple[int, str]:
    """Have promtool compare; return its exit code and what it says."""
    rules = [rule for record in records for rule in record.rules()]
    document = {"groups": [{"name": "drill", "rules": rules}]}
    (folder / "rules.yml").write_text(yaml.safe_dump(document), encoding="utf-8")
    test = {
        "interval": "15s",
        "input_series": [one for record in records for one in record.series()],
        "promql_expr_test": [_assertion(*one) for one in expected],
    }
    document = {"rule_files": ["rules.yml"], "evaluation_interval": "15s", "tests": [test]}
    (folder / "test.yml").write_text(yaml.safe_dump(document, width=10_000), encoding="utf-8")
    done = subprocess.run(
        [promtool, "test", "rules", "test.yml"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )
    return done.returncode, done.stdout + done.stderr


def _assertion(alert: str, place: int, state: str) -> dict[str, object]:
    selector = f'ALERTS{{alertname="{alert}"}}'
    labels = f'ALERTS{{alertname="{alert}", alertstate="{state}"}}'
    samples = [] if state == "inactive" else [{"labels": labels, "value": 1}]
    return {"expr": selector, "eval_time": f"{place * 15}s", "exp_samples": samples}


def test_every_edge_of_every_alert_is_where_prometheus_has_it(promtool, records, tmp_path):
    expected = [one for record in records for one in record.expected()]
    code, said = _judge(promtool, tmp_path, records, expected)
    assert code == 0, said[:4_000]
    assert len(expected) >= 300
    assert {state for _, _, state in expected} == {"inactive", "pending", "firing"}


def test_an_edge_that_is_shifted_by_one_tick_is_found_out(promtool, records, tmp_path):
    record = next(one for one in records if any(one.edges(alert) for alert in one.states))
    alert = next(alert for alert in record.states if record.edges(alert))
    edge = record.edges(alert)[0]
    before = "inactive" if edge == 0 else record.states[alert][edge - 1]
    expected = [(f"{record.name}_{alert}", edge, before)]
    code, said = _judge(promtool, tmp_path, [record], expected)
    assert code == 1
    assert f"{record.name}_{alert}" in said


def test_what_is_compared_has_everything_in_it(records):
    exprs = [spec.expr for record in records for spec in record.alerts]
    for word in (" and ", " or ", " unless ", "absent(", " / ", " - ", "=="):
        assert any(word in expr for expr in exprs), word
    values = [value for record in records for shown in record.shown.values() for value in shown]
    assert None in values
    assert any(spec.keep_firing_for for record in records for spec in record.alerts)

"""What can ever come to be: bounds of signals, conditions, events."""

from __future__ import annotations

import pytest

from simulator.authoring.intervals import BOTH, EVERY, evaluate
from simulator.authoring.reach import Reach
from simulator.authoring.runs import idle_run
from simulator.model.expr.syntax import parse
from simulator.scenario import load_scenario


@pytest.fixture(scope="module")
def reach(clean_text, imag):
    scenario = load_scenario(clean_text, "clean.yaml")
    return Reach(scenario, [idle_run(scenario, imag)])


def known(node):
    table = {"x": (0.0, 1.0), "y": (2.0, 3.0), "p": BOTH, "t": frozenset({True})}
    return table[node.value] if node.kind == "name" else (node.value, node.value)


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("x < y", {True}),
        ("x > y", {False}),
        ("x >= 1", {True, False}),
        ("x <= 1", {True}),
        ("x == y", {False}),
        ("x != 0.5", {True, False}),
        ("p and x > y", {False}),
        ("p or t", {True}),
        ("not (x > y)", {True}),
        ("(t ? x : y) > 1.5", {False}),
        ("(p ? x : y) > 1.5", {True, False}),
    ],
)
def test_truth_follows_from_bounds(text, may_be):
    assert evaluate(parse(text), known) == may_be


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("x + y", (2.0, 4.0)),
        ("x - y", (-3.0, -1.0)),
        ("-x", (-1.0, 0.0)),
        ("x * y", (0.0, 3.0)),
        ("x / y", (0.0, 0.5)),
        ("y / x", EVERY),
    ],
)
def test_arithmetic_keeps_bounds(text, bounds):
    assert evaluate(parse(text), known) == bounds


def test_callers_feel_their_callees(reach):
    low, high = reach.series["tracking.errors"]
    assert low == pytest.approx(0.004)
    assert high == pytest.approx(0.004 + 0.298)
    assert reach.series["labels.errors"] == (0.003, 0.003)


@pytest.mark.parametrize(
    ("condition", "possible"),
    [
        ("impact > 20%", True),
        ("impact > 60%", False),
        ("now > 2h", False),
        ('since("incident.declared") > 70m', True),
        ('happened("monitor.failed")', False),
        ('count("action.progressed") > 0', False),
        ('strength("lost-shard") > 120%', False),
        ('running("use-replica") and not running("use-replica")', False),
        ('failed("use-replica")', False),
        ('undone("use-replica")', True),
        ('errors("labels") > 1%', False),
        (None, True),
    ],
)
def test_conditions(reach, condition, possible):
    assert reach.possible(condition) is possible


def test_a_condition_that_needs_a_fault(reach):
    assert reach.needs_fault('active("lost-shard") and impact > 1%', "lost-shard")
    assert not reach.needs_fault('not active("lost-shard")', "lost-shard")
    assert not reach.needs_fault('active("lost-shard") or now > 5m', "lost-shard")
    assert not reach.needs_fault("impact > 5%", "lost-shard")


def test_alerts_count_the_noise(reach):
    assert not reach.alert_possible('errors{service="labels"} > 0.02')
    assert reach.alert_possible('errors{service="labels"} > 0.0035')
    assert reach.alert_possible(
        'errors{service="tracking"} > 0.2 and traffic{service="tracking"} > 9'
    )


@pytest.mark.parametrize(
    ("a", "b", "never"),
    [
        ("needs: finished('a')", "undo: 1m", {"a"}),
        ("needs: running('b')", "needs: finished('a')", {"a", "b"}),
        ("needs: finished('b')", "fails: {chance: 100%}", {"a"}),
        ("needs: finished('b')", "fails: {when: active('lost-shard')}", set()),
        ("needs: failed('b')", "fails: {chance: 20%}", set()),
        ("needs: failed('b')", "fails: {chance: 0%}", {"a"}),
        ("needs: failed('b')", "undo: 1m", {"a"}),
        ("needs: undone('b')", "takes: 1m", {"a"}),
        ("needs: undone('b')", "undo: 1m", set()),
        ("needs: not finished('a') and looked('board')", "undo: 1m", set()),
        ("needs: active('late')", "undo: 1m", {"a"}),
        ("needs: active('late')", "starts: [late]", set()),
        ("needs: active('late')", "fails: {starts: [late]}", set()),
        ("needs: active('late')", "starts: [late], fails: {chance: 100%}", {"a"}),
        ("needs: active('late')", "starts: [late], needs: finished('a')", {"a", "b"}),
    ],
)
def test_what_waits_for_itself_never_comes(clean_text, imag, a, b, never):
    def action(name, said):
        common = "title: Do, component: labels"
        takes = "" if "takes" in said else "takes: 1m"
        other = "otherwise: No." if "needs" in said else ""
        parts = [part for part in (common, takes, said, other) if part]
        return f"  {name}: {{{', '.join(parts)}}}\n"

    late = "  late: {service: labels, when: active('late')}\n"
    text = clean_text.replace("actions:\n", f"actions:\n{action('a', a)}{action('b', b)}", 1)
    scenario = load_scenario(text.replace("faults:\n", f"faults:\n{late}", 1), "x.yaml")
    reach = Reach(scenario, [idle_run(scenario, imag)])
    assert {name for name in scenario.actions if not reach.action_possible(name)} == never

"""Rule files of Prometheus: what is bound to what, and what cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("promql_parser", reason="needs the extra prometheus")

from simulator.engine.blueprint import all_series
from simulator.model.alert_expr import parse_alert_expr
from simulator.model.errors import InputError
from simulator.model.signals import NOISE_BOUND
from simulator.rules.conditions import signal_names
from simulator.scenario import load_scenario
from simulator.scenario.prometheus.importer import import_rules, read_bind

RULES = Path(__file__).parent / "rules.yml"
SCAFFOLD = """
version: 1
id: imported
title: Imported
brief: Something breaks.
start: "10:00"
length: 40m
impact: {impact}
faults: {{bug: {{service: {service}, at: 2m, pushes: {{{signal}: {{to: {to}}}}}}}}}
actions: {{fix: {{title: Fix it, component: {service}, takes: 4m, clears: [bug]}}}}
"""


def scenario_of(found, service="checkout", signal="errors", to="40%"):
    head = SCAFFOLD.format(impact=f"{service}.{signal}", service=service, signal=signal, to=to)
    return load_scenario(head + found.fragment, "imported.yaml")


@pytest.fixture(scope="module")
def whole():
    """Import a rule file in the style of real ones."""
    return import_rules(RULES.read_text(encoding="utf-8"), "rules.yml")


@pytest.fixture
def one():
    """Import one expression and give the alert expression, or why there is none."""

    def convert(expr, service="api", **rule):
        document = {"groups": [{"name": "g", "rules": [{"alert": "A", "expr": expr, **rule}]}]}
        found = import_rules(json.dumps(document), "x.yml", service=service)
        (outcome,) = found.outcomes
        if outcome.kind != "bound":
            return outcome.said
        scenario_of_any(found, outcome.series[0])
        return next(
            line.split("expr: ")[1].strip("'")
            for line in found.fragment.splitlines()
            if line.startswith("    expr: ")
        )

    return convert


def scenario_of_any(found, series):
    """Load a fragment whose first series need be no share of failures."""
    service, _, signal = series.partition(".")
    head = SCAFFOLD.format(impact="front.errors", service=service, signal=signal, to="0")
    front = "services:\n  front: {signals: {errors: {base: 1%}}}"
    return load_scenario(head + found.fragment.replace("services:", front, 1), "imported.yaml")


# -- a whole file ----------------------------------------------------------------------------------


def test_a_real_looking_file_becomes_part_of_a_scenario(whole):
    scenario = scenario_of(whole)
    assert len(scenario.alerts) == whole.count("bound") == 20
    assert (whole.count("refused"), whole.count("recording")) == (6, 2)
    alerts = {alert.alert: alert for alert in scenario.alerts}
    high = alerts["HighErrorRate"]
    assert (high.expr, high.for_) == ('errors{service="checkout"} > 0.05', 300_000)
    assert high.labels == {"severity": "page", "team": "payments"}
    assert high.annotations["summary"] == "More than 5 % of requests to checkout fail (…)"
    assert (alerts["TargetMissing"].for_, alerts["TargetMissing"].keep_firing_for) == (
        24 * 3_600_000,
        300_000,
    )
    assert list(scenario.oncall["payments"].by_severity) == ["critical"]


def test_every_rule_is_reported_with_its_line(whole):
    said = [str(outcome) for outcome in whole.outcomes]
    lines = RULES.read_text(encoding="utf-8").splitlines()
    for outcome in whole.outcomes:
        block = "\n".join(lines[outcome.line - 3 : outcome.line])
        assert outcome.name in block, outcome
    assert "rules.yml:13: HighErrorRate: bound to checkout.errors" in said
    assert "rules.yml:7: job:http_errors:ratio_rate5m: a recording rule, skipped" in said
    assert "rules.yml:60: TargetMissing: bound to search.up, as TargetMissing_2" in said
    assert (
        "rules.yml:46: DiskSpaceLow: bound to node.saturation, node.node_filesystem_readonly"
        in (said)
    )


def test_the_pasted_expression_stands_beside_the_new_one(whole):
    lines = whole.fragment.splitlines()
    at = lines.index("    # rules.yml:26, group http:")
    assert lines[at - 1 : at + 4] == [
        "  - alert: BurnRate",
        "    # rules.yml:26, group http:",
        '    #   job:http_errors:ratio_rate5m{job="search"} > (14.4 * 0.001)',
        '    #     and job:http_errors:ratio_rate5m{job="search"} > 14.4 * 0.001',
        '    expr: \'errors{service="search"} > 0.0144 and errors{service="search"} > 0.0144\'',
    ]


def test_everything_is_quiet_at_rest_under_any_noise(whole):
    scenario = scenario_of(whole)
    names = signal_names(scenario)
    ranges = {}
    for name, series in all_series(scenario, 1).items():
        margin = series.amplitude * NOISE_BOUND
        ranges[name] = (
            max(series.base - margin, series.low),
            min(series.base + margin, series.high),
        )
    for alert in scenario.alerts:
        assert parse_alert_expr(alert.expr, names).sure(ranges) is False, alert.alert
    assert whole.notes == ()


# -- expressions -----------------------------------------------------------------------------------

X, Y, Z = (f'{name}{{service="api"}}' for name in "xyz")
R = 'rate(http_requests_total{job="api"}[5m])'
E = 'rate(http_requests_total{job="api",code=~"5.."}[5m])'


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (f"{E} / {R} > 0.05", 'errors{service="api"} > 0.05'),
        (f"sum({E}) / sum({R}) * 100 > 5", 'errors{service="api"} > 0.05'),
        (f"100 * sum({E}) / sum({R}) >= 7", 'errors{service="api"} >= 0.07'),
        (f"0.05 < {E} / {R}", 'errors{service="api"} > 0.05'),
        (f"1 - ({E} / {R}) < 0.99", 'errors{service="api"} > 0.01'),
        (f"({R} - {E}) / {R} < 0.9", 'errors{service="api"} > 0.1'),
        (
            'sum(rate(rpcs_total{result="ok"}[5m])) / sum(rate(rpcs_total[5m])) < 0.95',
            'errors{service="api"} > 0.05',
        ),
        ("rate(rpc_failures[5m]) / rate(rpcs_total[5m]) > 0.1", 'errors{service="api"} > 0.1'),
        (
            "histogram_quantile(0.999, sum(rate(x_seconds_bucket[5m])) by (le)) > 3",
            'latency_p999{service="api"} > 3000',
        ),
        (
            "histogram_quantile(0.9, rate(x_latency_ms_bucket[5m])) > 250",
            'latency_p90{service="api"} > 250',
        ),
        ('rpc_duration_seconds{quantile="0.99"} > 0.4', 'latency_p99{service="api"} > 400'),
        (f"sum({R}) < 10", 'traffic{service="api"} < 600'),
        (f"round({R}) == 0", 'traffic{service="api"} == 0'),
        (f"-{R} > -1", 'traffic{service="api"} < 60'),
        ("mem_used_bytes / mem_limit_bytes > 0.9", 'saturation{service="api"} > 0.9'),
        ("mem_free_bytes / mem_total_bytes < 0.1", 'saturation{service="api"} > 0.9'),
        ("(mem_total - mem_free) / mem_total > 0.9", 'saturation{service="api"} > 0.9'),
        ("pool_connections / pool_max_connections > 0.8", 'saturation{service="api"} > 0.8'),
        ('1 - avg(rate(cpu_total{mode="idle"}[5m])) > 0.9', 'saturation{service="api"} > 0.9'),
        ("errors_total > 5", 'metric_errors{service="api"} > 5'),
        ("increase(Restarts_total[1h]) > 2 + 1", 'restarts{service="api"} > 3'),
        ("a_used / a_max > 70", 'a_used{service="api"} > 70'),
        ("absent_over_time(x[10m])", 'absent(x{service="api"})'),
        ("absent(x) > 0", 'absent(x{service="api"})'),
        ("x > 1 or y > 1 and z > 1", f"{X} > 1 or ({Y} > 1 and {Z} > 1)"),
        ("(x > 1 or y > 1) and z > 1", f"({X} > 1 or {Y} > 1) and {Z} > 1"),
        ("x > 2 * y", 'x{service="api"} > 2 * y{service="api"}'),
        ("x / 3 <= on () group_left y", 'x{service="api"} / 3 <= y{service="api"}'),
        ("x != 1", 'x{service="api"} != 1'),
        ("x > 1e20", 'x{service="api"} > 1e+20'),
        ("x * 7 > 0.1 ^ 2", 'x{service="api"} > 0.01'),
        ("avg_over_time(x[5m]) > 1 / 3", 'x{service="api"} > 0.333333333333'),
        ('{__name__="my:metric"} > 1', 'my_metric{service="api"} > 1'),
        ('{job="web"} > 1', 'value{service="web"} > 1'),
    ],
)  # fmt: skip
def test_what_is_bound_to_what(one, expr, expected):
    assert one(expr) == expected


@pytest.mark.parametrize(
    ("expr", "reason"),
    [
        ("vector(1)", "it does not depend on any metric"),
        ("x", "it fires whenever there is a value at all"),
        ("x > 1 unless y", "it fires whenever there is a value at all"),
        ("x > bool 1", "with bool it fires always"),
        ("hour() > 8", "there is no metric in it"),
        ("x > 10 ^ 400", "10 ^ 400 is not calculated here"),
        ("x > 1e200 * 1e200", "a number in it is too large"),
        ("x > 1 / 0", "1 / 0 is not calculated here"),
        ("x > NaN", "NaN is no number to compare with"),
        ("absent(x) == 0", "this never holds"),
        (f"{R} > {R} * 2", "it compares api.traffic with itself"),
    ],
)
def test_what_has_no_counterpart(one, expr, reason):
    said = one(expr)
    assert said.startswith("not importable: ")
    assert reason in said


@pytest.mark.parametrize(
    ("expr", "labels", "service"),
    [
        ('x{job="Cart API"} > 1', {}, "cart-api"),
        ('x{job="a",service="b"} > 1', {}, "b"),
        ("x > 1", {"app": "shop"}, "shop"),
        ('x{job=~"a|b"} > 1', {}, "api"),
        ("x > 1", {}, "api"),
    ],
)
def test_the_service_comes_from_labels_and_else_from_the_author(one, expr, labels, service):
    assert f'service="{service}"' in one(expr, labels=labels)


def test_without_any_service_a_rule_is_not_imported(one):
    assert "give one with --service" in one("x > 1", service=None)


def test_equal_names_of_different_things_are_kept_apart():
    rules = [
        {"alert": "Root", "expr": 'disk_bytes{mount="/"} < 5'},
        {"alert": "Data", "expr": 'disk_bytes{mount="/data"} < 5'},
        {"alert": "Again", "expr": 'disk_bytes{mount="/"}  <  9'},
    ]
    found = import_rules(json.dumps({"groups": [{"name": "g", "rules": rules}]}), "x", service="db")
    assert [outcome.series for outcome in found.outcomes] == [
        ("db.disk_bytes",), ("db.disk_bytes_2",), ("db.disk_bytes",),
    ]  # fmt: skip


def test_a_binding_of_the_author_wins():
    rules = [{"alert": "A", "expr": "sum( rate(jobs_total[5m]) ) > 3 and ratio > 0.5"}]
    binds = dict(
        [read_bind("sum(rate(jobs_total[5m]))=worker.jobs"), read_bind("ratio=api.errors")]
    )
    found = import_rules(json.dumps({"groups": [{"name": "g", "rules": rules}]}), "x", binds=binds)
    assert found.outcomes[0].series == ("worker.jobs", "api.errors")
    assert "errors: {base: 15%}" in found.fragment  # a second symptom: quiet at rest, too
    assert "jobs: {base: 0.9}" in found.fragment


def test_a_binding_that_is_of_no_use_is_told():
    rules = [{"alert": "A", "expr": "x > 3"}]
    text = json.dumps({"groups": [{"name": "g", "rules": rules}]})
    found = import_rules(text, "x", service="a", binds=dict([read_bind("y=a.b")]))
    assert found.notes[0].startswith("--bind y{}=a.b was of no use")
    assert found.notes[1].startswith("nobody is paged")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x", "write EXPRESSION=service.signal"),
        ("=a.b", "write EXPRESSION=service.signal"),
        ("x=errors", "write EXPRESSION=service.signal"),
        ("x=A.b", "write EXPRESSION=service.signal"),
        ("sum(=a.b", "'sum(' is no PromQL"),
    ],
)
def test_a_binding_that_is_none(text, message):
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        read_bind(text)


def test_alerts_that_no_value_keeps_quiet_are_told():
    rules = [
        {"alert": "Low", "expr": "x < 10", "labels": {"severity": "page", "team": "t"}},
        {"alert": "High", "expr": "x > 5"},
    ]
    found = import_rules(json.dumps({"groups": [{"name": "g", "rules": rules}]}), "x", service="a")
    (note,) = found.notes
    assert note.startswith("Low fires at rest: no value of a.x keeps all alerts quiet")


def test_the_rules_of_the_operator_are_read_too():
    rules = [{"alert": "1 bad name", "expr": "x > 3", "labels": {"tier": 1}}]
    text = json.dumps(
        {"kind": "PrometheusRule", "spec": {"groups": [{"name": "g", "rules": rules}]}}
    )
    found = import_rules(text, "x", service="a")
    assert found.outcomes[0].said == "bound to a.x, as Alert_1_bad_name"
    assert 'tier: "1"' in found.fragment


# -- files that are none ---------------------------------------------------------------------------

GROUP = "groups: [{name: g, rules: ["


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("groups: [", "2:1", "not YAML"),
        ("a: 1\nb: 2", "1:1", "a rule file has a list of groups at its top; here is a, b"),
        ("[1]", "1:1", "here is nothing"),
        ("groups: 5", "1:9", "a rule file has a list of groups"),
        ("groups: []", "1:9", "there are no rules in these groups"),
        ("groups: [{name: g}]", "1:10", "a group has a list of rules"),
        (GROUP + "{expr: x}]}]", "1:28", "a rule has alert or record"),
        (GROUP + "{alert: A}]}]", "1:28", "A has no expr"),
        (GROUP + "{alert: A, expr: 5}]}]", "1:45", "A has no expr"),
        (GROUP + "{alert: A, expr: 'sum('}]}]", "1:45", "A: unclosed left parenthesis"),
        (GROUP + "{alert: A, expr: x > 1, for: soon}]}]", "1:45", "A: for is a duration"),
        (
            GROUP + "{alert: A, expr: x > 1, for: 5}]}]",
            "1:57",
            "write a duration such as 5m, not 5",
        ),
        (GROUP + "{alert: A, expr: x > 1, for: 9y}]}]", "1:45", "for: 9y is longer than 10000h"),
        (GROUP + "{alert: A, expr: x > 1, labels: {a: [b]}}]}]", "1:64", "a is a text"),
        (GROUP + "{alert: A, alert: B, expr: x > 1}]}]", "1:39", "'alert'"),
    ],
)
def test_what_is_no_rule_file_is_refused_at_its_place(text, place, message):
    with pytest.raises(InputError) as caught:
        import_rules(text, "x.yml")
    said = str(caught.value.problems[0])
    assert said.startswith(f"x.yml:{place}: ")
    assert message in said


def test_every_wrong_expression_is_told_at_once():
    text = "groups:\n- name: g\n  rules:\n"
    text += "  - {alert: A, expr: 'x >'}\n  - alert: B\n    expr: |\n      y >\n"
    with pytest.raises(InputError) as caught:
        import_rules(text, "x.yml")
    assert [(p.line, p.col, p.path) for p in caught.value.problems] == [(4, 22, "A"), (7, 1, "B")]


def test_a_bare_nothing_is_a_duration(one):
    assert one("x > 1", **{"for": 0, "keep_firing_for": "0s"}) == 'x{service="api"} > 1'


@pytest.mark.parametrize(
    ("expr", "bases"),
    [
        ("x > 5 and y > 5", ["x: {base: 1.5}", "y: {base: 1.5}"]),
        ("x > 5 and ok < 5", ["x: {base: 1.5}", "ok: {base: 1.5}"]),
        ("x > 5 and http_requests > 5", ["x: {base: 1.5}", "http_requests: {base: 10}"]),
    ],
)
def test_of_two_symptoms_both_are_quiet_and_of_traffic_there_is_some(expr, bases):
    rules = [{"alert": "A", "expr": expr}]
    text = json.dumps({"groups": [{"name": "g", "rules": rules}]})
    fragment = import_rules(text, "x", service="c").fragment
    for base in bases:
        assert base in fragment


def test_a_metric_without_a_service_is_named():
    rules = [{"alert": "A", "expr": 'lag{job="c"} > 9 unless on() maintenance_mode == 1'}]
    text = json.dumps({"groups": [{"name": "g", "rules": rules}]})
    (outcome,) = import_rules(text, "x").outcomes
    assert "no label of maintenance_mode says of which service it is" in str(outcome)

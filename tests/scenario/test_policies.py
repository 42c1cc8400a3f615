"""Policies: the built-in ones, overlays, and what they call a failure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.errors import InputError
from simulator.model.expr import ExpressionError
from simulator.model.policy import Policy
from simulator.model.scenario import Facts
from simulator.rules.severity import FACT_NAMES
from simulator.scenario import load_policy, policy_names, read_policy, true_level
from simulator.scenario.policies import _source

IMAG = _source("imag")


def outcome(function, *arguments):
    """Return what a function returns, or its refusal."""
    try:
        return function(*arguments)
    except InputError as error:
        return error


def problems(text):
    with pytest.raises(InputError) as caught:
        read_policy(text, "p.yaml")
    return [str(problem).removeprefix("p.yaml:") for problem in caught.value.problems]


@pytest.mark.parametrize("name", policy_names())
def test_every_built_in_policy_is_sound(name):
    policy = load_policy(name)
    assert policy.policy == name
    assert policy.rank(policy.severity.otherwise) == len(policy.severity.levels) - 1
    assert {"0", "1"} <= set(policy.clocks.ack)


def test_the_default_policy():
    imag = load_policy("imag")
    assert imag.clocks.ack["0"] == (300_000, 900_000)
    assert [level.label for level in imag.severity.levels] == ["SEV-1", "SEV-2", "SEV-3"]
    assert load_policy("imag") is imag


def test_an_unknown_policy_is_refused_with_the_known_ones():
    with pytest.raises(InputError, match=r"no policy named 'imagg'; did you mean 'imag'\?"):
        load_policy("imagg")
    with pytest.raises(InputError, match=r"no policy named '\.\./secrets'; built in: imag, p0-p3"):
        load_policy("../secrets")


@pytest.mark.parametrize(
    ("facts", "levels"),
    [
        (
            {"share_users": 0.4, "revenue_blocked": True},
            ["SEV-1", "P1/SEV2", "P1", "SEV0", "SEV-1"],
        ),
        ({"data_loss": True}, ["SEV-1", "P0/SEV1", "P1", "SEV0", "SEV-1"]),
        (
            {"share_users": 0.05, "workaround": True, "customer_visible_from": 0},
            ["SEV-3", "P2/SEV3", "P3", "SEV2", "SEV-3"],
        ),
        ({"share_users": 0.05}, ["SEV-2", "P1/SEV2", "P2", "SEV3", "SEV-2"]),
        ({"degraded": False}, ["SEV-3", "P3/SEV4", "P4", "SEV3", "SEV-4"]),
    ],
)
def test_one_failure_has_a_severity_in_each_scheme(facts, levels):
    policies = [load_policy(name) for name in ("imag", "p0-p3", "p1-p4", "sev0-3", "sev1-4")]
    assert [true_level(Facts(**facts), policy) for policy in policies] == levels


def test_rules_may_ask_for_every_fact_and_nothing_else():
    facts = set(Facts.model_fields) - {"customer_visible_from"} | {"customer_visible"}
    assert set(FACT_NAMES.names) == facts
    rule = " or ".join(
        f"{name} > 0" if kind == "num" else name for name, kind in FACT_NAMES.names.items()
    )
    text = IMAG.replace("data_loss or breach or revenue_blocked", rule)
    assert true_level(Facts(customer_visible_from=0, degraded=False), read_policy(text)) == "SEV-1"


def test_a_policy_made_elsewhere_may_have_a_rule_that_does_not_compile():
    imag = load_policy("imag")
    rule = imag.severity.rules[0].model_copy(update={"if_": "data_los"})
    severity = imag.severity.model_copy(update={"rules": [rule]})
    with pytest.raises(ExpressionError, match="1:1: unknown name 'data_los'; did you mean"):
        true_level(Facts(), imag.model_copy(update={"severity": severity}))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "share_users >= 20%",
            "share_user >= 20%",
            "11:13: severity.rules[1].if: unknown name 'share_user'; did you mean 'share_users'?",
        ),
        (
            "and not workaround",
            "and workaround > 1",
            "12:37: severity.rules[2].if: cannot compare true/false with a number",
        ),
        (
            "then: SEV-2",
            "then: SEV2",
            "12:49: severity.rules[2].then: no level labelled 'SEV2'; did you mean 'SEV-2'?",
        ),
        (
            "otherwise: SEV-3",
            "otherwise: minor",
            "13:14: severity.otherwise: no level labelled 'minor'; levels: SEV-1, SEV-2, SEV-3",
        ),
        (
            "rank: 2",
            "rank: 3",
            "8:28: severity.levels[2].rank: ranks count from 0, worst first: write 2, not 3",
        ),
        (
            "{label: SEV-3, rank",
            "{label: SEV-2, rank",
            "8:15: severity.levels[2].label: the label 'SEV-2' is here twice",
        ),
        (
            '"2": [60m, 120m]}\n  declare',
            '"5": [60m, 120m]}\n  declare',
            "15:42: clocks.ack.5: no level has rank '5'; ranks: 0, 1, 2",
        ),
        (
            "separate: [[ic, ol]]",
            "separate: [[ic, oll]]",
            "27:19: roles.separate[0][1]: no role named 'oll'; did you mean 'ol'?",
        ),
        (
            "verify: 15m",
            "verify: 15",
            "22:11: clocks.verify: write a duration as text with its unit, not 15",
        ),
        ("stable: [30m, 10m]", "stable: [30m]", "23:3: clocks.stable[1]: item 2 is missing"),
        (
            "stable: [30m, 10m]",
            "stable: [3m, 2m, 1m]",
            "23:11: clocks.stable: write at most 2 of these, not a list",
        ),
        (
            "roles:\n  req",
            "rolls:\n  req",
            "25:1: rolls: unknown key 'rolls'; did you mean 'roles'?",
        ),
    ],
)
def test_one_fault_is_told_at_its_place(old, new, problem):
    assert IMAG.count(old) == 1
    assert problem in problems(IMAG.replace(old, new))


OVERLAY = """\
extends: imag
policy: acme
title: Acme
severity:
  levels:
    - {label: P1, rank: 0, when: Everything}
    - {label: P2, rank: 1, when: Something}
  rules:
    - {if: share_users > 50%, then: P1}
  otherwise: P2
clocks:
  ack: {"0": [1m, 2m], "2": }
roles: {required: {"2": }}
cadence: {internal: {"2": }, external: {"2": }}
"""


def test_an_overlay_holds_only_the_difference():
    acme, imag = read_policy(OVERLAY), load_policy("imag")
    assert acme.clocks.ack == {"0": (60_000, 120_000), "1": imag.clocks.ack["1"]}
    assert acme.clocks.declare == imag.clocks.declare
    assert len(acme.severity.rules) == 1
    assert acme.postmortem == imag.postmortem


def test_faults_of_an_overlay_are_told_at_places_of_its_own_file():
    text = OVERLAY.replace("  otherwise: P2\n", "").replace("50%", "50m")
    assert problems(text) == [
        "5:3: severity.otherwise: no level labelled 'SEV-3'; levels: P1, P2",
        "9:24: severity.rules[0].if: cannot compare a number with a duration",
    ]


@pytest.mark.parametrize(
    ("base", "problem"),
    [
        ("imagg", "1:10: extends: no built-in policy named 'imagg'; did you mean 'imag'?"),
        ("5", None),
        ("p1-p4", "1:10: extends: p1-p4 extends another policy itself; extend that one"),
    ],
)
def test_an_overlay_extends_a_whole_built_in_policy(base, problem):
    found = problems(OVERLAY.replace("extends: imag", f"extends: {base}"))
    assert problem is None or found == [problem]
    assert found


@given(st.text(max_size=200) | st.text(max_size=50).map(lambda text: f"extends: imag\n{text}"))
def test_any_text_gives_a_policy_or_a_refusal(text):
    result = outcome(read_policy, text)
    assert isinstance(result, Policy) or result.problems


@given(st.data())
def test_any_change_of_a_policy_gives_a_policy_or_a_refusal(data):
    lines = data.draw(st.sampled_from([IMAG, OVERLAY])).splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    at = data.draw(st.integers(0, len(lines[number])))
    odd = data.draw(st.sampled_from(["", ":", "[", "{}", "x", "5", "~", "'", ", a", ": [{b: c}]"]))
    end = data.draw(st.integers(at, len(lines[number])))
    lines[number] = lines[number][:at] + odd + lines[number][end:]
    result = outcome(read_policy, "\n".join(lines))
    assert isinstance(result, Policy) or result.problems

"""misfortune policy: show, list and check rulebooks; and --policy wherever one matters."""

import json
from pathlib import Path

import pytest

from simulator.model.records import load
from simulator.scenario import load_policy, policy_names, read_policy

ROOT = Path(__file__).parents[2]
ACME = """\
extends: imag
policy: acme
title: Acme Payments
severity:
  rules: [{if: breach, then: SEV-1}, {if: degraded, then: SEV-2}]
"""


@pytest.fixture
def acme(tmp_path):
    path = tmp_path / "acme.yaml"
    path.write_text(ACME, encoding="utf-8")
    return path


def test_a_policy_is_shown_in_tables_and_sentences(misfortune):
    text = misfortune("policy", "show", "pagerduty").stdout
    assert text.startswith("PagerDuty (pagerduty)")
    for said in (
        "Severity ladder, worst first",
        "How facts decide: the first that holds wins",
        "20% or more of users are hit",
        "By severity: target / no credit from",
        "First post on the status page",
        "Never one person: Incident Commander and Customer Liaison",
        "Slower updates are fine after 2h, if that is announced",
        "Hand over after 3h at the latest",
        "Review: within 72h of closing, no credit from 120h",
    ):
        assert said in text


@pytest.mark.parametrize("name", policy_names())
def test_every_built_in_policy_can_be_shown(misfortune, name):
    assert f"({name})" in misfortune("policy", "show", name).stdout


def test_a_rhythm_by_stage_and_a_name_for_the_chat_are_shown(misfortune):
    text = misfortune("policy", "show", "gitlab").stdout
    assert text.index("investigating") < text.index("identified") < text.index("monitoring")
    text = misfortune("policy", "show", "sev0-3").stdout
    assert "The chat's name matches ^#?incident-" in text
    assert "All four stages are posted: required" in text
    assert "Public posts may say when it will be fixed" in text


def test_the_whole_resolved_policy_comes_as_yaml_and_json(misfortune, acme):
    text = misfortune("policy", "show", acme, "--yaml").stdout
    assert read_policy(text) == read_policy(ACME)
    assert "extends" not in text
    document = json.loads(misfortune("policy", "show", acme, "--json").stdout)
    assert document["policy"] == "acme"
    assert document["clocks"]["ack"]["0"] == ["5m", "15m"]


def test_the_commands_are_listed_with_their_help(misfortune):
    listed = misfortune("--help").stdout
    assert "\n  policy " in listed
    assert "\n  classify " in listed
    text = misfortune("policy", "-h").stdout
    assert all(f"\n  {name} " in text for name in ("show", "list", "check"))


def test_an_unknown_policy_is_a_wrong_call(misfortune):
    error = misfortune("policy", "show", "imagg", code=2).stderr
    assert "did you mean 'imag'?" in error
    assert "no/such.yaml: cannot be read" in misfortune(
        "policy", "show", "no/such.yaml", code=2
    ).stderr  # fmt: skip


def test_policies_are_listed(misfortune, acme):
    text = misfortune("policy", "list").stdout
    assert [line.split()[0] for line in text.splitlines()[1:] if not line.startswith(" ")] == (
        policy_names()
    )
    (acme.parent / "bad.yaml").write_text("policy: 5\n", encoding="utf-8")
    result = misfortune("policy", "list", acme.parent, "--json")
    entries = json.loads(result.stdout)
    assert entries[0] == {
        "name": "acme", "title": "Acme Payments", "built_in": False,
        "levels": ["SEV-1", "SEV-2", "SEV-3"],
    }  # fmt: skip
    assert "cannot be used: " in result.stderr
    assert "no such directory" in misfortune("policy", "list", "nowhere", code=2).stderr


def test_good_policy_files_are_good(misfortune, acme):
    result = misfortune("policy", "check", acme, ROOT / "simulator" / "scenario" / "policies")
    assert result.stdout == ""
    assert result.stderr == "9 policy files checked: 0 problems\n"


def test_every_problem_is_a_line_that_editors_understand(misfortune, acme):
    acme.write_text(ACME + "clocks: {declare: [15m, 5m]}\nrules: {}\n", encoding="utf-8")
    result = misfortune("policy", "check", acme, code=1)
    first, second = result.stdout.splitlines()
    assert first.startswith(f"{acme}:6:19: clocks.declare: full credit ends before")
    assert second.startswith(f"{acme}:7:1: rules: unknown key 'rules'; did you mean 'roles'?")
    assert result.stderr == "1 policy file checked: 2 problems\n"
    document = json.loads(misfortune("policy", "check", acme, "--json", code=1).stdout)
    assert document["files"] == 1
    assert document["problems"][0] | {"message": ""} == {
        "file": str(acme), "line": 6, "col": 19, "path": "clocks.declare", "message": "",
    }  # fmt: skip


def test_nothing_to_check_is_a_wrong_call(misfortune, tmp_path):
    assert "no .yaml file" in misfortune("policy", "check", tmp_path, code=2).stderr
    assert "cannot be read" in misfortune("policy", "check", tmp_path / "x.yaml", code=1).stdout


# -- wherever a policy matters ---------------------------------------------------------------------


def test_the_schema_of_policies_is_printed(misfortune):
    document = json.loads(misfortune("schema", "policy").stdout)
    assert document["title"] == "Misfortune policy"
    assert "extends" in document["properties"]
    assert "'rubrik' is not one of" in misfortune("schema", "rubrik", code=2).stderr


def test_scenarios_are_listed_with_their_severity_under_a_policy(misfortune, acme):
    def severity(*args):
        entries = json.loads(misfortune("scenarios", "--json", *args).stdout)
        return {entry["id"]: entry["severity"] for entry in entries}["payment-outage"]

    assert severity() == "SEV-1"
    assert severity("--policy", "sev0-3") == "SEV0"
    assert severity("--policy", acme) == "SEV-2"
    assert "P1/SEV2" in misfortune("scenarios", "--policy", "p0-p3").stdout


def test_a_drill_is_played_by_a_policy_of_ones_own(misfortune, acme, tmp_path):
    log = tmp_path / "drill.jsonl"
    result = misfortune("run", "payment-outage", "--policy", acme, "--log", log)
    assert "policy acme" in result.stdout
    header = load(log.read_text(encoding="utf-8")).header
    assert (header.policy, header.facts["true_level"]) == ("acme", "SEV-2")
    error = misfortune("score", log, code=2).stderr
    assert "no policy named 'acme'" in error
    assert "a policy of your own is given by its file: --policy FILE" in error
    assert "policy acme" in misfortune("score", log, "--policy", acme).stdout


def test_a_scenario_is_linted_and_previewed_by_a_policy(misfortune, acme):
    clean = ROOT / "tests" / "authoring" / "clean.yaml"
    misfortune("lint", clean, "--policy", acme)
    assert "no policy named 'acme'" in misfortune("lint", clean, "--policy", "acme", code=2).stderr
    text = misfortune("preview", "payment-outage", "--policy", acme).stdout
    assert "True severity by the policy: SEV-2" in text


def test_a_built_in_name_is_not_free(misfortune, acme):
    acme.write_text(ACME.replace("policy: acme", "policy: gitlab"), encoding="utf-8")
    error = misfortune("run", "payment-outage", "--policy", acme, code=2).stderr
    assert f"{acme}:2:9: policy: 'gitlab' is a built-in policy; choose another name" in error
    assert load_policy("gitlab").title == "GitLab"

"""Every rule finds its own flaw, and only that, in an otherwise clean scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.authoring.lint import RULES, Finding, lint_scenario, problem_finding
from simulator.authoring.lint import case as cases
from simulator.model.errors import InputError, Problem
from simulator.scenario.reader import read_document

_FLAWS = (Path(__file__).parent / "flaws.yaml").read_text(encoding="utf-8")
FLAWS = [
    (flaw["code"], [tuple(change) for change in flaw["changes"]])
    for flaw in read_document(_FLAWS, "flaws.yaml").root.value
]


def test_a_clean_scenario_is_clean(findings):
    assert findings() == []


@pytest.mark.parametrize(("code", "changes"), FLAWS, ids=[code for code, _ in FLAWS])
def test_the_rule_finds_its_flaw_and_nothing_else(findings, code, changes):
    assert {finding.code for finding in findings(*changes)} == {code}


def test_every_rule_has_a_flaw():
    assert {code for code, _ in FLAWS} | {"does-not-run"} == set(RULES)


def test_a_drill_that_stops_is_an_error_and_keeps_the_other_rules_going(findings, monkeypatch):
    def stop(*_args, **_more):
        raise ZeroDivisionError("no time")

    monkeypatch.setattr(cases, "idle_run", stop)
    found = findings(("objectives: [Mitigate before the cause is known.]\n", ""))
    assert {f.code: f.severity for f in found} == {
        "does-not-run": "error",
        "no-objectives": "advice",
    }
    assert "ZeroDivisionError: no time" in found[-1].message


def test_a_finding_has_its_place_its_severity_and_a_way_out(findings):
    (found,) = findings(("share_users: 30%", "share_users: 60%"))
    assert found == Finding(
        "x.yaml", 10, 22, "facts.share_users", "warning", "share-users-off",
        "the facts say 60% of users, and when nobody acts 30% are hit",
        "Write the share that the impact reaches, or change the faults.",
    )  # fmt: skip
    assert str(found) == (
        "x.yaml:10:22: facts.share_users: warning: the facts say 60% of users, and when nobody "
        "acts 30% are hit. Write the share that the impact reaches, or change the faults. "
        "[share-users-off]"
    )


def test_what_is_missing_is_told_at_the_start_of_the_file(findings):
    (found,) = findings(("symptoms: [track, parcel]\n", ""))
    assert (found.line, found.col, found.path) == (2, 1, "symptoms")


def test_an_accepted_finding_keeps_its_reason(findings):
    accept = ("version: 1\n", "version: 1\naccepts: {dead-air-idle: They shall ask.}\n")
    (found,) = findings(accept, ("times: 6", "times: 2"))
    assert (found.code, found.accepted) == ("dead-air-idle", "They shall ask.")
    assert found.as_json()["accepted"] == "They shall ask."
    assert "accepted" not in findings(("times: 6", "times: 2"))[0].as_json()


def test_an_unknown_code_is_told_with_the_nearest(findings):
    (found,) = findings(("version: 1\n", "version: 1\naccepts: {ded-air: It is quiet.}\n"))
    assert found.message == "there is no finding 'ded-air'; did you mean 'dead-air'?"
    assert found.path == "accepts.ded-air"


def test_clues_are_named_by_place(findings):
    (found,) = findings(
        ('{text: "Every third parcel is not found", when: active("lost-shard")}', "{text: Slow}"),
        ("service: parcel-index, what", "service: labels, what"),
    )
    assert found.message == "1 place has a clue to lost-shard: evidence.index-logs; plan 3"


def test_red_herrings_about_one_service_are_one_lead(findings):
    jam = "{service: labels, at: 7m, red_herring: true, pushes: {errors: {to: 9%}}}"
    fault = ("faults:\n", f"faults:\n  jam: {jam}\n")
    alert = (
        "alerts:\n",
        "alerts:\n  - {alert: Jam, expr: 'errors{service=\"labels\"} > 0.05', red_herring: true}\n",
    )
    said = ("Still nothing new for our callers?", "Is it the label printer?\n    red_herring: true")
    assert findings(fault, alert, said) == []


def test_a_fault_that_only_leaves_traces_is_no_red_herring(findings):
    jam = "{service: labels, at: 7m, pushes: {errors: {to: 9%}}}"
    assert findings(("faults:\n", f"faults:\n  jam: {jam}\n")) == []


def test_a_conditional_inject_of_a_crew_that_declares_is_seen(findings):
    inject = '  - {id: a, when: since("incident.declared") > 9m and impact > 20%, from: desk, channel: dm-cl, text: So?}\n'  # noqa: E501 - one line of YAML
    assert findings(("injects:\n", "injects:\n" + inject)) == []


def test_a_scenario_that_does_not_load_has_no_findings(clean_text):
    with pytest.raises(InputError):
        lint_scenario(clean_text.replace("80m", "soon"), "x.yaml")
    problem = Problem("x.yaml", 7, 9, "length", "write a duration")
    assert str(problem_finding(problem)) == "x.yaml:7:9: length: error: write a duration [invalid]"


def test_the_payment_outage_has_neither_errors_nor_warnings(payment_text):
    found = [f for f in lint_scenario(payment_text, "payment-outage.yaml") if not f.accepted]
    assert [str(f) for f in found if f.severity != "advice"] == []

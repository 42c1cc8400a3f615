"""Timelines of real incidents: misfortune score, report, import timeline and schema timeline."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from simulator.model.records import load
from simulator.scenario.reader import read_document

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
LESSON = EXAMPLES / "imag-lesson.yaml"
INCIDENT = Path(__file__).parents[1] / "scenario" / "timeline" / "incident.yaml"


def test_a_timeline_is_judged_like_a_log(misfortune):
    document = json.loads(misfortune("score", LESSON, "--json").stdout)
    assert document["format"] == "misfortune-scorecard/1"
    assert document["criteria"]["M1"]["value"] == 1.0
    assert document["criteria"]["D1"]["status"] == "not_observable"
    shown = misfortune("score", LESSON).stdout
    assert "Payment processing outage, the six lines of the lesson · policy imag" in shown
    assert "not observable" in shown


def test_its_policy_is_that_of_the_file_unless_another_is_given(misfortune, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(LESSON.read_text(encoding="utf-8") + "policy: sev0-3\n", encoding="utf-8")
    assert json.loads(misfortune("score", path, "--json").stdout)["policy"] == "sev0-3"
    given = misfortune("score", path, "--policy", "imag", "--json").stdout
    assert json.loads(given)["policy"] == "imag"


def test_the_imported_log_scores_the_same(misfortune, tmp_path):
    out = tmp_path / "out.jsonl"
    result = misfortune("import", "timeline", INCIDENT, "--log", out)
    assert result.stdout == ""
    assert result.stderr == f"28 events written to {out}\n"
    scored = misfortune("score", out, "--json").stdout
    assert scored == misfortune("score", INCIDENT, "--json").stdout
    printed = misfortune("import", "timeline", INCIDENT).stdout
    assert printed == out.read_text(encoding="utf-8")
    assert len(load(printed).events) == 28


def test_a_timeline_is_known_by_its_ending_or_by_what_is_in_it(misfortune, tmp_path):
    text = LESSON.read_text(encoding="utf-8")
    expected = misfortune("score", LESSON, "--json").stdout
    for name in ("a.YML", "a.txt", "a"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert misfortune("score", path, "--json").stdout == expected
    assert misfortune("score", "-", "--json", stdin=text).stdout == expected
    assert len(misfortune("import", "timeline", "-", stdin=text).stdout.splitlines()) == 20


def test_a_log_may_have_any_name_as_well(misfortune, ideal, tmp_path):
    path = tmp_path / "ideal.log"
    path.write_bytes(ideal.read_bytes())
    expected = misfortune("score", ideal, "--json").stdout
    assert misfortune("score", path, "--json").stdout == expected


def test_a_report_of_a_timeline(misfortune):
    html = misfortune("report", LESSON).stdout
    assert html.startswith("<!doctype html>")
    assert "six lines of the lesson" in html
    text = misfortune("report", INCIDENT, "--md").stdout
    assert text.startswith("# Debrief: Card payments failing")
    for row in ("14:15 | Declared", "14:46 | Status page: Identified", "16:00 | Resolved"):
        assert row in text


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.name)
@pytest.mark.parametrize("form", ["--md", "--html"])
def test_every_example_has_a_report(misfortune, path, form):
    assert "Debrief" in misfortune("report", path, form).stdout


@pytest.mark.parametrize("command", [["score"], ["report"], ["import", "timeline"]])
def test_what_is_wrong_with_it_is_told_with_its_place(misfortune, tmp_path, command):
    path = tmp_path / "odd.yaml"
    path.write_text(
        "timeline: 1\ntitle: x\nevents:\n  - {at: 14:15, who: ic, what: decalred}\n",
        encoding="utf-8",
    )
    error = misfortune(*command, path, code=2).stderr
    start = f"Error: {path}:4:32: events[0].what: no word 'decalred'; did you mean 'declared'?"
    assert error.startswith(start)


@pytest.mark.parametrize("command", [["score"], ["report"], ["import", "timeline"]])
def test_a_file_that_is_not_there_is_a_wrong_call(misfortune, command):
    assert "no.yaml: cannot be read" in misfortune(*command, "no.yaml", code=2).stderr


def test_a_scenario_is_no_timeline(misfortune):
    path = Path(__file__).parents[1] / "scenario" / "shop.yaml"
    assert "this is a scenario; a timeline begins with timeline: 1" in misfortune(
        "score", path, code=2
    ).stderr  # fmt: skip


def test_a_timeline_cannot_be_replayed(misfortune):
    assert "the log has no commands" in misfortune("replay", LESSON, code=2).stderr


def test_import_lists_what_it_can_take_over(misfortune):
    shown = misfortune("import", "--help").stdout
    assert "prometheus" in shown
    assert "timeline" in shown


# -- the schema --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def validator(misfortune):
    schema = json.loads(misfortune("schema", "timeline").stdout)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", [INCIDENT, *sorted(EXAMPLES.glob("*.yaml"))], ids=lambda p: p.name)
def test_the_schema_allows_what_the_reader_reads(validator, path):
    validator.validate(read_document(path.read_text(encoding="utf-8"), "x").root.value)


def test_short_forms_are_in_the_schema(validator):
    line = {"at": "+12m", "who": "ic", "what": "Ruled_Out", "signals": "metrics", "about": "14:15"}
    document = {"timeline": 1, "title": "x", "recorded": "all", "events": [line]}
    validator.validate(document)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stage: identified", "stage: identifed"),
        ("stage: identified", "stagee: identified"),
        ('at: "16:00"', "at: 4pm"),
        ('at: "16:00"', "at: 24:10"),
        ("ana: IC", "ana: boss"),
        ("share_users: 40%", "share_users: 140%"),
        ("timebox: 5m", "timebox: 5"),
        ("title: Card payments failing", "titel: x"),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(validator, old, new):
    text = INCIDENT.read_text(encoding="utf-8")
    assert old in text
    document = read_document(text.replace(old, new, 1), "x").root.value
    assert not validator.is_valid(document)


def test_the_schema_offers_the_words_and_explains_every_key(misfortune):
    schema = json.loads(misfortune("schema", "timeline").stdout)
    line = schema["$defs"]["Line"]["properties"]
    assert "mitigation started" in line["what"]["anyOf"][0]["enum"]
    assert "status page" in json.dumps(schema["properties"]["recorded"])
    for key, form in {**line, **schema["properties"]}.items():
        assert form["description"].endswith("."), key
        assert form["examples"], key

"""misfortune lint, schema and scenarios: for authors."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("version: 1\nid: broken\nlength: soon\n", encoding="utf-8")
    return path


CLEAN = ROOT / "tests" / "authoring" / "clean.yaml"


@pytest.fixture
def flawed(tmp_path):
    """Write a scenario with one warning and one piece of advice."""
    text = CLEAN.read_text(encoding="utf-8").replace("symptoms: [track, parcel]\n", "")
    path = tmp_path / "flawed.yaml"
    path.write_text(text.replace("share_users: 30%", "share_users: 60%"), encoding="utf-8")
    return path


def test_a_good_file_is_good(misfortune):
    result = misfortune("lint", CLEAN, "--strict")
    assert result.stdout == ""
    assert result.stderr == "1 file checked: 0 errors, 0 warnings, 0 pieces of advice\n"


def test_the_built_in_scenarios_have_no_errors(misfortune):
    misfortune("lint", ROOT / "scenarios")


def test_findings_have_a_severity_a_way_out_and_a_code(misfortune, flawed):
    result = misfortune("lint", flawed)
    advice, warning = result.stdout.splitlines()
    assert advice.startswith(
        f"{flawed}:2:1: symptoms: advice: there are no symptoms. Write symptoms"
    )
    assert warning.startswith(
        f"{flawed}:10:22: facts.share_users: warning: the facts say 60% of users"
    )
    assert warning.endswith(" [share-users-off]")
    assert result.stderr == "1 file checked: 0 errors, 1 warning, 1 piece of advice\n"


def test_warnings_count_if_one_is_strict(misfortune, flawed):
    misfortune("lint", flawed, code=0)
    misfortune("lint", flawed, "--strict", code=1)


def test_what_is_accepted_is_only_counted(misfortune, flawed):
    text = flawed.read_text(encoding="utf-8")
    accept = "version: 1\naccepts: {share-users-off: It grows., no-symptoms: They are secret.}\n"
    flawed.write_text(text.replace("version: 1\n", accept), encoding="utf-8")
    result = misfortune("lint", flawed, "--strict")
    assert result.stdout == ""
    assert result.stderr.endswith("0 pieces of advice, 2 accepted\n")
    document = json.loads(misfortune("lint", flawed, "--json").stdout)
    assert document["problems"] == []
    assert {f["code"]: f["accepted"] for f in document["accepted"]} == {
        "share-users-off": "It grows.", "no-symptoms": "They are secret.",
    }  # fmt: skip


def test_policies_are_checked_as_policies(misfortune, tmp_path):
    assert misfortune("lint", ROOT / "simulator" / "scenario" / "policies").stdout == ""
    path = tmp_path / "ours.yaml"
    path.write_text("policy: ours\ntitle: Ours\n", encoding="utf-8")
    assert "severity" in misfortune("lint", path, code=1).stdout


def test_every_problem_is_a_line_that_editors_understand(misfortune, broken):
    out = misfortune("lint", broken, code=1).stdout
    assert f"{broken}:3:9: length: error: " in out
    assert " [invalid]" in out
    assert all(line.startswith(f"{broken}:") for line in out.splitlines())


def test_a_good_file_beside_a_broken_one_does_not_help(misfortune, broken):
    assert "2 files checked" in misfortune("lint", CLEAN, broken, code=1).stderr


def test_problems_as_json(misfortune, broken):
    document = json.loads(misfortune("lint", broken, "--json", code=1).stdout)
    assert document["files"] == 1
    places = {(p["line"], p["col"], p["path"]) for p in document["problems"]}
    assert (3, 9, "length") in places
    assert {(p["severity"], p["code"]) for p in document["problems"]} == {("error", "invalid")}
    good = json.loads(misfortune("lint", CLEAN, "--json").stdout)
    assert good == {
        "files": 1, "counts": {"error": 0, "warning": 0, "advice": 0}, "problems": [],
        "accepted": [],
    }  # fmt: skip


def test_findings_as_json_have_a_way_out(misfortune, flawed):
    advice, warning = json.loads(misfortune("lint", flawed, "--json").stdout)["problems"]
    assert (advice["code"], advice["severity"]) == ("no-symptoms", "advice")
    assert set(warning) == {
        "file", "line", "col", "path", "severity", "code", "message", "way_out",
    }  # fmt: skip
    assert warning["way_out"].startswith("Write the share")


def test_nothing_to_check_is_a_wrong_call(misfortune, tmp_path):
    assert "no such file" in misfortune("lint", tmp_path / "x.yaml", code=2).stderr
    assert "no .yaml file" in misfortune("lint", tmp_path, code=2).stderr
    assert "Missing argument" in misfortune("lint", code=2).stderr


def test_the_schema_names_the_keys_that_files_use(misfortune):
    document = json.loads(misfortune("schema").stdout)
    assert {"services", "faults", "injects", "alerts"} <= set(document["properties"])
    assert "from" in document["$defs"]["InjectSpec"]["properties"]
    assert document["$schema"].endswith("2020-12/schema")


def test_the_library_is_listed(misfortune):
    result = misfortune("scenarios")
    (line,) = [x for x in result.stdout.splitlines() if x.startswith("payment-outage ")]
    assert " 2h " in line
    assert "2 of 5" in line
    ids = {entry["id"] for entry in json.loads(misfortune("scenarios", "--json").stdout)}
    assert "payment-outage" in ids


def test_folders_of_ones_own_are_listed_and_broken_files_are_named(misfortune, broken):
    result = misfortune("scenarios", broken.parent)
    assert f"{broken}:3:9" in result.stderr
    assert "payment-outage" in result.stdout
    assert "no such directory" in misfortune("scenarios", broken.parent / "x", code=2).stderr

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


def test_good_files_are_good(misfortune):
    result = misfortune("lint", ROOT / "scenarios")
    assert result.stdout == ""
    assert "0 problems" in result.stderr


def test_policies_are_checked_as_policies(misfortune, tmp_path):
    assert misfortune("lint", ROOT / "simulator" / "scenario" / "policies").stdout == ""
    path = tmp_path / "ours.yaml"
    path.write_text("policy: ours\ntitle: Ours\n", encoding="utf-8")
    assert "severity" in misfortune("lint", path, code=1).stdout


def test_every_problem_is_a_line_that_editors_understand(misfortune, broken):
    out = misfortune("lint", broken, code=1).stdout
    assert f"{broken}:3:9: length: " in out
    assert all(line.startswith(f"{broken}:") for line in out.splitlines())


def test_a_good_file_beside_a_broken_one_does_not_help(misfortune, broken):
    good = ROOT / "scenarios" / "payment-outage.yaml"
    assert "2 files checked" in misfortune("lint", good, broken, code=1).stderr


def test_problems_as_json(misfortune, broken):
    document = json.loads(misfortune("lint", broken, "--json", code=1).stdout)
    assert document["files"] == 1
    places = {(p["line"], p["col"], p["path"]) for p in document["problems"]}
    assert (3, 9, "length") in places
    good = json.loads(misfortune("lint", ROOT / "scenarios", "--json").stdout)
    assert good["problems"] == []


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
    assert "1h50m" in line
    assert "2 of 5" in line
    ids = {entry["id"] for entry in json.loads(misfortune("scenarios", "--json").stdout)}
    assert "payment-outage" in ids


def test_folders_of_ones_own_are_listed_and_broken_files_are_named(misfortune, broken):
    result = misfortune("scenarios", broken.parent)
    assert f"{broken}:3:9" in result.stderr
    assert "payment-outage" in result.stdout
    assert "no such directory" in misfortune("scenarios", broken.parent / "x", code=2).stderr

"""misfortune rubric: show it, explain one criterion, check files."""

import json

import pytest

from simulator.scenario import load_rubric

RUBRIC = load_rubric()

OWN = """\
rubric: acme
extends: imag
title: What Acme asks for
criteria:
  D4: {weight: 5}
  D11:
"""

BROKEN = """\
rubric: acme
extends: imag
title: What Acme asks for
criteria:
  D4: {weight: nine}
  D99:
  M1: {rule: deadlin}
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "acme.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_every_criterion_is_shown_under_its_capability(misfortune):
    text = misfortune("rubric", "show").stdout
    assert text.startswith("IMAG best practice (imag)")
    words = text.split()
    assert all(key in words for key in RUBRIC.criteria)
    assert text.index("Detection & Declaration") < text.index("Mitigation") < text.index("Command")
    assert f"{len(RUBRIC.criteria)} criteria" in text


def test_json_is_the_whole_rubric(misfortune):
    document = json.loads(misfortune("rubric", "show", "--json").stdout)
    assert list(document["criteria"]) == list(RUBRIC.criteria)
    assert document["criteria"]["D4"]["rule"] == RUBRIC.criteria["D4"].rule
    assert "with" in document["criteria"]["D4"]


def test_an_own_rubric_is_shown_with_what_it_takes_over(misfortune, own):
    document = json.loads(misfortune("rubric", "show", own, "--json").stdout)
    assert document["rubric"] == "acme"
    assert document["criteria"]["D4"]["weight"] == 5
    assert set(RUBRIC.criteria) - set(document["criteria"]) == {"D11"}


def test_a_rubric_that_is_not_there_is_a_wrong_call(misfortune):
    error = misfortune("rubric", "show", "imga", code=2).stderr
    assert "no rubric named 'imga'; did you mean 'imag'?" in error


def test_one_criterion_is_explained_in_full(misfortune):
    text = " ".join(misfortune("rubric", "explain", "d4").stdout.split())
    spec = RUBRIC.criteria["D4"]
    assert text.startswith("D4 Declared early")
    for told in (spec.target, spec.why, spec.question, spec.eases, spec.guard, spec.source,
                 spec.anti_pattern):  # fmt: skip
        assert " ".join(told.split()) in text
    assert "3, critical" in text
    assert "the whole team" in text
    assert f"Rule {spec.rule}: " in text
    assert "span clocks.declare" in text


@pytest.mark.parametrize("key", list(RUBRIC.criteria))
def test_every_criterion_can_be_explained(misfortune, key):
    text = misfortune("rubric", "explain", key).stdout
    assert text.startswith(f"{key} {RUBRIC.criteria[key].name}")
    assert "Rule " in text


def test_durations_are_written_as_an_author_writes_them(misfortune):
    text = misfortune("rubric", "explain", "M4").stdout
    assert " 30s " in text
    assert "30000" not in text


def test_an_own_criterion_is_explained_from_its_own_rubric(misfortune, own):
    text = misfortune("rubric", "explain", "D4", "--rubric", own).stdout
    assert "5, critical" in text
    error = misfortune("rubric", "explain", "D11", "--rubric", own, code=2).stderr
    assert "no criterion 'D11' in the rubric 'acme'; did you mean 'D1'?" in error


def test_an_unknown_criterion_names_those_that_there_are(misfortune):
    error = misfortune("rubric", "explain", "zzzz", code=2).stderr
    assert "no criterion 'zzzz' in the rubric 'imag'; there are D1, " in error


def test_a_sound_file_passes(misfortune, own):
    result = misfortune("rubric", "check", own)
    assert result.stdout == ""
    assert "1 rubric file checked: 0 problems" in result.stderr


def test_every_problem_has_its_place(misfortune, tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    result = misfortune("rubric", "check", path, code=1)
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"{path}:5:16: criteria.D4.weight: ")
    assert "'nine'" in lines[0]
    assert lines[1].startswith(f"{path}:6:3: criteria.D99: no criterion 'D99' to take away")
    assert f"{path}:7:14: criteria.M1.rule: no rule named 'deadlin'" in lines[2]
    assert "did you mean 'deadline'?" in lines[2]
    assert "1 rubric file checked: 3 problems" in result.stderr


def test_a_folder_is_checked_file_by_file_and_json_is_one_document(misfortune, own, tmp_path):
    (tmp_path / "broken.yml").write_text("rubric: x\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no rubric", encoding="utf-8")
    document = json.loads(misfortune("rubric", "check", tmp_path, "--json", code=1).stdout)
    assert document["files"] == 2
    assert {problem["file"] for problem in document["problems"]} == {str(tmp_path / "broken.yml")}
    assert set(document["problems"][0]) == {"file", "line", "col", "path", "message"}


def test_an_empty_folder_is_a_wrong_call(misfortune, tmp_path):
    assert "no .yaml file in this folder" in misfortune("rubric", "check", tmp_path, code=2).stderr


def test_a_file_that_is_not_there_cannot_be_checked(misfortune):
    result = misfortune("rubric", "check", "no-such.yaml", code=1)
    assert "no-such.yaml:1:1: cannot be read" in result.stdout

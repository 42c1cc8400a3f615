"""misfortune agreement: whether letters can be relied on."""

import json
import sys

import pytest

pytest.importorskip("krippendorff", reason="the extra agreement is not installed")


@pytest.fixture
def rated(log, tmp_path):
    """Return what adds ratings (rater, of, letter) to a copy of the drill."""
    lines = log.read_text(encoding="utf-8").splitlines()
    last = json.loads(lines[-1])

    def add(*found, name="rated.jsonl"):
        extra = [
            json.dumps({
                "seq": last["seq"] + n, "t": last["t"], "kind": "rating.given", "actor": who,
                "role": "facilitator", "data": {"of": of, "rating": letter, "note": ""},
            })
            for n, (who, of, letter) in enumerate(found, 1)
        ]  # fmt: skip
        path = tmp_path / name
        path.write_text("\n".join([*lines, *extra]) + "\n", encoding="utf-8")
        return path

    return add


KEYS = ["D1", "D4", "D5", "D6", "D7", "D10", "M1", "M4", "M7", "I1", "K1", "C1"]


def both(letters):
    return [(who, key, letter) for key, letter in zip(KEYS, letters, strict=True)
            for who in ("zoe", "tom")]  # fmt: skip


def test_evaluators_who_agree_have_an_alpha_of_one(misfortune, rated):
    path = rated(*both("PPPSSSMMMUUU"))
    document = json.loads(misfortune("agreement", path, "--json").stdout)
    assert document["format"] == "misfortune-agreement/1"
    assert document["fewest"] == {"raters": 2, "units": 10}
    row = document["rows"][0]
    assert row["of"] == "all criteria"
    assert row["evaluators"] == {"alpha": 1.0, "units": 12, "raters": 2, "why_not": ""}
    assert row["letters"]["pairs"] == 24
    text = misfortune("agreement", path).stdout
    assert "1.00 (12 units)" in text
    assert "D4 Declared early" in " ".join(text.split())


def test_too_few_letters_say_how_many_are_missing(misfortune, rated):
    path = rated(("zoe", "D4", "P"), ("tom", "D4", "S"))
    row = json.loads(misfortune("agreement", path, "--json").stdout)["rows"][0]
    assert row["evaluators"]["alpha"] is None
    assert row["evaluators"]["why_not"] == "1 of at least 10 units have two letters; 9 more to go"
    assert "1 units" in misfortune("agreement", path).stdout


def test_a_criterion_on_which_nobody_agrees_is_marked(misfortune, rated):
    letters = ["PU", "UP", "SM", "MS", "PM", "UM", "PU", "SU", "MP", "UP"]
    paths = [
        rated(("zoe", "M7", a), ("tom", "M7", b), name=f"{n}.jsonl")
        for n, (a, b) in enumerate(letters)
    ]
    document = json.loads(misfortune("agreement", *paths, "--json").stdout)
    rows = {row["of"]: row for row in document["rows"]}
    assert rows["M7"]["evaluators"]["alpha"] < document["retire_below"]
    assert rows["M7"]["retire"]
    assert not rows["all criteria"]["retire"]
    assert "Reword or retire: M7 Verify each mitigation" in misfortune("agreement", *paths).stdout


def test_justified_deviations_are_counted(misfortune, rated):
    path = rated(("zoe", "D4", "n/a"))
    row = json.loads(misfortune("agreement", path, "--json").stdout)["rows"][0]
    assert row["justified_deviations"] == 1
    assert "1 time a deviation was justified" in misfortune("agreement", path).stdout


def test_without_ratings_there_is_nothing_to_say(misfortune, log):
    result = misfortune("agreement", log)
    assert result.stdout == "Nobody rated anything.\n"
    assert f"{log}: nobody rated anything" in result.stderr


def test_without_the_library_it_says_what_to_install(misfortune, log, monkeypatch):
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    monkeypatch.delitem(sys.modules, "simulator.scoring.agreement", raising=False)
    error = misfortune("agreement", log, code=2).stderr
    assert "this needs the extra agreement" in error
    assert "pip install 'misfortune[agreement]'" in error


def test_a_log_that_is_not_there_is_a_wrong_call(misfortune):
    assert "cannot be read" in misfortune("agreement", "no-such.jsonl", code=2).stderr
    assert "Missing argument 'LOG...'" in misfortune("agreement", code=2).stderr

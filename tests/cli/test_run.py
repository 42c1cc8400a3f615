"""misfortune run: a drill from the command line."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulator.model.records import digest, load

ROOT = Path(__file__).parents[2]


def test_a_scorecard_for_people_has_letters_words_bars_and_the_digest(misfortune):
    result = misfortune("run", "payment-outage", "--crew", "average", "--seed", "1")
    assert "Detection & Declaration" in result.stdout
    assert "Performed with" in result.stdout
    assert "█" in result.stdout
    assert "Context, never scored" in result.stdout
    assert "Log digest " in result.stdout
    assert "Playing" in result.stderr
    assert "Playing" not in result.stdout


def test_json_is_one_document_and_nothing_else(misfortune):
    result = misfortune("run", "payment-outage", "--seed", "1", "--json")
    document = json.loads(result.stdout)
    assert document["format"] == "misfortune-scorecard/1"
    assert len(document["digest"]) == 64
    assert set(document["criteria"]["D4"]) == {"status", "value", "evidence", "said", "role"}


def test_a_path_and_an_id_are_the_same_drill(misfortune):
    one = misfortune("run", "payment-outage", "--seed", "3", "--json").stdout
    two = misfortune("run", ROOT / "scenarios/payment-outage.yaml", "--seed", "3", "--json").stdout
    assert one == two


def test_the_log_is_written_with_commands_and_its_digest_is_the_printed_one(misfortune, tmp_path):
    out = tmp_path / "out.jsonl"
    printed = json.loads(misfortune("run", "payment-outage", "--json", "--log", out).stdout)
    read = load(out.read_text(encoding="utf-8"))
    assert digest(read.records) == printed["digest"]
    assert read.commands
    assert read.header.scenario["id"] == "payment-outage"


def test_hash_seeds_do_not_change_a_drill():
    found = set()
    for seed in ("0", "1", "4242"):
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        out = subprocess.run(
            [sys.executable, "-c", "from simulator.cli import cli; cli()",
             "run", "payment-outage", "--crew", "average", "--seed", "7", "--json"],
            capture_output=True, text=True, check=True, env=env,
        )  # fmt: skip
        found.add(out.stdout)
    assert len(found) == 1


def test_crews_and_seeds_make_a_difference(misfortune):
    calls = [("expert", 1), ("expert", 2), ("average", 1), ("chaotic", 1)]
    digests = {
        json.loads(
            misfortune("run", "payment-outage", "--crew", crew, "--seed", seed, "--json").stdout
        )["digest"]
        for crew, seed in calls
    }
    assert len(digests) == len(calls)


def test_a_drill_is_played_in_well_under_a_second(misfortune):
    misfortune("run", "payment-outage", "--seed", "1")  # imports
    start = time.perf_counter()
    misfortune("run", "payment-outage", "--seed", "1")
    assert time.perf_counter() - start < 3  # about 0.4 s on a laptop; generous for busy machines


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["nowhere"], "no scenario named 'nowhere'"),
        (["payment-outag"], "did you mean 'payment-outage'"),
        (["no/such.yaml"], "no/such.yaml: cannot be read"),
        (["payment-outage", "--crew", "best"], "'best' is not one of 'expert', 'average'"),
        (["payment-outage", "--policy", "imagg"], "no policy named 'imagg'"),
        (["payment-outage", "--policy", "no/such.yaml"], "no/such.yaml: cannot be read"),
        (["payment-outage", "--seed", "x"], "'x' is not a valid integer"),
        (["payment-outage", "--log", "/no/such/folder/log"], "cannot be written"),
        ([], "Missing argument 'SCENARIO'"),
    ],
)
def test_a_wrong_call_says_what_was_offered_and_what_is_allowed(misfortune, args, words):
    result = misfortune("run", *args, code=2)
    assert words in result.stderr
    assert result.stdout == ""


def test_a_broken_scenario_names_line_and_path(misfortune, tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("version: 1\nid: broken\nlength: soon\n", encoding="utf-8")
    error = misfortune("run", path, code=2).stderr
    assert f"{path}:3:9: length:" in error
    assert "'soon'" in error

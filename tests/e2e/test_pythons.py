"""One digest on every Python: drills are played by each interpreter that is named, and compared.

``MISFORTUNE_PYTHONS`` lists interpreters, separated like a PATH; each gets an environment of its
own, with the project installed as a user would. Without it there is nothing to compare with.
"""

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHONS = [path for path in os.environ.get("MISFORTUNE_PYTHONS", "").split(os.pathsep) if path]
PLAY = """
import json, sys
from importlib.resources import files
from simulator.rehearsal import play
from simulator.scenario import load_policy, load_scenario

found = {}
for name in sys.argv[1:]:
    scenario = load_scenario((files("scenarios") / f"{name}.yaml").read_text(encoding="utf-8"))
    for crew in ("expert", "chaotic"):
        played = play(scenario, load_policy("imag"), crew=crew, seed=3)
        found[f"{name} {crew}"] = played.digest
print(json.dumps(found))
"""

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not PYTHONS, reason="MISFORTUNE_PYTHONS names no other interpreter"),
]


def _names():
    return sorted(
        p.name.removesuffix(".yaml")
        for p in files("scenarios").iterdir()
        if p.name.endswith(".yaml")
    )


def _digests(python, **environment):
    run = subprocess.run(
        [python, "-c", PLAY, *_names()],
        check=True, capture_output=True, text=True, cwd="/", env=dict(os.environ, **environment),
    )  # fmt: skip
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def ours():
    return _digests(sys.executable, PYTHONPATH=str(ROOT), PYTHONHASHSEED="0")


@pytest.mark.parametrize("python", PYTHONS)
def test_another_python_plays_the_same_drills(python, ours, tmp_path):
    home = tmp_path / "env"
    subprocess.run([python, "-m", "venv", str(home)], check=True)
    install = [home / "bin" / "pip", "install", "-q", "-c", "constraints.txt", "."]
    subprocess.run(install, check=True, cwd=ROOT, capture_output=True, text=True)
    environment = {"PYTHONPATH": "", "PYTHONHASHSEED": "17"}
    assert _digests(str(home / "bin" / "python"), **environment) == ours


def test_the_seed_of_hashes_changes_nothing(ours):
    assert _digests(sys.executable, PYTHONPATH=str(ROOT), PYTHONHASHSEED="4242") == ours

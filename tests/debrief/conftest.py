"""Logs to look back on: one from elsewhere, and drills that bots played."""

from pathlib import Path

import pytest

from simulator.debrief import build_debrief
from simulator.model.records import Event, Header, Log, load
from simulator.rehearsal import play
from simulator.scenario import Library, load_policy, load_rubric

IDEAL = Path(__file__).parents[1] / "data" / "payment-outage-ideal.jsonl"


@pytest.fixture(scope="session")
def policy():
    return load_policy("imag")


@pytest.fixture(scope="session")
def ideal_log():
    return load(IDEAL.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def ideal(ideal_log, policy):
    return build_debrief(ideal_log, policy, load_rubric())


@pytest.fixture(scope="session")
def played(policy):
    entry = Library().find("payment-outage")
    return play(entry.scenario, policy, crew="average", seed=1, scenario_digest=entry.digest)


@pytest.fixture(scope="session")
def debrief(played, policy):
    return build_debrief(played.log, policy, load_rubric())


@pytest.fixture(scope="session")
def look_back(policy):
    """Build a debrief from a few lines: (t, kind, actor, role, data).

    Whoever recorded them could see everything, unless the facts say otherwise.
    """

    def build(*lines, clock0="14:10", header=None, **facts):
        events = tuple(Event(n, *line) for n, line in enumerate(lines, 1))
        given = Header(clock0=clock0, facts={"observable": "all", **facts})
        log = Log(header or given, events)
        return build_debrief(log, policy, load_rubric())

    return build

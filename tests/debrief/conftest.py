"""Logs to look back on: one from elsewhere, and drills that bots played."""

from pathlib import Path

import pytest

from simulator.debrief import build_debrief
from simulator.model.records import Event, Header, Log, load
from simulator.rehearsal import play
from simulator.scenario import Library, load_policy
from simulator.scoring import score

IDEAL = Path(__file__).parents[1] / "data" / "payment-outage-ideal.jsonl"


@pytest.fixture(scope="session")
def policy():
    return load_policy("imag")


@pytest.fixture(scope="session")
def ideal_log():
    return load(IDEAL.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def ideal(ideal_log, policy):
    return build_debrief(ideal_log, score(ideal_log.header, ideal_log.events, policy))


@pytest.fixture(scope="session")
def played(policy):
    entry = Library().find("payment-outage")
    return play(entry.scenario, policy, crew="average", seed=1, scenario_digest=entry.digest)


@pytest.fixture(scope="session")
def debrief(played):
    return build_debrief(played.log, played.scorecard)


@pytest.fixture(scope="session")
def look_back(policy):
    """Build a debrief from a few lines: (t, kind, actor, role, data)."""

    def build(*lines, clock0="14:10", header=None, **facts):
        events = tuple(Event(n, *line) for n, line in enumerate(lines, 1))
        log = Log(header or Header(clock0=clock0, facts=facts), events)
        return build_debrief(log, score(log.header, log.events, policy))

    return build

"""Headless drills by each crew."""

from __future__ import annotations

import pytest

from simulator.bots import CREWS as BOT_CREWS
from simulator.rehearsal import CREWS, IDLE, play
from simulator.scenario import Library, load_policy


@pytest.fixture(scope="module")
def scenario():
    return Library().find("payment-outage").scenario


def drill(scenario, crew, seed=1):
    return play(scenario, load_policy("imag"), crew=crew, seed=seed)


def test_the_idle_crew_is_one_more_than_those_of_bots():
    assert (*BOT_CREWS, IDLE) == CREWS


def test_an_idle_crew_sits_there_and_lets_the_drill_run(scenario):
    played = drill(scenario, IDLE)
    assert [c.verb for c in played.log.commands] == ["seat.take"] * 3 + ["drill.start"]
    kinds = {event.kind for event in played.log.events}
    assert {"alert.fired", "page.sent", "escalation.sent", "drill.ended"} <= kinds
    assert "incident.declared" not in kinds


def test_an_idle_drill_ends_with_the_trouble_still_there(scenario):
    impact = [e for e in drill(scenario, IDLE).log.events if e.kind == "impact.changed"]
    assert impact[-1].data["level"] > 0.3


def test_equal_seeds_give_equal_idle_drills(scenario):
    assert drill(scenario, IDLE).digest == drill(scenario, IDLE).digest


def test_there_is_no_other_crew(scenario):
    with pytest.raises(ValueError, match="crew"):
        drill(scenario, "brilliant")

"""What everybody is told about the teams that can be paged."""

from __future__ import annotations

import pytest

from simulator.model.scenario import Scenario
from simulator.model.state import DrillState, Person
from simulator.model.units import HOUR
from simulator.rules.views.oncall import oncall

SCENARIO = {
    "version": 1,
    "id": "small",
    "title": "A small world",
    "brief": "Something breaks.",
    "start": "17:30",
    "length": "40m",
    "impact": "api.errors",
    "services": {"api": {"signals": {"errors": {"base": "0%"}}}},
    "faults": {},
    "alerts": [],
    "actions": {},
    "personas": {"nadia": {"name": "Nadia Okafor"}},
    "oncall": {
        "core": {
            "steps": [{"level": "primary", "who": "schedule"}],
            "schedule": [{"from": "09:00", "who": "ol"}, {"from": "18:00", "who": "nadia"}],
        },
    },
}


@pytest.mark.parametrize(
    ("t", "people", "name"),
    [
        (0, {}, "Operations Lead"),
        (0, {"ben": Person("ben", "Ben", "ol")}, "Ben"),
        (HOUR, {"ben": Person("ben", "Ben", "ol")}, "Nadia Okafor"),
    ],
)
def test_who_is_primary_is_whoever_is_on_shift_now(t, people, name):
    (row,) = oncall(DrillState(t=t, people=people), Scenario.model_validate(SCENARIO))
    assert row["primary"] == name


def test_a_team_can_come_until_everybody_of_it_sits_here():
    scenario = Scenario.model_validate(SCENARIO)
    state = DrillState(t=HOUR)
    assert oncall(state, scenario)[0]["can_come"] is True
    state.people["nadia"] = Person("nadia", "Nadia Okafor", "responder")
    assert oncall(state, scenario)[0]["can_come"] is False

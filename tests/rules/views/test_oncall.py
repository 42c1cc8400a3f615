"""What everybody is told about the teams that can be paged."""

from __future__ import annotations

import pytest

from simulator.model.scenario import Scenario
from simulator.model.state import Alert, DrillState, Page, Person
from simulator.model.units import HOUR, MINUTE
from simulator.rules.views.oncall import next_page, oncall

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


LADDER = SCENARIO | {
    "oncall": {
        "core": {
            "steps": [
                {"level": "primary", "who": "ol"},
                {"level": "secondary", "who": "nadia", "after": "4m"},
                {"level": "manager", "who": "ic"},
            ]
        }
    }
}


def paged(*sent: tuple[str, int], resolved_at: int | None = None) -> DrillState:
    """Return a state in which an alert that fires since minute 1 has sent pages."""
    state = DrillState(t=HOUR, people={"ana": Person("ana", "Ana", "ic")})
    state.alerts["High"] = Alert("High", "api", "page", "core", True, "", MINUTE, resolved_at)
    for n, (level, at) in enumerate(sent, 1):
        state.pages[f"p{n}"] = Page(f"p{n}", "High", "core", "ol", "", level, at)
    return state


def nexts(state: DrillState) -> list[object]:
    scenario = Scenario.model_validate(LADDER)
    return [next_page(state, scenario, page) for page in state.pages.values()]


def test_a_page_says_who_is_paged_next_and_when():
    nadia = {"name": "Nadia Okafor", "level": "secondary", "at": 5 * MINUTE}
    assert nexts(paged(("primary", MINUTE))) == [nadia]


def test_only_the_newest_page_is_followed_by_another_and_a_seat_has_its_name():
    ana = {"name": "Ana", "level": "manager", "at": 16 * MINUTE}
    assert nexts(paged(("primary", MINUTE), ("secondary", 5 * MINUTE))) == [None, ana]
    late = [("primary", MINUTE), ("secondary", 5 * MINUTE), ("manager", 16 * MINUTE)]
    assert nexts(paged(*late)) == [None, None, None]


def test_nobody_is_next_once_somebody_has_answered_or_it_is_over():
    state = paged(("primary", MINUTE), ("secondary", 5 * MINUTE))
    state.pages["p1"].acked_at = 6 * MINUTE
    assert nexts(state) == [None, None]
    assert nexts(paged(("primary", MINUTE), resolved_at=2 * MINUTE)) == [None]


def test_pages_of_an_earlier_firing_and_requests_lead_nowhere():
    state = paged(("primary", 0))
    state.pages["p2"] = Page("p2", "", "core", "nadia", "", "requested", 2 * MINUTE)
    assert nexts(state) == [None, None]

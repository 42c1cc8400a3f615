"""Who is on call, and who comes."""

from __future__ import annotations

import pytest

from simulator.model.scenario.alerting import TeamSpec
from simulator.model.units import HOUR, MINUTE
from simulator.rules.oncall import Called, called, on_shift, pages, steps_for

STEP = {"level": "primary", "who": "schedule"}
TEAM = TeamSpec.model_validate(
    {
        "steps": [STEP | {"answers_after": "5m"}],
        "by_severity": {"critical": [{"level": "manager", "who": "tomas"}]},
        "schedule": [
            {"from": "18:00", "who": "nadia", "answers_after": "4m"},
            {"from": "09:00", "who": "ol"},
        ],
    }
)


@pytest.mark.parametrize(
    ("start", "t", "who"),
    [
        ("09:00", 0, "ol"),
        ("08:59", 0, "nadia"),
        ("08:59", MINUTE, "ol"),
        ("17:30", 30 * MINUTE - 1, "ol"),
        ("17:30", 30 * MINUTE, "nadia"),
        ("23:30", HOUR, "nadia"),  # the last shift of a day goes on past midnight
        ("00:00", 0, "nadia"),
        ("23:30", 10 * HOUR, "ol"),
    ],
)
def test_the_shift_follows_the_time_of_day(start, t, who):
    assert on_shift(TEAM, start, t).who == who


def test_one_shift_is_always_on():
    team = TeamSpec.model_validate({"schedule": [{"from": "12:00", "who": "ol"}]})
    assert {on_shift(team, "06:00", hour * HOUR).who for hour in range(24)} == {"ol"}


def test_a_shift_says_when_its_person_answers_and_else_the_step_does():
    (step,) = TEAM.steps
    assert called(TEAM, step, "20:00", 0) == Called("nadia", 4 * MINUTE)
    assert called(TEAM, step, "10:00", 0) == Called("ol", 5 * MINUTE)


def test_steps_by_severity():
    assert [step.who for step in steps_for(TEAM, "page")] == ["schedule"]
    assert [step.who for step in steps_for(TEAM, "critical")] == ["tomas"]
    assert steps_for(TEAM, "ticket") == steps_for(None, "page") == []
    assert [pages(TEAM, label) for label in ("page", "critical", "ticket", "")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_a_step_by_a_schedule_that_is_empty_is_left_out():
    team = TeamSpec.model_validate({"steps": [STEP, {"level": "secondary", "who": "ol"}]})
    assert [step.who for step in steps_for(team, "page")] == ["ol"]
    assert on_shift(team, "10:00", 0) is None

"""Facts that change while the incident escalates."""

from __future__ import annotations

import pytest

from simulator.model.signals import GRID
from simulator.model.units import MINUTE

FACTS = {"share_users": "10%", "customer_visible_from": "2m", "viable_from": "9m"}
BEFORE = {
    "share_users": 0.1,
    "revenue_blocked": False,
    "degraded": True,
    "workaround": False,
    "data_loss": False,
    "breach": False,
}


@pytest.fixture
def drill(play, small):
    """Start a drill of a failure whose facts change."""
    return lambda *escalations, **parts: play(
        small(facts=FACTS, escalations=list(escalations), **parts)
    )


def told(played):
    return [(e.t, e.data["facts"]) for e in played.of("facts.changed")]


def test_at_its_time_all_facts_are_told_as_they_are_now(drill):
    played = drill({"at": "12m", "facts": {"share_users": "60%", "revenue_blocked": True}})
    played.to(12 * MINUTE - 1)
    assert told(played) == []
    played.end()
    assert told(played) == [(12 * MINUTE, BEFORE | {"share_users": 0.6, "revenue_blocked": True})]


def test_the_world_says_it(drill):
    played = drill({"at": "12m", "facts": {"breach": True}})
    played.end()
    (event,) = played.of("facts.changed")
    assert (event.actor, event.role) == ("world", "world")


def test_what_changed_before_stays_changed(drill):
    played = drill(
        {"at": "20m", "facts": {"data_loss": True, "degraded": False}},
        {"at": "12m", "facts": {"share_users": "60%"}},
    )
    played.end()
    assert [facts for _, facts in told(played)] == [
        BEFORE | {"share_users": 0.6},
        BEFORE | {"share_users": 0.6, "data_loss": True, "degraded": False},
    ]


def test_on_a_condition_it_comes_at_the_tick_at_which_that_first_holds_and_once(drill):
    when = 'active("bug") and since("fault.started") >= 4m'
    played = drill({"when": when, "facts": {"breach": True}})
    played.end()
    ((at, facts),) = told(played)
    assert facts["breach"] is True
    assert at == 6 * MINUTE


def test_a_team_that_ends_the_trouble_in_time_keeps_it_from_coming(drill):
    when = 'now >= 12m and active("bug")'
    played = drill({"when": when, "facts": {"data_loss": True}})
    played.do(5 * MINUTE, "ol", "action.start", action="fix")
    played.end()
    assert told(played) == []


def test_what_a_command_makes_true_is_told_at_the_next_tick(drill):
    played = drill({"when": 'running("fix")', "facts": {"breach": True}})
    played.do(5 * MINUTE + 1, "ol", "action.start", action="fix")
    played.to(6 * MINUTE)
    assert [at for at, _ in told(played)] == [5 * MINUTE + GRID]


def test_facts_that_are_so_already_are_not_told_again(drill):
    played = drill(
        {"at": "12m", "facts": {"share_users": "10%", "degraded": True}},
        {"at": "14m", "facts": {"breach": True}},
        {"at": "16m", "facts": {"breach": True}},
    )
    played.end()
    assert [at for at, _ in told(played)] == [14 * MINUTE]


def test_it_comes_after_what_makes_it_so_and_before_what_sees_it(drill):
    alert = {"alert": "High", "expr": 'errors{service="api"} > 0.1', "labels": {"severity": "page"}}
    played = drill({"at": "2m", "facts": {"share_users": "41%"}}, alerts=[alert])
    played.end()
    kinds = [e.kind for e in played.events if e.t == 2 * MINUTE and e.kind != "signal.moved"]
    assert kinds[:2] == ["fault.started", "facts.changed"]


def test_nothing_escalates_after_the_end(drill):
    played = drill({"at": "12m", "facts": {"breach": True}})
    played.do(11 * MINUTE, "facilitator", "drill.end")
    played.end()
    assert told(played) == []

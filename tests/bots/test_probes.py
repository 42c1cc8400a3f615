"""Crews that probe the scorer, and how far apart the crews of the ladder are."""

from __future__ import annotations

from functools import cache

import pytest

from simulator.bots import CREWS, PROBES, Bot
from simulator.rehearsal import play
from simulator.scenario import Library, load_policy

SHIPPED = [entry.id for entry in Library().entries()]
SEEDS = 12
MINUTE = 60_000


@cache
def card(scenario, crew, seed):
    found = Library().find(scenario).scenario
    return play(found, load_policy("imag"), crew=crew, seed=seed).scorecard


@cache
def events(scenario, crew, seed):
    found = Library().find(scenario).scenario
    return play(found, load_policy("imag"), crew=crew, seed=seed).log.events


def earned(scorecard):
    """Return what was scored, the dearest first: what to look at when a bound does not hold."""
    points = {
        key: round(scorecard.infos[key].weight * verdict.value, 2)
        for key, verdict in scorecard.criteria.items()
        if verdict.value
    }
    return dict(sorted(points.items(), key=lambda item: -item[1]))


def middle(scores):
    """Return the 5th and the 95th percentile of the means of a crew."""
    ordered = sorted(scores)
    cut = len(ordered) // 20
    return ordered[cut], ordered[len(ordered) - 1 - cut]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("scenario", SHIPPED)
def test_clicks_without_content_earn_little(scenario, seed):
    found = card(scenario, "gamer", seed)
    assert found.mean is not None
    assert found.mean <= 0.35, earned(found)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("scenario", SHIPPED)
def test_who_repairs_and_tells_nobody_did_not_communicate(scenario, seed):
    assert card(scenario, "hero", seed).capabilities["communication"] == "U"


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("scenario", SHIPPED)
def test_perfect_words_without_a_change_are_no_mitigation(scenario, seed):
    assert card(scenario, "bureaucrat", seed).capabilities["mitigation"] == "U"


def test_the_crews_of_the_ladder_do_not_overlap():
    found = {
        crew: middle([card("payment-outage", crew, seed).mean for seed in range(SEEDS)])
        for crew in CREWS
    }
    assert found["expert"][0] >= 0.9
    assert found["expert"][0] > found["average"][1]
    assert found["average"][0] > found["chaotic"][1]


def test_a_hero_repairs_faster_than_experts_do():
    def relieved(crew):
        levels = [e for e in events("payment-outage", crew, 1) if e.kind == "impact.changed"]
        return max(e.t for e in levels)

    assert relieved("hero") < relieved("expert")
    kinds = {e.kind for e in events("payment-outage", "hero", 1)}
    assert not {"update.posted", "statuspage.posted", "role.accepted"} & kinds


def test_a_bureaucrat_talks_for_70_minutes_before_anything_is_changed():
    told = events("payment-outage", "bureaucrat", 1)
    declared = next(e.t for e in told if e.kind == "incident.declared")
    assert min(e.t for e in told if e.kind == "action.started") >= declared + 70 * MINUTE
    before = [e for e in told if e.kind == "update.posted" and e.t < declared + 70 * MINUTE]
    assert len(before) >= 4


def test_a_gamer_clicks_everything_within_two_minutes_and_claims_that_it_worked():
    told = events("payment-outage", "gamer", 1)
    declared = next(e.t for e in told if e.kind == "incident.declared")
    soon = {e.kind for e in told if e.t <= declared + 2 * MINUTE}
    assert soon >= {
        "page.acked", "triage.assessed", "severity.set", "role.accepted", "channel.opened",
        "hypothesis.tested", "action.started", "update.posted", "statuspage.posted",
    }  # fmt: skip
    assert all(e.data["worked"] for e in told if e.kind == "mitigation.verified")


@pytest.mark.parametrize("crew", PROBES)
def test_probes_play_in_the_core_seats(crew):
    for seat in ("ic", "ol", "cl"):
        assert Bot(person=seat, seat=seat, crew=crew, seed=1).next_due() is None


def test_there_is_no_crew_of_another_name():
    with pytest.raises(ValueError, match="gamer, hero, bureaucrat"):
        Bot(person="ic", seat="ic", crew="brilliant", seed=1)


def test_who_is_played_does_not_take_a_fellow_for_a_person_who_asks():
    said = [e for e in events("quiet-evening", "bureaucrat", 1) if e.kind == "message.posted"]
    assert said
    assert not [e for e in said if e.data.get("re")]

"""Headless drills by each crew."""

from __future__ import annotations

import pytest

from simulator.bots import CREWS as BOT_CREWS
from simulator.bots import PROBES
from simulator.model.units import MINUTE
from simulator.rehearsal import CREWS, IDLE, new_header, play
from simulator.scenario import Library, load_policy


@pytest.fixture(scope="module")
def scenario():
    return Library().find("payment-outage").scenario


def drill(scenario, crew, seed=1):
    return play(scenario, load_policy("imag"), crew=crew, seed=seed)


def test_rehearsals_know_more_crews_than_a_room_offers():
    assert (*BOT_CREWS, *PROBES, IDLE) == CREWS


@pytest.mark.parametrize("crew", PROBES)
def test_probes_sit_down_as_people_do(scenario, crew):
    played = drill(scenario, crew)
    assert [c.verb for c in played.log.commands][:4] == ["seat.take"] * 3 + ["drill.start"]
    assert not any(e.data.get("bot") for e in played.log.events if e.kind == "seat.taken")
    assert drill(scenario, crew).digest == played.digest


def test_what_is_left_to_write_is_written_once_the_drill_is_over(scenario):
    for seed in range(1, 6):
        events = drill(scenario, "average", seed).log.events
        ended = next(e for e in events if e.kind == "drill.ended")
        after = [e for e in events if e.seq > ended.seq]
        assert {e.t for e in after} <= {ended.t}
        assert {e.kind for e in after} <= {
            "postmortem.drafted", "postmortem.shared", "runbook.updated",
        }  # fmt: skip
        if after:
            return
    pytest.fail("no crew had anything left to write")


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


def declarable(scenario, **changes):
    changed = scenario.model_copy(update=changes)
    return new_header("d", changed, "", load_policy("imag"), 1).facts.get("declarable_at")


def test_the_first_report_of_customers_is_reason_enough_to_declare():
    quiet = Library().find("quiet-evening").scenario
    # Not the colleague who leaves at 4m, nor the lift: customers notice nothing before 6m.
    assert declarable(quiet) == 15 * MINUTE
    facts = quiet.facts.model_copy(update={"customer_visible_from": None})
    assert declarable(quiet, facts=facts) is None
    # A red herring that asks for an answer is no report.
    tills = Library().find("checkout-declines").scenario
    assert declarable(tills) == 10 * MINUTE


def test_where_nobody_says_a_word_it_is_what_customers_see_unless_somebody_may_be_paged():
    quiet = Library().find("quiet-evening").scenario
    assert declarable(quiet, injects=[]) is None
    assert declarable(quiet, injects=[], alerts=[]) == 6 * MINUTE
    warnings = [a for a in quiet.alerts if a.labels["severity"] == "warning"]
    assert declarable(quiet, injects=[], alerts=warnings) == 6 * MINUTE
    team = quiet.oncall["quotes"]
    steps = {"quotes": team.model_copy(update={"by_severity": {"warning": team.steps}})}
    assert declarable(quiet, injects=[], alerts=warnings, oncall=steps) is None


def test_an_idle_crew_is_rated_also_where_nobody_is_paged():
    quiet = Library().find("quiet-evening").scenario
    card = drill(quiet, IDLE).scorecard
    assert card.criteria["D4"].value == 0.0
    assert card.criteria["D4"].said.startswith("No declaration")
    assert card.capabilities["detection"] == "U"

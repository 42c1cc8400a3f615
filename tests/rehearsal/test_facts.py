"""What a log's header says of the failure before the drill."""

from __future__ import annotations

import json

import pytest

from simulator.model.scenario import Escalation
from simulator.model.units import MINUTE
from simulator.rehearsal.facts import header_facts
from simulator.scenario import Library, load_policy

_BACK = ("rollback", "flag off")


@pytest.fixture
def scenario(payment):
    return payment


def facts(scenario, **changes):
    return header_facts(scenario.model_copy(update=changes), load_policy("imag"))


def test_the_facts_are_those_of_the_start_whatever_they_become(scenario):
    worse = Escalation.model_validate({"at": "9m", "facts": {"share_users": "90%"}})
    assert facts(scenario, escalations=[worse])["severity"] == {
        "share_users": 0.4,
        "revenue_blocked": True,
        "degraded": True,
        "workaround": False,
        "data_loss": False,
        "breach": False,
    }


def test_an_incident_is_an_outage_unless_the_scenario_says_otherwise(scenario):
    assert facts(scenario)["kind"] == "outage"
    assert facts(scenario, kind="security")["kind"] == "security"


def test_when_a_good_mitigation_was_knowable_is_told_only_if_the_scenario_says_so(scenario):
    untold = scenario.facts.model_copy(update={"viable_from": None})
    assert "viable_at" not in facts(scenario, facts=untold)
    told = scenario.facts.model_copy(update={"viable_from": 9 * MINUTE})
    assert facts(scenario, facts=told)["viable_at"] == 9 * MINUTE


def test_a_rollback_helps_if_one_that_fits_eases_what_hurts(scenario):
    assert facts(scenario)["rollback_helps"] is True
    in_vain = {
        name: spec.model_copy(update={"plausible": False} if spec.how in _BACK else {})
        for name, spec in scenario.actions.items()
    }
    assert facts(scenario, actions=in_vain)["rollback_helps"] is False
    assert "rollback_helps" not in facts(scenario, changes=[])


def test_services_are_named(scenario):
    named = ["checkout", "payment-api", "card-router", "backup-processor", "ledger-db"]
    assert facts(scenario)["services"] == named


def test_the_age_of_a_change_is_that_of_the_newest_where_it_breaks(scenario):
    assert facts(scenario)["change_age"] == 45 * MINUTE
    assert "change_age" not in facts(scenario, changes=[])


@pytest.mark.parametrize("entry", Library().entries(), ids=lambda entry: entry.id)
def test_every_built_in_scenario_has_facts_that_can_be_written_as_json(entry):
    said = header_facts(entry.scenario, load_policy("imag"))
    assert json.loads(json.dumps(said)) == said

"""The whole card: whose it is, what it carries, and what it says of a log that shows little."""

from __future__ import annotations

import json

import pytest

from simulator.model.records import Header
from simulator.model.score import Verdict
from simulator.scenario import load_rubric
from simulator.scoring import Judge, Trace, score

ALERT = (0, "alert.fired", "world", "world", {"page": True})
DECLARED = (0, "incident.declared", "ana", "ic")
END = (90, "drill.ended", "world", "world")


RUBRIC = load_rubric()


def test_a_card_carries_what_a_reader_needs(rescored):
    card = rescored()
    assert list(card.criteria) == list(card.infos) == list(RUBRIC.criteria)
    for key, spec in RUBRIC.criteria.items():
        assert card.infos[key] == spec.info(key)
        assert card.infos[key].id == key


def test_a_vacant_role_is_on_the_ics_card(verdict):
    empty = verdict("M1", ALERT, DECLARED, END)
    assert empty.role == "ic"
    ben = (5, "role.accepted", "ben", "ol", {"role": "ol"})
    assert verdict("M1", ALERT, DECLARED, ben, END).role == "ol"
    seated = (0, "seat.taken", "ben", "ol", {"person": "ben", "seat": "ol"})
    assert verdict("M1", ALERT, DECLARED, seated, END).role == "ol"


def test_team_criteria_are_on_nobodys_card(rescored):
    def unapproved(event):
        return None if event.kind == "action.approved" else event

    card = rescored(unapproved)
    assert card.criteria["M6"].role == "team"
    assert set(card.roles) == {"ic", "ol", "cl"}
    assert set(card.roles.values()) == {1.0}
    assert card.cs["control"] < 1.0


def test_means_are_weighted_and_none_without_scores(rescored):
    def no_rhythm(event):
        return None if event.kind == "update.posted" else event

    card = rescored(no_rhythm)
    mine = [
        (card.infos[key].weight, verdict.value)
        for key, verdict in card.criteria.items()
        if verdict.role == "cl" and verdict.value is not None
    ]
    expected = sum(w * value for w, value in mine) / sum(w for w, _ in mine)
    assert 0 < expected < 1
    assert card.roles["cl"] == pytest.approx(expected, abs=1e-5)
    blind = rescored(lambda event: None, observable=[])
    assert set(blind.roles.values()) == set(blind.cs.values()) == {None}
    assert set(blind.capabilities.values()) == {None}
    assert "scored" not in {v.status for v in blind.criteria.values()}
    assert {blind.criteria[key].status for key in ("D1", "D4", "D10", "M1", "C1")} == {
        "not_observable"
    }


def test_an_empty_log_is_no_fault_of_anybody(policy):
    card = score(Header(), [], policy, RUBRIC)
    assert {v.status for v in card.criteria.values()} <= {"not_applicable", "not_observable"}
    assert set(card.context.values()) == {None}


def test_a_policy_of_ones_own_changes_the_targets(rescored, ideal, policy):
    clocks = policy.clocks.model_copy(update={"first_public": (5 * 60_000, 15 * 60_000)})
    strict = policy.model_copy(update={"clocks": clocks})
    card = score(ideal.header, ideal.events, strict, RUBRIC)
    assert card.criteria["D10"].value == 0.5
    assert card.criteria["D10"].said.endswith("target 5 min.")


def test_a_rubric_of_ones_own_decides_what_is_judged(ideal, policy):
    one = RUBRIC.criteria["C1"].model_copy(
        update={
            "rule": "count",
            "with_": {"of": {"events": "message.posted"}, "zero_at": 14, "things": "messages"},
        }
    )
    card = score(
        ideal.header, ideal.events, policy, RUBRIC.model_copy(update={"criteria": {"X1": one}})
    )
    assert list(card.criteria) == ["X1"]
    assert card.criteria["X1"].value == 0.5
    assert card.capabilities["detection"] is None


def test_findings_keep_every_obligation_for_a_timeline(ideal, policy):
    found = Judge(Trace(ideal.header, ideal.events, policy), RUBRIC).examine()
    first, second = found["M7"].obligations
    assert (first.when, first.due, first.met_at, first.credit) == (
        1_800_000,
        2_700_000,
        1_980_000,
        1,
    )
    assert second.evidence == (90, 94, 95)
    assert found["D4"].obligations[0].delay == 0


def test_the_document_is_plain_json(rescored):
    document = json.loads(json.dumps(rescored().as_json()))
    assert document["format"] == "misfortune-scorecard/1"
    assert (
        document["criteria"]["D1"]
        == Verdict(
            "scored", 1.0, (2, 4), "Page acknowledged 1 min after the alert; target 5 min.", "ol"
        ).as_json()
    )
    assert document["reasons"]["investigation"].startswith("Performed without challenges: ")

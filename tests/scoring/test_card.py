"""The whole card: whose it is, what it carries, and what it says of a log that shows little."""

from __future__ import annotations

import json

import pytest

from simulator.model.records import Header
from simulator.model.score import CAPABILITIES, Verdict
from simulator.scoring import CRITERIA, RUBRIC, Criterion, Trace, examine, score
from simulator.scoring.findings import scored

ALERT = (0, "alert.fired", "world", "world", {"page": True})
DECLARED = (0, "incident.declared", "ana", "ic")
END = (90, "drill.ended", "world", "world")


def test_the_rubric_tells_a_reader_everything():
    assert list(RUBRIC) == list(CRITERIA)
    for key, info in RUBRIC.items():
        assert info.id == key
        assert info.capability in CAPABILITIES
        assert info.role in ("ic", "ol", "cl", "team")
        assert info.weight in (1, 2, 3)
        texts = (info.name, info.target, info.why, info.source, info.anti_pattern, info.question)
        assert all(texts)
        assert info.question.endswith("?")


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
    assert card.roles["cl"] == pytest.approx(0.5)
    assert card.cs["communicate"] == pytest.approx(0.5)
    blind = rescored(lambda event: None, observable=[])
    assert set(blind.roles.values()) == set(blind.cs.values()) == {None}
    assert set(blind.capabilities.values()) == {None}
    assert {v.status for v in blind.criteria.values()} == {"not_observable"}


def test_an_empty_log_is_no_fault_of_anybody(policy):
    card = score(Header(), [], policy)
    assert {v.status for v in card.criteria.values()} <= {"not_applicable", "not_observable"}
    assert set(card.context.values()) == {None}


def test_a_policy_of_ones_own_changes_the_targets(rescored, ideal, policy):
    clocks = policy.clocks.model_copy(update={"first_public": (5 * 60_000, 15 * 60_000)})
    card = score(ideal.header, ideal.events, policy.model_copy(update={"clocks": clocks}))
    assert card.criteria["D10"].value == 0.5
    assert card.criteria["D10"].said.endswith("target 5 min.")


def test_a_rubric_of_ones_own_is_a_mapping(ideal, policy):
    def posted(trace):
        return scored(min(1.0, len(trace.of("message.posted")) / 14), "Seven messages of 14.")

    info = RUBRIC["C1"]
    card = score(
        ideal.header, ideal.events, policy, {"X1": Criterion(info, posted, ("message.posted",))}
    )
    assert list(card.criteria) == ["X1"]
    assert card.criteria["X1"].value == 0.5
    assert card.capabilities["detection"] is None


def test_findings_keep_every_obligation_for_a_timeline(ideal, policy):
    found = examine(Trace(ideal.header, ideal.events, policy), CRITERIA)
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
    assert document["reasons"]["investigation"] == "Nothing of it was scored."

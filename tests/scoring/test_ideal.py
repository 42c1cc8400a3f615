"""The worked example scores full marks, and each change to it moves what it should and no more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scenario import load_policy, load_rubric
from simulator.scoring import score

ABSENT = {"D2", "M3", "K8", "K9", "C10", "A1"}
"""Nothing in the example gives an opportunity for these."""
PERFECT = {key: None if key in ABSENT else 1.0 for key in load_rubric().criteria}


def without(*kinds):
    return lambda event: None if event.kind in kinds else event


def moved(kind, minute):
    def change(event):
        return replace(event, t=minute * MINUTE) if event.kind == kind else event

    return change


def values(card):
    return {key: verdict.value for key, verdict in card.criteria.items()}


def letters(card):
    return {name: letter for name, letter in card.capabilities.items() if letter not in ("P", None)}


def test_all_criteria_are_met_in_full(rescored):
    card = rescored()
    assert len(card.criteria) == 56
    assert values(card) == PERFECT
    assert all(v.evidence for v in card.criteria.values() if v.status == "scored")
    assert set(card.capabilities.values()) == {"P"}
    assert set(card.roles.values()) == {1.0}
    assert set(card.cs.values()) == {1.0}
    assert card.mean == 1.0


def test_the_sentences_name_what_was_seen_and_the_target(rescored):
    said = {key: verdict.said for key, verdict in rescored().criteria.items()}
    assert said["D1"] == "Page acknowledged 1 min after the alert; target 5 min."
    assert said["D4"] == "Incident declared 0 min after it could be; target 5 min."
    assert said["D6"] == "Accepted 5 min after the declaration: IC; target 5 min."
    assert said["D7"] == "Staffed 9 min after the declaration: OL and CL; target 10 min."
    assert said["D10"] == "First public post: 10 min after the declaration; target 10 min."
    assert said["M1"] == "First mitigation started: 21 min after the declaration; target 30 min."
    assert said["R3"] == "Closed 30 min after recovery; target 30 min after."
    assert said["P1"].startswith("Review scheduled, with an owner, 42 h after closing; target")


def test_no_sentence_names_a_person(rescored, ideal):
    people = {e.actor for e in ideal.events} - {"world"}
    cards = [rescored(), rescored(without("page.acked", "role.accepted", "statuspage.posted"))]
    words = {
        w.strip(".,;()").lower() for c in cards for v in c.criteria.values() for w in v.said.split()
    }
    assert not words & people


def test_context_says_how_long_things_took(rescored):
    assert rescored().context == {
        "time_to_ack_s": 60.0,
        "time_to_declare_s": 0.0,
        "time_to_mitigate_s": 28 * 60.0,
        "time_to_recover_s": 77 * 60.0,
    }


def late_declaration(event):
    return moved("incident.declared", 25)(event)


def all_later(event):
    """Shift what follows the alert; the world's first facts stay where they are."""
    stays = event.kind == "alert.fired" or event.seq == 1
    return event if stays else replace(event, t=event.t + 20 * MINUTE)


def team_later(event):
    """Shift what the team does while the world stays as it was."""
    return event if event.role == "world" else replace(event, t=event.t + 20 * MINUTE)


def second_severity(event):
    changed = event.kind == "severity.set"
    return replace(event, data={"level": "SEV-2"}) if changed else event


def commander_starts_rollback(event):
    mine = event.kind == "action.started" and event.data["id"] == "a2"
    return replace(event, actor="ana", role="ic") if mine else event


def empty_words(event):
    if event.kind != "update.posted":
        return event
    return replace(event, data={"audience": event.data["audience"], "text": "No change."})


def empty_text(event):
    if event.kind != "update.posted":
        return event
    return replace(event, data={**event.data, "text": "No change."})


LATER = {
    "D1": 0, "D2": 0, "D4": 0, "D5": 0.5, "D6": 0.5, "D7": 0.65, "D8": 13 / 15, "D9": 0.75,
    "D10": 0.75, "D11": 0.75, "M2": 22 / 30, "I2": 0.7, "I3": 13 / 15,
}  # fmt: skip
STORED = {"C2": 8 / 9, "C3": 0.15, "C6": 0.96, "P3": 1 / 3}
"""What suffers in a shifted log only because times inside texts and promises were not shifted."""


@pytest.mark.parametrize(
    ("change", "total", "moves", "below_p"),
    [
        (
            without("statuspage.posted"),
            0.869,
            {"D10": 0, "C4": 0, "C5": 0, "C6": 0, "C7": 0, "C8": 0.5, "R5": 0.5},
            {"detection": "M", "resolution": "S", "communication": "U"},
        ),
        (
            without("mitigation.verified", "recovery.verified"),
            0.939,
            {"M7": 0, "R2": 0},
            {"mitigation": "M", "resolution": "M"},
        ),
        (without("action.approved"), 0.985, {"M6": 0.5}, {"mitigation": "S"}),
        (late_declaration, 0.970, {"D4": 0}, {"detection": "M"}),
        (all_later, 0.853, {**LATER, **STORED}, {"detection": "M"}),
        (commander_starts_rollback, 0.972, {"K2": 1 / 3, "M6": 0.75}, {"command": "S"}),
        (moved("incident.resolved", 85), 0.972, {"R3": 0, "R5": 0.6}, {"resolution": "S"}),
        (second_severity, 0.982, {"D5": 0.4}, {"detection": "S"}),
        (empty_words, 0.919, {"D9": 0, "C1": 0, "C2": 0, "C8": 0.5}, {"communication": "U"}),
        (empty_text, 0.919, {"D9": 0, "C1": 0, "C2": 0, "C8": 0.5}, {"communication": "U"}),
        (without("task.acked", "task.reported"), 0.990, {"K5": 0.5}, {}),
        (
            without("postmortem.scheduled", "postmortem.drafted"),
            0.904,
            {"P1": 0, "P2": 0, "P3": 0, "P4": 0, "P5": 0, "P7": 0.5},
            {"post_incident": "U"},
        ),
    ],
    ids=[
        "no status page",
        "no verification",
        "no approval",
        "declared at 14:35",
        "everything 20 min later",
        "IC starts the rollback",
        "closed 15:35",
        "SEV-2",
        "updates say No change",
        "text says No change",
        "no task acks",
        "no postmortem",
    ],
)
def test_only_what_is_meant_to_move_moves(rescored, change, total, moves, below_p):
    card = rescored(change)
    assert values(card) == pytest.approx({**PERFECT, **moves}, abs=0.006)
    assert card.mean == pytest.approx(total, abs=0.0016)
    assert letters(card) == below_p


@pytest.mark.parametrize(
    ("name", "total", "moves"),
    [
        ("sev1-4", 1.0, {}),
        ("p1-p4", 1.0, {}),
        ("google", 1.0, {}),
        ("p0-p3", 1.0, {"D6": None}),
        ("sev0-3", 0.987, {"D7": 2 / 3, "C4": 0.94, "C10": 0.5}),
        ("pagerduty", 0.978, {"D7": 2 / 3, "D10": 0.5, "C4": 0.99}),
        ("gitlab", 0.997, {"C4": 0.87}),
    ],
)
def test_other_rulebooks_ask_for_other_things(ideal, name, total, moves):
    card = score(ideal.header, ideal.events, load_policy(name), load_rubric())
    assert values(card) == pytest.approx({**PERFECT, **moves}, abs=0.006)
    assert card.mean == pytest.approx(total, abs=0.0006)


def test_a_change_that_had_been_fresh_should_have_gone_back_sooner(rescored):
    assert values(rescored(change_age=20 * MINUTE)) == {**PERFECT, "M3": 0.0}


def test_a_team_20_min_late_in_an_unchanged_world_misses_the_same_clocks(rescored):
    got = values(rescored(team_later))
    missed = {key for key, value in got.items() if value != PERFECT[key]}
    assert {key: got[key] for key in LATER} == pytest.approx(LATER, abs=1e-6)
    # The world did not wait: what they then did, checked and told was no longer so.
    assert missed - set(LATER) - set(STORED) <= {"M2", "M7", "C7", "C8", "R2", "R3", "I1"}


def test_one_deep_look_by_the_commander(rescored, ideal):
    t = 30 * MINUTE
    look = Event(999, t, "evidence.viewed", "ana", "ic", {"kind": "dashboard", "deep": True})
    card = rescored(extra=[look])
    assert values(card) == pytest.approx({**PERFECT, "K2": 2 / 3}, abs=1e-6)
    assert card.criteria["K2"].evidence == (999,)


def test_an_unrecorded_text_counts_as_substantive(rescored):
    def bare(event):
        if event.kind == "update.posted":
            return replace(event, data={"audience": event.data["audience"]})
        if event.kind == "statuspage.posted":
            return replace(event, data={"stage": event.data["stage"]})
        return event

    got = values(rescored(bare))
    unknown = {key for key, value in got.items() if value is None} - ABSENT
    assert unknown == {"C2", "C3", "C6"}
    assert {value for value in got.values() if value is not None} == {1.0}


SEEN = {"D4", "D5", "D6", "D7", "D9", "D10", "D11", "M1", "R3", "R4", "R5", "P1"}


def test_six_lines_of_a_lesson_are_scored_where_they_can_be(events, policy, ideal):
    kinds = [
        "alert.fired", "incident.declared", "role.assigned", "severity.set", "statuspage.posted",
        "action.started", "impact.changed", "incident.resolved", "postmortem.scheduled",
        "cadence.set", "update.posted",
    ]  # fmt: skip
    log = events(
        (3, "impact.changed", "world", "world", {"level": 0.4}),
        (5, "alert.fired", "world", "world", {"page": True}),
        (5, "incident.declared", "team", "responder"),
        (10, "role.assigned", "team", "responder", {"role": "ic", "to": "ic"}),
        (10, "severity.set", "ic", "ic", {"level": "SEV-1"}),
        (15, "role.assigned", "ic", "ic", {"role": "ol", "to": "ol"}),
        (15, "role.assigned", "ic", "ic", {"role": "cl", "to": "cl"}),
        (15, "cadence.set", "ic", "ic"),
        (15, "update.posted", "cl", "cl", {"audience": "stakeholders"}),
        (15, "statuspage.posted", "cl", "cl", {"stage": "investigating"}),
        (35, "action.started", "ol", "ol", {"id": "a1", "kind": "mitigation"}),
        (80, "impact.changed", "world", "world", {"level": 0}),
        (110, "incident.resolved", "ic", "ic"),
        (110, "statuspage.posted", "cl", "cl", {"stage": "resolved"}),
        (110, "update.posted", "cl", "cl", {"audience": "stakeholders"}),
        (110, "postmortem.scheduled", "ic", "ic"),
    )
    header = replace(ideal.header, facts={**ideal.header.facts, "observable": kinds})
    card = score(header, log, policy, load_rubric())
    assert {key: card.criteria[key].value for key in SEEN} == dict.fromkeys(SEEN, 1.0)
    hidden = {key for key, v in card.criteria.items() if v.status == "not_observable"}
    assert {"D1", "D8", "M6", "M7", "K5", "K7", "I1", "I2", "P2", "R2"} <= hidden
    assert card.criteria["K7"].said == "The log could not show doc.updated events."

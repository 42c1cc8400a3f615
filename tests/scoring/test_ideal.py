"""The worked example scores full marks, and each change to it moves what it should and no more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring import RUBRIC, score

OURS = ["D1", "D4", "D5", "D6", "D7", "D10", "M1", "M6", "M7", "K2", "C1", "R3", "P1"]
PERFECT = dict.fromkeys(OURS, 1.0)


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
    assert list(card.criteria) == list(RUBRIC)
    assert sorted(card.criteria) == sorted(OURS)
    assert {v.status for v in card.criteria.values()} == {"scored"}
    assert values(card) == PERFECT
    assert all(v.evidence for v in card.criteria.values())
    assert card.capabilities == {
        "detection": "P",
        "mitigation": "P",
        "investigation": None,
        "resolution": "P",
        "post_incident": "P",
        "command": "P",
        "communication": "P",
    }
    assert set(card.roles.values()) == {1.0}
    assert set(card.cs.values()) == {1.0}


def test_the_sentences_name_what_was_seen_and_the_target(rescored):
    said = {key: verdict.said for key, verdict in rescored().criteria.items()}
    assert said["D1"] == "Page acknowledged 1 min after the alert; target 5 min."
    assert said["D4"] == "Incident declared 0 min after it could be; target 5 min."
    assert said["D6"] == "IC accepted 5 min after the declaration; target 5 min."
    assert said["D7"] == "OL and CL staffed 9 min after the declaration; target 10 min."
    assert said["D10"] == "First public post 10 min after the declaration; target 10 min."
    assert said["M1"] == "First mitigation started 21 min after the declaration; target 30 min."
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


LATER = {"D1": 0.0, "D4": 0.0, "D5": 0.5, "D6": 0.5, "D7": 0.65, "D10": 0.75}


@pytest.mark.parametrize(
    ("change", "moves", "below_p"),
    [
        (without("statuspage.posted"), {"D10": 0}, {"detection": "M", "communication": "U"}),
        (
            without("mitigation.verified", "recovery.verified"),
            {"M7": 0},
            {"mitigation": "M"},
        ),
        (without("action.approved"), {"M6": 0.5}, {"mitigation": "S"}),
        (late_declaration, {"D4": 0}, {"detection": "M"}),
        (all_later, LATER, {"detection": "M"}),
        (commander_starts_rollback, {"K2": 1 / 3, "M6": 0.75}, {"command": "M"}),
        (moved("incident.resolved", 85), {"R3": 0}, {"resolution": "M"}),
        (second_severity, {"D5": 0.4}, {"detection": "S"}),
        (empty_words, {"C1": 0}, {"communication": "U"}),
        (empty_text, {"C1": 0}, {"communication": "U"}),
        (without("task.acked", "task.reported"), {}, {}),
        (without("postmortem.scheduled", "postmortem.drafted"), {"P1": 0}, {"post_incident": "U"}),
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
        "no review",
    ],
)
def test_only_what_is_meant_to_move_moves(rescored, change, moves, below_p):
    card = rescored(change)
    assert values(card) == pytest.approx({**PERFECT, **moves}, abs=1e-6)
    got = letters(card)
    assert got == below_p


def test_a_team_20_min_late_in_an_unchanged_world_misses_the_same_clocks(rescored):
    got = values(rescored(team_later))
    # The traffic shift now starts after users were relieved, so its "worked" is not borne out.
    assert got == pytest.approx({**PERFECT, **LATER, "M7": 0.5}, abs=1e-6)


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

    assert values(rescored(bare)) == PERFECT


def test_six_lines_of_a_lesson_are_scored_where_they_can_be(events, policy, ideal):
    kinds = [
        "alert.fired", "incident.declared", "role.assigned", "severity.set", "statuspage.posted",
        "action.started", "impact.changed", "incident.resolved", "postmortem.scheduled",
    ]  # fmt: skip
    log = events(
        (3, "impact.changed", "world", "world", {"level": 0.4}),
        (5, "alert.fired", "world", "world", {"page": True}),
        (5, "incident.declared", "team", "responder"),
        (10, "role.assigned", "team", "responder", {"role": "ic", "to": "ic"}),
        (10, "severity.set", "ic", "ic", {"level": "SEV-1"}),
        (15, "role.assigned", "ic", "ic", {"role": "ol", "to": "ol"}),
        (15, "role.assigned", "ic", "ic", {"role": "cl", "to": "cl"}),
        (15, "statuspage.posted", "cl", "cl", {"stage": "investigating"}),
        (35, "action.started", "ol", "ol", {"id": "a1", "kind": "mitigation"}),
        (80, "impact.changed", "world", "world", {"level": 0}),
        (110, "incident.resolved", "ic", "ic"),
        (110, "postmortem.scheduled", "ic", "ic"),
    )
    header = replace(ideal.header, facts={**ideal.header.facts, "observable": kinds})
    card = score(header, log, policy)
    seen = {key for key, verdict in card.criteria.items() if verdict.status == "scored"}
    assert seen == {"D4", "D5", "D6", "D7", "D10", "M1", "R3", "P1"}
    assert {card.criteria[key].value for key in seen} == {1.0}
    hidden = {key for key, v in card.criteria.items() if v.status == "not_observable"}
    assert hidden == set(OURS) - seen
    assert card.criteria["C1"].said == "The log could not show update.posted events."

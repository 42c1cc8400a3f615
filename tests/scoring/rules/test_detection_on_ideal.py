"""Detection on the worked example: full marks, exact figures, and what each change to it moves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.model.units import MINUTE
from simulator.scenario import load_policy, load_rubric
from simulator.scoring import Judge, Trace

RUBRIC = load_rubric()
OURS = [key for key, spec in RUBRIC.criteria.items() if spec.capability == "detection"]
PERFECT = {**dict.fromkeys(OURS, 1.0), "D2": None}


def without(*kinds):
    return lambda event: None if event.kind in kinds else event


def later(event):
    """Shift what follows the alert; the world's first facts stay where they are."""
    stays = event.kind == "alert.fired" or event.seq == 1
    return event if stays else replace(event, t=event.t + 20 * MINUTE)


def declared_late(event):
    return replace(event, t=25 * MINUTE) if event.kind == "incident.declared" else event


def lower(event):
    changed = event.kind == "severity.set"
    return replace(event, data={"level": "SEV-2"}) if changed else event


def no_change(event):
    if event.kind != "update.posted":
        return event
    return replace(event, data={"audience": event.data["audience"], "text": "No change."})


def detection(card):
    return {key: card.criteria[key].value for key in OURS}


def test_the_figures_of_the_worked_example(ideal, policy):
    found = Judge(Trace(ideal.header, ideal.events, policy), RUBRIC).examine()
    delays = {
        key: [o.delay / MINUTE for o in found[key].obligations]
        for key in OURS
        if found[key].obligations
    }
    assert delays == {
        "D1": [1],
        "D3": [2],
        "D4": [0],
        "D5": [5],
        "D6": [5],
        "D7": [8, 9],
        "D8": [1, 4, 9],
        "D9": [10],
        "D10": [10],
        "D11": [10],
    }
    assert found["D2"].said == "No page waited 5 min for an acknowledgement."


@pytest.mark.parametrize(
    ("change", "moves", "letter"),
    [
        (lambda event: event, {}, "P"),
        (without("statuspage.posted"), {"D10": 0}, "M"),
        (declared_late, {"D4": 0}, "M"),
        (
            later,
            {
                "D1": 0, "D2": 0, "D4": 0, "D5": 0.5, "D6": 0.5, "D7": 0.65, "D8": 0.866667,
                "D9": 0.75, "D10": 0.75, "D11": 0.75,
            },
            "M",
        ),
        (lower, {"D5": 0.4}, "S"),
        (no_change, {"D9": 0}, "P"),
        (without("task.acked", "task.reported"), {}, "P"),
        (without("mitigation.verified", "recovery.verified"), {}, "P"),
        (without("action.approved"), {}, "P"),
        (without("postmortem.scheduled", "postmortem.drafted"), {}, "P"),
        (without("doc.updated"), {"D8": 0.833333}, "P"),
        (without("triage.assessed"), {"D3": 0}, "P"),
        (without("cadence.set"), {"D11": 0}, "P"),
    ],
    ids=[
        "nothing", "no status page", "declared at 14:35", "everything 20 min later", "SEV-2",
        "updates say No change", "no task acks", "no verification", "no approval", "no review",
        "nobody writes", "no triage", "no rhythm",
    ],
)  # fmt: skip
def test_only_what_is_meant_to_move_moves(rescored, change, moves, letter):
    card = rescored(change)
    assert detection(card) == pytest.approx({**PERFECT, **moves}, abs=1e-6)
    assert card.capabilities["detection"] == letter


@pytest.mark.parametrize(
    ("name", "moves"),
    [
        ("sev1-4", {}),
        ("p1-p4", {}),
        ("google", {}),
        ("sev0-3", {"D7": 2 / 3}),
        ("pagerduty", {"D7": 2 / 3, "D10": 0.5}),
    ],
)
def test_other_schemes_see_the_same_team(ideal, name, moves):
    card = Judge(Trace(ideal.header, ideal.events, load_policy(name)), RUBRIC).card()
    got = {key: value for key, value in detection(card).items() if value is not None}
    assert got == pytest.approx({**dict.fromkeys(got, 1.0), **moves}, abs=1e-6)
    assert {"D1", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11"} <= set(got)

"""Letters: whether the objective was achieved comes first, then the mean, then what caps it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.model.policy import Ratings
from simulator.model.score import Verdict
from simulator.scenario import load_rubric
from simulator.scoring import score
from simulator.scoring.objectives import OBJECTIVES, Objective
from simulator.scoring.ratings import capability, mean

RUBRIC = load_rubric().criteria
HALF = replace(RUBRIC["P1"].info("P1"), weight=2)
CAPPED = "First mitigation started at {:.2f} caps a weighted mean of 0.94."
CRITICAL = replace(RUBRIC["M1"].info("M1"), weight=3)


def seen(value, info=HALF):
    return info, Verdict("scored" if value is not None else "not_applicable", value, (), "")


@pytest.mark.parametrize(
    ("judged", "letter", "reason"),
    [
        ([seen(0.9)], "P", "Performed without challenges: weighted mean 0.90 over 1 criterion."),
        ([seen(0.89)], "S", "Performed with some challenges: weighted mean 0.89 over 1 criterion."),
        (
            [seen(0.64)],
            "M",
            "Performed with major challenges: weighted mean 0.64 over 1 criterion.",
        ),
        ([seen(0.0)], "M", "Performed with major challenges: weighted mean 0.00 over 1 criterion."),
        ([seen(None)], None, "Nothing of it was scored."),
        ([], None, "Nothing of it was scored."),
        (
            [seen(1.0)] * 8 + [seen(0.6, CRITICAL)],
            "S",
            "Performed with some challenges: " + CAPPED.format(0.6),
        ),
        (
            [seen(1.0)] * 20 + [seen(0.2, CRITICAL)],
            "M",
            "Performed with major challenges: " + CAPPED.format(0.2),
        ),
    ],
)
def test_letters_from_what_is_scored(judged, letter, reason):
    assert capability(judged, Objective(None), Ratings()) == (letter, reason)


def test_no_mean_makes_good_for_a_missed_objective():
    missed = Objective(achieved=False, missing="nothing got better")
    expected = ("U", "The objective was not achieved: nothing got better.")
    assert capability([seen(1.0)], missed, Ratings()) == expected
    assert capability([], missed, Ratings()) == expected


def test_means_are_weighted():
    assert mean([seen(1.0, CRITICAL), seen(0.5), seen(None)]) == pytest.approx(4 / 5)
    assert mean([seen(None)]) is None


# -- objectives --------------------------------------------------------------------------------

ALERT = (0, "alert.fired", "world", "world", {"page": True})
HIT = (0, "impact.changed", "world", "world", {"level": 0.4})
DECLARED = (3, "incident.declared", "dev", "responder")
SEVERITY = (5, "severity.set", "ana", "ic", {"level": "SEV-1"})
NAMED = (5, "role.assigned", "dev", "responder", {"role": "ic", "to": "ana"})
COMMAND = (6, "role.accepted", "ana", "ic", {"role": "ic"})
EASED = (50, "impact.changed", "world", "world", {"level": 0.2})
RECOVERED = (60, "impact.changed", "world", "world", {"level": 0})
CHANGES = (8, "changes.reviewed", "ben", "ol")
CLOSED = (95, "incident.resolved", "ana", "ic")
REVIEW = (96, "postmortem.scheduled", "ana", "ic", {"owner": "ben", "at": 9_000_000})
TO_CUSTOMERS = "Some customers cannot pay by card. We are working on it. Next update at 14:45."
INSIDE = (
    "Status: mitigating. Impact: 40% of card payments fail in all regions."
    " Next action: move traffic to the backup."
)
POST = (10, "statuspage.posted", "cho", "cl", {"stage": "investigating", "text": TO_CUSTOMERS})
UPDATE = (10, "update.posted", "cho", "cl", {"audience": "executives", "text": INSIDE})
END = (120, "drill.ended", "world", "world")
WHOLE = [
    HIT, ALERT, DECLARED, SEVERITY, NAMED, COMMAND, CHANGES, EASED, RECOVERED, CLOSED, REVIEW, POST,
    UPDATE, END,
]  # fmt: skip


def without(*gone):
    return [line for line in WHOLE if line not in gone]


@pytest.mark.parametrize("name", OBJECTIVES)
def test_a_team_that_does_everything_achieves_every_objective(trace, name):
    assert OBJECTIVES[name](trace(*WHOLE)).achieved is True


@pytest.mark.parametrize(
    ("name", "lines", "missing"),
    [
        ("detection", without(DECLARED), "no declaration within 30 min"),
        ("detection", [*without(DECLARED), (31, *DECLARED[1:])], "no declaration within 30 min"),
        ("detection", without(SEVERITY), "no severity was set"),
        ("detection", without(NAMED, COMMAND), "no IC was named"),
        (
            "mitigation",
            without(EASED, RECOVERED),
            "user impact was not cut by half within 60 min of the declaration",
        ),
        (
            "mitigation",
            [*without(EASED, RECOVERED), (64, *EASED[1:])],
            "user impact was not cut by half within 60 min of the declaration",
        ),
        (
            "resolution",
            without(RECOVERED),
            "the service had not recovered when the incident was closed",
        ),
        ("resolution", without(CLOSED), "the incident was not closed by the end of the log"),
        (
            "resolution",
            without(CLOSED, RECOVERED),
            "the incident was not resolved by the end of the log",
        ),
        ("post_incident", without(REVIEW), "no review was scheduled"),
        ("post_incident", [*without(REVIEW), (*REVIEW[:4], {})], "nobody owns a review"),
        (
            "command",
            without(NAMED, COMMAND),
            "an IC held command for 0 min of the 87 min that needed one",
        ),
        (
            "communication",
            without(UPDATE),
            "no substantive update reached stakeholders or executives",
        ),
        (
            "communication",
            [*without(UPDATE), (*UPDATE[:4], {**UPDATE[4], "audience": "responders"})],
            "no substantive update reached stakeholders or executives",
        ),
        ("communication", without(POST), "customers were not told"),
        (
            "communication",
            [*without(POST), (*POST[:4], {**POST[4], "stage": "resolved"})],
            "customers were told nothing that was so",
        ),
    ],
)
def test_what_is_missing(trace, name, lines, missing):
    assert OBJECTIVES[name](trace(*lines)) == Objective(achieved=False, missing=missing)


@pytest.mark.parametrize(
    ("name", "lines", "facts"),
    [
        ("detection", [END], {}),
        ("detection", [ALERT, (20, *END[1:])], {}),
        ("detection", without(DECLARED), {"observable": ["alert.fired"], "true_level": None}),
        ("mitigation", [END], {}),
        ("mitigation", [HIT, ALERT, DECLARED, (50, *END[1:])], {}),
        ("resolution", [ALERT, DECLARED, END], {}),
        ("resolution", [HIT, ALERT, DECLARED, (50, *END[1:])], {}),
        ("resolution", [HIT, ALERT, DECLARED, (20, *RECOVERED[1:]), (40, *END[1:])], {}),
        ("post_incident", without(CLOSED, REVIEW), {}),
        ("post_incident", without(REVIEW), {"severity": {"degraded": False}}),
        ("command", [ALERT, DECLARED, (15, *END[1:])], {}),
        ("command", [END], {}),
        ("communication", [ALERT, DECLARED, (30, *END[1:])], {}),
    ],
)
def test_a_log_that_cannot_say_rates_nothing_u(trace, name, lines, facts):
    lines = [line for line in lines if line[1] != "severity.set" or not facts.get("observable")]
    lines = [line for line in lines if line[1] != "role.assigned" or not facts.get("observable")]
    assert OBJECTIVES[name](trace(*lines, **facts)).achieved is None


def test_what_is_not_over_yet_gets_no_letter_for_how_it_ended(trace, policy):
    exit_criteria = (10, "exit_criteria.set", "ana", "ic", {"text": "Errors below 1 % for 30 min"})
    early = trace(HIT, ALERT, DECLARED, exit_criteria, (20, *END[1:]))
    card = score(early.header, early.events, policy, load_rubric())
    assert card.criteria["R1"].value == 1.0
    assert card.capabilities["resolution"] is None
    assert card.reasons["resolution"] == (
        "Too early to say: the incident was still open, and nothing was overdue."
    )


def test_customers_who_see_nothing_need_not_be_told(trace):
    made = trace(*without(POST), customer_visible=False)
    assert OBJECTIVES["communication"](made).achieved is True


def test_no_ic_is_asked_of_who_plays_alone_or_where_the_policy_asks_for_none(trace):
    seat = (0, "seat.taken", "ana", "ol", {"person": "ana", "seat": "ol"})
    lines = without(NAMED, COMMAND)
    assert OBJECTIVES["detection"](trace(seat, *lines)).achieved is True
    assert OBJECTIVES["detection"](trace(*lines, severity={"degraded": False})).achieved is True
    assert OBJECTIVES["detection"](trace(*lines)).achieved is False


def test_a_false_alarm_has_no_objective(trace):
    alarm = [ALERT, DECLARED, (8, "incident.resolved", "ana", "ic"), END]
    assert OBJECTIVES["detection"](trace(*alarm)).achieved is None


def test_a_lone_player_is_not_asked_to_command_anybody(trace):
    seat = (0, "seat.taken", "ana", "ol", {"person": "ana", "seat": "ol"})
    assert OBJECTIVES["command"](trace(seat, *without(NAMED, COMMAND))).achieved is None


def test_a_postmortem_with_an_owner_inside_is_owned(trace):
    draft = (110, "postmortem.drafted", "ben", "ol", {"text": "Fix the check (@ben)"})
    assert OBJECTIVES["post_incident"](trace(*without(REVIEW), draft)).achieved is True

"""R3 and P1: closing when it holds, and a review that somebody owns."""

from __future__ import annotations

import pytest

START = [
    (0, "impact.changed", "world", "world", {"level": 0.4}),
    (0, "alert.fired", "world", "world", {"page": True}),
    (0, "incident.declared", "dev", "responder"),
]
RECOVERED = (40, "impact.changed", "world", "world", {"level": 0})
END = (200, "drill.ended", "world", "world")
HOUR = 3_600_000


def closed(minute):
    return (minute, "incident.resolved", "ana", "ic")


def review(minute, **data):
    return (minute, "postmortem.scheduled", "ana", "ic", data)


# -- R3 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minute", "value"), [(70, 1.0), (68, 0.9), (60, 0.5), (50, 0.0), (190, 1.0)]
)
def test_r3_rises_from_10_to_30_minutes(verdict, minute, value):
    found = verdict("R3", *START, RECOVERED, closed(minute), END)
    assert found.value == pytest.approx(value)
    assert len(found.evidence) == 2
    wait = "2.5 h" if minute == 190 else f"{minute - 40} min"
    assert found.said == f"Closed {wait} after recovery; target 30 min after."


def test_r3_closed_before_recovery(verdict):
    found = verdict("R3", *START, closed(30), RECOVERED, END)
    assert (found.value, found.said) == (0.0, "Closed 10 min before recovery; target 30 min after.")
    never = verdict("R3", *START, closed(30), END)
    assert (never.value, never.said) == (
        0.0,
        "Closed while users were still hit; target 30 min after.",
    )


def test_r3_every_closing_counts(verdict):
    again = (45, "incident.reopened", "ana", "ic")
    found = verdict("R3", *START, closed(30), again, RECOVERED, closed(75), END)
    assert found.value == 0.5


def test_r3_a_fact_says_when_it_recovered(verdict):
    lines = [*START[1:], closed(70), END]
    seen = ["incident.resolved", "incident.declared", "alert.fired"]
    assert verdict("R3", *lines, observable=seen).said == (
        "The log does not show when the service recovered."
    )
    assert verdict("R3", *lines, observable=seen, recovered_at=40 * 60_000).value == 1.0


def test_r3_not_applicable(verdict):
    assert verdict("R3", *START, RECOVERED, END).said == "The incident was not closed."
    found = verdict("R3", *START[1:], closed(30), END)
    assert found.said == "No user was hit, so there was no recovery to wait for."


def test_r3_not_observable(verdict):
    assert verdict("R3", *START, RECOVERED, END, observable=[]).status == "not_observable"


# -- P1 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ({"owner": "ben", "at": 40 * HOUR}, 1.0),
        ({"owner": "ben", "at": 85 * HOUR}, 0.75),
        ({"owner": "ben", "at": 200 * HOUR}, 0.5),
        ({"owner": "ben"}, 0.5),
        ({"owner": "ben", "at": HOUR}, 0.5),
        ({"at": 40 * HOUR}, 0.5),
        ({"owner": "TBD", "at": 40 * HOUR}, 0.5),
        ({}, 0.0),
    ],
)
def test_p1_is_half_owner_and_half_date(verdict, data, value):
    found = verdict("P1", *START, RECOVERED, closed(60), review(65, **data), END)
    assert found.value == pytest.approx(value)


def test_p1_sentences(verdict):
    target = "; target an owner and a date within 48 h of closing."
    good = verdict("P1", *START, closed(60), review(65, owner="ben", at=43 * HOUR), END)
    assert good.said == "Review scheduled, with an owner, 42 h after closing" + target
    bare = verdict("P1", *START, closed(60), review(65), END)
    assert bare.said == "Review scheduled, no owner, no date ahead" + target
    none = verdict("P1", *START, closed(60), END)
    assert none.said == "No review was scheduled; target 48 h."
    assert none.evidence == (4,)


def test_p1_missed(verdict):
    assert verdict("P1", *START, closed(60), END).value == 0.0


def test_p1_the_last_date_counts(verdict):
    late, soon = review(65, owner="ben", at=150 * HOUR), review(70, owner="ben", at=20 * HOUR)
    assert verdict("P1", *START, closed(60), late, soon, END).value == 1.0


def test_p1_what_a_recorder_did_not_keep_is_not_held_against_the_team(verdict):
    seen = ["incident.resolved", "postmortem.scheduled", "incident.declared"]
    found = verdict("P1", *START, closed(60), review(65), END, observable=seen)
    assert found.value == 1.0
    assert found.said.startswith("Review scheduled, with neither owner nor date recorded; target")
    found = verdict("P1", *START, closed(60), review(65), END, observable=seen, engine="1")
    assert found.value == 0.0


def test_p1_not_applicable(verdict):
    small = verdict("P1", *START, closed(60), END, severity={"degraded": False})
    assert small.said == "The policy asks for no review at this severity."
    running = verdict("P1", *START, END)
    assert running.said == "The incident was not closed, so no review was due yet."


def test_p1_a_review_before_closing_counts(verdict):
    found = verdict("P1", *START, review(60, owner="ben", at=21 * HOUR), END)
    assert found.value == 1.0
    assert found.said.startswith("Review scheduled, with an owner, 20 h ahead; target")


def test_p1_not_observable(verdict):
    assert verdict("P1", *START, closed(60), END, observable=[]).status == "not_observable"

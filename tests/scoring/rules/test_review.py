"""P1 and P7: a review that somebody owns, and lessons that spread."""

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


# -- P7 ----------------------------------------------------------------------------------------

WORDS = (
    "## Summary\nCards failed for a while after a release of the router, until the"
    " team had taken it back region by region and seen test purchases go through."
)
DRAFT = (100, "postmortem.drafted", "ben", "ol", {"text": WORDS})
BOOK = (110, "runbook.updated", "ben", "ol", {"text": "Move the traffic before you roll back"})
SHARED = (120, "postmortem.shared", "ana", "ic", {"with": "engineering"})


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ([DRAFT, BOOK, SHARED], 1.0),
        ([DRAFT, SHARED], 0.5),
        ([BOOK], 0.5),
        ([DRAFT], 0.0),
        ([SHARED], 0.0),
        ([BOOK, SHARED], 0.5),
        ([DRAFT, (110, "runbook.updated", "ben", "ol", {"text": "Done"}), SHARED], 0.5),
        ([DRAFT, (110, "runbook.updated", "ben", "ol", {}), SHARED], 1.0),
        ([(90, *SHARED[1:]), DRAFT], 0.0),
    ],
)
def test_p7_is_half_runbook_and_half_sharing(verdict, lines, value):
    assert verdict("P7", *START, closed(60), *lines, END).value == value


def test_p7_what_could_not_be_seen_is_not_asked_for(verdict):
    seen = ["incident.resolved", "postmortem.shared"]
    found = verdict("P7", *START, closed(60), SHARED, END, observable=seen)
    assert (found.value, found.said) == (1.0, "Postmortem shared; target both.")


def test_p7_is_due_once_somebody_began_or_had_the_time(verdict):
    assert (
        verdict("P7", *START, closed(60), END).said == "The log ends before a postmortem was due."
    )
    late = (60 + 49 * 60, "message.posted", "ana", "ic", {"text": "Now?"})
    assert verdict("P7", *START, closed(60), late).value == 0.0
    small = {"degraded": False}
    assert verdict("P7", *START, closed(60), BOOK, severity=small).status == "not_applicable"
    assert verdict("P7", *START, END).said.startswith("The incident was not closed")

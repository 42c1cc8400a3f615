"""K9: a team that is stuck asks for help."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

START = [
    (0, "impact.changed", "world", "world", {"level": 0.4}),
    (0, "alert.fired", "world", "world", {"page": True, "service": "shop", "team": "web"}),
    (0, "incident.declared", "dev", "responder"),
]
END = (120, "drill.ended", "world", "world")
CLOSED = (100, "incident.resolved", "ana", "ic")


def call(minute, **data):
    return (minute, "escalation.sent", "ana", "ic", {"to": "vendor", "by": "seat", **data})


def look(minute, source="graph"):
    data = {"kind": "dashboard"} | ({"source": source} if source else {})
    return (minute, "evidence.viewed", "ben", "ol", data)


def failed(minute, name):
    return (minute, "mitigation.verified", "ben", "ol", {"id": name, "worked": False})


def recovered(minute):
    return (minute, "impact.changed", "world", "world", {"level": 0})


@pytest.mark.parametrize(
    ("minute", "value"),
    [(1, 0.0), (20, 0.0), (25, 1.0), (35, 1.0), (42.5, 0.5), (50, 0.0), (90, 0.0)],
)
def test_half_an_hour_without_progress_is_a_reason(verdict, minute, value):
    found = verdict("K9", *START, call(minute), CLOSED)
    assert found.value == pytest.approx(value, abs=1e-6)
    assert "(no progress for 30 min)" in found.said


@pytest.mark.parametrize(
    "news",
    [
        look(20),
        (20, "hypothesis.tested", "ben", "ol", {"id": "h1", "result": "refuted"}),
        (20, "changes.reviewed", "ben", "ol"),
        (20, "action.failed", "ben", "ol", {"id": "a1", "kind": "mitigation"}),
        (20, "impact.changed", "world", "world", {"level": 0.3}),
    ],
)
def test_progress_starts_the_clock_again(verdict, news):
    assert verdict("K9", *START, news, recovered(45), CLOSED).status == "not_applicable"
    assert verdict("K9", *START, news, recovered(51), CLOSED).value == 0.0


@pytest.mark.parametrize(
    "nothing",
    [
        (20, "impact.changed", "world", "world", {"level": 0.41}),
        (20, "message.posted", "ben", "ol", {"text": "Still looking"}),
        look(20),
    ],
)
def test_looking_again_and_small_moves_are_no_progress(verdict, nothing):
    assert verdict("K9", *START, look(1), nothing, recovered(45), CLOSED).value == 0.0


def test_a_change_under_way_is_progress(verdict):
    run = {"id": "a1", "kind": "mitigation"}
    begun = (25, "action.started", "ben", "ol", run)
    ended = (80, "action.finished", "ben", "ol", run)
    assert verdict("K9", *START, begun, ended, CLOSED).said == "The team was never stuck."
    assert verdict("K9", *START, begun, CLOSED, engine="1").said == "The team was never stuck."
    assert verdict("K9", *START, begun, CLOSED).value == 0.0


@pytest.mark.parametrize(("minute", "value"), [(10, 1.0), (27, 1.0), (34.5, 0.5), (60, 0.0)])
def test_two_mitigations_that_did_not_work_are_a_reason(verdict, minute, value):
    lines = [failed(10, "a1"), failed(12, "a1"), failed(22, "a2"), call(minute), recovered(35)]
    found = verdict("K9", *START, *lines, CLOSED)
    assert found.value == pytest.approx(value, abs=1e-6)
    assert found.said.startswith("Help was asked for after")
    assert "(2 mitigations did not work)" in found.said
    assert set(found.evidence) >= {4, 6} or minute == 10


def test_a_run_that_failed_by_itself_counts_and_a_diagnostic_does_not(verdict):
    def broke(minute, name, kind):
        return (minute, "action.failed", "ben", "ol", {"id": name, "kind": kind})

    two = [broke(10, "a1", "mitigation"), broke(12, "a2", "mitigation")]
    assert verdict("K9", *START, *two, recovered(35), CLOSED).value == 0.0
    one = [broke(10, "a1", "mitigation"), broke(12, "a2", "diagnostic")]
    assert verdict("K9", *START, *one, recovered(35), CLOSED).status == "not_applicable"


@pytest.mark.parametrize(("minute", "value"), [(15, 1.0), (22.5, 0.5), (40, 0.0)])
def test_a_severity_that_truly_rises_is_a_reason(verdict, minute, value):
    worse = (10, "facts.changed", "world", "world", {"facts": {"share_users": 0.6}})
    found = verdict(
        "K9", *START, worse, look(11), call(minute), recovered(32), CLOSED,
        severity={"share_users": 0.05, "degraded": True},
    )  # fmt: skip
    assert found.value == pytest.approx(value, abs=1e-6)
    assert "(the severity rose)" in found.said


def test_a_severity_that_falls_is_none(verdict):
    better = (10, "facts.changed", "world", "world", {"facts": {"share_users": 0.01}})
    found = verdict("K9", *START, better, recovered(25), CLOSED)
    assert found.said == "The team was never stuck."


def elsewhere(minute, **data):
    alert = {"page": False, "service": "ledger-db", "team": "data"}
    return [
        (2, "alert.fired", "world", "world", alert),
        (minute, "hypothesis.stated", "ben", "ol", {"id": "h1", "suspects": "ledger-db", **data}),
    ]


def test_a_theory_about_a_part_whose_team_is_not_there_is_a_reason(verdict):
    lines = [*elsewhere(10), recovered(25)]
    assert verdict("K9", *START, *lines, CLOSED).value == 0.0
    asked = (12, "page.sent", "ben", "ol", {"team": "data", "level": "requested"})
    assert verdict("K9", *START, *lines, asked, CLOSED).value == 1.0
    there = (8, "page.sent", "world", "world", {"team": "data", "level": "primary"})
    assert verdict("K9", *START, *lines, there, CLOSED).status == "not_applicable"
    own = {"id": "h1", "suspects": "shop"}
    mine = [(10, "hypothesis.stated", "ben", "ol", own), recovered(25)]
    assert verdict("K9", *START, *mine, CLOSED).status == "not_applicable"


def test_a_theory_that_soon_proves_wrong_needs_nobody(verdict):
    gone = (14, "hypothesis.tested", "ben", "ol", {"id": "h1", "result": "refuted"})
    found = verdict("K9", *START, *elsewhere(10), gone, recovered(25), CLOSED)
    assert found.status == "not_applicable"


@pytest.mark.parametrize(
    "none",
    [
        (31, "escalation.sent", "world", "world", {"to": "nadia", "by": "auto"}),
        (31, "page.sent", "world", "world", {"to": "nadia", "level": "secondary"}),
        (31, "message.posted", "ana", "ic", {"text": "Should we call somebody?"}),
    ],
)
def test_what_is_no_call_for_help(verdict, none):
    assert verdict("K9", *START, none, CLOSED).value == 0.0


def test_nobody_needs_help_any_more_once_it_is_over(verdict):
    assert verdict("K9", *START, recovered(29), CLOSED, END).status == "not_applicable"
    late = [failed(40, "a1"), failed(41, "a2")]
    assert verdict("K9", *START, recovered(29), *late, CLOSED).status == "not_applicable"


def test_too_soon_to_say(verdict):
    last = (33, "message.posted", "ana", "ic", {"text": "Hm"})
    assert verdict("K9", *START, last).said == "The log ends before help was due."
    assert verdict("K9", *START, (29, *last[1:])).said == "The team was never stuck."


def test_a_recorder_who_saw_no_work_cannot_say_that_there_was_no_progress(verdict):
    seen = ["incident.declared", "escalation.sent", "incident.resolved", "impact.changed"]
    found = verdict("K9", *START, CLOSED, observable=seen)
    assert found.status == "not_applicable"


@given(st.floats(30, 95), st.floats(30, 95))
@settings(max_examples=40, deadline=None)
def test_asking_sooner_never_costs(verdict, one, other):
    def value(minute):
        return verdict("K9", *START, call(minute), CLOSED).value

    assert value(min(one, other)) >= value(max(one, other))

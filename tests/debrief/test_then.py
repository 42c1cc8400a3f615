"""What was on a screen then: nothing later, and nothing that the seat was never shown."""

import pytest

from simulator.debrief.cast import Cast, SeatNames
from simulator.debrief.then import Screens
from simulator.model.records import Event, Header
from simulator.model.units import MINUTE
from simulator.scoring import Trace

SEATS = [
    (0, "seat.taken", who, seat, {"person": who, "seat": seat, "name": who.capitalize()})
    for who, seat in (("ana", "ic"), ("ben", "ol"), ("cho", "cl"))
]
ASK = {"id": "q", "from": "cfo", "name": "Helena", "channel": "dm-ic", "text": "How much?",
       "expects": True}  # fmt: skip


@pytest.fixture
def at(policy):
    def look(seat, minute, *lines, seq=None, seats=SEATS):
        events = [
            Event(n, round(m * MINUTE), *rest) for n, (m, *rest) in enumerate([*seats, *lines], 1)
        ]
        trace = Trace(Header(clock0="14:10"), events, policy)
        screens = Screens(trace, SeatNames(Cast(events), "14:10"))
        return dict(screens.at(seat, round(minute * MINUTE), seq))

    return look


def test_at_first_nothing_is_known(at):
    assert at("ic", 1) == {
        "Incident": "not declared",
        "Command": "nobody had accepted it",
        "Impact as last told": "not told yet",
    }


def test_the_incident_its_severity_and_its_commander(at):
    lines = [
        (2, "incident.declared", "ben", "ol", {"title": "Down"}),
        (3, "severity.set", "ana", "ic", {"level": "SEV-2"}),
        (4, "role.accepted", "ana", "ic", {"role": "ic"}),
        (8, "severity.set", "ana", "ic", {"level": "SEV-1"}),
    ]
    assert at("cl", 2.5, *lines)["Incident"] == "declared at 14:12, no severity set"
    assert at("cl", 5, *lines)["Incident"] == "declared at 14:12, SEV-2 since 14:13"
    assert at("cl", 5, *lines)["Command"] == "an IC since 14:14"
    assert at("cl", 9, *lines)["Incident"].endswith("SEV-1 since 14:18")


def test_before_an_event_means_without_it(at):
    declared = (2, "incident.declared", "ben", "ol", {})
    assert at("ic", 2, declared, seq=4)["Incident"] == "not declared"
    assert at("ic", 2, declared)["Incident"].startswith("declared")


def test_the_impact_is_what_was_told_and_never_what_was_so(at):
    lines = [
        (1, "impact.changed", "world", "world", {"level": 0.73}),
        (3, "triage.assessed", "ben", "ol", {"severity": "SEV-2", "impact": "cards fail"}),
        (5, "update.posted", "cho", "cl", {"audience": "executives", "impact": "40% fail"}),
        (7, "statuspage.posted", "cho", "cl", {"stage": "identified", "text": "Some cards fail."}),
    ]
    assert at("ic", 2, *lines)["Impact as last told"] == "not told yet"
    assert at("ic", 4, *lines)["Impact as last told"] == "“cards fail” (14:13, inside the team)"
    told = at("ic", 6, *lines)["Impact as last told"]
    assert told == "“40% fail” (14:15, update: executives)"
    assert at("ic", 8, *lines)["Impact as last told"] == "“Some cards fail.” (14:17, status page)"
    assert not [text for text in at("ic", 9, *lines).values() if "73" in text]


def test_alerts_and_changes_are_shown_while_they_last(at):
    lines = [
        *((1, "alert.fired", "world", "world", {"alert": name, "page": False}) for name in "ABCDE"),
        (2, "action.started", "ben", "ol", {"id": "a1", "title": "Restart"}),
        (5, "alert.resolved", "world", "world", {"alert": "A"}),
        (6, "action.failed", "ben", "ol", {"id": "a1"}),
    ]
    assert at("ic", 3, *lines)["Alerts firing"] == "A, B, C and 2 more"
    assert at("ic", 3, *lines)["Changes under way"] == "Restart"
    assert at("ic", 5, *lines)["Alerts firing"] == "B, C, D and 1 more"
    assert "Changes under way" not in at("ic", 6, *lines)


def test_ideas_go_with_what_became_of_them(at):
    lines = [
        (1, "hypothesis.stated", "ben", "ol", {"id": "h1", "text": "the database"}),
        (2, "hypothesis.stated", "ben", "ol", {"id": "h2", "text": "the release"}),
        (3, "hypothesis.tested", "ben", "ol", {"id": "h2", "result": "refuted"}),
        (4, "hypothesis.tested", "ben", "ol", {"id": "h1", "result": "confirmed"}),
    ]
    assert at("cl", 2, *lines)["Leading idea"] == "“the release”, untested"
    assert at("cl", 3, *lines)["Leading idea"] == "“the database”, untested"
    assert at("cl", 4, *lines)["Leading idea"] == "“the database”, confirmed"


def test_a_question_waits_where_it_was_asked_until_it_is_answered(at):
    lines = [
        (3, "inject.exec_question", "cfo", "persona", ASK),
        (9, "query.answered", "ana", "ic", {"id": "q", "channel": "dm-ic", "text": "Later."}),
    ]
    assert at("ic", 5, *lines)["Waiting for an answer"] == "Helena since 14:13"
    assert "Waiting for an answer" not in at("ol", 5, *lines)
    assert "Waiting for an answer" not in at("", 5, *lines)
    assert "Waiting for an answer" not in at("ic", 9, *lines)


def test_the_ic_reads_for_a_seat_that_nobody_has(at):
    ask = (3, "inject.delivered", "cfo", "persona", ASK | {"channel": "dm-cl"})
    assert "Waiting for an answer" in at("ic", 5, ask, seats=SEATS[:2])
    assert "Waiting for an answer" not in at("ic", 5, ask)


def test_a_look_is_seen_by_who_looked(at):
    look = (3, "evidence.viewed", "ben", "ol", {"title": "Logs", "kind": "logs"})
    assert at("ol", 4, look)["Last looked at"] == "Logs (14:13)"
    assert "Last looked at" not in at("ic", 4, look)
    assert "Last looked at" not in at("", 4, look)


HIDDEN = [
    ("fault.started", {"fault": "secret-cause", "cause": "secret-cause"}),
    ("facts.changed", {"facts": {"secret-cause": True}}),
    ("note.added", {"tag": "secret-cause", "text": "secret-cause"}),
    ("rating.given", {"of": "secret-cause", "note": "secret-cause"}),
    ("inject.expected", {"id": "secret-cause", "expects": True, "name": "secret-cause"}),
]


@pytest.mark.parametrize(("kind", "data"), HIDDEN)
@pytest.mark.parametrize("seat", ["ic", "ol", "cl", ""])
def test_what_the_whitelist_hides_is_on_no_screen(at, kind, data, seat):
    shown = at(seat, 9, (3, kind, "world", "world", data))
    assert shown == at(seat, 9)


def test_fields_that_are_not_whitelisted_are_on_no_screen(at):
    secret = {"id": "a1", "effect": "secret", "title": "Restart", "text": "secret"}
    shown = at("ol", 9, (3, "action.started", "ben", "ol", secret))
    assert "secret" not in str(shown)
    assert shown["Changes under way"] == "Restart"

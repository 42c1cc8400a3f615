"""K1 and K2: one IC at a time, who leads and leaves the technical work to others."""

from __future__ import annotations

import pytest

START = [
    (0, "alert.fired", "world", "world", {"page": True}),
    (0, "incident.declared", "dev", "responder"),
    (1, "role.accepted", "ana", "ic", {"role": "ic"}),
]
OL = (2, "role.accepted", "ben", "ol", {"role": "ol"})
END = (90, "drill.ended", "world", "world")


def act(minute, event="action.started", who="ana", role="ic", **data):
    return (minute, event, who, role, data)


def seat(person, where):
    return (0, "seat.taken", person, where, {"person": person, "seat": where, "bot": None})


DEEP = act(10, "evidence.viewed", kind="logs", deep=True)
CLOSED = (101, "incident.resolved", "ana", "ic")


@pytest.mark.parametrize(
    ("acts", "value"),
    [
        ([], 1.0),
        ([DEEP], 2 / 3),
        ([act(10, "evidence.viewed", kind="logs")], 2 / 3),
        ([act(10, "evidence.viewed", kind="dashboard", deep=False)], 1.0),
        ([act(10, "hypothesis.tested", id="h1")], 2 / 3),
        ([act(10, kind="mitigation")], 1 / 3),
        ([act(10, id="a1")], 1 / 3),
        ([act(10, id="a1"), DEEP], 0.0),
        ([act(10, id="a1"), act(20, id="a2")], 0.0),
        ([act(10, who="ben", role="ol")], 1.0),
    ],
)
def test_changes_count_double_and_shared_screens_not_at_all(verdict, acts, value):
    found = verdict("K2", *START, OL, *acts, END)
    assert found.value == pytest.approx(value, abs=1e-6)


def test_running_a_diagnostic_is_a_look(verdict):
    diagnostic = (10, "action.started", "ana", "ic", {"id": "a1", "kind": "diagnostic"})
    assert verdict("K2", *START, OL, diagnostic, END).value == pytest.approx(2 / 3, abs=1e-6)


def test_the_sentence_and_the_evidence(verdict):
    found = verdict("K2", *START, OL, act(10, id="a1"), END)
    assert found.said == (
        "System changes from the IC seat: 1, deep technical looks or tests: 0;"
        " target none while there is an OL."
    )
    assert found.evidence == (5,)
    assert verdict("K2", *START, OL, END).evidence == (3,)


def test_before_there_is_an_ol_somebody_has_to_look(verdict):
    assert verdict("K2", *START, DEEP, (15, *OL[1:]), END).value == 1.0


def test_being_ol_as_well_is_no_way_around_it(verdict):
    both = (2, "role.accepted", "ana", "ol", {"role": "ol"})
    assert verdict("K2", *START, both, (19, *DEEP[1:]), END).value == 1.0
    assert verdict("K2", *START, both, (20, *DEEP[1:]), END).value == pytest.approx(2 / 3, abs=1e-6)
    assert verdict("K2", *START, (20, *DEEP[1:]), END).value == pytest.approx(2 / 3, abs=1e-6)


def test_a_severity_that_needs_no_ol_apart_does_not_ask_for_one(verdict, policy):
    roles = policy.roles.model_copy(update={"separate": []})
    rules = policy.model_copy(update={"roles": roles})
    assert verdict("K2", *START, (30, *DEEP[1:]), END, rules=rules).value == 1.0


def test_after_closing_anybody_may_look(verdict):
    closed = (40, "incident.resolved", "ana", "ic")
    assert verdict("K2", *START, OL, closed, (50, *DEEP[1:]), END).value == 1.0


def test_whoever_handed_over_is_free(verdict):
    handed = [
        (5, "role.handover", "ana", "ic", {"role": "ic", "to": "eve"}),
        (6, "role.accepted", "eve", "ic", {"role": "ic"}),
    ]
    assert verdict("K2", *START, OL, *handed, DEEP, END).value == 1.0


def test_not_applicable(verdict):
    alone = verdict("K2", *START, seat("ana", "ic"), act(30, id="a1"), END)
    assert alone.said == "The crew had nobody besides the IC for the technical work."
    two = verdict("K2", *START, seat("ana", "ic"), seat("cho", "cl"), act(30, id="a1"), END)
    assert two.status == "not_applicable"
    assert verdict("K2", *START[:2], OL, END).said == "Nobody was IC."


def test_not_observable(verdict):
    seen = ["incident.declared", "alert.fired", "action.started"]
    assert verdict("K2", *START, OL, END, observable=seen).status == "not_observable"
    unknown = verdict("K2", *START[:2], END, observable=seen)
    assert unknown.said == "The log does not show who was IC."
    found = verdict("K2", *START, OL, act(10, id="a1"), END, observable=seen)
    assert found.value == pytest.approx(1 / 3, abs=1e-6)


# -- K1 ----------------------------------------------------------------------------------------


def contested(minute):
    return (minute, "command.contested", "vic", "responder", {"reason": "Two people approve"})


def test_a_handover_leaves_no_gap(verdict):
    taken = [
        (50, "role.handover", "ana", "ic", {"role": "ic", "to": "eve"}),
        (52, "role.accepted", "eve", "ic", {"role": "ic"}),
    ]
    found = verdict("K1", *START, *taken, CLOSED)
    assert found.value == 1.0
    assert found.evidence == (3, 5)


@pytest.mark.parametrize(("gone", "value"), [(1, 1.0), (2, 1.0), (10, 5 / 9), (20, 0.0), (50, 0.0)])
def test_the_time_without_an_ic_counts(verdict, gone, value):
    gap = [
        (30, "role.released", "ana", "ic", {"role": "ic"}),
        (30 + gone, "role.accepted", "eve", "ic", {"role": "ic"}),
    ]
    found = verdict("K1", *START, *gap, CLOSED)
    assert found.value == pytest.approx(value, abs=1e-6)
    assert f"nobody was for {gone} min" in found.said


@pytest.mark.parametrize(
    "answer",
    [
        (31, "command.settled", "ana", "ic", {"text": "I am in command"}),
        (31, "decision.logged", "ana", "ic", {"text": "I stay in command"}),
        (31, "role.accepted", "vic", "ic", {"role": "ic"}),
    ],
)
def test_a_doubt_ends_when_it_is_settled(verdict, answer):
    assert verdict("K1", *START, contested(30), answer, CLOSED).value == 1.0


def test_a_doubt_is_not_settled_by_another_role_nor_by_what_was_said_before(verdict):
    early = (29, "decision.logged", "ana", "ic", {"text": "Roll back first"})
    other = (31, "role.accepted", "ben", "ol", {"role": "ol"})
    found = verdict("K1", *START, early, contested(30), other, CLOSED)
    assert found.value == 0.0
    assert "who commands was open for 71 min" in found.said


def test_a_doubt_while_nobody_commands_is_not_charged_twice(verdict):
    gap = [
        (30, "role.released", "ana", "ic", {"role": "ic"}),
        contested(31),
        (40, "role.accepted", "eve", "ic", {"role": "ic"}),
    ]
    assert verdict("K1", *START, *gap, CLOSED).value == pytest.approx(5 / 9, abs=1e-6)


def test_nobody_has_to_command_what_is_closed(verdict):
    lines = [
        (0, "impact.changed", "world", "world", {"level": 0.4}),
        (40, "incident.resolved", "ana", "ic"),
        (40, "role.released", "ana", "ic", {"role": "ic"}),
        (80, "incident.reopened", "ana", "ic"),
        (80, "role.accepted", "ana", "ic", {"role": "ic"}),
    ]
    assert verdict("K1", *START, *lines, CLOSED).value == 1.0


def test_an_ic_who_was_named_and_commands_is_one(verdict):
    named = (1, "role.assigned", "dev", "responder", {"role": "ic", "to": "ana"})
    acts = (3, "severity.set", "ana", "ic", {"level": "SEV-1"})
    assert verdict("K1", *START[:2], named, acts, CLOSED).value == 1.0


def test_who_has_left_commands_no_more(verdict):
    left = (40, "seat.left", "ana", "ic", {"person": "ana", "seat": "ic"})
    other = (41, "seat.left", "cho", "cl", {"person": "cho", "seat": "cl"})
    found = verdict("K1", *START, left, other, CLOSED)
    assert found.said.startswith("One IC was in command 39% of the time; nobody was for 61 min;")
    back = (42, "role.accepted", "ana", "ic", {"role": "ic"})
    assert verdict("K1", *START, left, other, back, CLOSED).value == 1.0


def test_nobody_in_command(verdict):
    found = verdict("K1", *START[:2], CLOSED, engine="1")
    assert (found.value, found.evidence) == (0.0, (2,))
    alone = verdict("K1", seat("ana", "ic"), *START[:2], CLOSED)
    assert alone.said == "One person played the whole team."
    small = verdict("K1", *START[:2], CLOSED, severity={"degraded": False})
    assert small.said == "The policy asks for no IC at this severity."
    early = verdict("K1", *START[:2], (12, "message.posted", "ben", "ol"))
    assert early.said == "The log ends before an IC had to be in command."
    just = verdict("K1", *START)
    assert just.said == "The log ends before there was anything to command."


def test_who_acts_as_ic_in_a_log_from_elsewhere_took_command_at_some_time(verdict):
    found = verdict("K1", *START[:2], (20, "severity.set", "ana", "ic"), CLOSED)
    assert found.said == "The log does not show when somebody took command."


def test_what_others_decide_settles_no_contest(verdict):
    other = (31, "decision.logged", "vic", "responder", {"text": "I decide this from now on"})
    doubted = verdict("K1", *START, contested(30), other, CLOSED)
    assert "who commands was open for 71 min" in doubted.said
    mine = (31, "decision.logged", "ana", "ic", {"text": "I keep command, thank you"})
    assert verdict("K1", *START, contested(30), mine, CLOSED).value == 1.0


def test_where_nobody_led_nobody_kept_hands_off(verdict):
    crew = [seat("ana", "ic"), seat("ben", "ol"), seat("cho", "cl")]
    idle = verdict("K2", *crew, *START[:1], END)
    assert idle.said == "Nobody was IC."
    acted = (5, "severity.set", "ana", "ic", {"level": "SEV-1"})
    assert verdict("K2", *crew, *START[:1], acted, END).value == 1.0


def test_a_successor_in_the_seat_commands_once_they_act(verdict):
    left = (30, "seat.left", "ana", "ic", {"person": "ana", "seat": "ic"})
    sat = (31, "seat.taken", "eve", "ic", {"person": "eve", "seat": "ic"})
    acts = (32, "plan.reviewed", "eve", "ic", {"text": "We go on as planned for now"})
    found = verdict("K1", *START, left, sat, acts, CLOSED)
    assert "nobody was for 2 min" in found.said


def test_a_crew_without_an_ic_seat_is_not_asked_for_one(verdict):
    crew = [seat("ben", "ol"), seat("cho", "cl")]
    nobody = "The crew had nobody to be IC besides those in other seats."
    lines = [*crew, *START[:2], CLOSED]
    assert {verdict(key, *lines, engine="1").said for key in ("D6", "K1", "K2")} == {nobody}
    change = (20, "action.started", "ben", "ol", {"id": "a1", "kind": "mitigation"})
    assert verdict("M6", *lines, change, engine="1").value == 1.0
    both = [(2, "role.accepted", "ben", role, {"role": role}) for role in ("ic", "ol")]
    staffed = [*both, (3, "role.accepted", "cho", "cl", {"role": "cl"})]
    assert verdict("D7", *lines, *staffed, engine="1").value == 1.0

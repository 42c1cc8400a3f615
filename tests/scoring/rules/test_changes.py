"""M4, M5, M6 and M8: a change is said before, weighed, approved, and alone on its component."""

from __future__ import annotations

import pytest

START = [
    (0, "impact.changed", "world", "world", {"level": 0.4}),
    (0, "alert.fired", "world", "world", {"page": True}),
    (0, "incident.declared", "dev", "responder"),
]
ROLES = [
    (1, "role.accepted", "ana", "ic", {"role": "ic"}),
    (1, "role.accepted", "ben", "ol", {"role": "ol"}),
]
END = (90, "drill.ended", "world", "world")
RISK = "the backup costs more"
UNDO = "route back"


def start(minute, who="ben", role="ol", **data):
    return (minute, "action.started", who, role, {"id": "a1", "kind": "mitigation", **data})


def ends(minute, what="finished", **data):
    return (minute, f"action.{what}", "ben", "ol", {"id": "a1", **data})


def approve(minute, who="ana", role="ic", **data):
    return (minute, "action.approved", who, role, {"id": "a1", **data})


def propose(minute, **data):
    told = {"id": "a1", "kind": "mitigation", "risk": RISK, "undo": UNDO, **data}
    return (minute, "action.proposed", "ben", "ol", told)


def announce(minute, **data):
    return (minute, "action.announced", "ben", "ol", {"id": "a1", **data})


def seat(person, where):
    return (0, "seat.taken", person, where, {"person": person, "seat": where, "bot": None})


# -- M4 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", [propose, announce])
def test_m4_a_word_before_the_start(verdict, word):
    found = verdict("M4", word(9), start(10))
    assert (found.value, found.evidence) == (1.0, (1, 2))
    assert found.said == "1 of 1 change announced before it started; target all, 30 s before."


@pytest.mark.parametrize("word", [announce(11), announce(9, id="a2")])
def test_m4_no_word_before_the_start(verdict, word):
    assert verdict("M4", word, start(10)).value == 0.0


def test_m4_a_word_at_the_last_moment_counts_half(verdict):
    found = verdict("M4", announce(9.6), start(10))
    assert found.value == 0.5
    assert found.said == (
        "0 of 1 change announced before it started, 1 only at the last moment; "
        "target all, 30 s before."
    )
    assert verdict("M4", announce(9.5), start(10)).value == 1.0
    assert verdict("M4", propose(5), announce(9.9), start(10)).value == 1.0


def test_m4_the_half_minute_is_one_of_peoples_time(verdict):
    def at_speed(factor, when=0):
        speed = (when, "drill.speed", "world", "world", {"factor": factor})
        return verdict("M4", speed, announce(8), start(10)).value

    assert at_speed(4) == 1.0
    assert at_speed(5) == 0.5
    # Two minutes, the last of them at 60 times the speed: 61 s for people.
    assert at_speed(60, 9) == 1.0
    assert at_speed(60, 8.4) == 0.5
    assert at_speed(60, 10) == 1.0


@pytest.mark.parametrize("factor", [None, 0, -1, "fast"])
def test_m4_a_speed_that_is_none_is_passed_over(verdict, factor):
    speed = (0, "drill.speed", "world", "world", {"factor": factor})
    assert verdict("M4", speed, announce(9.5), start(10)).value == 1.0


def test_m4_a_start_that_proposes_itself_was_not_said_before(verdict):
    cold = propose(10, risk="", undo="")
    assert verdict("M4", cold, start(10), engine="2").value == 0.0
    # Whoever wrote the log down by the minute may have lost the seconds between.
    assert verdict("M4", cold, start(10)).value == 0.5


def test_m4_who_heard_of_a_change_has_heard_of_its_undoing(verdict):
    undo = start(30, id="a2", kind="other", undoes="a1")
    assert verdict("M4", propose(9), start(10), undo).value == 1.0
    assert verdict("M4", start(10), undo).value == 0.0


def test_m4_what_was_not_said_may_not_have_been_seen(verdict):
    seen = ["action.started", "action.announced"]
    assert verdict("M4", start(10), observable=seen).said == (
        "The log could not show what was said before changes."
    )
    other = start(20, id="a2")
    assert verdict("M4", announce(9), start(10), other, observable=seen).value == 1.0


def test_m4_a_lone_player_has_nobody_to_tell(verdict):
    found = verdict("M4", seat("ana", "ic"), start(10, "ana", "ic"))
    assert found.said == "One person played all roles, so there was nobody to tell."


# -- M5 ----------------------------------------------------------------------------------------


def test_m5_risk_undo_and_a_way_back(verdict):
    found = verdict("M5", propose(9), start(10, reversible=True))
    assert (found.value, found.evidence) == (1.0, (1, 2))
    assert found.said == (
        "1 of 1 change proposed with risk and undo, the first mitigation can be undone; "
        "target all, and a first one that can be undone."
    )


@pytest.mark.parametrize(
    "told", [{"risk": "low risk"}, {"risk": ""}, {"undo": ""}, {"undo": "n/a"}, {"risk": None}]
)
def test_m5_texts_that_say_nothing(verdict, told):
    assert verdict("M5", propose(9, **told), start(10, reversible=True)).value == 0.5


def test_m5_one_risk_for_every_change_was_weighed_once(verdict):
    other = propose(12, id="a2")
    assert verdict("M5", propose(9), other).value == 0.5
    assert verdict("M5", propose(9), propose(12, id="a2", risk="takes 45 minutes")).value == 1.0


def test_m5_the_same_action_again_has_the_same_risk(verdict):
    first, again = propose(9, action="reroute"), propose(12, id="a2", action="reroute")
    assert verdict("M5", first, again).value == 1.0


def test_m5_only_the_first_mitigation_has_to_be_reversible(verdict):
    last = start(20, id="a2", reversible=False)
    assert verdict("M5", start(10, reversible=True), last).value == 1.0
    assert (
        verdict("M5", start(10, id="a2", reversible=False), start(20, reversible=True)).value == 0
    )
    looked = start(5, id="a0", kind="diagnostic", reversible=False)
    assert verdict("M5", looked, start(10, reversible=True)).value == 1.0


def test_m5_a_way_back_that_was_not_recorded_is_not_asked_for(verdict):
    assert verdict("M5", propose(9), start(10)).value == 1.0
    bare = (9, "action.proposed", "ben", "ol", {"id": "a1"})
    assert verdict("M5", bare, start(10)).status == "not_applicable"
    assert verdict("M5", bare, start(10), engine="2").value == 0.0


def test_m5_undoing_and_looking_need_no_risk(verdict):
    undo = propose(9, kind="other", undoes="a0", risk="", undo="")
    looks = propose(9, kind="diagnostic", risk="", undo="")
    assert verdict("M5", undo, looks, END).said == "No change was proposed or made."


# -- M6 ----------------------------------------------------------------------------------------


def test_m6_met(verdict):
    found = verdict("M6", *START, *ROLES, approve(9), start(10), END)
    assert found.value == 1.0
    assert found.role == "team"
    assert found.said == "1 of 1 change made by Ops, 1 of 1 approved by the IC first; target all."
    assert len(found.evidence) == 2


@pytest.mark.parametrize(
    "approval",
    [
        approve(11),
        approve(9, "ben", "ol"),
        approve(9, "vp", "persona"),
        approve(9, id="a2"),
    ],
    ids=["afterwards", "by OL", "by a visitor", "for another"],
)
def test_m6_without_the_go_ahead_of_the_ic(verdict, approval):
    assert verdict("M6", *START, *ROLES, approval, start(10), END).value == 0.5


def test_m6_freelancing(verdict):
    found = verdict("M6", *START, *ROLES, start(10, "cho", "cl"), END)
    assert found.value == 0.0
    assert found.said == "0 of 1 change made by Ops, 0 of 1 approved by the IC first; target all."


def test_m6_a_responder_works_for_ops(verdict):
    assert (
        verdict("M6", *START, *ROLES, approve(9), start(10, "eli", "responder"), END).value == 1.0
    )


def test_m6_the_commander_is_not_ops(verdict):
    assert verdict("M6", *START, *ROLES, approve(9), start(10, "ana", "ic"), END).value == 0.5


def test_m6_only_the_ic_in_office_approves(verdict):
    handed = [
        (5, "role.handover", "ana", "ic", {"role": "ic", "to": "eve"}),
        (6, "role.accepted", "eve", "ic", {"role": "ic"}),
    ]
    assert verdict("M6", *START, *ROLES, *handed, approve(9), start(10), END).value == 0.5
    assert verdict("M6", *START, *ROLES, *handed, approve(9, "eve"), start(10), END).value == 1.0


@pytest.mark.parametrize("blanket", [{"id": None}, {"id": "*"}, {"id": "Anything"}])
def test_m6_a_blanket_approval_goes_stale(verdict, blanket):
    def judged(minute):
        return verdict("M6", *START, *ROLES, approve(9, **blanket), start(minute), END).value

    assert judged(19) == 1.0
    assert judged(20) == 0.5


def test_m6_an_approval_by_name_keeps(verdict):
    assert verdict("M6", *START, *ROLES, approve(9), start(40), END).value == 1.0


def test_m6_who_approves_a_change_approves_that_it_may_be_undone(verdict):
    undo = start(20, id="a2", kind="other", undoes="a1")
    assert verdict("M6", *START, *ROLES, approve(9), start(10), undo, END).value == 1.0
    assert verdict("M6", *START, *ROLES, start(10), undo, END).value == 0.5
    assert verdict("M6", *START, *ROLES, start(10), approve(19, id="a2"), undo, END).value == 0.75


def test_m6_before_anybody_accepted_the_seat_decides(verdict):
    assert verdict("M6", *START, approve(9), start(10), END).value == 1.0


def test_m6_looking_is_no_change(verdict):
    found = verdict("M6", *START, *ROLES, start(10, kind="diagnostic"), END)
    assert found.said == "No change was made to the system."
    assert found.status == "not_applicable"


def test_m6_a_lone_player_has_nobody_to_ask(verdict):
    found = verdict("M6", *START, seat("ana", "ic"), start(10, "ana", "ic"), END)
    assert found.status == "not_applicable"


def test_m6_an_ic_without_an_ol_seat_leads_ops_too(verdict):
    crew = [seat("ana", "ic"), seat("cho", "cl")]
    assert verdict("M6", *START, *crew, start(10, "ana", "ic"), END).value == 1.0
    assert verdict("M6", *START, *crew, start(10, "cho", "cl"), END).value == 0.0


def test_m6_not_observable(verdict):
    seen = ["action.started", "alert.fired"]
    found = verdict("M6", *START, start(10), END, observable=seen)
    assert found.said == "The log could not show action.approved events."


def test_m6_a_runbook_lets_ops_act_alone(verdict):
    listed = {"runbook_actions": ["reroute"]}
    mine = start(10, action="reroute")
    assert verdict("M6", *START, *ROLES, mine, **listed).value == 1.0
    assert verdict("M6", *START, *ROLES, start(10, action="restart"), **listed).value == 0.5
    assert verdict("M6", *START, *ROLES, start(10), runbook_actions=["a1"]).value == 1.0
    # It says what Ops may do, not what anybody may.
    other = start(10, "cho", "cl", action="reroute")
    assert verdict("M6", *START, *ROLES, other, **listed).value == 0.0


@pytest.mark.parametrize("junk", [None, "reroute", 7, {"reroute": True}])
def test_m6_a_runbook_that_is_none_approves_nothing(verdict, junk):
    mine = start(10, action="reroute")
    assert verdict("M6", *START, *ROLES, mine, runbook_actions=junk).value == 0.5


# -- M8 ----------------------------------------------------------------------------------------


def on(minute, key, component="router", **data):
    return start(minute, id=key, component=component, **data)


def test_m8_one_after_the_other(verdict):
    found = verdict("M8", on(10, "a1"), ends(20), on(20, "a2"), ends(30, id="a2"))
    assert (found.value, found.evidence) == (1.0, (1, 3))
    assert found.said == (
        "0 of 2 changes began while another one of the same component ran; target none."
    )


def test_m8_two_cooks(verdict):
    found = verdict("M8", on(10, "a1"), on(15, "a2"), ends(20), ends(30, id="a2"))
    assert (found.value, found.evidence) == (0.5, (1, 2))


def test_m8_different_parts_may_be_changed_side_by_side(verdict):
    side = on(15, "a2", "ledger")
    assert verdict("M8", on(10, "a1"), side, ends(20), ends(30, id="a2")).value == 1.0
    nowhere = [start(10), start(15, id="a2")]
    assert verdict("M8", *nowhere, ends(20), ends(30, id="a2")).value == 1.0


@pytest.mark.parametrize("end", ["finished", "failed", "aborted"])
def test_m8_a_change_is_over_whatever_came_of_it(verdict, end):
    one = [on(10, "a1"), ends(14, end)]
    assert verdict("M8", *one, on(15, "a2"), ends(30, id="a2")).value == 1.0


def test_m8_changes_that_ran_into_each_other(verdict):
    crash = [ends(20, "failed", reason="It ran into"), ends(20, "failed", id="a2")]
    assert verdict("M8", on(10, "a1"), on(15, "a2"), *crash).value == 0.5


def test_m8_waiting_in_line_is_no_conflict(verdict):
    line = on(15, "a2", waits_for=["a1"])
    goes = (20, "action.progressed", "ben", "ol", {"id": "a2", "done": 0})
    run = [on(10, "a1"), line, ends(20), goes]
    assert verdict("M8", *run, ends(30, id="a2"), engine="2").value == 1.0
    # A third one that begins when the second has set off is in its way.
    third = [on(25, "a3"), ends(30, id="a2"), ends(35, id="a3")]
    assert verdict("M8", *run, *third, engine="2").value == 0.5
    given_up = ends(18, "aborted", id="a2")
    assert verdict("M8", on(10, "a1"), line, given_up, ends(20), engine="2").value == 1.0
    still = verdict("M8", on(10, "a1"), line, engine="2")
    assert still.said == "There were no two changes that could be in each other's way."


def test_m8_a_change_that_still_runs_is_in_the_way(verdict):
    assert verdict("M8", on(10, "a1"), on(60, "a2"), engine="2").value == 0.5
    # In a log from elsewhere nobody may have written down when it ended.
    assert verdict("M8", on(10, "a1"), on(60, "a2")).value == 1.0


def test_m8_undoing_is_a_change_and_looking_is_none(verdict):
    undo = on(15, "a2", kind="other", undoes="a0")
    assert verdict("M8", on(10, "a1"), undo, ends(20), ends(30, id="a2")).value == 0.5
    look = on(15, "a2", kind="diagnostic")
    assert verdict("M8", on(10, "a1"), look, ends(20)).status == "not_applicable"

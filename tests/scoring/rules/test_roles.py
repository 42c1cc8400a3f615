"""D6 and D7: who leads, and who is staffed."""

from __future__ import annotations

import pytest

from simulator.scenario import load_policy, load_rubric
from simulator.scoring import Judge, score

START = [
    (0, "alert.fired", "world", "world", {"page": True}),
    (0, "incident.declared", "dev", "responder"),
]
END = (90, "drill.ended", "world", "world")


def named(minute, role, who):
    return (minute, "role.assigned", "dev", "responder", {"role": role, "to": who})


def yes(minute, role, who):
    return (minute, "role.accepted", who, role, {"role": role})


def seat(person, where):
    return (0, "seat.taken", person, where, {"person": person, "seat": where, "bot": None})


# -- D6 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minute", "value"), [(5, 1.0), (10, 0.5), (15, 0.0)])
def test_d6_falls_from_5_to_15_minutes(verdict, minute, value):
    found = verdict("D6", *START, named(1, "ic", "ana"), yes(minute, "ic", "ana"), END)
    assert found.value == pytest.approx(max(value, 0.7))
    assert verdict("D6", *START, yes(minute, "ic", "ana"), END).value == pytest.approx(value)
    assert found.said == f"Accepted {minute} min after the declaration: IC; target 5 min."


def test_d6_named_only(verdict):
    found = verdict("D6", *START, named(5, "ic", "ana"), END)
    assert found.value == pytest.approx(0.7)
    assert found.said == "Named 5 min after the declaration, not accepted: IC; target 5 min."
    assert verdict("D6", *START, named(10, "ic", "ana"), END).value == pytest.approx(0.35)


def test_d6_somebody_else_said_yes(verdict):
    found = verdict("D6", *START, named(2, "ic", "ana"), yes(3, "ic", "bob"), END)
    assert found.value == pytest.approx(0.7)


def test_d6_missed(verdict):
    found = verdict("D6", *START, named(3, "ol", "ben"), END)
    assert (found.value, found.said) == (0.0, "Nobody was named for the role IC; target 5 min.")


def test_d6_where_acceptance_was_not_recorded_naming_is_enough(verdict):
    seen = ["alert.fired", "incident.declared", "role.assigned"]
    found = verdict("D6", *START, named(5, "ic", "ana"), END, observable=seen)
    assert found.value == 1.0
    assert found.said == "Named 5 min after the declaration: IC; target 5 min."


def test_d6_not_applicable(verdict):
    assert verdict("D6", *START, (2, "x", "dev", "responder")).status == "not_applicable"
    assert verdict("D6", END).status == "not_applicable"


def test_d6_not_observable(verdict):
    found = verdict("D6", *START, END, observable=["incident.declared"])
    assert found.said == "The log could not show role.assigned events."


# -- D7 ----------------------------------------------------------------------------------------


def test_d7_is_the_mean_of_the_roles(verdict):
    found = verdict("D7", *START, yes(10, "ol", "ben"), yes(15, "cl", "cho"), END)
    assert found.value == pytest.approx(0.75)
    assert found.said == "Staffed 15 min after the declaration: OL and CL; target 10 min."


def test_d7_an_empty_role_counts_as_nothing(verdict):
    found = verdict("D7", *START, yes(3, "ol", "ben"), named(4, "cl", "cho"), END)
    assert found.value == 0.5
    assert found.said == (
        "Staffed 3 min after the declaration: OL; no acceptance seen: CL; target 10 min."
    )


def test_d7_missed(verdict):
    found = verdict("D7", *START, END)
    assert found.value == 0.0
    assert found.said == "No acceptance seen: OL and CL; target 10 min."


def test_d7_one_person_in_two_separate_roles_counts_half(verdict):
    both = [yes(2, "ic", "ana"), yes(3, "ol", "ana"), yes(4, "cl", "cho")]
    found = verdict("D7", *START, *both, END)
    assert found.value == 0.5
    assert "held by one person: IC and OL" in found.said


def test_d7_two_roles_at_once_are_fine_at_first(verdict):
    both = [yes(2, "ic", "ana"), yes(3, "ol", "ana"), yes(4, "cl", "cho")]
    found = verdict("D7", *START, *both, yes(20, "ol", "ben"), END)
    assert found.value == 1.0


def test_d7_a_lone_player_is_not_blamed_for_playing_alone(verdict):
    found = verdict("D7", *START, seat("ana", "ic"), END)
    assert found.status == "not_applicable"
    assert found.said == "No role besides the IC had to be staffed by this crew."


def test_d7_two_players_fill_two_roles(verdict):
    two = [seat("ana", "ic"), seat("ben", "ol")]
    found = verdict("D7", *START, *two, yes(5, "ol", "ben"), END)
    assert found.value == 1.0
    assert "CL" not in found.said


def test_d7_bots_are_crew(verdict):
    crew = [seat("ana", "ic"), seat("bot-1", "ol"), seat("bot-2", "cl")]
    assert verdict("D7", *START, *crew, yes(5, "ol", "bot-1"), END).value == 0.5


def test_d7_needs_less_at_a_lower_severity(verdict):
    minor = {"degraded": False}
    found = verdict("D7", *START, yes(5, "ol", "ben"), END, severity=minor)
    assert found.value == 1.0


def test_d7_not_applicable_and_not_observable(verdict):
    short = (5, "x", "dev", "responder")
    assert verdict("D7", *START, short).said == "The log ends before the roles were due."
    assert verdict("D7", *START, END, observable=["alert.fired"]).status == "not_observable"


def test_d7_where_acceptance_was_not_recorded_naming_is_enough(verdict):
    seen = ["alert.fired", "incident.declared", "role.assigned"]
    both = [named(5, "ol", "ben"), named(6, "cl", "cho")]
    assert verdict("D7", *START, *both, END, observable=seen).value == 1.0


# -- policies ----------------------------------------------------------------------------------


def test_d6_where_the_policy_asks_for_no_ic_none_is_missed(verdict):
    small = {"degraded": False}
    found = verdict("D6", *START, END, severity=small)
    assert found.said == "At this severity the policy asks for no IC."


def test_d6_when_the_incident_gets_worse_an_ic_is_due_from_then_on(verdict):
    worse = (20, "facts.changed", "world", "world", {"facts": {"revenue_blocked": True}})
    lines = [*START, worse, yes(30, "ic", "ana"), END]
    found = verdict("D6", *lines, severity={"degraded": False})
    assert found.value == pytest.approx(0.5)
    assert found.said == "Accepted 10 min after the escalation of the facts: IC; target 5 min."


def test_d6_who_plays_alone_need_not_be_named(verdict):
    assert verdict("D6", *START, seat("ana", "ic"), END).status == "not_applicable"
    assert verdict("D6", *START, seat("ana", "ic"), yes(10, "ic", "ana"), END).value == 0.5


def test_d7_may_ask_for_a_scribe_and_an_expert(verdict):
    rules = load_policy("sev0-3")
    found = verdict("D7", *START, yes(5, "cl", "cho"), END, rules=rules)
    assert found.value == pytest.approx(1 / 3)
    assert found.said == (
        "Staffed 5 min after the declaration: CL; no acceptance seen: Subject Matter Expert and"
        " Scribe; target 10 min."
    )
    hands = [
        (8, "task.acked", "eli", "responder", {"id": "t1"}),
        (9, "role.accepted", "dan", "responder", {"role": "scribe"}),
    ]
    assert verdict("D7", *START, yes(5, "cl", "cho"), *hands, END, rules=rules).value == 1.0
    joined = [(15, "responder.joined", "dba", "persona", {"person": "dba"}), hands[1]]
    found = verdict("D7", *START, yes(5, "cl", "cho"), *joined, END, rules=rules)
    assert found.value == pytest.approx(2.5 / 3)


def test_d7_calls_roles_as_the_policy_does(verdict):
    found = verdict("D7", *START, END, rules=load_policy("sev1-4"))
    assert found.said == "No acceptance seen: Technical Lead and CL; target 15 min."


def test_d7_separates_what_the_policy_separates(verdict):
    both = [yes(2, "ic", "ana"), yes(3, "cl", "ana"), yes(4, "ol", "ben")]
    assert verdict("D7", *START, *both, END).value == 1.0
    found = verdict("D7", *START, *both, END, rules=load_policy("pagerduty"))
    assert "held by one person: IC and Customer Liaison" in found.said


def test_d7_where_no_ic_is_needed_whoever_works_may_lead(verdict):
    both = [yes(2, "ic", "ana"), yes(3, "ol", "ana")]
    assert verdict("D7", *START, *both, END, severity={"degraded": False}).value == 1.0


def test_d7_two_roles_in_one_hand_are_shown_where_they_began_to_cost(trace):
    both = [yes(2, "ic", "ana"), yes(3, "ol", "ana"), yes(4, "cl", "cho")]
    fault = Judge(trace(*START, *both, END), load_rubric()).examine()["D7"].obligations[-1]
    assert (fault.when, fault.credit, fault.evidence) == (20 * 60_000, 0.0, (3, 4))


@pytest.mark.parametrize(
    ("policy_name", "value"),
    [("imag", 1.0), ("sev0-3", 2 / 3), ("pagerduty", 2 / 3), ("sev1-4", 1.0), ("p1-p4", 1.0)],
)
def test_d7_of_the_ideal_under_each_policy(ideal, policy_name, value):
    card = score(ideal.header, ideal.events, load_policy(policy_name), load_rubric())
    assert card.criteria["D7"].value == pytest.approx(value, abs=1e-5)

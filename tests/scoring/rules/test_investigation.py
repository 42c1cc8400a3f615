"""I1 to I4: how far it reaches, what was changed, which ideas there were and what came of them."""

from __future__ import annotations

import pytest

from simulator.scoring.objectives import OBJECTIVES

HIT = (0, "impact.changed", "world", "world", {"level": 0.4})
START = [
    HIT,
    (0, "alert.fired", "world", "world", {"page": True, "service": "card-router"}),
    (0, "incident.declared", "dev", "responder"),
]
END = (90, "drill.ended", "world", "world")
DRILL = {"engine": "2"}


def scope(minute, **parts):
    told = {"who": "card payers", "how_many": "40% of them", "what": "checkout", "since": "14:13"}
    return (minute, "scope.defined", "ben", "ol", {**told, **parts})


def idea(minute, key="h1", **data):
    told = {"id": key, "text": "card-router sends cards to a dead network", **data}
    return (minute, "hypothesis.stated", "ben", "ol", told)


def look(minute, kind="logs"):
    return (minute, "evidence.viewed", "eli", "responder", {"kind": kind, "deep": True})


def result_of(minute, key="h1", result="confirmed"):
    return (minute, "hypothesis.tested", "eli", "responder", {"id": key, "result": result})


def impact(minute, level):
    return (minute, "impact.changed", "world", "world", {"level": level})


# -- I1 ----------------------------------------------------------------------------------------

ASKED = "target 3 of who, how many, what and since within 15 min."


@pytest.mark.parametrize(("minute", "value"), [(5, 1.0), (15, 1.0), (24, 0.4), (30, 0.0)])
def test_i1_falls_from_15_to_30_minutes(verdict, minute, value):
    found = verdict("I1", *START, scope(minute), END)
    assert found.value == pytest.approx(value)
    assert found.said == (
        f"Scope defined {minute} min after the declaration, its share near the truth; {ASKED}"
    )
    assert found.evidence == (4,)


@pytest.mark.parametrize(
    ("how_many", "value"),
    [
        ("40%", 1.0),
        ("about a third of payments fail", 1.0),
        ("55 %", 1.0),
        ("some customers", 1.0),
        ("5%", 0.5),
        ("all users", 0.5),
        ("nobody yet", 0.5),
        ("no idea", 0.5),
    ],
)
def test_i1_is_compared_with_the_world(verdict, how_many, value):
    facts = {"severity": {"revenue_blocked": True}}
    assert verdict("I1", *START, scope(5, how_many=how_many), END, **facts).value == value


def test_i1_says_what_is_off(verdict):
    assert ", its share far off; " in verdict("I1", *START, scope(5, how_many="5%")).said
    assert ", without a share of those hit; " in verdict("I1", *START, scope(5, how_many="?")).said


def test_i1_the_worst_so_far_and_the_facts_are_true_as_well(verdict):
    eased = [*START, impact(4, 0.05)]
    assert verdict("I1", *eased, scope(10), END).value == 1.0
    assert verdict("I1", *eased, scope(10, how_many="5%"), END).value == 1.0
    grown = (6, "facts.changed", "world", "world", {"facts": {"share_users": 0.9}})
    assert verdict("I1", *START, grown, scope(10, how_many="90%"), END).value == 1.0
    assert verdict("I1", *START, scope(5, how_many="90%"), (6, *grown[1:]), END).value == 0.5


def test_i1_the_record_may_lag_a_little(verdict):
    rises = [(0, "alert.fired", "world", "world", {"page": True}), START[2], impact(5.5, 0.4)]
    facts = {"severity": {"revenue_blocked": True}}
    assert verdict("I1", *rises, scope(5), END, **facts).value == 1.0


def test_i1_where_nothing_is_known_of_the_impact_the_word_is_taken(verdict):
    facts = {"severity": {"revenue_blocked": True}}
    found = verdict("I1", *START[1:], scope(5, how_many="5%"), END, **facts)
    assert found.value == 1.0
    assert found.said == f"Scope defined 5 min after the declaration; {ASKED}"


def test_i1_naming_one_share_after_the_other_earns_what_the_last_is_worth(verdict):
    shots = [scope(3 + i, how_many=f"{p}%") for i, p in enumerate((5, 12, 40, 60, 95))]
    found = verdict("I1", *START, *shots, END)
    assert found.value == 0.5
    assert ", its share far off; " in found.said


def test_i1_what_names_a_symptom_or_a_part_where_they_are_listed(verdict):
    listed = {"symptoms": ["card payments"], "services": ["card-router"]}
    vague = scope(5, what="y2", since="?")
    assert verdict("I1", *START, vague, END, **listed).value == 0.0
    assert verdict("I1", *START, vague, END).value == 1.0
    told = scope(5, what="Payments by card: a card payment in two fails", since="?")
    assert verdict("I1", *START, told, END, **listed).value == 1.0


def test_i1_a_better_scope_makes_good(verdict):
    found = verdict("I1", *START, scope(5, how_many="5%"), scope(12), END)
    assert (found.value, found.evidence) == (1.0, (5,))


@pytest.mark.parametrize(
    ("parts", "value"),
    [({"since": "?"}, 1.0), ({"since": "", "who": "n/a"}, 0.0), ({"how_many": "TBD"}, 0.5)],
)
def test_i1_three_of_four_will_do(verdict, parts, value):
    assert verdict("I1", *START, scope(5, **parts), END).value == value


def test_i1_what_a_recorder_did_not_write_down_was_said(verdict):
    bare = (5, "scope.defined", "ben", "ol")
    assert verdict("I1", *START, bare, END).value == 1.0
    assert verdict("I1", *START, bare, END, **DRILL).value == 0.0


def test_i1_missed(verdict):
    found = verdict("I1", *START, END)
    assert found.value == 0.0
    assert found.said == (
        "No scope was defined with 3 of who, how many, what and since; target 15 min."
    )


# -- I2 and I3 ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("minute", "value"), [(4, 1.0), (10, 1.0), (16, 0.6), (25, 0.0)])
def test_i2_falls_from_10_to_25_minutes(verdict, minute, value):
    look_back = (minute, "changes.reviewed", "ben", "ol", {"found": "release 4.12"})
    found = verdict("I2", *START, look_back, END)
    assert found.value == pytest.approx(value)
    assert found.said == (
        f"Recent changes reviewed: {minute} min after the declaration; target 10 min."
    )


@pytest.mark.parametrize(("minute", "value"), [(4, 1.0), (15, 1.0), (18, 0.8), (30, 0.0)])
def test_i3_falls_from_15_to_30_minutes(verdict, minute, value):
    assert verdict("I3", *START, idea(minute), END).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ({"text": "something is broken"}, 0.0),
        ({"text": "something is broken", "suspects": "card-router"}, 1.0),
        ({"text": "the routing table", "suspects": None}, 1.0),
        ({"text": None}, 1.0),
    ],
)
def test_i3_an_idea_is_about_a_part_of_the_system(verdict, told, value):
    assert verdict("I3", *START, idea(5, **told), END).value == value


def test_i3_where_no_part_is_known_any_idea_will_do(verdict):
    lines = [START[2], idea(5, text="something is broken"), END]
    assert verdict("I3", *lines, services=[]).value == 1.0


# -- I4 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("result", ["confirmed", "refuted", "inconclusive"])
def test_i4_any_result_is_one(verdict, result):
    found = verdict("I4", idea(5), look(8), result_of(10, result=result))
    assert (found.value, found.evidence) == (1.0, (1, 2, 3))
    assert found.said == "1 of 1 hypothesis tested; target all, on evidence opened in between."


@pytest.mark.parametrize("looks", [[], [look(4)], [look(11)], [look(8, "runbook")]])
def test_i4_a_result_needs_evidence_opened_in_between(verdict, looks):
    found = verdict("I4", idea(5), *looks, result_of(10))
    assert found.value == 0.0
    assert found.said == (
        "0 of 1 hypothesis tested (1 told a result without evidence opened in between); "
        "target all, on evidence opened in between."
    )


def test_i4_a_second_test_makes_good(verdict):
    assert verdict("I4", idea(5), result_of(6), look(8), result_of(10)).value == 1.0


@pytest.mark.parametrize(
    "test",
    [result_of(10, "h2"), result_of(4), result_of(10, result="maybe"), result_of(10, result=None)],
)
def test_i4_what_is_no_result_of_it(verdict, test):
    assert verdict("I4", idea(5), look(8), test, END).value == 0.0


def test_i4_where_looks_were_not_recorded_the_word_is_taken(verdict):
    seen = ["hypothesis.stated", "hypothesis.tested"]
    assert verdict("I4", idea(5), result_of(10), observable=seen).value == 1.0


def test_i4_a_fresh_idea_is_an_open_question(verdict):
    found = verdict("I4", idea(5), look(8))
    assert found.said == "No hypothesis was due to be tested."
    assert verdict("I4", idea(5), (35, "x", "dev", "responder")).value == 0.0
    assert verdict("I4", idea(5), (9, "drill.ended", "world", "world")).value == 0.0
    assert verdict("I4", idea(5), (9, "incident.resolved", "ana", "ic")).value == 0.0


def test_i4_each_idea_counts(verdict):
    lines = [idea(5), idea(6, "h2"), look(8), result_of(10, "h2", "refuted"), END]
    assert verdict("I4", *lines).value == 0.5


# -- the objective -------------------------------------------------------------------------------


@pytest.fixture
def achieved(trace):
    def ask(*lines, **facts):
        return OBJECTIVES["investigation"](trace(*START, *lines, **facts))

    return ask


CHANGES = (5, "changes.reviewed", "ben", "ol", {"found": "release 4.12"})


@pytest.mark.parametrize("looked", [scope(5), CHANGES])
def test_the_objective_is_a_look_around_and_a_cause(achieved, looked):
    assert achieved(looked, idea(6), look(7), result_of(8), END).achieved is True
    assert achieved(looked, idea(6), result_of(8), END).achieved is False
    assert achieved(looked, idea(6), look(7), result_of(8, result="refuted"), END).achieved is False


def test_relief_does_without_a_cause(achieved):
    assert achieved(CHANGES, impact(40, 0.1), END).achieved is True
    found = achieved(CHANGES, impact(40, 0.3), END)
    assert found.missing == "no cause was supported by evidence, and users got no relief without it"


def test_relief_does_not_do_without_a_look_around(achieved):
    found = achieved(impact(40, 0.1), END)
    assert found.achieved is False
    assert found.missing == "neither the scope nor recent changes were looked into"


def test_the_objective_is_open_while_it_is_early(achieved):
    assert achieved((20, "x", "dev", "responder")).achieved is None
    assert achieved(CHANGES, idea(6), look(7), result_of(8)).achieved is True
    assert achieved((40, "x", "dev", "responder")).achieved is False


def test_the_objective_asks_only_for_what_could_be_seen(achieved):
    seen = ["incident.declared", "impact.changed"]
    assert achieved(END, observable=seen).achieved is None
    assert achieved(impact(40, 0.1), END, observable=seen).achieved is True
    assert achieved(END, observable=[*seen, "hypothesis.tested"]).achieved is False


def test_the_objective_is_open_where_nothing_was_declared(trace):
    assert OBJECTIVES["investigation"](trace(END)).achieved is None

"""M9, I5 and I6: another way in reserve, a plan that is looked at, nobody's work twice."""

from __future__ import annotations

import pytest

HIT = (0, "impact.changed", "world", "world", {"level": 0.4})
START = [
    HIT,
    (0, "alert.fired", "world", "world", {"page": True}),
    (0, "incident.declared", "dev", "responder"),
]
END = (90, "drill.ended", "world", "world")
WELL = "impact.changed", "world", "world", {"level": 0}
KEEP = "The rollback works; keep the plan for another quarter"


def plan_b(minute, text="If that does not hold, switch off top-ups"):
    return (minute, "plan.alternative", "ana", "ic", {"text": text})


def start(minute, **data):
    return (minute, "action.started", "ben", "ol", {"id": "a1", "kind": "mitigation", **data})


def review(minute, text=KEEP, kind="plan.reviewed", who="ana", role="ic"):
    return (minute, kind, who, role, {"text": text})


def work(minute, topic, who="ben", **data):
    return (minute, "task.started", who, "responder", {"topic": topic, **data})


# -- M9 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minute", "value"), [(5, 1.0), (25, 1.0), (40, 0.4), (50, 0.0)])
def test_m9_falls_from_15_to_40_minutes(verdict, minute, value):
    found = verdict("M9", start(10), plan_b(minute), END)
    assert found.value == pytest.approx(value)
    when = f"{abs(minute - 10)} min {'after' if minute >= 10 else 'before'}"
    assert found.said == f"Plan B named: {when} the first mitigation started; target 15 min."


@pytest.mark.parametrize("text", ["Plan B", "", "TBD", None])
def test_m9_a_plan_says_something(verdict, text):
    found = verdict("M9", start(10), plan_b(12, text), END, engine="2")
    assert (found.value, found.said) == (0.0, "No plan B was named; target 15 min.")


def test_m9_a_text_that_was_not_recorded_is_believed(verdict):
    bare = (12, "plan.alternative", "ana", "ic")
    assert verdict("M9", start(10), bare, END).value == 1.0
    assert verdict("M9", start(10), bare, END, engine="2").value == 0.0


def test_m9_not_applicable(verdict):
    assert verdict("M9", start(10), (20, *WELL)).status == "not_applicable"
    found = verdict("M9", HIT, start(10), (20, *WELL), END)
    assert found.said == "The service recovered before a plan B was due."
    assert verdict("M9", HIT, start(10), (30, *WELL), END).value == 0.0
    assert verdict("M9", start(10), (20, "x", "dev", "responder")).said == (
        "The log ends before this was due."
    )
    assert verdict("M9", start(10, kind="diagnostic"), END).said == "No mitigation was started."


# -- I5 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minute", "value"), [(30, 1.0), (45, 0.5), (60, 0.0)])
def test_i5_falls_from_30_to_60_minutes(verdict, minute, value):
    found = verdict("I5", *START, review(minute), (minute + 10, *WELL), END)
    assert found.value == pytest.approx(value)
    assert found.said == (
        f"The longest time without a look at the plan was {minute} min; "
        "target at most 30 min, limit 60 min."
    )
    assert found.evidence == (4,)


def test_i5_the_last_stretch_counts_until_users_are_well(verdict):
    assert verdict("I5", *START, review(20), (65, *WELL), END).value == 0.5
    assert verdict("I5", *START, review(20), (50, *WELL), review(85), END).value == 1.0


def test_i5_a_decision_is_a_look_at_the_plan(verdict):
    assert verdict("I5", *START, review(25, kind="decision.logged"), (50, *WELL)).value == 1.0


@pytest.mark.parametrize(
    "empty",
    [
        review(20, "No change."),
        review(20, "Keep the plan"),
        review(20, "ok ok ok ok ok ok"),
        review(20, None),
        review(20, who="ben", role="ol"),
    ],
)
def test_i5_what_is_no_look_at_the_plan(verdict, empty):
    assert verdict("I5", *START, empty, (45, *WELL), engine="2").value == 0.5


def test_i5_the_same_words_may_be_true_twice(verdict):
    assert verdict("I5", *START, review(25), review(50), (75, *WELL)).value == 1.0


def test_i5_who_holds_command_reviews(verdict):
    eve = (5, "role.accepted", "eve", "responder", {"role": "ic"})
    mine = review(25, who="eve", role="responder")
    assert verdict("I5", *START, eve, mine, (50, *WELL)).value == 1.0
    assert verdict("I5", *START, eve, review(25), (50, *WELL)).value == pytest.approx(1 / 3)


def test_i5_an_open_incident_is_judged_as_far_as_it_went(verdict):
    assert verdict("I5", *START, review(20), (45, "x", "dev", "responder")).value == 1.0
    assert verdict("I5", *START, review(20), (65, "x", "dev", "responder")).value == 0.5
    assert verdict("I5", *START, (20, "x", "dev", "responder")).said == (
        "The log ends before a look at the plan was due."
    )
    closed = (50, "incident.resolved", "ana", "ic")
    well = (48, "impact.changed", "world", "world", {"level": 0})
    assert verdict("I5", *START, review(20), well, closed, END).value == 1.0


def test_i5_while_it_was_closed_there_was_no_plan_to_look_at(verdict):
    closed = (60, "incident.resolved", "ana", "ic")
    worse = (120, "impact.changed", "world", "world", {"level": 0.4})
    again = (121, "incident.reopened", "ana", "ic")
    looks = [review(25), review(50), review(135, "Go back to the plan that worked this morning")]
    found = verdict("I5", *START, *looks[:2], closed, worse, again, looks[2], (150, *WELL))
    assert found.value == 1.0
    assert "was 25 min; " in found.said


def test_i5_closing_while_users_are_hit_does_not_end_the_asking(verdict):
    hit = (0, "impact.changed", "world", "world", {"level": 0.4})
    closed = (25, "incident.resolved", "ana", "ic")
    assert verdict("I5", *START, hit, closed, END).value == 0.0


def test_i5_not_applicable(verdict):
    assert verdict("I5", *START, (25, *WELL), END).said == (
        "It was over before a look at the plan was due."
    )
    late = [*START[:2], (12, *WELL), (20, "incident.declared", "dev", "responder")]
    assert verdict("I5", *late, END).said == "It was over before there was a plan to look at."


# -- I6 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "value"),
    [
        ("card declines", 0.5),
        ("Declines, card", 0.5),
        ("card decline", 0.5),
        ("declines per processor", 1.0),
        ("backup capacity", 1.0),
    ],
)
def test_i6_the_same_topic_in_about_the_same_words(verdict, other, value):
    found = verdict("I6", work(10, "card declines"), work(15, other, "eli"))
    assert found.value == value


def test_i6_what_it_says(verdict):
    found = verdict("I6", work(10, "declines"), work(15, "declines", "eli"))
    assert found.said == (
        "1 of 2 pieces of work were begun while somebody else was on them; target none."
    )
    assert found.evidence == (1, 2)


def test_i6_joining_somebody_is_no_doubling(verdict):
    joins = work(15, "declines", "eli", joined=True)
    assert verdict("I6", work(10, "declines"), joins).value == 1.0


def test_i6_what_is_done_may_be_done_again(verdict):
    report = (14, "task.reported", "ben", "responder", {"id": "t1", "text": "nothing there"})
    mine, again = work(10, "declines", id="t1"), work(15, "declines", "eli")
    assert verdict("I6", mine, again).value == 0.5
    assert verdict("I6", mine, report, again).value == 1.0
    assert verdict("I6", mine, (14, *report[1:4], {"id": "t2"}), again).value == 0.5
    assert verdict("I6", work(10, "declines"), report, again).value == 1.0
    assert verdict("I6", mine, work(14, "ledger"), again).value == 1.0
    assert verdict("I6", mine, work(30, "declines", "eli")).value == 1.0
    assert verdict("I6", work(10, "declines", dur=240_000), again).value == 1.0


def test_i6_not_applicable(verdict):
    found = verdict("I6", work(10, "declines"), work(12, "ledger"))
    assert found.said == "No two people said what they were working on."
    empty = verdict("I6", work(10, "declines"), work(12, "TBD", "eli"), work(13, None, "fay"))
    assert empty.status == "not_applicable"


def test_i5_the_same_words_a_third_time_are_no_look(verdict):
    looks = [review(minute) for minute in (25, 45, 65)]
    found = verdict("I5", *START, *looks, (90, *WELL), (100, "incident.resolved", "ana", "ic"))
    assert found.said.startswith("The longest time without a look at the plan was 45 min")
    fresh = [*looks[:2], review(65, "The rollback is stuck; move the traffic away instead")]
    assert verdict("I5", *START, *fresh, (90, *WELL)).value == 1.0

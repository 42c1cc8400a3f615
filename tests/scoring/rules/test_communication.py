"""C1 to C7: the rhythm inside, promises, and what the status page says."""

from __future__ import annotations

import pytest

from simulator.model.units import MINUTE
from simulator.scoring.rules.registry import RULES

START = [
    (0, "alert.fired", "world", "world", {"page": True}),
    (0, "incident.declared", "dev", "responder"),
]
END = (90, "drill.ended", "world", "world")


def update(minute, figure=None, **data):
    text = (
        f"Status: mitigating, step {minute}. Impact: {figure or minute}% of payments fail for card"
        f" users. Theory: release {minute}. Next action: undo part {minute}. Team: @ana."
    )
    return (
        minute,
        "update.posted",
        "cho",
        "cl",
        {"audience": "stakeholders", "text": text, **data},
    )


def closed(minute):
    return (minute, "incident.resolved", "ana", "ic")


# -- C1 ----------------------------------------------------------------------------------------


def test_c1_met(verdict):
    found = verdict("C1", *START, *(update(m) for m in (10, 25, 40, 55)), closed(70), END)
    assert found.value == 1.0
    assert found.said == (
        "The longest gap was 15 min (substantive update inside);"
        " target at most 15 min, limit 30 min."
    )


def test_c1_partial(verdict):
    found = verdict("C1", *START, update(10), update(40), closed(40), END)
    # From minute 10 to 40 ages run 0-30: full for 15, half of the rest; 30 min is within the limit.
    assert found.value == pytest.approx((22.5 / 30 + 1) / 2)


def test_c1_missed(verdict):
    found = verdict("C1", *START, closed(60), END)
    assert found.value == 0.0
    assert found.said == (
        "Not seen in 60 min: substantive update inside; target at most 15 min, limit 30 min."
    )


def test_c1_empty_words_are_silence(verdict):
    empty = [update(m, text="No change.") for m in range(5, 60, 10)]
    found = verdict("C1", *START, *empty, closed(60), END)
    assert found.value == 0.0
    assert found.said == (
        "Not seen in 60 min: substantive update inside; none of the updates told people inside"
        " anything; target at most 15 min, limit 30 min."
    )


def test_c1_copies_do_not_keep_a_rhythm(verdict):
    same = [update(m, text=update(5)[4]["text"]) for m in range(5, 90, 10)]
    fresh = [update(m) for m in range(5, 90, 10)]
    assert verdict("C1", *START, *same, END).value < 0.5
    assert verdict("C1", *START, *fresh, END).value == 1.0


def test_c1_nobody_inside_reads_the_customers_mail(verdict):
    mails = [update(m, audience="customers_email") for m in range(5, 60, 10)]
    assert verdict("C1", *START, *mails, closed(60), END).value == 0.0


def promised(minute, minutes, audience="stakeholders"):
    return (minute, "cadence.set", "ana", "ic", {"audience": audience, "minutes": minutes})


def test_c1_a_stricter_promise_binds(verdict):
    words = [update(m) for m in range(10, 60, 12)]
    plain = verdict("C1", *START, *words, closed(60), END)
    strict = verdict("C1", *START, *words, promised(30, 5), closed(60), END)
    from_start = verdict("C1", *START, *words, promised(5, 5), closed(60), END)
    assert plain.value == 1.0
    assert from_start.value < strict.value < 1.0


@pytest.mark.parametrize(
    "promise", [promised(30, 60), promised(5, 5, "public"), promised(5, 0), promised(5, "5")]
)
def test_c1_a_lax_promise_does_not_help(verdict, promise):
    words = [update(m) for m in (10, 40)]
    plain = verdict("C1", *START, *words, closed(60), END)
    assert verdict("C1", *START, *words, promise, closed(60), END).value == plain.value


def test_c1_is_slower_for_smaller_incidents(verdict):
    words = [update(m) for m in (10, 40, 70)]
    assert verdict("C1", *START, *words, END, severity={"share_users": 0.1}).value == 1.0
    assert verdict("C1", *START, *words, END).value < 1.0


def test_c1_not_applicable(verdict, policy):
    assert (
        verdict("C1", *START, closed(8), END, impact_started_at=0).said
        == "The incident was over before a rhythm was due."
    )
    cadence = policy.cadence.model_copy(update={"internal": {}})
    found = verdict("C1", *START, END, rules=policy.model_copy(update={"cadence": cadence}))
    assert found.said == "The policy asks for no rhythm at this severity."


def test_c1_not_observable(verdict):
    assert verdict("C1", *START, END, observable=["alert.fired"]).status == "not_observable"


def test_c1_nobody_waits_while_it_is_closed(verdict):
    again = (70, "incident.reopened", "ana", "ic")
    words = [update(m) for m in (10, 20, 75, 85)]
    found = verdict("C1", *START, *words, closed(30), again, END)
    assert found.value == 1.0


@pytest.mark.parametrize(("minute", "value"), [(12, 1.0), (30, 0.0)])
def test_c1_without_a_word_falls_from_when_one_was_due(verdict, minute, value):
    assert verdict("C1", *START, closed(minute), END).value == value


def test_c1_a_click_before_closing_loosens_nothing(verdict):
    words = [update(m) for m in (10, 65)]
    plain = verdict("C1", *START, *words, closed(70), END)
    assert verdict("C1", *START, *words, promised(69, 60), closed(70), END).value == plain.value


# -- C3 and C8 ---------------------------------------------------------------------------------


def test_c3_closed_before_it_was_due(verdict):
    found = verdict("C3", *START, update(10, next_at=30 * MINUTE), closed(29), END)
    assert found.status == "not_applicable"
    assert found.said == "It was closed before a promised update was due."


def test_c3_gives_time_to_type_at_speed(verdict):
    late = [update(10, next_at=20 * MINUTE), update(25), closed(60), END]
    fast = (0, "drill.speed", "fay", "facilitator", {"factor": 4.0})
    assert verdict("C3", *START, *late).value < 1.0
    assert verdict("C3", *START, fast, *late).value > verdict("C3", *START, *late).value


# -- C5 to C7 ----------------------------------------------------------------------------------

HIT = (0, "impact.changed", "world", "world", {"level": 0.4})
LOOKING = "Some customers cannot pay by card. We are looking into it. Next update in 20 min."
DONE = "Card payments had a problem for some customers. We are working to watch it."


def post(minute, stage, text=LOOKING):
    return (minute, "statuspage.posted", "cho", "cl", {"stage": stage, "text": text})


def test_c5_the_same_stage_again_is_no_step(verdict):
    same = [post(m, "identified") for m in range(5, 20)]
    found = verdict("C5", *START, HIT, *same, post(30, "investigating"), END)
    assert (found.value, found.said) == (
        0.0,
        "1 of 1 step of the status page went back; target none back.",
    )
    assert verdict("C5", *START, HIT, *same, END).said == (
        "The status page stayed in one stage; target none back."
    )


def test_c7_an_early_resolved_is_not_diluted(verdict):
    honest = [post(m, "investigating") for m in range(5, 15)]
    found = verdict("C7", *START, HIT, *honest, post(20, "resolved", DONE), END)
    assert found.value == 0.5


def test_c7_a_look_is_no_backing_for_monitoring(verdict):
    looked = [
        (5, "action.started", "ben", "ol", {"id": "d1", "kind": "diagnostic"}),
        (6, "action.finished", "ben", "ol", {"id": "d1"}),
    ]
    found = verdict("C7", *START, HIT, *looked, post(10, "monitoring"), END)
    assert "Monitoring before any mitigation had finished" in found.said


def test_c7_quotes_the_sentence(verdict):
    told = post(5, "investigating", "We are looking into it. No customers are affected.")
    found = verdict("C7", *START, HIT, told, END)
    assert found.said == (
        "0 of 1 public post was so when it went out"
        " (\u201cNo customers are affected\u201d was said with 40% affected); target all."
    )


@pytest.mark.parametrize("name", ["stages_in_order", "posts_plain", "posts_true", "promises"])
def test_a_zero_has_an_obligation_behind_it(trace, name):
    log = trace(*START, HIT, END, engine="1")
    found = RULES[name].judge(log, RULES[name].args())
    assert found.value == 0.0
    assert [(o.when, o.met_at, o.credit) for o in found.obligations] == [(0, None, 0.0)]


# -- executives --------------------------------------------------------------------------------


def test_d9_prose_for_executives_is_judged_by_what_they_need(verdict):
    text = (
        "We are in a SEV-1: 40% of card payments fail for customers. Rollback is in progress."
        " We expect recovery within 30 minutes."
    )
    told = (5, "update.posted", "cho", "cl", {"audience": "executives", "text": text})
    assert verdict("D9", *START, told, END, engine="1").value == 1.0


def test_c8_news_takes_its_time_to_type_at_any_speed(verdict):
    eased = (20, "impact.changed", "world", "world", {"level": 0.1})
    fast = (0, "drill.speed", "fay", "facilitator", {"factor": 5.0})
    late = [*START, HIT, eased, update(30), END]
    facts = {"customer_visible": False}
    assert verdict("C8", *late, **facts).value == 0.5
    assert verdict("C8", fast, *late, **facts).value == 1.0

"""D10 and C1: the first word to customers, and the rhythm inside."""

from __future__ import annotations

import pytest

START = [
    (0, "alert.fired", "world", "world", {"page": True}),
    (0, "incident.declared", "dev", "responder"),
]
END = (90, "drill.ended", "world", "world")
GOOD = (
    "Some customers cannot pay by card. We are moving payments to another route."
    " Next update at 14:45."
)


def public(minute, text=GOOD, stage="investigating"):
    return (minute, "statuspage.posted", "cho", "cl", {"stage": stage, "text": text})


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


# -- D10 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minute", "value"), [(10, 1.0), (20, 0.5), (30, 0.0)])
def test_d10_falls_from_10_to_30_minutes(verdict, minute, value):
    found = verdict("D10", *START, public(minute), END)
    assert found.value == pytest.approx(value)
    assert found.said == f"First public post {minute} min after the declaration; target 10 min."


def test_d10_missed(verdict):
    found = verdict("D10", *START, END)
    assert (found.value, found.said) == (0.0, "No public post was seen; target 10 min.")


def test_d10_one_word_is_no_post(verdict):
    found = verdict("D10", *START, public(3, "Investigating."), END)
    assert found.value == 0.0
    assert found.said == (
        "No public post named what customers see or what is being done; target 10 min."
    )
    assert verdict("D10", *START, public(3, "Investigating."), public(20), END).value == 0.5


def test_d10_not_applicable(verdict):
    hidden = verdict("D10", *START, END, customer_visible=False)
    assert hidden.said == "Customers could not see the trouble."
    short = verdict("D10", *START, (9, "x", "dev", "responder"))
    assert short.said == "The log ends before a public post was due."


def test_d10_not_observable(verdict):
    found = verdict("D10", *START, END, customer_visible=None)
    assert found.said == "The log does not say whether customers could see the trouble."
    assert verdict("D10", *START, public(5), END, customer_visible=None).value == 1.0
    assert verdict("D10", *START, END, observable=["alert.fired"]).status == "not_observable"


# -- C1 ----------------------------------------------------------------------------------------


def test_c1_met(verdict):
    found = verdict("C1", *START, *(update(m) for m in (10, 25, 40, 55)), closed(70), END)
    assert found.value == 1.0
    assert found.said == (
        "The longest time without a substantive update inside was 15 min;"
        " target at most 15 min, limit 30 min."
    )


def test_c1_partial(verdict):
    found = verdict("C1", *START, update(10), update(40), closed(40), END)
    # From minute 10 to 40 ages run 0-30: full for 15, half of the rest; 30 min is within the limit.
    assert found.value == pytest.approx((22.5 / 30 + 1) / 2)


def test_c1_missed(verdict):
    found = verdict("C1", *START, closed(60), END)
    assert found.value == 0.0
    assert found.said == "No update inside was seen in 60 min; target at most 15 min, limit 30 min."


def test_c1_empty_words_are_silence(verdict):
    empty = [update(m, text="No change.") for m in range(5, 60, 10)]
    found = verdict("C1", *START, *empty, closed(60), END)
    assert found.value == 0.0
    assert found.said.startswith("No update inside that says more than that nothing changed")


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
        verdict("C1", *START, closed(8), END).said
        == "The incident was over before a rhythm was due."
    )
    cadence = policy.cadence.model_copy(update={"internal": {}})
    found = verdict("C1", *START, END, rules=policy.model_copy(update={"cadence": cadence}))
    assert found.said == "The policy asks for no internal rhythm at this severity."


def test_c1_not_observable(verdict):
    assert verdict("C1", *START, END, observable=["alert.fired"]).status == "not_observable"

"""D3, D9, D10 and D11: the first look, the first words inside and outside, and the rhythm."""

from __future__ import annotations

import pytest

ALERT = (0, "alert.fired", "world", "world", {"page": True, "alert": "A"})
DECLARED = (0, "incident.declared", "dev", "responder")
ACK = (1, "page.acked", "dev", "responder", {"alert": "A"})
END = (60, "drill.ended", "world", "world")
WORDS = {"symptoms": ["card payments"], "services": ["card-router"]}

# -- D3 ----------------------------------------------------------------------------------------

BROKEN = "about 40% of card payments fail in all regions"


def look(minute, impact=BROKEN, severity="SEV-1"):
    return (minute, "triage.assessed", "dev", "ol", {"severity": severity, "impact": impact})


@pytest.mark.parametrize(("minute", "value"), [(1, 1.0), (6, 1.0), (11, 0.5), (16, 0.0)])
def test_d3_falls_from_5_to_15_minutes_after_the_acknowledgement(verdict, minute, value):
    found = verdict("D3", ALERT, ACK, look(minute), END, **WORDS)
    assert found.value == pytest.approx(value)
    after = f"{minute - 1} min after the acknowledgement"
    assert found.said == f"First look stated: {after}; target 5 min."


@pytest.mark.parametrize(
    "impact",
    [
        "SEV1 bad bad bad bad bad",
        "Everything is very bad right now",
        "card payments",
        "TBD",
        "",
        None,
    ],
)
def test_d3_a_look_has_to_name_what_is_broken(verdict, impact):
    found = verdict("D3", ALERT, ACK, look(2, impact), END, engine="1", **WORDS)
    assert found.value == 0.0
    assert found.said == (
        "No first look named a severity and, in words of this system, what is broken; target 5 min."
    )


def test_d3_a_service_will_do(verdict):
    text = "the card-router sends nearly everything into a timeout"
    assert verdict("D3", ALERT, ACK, look(2, text), END, **WORDS).value == 1.0


def test_d3_needs_a_severity(verdict):
    assert verdict("D3", ALERT, ACK, look(2, severity="n/a"), END, **WORDS).value == 0.0


def test_d3_a_better_look_makes_good_for_an_empty_one(verdict):
    found = verdict("D3", ALERT, ACK, look(2, "bad"), look(11), END, **WORDS)
    assert found.value == pytest.approx(0.5)


def test_d3_in_a_log_from_elsewhere_words_may_be_missing(verdict):
    bare = (3, "triage.assessed", "dev", "ol", {})
    assert verdict("D3", ALERT, ACK, bare, END, **WORDS).value == 1.0


def test_d3_missed_and_without_an_opportunity(verdict):
    assert verdict("D3", ALERT, ACK, END).said == "No first look was stated; target 5 min."
    unheard = verdict("D3", ALERT, END)
    assert unheard.said == "Nobody acknowledged a page, so this clock does not start."
    request = (1, "page.acked", "dba", "persona", {"alert": "", "id": "p9"})
    assert verdict("D3", ALERT, request, END).status == "not_applicable"


def test_d3_at_high_speed_typing_takes_its_time(verdict):
    fast = (0, "drill.speed", "fay", "facilitator", {"factor": 10.0})
    assert verdict("D3", ALERT, fast, ACK, look(11), END, **WORDS).value == 1.0


# -- D9 ----------------------------------------------------------------------------------------

INSIDE = (
    "Status: mitigating. Impact: 40% of card payments fail in all regions."
    " Next action: move traffic to the backup. Next update at 14:40."
)


def update(minute, audience="stakeholders", text=INSIDE):
    return (minute, "update.posted", "cho", "cl", {"audience": audience, "text": text})


@pytest.mark.parametrize(("minute", "value"), [(10, 1.0), (20, 0.5), (30, 0.0)])
def test_d9_falls_from_10_to_30_minutes(verdict, minute, value):
    found = verdict("D9", ALERT, DECLARED, update(minute), END)
    assert found.value == pytest.approx(value)
    assert found.said == (
        f"First word to stakeholders: {minute} min after the declaration; target 10 min."
    )


def test_d9_executives_are_stakeholders_and_the_team_is_not(verdict):
    assert verdict("D9", ALERT, DECLARED, update(5, "executives"), END).value == 1.0
    found = verdict("D9", ALERT, DECLARED, update(5, "responders"), END)
    assert found.said == "No word to stakeholders was seen; target 10 min."
    bare = (5, "update.posted", "cho", "cl", {"text": INSIDE})
    assert verdict("D9", ALERT, DECLARED, bare, END).value == 1.0


@pytest.mark.parametrize("text", ["No change.", "Status: Impact: Next action:", "We are on it."])
def test_d9_a_word_without_substance_is_none(verdict, text):
    found = verdict("D9", ALERT, DECLARED, update(5, text=text), END)
    assert found.value == 0.0
    assert found.said == "No word to stakeholders told them anything of substance; target 10 min."


# -- D10 ---------------------------------------------------------------------------------------

OUTSIDE = "Some customers cannot pay by card. We are working on it. Next update at 14:45."


def post(minute, text=OUTSIDE, **data):
    data = {"stage": "investigating", "text": text, **data}
    return (minute, "statuspage.posted", "cho", "cl", data)


@pytest.mark.parametrize(("minute", "value"), [(10, 1.0), (20, 0.5), (30, 0.0), (50, 0.0)])
def test_d10_falls_from_10_to_30_minutes(verdict, minute, value):
    found = verdict("D10", ALERT, DECLARED, post(minute), END)
    assert found.value == pytest.approx(value)
    assert found.evidence == (3,)
    assert found.said == f"First public post: {minute} min after the declaration; target 10 min."


def test_d10_a_post_that_says_nothing_is_none(verdict):
    found = verdict("D10", ALERT, DECLARED, post(2, "Investigating."), END)
    assert found.value == 0.0
    assert found.said == (
        "No public post named what customers see or what is being done; target 10 min."
    )
    assert verdict("D10", ALERT, DECLARED, post(2, "Investigating."), post(20), END).value == 0.5


def test_d10_missed(verdict):
    found = verdict("D10", ALERT, DECLARED, END)
    assert (found.value, found.said) == (0.0, "No public post was seen; target 10 min.")


def test_d10_only_where_customers_can_see_it(verdict):
    unseen = verdict("D10", ALERT, DECLARED, END, customer_visible=False)
    assert unseen.status == "not_applicable"
    assert unseen.said == "Customers could not see the trouble."
    unknown = verdict("D10", ALERT, DECLARED, END, customer_visible=None)
    assert unknown.status == "not_observable"
    assert verdict("D10", ALERT, DECLARED, post(5), END, customer_visible=None).value == 1.0


def test_d10_not_applicable_and_not_observable(verdict):
    assert verdict("D10", END).said == "No incident was declared or had to be."
    short = (5, "x", "dev", "responder")
    assert verdict("D10", ALERT, DECLARED, short).said == "The log ends before this was due."
    hidden = verdict("D10", ALERT, DECLARED, END, observable=["alert.fired"])
    assert hidden.said == "The log could not show statuspage.posted events."


def test_d10_at_six_times_the_speed_a_post_takes_a_quarter_of_an_hour(verdict):
    fast = (0, "drill.speed", "fay", "facilitator", {"factor": 6.0})
    found = verdict("D10", ALERT, DECLARED, fast, post(15), END)
    assert (found.value, found.said) == (
        1.0,
        "First public post: 15 min after the declaration; target 15 min.",
    )


# -- D11 ---------------------------------------------------------------------------------------


def cadence(minute, **data):
    data = data or {"audience": "stakeholders", "minutes": 15}
    return (minute, "cadence.set", "ana", "ic", data)


@pytest.mark.parametrize(("minute", "value"), [(10, 1.0), (20, 0.5), (30, 0.0)])
def test_d11_falls_from_10_to_30_minutes(verdict, minute, value):
    found = verdict("D11", ALERT, DECLARED, cadence(minute), END)
    assert found.value == pytest.approx(value)
    assert found.said == f"Rhythm announced: {minute} min after the declaration; target 10 min."


def test_d11_to_nobody_or_never_is_no_rhythm(verdict):
    assert verdict("D11", ALERT, DECLARED, END).said == "No rhythm was announced; target 10 min."
    empty = cadence(5, audience="", minutes=None)
    assert verdict("D11", ALERT, DECLARED, empty, END, engine="1").value == 0.0

"""Which internal updates say something."""

from __future__ import annotations

import pytest

from simulator.model.policy import Limits
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.content.updates import FIELDS, is_placeholder, judge, substantive

FULL = {
    "audience": "stakeholders",
    "status": "mitigating",
    "impact": "18% of card payments failing",
    "duration": "32 min so far",
    "team": "IC, OL and CL in place",
    "theory": "the new routing table, confirmed",
    "next_action": "roll back region by region",
    "next_at": 45 * MINUTE,
    "text": "",
}


def post(minute=30, **data):
    return Event(round(minute * 10), round(minute * MINUTE), "update.posted", "cho", "cl", data)


def fields(composed, **data):
    judged = judge(post(**data), composed=composed, latest_next=30 * MINUTE)
    return judged.score * len(FIELDS)


def test_a_filled_form_is_complete():
    assert fields(composed=True, **FULL) == pytest.approx(7)


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_counts_once(field):
    assert fields(composed=True, **{k: v for k, v in FULL.items() if k != field}) == pytest.approx(
        6
    )


@pytest.mark.parametrize("value", ["", "TBD", "n/a", "?", "---", "unknown", "impact", "x", None, 7])
def test_placeholders_hold_nothing(value):
    assert is_placeholder(value)
    assert fields(composed=True, **{**FULL, "impact": value}) == pytest.approx(6)


def test_unknown_with_what_is_checked_is_a_theory():
    assert not is_placeholder("unknown, checking the router")


def test_monitoring_alone_is_no_next_action():
    assert fields(composed=True, **{**FULL, "next_action": "Monitoring."}) == pytest.approx(6)
    assert fields(
        composed=False,
        text="Next action: monitoring. Status: we still mitigate the failing router",
    ) == pytest.approx(1)


@pytest.mark.parametrize("minute", [30, 29, 61])
def test_a_promise_is_ahead_and_not_too_far(minute):
    assert fields(composed=True, **{**FULL, "next_at": minute * MINUTE}) == pytest.approx(6)


def test_prose_with_all_facts_is_complete():
    text = (
        "We are mitigating: about 40% of card payments have been failing since 14:13. Ana (IC) and"
        " Ben (OL) are on it. We suspect release 4.12 and are about to move traffic to the backup"
        " processor. Next update at 14:40."
    )
    assert fields(composed=False, text=text) == pytest.approx(7)


@pytest.mark.parametrize(
    "text",
    [
        "Status: Impact: Duration: Team: Theory: Next action: Next update:",
        "Status: TBD. Impact: TBD. Team: TBD. Theory: TBD. Next action: TBD. Next update: TBD.",
        "status investigating impact 40% since 14:13 team @ana theory cause is rolling back",
        "Still looking.",
        "No change.",
        "ok",
        "",
    ],
    ids=["labels", "TBD", "soup", "still looking", "no change", "ok", "empty"],
)
def test_words_without_content_are_worth_nothing(text):
    assert fields(composed=False, text=text) == 0


def test_a_short_post_earns_a_bare_pass_at_most():
    short = dict.fromkeys(("status", "impact", "theory", "next_action"), "card payments")
    assert fields(composed=True, **short) == pytest.approx(3)


COMPUTED = {"duration": "32m since declaration", "team": "@Ana (IC), @Ben (OL), @Cho (CL)"}


def composed(minute=30, extra="", **data):
    """Compose the text from the fields, as the room does."""
    data = {**COMPUTED, "next_at": (minute + 15) * MINUTE, **data}
    names = {"status": "Status", "impact": "Impact", "duration": "Duration", "team": "Team"}
    said = [f"{label}: {data[key]}." for key, label in names.items() if data.get(key)]
    text = " ".join([*said, *([extra] if extra else []), f"Next update at 14:{minute:02d}."])
    return post(minute, audience="executives", text=text, **data)


@pytest.mark.parametrize("status", ["mitigating", "investigating", "No change", "status", "ok"])
def test_what_the_composer_fills_in_says_nothing_alone(status):
    found = judge(composed(status=status), composed=True, latest_next=30 * MINUTE)
    assert found.score < Limits().substantive
    assert kept(composed(status=status)) == []


def test_what_the_composer_fills_in_completes_an_update():
    found = composed(status="mitigating", impact="18% of card payments failing")
    judged = judge(found, composed=True, latest_next=30 * MINUTE)
    assert judged.fields == {"status", "impact", "duration", "team", "next_at"}
    assert judged.body == "mitigating. 18% of card payments failing"


def test_free_words_beside_the_fields_are_read():
    free = "We suspect release 4.12 and are about to move traffic to the backup"
    judged = judge(
        composed(status="mitigating", extra=free + "."), composed=True, latest_next=MINUTE
    )
    assert judged.fields >= {"theory", "next_action"}
    assert judged.body == f"mitigating. {free}."


def test_a_composed_no_change_carries_its_promise():
    full = promise(0)
    same = [composed(m, status="No change", next_at=(m + 15) * MINUTE) for m in (10, 20, 30)]
    assert kept(full, *same) == [0, 10, 20]


def test_what_was_not_recorded_is_no_empty_post():
    assert not judge(post(audience="executives"), composed=False, latest_next=1).recorded
    assert judge(post(audience="executives"), composed=True, latest_next=1).score == 0


def kept(*posts, composed=True):
    found = substantive(posts, Limits(), composed=composed, latest_next=30 * MINUTE)
    return [e.t // MINUTE for e in found]


def promise(minute, after=15, **data):
    return post(minute, **{**FULL, "next_at": (minute + after) * MINUTE, **data})


def test_a_copy_counts_twice_running_if_its_promise_moves():
    assert kept(*(promise(m) for m in (0, 10, 20, 30, 40))) == [0, 10, 20]


def test_news_makes_copies_possible_again():
    news = promise(30, status="recovering", impact="3% of card payments failing")
    assert kept(promise(0), promise(10), promise(20), news, promise(40)) == [0, 10, 20, 30, 40]


def test_a_copy_that_promises_nothing_later_is_void():
    assert kept(promise(0, 30), promise(10, 20)) == [0]


def test_a_copy_at_once_is_noise():
    assert kept(promise(0), promise(3, audience="executives")) == [0]


def test_two_texts_in_turn_are_still_copies():
    a, b = (
        {"impact": "18% of card payments failing"},
        {"impact": "about one in five payments fails"},
    )
    posts = [promise(m, **(a if m % 20 else b)) for m in range(0, 80, 10)]
    assert kept(*posts) == [0, 10, 20, 30]


def test_a_new_figure_is_news():
    posts = [promise(m, impact=f"{40 - m}% of card payments failing") for m in (0, 10, 20, 30)]
    assert kept(*posts) == [0, 10, 20, 30]


def test_no_change_is_fine_twice_running_with_the_next_time():
    full = promise(0)
    same = [
        post(m, audience="stakeholders", text="No change. Next update in 15 min.")
        for m in (10, 20, 30)
    ]
    assert kept(full, *same, composed=False) == [0, 10, 20]


def test_no_change_before_anything_was_told_says_nothing():
    assert kept(post(0, audience="stakeholders", text="No change. Next update in 15 min.")) == []


def test_only_words_to_people_inside_count():
    assert kept(promise(0, audience="customers_email"), promise(10, audience="regulator")) == []


def test_a_call_to_all_names_no_team():
    text = "@here and @channel: we still look at declines and payments and much else besides that"
    assert fields(composed=False, text=text) == 0
    text = "@ana and the others still look at declines and payments and much else besides that"
    assert fields(composed=False, text=text) == pytest.approx(1)


def test_labels_and_prose_make_one_update():
    text = (
        "Status: mitigating. Impact: 18% of card payments failing. Theory: the routing table."
        " @ana and @ben work on it since 14:13. Next update at 14:55."
    )
    judged = judge(post(text=text), composed=False, latest_next=30 * MINUTE)
    assert judged.fields == set(FIELDS) - {"next_action"}
    assert judged.told == ("mitigating.", "18% of card payments failing.")


def test_typographic_apostrophes_read_like_plain_ones():
    text = (
        "Customers can\u2019t pay by card and we\u2019ll move them to the backup, Ana thinks so too"
    )
    judged = judge(post(text=text), composed=False, latest_next=MINUTE)
    assert judged.fields == {"impact", "next_action"}


def test_case_of_the_words_does_not_matter():
    assert fields(composed=False, text=FULL_TEXT.upper()) == fields(composed=False, text=FULL_TEXT)


FULL_TEXT = (
    "Status: mitigating. Impact: 18% of card payments failing. Duration: since 14:13. Team: @ana."
    " Theory: the routing table. Next action: roll back by region. Next update at 14:55."
)

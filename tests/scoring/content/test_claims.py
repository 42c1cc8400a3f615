"""What a text claims about how many are hit, and whether that was so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.content.claims import (
    claim_of,
    claimed_share,
    fits,
    share_claimed,
    share_in_field,
    shares_claimed,
)
from simulator.scoring.content.contradiction import contradicted, fixed_claimed


def ranges(text):
    return [(round(c.low, 2), round(c.high, 2)) for c in shares_claimed(text)]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("About 40% of card payments are failing in all regions since 14:13", 0.4),
        ("Impact: 14 percent of orders", 0.14),
        ("18% of payments still fail, down from 40%", 0.18),
        ("The error rate fell from 40% to 18%.", 0.18),
        ("It peaked at 40%, now 3% of payments fail", 0.03),
        ("The success rate is back at 82%", 0.18),
        ("99.7% of requests succeed", 0.003),
        ("One in three payments fails.", 1 / 3),
        ("At the moment about 40 in 100 attempts fail.", 0.4),
        ("2 out of 5 customers cannot log in", 0.4),
        ("Half of our customers cannot check out.", 0.5),
        ("Two thirds of all orders are lost", 2 / 3),
        ("~30% of checkout attempts failing with 500 errors", 0.3),
    ],
)
def test_figures(text, share):
    assert claimed_share(text) == pytest.approx(share, abs=1e-5)
    claim = share_claimed(text)
    assert claim.exact
    assert text[claim.start : claim.end] == claim.phrase


@pytest.mark.parametrize(
    ("text", "range_"),
    [
        ("10-20% of users see errors", (0.1, 0.2)),
        ("Up to 40% of attempts fail", (0.0, 0.4)),
        ("More than half of the customers are affected", (0.5, 1.0)),
        ("Less than 1% of requests fail", (0.0, 0.01)),
        ("The payment success rate is below 60%", (0.4, 1.0)),
    ],
)
def test_bounds_around_a_figure(text, range_):
    assert ranges(text) == [range_]


@pytest.mark.parametrize(
    ("text", "range_"),
    [
        ("All customers are affected.", (0.9, 1.0)),
        ("The problem affects every user", (0.9, 1.0)),
        ("Nobody can pay.", (1.0, 1.0)),
        ("No customers are able to log in.", (1.0, 1.0)),
        ("Nearly all purchases fail", (0.75, 1.0)),
        ("Most customers see errors at checkout", (0.5, 1.0)),
        ("Many attempts still fail.", (0.1, 1.0)),
        ("Some customers may be unable to pay.", (0.0, 0.9)),
        ("Payments for some users are slow", (0.0, 0.9)),
        ("Not all customers are affected.", (0.0, 0.9)),
        ("A small number of customers may see errors", (0.0, 0.25)),
        ("Most customers can pay.", (0.0, 0.5)),
        ("The vast majority of customers are not affected", (0.0, 0.25)),
        ("Everyone can pay again.", (0.0, 0.1)),
        ("All customers can pay by card as normal.", (0.0, 0.1)),
        ("Card payments are completing normally again for all customers.", (0.0, 0.1)),
        ("No customers affected since 15:30.", (0.0, 0.0)),
        ("There is no customer impact at the moment", (0.0, 0.0)),
        ("Not a single customer is affected", (0.0, 0.0)),
        ("All customers aren\u2019t able to pay", (0.9, 1.0)),
    ],
)
def test_words(text, range_):
    assert ranges(text) == [range_]


@pytest.mark.parametrize(
    "text",
    [
        "CPU at 95% on the ledger nodes",
        "We shifted 30% of traffic to the backup",
        "The canary carried 5% of requests without errors",
        "The rollback is in region 2 of 4 now, verify each",
        "The backup costs more, 80% capacity",
        "Errors are up 300%",
        "9,480 payments failed over 77 minutes",
        "Our team is working to restore normal service for all customers.",
        "All customers should be able to pay again once the change is undone",
        "We have moved all payments to another route; errors fall",
        "The problem that affected some customers is resolved.",
        "Between 14:13 and 15:30 some customers could not pay.",
        "Some customers were unable to pay.",
        "No change. Next update in 15 min.",
        "Customers cannot pay by card. Other payment methods are working.",
        "",
    ],
)
def test_what_is_no_claim_about_users_now(text):
    assert shares_claimed(text) == ()
    assert claimed_share(text) is None


def test_several_claims_keep_their_order():
    text = "Most card payments now complete; some customers may still be unable to pay by card."
    assert ranges(text) == [(0.0, 0.5), (0.0, 0.9)]
    assert ranges("No customers affected, success rate 99.7%") == [(0.0, 0.0), (0.0, 0.0)]
    assert share_claimed("No customers affected, success rate 99.7%").exact


@pytest.mark.parametrize(
    ("value", "share"),
    [
        ("40% of attempts", 0.4),
        ("about 40 percent", 0.4),
        ("half", 0.5),
        ("0.4", 0.4),
        (0.4, 0.4),
        ("2 of 5", 0.4),
        ("one in five", 0.2),
        ("18%, down from 40%", 0.18),
        ("40 %, was 3 %", 0.4),
    ],
)
def test_a_field_about_how_many_needs_no_sentence(value, share):
    claim = share_in_field(value)
    assert (claim.low, claim.high) == pytest.approx((share, share))


def test_words_in_a_field():
    assert share_in_field("all card payers").low == 0.9
    assert share_in_field("Everyone in EU").phrase == "Everyone"
    assert share_in_field("some").high == 0.9
    assert share_in_field("no one").high == 0.0


@pytest.mark.parametrize(
    "value",
    ["18000 customers", "400/min", "all regions", "region 2 of 4", "", "1.5", 1, None, True],
)
def test_a_count_is_no_share(value):
    assert share_in_field(value) is None


def test_fields_count_before_the_text():
    data = {"impact": "18% of card payments failing", "text": "40% of customers cannot pay"}
    assert claim_of(data).low == 0.18
    assert claim_of({"how_many": "half", **data}).low == 0.5
    assert claim_of({"impact": "declines", "text": data["text"]}).low == 0.4
    assert claim_of({"impact": "declines", "text": None}) is None


@pytest.mark.parametrize(
    ("said", "level", "near"),
    [
        ("40% of payments fail", 0.4, True),
        ("40% of payments fail", 0.27, True),
        ("40% of payments fail", 0.2, False),
        ("40% of payments fail", 0.9, False),
        ("3% of payments fail", 0.01, True),
        ("3% of payments fail", 0.18, False),
        ("3% of payments fail", (0.0, 0.18), True),
        ("Some customers cannot pay", 0.4, True),
        ("Some customers cannot pay", 0.95, False),
        ("Some customers cannot pay", 0.0, False),
        ("A small number of customers cannot pay", 0.4, False),
        ("No customers are affected", 0.0, True),
        ("No customers are affected", 0.004, True),
        ("No customers are affected", 0.02, False),
        ("No customers are affected", (0.0, 0.18), True),
        ("All customers are affected", 0.95, True),
        ("All customers are affected", 0.4, False),
        ("Most customers can pay", 0.18, True),
        ("Most customers can pay", 0.8, False),
        ("All customers can pay", 0.0, True),
        ("All customers can pay", 0.4, False),
    ],
)
def test_a_claim_is_near_or_it_is_not(said, level, near):
    claim = share_claimed(said)
    assert fits(claim, level) is near
    assert contradicted(said, level) == (() if near else (claim,))


@given(st.floats(0.0, 1.0))
def test_the_truth_always_fits(level):
    percent = round(level * 100, 1)
    claim = share_claimed(f"{percent}% of payments fail")
    assert claim is not None
    assert fits(claim, level)


@given(st.text(alphabet="no al1%.,;someft pay-/\n", max_size=60))
def test_any_text_can_be_read(text):
    for claim in shares_claimed(text):
        assert 0 <= claim.low <= claim.high <= 1
        assert text[claim.start : claim.end] == claim.phrase
    share_in_field(text)
    fixed_claimed(text)


@pytest.mark.parametrize(
    "text",
    [
        "The problem with card payments is resolved.",
        "Status: resolved 16:00.",
        "The service has been fully restored",
        "Card payments are completing normally again for all customers.",
        "All systems nominal",
        "Everything is back to normal.",
        "It was fixed at 15:30.",
    ],
)
def test_texts_that_say_it_is_over(text):
    assert fixed_claimed(text) in text


@pytest.mark.parametrize(
    "text",
    [
        "This will be resolved by 15:00",
        "We are working to get it fixed",
        "Partially restored",
        "It is not resolved",
        "Service is restored in one region",
        "Once it is fixed we will tell you",
        "Some payments are completing normally",
        "We expect it to be back to normal soon",
        "We are investigating a problem with card payments",
        "",
    ],
)
def test_hopes_and_halves_are_not_over(text):
    assert fixed_claimed(text) is None


def test_the_ideal_log_claims_nothing_untrue(ideal):
    levels = [(e.t, e.data["level"]) for e in ideal.events if e.kind == "impact.changed"]
    for event in ideal.events:
        if event.kind in {"statuspage.posted", "update.posted"}:
            now = [level for t, level in levels if t <= event.t][-1]
            soon = next((level for t, level in levels if t > event.t), now)
            assert contradicted(event.data["text"], (min(now, soon), max(now, soon))) == ()

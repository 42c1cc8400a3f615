"""An all-clear that is none, and what is said of things that never failed."""

from __future__ import annotations

import pytest

from simulator.scoring.content.contradiction import contradicted, sentence_around
from simulator.scoring.content.glossary import Glossary

CARDS = Glossary(customers=frozenset({"card payments", "checkout"}))


@pytest.mark.parametrize(
    "text",
    [
        "Service has been fully restored.",
        "Everything is back to normal.",
        "Card payments are working normally again.",
        "The problem is fixed and card payments work.",
        "Everyone can pay again.",
        "All payments work again.",
        "We fixed the problem with card payments. Card payments work again.",
        "Some card payments failed earlier. Everything works as normal.",
    ],
)
def test_an_all_clear_claims_that_nobody_is_hit(text):
    assert contradicted(text, 0.4, CARDS)
    assert contradicted(text, 0.0, CARDS) == () or "failed earlier" in text


@pytest.mark.parametrize(
    "text",
    [
        "Card payments are working normally again for most customers.",
        "Most card payments are working again.",
        "Payments are partly restored.",
        "Card payments are working normally again for customers in Europe.",
        "We are working on getting this resolved.",
        "The failure rate is now over 30% of payments.",
        "Logins are fixed. Card payments still fail.",
        "You can use vouchers as normal while card payments fail.",
    ],
)
def test_a_qualified_all_clear_is_none(text):
    assert contradicted(text, 0.4, CARDS) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Roughly 40% of card payments are failing. 100% of bank transfers work.",
        "Many customers are seeing failed payments. Gift cards and invoices work for everyone.",
    ],
)
def test_what_never_failed_may_be_said_to_work(text):
    assert contradicted(text, 0.4, CARDS) == ()


def test_the_failing_thing_may_not():
    text = "Some customers see errors. 100% of card payments work."
    assert [claim.phrase for claim in contradicted(text, 0.4, CARDS)] == ["100%"]


def test_a_long_sentence_is_cut():
    text = f"We are on it. No customers are affected, {'and on ' * 30}it goes. Bye."
    (claim,) = contradicted(text, 0.4)
    quoted = sentence_around(text, claim)
    assert quoted.startswith("No customers are affected, and on")
    assert len(quoted) == 100
    assert quoted.endswith("\u2026")

"""A scenario's own words, found in whatever form people write them."""

from __future__ import annotations

import pytest

from simulator.scoring.content.glossary import Glossary
from simulator.scoring.content.public import Glossary as SameGlossary

WORDS = Glossary(
    internal=frozenset({"ledger-db", "backup-processor"}),
    customers=frozenset({"card payments", "checkout", "pay by card", "purchases"}),
    services=frozenset({"card-router", "payment-api", "release 4.12"}),
)


def test_there_is_one_glossary():
    assert SameGlossary is Glossary


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A card payment was declined", {"card payments"}),
        ("Card Payments and purchases fail", {"card payments", "purchases"}),
        ("Nobody can pay by card", {"pay by card"}),
        ("Payment of salaries is fine", set()),
        ("The discarded payments", set()),
        ("", set()),
    ],
)
def test_customers_words_in_any_form(text, found):
    assert set(WORDS.symptoms_in(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the card-router sends them astray", {"card-router"}),
        ("the card router sends them astray", {"card-router"}),
        ("the new routing table is wrong", {"card-router"}),
        ("Ledger_DB is out of connections", {"ledger-db"}),
        ("the ledger is slow", {"ledger-db"}),
        ("since release 4.12", {"release 4.12"}),
        ("something with payments", set()),
        ("the backup may be slow", set()),
        ("a processor is full", {"backup-processor"}),
    ],
)
def test_a_component_by_its_name_or_a_telling_part(text, found):
    assert set(WORDS.components_in(text)) == found


def test_an_empty_glossary_finds_nothing():
    assert Glossary().symptoms_in("card payments") == ()
    assert Glossary().components_in("card-router") == ()
    assert Glossary(services=frozenset({"--", ""})).components_in("-- any text") == ()

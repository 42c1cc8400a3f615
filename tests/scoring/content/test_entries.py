"""Whether a line that somebody wrote down says anything."""

from __future__ import annotations

import pytest

from simulator.scoring.content.entries import (
    is_copy,
    is_empty,
    names_component,
    names_impact,
    real_words,
)
from simulator.scoring.content.glossary import Glossary

WORDS = Glossary(
    customers=frozenset({"card payments", "checkout"}), services=frozenset({"card-router"})
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Recorded.",
        "no change",
        "No change. Noted.",
        "ok ok ok ok ok ok",
        "TBD",
        "done",
        None,
        7,
    ],
)
def test_entries_that_record_nothing(text):
    assert is_empty(text)


def test_an_entry_of_five_words_records_something():
    assert not is_empty("Ana approved the reroute at 14:35")
    assert real_words("Ana approved the reroute") == 4


def test_the_entries_of_the_ideal_log_all_say_something(ideal):
    entries = [e.data["text"] for e in ideal.events if e.kind == "doc.updated"]
    assert [text for text in entries if is_empty(text)] == []


def test_a_copy_is_a_copy_in_any_case():
    risk = "The backup processor costs more and may saturate"
    assert is_copy(risk.upper() + " ", ["something else entirely", risk])
    assert not is_copy(risk, ["The rollback takes 45 minutes, region by region"])
    assert not is_copy(risk, [risk + " within the hour, then wallets must be switched off"])
    assert not is_copy(risk, [])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("about 40% of card payments failing everywhere", True),
        ("the card-router times out for everybody", True),
        ("checkout broken", False),
        ("SEV1 bad bad bad bad bad", False),
        ("something is really wrong with all of it", False),
        ("checkout checkout checkout checkout checkout", False),
        (None, False),
    ],
)
def test_an_impact_names_a_symptom_or_a_service(text, named):
    assert names_impact(text, WORDS) is named


def test_without_a_glossary_general_words_will_do():
    assert names_impact("about 40% of customers cannot pay", Glossary())
    assert not names_impact("something is really wrong with it", Glossary())
    bare = Glossary(internal=frozenset({"router"}))
    assert names_impact("about 40% of card payments failing everywhere", bare)


def test_a_theory_names_a_component():
    assert names_component("the new routing table", WORDS) is True
    assert names_component("something with the payments", WORDS) is False
    assert names_component(None, WORDS) is False
    assert names_component("the new routing table", Glossary()) is None

"""Which status-page posts tell customers something."""

from __future__ import annotations

import pytest

from simulator.model.records import Event
from simulator.scoring.content.public import (
    Glossary,
    checklist,
    jargon,
    names_trouble,
    quality,
)

GOOD = (
    "Some customers cannot pay by card. We are moving payments to another route."
    " Next update at 14:45."
)


def post(text, stage="investigating", **data):
    return Event(1, 1_000, "statuspage.posted", "cho", "cl", {"stage": stage, "text": text, **data})


def failed(text, *, glossary=None, **data):
    return {c for c, ok in checklist(post(text, **data), glossary or Glossary()).items() if not ok}


def test_a_good_post_passes_every_check(ideal):
    assert failed(GOOD) == set()
    assert quality(post(GOOD), composed=True) == 1.0
    posts = [e for e in ideal.events if e.kind == "statuspage.posted"]
    assert [quality(e, composed=False) for e in posts] == [1.0] * 5


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("We are moving things to another route now. Next update at 14:45.", "impact named"),
        ("Some customers cannot pay by card right now. Next update at 14:45.", "action named"),
        ("Some customers cannot pay by card. We are moving payments elsewhere.", "next update"),
        (GOOD + " The p99 of ledger-db-3 is high.", "no jargon"),
        (GOOD + " NullPointerException was thrown.", "no jargon"),
        (GOOD + " This will be fixed by 15:00.", "no fix time"),
        (GOOD + " The vendor caused this.", "no blame"),
        (GOOD + " An engineer mistakenly did it.", "no blame"),
    ],
)
def test_each_check_finds_its_fault(text, check):
    assert failed(text) == {check}


def test_a_field_is_as_good_as_words():
    assert failed(GOOD.split(" Next", maxsplit=1)[0], next_at=2_000) == set()
    assert failed(GOOD, next_at=500) == {"next update"}
    assert failed("We are moving it to another route; errors fall. Next update at 14:45.") == {
        "impact named"
    }
    text = "We are moving it to another route; errors fall. Next update at 14:45."
    assert failed(text, components=["checkout"]) == set()


def test_a_resolved_post_needs_no_next_update():
    done = "The problem with card payments is resolved. All customers can pay again."
    assert failed(done, stage="Resolved") == set()
    assert quality(post(done, "resolved"), composed=True) == 1.0


def test_a_restored_service_is_no_promise():
    text = (
        "Card payments were restored at 15:30 for all customers. We keep monitoring."
        " Next update at 16:00."
    )
    assert failed(text, stage="monitoring") == set()


def test_words_of_the_scenario():
    words = Glossary(frozenset({"card-router", "checkout"}), frozenset({"tickets"}))
    assert failed(GOOD + " The card-router is slow.", glossary=words) == {"no jargon"}
    assert failed(GOOD + " The checkout is slow.", glossary=words) == set()
    text = "Tickets fail; we are working on it. Next update at 14:45."
    assert failed(text, glossary=words) == set()
    assert failed(text) == {"impact named"}


@pytest.mark.parametrize("text", ["Investigating.", "", "We are looking into it."])
def test_filler_is_worth_nothing(text):
    assert quality(post(text, next_at=2_000), composed=True) == 0.0


def test_what_was_not_recorded_is_no_empty_post():
    bare = Event(1, 0, "statuspage.posted", "cho", "cl", {"stage": "investigating"})
    assert quality(bare, composed=False) == 1.0
    assert quality(bare, composed=True) == 0.0


@pytest.mark.parametrize(
    "promise",
    [
        "This should be back within an hour.",
        "We expect a fix within 30 minutes.",
        "We estimate recovery at around 15:00.",
        "A fix is expected by 15:00.",
    ],
)
def test_a_fix_time_in_many_words(promise):
    assert failed(f"{GOOD} {promise}") == {"no fix time"}
    found = checklist(post(f"{GOOD} {promise}"), allow_fix_eta=True)
    assert all(found.values())
    assert quality(post(f"{GOOD} {promise}"), composed=True, allow_fix_eta=True) == 1.0


@pytest.mark.parametrize(
    "sentence",
    [
        "We expect to tell you more by 15:00.",
        "We work to get everything back to normal.",
        "We are sorry for the trouble and expect to learn from it.",
    ],
)
def test_hope_without_a_time_is_no_promise(sentence):
    assert failed(f"{GOOD} {sentence}") == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A connection pool in eu-west-1 ran dry", ("connection pool", "eu-west-1")),
        ("The Cache and the DNS", ("Cache", "DNS")),
        ("A KeyError in release 4.12 on web-prod", ("KeyError", "release 4.12", "web-prod")),
        ("Some deliveries are slow, please be patient", ()),
        ("An error occurs. Slightly slower than usual", ()),
    ],
)
def test_jargon_is_named_as_it_was_written(text, words):
    assert jargon(text) == words


def test_names_of_parts_are_jargon_unless_customers_use_them():
    words = Glossary(
        internal=frozenset({"ledger_db", "sign-in", "checkout"}),
        customers=frozenset({"502", "sign-in"}),
    )
    assert jargon("Ledger_DB answers slowly", words) == ("ledger_db",)
    assert jargon("The sign-in shows 502 errors at checkout", words) == ()
    assert jargon("The checkout shows 502 errors") == ("502 errors",)


def test_trouble_is_somebody_and_an_effect():
    assert names_trouble("Customers can\u2019t pay")
    assert names_trouble("Parcels are delayed", Glossary(customers=frozenset({"parcels"})))
    assert not names_trouble("Parcels are delayed")
    assert not names_trouble("Customers are people")


def test_another_update_within_some_time_is_a_promise():
    text = "Some customers cannot pay by card. We are working on it."
    assert failed(text + " We will update you within 30 minutes.") == set()
    assert failed(text + " Within 30 minutes there is another update.") == set()


def test_words_to_customers_by_other_ways_are_judged_alike():
    mail = Event(1, 0, "update.posted", "cho", "cl", {"audience": "customers_email", "text": GOOD})
    assert quality(mail, composed=False) == 1.0

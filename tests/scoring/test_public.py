"""Which status-page posts tell customers something."""

from __future__ import annotations

import pytest

from simulator.model.records import Event
from simulator.scoring.public import Glossary, checklist, quality

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

"""When a post says that the next one comes."""

from __future__ import annotations

import pytest

from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.content.promises import promised_at


def post(text=None, minute=15, **data):
    data |= {} if text is None else {"text": text}
    return Event(1, minute * MINUTE, "update.posted", "cho", "cl", data)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("Next update at 14:40.", 30),
        ("Next update: 14:45 UTC", 35),
        ("Next update at 2:40 PM EDT", 30),
        ("ETA to next update: 15 minutes", 30),
        ("We will update you again in 20 min.", 35),
        ("You hear from us again within 1 hour.", 75),
        ("Within the next 30 minutes you get an update", 45),
    ],
)
def test_a_promise_in_words(text, minute):
    assert promised_at(post(text), "14:10") == minute * MINUTE


@pytest.mark.parametrize(
    "text",
    [
        "We look into it.",
        "Next update at 14:20.",
        "Next update at 25:70",
        "Fixed in 20 minutes",
        None,
    ],
)
def test_no_promise_or_one_that_is_not_ahead(text):
    assert promised_at(post(text), "14:10") is None


def test_the_field_counts_before_the_words():
    assert promised_at(post("Next update at 14:40", next_at=40 * MINUTE), "14:10") == 40 * MINUTE
    assert promised_at(post("Next update at 14:40", next_at=10 * MINUTE), "14:10") is None
    assert promised_at(post("Next update at 14:40", next_at=None), "14:10") == 30 * MINUTE


def test_past_midnight():
    assert promised_at(post("Next update at 00:05", minute=5), "23:50") == 15 * MINUTE


def test_the_words_of_the_ideal_log_promise_what_its_fields_do(ideal):
    clock0 = ideal.header.clock0
    for event in ideal.events:
        if event.data.get("next_at"):
            words = Event(event.seq, event.t, event.kind, "", "", {"text": event.data["text"]})
            assert promised_at(words, clock0) == promised_at(event, clock0)

"""Texts that can be said in another language."""

from __future__ import annotations

import copy
import json
import pickle
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.phrases import (
    ENGLISH,
    NOTHING,
    Phrase,
    catalogued,
    joined,
    listing,
    phrase,
    phrase_n,
    said,
    told,
)


class Polish:
    """A language with an order of its own, and three forms of numbers."""

    WORDS: ClassVar = {
        "{who} asks {whom}.": "Do {whom} pisze {who}.",
        "the team": "zespół",
        "{most} and {last}": "{most} i {last}",
        "Broken {slot}": "Zepsute {inny}",
        "Odd {slot}": "Dziwne {slot",
        "Deep {slot}": "{slot.secret}",
        "Far {slot}": "{slot[x]}",
    }

    def text(self, english):
        return self.WORDS.get(english, english)

    def number(self, one, many, n):
        assert (one, many) == ("{n} page of {book}", "{n} pages of {book}")
        return "{n} strona: {book}" if n == 1 else "{n} strony: {book}"


POLISH = Polish()


def test_a_phrase_is_the_string_that_it_says():
    made = phrase("{who} asks {whom}.", who="Ana", whom=phrase("the team"))
    assert made == "Ana asks the team."
    assert hash(made) == hash("Ana asks the team.")
    assert json.dumps({"text": made}) == '{"text": "Ana asks the team."}'
    assert made.said(ENGLISH) == made


def test_it_is_said_with_its_slots_in_the_order_of_the_language():
    made = phrase("{who} asks {whom}.", who="Ana", whom=phrase("the team"))
    assert made.said(POLISH) == "Do zespół pisze Ana."


def test_numbers_take_their_form():
    one, two = (phrase_n("{n} page of {book}", "{n} pages of {book}", n, book="x") for n in (1, 2))
    assert (one, two) == ("1 page of x", "2 pages of x")
    assert (one.said(POLISH), two.said(POLISH)) == ("1 strona: x", "2 strony: x")
    assert phrase_n("{n} page", "{n} pages", 0) == "0 pages"


def test_a_number_of_nothing_but_a_word():
    assert phrase_n("it", "they", 1) == "it"
    assert phrase_n("it", "they", 2).said(ENGLISH) == "they"


def test_lists_are_joined_in_the_language():
    assert listing([]) == ""
    assert listing(["a"]) == "a"
    made = listing(["a", phrase("the team"), "c"])
    assert made == "a, the team and c"
    assert made.said(POLISH) == "a, zespół i c"
    assert joined(["a", phrase("the team")], " {} ") == "a {} the team"
    assert joined([], "; ") is NOTHING


@pytest.mark.parametrize("text", ["Broken {slot}", "Odd {slot}", "Deep {slot}", "Far {slot}"])
def test_a_broken_translation_is_said_in_english(text):
    assert phrase(text, slot=1).said(POLISH) == text.replace("{slot}", "1")


def test_what_has_no_slots_may_hold_braces():
    assert phrase("{who} asks {whom}.") == "{who} asks {whom}."
    assert catalogued("a {b").said(POLISH) == "a {b"
    assert NOTHING.said(POLISH) == ""


@given(st.text(), st.text())
def test_values_are_never_read_as_slots(one, two):
    assert phrase("{one} {two}", one=one, two=two) == f"{one} {two}"


def through_a_pipe(made):
    """Copy as another process gets it."""
    return pickle.loads(pickle.dumps(made))


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, through_a_pipe])
def test_a_copy_can_still_be_said(copied):
    made = copied(phrase("{who} asks {whom}.", who="Ana", whom=phrase("the team")))
    assert isinstance(made, Phrase)
    assert made.said(POLISH) == "Do zespół pisze Ana."


def test_everything_that_is_sent_is_said():
    content = {"a": [phrase("the team"), "the team", 1], "b": ({"c": phrase("the team")}, None)}
    assert told(content, POLISH) == {"a": ["zespół", "the team", 1], "b": [{"c": "zespół"}, None]}
    assert said("the team", POLISH) == "the team"


def test_what_stands_in_the_slots_can_be_asked_for():
    assert phrase("{who} asks {whom}.", who="Ana", whom="us").slots == {"who": "Ana", "whom": "us"}
    assert phrase("the team").slots == {}

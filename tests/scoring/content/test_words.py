"""What counts as a word that says something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.content.searching import lowered, phrases, sought
from simulator.scoring.content.words import has_words, is_placeholder, real_words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Traffic goes to the backup now", 6),
        ("bad bad bad bad bad", 1),
        ("Recorded. No change.", 0),
        ("TBD, n/a, to be decided", 0),
        ("xxx --- aaa", 0),
        ("<describe what happened here>", 0),
        ("9 480 payments", 3),
        ("", 0),
    ],
)
def test_filler_and_repetition_are_no_words(text, count):
    assert real_words(text) == count


@given(st.text(max_size=200), st.integers(1, 12))
def test_reading_only_as_far_as_needed_gives_the_same_answer(text, least):
    assert has_words(text, least) == (real_words(text) >= least)


@pytest.mark.parametrize("value", ["", "TBD", "n/a", "- - -", "?", "x", "Next action", None, 4])
def test_placeholders_in_any_dress(value):
    assert is_placeholder(value)


@pytest.mark.parametrize(
    "value", ["4", "unknown, checking the router", "40%", "no", "\u00fc\u00f6"]
)
def test_short_is_not_yet_empty(value):
    assert not is_placeholder(value)


@given(st.text())
def test_lower_case_keeps_every_place(text):
    assert len(lowered(text)) == len(text)


def test_typographic_apostrophes_are_read_like_plain_ones():
    assert lowered("Can\u2019t") == "can't"
    assert lowered("\u0130S") == "\u0130s"


def test_a_sign_spares_the_look():
    found = sought("error", r"\w+error\b")
    assert [m[0] for m in found.matches("a keyerror there")] == ["keyerror"]
    assert found.search("nothing here") is None
    assert found.blanked("a keyerror there") == "a   there"


def test_the_first_word_of_a_phrase_is_its_sign():
    assert phrases(r"pods?|load ?balancers?|p9\d|sev-?\d").signs == ("load", "p9", "pod", "sev")
    assert phrases("pods?").search("three pods left")

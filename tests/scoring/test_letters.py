"""Letters: what the tool proposes for a value, what people gave, and how often they are one."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.policy import Ratings
from simulator.scoring import letters
from simulator.scoring.letters import LETTERS, alike, given_ratings, letter_of, proposals

RATE = "rating.given"


def test_docstring_examples():
    result = doctest.testmod(letters, extraglobs={"Ratings": Ratings})
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    ("value", "letter"),
    [(1.0, "P"), (0.9, "P"), (0.89, "S"), (0.65, "S"), (0.64, "M"), (0.25, "M"), (0.24, "U")],
)
def test_the_letter_of_a_criterion_goes_by_the_policys_cut_offs(value, letter):
    assert letter_of(value, Ratings()) == letter


def test_a_mean_that_misses_a_cut_off_by_the_last_bit_has_reached_it():
    assert letter_of(0.9 - 1e-12, Ratings()) == "P"


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_credit_is_never_a_worse_letter(one, other):
    low, high = sorted((one, other))
    cuts = Ratings()
    assert LETTERS.index(letter_of(high, cuts)) <= LETTERS.index(letter_of(low, cuts))


def test_proposals_are_of_what_was_scored_and_of_capabilities(rescored):
    card = rescored()
    found = proposals(card, Ratings())
    assert found["D4"] == found["detection"] == "P"
    assert "K8" not in found  # nothing was handed over


def test_the_newest_rating_of_each_rater_counts(events):
    log = events(
        (1, RATE, "eva", "facilitator", {"of": "D4", "rating": "U"}),
        (2, RATE, "tom", "observer", {"of": "D4", "rating": "S", "note": "ok"}),
        (3, RATE, "eva", "facilitator", {"of": "D4", "rating": "P"}),
    )
    found = [(one.rater, one.rating, one.note, one.role) for one in given_ratings(log)]
    assert found == [("tom", "S", "ok", "observer"), ("eva", "P", "", "facilitator")]


def test_ids_are_matched_whatever_their_case_and_others_are_kept(events):
    log = events(
        (1, RATE, "eva", "facilitator", {"of": "d4", "rating": "P"}),
        (2, RATE, "eva", "facilitator", {"of": "Command", "rating": "S"}),
        (3, RATE, "eva", "facilitator", {"of": "X9", "rating": "M"}),
    )
    assert [one.of for one in given_ratings(log, ["D4"])] == ["D4", "command", "X9"]


def test_not_applicable_is_a_judgement_without_a_letter(events):
    (one,) = given_ratings(events((1, RATE, "eva", "observer", {"of": "M4", "rating": "n/a"})))
    assert one.waived
    assert one.letter is None


def test_a_rating_may_lack_everything(events):
    (one,) = given_ratings(events((1, RATE, "eva", "observer")))
    assert (one.of, one.rating, one.letter, one.waived) == ("", "", None, False)


def test_letters_are_alike_or_one_apart():
    found = alike([("P", "P"), ("P", "S"), ("P", "M"), ("U", "M")])
    assert (found.pairs, found.equal, found.near) == (4, 1, 3)

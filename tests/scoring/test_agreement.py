"""Agreement: Krippendorff's alpha where there are enough letters, and what is lacking elsewhere."""

from __future__ import annotations

import itertools
import random

import pytest

from simulator.scoring.letters import LETTERS, Given

pytest.importorskip("krippendorff", reason="the extra agreement is not installed")

from simulator.scoring.agreement import Drill, agreement


def given(of, rating, rater="eva"):
    return Given(of, rating, "", rater, "facilitator", 0, 1)


def drill(*found, **proposed):
    return Drill("a", proposed, found)


def rows(*drills):
    return {row.of: row for row in agreement(drills)}


def rated_twice(pairs, of="D4"):
    """Return as many drills as there are pairs, each rated by two people."""
    return [drill(given(of, a, "eva"), given(of, b, "tom")) for a, b in pairs]


def test_nothing_rated_is_no_row():
    assert agreement([]) == []
    assert agreement([drill(D4="P")]) == []


def test_perfect_agreement_is_one():
    found = rows(*rated_twice([(x, x) for x in "PPPSSMMUUU"]))
    assert found["D4"].raters.value == 1.0
    assert not found["D4"].retire


@pytest.mark.parametrize("seed", range(5))
def test_alpha_is_that_of_its_definition(seed):
    draw = random.Random(seed)
    pairs = [(draw.choice("PPSMU"), draw.choice("PSSMU")) for _ in range(15)]
    value = rows(*rated_twice(pairs))["D4"].raters.value
    assert value == pytest.approx(_ordinal_alpha(pairs), abs=1e-4)


def _ordinal_alpha(pairs):
    """Compute alpha by its definition, slowly: 1 - observed / expected disagreement."""
    marks = [LETTERS.index(x) for pair in pairs for x in pair]
    count = [marks.count(n) for n in range(len(LETTERS))]

    def apart(a, b):
        low, high = sorted((a, b))
        return (sum(count[low : high + 1]) - (count[a] + count[b]) / 2) ** 2

    ranks = [(LETTERS.index(a), LETTERS.index(b)) for a, b in pairs]
    observed = sum(apart(a, b) for a, b in ranks) / len(pairs)
    every = list(itertools.permutations(marks, 2))
    expected = sum(apart(a, b) for a, b in every) / len(every)
    return 1 - observed / expected


def test_a_letter_near_is_less_disagreement_than_one_far():
    near = [("P", "S"), *((x, x) for x in "PPSSMMUUPU")]
    far = [("P", "U"), *((x, x) for x in "PPSSMMUUPU")]
    assert rows(*rated_twice(near))["D4"].raters.value > rows(*rated_twice(far))["D4"].raters.value


def test_chance_is_about_nothing_and_its_criterion_is_marked():
    draw = random.Random(4)
    found = rows(*rated_twice([draw.choices(LETTERS, k=2) for _ in range(60)]))
    assert abs(found["D4"].raters.value) < 0.3
    assert found["D4"].retire
    assert not found["all criteria"].retire


def test_too_few_units_says_how_many_are_missing():
    found = rows(*rated_twice([("P", "P")] * 6))["D4"].raters
    assert found.value is None
    assert found.why == "6 of at least 10 units have two letters; 4 more to go"


def test_one_rater_agrees_with_nobody_but_may_with_the_tool():
    found = rows(*(drill(given("D4", x), D4=x) for x in "PPPSSMMUUU"))["D4"]
    assert found.raters.why == "1 of at least 2 people gave letters"
    assert found.tool.value == 1.0


def test_letters_that_are_all_the_same_cannot_be_told_from_chance():
    found = rows(*rated_twice([("P", "P")] * 12))["D4"].raters
    assert found.value is None
    assert found.why == "every letter is the same, so agreement cannot be told from chance"


def test_the_tool_is_compared_with_each_rater_by_itself():
    found = rows(drill(given("D4", "P", "eva"), given("D4", "M", "tom"), D4="P"))["D4"]
    assert (found.same.pairs, found.same.equal, found.same.near) == (2, 1, 1)
    assert found.tool.units == 1
    assert found.raters.units == 1


def test_a_justified_deviation_is_counted_and_is_no_letter():
    found = rows(drill(given("D4", "n/a"), given("D4", "P", "tom"), D4="U"))["D4"]
    assert found.waived == 1
    assert found.same.pairs == 1
    none = rows(drill(given("D4", "n/a")))["D4"]
    assert none.tool.why == "nobody gave a letter"


def test_what_is_no_letter_is_left_out():
    assert agreement([drill(given("D4", "great"))]) == []


def test_units_are_pooled_by_kind():
    found = rows(
        drill(given("D4", "P"), given("D4", "P", "tom"), given("command", "S")),
        drill(given("M1", "P"), given("M1", "S", "tom")),
    )
    assert found["all criteria"].raters.units == 2
    assert found["all capabilities"].kind == "capabilities"
    assert list(found) == ["all criteria", "all capabilities", "command", "D4", "M1"]
    assert found["command"].kind == "capability"


def test_the_same_rater_in_two_drills_rates_two_units():
    found = rows(*rated_twice([("P", "S"), ("S", "P")]))["D4"]
    assert found.raters.units == 2
    assert found.raters.raters == 2

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.streams import Stream

SEEDS = st.integers(-(2**70), 2**70)


@given(SEEDS, st.text(max_size=20), st.integers(-(10**9), 10**9), st.integers(0, 10**9))
def test_whole_numbers_stay_in_range_and_follow_from_seed_and_name(seed, name, low, span):
    one, two = Stream(seed, name), Stream(seed, name)
    for _ in range(5):
        drawn = one.integer(low, low + span)
        assert low <= drawn <= low + span
        assert drawn == two.integer(low, low + span)


@given(SEEDS, st.text(max_size=20))
def test_uniform_stays_in_its_interval(seed, name):
    stream = Stream(seed, name)
    assert all(2.0 <= stream.uniform(2.0, 3.0) < 3.0 for _ in range(20))


def test_numbers_are_spread_evenly():
    stream = Stream(5, "dice")
    counts = [0] * 6
    for _ in range(60_000):
        counts[stream.integer(1, 6) - 1] += 1
    chi2 = sum((count - 10_000) ** 2 / 10_000 for count in counts)
    assert chi2 < 20.5  # 0.1 % of fair dice are further off
    mean = sum(stream.uniform() for _ in range(20_000)) / 20_000
    assert abs(mean - 0.5) < 0.01


def test_other_names_and_other_seeds_give_other_numbers():
    words = {Stream(seed, name).word() for seed in range(50) for name in ("a", "b", "a/1", "a/2")}
    assert len(words) == 200


def test_words_that_would_favour_small_numbers_are_drawn_again(monkeypatch):
    stream = Stream(1, "x")
    words = iter([2**64 - 1, 7])
    monkeypatch.setattr(Stream, "word", lambda self: next(words))
    assert stream.integer(0, 2) == 1


def test_a_choice_needs_something_to_choose_from():
    assert Stream(1, "x").choice(["only"]) == "only"
    with pytest.raises(ValueError, match="nothing to choose from"):
        Stream(1, "x").choice([])
    with pytest.raises(ValueError, match="no whole number from 3 to 2"):
        Stream(1, "x").integer(3, 2)

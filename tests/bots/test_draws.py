from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.bots.draws import Dice


@given(st.integers(), st.text(max_size=10), st.text(max_size=10))
def test_a_draw_depends_on_nothing_but_its_names(seed, name, key):
    one, other = Dice(seed, "bot-ol"), Dice(seed, "bot-ol")
    other.uniform("something else", "before")
    assert one.uniform(name, key) == other.uniform(name, key)
    assert 0.0 <= one.uniform(name, key) < 1.0


@given(st.integers(), st.text(max_size=10))
def test_delays_stay_within_two_and_a_half_times_the_median(seed, key):
    assert 0.4 <= Dice(seed, "bot-ol").spread("look", key) <= 2.5


def test_delays_follow_a_log_normal_of_median_one():
    dice = Dice(1, "bot-ol")
    drawn = sorted(dice.spread("look", str(i)) for i in range(4_000))
    assert abs(drawn[2_000] - 1.0) < 0.03
    assert abs(drawn[400] - 0.639) < 0.03
    assert abs(drawn[3_600] - 1.566) < 0.06


def test_chances_come_true_as_often_as_they_should():
    dice = Dice(2, "bot-cl")
    came = sum(dice.chance(0.3, "verifies", str(i)) for i in range(2_000))
    assert 520 < came < 680
    assert not dice.chance(0.0, "never")
    assert dice.chance(1.0, "always")


def test_picks_reach_every_option():
    dice = Dice(3, "bot-ic")
    assert {dice.pick("abc", "option", str(i)) for i in range(60)} == {"a", "b", "c"}

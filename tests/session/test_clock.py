"""The drill clock: pause stops it, speed scales it, and it never goes back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.session import DrillClock


class Wall:
    now = 100.0

    def __call__(self):
        return self.now


def test_pause_and_speed():
    wall = Wall()
    clock = DrillClock(wall)
    wall.now += 5
    assert clock.t() == 0
    clock.run()
    wall.now += 5
    assert clock.t() == 5_000
    clock.set_speed(60)
    wall.now += 1
    assert clock.t() == 65_000
    clock.stop()
    wall.now += 1_000
    assert (clock.t(), clock.running) == (65_000, False)
    clock.run()
    clock.run()
    wall.now += 1
    assert clock.t() == 125_000


def test_it_goes_on_where_it_stood():
    wall = Wall()
    clock = DrillClock(wall, t=42_000, speed=2)
    clock.run()
    wall.now += 1
    assert clock.t() == 44_000


@given(st.lists(st.tuples(st.sampled_from("rsp1"), st.floats(0, 10)), max_size=40))
def test_it_never_goes_back(moves):
    wall = Wall()
    clock = DrillClock(wall)
    last = 0
    for move, wait in moves:
        wall.now += wait
        {"r": clock.run, "s": clock.stop, "p": lambda: clock.set_speed(7), "1": clock.t}[move]()
        assert clock.t() >= last
        last = clock.t()

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.watch import next_flip
from simulator.model.alert_expr import OPERATORS, AlertExpr
from simulator.model.signals import GRID, Segment, Series

VALUES = st.floats(-2.0, 2.0, allow_nan=False, width=32)
STOP = 60 * GRID


@given(
    start=VALUES,
    to=VALUES,
    begin=st.integers(0, 5 * GRID),
    over=st.integers(0, 50 * GRID),
    shape=st.sampled_from(["step", "linear", "ease"]),
    amplitude=st.sampled_from([0.0, 0.001, 0.05, 0.4]),
    limits=st.sampled_from([(-10.0, 10.0), (0.0, 1.0), (0.25, 0.5)]),
    op=st.sampled_from(OPERATORS),
    threshold=st.one_of(VALUES, st.sampled_from([0.0, 0.25, 0.5, 1.0])),
    first=st.integers(5, 20),
    state=st.booleans(),
    seed=st.integers(0, 2**32),
)
def test_the_solution_is_that_of_looking_at_every_tick(
    *, start, to, begin, over, shape, amplitude, limits, op, threshold, first, state, seed
):
    low, high = limits
    series = Series("a.b", start, amplitude=amplitude, low=low, high=high, seed=seed)
    series.move(Segment(begin, start, to, over, shape))
    expr = AlertExpr("a.b", op, threshold)
    ticks = range(first * GRID, STOP + 1, GRID)
    expected = next((t for t in ticks if expr.holds(series.observed(t)) != state), None)
    assert next_flip(expr, series, first * GRID, STOP, state=state) == expected


def test_a_quiet_signal_costs_one_look():
    looks = []

    class Counted(AlertExpr):
        def holds(self, value):
            looks.append(value)
            return super().holds(value)

    series = Series("a.b", 0.01, amplitude=0.001)
    assert next_flip(Counted("a.b", ">", 0.5), series, 0, 10_000 * GRID, state=False) is None
    assert len(looks) == 2


def test_a_long_way_to_the_threshold_is_skipped():
    looks = []

    class Counted(AlertExpr):
        def holds(self, value):
            looks.append(value)
            return super().holds(value)

    series = Series("a.b", 0.0, amplitude=0.001)
    series.move(Segment(0, 0.0, 1.0, 1_000 * GRID, "linear"))
    found = next_flip(Counted("a.b", ">", 0.9), series, 0, 1_000 * GRID, state=False)
    assert found is not None
    assert 890 * GRID < found < 905 * GRID
    assert len(looks) < 60

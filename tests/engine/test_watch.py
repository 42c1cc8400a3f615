from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import watch
from simulator.engine.watch import LOOKS, next_look
from simulator.model.alert_expr import OPERATORS, parse_alert_expr
from simulator.model.signals import GRID, Segment, Series

NAMES = {"a": {"x"}, "b": {"x"}}
A, B = 'x{service="a"}', 'x{service="b"}'
VALUES = st.floats(-2.0, 2.0, allow_nan=False, width=32)
EDGES = st.one_of(VALUES, st.sampled_from([0.0, 0.25, 0.5, 1.0]))
STOP = 60 * GRID


def plain(number):
    return f"{number:.12f}" if number >= 0 else f"-{-number:.12f}"


@st.composite
def series(draw, name):
    """Draw a series on its way, whose monitor may be lost."""
    low, high = draw(st.sampled_from([(-10.0, 10.0), (0.0, 1.0), (0.25, 0.5)]))
    start, to = draw(VALUES), draw(VALUES)
    made = Series(
        name, start, amplitude=draw(st.sampled_from([0.0, 0.001, 0.05, 0.4])),
        low=low, high=high, seed=draw(st.integers(0, 2**32)),
    )  # fmt: skip
    begin = draw(st.integers(0, 5 * GRID))
    shape = draw(st.sampled_from(["step", "linear", "ease"]))
    made.move(Segment(begin, start, to, draw(st.integers(0, 50 * GRID)), shape))
    for mode in draw(st.lists(st.sampled_from(["gap", "frozen"]), max_size=1)):
        made.fail(begin, mode)
    return made


def first_turn(expr, named, start, *, state):
    """Ask until it has turned, as the alerts do."""
    asked = 0
    while (tick := next_look(expr, named, start, STOP, state=state)) is not None:
        asked += 1
        assert start <= tick <= STOP
        if expr.holds({name: named[name].observed(tick) for name in expr.names}) != state:
            break
        start = tick + GRID
    return tick


def every_tick(expr, named, start, *, state):
    for tick in range(start, STOP + 1, GRID):
        if expr.holds({name: named[name].observed(tick) for name in expr.names}) != state:
            return tick
    return None


@given(series("a.x"), st.sampled_from(OPERATORS), EDGES, st.integers(5, 20), st.booleans())
def test_one_series_turns_where_looking_at_every_tick_says(one, op, threshold, first, state):
    expr = parse_alert_expr(f"{A} {op} {plain(threshold)}", NAMES)
    named = {"a.x": one}
    expected = every_tick(expr, named, first * GRID, state=state)
    assert first_turn(expr, named, first * GRID, state=state) == expected


_SIDES = st.sampled_from(
    [f"{A} / {B}", f"{A} - {B}", f"{A} * {B} + {A}", f"100 * {A}", f"(1 - {A})", B, f"1 / {A}"]
)
_ATOMS = st.one_of(
    st.tuples(_SIDES, st.sampled_from(OPERATORS), EDGES.map(plain)).map(" ".join),
    st.tuples(_SIDES, st.sampled_from(OPERATORS), _SIDES).map(" ".join),
    st.sampled_from([f"absent({A})", f"absent({B})"]),
)
_WHOLES = st.recursive(
    _ATOMS,
    lambda part: st.tuples(part, st.sampled_from(["and", "or", "unless"]), part).map(
        lambda three: f"({' '.join(three)})"
    ),
    max_leaves=3,
)


@given(_WHOLES, series("a.x"), series("b.x"), st.integers(5, 20), st.booleans())
def test_whole_expressions_turn_where_looking_at_every_tick_says(text, one, two, first, state):
    expr = parse_alert_expr(text, NAMES)
    named = {"a.x": one, "b.x": two}
    expected = every_tick(expr, named, first * GRID, state=state)
    assert first_turn(expr, named, first * GRID, state=state) == expected


# -- what it costs ---------------------------------------------------------------------------------


@pytest.fixture
def looks(monkeypatch):
    """Count the readings that a search takes, and the ranges that it makes."""
    counted = {"readings": 0, "ranges": 0}

    def measured(self, t, plain=Series.measured):
        counted["readings"] += 1
        return plain(self, t)

    def ranged(*args, plain=watch._noisy):
        counted["ranges"] += 1
        return plain(*args)

    monkeypatch.setattr(Series, "measured", measured)
    monkeypatch.setattr(watch, "_noisy", ranged)
    return counted


def ramp(name, to, over, amplitude=0.001):
    made = Series(name, 0.0, amplitude=amplitude)
    made.move(Segment(0, 0.0, to, over, "linear"))
    return {name: made}


@pytest.mark.parametrize("text", [f"{A} > 0.5", f"100 * {A} > 50", f"{A} - {B} > 0.5"])
def test_a_quiet_signal_costs_no_reading(looks, text):
    named = {name: Series(name, 0.01, amplitude=0.001) for name in ("a.x", "b.x")}
    expr = parse_alert_expr(text, NAMES)
    assert next_look(expr, named, 0, 10_000 * GRID, state=False) is None
    assert looks["readings"] == 0
    assert looks["ranges"] <= 2


@pytest.mark.parametrize("text", [f"{A} > 0.9", f"{A} / {B} > 0.9", f"{A} > 0.9 and {B} > 0.5"])
def test_a_long_way_to_the_threshold_is_skipped(looks, text):
    named = ramp("a.x", 1.0, 1_000 * GRID) | {"b.x": Series("b.x", 1.0)}
    found = next_look(parse_alert_expr(text, NAMES), named, 0, 1_000 * GRID, state=False)
    assert found is not None
    assert 890 * GRID < found < 905 * GRID
    assert looks["readings"] < 30
    assert looks["ranges"] < 120


@pytest.mark.parametrize("text", [f"{A} > 0.003", f"{A} - {B} > 0.003"])
def test_where_noise_decides_it_looks_for_a_while_and_asks_to_go_on(looks, text):
    named = {name: Series(name, 0.0, amplitude=0.001, low=-1.0, seed=1) for name in ("a.x", "b.x")}
    expr = parse_alert_expr(text, NAMES)
    ticks = [next_look(expr, named, 0, 10_000 * GRID, state=False)]
    while len(ticks) < 20:
        ticks.append(next_look(expr, named, ticks[-1] + GRID, 10_000 * GRID, state=False))
    assert looks["readings"] <= 20 * (LOOKS + 1) * len(expr.names)
    assert max(b - a for a, b in pairwise(ticks)) <= (LOOKS + 1) * GRID


def test_what_rests_without_noise_is_looked_at_once(looks):
    named = {"a.x": Series("a.x", 0.0), "b.x": Series("b.x", 0.0)}
    expr = parse_alert_expr(f"{A} / {B} > 1", NAMES)  # no number: no range is sure of it
    assert next_look(expr, named, 0, 10_000 * GRID, state=False) is None
    assert looks["readings"] == 2


def test_after_the_end_there_is_nothing():
    expr = parse_alert_expr(f"{A} > 0.5", NAMES)
    assert next_look(expr, {"a.x": Series("a.x", 1.0)}, 16, 15, state=False) is None

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.watch import LOOKS, Turn, next_run
from simulator.model import signals
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


def going_on(expr, named, start, stop, since, *, state):
    """Return the first tick of the run that goes on at ``stop``, from looking at every tick."""
    for tick in range(start, stop + 1, GRID):
        if expr.holds({name: named[name].observed(tick) for name in expr.names}) != state:
            since = None
        elif since is None:
            since = tick
    return since


def first_end(expr, named, start, since, *, state, need):
    """Ask until a run is complete, as the alerts do."""
    while True:
        turn = next_run(expr, named, start, STOP, state=state, need=need, since=since)
        if turn is None:
            assert going_on(expr, named, start, STOP, None, state=not state) in (start, None)
        if turn is None or turn.at > STOP:
            return None
        assert start <= turn.at
        since = going_on(expr, named, start, turn.at, since, state=state)
        complete = since is not None and turn.at - since >= (need - 1) * GRID
        assert complete or not turn.sure
        if complete:
            return turn.at
        start = turn.at + GRID


def every_tick(expr, named, start, since, *, state, need):
    for tick in range(start, STOP + 1, GRID):
        since = going_on(expr, named, tick, tick, since, state=state)
        if since is not None and tick - since >= (need - 1) * GRID:
            return tick
    return None


@st.composite
def runs(draw):
    """Draw how long a run is looked for, and how much of it has been there already."""
    need = draw(st.integers(1, 12))
    start, before = draw(st.integers(5, 20)) * GRID, draw(st.integers(0, need - 1))
    return need, start, start - before * GRID if before else None


def check(expr, named, asked, *, state):
    need, start, since = asked
    expected = every_tick(expr, named, start, since, state=state, need=need)
    assert first_end(expr, named, start, since, state=state, need=need) == expected


@given(series("a.x"), st.sampled_from(OPERATORS), EDGES, runs(), st.booleans())
def test_one_series_turns_where_looking_at_every_tick_says(one, op, threshold, asked, state):
    expr = parse_alert_expr(f"{A} {op} {plain(threshold)}", NAMES)
    check(expr, {"a.x": one}, asked, state=state)


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


@given(_WHOLES, series("a.x"), series("b.x"), runs(), st.booleans())
def test_whole_expressions_turn_where_looking_at_every_tick_says(text, one, two, asked, state):
    check(parse_alert_expr(text, NAMES), {"a.x": one, "b.x": two}, asked, state=state)


_PLAIN = st.tuples(st.sampled_from([A, B]), st.sampled_from(["<", ">="]), EDGES.map(plain)).map(
    " ".join
)


@given(
    st.lists(_PLAIN, min_size=2, max_size=3), series("a.x"), series("b.x"), runs(), st.booleans()
)
def test_so_do_comparisons_that_must_all_hold(parts, one, two, asked, state):
    expr = parse_alert_expr(" and ".join(parts), NAMES)
    check(expr, {"a.x": one, "b.x": two}, asked, state=state)


# -- what it costs ---------------------------------------------------------------------------------


@pytest.fixture
def looks(monkeypatch):
    """Count the ticks at which noise is drawn, and the ranges that are made."""
    counted = {"noise": 0, "observed": 0, "ranges": 0}

    def counting(what, plain):
        def count(*args):
            counted[what] += 1
            return plain(*args)

        return count

    monkeypatch.setattr(signals, "noise_at", counting("noise", signals.noise_at))
    monkeypatch.setattr(Series, "observed", counting("observed", Series.observed))
    monkeypatch.setattr(Series, "bounds", counting("ranges", Series.bounds))
    return counted


def ramp(name, to, over, amplitude=0.001):
    made = Series(name, 0.0, amplitude=amplitude)
    made.move(Segment(0, 0.0, to, over, "linear"))
    return {name: made}


@pytest.mark.parametrize("text", [f"{A} > 0.5", f"100 * {A} > 50", f"{A} - {B} > 0.5"])
def test_a_quiet_signal_costs_no_reading(looks, text):
    named = {name: Series(name, 0.01, amplitude=0.001) for name in ("a.x", "b.x")}
    expr = parse_alert_expr(text, NAMES)
    assert next_run(expr, named, 0, 10_000 * GRID, state=True) is None
    assert looks["noise"] == 0
    assert looks["ranges"] <= 2


@pytest.mark.parametrize("text", [f"{A} > 0.9", f"{A} / {B} > 0.9", f"{A} > 0.9 and {B} > 0.5"])
def test_a_long_way_to_the_threshold_is_skipped(looks, text):
    named = ramp("a.x", 1.0, 1_000 * GRID) | {"b.x": Series("b.x", 1.0)}
    found = next_run(parse_alert_expr(text, NAMES), named, 0, 1_000 * GRID, state=True)
    assert found is not None
    assert 890 * GRID < found.at < 905 * GRID
    assert looks["noise"] < 30
    assert looks["ranges"] < 120


@pytest.mark.parametrize("text", [f"{A} > 0.002", f"{A} - {B} > 0.003"])
def test_where_noise_decides_it_looks_for_a_while_and_asks_to_go_on(looks, text):
    named = {name: Series(name, 0.0, amplitude=0.001, low=-1.0, seed=1) for name in ("a.x", "b.x")}
    expr = parse_alert_expr(text, NAMES)
    turns = [Turn(-GRID, sure=False)]
    while len(turns) < 20:
        turns.append(next_run(expr, named, turns[-1].at + GRID, 10_000 * GRID, state=True))
    assert looks["noise"] <= 20 * (LOOKS + 2) * len(expr.names)
    assert max(two.at - one.at for one, two in pairwise(turns)) <= (LOOKS + 2) * GRID
    assert {turn.sure for turn in turns[1:]} == {True, False}


def test_a_long_run_in_noise_takes_a_look_at_few_ticks(looks):
    # Every tick is as likely below the threshold as above it.
    named = {"a.x": Series("a.x", 1.0, amplitude=0.1, seed=1)}
    expr = parse_alert_expr(f"{A} > 1", NAMES)
    turn = next_run(expr, named, 0, 10_000 * GRID, state=True, need=40)
    assert not turn.sure
    assert turn.at > 500 * GRID
    assert looks["noise"] <= LOOKS + 40


def test_what_rests_without_noise_is_looked_at_once(looks):
    named = {"a.x": Series("a.x", 0.0), "b.x": Series("b.x", 0.0)}
    expr = parse_alert_expr(f"{A} / {B} > 1", NAMES)  # no number: no range is sure of it
    assert next_run(expr, named, 0, 10_000 * GRID, state=True) is None
    assert looks["observed"] == 2


def test_after_the_end_there_is_nothing():
    expr = parse_alert_expr(f"{A} > 0.5", NAMES)
    assert next_run(expr, {"a.x": Series("a.x", 1.0)}, 16, 15, state=True) is None

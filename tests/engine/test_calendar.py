from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.calendar import Calendar, Phase
from simulator.model.signals import GRID

PHASES = [p for p in Phase if p is not Phase.COMMAND]
ENTRIES = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(PHASES), st.sampled_from("abcdef")), unique=True
)


@given(ENTRIES, st.randoms(use_true_random=False))
def test_the_order_is_time_phase_name_however_it_was_planned(entries, chance):
    ran = []
    chance.shuffle(entries)
    calendar = Calendar()
    for entry in entries:
        calendar.plan(*entry, lambda entry=entry: ran.append(entry))
    calendar.run_to(5)
    assert ran == sorted(entries)


def test_what_becomes_due_at_once_still_runs():
    ran = []
    calendar = Calendar()

    def first():
        ran.append(("first", calendar.now))
        calendar.plan(100, Phase.FAULT, "second", lambda: ran.append(("second", calendar.now)))

    calendar.plan(100, Phase.INJECT, "first", first)
    calendar.run_to(99)
    assert ran == []
    calendar.run_to(100)
    assert ran == [("first", 100), ("second", 100)]


def test_cancelled_entries_do_nothing_and_are_not_due():
    calendar = Calendar()
    entry = calendar.plan(10, Phase.FAULT, "a", lambda: pytest.fail("it ran"))
    calendar.plan(20, Phase.FAULT, "b", lambda: None)
    calendar.cancel(entry)
    calendar.cancel(None)
    assert calendar.next_time() == 20
    calendar.run_to(30)
    assert calendar.next_time() is None


def test_a_closed_calendar_forgets_everything_and_takes_nothing_on():
    calendar = Calendar()
    calendar.plan(10, Phase.FAULT, "a", lambda: pytest.fail("it ran"))
    calendar.close()
    calendar.plan(20, Phase.FAULT, "b", lambda: pytest.fail("it ran"))
    assert calendar.next_time() is None
    calendar.run_to(30)


def test_the_past_cannot_be_planned():
    calendar = Calendar()
    calendar.run_to(50)
    with pytest.raises(ValueError, match="'late' cannot be planned at 49: it is 50 already"):
        calendar.plan(49, Phase.FAULT, "late", lambda: None)


def test_the_next_tick_is_one_whose_phase_is_still_to_come():
    seen = {}
    calendar = Calendar()
    assert calendar.next_tick(Phase.ALERT) == 0

    def look(name):
        seen[name] = calendar.next_tick(Phase.ALERT)

    calendar.plan(GRID, Phase.FAULT, "before", lambda: look("before"))
    calendar.plan(GRID, Phase.ALERT, "at", lambda: look("at"))
    calendar.plan(GRID, Phase.INJECT, "after", lambda: look("after"))
    calendar.run_to(GRID)
    assert seen == {"before": GRID, "at": 2 * GRID, "after": 2 * GRID}
    assert calendar.next_tick(Phase.ALERT) == 2 * GRID
    calendar.run_to(GRID + 1)
    assert calendar.next_tick(Phase.ALERT) == 2 * GRID


def test_a_failing_callback_leaves_the_rest_runnable():
    ran = []
    calendar = Calendar()

    def fail():
        raise RuntimeError("no")

    calendar.plan(10, Phase.FAULT, "a", fail)
    calendar.plan(10, Phase.FAULT, "b", lambda: ran.append("b"))
    with pytest.raises(RuntimeError):
        calendar.run_to(20)
    calendar.run_to(20)
    assert ran == ["b"]

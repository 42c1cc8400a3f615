"""Live scoring: what is remembered never differs from what is computed anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.records import Header
from simulator.rehearsal import play
from simulator.scenario import load_rubric, load_scenario
from simulator.scoring import Judge, Trace
from simulator.scoring.tracking import Tracked, derived
from tests.scoring.junk import EVENTS, FACTS, events_of, mangled

RUBRIC = load_rubric()
SCENARIO = Path(__file__).parents[2] / "scenarios" / "payment-outage.yaml"


# -- values that follow their sources ----------------------------------------------------------


class Shelf(Tracked):
    """Two piles that grow."""

    def __init__(self):
        super().__init__()
        self.piles = {"left": [], "right": []}
        self.computed = []

    def _version(self, source):
        return len(self.piles[source])

    def put(self, pile, item):
        self.piles[pile].append(item)
        self._changed()

    def pile(self, name):
        self._read(name)
        return self.piles[name]

    @derived
    def left(self):
        """How much lies left."""
        self.computed.append("left")
        return sum(self.pile("left"))

    @derived
    def both(self):
        """How much lies there."""
        self.computed.append("both")
        return self.left + sum(self.pile("right"))


def test_a_value_is_computed_once():
    shelf = Shelf()
    shelf.put("left", 2)
    assert (shelf.both, shelf.both, shelf.left) == (2, 2, 2)
    assert shelf.computed == ["both", "left"]


def test_only_what_has_read_a_change_is_computed_again():
    shelf = Shelf()
    assert shelf.both == 0
    shelf.put("right", 3)
    assert (shelf.both, shelf.left) == (3, 0)
    assert shelf.computed == ["both", "left", "both"]


def test_a_change_is_seen_through_a_value_that_was_remembered_before():
    shelf = Shelf()
    assert (shelf.left, shelf.both) == (0, 0)
    shelf.put("left", 1)
    assert shelf.both == 1


def test_questions_with_arguments_are_remembered_each():
    shelf = Shelf()

    def more_than(n):
        return shelf.remember(("more", n), lambda: sum(shelf.pile("left")) > n)

    assert (more_than(1), more_than(3)) == (False, False)
    shelf.put("left", 2)
    assert (more_than(1), more_than(3)) == (True, False)


def test_a_question_that_fails_is_asked_again():
    shelf = Shelf()
    with pytest.raises(ZeroDivisionError):
        shelf.remember("x", lambda: 1 // len(shelf.pile("left")))
    shelf.put("left", 1)
    assert shelf.remember("x", lambda: 1 // len(shelf.pile("left"))) == 1


# -- the law -----------------------------------------------------------------------------------


def assert_grows(header, events, policy, cuts, waits=()):
    """Compare one judge whose log grows, at each cut, with one that sees it for the first time."""
    judge, start = Judge(Trace(header, [], policy), RUBRIC), 0
    for index, cut in enumerate(sorted(cuts)):
        now = events[cut - 1].t if cut else 0
        if index < len(waits):
            later = events[cut].t if cut < len(events) else now + 3_600_000
            now += round((later - now) * waits[index])
        judge.trace.extend(events[start:cut], now=now)
        start = cut
        fresh = Judge(Trace(header, events[:cut], policy, now=now), RUBRIC)
        assert judge.examine() == fresh.examine()
        assert judge.card() == fresh.card()


def test_every_prefix_of_the_ideal_is_judged_as_if_it_were_new(ideal, policy):
    assert_grows(ideal.header, ideal.events, policy, range(len(ideal.events) + 1))


@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_a_log_may_grow_by_any_steps_and_wait_between_them(ideal, policy, data):
    cuts = data.draw(st.sets(st.integers(0, len(ideal.events)), min_size=1, max_size=12))
    waits = data.draw(st.lists(st.floats(0, 1), max_size=len(cuts)))
    assert_grows(ideal.header, ideal.events, policy, cuts, waits)


@pytest.mark.parametrize("crew", ["average", "chaotic"])
def test_so_does_a_drill_that_bots_play(policy, crew):
    scenario = load_scenario(SCENARIO.read_text(encoding="utf-8"))
    log = play(scenario, policy, crew=crew, seed=3).log
    assert_grows(log.header, log.events, policy, range(0, len(log.events) + 1, 97))


@given(lines=EVENTS, facts=FACTS, engine=st.sampled_from(["", "1"]), data=st.data())
@settings(max_examples=100, deadline=None)
def test_so_does_any_log(policy, lines, facts, engine, data):
    events = events_of(lines)
    cuts = data.draw(st.sets(st.integers(0, len(events)), min_size=1, max_size=4))
    waits = data.draw(st.lists(st.floats(0, 1), max_size=len(cuts)))
    assert_grows(Header(facts=facts, engine=engine), events, policy, cuts, waits)


@pytest.mark.parametrize("engine", ["", "1"])
@given(random=st.randoms(use_true_random=False), cut=st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_so_does_the_ideal_with_anything_broken_in_it(ideal, policy, engine, random, cut):
    events = mangled(ideal.events, random)
    header = replace(ideal.header, engine=engine)
    assert_grows(header, events, policy, {round(cut * len(events)), len(events)})


def test_a_persons_next_step_is_seen_however_late_it_comes_into_the_log(events, policy):
    log = events(
        (0, "alert.fired", "world", "world", {"page": True, "alert": "A"}),
        (1, "page.acked", "dev", "responder", {"alert": "A"}),
        (6, "message.posted", "ana", "ic", {"text": "Anybody there?"}),
        (6, "message.posted", "dev", "responder", {"text": "Yes, the router times out"}),
    )
    judge = Judge(Trace(Header(facts={"observable": "all"}), log[:3], policy), RUBRIC)
    assert judge.card().criteria["D1"].value == 0.0
    judge.trace.extend(log[3:])
    assert judge.card().criteria["D1"].value == 1.0

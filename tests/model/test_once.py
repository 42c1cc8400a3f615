from __future__ import annotations

import gc
from types import SimpleNamespace
from weakref import ref

from simulator.model.once import Once


class Scenario(SimpleNamespace):
    """Something that can be referred to weakly."""


def test_it_is_worked_out_once_for_each_scenario():
    asked = []
    once = Once(lambda scenario: asked.append(scenario.id) or len(asked))
    one, two = Scenario(id="one"), Scenario(id="two")
    assert [once(one), once(two), once(one), once(two)] == [1, 2, 1, 2]
    assert asked == ["one", "two"]


def test_equal_scenarios_are_two():
    once = Once(lambda scenario: [scenario.id])
    one, same = Scenario(id="one"), Scenario(id="one")
    assert once(one) is not once(same)


def test_it_is_forgotten_together_with_the_scenario():
    once = Once(lambda scenario: {scenario.id})
    scenario = Scenario(id="one")
    found = ref(scenario)
    once(scenario)
    del scenario
    gc.collect()
    assert found() is None
    assert once._known == {}

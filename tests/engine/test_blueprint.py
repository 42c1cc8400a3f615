"""What all drills of a scenario share, and what they must not."""

from __future__ import annotations

from simulator.engine import blueprint as module
from simulator.engine.blueprint import all_series, blueprint
from simulator.model.signals import Segment


def test_drills_share_the_blueprint_but_no_series(small):
    scenario = small(noise="on")
    one, two = all_series(scenario, 1), all_series(scenario, 2)
    assert blueprint(scenario) is blueprint(scenario)
    assert list(one) == list(two) == list(blueprint(scenario).resting)
    one["api.errors"].move(Segment(15_000, 0.0, 1.0))
    assert two["api.errors"].true_value(15_000) == 0.0
    assert blueprint(scenario).resting["api.errors"].true_value(15_000) == 0.0
    assert one["api.traffic"].measured(0) != two["api.traffic"].measured(0)


def test_what_a_push_moves_is_worked_out_once(small):
    drawn = blueprint(small())
    pushed = frozenset({"api.errors"})
    assert drawn.propagation(pushed) is drawn.propagation(frozenset({"api.errors"}))
    assert drawn.propagation(pushed).order == ["api.errors", "shop.errors"]


def test_not_every_set_of_pushes_is_remembered_for_ever(small, monkeypatch):
    monkeypatch.setattr(module, "_MOST_KEPT", 2)
    drawn = blueprint(small())
    for name in ("api.errors", "api.traffic", "api.latency_p99", "shop.errors"):
        drawn.propagation(frozenset({name}))
    assert len(drawn._followed) <= 2


def test_what_was_said_of_a_signal_belongs_to_its_drill(play, small):
    scenario = small()
    play(scenario).of("signal.defined")[0].data["base"] = 5
    assert play(scenario).of("signal.defined")[0].data["base"] == 0.0

"""What must hold of injects in every world, whatever the facilitator does about them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.wake import Wakes
from simulator.model.errors import Refusal
from simulator.model.scenario import InjectSpec
from simulator.model.units import SECOND

NAMES = ("i1", "i2", "i3")
TIMES = st.integers(0, 40).map(lambda n: 15 * n)
CONDITIONS = st.sampled_from(
    ["impact > 10%", 'happened("inject.expired")', 'since("page.sent") > 90s', 'answered("i1")',
     'delivered("i2") and now > 3m', 'firing("A0")', 'strength("f0") > 50%', "now - 1m > 4m",
     'not running("a0")', 'expired("i1") or count("inject.delivered") >= 2'],
)  # fmt: skip


def _seconds(draw, strategy=TIMES):
    return f"{draw(strategy)}s"


@st.composite
def injects(draw):
    out = []
    for name in NAMES:
        spec = {"id": name, "from": "boss", "channel": "dm-ic", "text": "?"}
        moment = draw(st.sampled_from(["at", "after", "when", "absent"]))
        kind = draw(st.sampled_from(["fault.started", "alert.fired", "signal.moved"]))
        spec |= {
            "at": {"at": _seconds(draw)},
            "after": {"after": {kind: _seconds(draw)}},
            "when": {"when": draw(CONDITIONS)},
            "absent": {"absent": {"event": kind, "for": _seconds(draw)}},
        }[moment]
        for key in ("while", "unless"):
            if draw(st.integers(0, 2)) == 0:
                spec[key] = draw(CONDITIONS)
        if draw(st.booleans()):
            # A repetition without any time between is legal, and ends.
            spec["repeat"] = {"every": _seconds(draw), "times": draw(st.integers(2, 6))}
        if draw(st.booleans()):
            within = _seconds(draw, st.integers(1, 200))
            spec["expect"] = {"by": ["ic"], "verb": "query.answer", "within": within}
        out.append(InjectSpec.model_validate(spec))
    return out


WHICH = st.sampled_from([*NAMES, "x1"])
DEEDS = st.one_of(
    st.tuples(st.sampled_from(["inject.fire", "inject.skip", "inject.release"]),
              st.fixed_dictionaries({"id": WHICH})),
    st.tuples(st.just("inject.hold"), st.fixed_dictionaries(
        {"id": WHICH, "minutes": st.none() | st.integers(1, 4)})),
    st.tuples(st.just("inject.move"), st.fixed_dictionaries(
        {"id": WHICH, "at": st.integers(0, 600 * SECOND)})),
    st.tuples(st.just("inject.edit"), st.fixed_dictionaries({"id": WHICH, "text": st.just("!")})),
    st.tuples(st.just("inject.improvise"), st.fixed_dictionaries(
        {"as": st.just("boss"), "channel": st.just("dm-ic"), "text": st.just("?"),
         "question": st.just(True), "within": st.integers(1, 3)})),
    st.tuples(st.just("query.answer"), st.fixed_dictionaries(
        {"inject": WHICH, "text": st.just("Soon.")})),
)  # fmt: skip
SCRIPTS = st.lists(st.tuples(st.integers(0, 600 * SECOND), DEEDS), max_size=10)


@pytest.fixture
def law(drills, lobby):
    scenarios, _, stops = drills

    def play(scenario, script, stops=()):
        drill = lobby(scenario, 1)
        drill.start()
        steps = [(t, 1, deed) for t, deed in script] + [(t, 0, None) for t in stops]
        for t, _, deed in sorted(steps, key=lambda step: step[:2]):
            drill.to(t)
            if deed is None:
                continue
            verb, args = deed
            role = "ic" if verb == "query.answer" else "facilitator"
            try:
                drill.do(t, role, verb, **args)
            except Refusal:
                continue
        drill.end()
        return drill

    def check(prove):
        @given(scenarios, injects(), SCRIPTS, stops)
        def holds(scenario, specs, script, stops):
            drilled = scenario.model_copy(update={"injects": specs})
            prove(lambda **more: play(drilled, script, **more), stops)

        holds()

    return check


def test_the_steps_in_which_time_advances_change_nothing(law):
    def prove(play, stops):
        assert play(stops=stops).events == play().events

    law(prove)


def test_sleeping_conditions_are_those_of_looking_at_every_tick(law, monkeypatch):
    def prove(play, _stops):
        lazy = play()
        with monkeypatch.context() as patch:
            patch.setattr(Wakes, "next_tick", lambda self, start, ledger, series: start)
            assert play().events == lazy.events

    law(prove)


def test_nothing_comes_more_often_than_it_may_or_after_it_was_called_off(law):
    def prove(play, _stops):
        drill = play()
        specs = {spec.id: spec for spec in drill.scenario.injects}
        off: set[str] = set()
        count: dict[str, int] = {}
        for event in drill.of("inject.delivered", "inject.skipped", "inject.cancelled"):
            name = event.data["id"]
            assert name not in off
            if event.kind != "inject.delivered":
                off.add(name)
                continue
            count[name] = count.get(name, 0) + 1
            if spec := specs.get(name):
                assert count[name] <= (spec.repeat.times if spec.repeat else 1)
                assert event.data.get("n", count[name]) == count[name]
        assert {name: got.count for name, got in drill.state.injects.items()} == count

    law(prove)

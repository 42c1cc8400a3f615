"""What the facilitator does about injects, and what comes of it."""

from __future__ import annotations

import pytest

from simulator.model.errors import Refusal
from simulator.model.units import MINUTE

ASK = {"by": ["ic", "cl"], "verb": "query.answer", "within": "3m"}


def _inject(name, **parts):
    return {"id": name, "from": "boss", "channel": "dm-ic", "text": "Well?"} | parts


@pytest.fixture
def drill_with(play, small):
    def begin(*injects, **parts):
        personas = {"boss": {"name": "The boss"}}
        return play(small(injects=list(injects), personas=personas, **parts))

    return begin


def _delivered(drill):
    return [(e.t, e.data["id"]) for e in drill.of("inject.delivered", "inject.exec_question")]


def _boss(drill, t, verb, **args):
    return drill.do(t, "facilitator", verb, **args)


def _refused(drill, t, verb, **args):
    with pytest.raises(Refusal) as caught:
        _boss(drill, t, verb, **args)
    return caught.value


# -- fire and skip -------------------------------------------------------------------------------


def test_firing_brings_a_repetition_forward_and_it_goes_on_from_there(drill_with):
    drill = drill_with(_inject("one", at="10m", repeat={"every": "5m", "times": 3}))
    _boss(drill, 2 * MINUTE, "inject.fire", id="one")
    _boss(drill, 4 * MINUTE, "inject.fire", id="one")
    drill.end()
    assert _delivered(drill) == [(t * MINUTE, "one") for t in (2, 4, 9)]
    error = _refused(drill_with(_inject("one", at="1m")), 2 * MINUTE, "inject.fire", id="one")
    assert (error.code, error.message) == ("wrong_state", "one was already delivered.")


def test_firing_asks_neither_for_what_must_hold_nor_for_what_would_cancel(drill_with):
    drill = drill_with(_inject("one", when="now > 30m", **{"while": "impact > 90%"}))
    _boss(drill, MINUTE, "inject.fire", id="one")
    drill.end()
    assert _delivered(drill) == [(MINUTE, "one")]


def test_skipping_ends_a_repetition(drill_with):
    drill = drill_with(_inject("one", at="1m", repeat={"every": "5m", "times": 3}))
    _boss(drill, 2 * MINUTE, "inject.skip", id="one")
    drill.end()
    assert _delivered(drill) == [(MINUTE, "one")]
    assert drill.state.skipped == {"one"}


# -- hold and release ----------------------------------------------------------------------------


def test_what_is_due_while_held_comes_at_its_release(drill_with):
    drill = drill_with(_inject("one", at="5m"), _inject("two", at="20m"))
    for name in ("one", "two"):
        _boss(drill, MINUTE, "inject.hold", id=name)
    assert drill.state.held == {"one": None, "two": None}
    for name in ("one", "two"):
        _boss(drill, 9 * MINUTE, "inject.release", id=name)
    assert drill.state.held == {}
    drill.end()
    assert _delivered(drill) == [(9 * MINUTE, "one"), (20 * MINUTE, "two")]
    assert [(e.t, e.actor) for e in drill.of("inject.released")] == [
        (9 * MINUTE, "facilitator")
    ] * 2


def test_a_hold_can_end_by_itself(drill_with):
    drill = drill_with(_inject("one", at="5m"), _inject("two", when="now >= 5m"))
    for name in ("one", "two"):
        _boss(drill, MINUTE, "inject.hold", id=name, minutes=10)
    assert drill.state.held == {"one": 11 * MINUTE, "two": 11 * MINUTE}
    drill.end()
    assert _delivered(drill) == [(11 * MINUTE, "one"), (11 * MINUTE, "two")]
    assert {e.actor for e in drill.of("inject.released")} == {"world"}
    assert drill.state.held == {}


def test_a_hold_can_be_made_longer_or_shorter(drill_with):
    drill = drill_with(_inject("one", at="5m"))
    _boss(drill, MINUTE, "inject.hold", id="one", minutes=2)
    _boss(drill, 2 * MINUTE, "inject.hold", id="one", minutes=9)
    drill.end()
    assert _delivered(drill) == [(11 * MINUTE, "one")]
    assert len(drill.of("inject.released")) == 1


def test_a_held_inject_can_be_fired_which_ends_the_hold(drill_with):
    drill = drill_with(_inject("one", at="5m", repeat={"every": "5m", "times": 2}))
    _boss(drill, MINUTE, "inject.hold", id="one", minutes=30)
    _boss(drill, 6 * MINUTE, "inject.fire", id="one")
    assert drill.state.held == {}
    drill.end()
    assert _delivered(drill) == [(6 * MINUTE, "one"), (11 * MINUTE, "one")]
    assert drill.of("inject.released") == []


def test_a_held_inject_can_be_skipped_or_cancelled(drill_with):
    drill = drill_with(
        _inject("one", at="5m"), _inject("two", at="5m", unless='happened("page.sent")'),
        _inject("three", at="5m", unless="now >= 7m"),
    )  # fmt: skip
    for name in ("one", "three"):
        _boss(drill, MINUTE, "inject.hold", id=name, minutes=10)
    _boss(drill, 6 * MINUTE, "inject.skip", id="one")
    drill.end()
    assert _delivered(drill) == [(5 * MINUTE, "two")]
    assert [e.data["id"] for e in drill.of("inject.cancelled")] == ["three"]
    assert (drill.state.held, drill.of("inject.released")) == ({}, [])


def test_released_it_still_waits_for_what_must_hold(drill_with):
    drill = drill_with(_inject("one", at="1m", **{"while": "impact > 10%"}))
    _boss(drill, 0, "inject.hold", id="one")
    _boss(drill, MINUTE + 1, "inject.release", id="one")
    drill.end()
    assert _delivered(drill) == [(2 * MINUTE, "one")]


def test_only_what_is_held_can_be_released(drill_with):
    drill = drill_with(_inject("one", at="5m"), _inject("two", at="5m"))
    error = _refused(drill, MINUTE, "inject.release", id="one")
    assert (error.message, error.hint) == ("one is not held.", "No inject is held back.")
    _boss(drill, MINUTE, "inject.hold", id="two")
    assert _refused(drill, MINUTE, "inject.release", id="one").hint == "Held back: two."


# -- other words ---------------------------------------------------------------------------------


def test_new_words_are_what_is_delivered(drill_with):
    drill = drill_with(_inject("one", at="5m", repeat={"every": "5m", "times": 3}))
    _boss(drill, MINUTE, "inject.edit", id="one", text="How bad is it?")
    assert drill.state.edited == {"one": "How bad is it?"}
    _boss(drill, 11 * MINUTE, "inject.edit", id="one", text="Hello?")
    drill.end()
    said = [e.data["text"] for e in drill.of("inject.delivered")]
    assert said == ["How bad is it?", "How bad is it?", "Hello?"]


def test_words_can_be_changed_before_the_start_and_nothing_else(lobby, small):
    drill = lobby(small(injects=[_inject("one", at="1m") | {"from": "ol"}]))
    drill.do(0, "facilitator", "inject.edit", id="one", text="Good morning.")
    error = _refused(drill, 0, "inject.hold", id="one")
    assert error.message == "The drill has not started."
    assert error.hint == "Only the words of an inject can be changed before that."
    drill.start()
    drill.end()
    assert drill.of("inject.delivered")[0].data["text"] == "Good morning."


def test_what_is_gone_cannot_be_changed(drill_with):
    drill = drill_with(
        _inject("gone", at="1m"), _inject("off", at="9m"), _inject("moot", at="9m", unless="true"),
        _inject("left", at="9m"),
    )  # fmt: skip
    _boss(drill, 2 * MINUTE, "inject.skip", id="off")
    wrong = {
        "gone": ("wrong_state", "gone was already delivered.", "Still to come: left."),
        "off": ("wrong_state", "off was skipped.", "Still to come: left."),
        "moot": (
            "wrong_state", "moot was cancelled: it is no longer needed.", "Still to come: left.",
        ),
        "lft": ("not_found", "No inject 'lft'.", "There are: gone, off, moot, left."),
    }  # fmt: skip
    for verb in ("inject.fire", "inject.skip", "inject.hold", "inject.release"):
        for name, said in wrong.items():
            error = _refused(drill, 2 * MINUTE, verb, id=name)
            assert (error.code, error.message, error.hint) == said
    error = _refused(drill, 2 * MINUTE, "inject.edit", id="gone", text="No")
    assert error.message == "gone was already delivered."


# -- made up -------------------------------------------------------------------------------------


def test_something_made_up_comes_at_once_from_a_persona_or_anybody(drill_with):
    drill = drill_with(_inject("x1", at="30m"))
    _boss(drill, MINUTE, "inject.improvise", **{"as": "boss"}, channel="phone-ic", text="Call me.")
    _boss(drill, MINUTE, "inject.improvise", **{"as": "A pilot"}, channel="tickets", text="Late!")
    first, second = drill.of("inject.delivered")
    assert (first.actor, first.role, first.t) == ("boss", "persona", MINUTE)
    assert first.data == {
        "id": "x2",  # x1 is the scenario's
        "from": "boss",
        "name": "The boss",
        "channel": "phone-ic",
        "text": "Call me.",
        "expects": False,
        "improvised": True,
    }
    assert (second.data["id"], second.data["name"]) == ("x3", "A pilot")
    assert list(drill.state.injects) == ["x2", "x3"]


def test_a_made_up_question_can_be_answered_and_may_expire(drill_with):
    drill = drill_with()
    ask = {"as": "boss", "channel": "dm-ic", "text": "How long?", "question": True}
    _boss(drill, MINUTE, "inject.improvise", **ask, within=5)
    _boss(drill, MINUTE, "inject.improvise", **ask, within=5)
    _boss(drill, MINUTE, "inject.improvise", **ask)
    _boss(drill, MINUTE, "inject.improvise", **ask | {"channel": "incident"}, within=7)
    assert [e.data["expects"] for e in drill.of("inject.delivered")] == [True] * 4
    drill.do(2 * MINUTE, "ic", "query.answer", inject="x1", text="An hour.")
    drill.end()
    assert [(e.t, e.data["id"], e.data["by"]) for e in drill.of("inject.expired")] == [
        (6 * MINUTE, "x2", ["ic"]),
        (8 * MINUTE, "x4", ["ic", "ol", "cl", "responder"]),
    ]
    assert drill.of("inject.expired")[0].data["within"] == 5 * MINUTE


def test_what_is_made_up_needs_a_channel_that_exists(drill_with):
    drill = drill_with()
    parts = {"as": "boss", "text": "Hello"}
    error = _refused(drill, MINUTE, "inject.improvise", **parts, channel="dm-boss")
    assert (error.code, error.message) == ("not_found", "No channel 'dm-boss'.")
    assert error.hint.startswith("There are: incident, dm-ic, ")
    assert "regulator" in error.hint
    error = _refused(drill, MINUTE, "inject.improvise", **parts, channel="social", within=5)
    assert (error.code, error.message) == ("bad_args", "Only a question can expect an answer.")
    assert error.hint == "Send question: true as well."
    error = _refused(drill, MINUTE, "inject.improvise", channel="social", text="Hello")
    assert error.message == "inject.improvise: as is missing."
    assert error.hint == "inject.improvise takes {as, channel, text, question?, within?}."


def test_nothing_is_made_up_before_the_start(lobby, small):
    drill = lobby(small())
    error = _refused(drill, 0, "inject.improvise", **{"as": "boss"}, channel="social", text="Hello")
    assert error.message == "The drill has not started."

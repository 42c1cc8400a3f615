"""The clock: the facilitator's, and of whoever plays alone."""

from __future__ import annotations

import pytest

CLOCK = {"drill.start", "drill.pause", "drill.resume", "drill.speed", "drill.end"}


def test_whoever_plays_alone_holds_the_clock(lobby):
    assert not CLOCK & set(lobby.view("ic")["you"]["can"])
    event = lobby.do("facilitator", "drill.solo", person="ic")
    assert (event.kind, event.data) == ("drill.soloed", {"person": "ic"})
    assert set(lobby.view("ic")["you"]["can"]) >= CLOCK
    assert lobby.view("ol")["drill"]["solo"] == "ic"
    assert lobby.refused("ic", "decision.log", text="x")[2] == "Ic starts it."
    lobby.do("ic", "drill.start")
    lobby.do("ic", "drill.speed", factor=4)
    lobby.do("ic", "drill.pause", reason="Coffee")
    lobby.do("ic", "drill.resume")
    lobby.do("facilitator", "drill.pause")
    ended = lobby.do("ic", "drill.end")
    assert ended.data == {"reason": "ended by Ic"}


def test_nobody_else_does(lobby):
    lobby.do("facilitator", "drill.solo", person="ic")
    for seat, title in (("ol", "Operations Lead"), ("observer", "Observer")):
        assert lobby.refused(seat, "drill.start") == (
            "not_allowed", f"The {title} may not drill.start.",
            "For Facilitator. Ask in the incident channel.",
        )  # fmt: skip
    assert lobby.refused("ic", "drill.freeze")[0] == "not_allowed"
    assert lobby.refused("ic", "inject.fire", id="x")[0] == "not_allowed"


def test_who_can_play_alone(lobby):
    lobby.do("facilitator", "seat.bot", seat="responder", crew="expert")
    hint = "Name a human who sits in a seat that plays."
    for person, name in (("bot-responder", "Responder bot"), ("observer", "Observer")):
        assert lobby.refused("facilitator", "drill.solo", person=person) == (
            "wrong_state", f"{name} cannot play alone.", hint,
        )  # fmt: skip
    assert lobby.refused("facilitator", "drill.solo", person="zoe")[0] == "not_found"
    assert lobby.refused("ic", "drill.solo", person="ic")[0] == "not_allowed"
    lobby.do("facilitator", "drill.solo", person="ic")
    assert lobby.refused("facilitator", "drill.solo", person="ic") == (
        "wrong_state", "Ic holds the clock already.",
        "They can start the drill; name somebody else to change that.",
    )  # fmt: skip
    lobby.do("facilitator", "drill.solo", person="ol")
    assert lobby.state.solo == "ol"
    lobby.happens("drill.started")
    assert lobby.refused("facilitator", "drill.solo", person="ic") == (
        "wrong_state", "The drill has already started.",
        "Carry on: that is for the time before the start.",
    )  # fmt: skip


STOOD, RAN = "The drill is not running.", "The drill is not paused."


@pytest.mark.parametrize(
    ("verbs", "message", "hint"),
    [
        (("drill.pause",), STOOD, "Start it first."),
        (("drill.resume",), RAN, "Start it first."),
        (("drill.start", "drill.resume"), RAN, "Nothing to do: the clock runs."),
        (("drill.start", "drill.pause", "drill.pause"), STOOD,
         "It is paused already; resume it to go on."),
        (("drill.start", "drill.pause", "drill.start"), "The drill has already started.",
         "It is paused; whoever holds the clock can resume it."),
    ],
)  # fmt: skip
def test_a_clock_that_cannot_be_moved_so(lobby, verbs, message, hint):
    for verb in verbs[:-1]:
        lobby.do("facilitator", verb)
    assert lobby.refused("facilitator", verbs[-1]) == ("wrong_state", message, hint)


def test_the_clock_goes_back_when_they_leave(room):
    room.state.solo = "ic"
    room.do("facilitator", "seat.move", person="ic", seat="observer")
    assert room.refused("ic", "drill.pause")[0] == "not_allowed"
    room.do("ic", "seat.leave")
    assert room.state.solo is None
    assert room.refused("ol", "drill.pause")[0] == "not_allowed"


def test_without_anybody_alone_the_facilitator_starts_it(lobby):
    assert lobby.refused("ic", "decision.log", text="x")[2] == "The facilitator starts it."

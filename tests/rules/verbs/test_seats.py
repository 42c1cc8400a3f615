"""Seats: who takes, gets and leaves them, who is ready, and what an evaluator may."""

from __future__ import annotations

import pytest

from simulator.rules.catalogue import VERBS
from simulator.rules.permissions import allowed_verbs

PLAYERS = ("ic", "ol", "cl", "responder", "scribe", "planner")


def row(room, person):
    return next(row for row in room.view("ic")["people"] if row["person"] == person)


# -- seats ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("seat", ["scribe", "planner"])
def test_a_scribe_and_a_planner_play_like_any_trainee(room, seat):
    room.sit(fay=seat)
    assert room.view("fay")["you"]["title"] == seat.title()
    room.do("fay", "incident.declare", title="Card payments fail")
    room.do("fay", "doc.write", section="timeline", text="14:10 declared")
    room.do("ic", "role.assign", role=seat, to=seat)
    room.do("fay", "role.accept", role=seat)
    assert room.state.holder(seat) == "fay"
    room.do("ic", "task.assign", to=seat, text="Write down who decides what")
    room.do("fay", "task.ack", id="t1")
    assert room.refused("fay", "severity.set", level="SEV-1")[:2] == (
        "not_allowed", f"The {seat.title()} may not severity.set.",
    )  # fmt: skip
    assert room.view("fay")["you"]["channels"] == ["incident"]


def test_without_an_ic_a_scribe_inherits_as_every_trainee_does(payment, imag, room):
    room.happens("seat.left", {"person": "ic"}, "ic", "ic")
    room.sit(fay="scribe")
    assert room.view("fay")["you"]["channels"] == ["incident", "dm-ic"]


@pytest.mark.parametrize("seat", ["evaluator", "facilitator"])
def test_nobody_takes_a_seat_of_staff(lobby, seat):
    code, message, hint = lobby.refused("", "seat.take", name="Eve", seat=seat)
    assert code == "bad_args"
    assert message.startswith(f"seat.take: seat is '{seat}'; input should be 'ic', 'ol', 'cl', ")
    assert hint == "seat.take takes {name, seat}."


def test_the_facilitator_takes_no_seat_that_would_hide_the_drill_from_them(lobby):
    code, message, hint = lobby.refused("facilitator", "seat.take", name="Fay", seat="observer")
    assert (code, message) == ("wrong_state", "The facilitator sits in no seat.")
    assert "seat.admit" in hint
    assert "facilitator" not in lobby.state.people


def test_the_facilitator_admits_somebody_new_to_any_seat_but_their_own(lobby):
    for person, seat in (("eve", "evaluator"), ("sam", "scribe"), ("ana-2", "observer")):
        event = lobby.do("facilitator", "seat.admit", person=person, name=" Eve ", seat=seat)
        data = {"person": person, "name": "Eve", "seat": seat, "bot": None}
        assert (event.kind, event.data) == ("seat.taken", data)
    wrong = [
        ({"person": "ic", "seat": "cl"}, "wrong_state", "Ic has a seat already."),
        ({"person": "new", "seat": "ic"}, "seat_taken", "Ic sits in ic."),
        ({"person": "new", "seat": "facilitator"}, "bad_args", "seat.admit: seat is 'facilitat"),
        ({"person": "world", "seat": "cl"}, "bad_args", "seat.admit: nobody can be called 'world"),
        ({"person": "bot-x", "seat": "cl"}, "bad_args", "seat.admit: nobody can be called 'bot-x"),
        ({"person": "cfo", "seat": "cl"}, "bad_args", "seat.admit: nobody can be called 'cfo'."),
        ({"person": "Not An Id", "seat": "cl"}, "bad_args", "seat.admit: person is 'Not An Id'"),
    ]
    for args, code, message in wrong:
        refused = lobby.refused("facilitator", "seat.admit", name="New", **args)
        assert refused[0] == code
        assert refused[1].startswith(message)
    hint = "To put them in another one, use seat.move."
    assert lobby.refused("facilitator", "seat.admit", name="x", person="ic", seat="ol")[2] == hint
    for person in ("ic", "observer", "eve"):
        refused = lobby.refused(person, "seat.admit", person="new", name="New", seat="observer")
        assert refused[0] == "not_allowed"


def test_who_left_is_admitted_again_and_a_bot_makes_room(lobby):
    lobby.do("cl", "seat.leave")
    lobby.do("facilitator", "seat.bot", seat="cl", crew="expert")
    lobby.do("facilitator", "seat.admit", person="cl", name="Cho", seat="cl")
    assert lobby.state.people["cl"].name == "Cho"
    assert lobby.state.people["bot-cl"].seat is None


def test_the_facilitator_moves_people_to_the_new_seats_and_back(room):
    for seat in ("scribe", "planner", "evaluator", "responder"):
        room.do("facilitator", "seat.move", person="responder", seat=seat)
        assert room.state.people["responder"].seat == seat
    assert room.refused("ic", "seat.move", person="cl", seat="evaluator")[0] == "not_allowed"


# -- staff ---------------------------------------------------------------------------------------


def test_an_evaluator_may_do_what_names_them_and_nothing_else(lobby):
    lobby.sit(eve="evaluator")
    mine = {"rating.give", "note.add", "hand.raise", "hand.lower", "seat.leave"}
    assert set(lobby.view("eve")["you"]["can"]) == mine
    assert lobby.refused("eve", "seat.take", name="Eve", seat="cl")[:2] == (
        "not_allowed", "The Evaluator may not seat.take.",
    )  # fmt: skip
    assert lobby.refused("eve", "seat.ready", ready=True)[0] == "not_allowed"
    assert lobby.refused("eve", "comms.check", works=True)[0] == "not_allowed"
    lobby.happens("drill.started")
    room = lobby
    for verb in sorted(VERBS.keys() - mine):
        assert verb not in allowed_verbs(room.state, "eve", "evaluator")
    assert room.refused("eve", "message.post", text="Psst")[1] == (
        "The Evaluator may not message.post."
    )
    room.do("eve", "hand.raise", text="Is this in scope?")
    room.do("eve", "hand.lower")
    room.do("eve", "rating.give", of="D4", rating="M")
    hidden = room.happens("impact.changed", {"level": 0.4}).seq
    room.do("eve", "note.add", tag="calm", text="They breathe", ref=hidden)
    room.do("eve", "seat.leave")


def test_an_evaluator_sees_what_the_facilitator_sees(room):
    room.sit(eve="evaluator")
    room.happens("impact.changed", {"level": 0.4})
    for kind in ("facilitator", "eve"):
        view = room.view(kind)
        assert {"msel", "world", "cast", "probes", "ratings", "notes", "load"} <= set(view)
    assert room.told("eve") == room.told("facilitator")
    for name, section in room.view("facilitator").items():
        if name != "you":
            assert room.view("eve")[name] == section


def test_who_becomes_an_evaluator_lets_go_of_what_they_held(room):
    room.do("ol", "role.assign", role="ol", to="ol")
    room.do("ol", "role.accept", role="ol")
    room.do("ol", "task.start", topic="logs")
    room.do("facilitator", "seat.move", person="ol", seat="evaluator")
    assert room.state.roles == {}
    assert room.state.working == {}


@pytest.mark.parametrize("seat", ["observer", "evaluator"])
def test_who_watches_gets_no_task_and_no_role(room, seat):
    room.sit(eve=seat)
    said = f"Eve is here as {seat.title()} and only watches."
    hint = "The facilitator can give them another seat."
    for person in ("eve", "evaluator" if seat == "evaluator" else "eve"):
        refused = room.refused("ic", "task.assign", to=person, text="Look")
        assert refused == ("wrong_state", said, hint)
        assert room.refused("ic", "role.assign", role="scribe", to=person)[1] == said
    room.do("ic", "role.assign", role="ic", to="ic")
    room.do("ic", "role.accept", role="ic")
    assert room.refused("ic", "role.handover", role="ic", to="eve", brief="Yours.")[1] == said


# -- ready, and heard ----------------------------------------------------------------------------


def test_people_say_that_they_are_ready_and_take_it_back(lobby):
    event = lobby.do("ic", "seat.ready", ready=True)
    assert (event.kind, event.data) == ("seat.readied", {"person": "ic", "ready": True})
    assert row(lobby, "ic")["ready"] is True
    assert lobby.refused("ic", "seat.ready", ready=True) == (
        "wrong_state", "You said already that you are ready.",
        "Wait for the start, or take it back.",
    )  # fmt: skip
    lobby.do("ic", "seat.ready", ready=False)
    assert row(lobby, "ic")["ready"] is False
    assert lobby.refused("ic", "seat.ready", ready=False) == (
        "wrong_state", "You did not say that you are.", "Say so once you are ready.",
    )  # fmt: skip
    lobby.do("observer", "seat.ready", ready=True)
    assert "seat.readied" in {told["kind"] for told in lobby.told("ol")}


def test_people_say_whether_they_hear_one_another(lobby):
    assert row(lobby, "ol")["comms"] is None
    event = lobby.do("ol", "comms.check", works=False, note="No sound")
    assert event.data == {"person": "ol", "works": False, "note": "No sound"}
    assert row(lobby, "ol")["comms"] is False
    lobby.do("ol", "comms.check", works=True)
    assert row(lobby, "ol")["comms"] is True
    assert lobby.refused("ol", "comms.check", works="yes")[0] == "bad_args"


def test_both_are_for_people_with_a_seat_before_the_start(lobby):
    hint = "This is for people who sit in one."
    asked = (("seat.ready", {"ready": True}), ("comms.check", {"works": True}), ("seat.leave", {}))
    for verb, args in asked:
        assert lobby.refused("facilitator", verb, **args) == (
            "wrong_state", "You have no seat.", hint,
        )  # fmt: skip
    lobby.happens("drill.started")
    for verb, args in (("seat.ready", {"ready": True}), ("comms.check", {"works": True})):
        assert lobby.refused("ic", verb, **args)[1] == "The drill has already started."


def test_both_are_forgotten_with_the_seat(lobby):
    for person in ("ic", "ol"):
        lobby.do(person, "seat.ready", ready=True)
        lobby.do(person, "comms.check", works=True)
    lobby.do("ic", "seat.leave")
    lobby.do("facilitator", "seat.admit", person="ic", name="Ic", seat="ic")
    lobby.do("ol", "seat.take", name="Ol", seat="scribe")
    for person in ("ic", "ol"):
        assert (row(lobby, person)["ready"], row(lobby, person)["comms"]) == (False, None)
    lobby.do("cl", "comms.check", works=True)
    lobby.do("cl", "seat.take", name="Another Name", seat="cl")
    assert row(lobby, "cl")["comms"] is True, "it is the same seat"

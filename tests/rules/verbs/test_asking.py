"""Hands that everybody sees, and questions that nobody else hears."""

from __future__ import annotations

import json

import pytest

SEATS = ("ic", "ol", "cl", "responder", "observer")


def hand(room, person):
    rows = room.view("observer")["people"]
    return next(row["hand"] for row in rows if row["person"] == person)


# -- hands ---------------------------------------------------------------------------------------


def test_a_hand_is_raised_and_lowered_before_the_start_and_after(lobby):
    for _ in range(2):
        event = lobby.do("observer", "hand.raise", text="I have no sound")
        assert (event.kind, event.data) == ("hand.raised", {"text": "I have no sound"})
        assert hand(lobby, "observer") == {"at": lobby.t, "text": "I have no sound"}
        assert lobby.refused("observer", "hand.raise") == (
            "wrong_state", "Your hand is raised already.", "Lower it first.",
        )  # fmt: skip
        event = lobby.do("observer", "hand.lower")
        assert (event.kind, event.data) == ("hand.lowered", {"person": "observer"})
        assert hand(lobby, "observer") is None
        lobby.happens("drill.started")
    assert [told["kind"] for told in lobby.told("ol") if told["kind"].startswith("hand")] == [
        "hand.raised", "hand.lowered", "hand.raised", "hand.lowered",
    ]  # fmt: skip


def test_only_the_facilitator_lowers_anothers_hand(room):
    room.do("ic", "hand.raise")
    assert room.refused("ol", "hand.lower", person="ic") == (
        "not_allowed", "That is Ic's hand.", "The facilitator can lower anybody's.",
    )  # fmt: skip
    assert room.refused("ol", "hand.lower") == (
        "wrong_state", "Your hand is not raised.", "Raise it if you want to be noticed.",
    )  # fmt: skip
    assert room.refused("facilitator", "hand.lower")[:2] == (
        "bad_args", "hand.lower: person is missing.",
    )  # fmt: skip
    assert room.refused("facilitator", "hand.raise")[1] == "You have no seat."
    assert room.refused("facilitator", "hand.lower", person="ol") == (
        "wrong_state", "Ol's hand is not raised.", "Raised: ic.",
    )  # fmt: skip
    room.do("facilitator", "hand.lower", person="ic")
    assert hand(room, "ic") is None
    assert room.refused("facilitator", "hand.lower", person="ic") == (
        "wrong_state", "Ic's hand is not raised.", "Nobody's hand is raised.",
    )  # fmt: skip
    assert room.refused("facilitator", "hand.lower", person="zoe")[0] == "not_found"


def test_a_hand_goes_with_its_person_and_stays_with_them_in_another_seat(room):
    room.do("ic", "hand.raise", text="Swap?")
    room.do("facilitator", "seat.move", person="ic", seat="responder")
    assert hand(room, "ic") == {"at": room.t, "text": "Swap?"}
    room.do("ic", "seat.leave")
    assert room.state.people["ic"].hand is None


# -- questions -----------------------------------------------------------------------------------


def asked(room, *, everybody):
    first = room.do("ol", "ask", question="zz-asked")
    room.do("ic", "ask", question="zz-other")
    args = {"id": "q1", "text": "zz-answer", "everybody": everybody}
    return first, room.do("facilitator", "ask.answer", **args)


def test_a_question_has_a_number_and_an_answer(room):
    question, answer = asked(room, everybody=False)
    assert (question.kind, question.data) == ("question.asked", {"id": "q1", "text": "zz-asked"})
    assert answer.kind == "question.answered"
    assert answer.data == {"id": "q1", "text": "zz-answer", "to": "ol", "everybody": False}
    assert room.view("ol")["questions"] == [
        {"id": "q1", "by": "ol", "name": "Ol", "at": room.t, "text": "zz-asked",
         "answered_at": room.t, "answer": "zz-answer", "everybody": False},
    ]  # fmt: skip
    assert [one["id"] for one in room.view("facilitator")["questions"]] == ["q1", "q2"]


@pytest.mark.parametrize("everybody", [False, True])
def test_only_whoever_asked_and_staff_hear_of_it_unless_it_is_for_everybody(room, everybody):
    room.sit(eve="evaluator")
    asked(room, everybody=everybody)
    kinds = {"question.asked", "question.answered"}
    for seat in SEATS:
        sent = json.dumps([room.view(seat), room.told(seat)])
        answers = [one for one in room.told(seat) if one["kind"] == "question.answered"]
        mine = seat == "ol"
        assert ("zz-asked" in sent) is (mine or everybody)
        assert ("zz-answer" in sent) is (mine or everybody)
        assert ("zz-other" in sent) is (seat == "ic")
        assert bool(answers) is (mine or everybody)
    for staff in ("facilitator", "eve"):
        assert kinds <= {told["kind"] for told in room.told(staff)}
        assert len(room.view(staff)["questions"]) == 2


def test_nobody_cites_what_they_were_not_told(room):
    question, _ = asked(room, everybody=False)
    args = {"section": "timeline", "text": "I know something", "refs": [question.seq]}
    assert room.refused("cl", "doc.write", **args)[0] == "not_found"


def test_who_asks_and_who_answers(room):
    for seat in ("observer", "facilitator"):
        assert room.refused(seat, "ask", question="May I?")[0] == "not_allowed"
    assert room.refused("ic", "ask.answer", id="q1", text="Yes")[:2] == (
        "not_allowed", "The Incident Commander may not ask.answer.",
    )  # fmt: skip
    assert room.refused("facilitator", "ask.answer", id="q1", text="Yes") == (
        "not_found", "No question 'q1'.", "No question waits for an answer.",
    )  # fmt: skip
    asked(room, everybody=False)
    assert room.refused("facilitator", "ask.answer", id="q1", text="Yes") == (
        "wrong_state", "q1 was already answered.", "Without an answer: q2.",
    )  # fmt: skip
    assert room.refused("facilitator", "ask.answer", id="q9", text="Yes")[2] == (
        "Without an answer: q2."
    )
    assert room.refused("ic", "ask", question=" ")[0] == "bad_args"


def test_they_work_while_the_drill_is_on_also_while_it_is_paused(lobby):
    assert lobby.refused("ic", "ask", question="Why?")[0] == "drill_not_started"
    lobby.happens("drill.started")
    lobby.happens("drill.paused")
    lobby.do("ic", "ask", question="Why?")
    lobby.do("facilitator", "ask.answer", id="q1", text="Because.")
    lobby.happens("drill.ended")
    assert lobby.refused("ic", "ask", question="Why?")[0] == "drill_ended"
    assert lobby.refused("ic", "hand.raise")[0] == "drill_ended"

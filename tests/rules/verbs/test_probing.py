"""Probes: everybody is asked, each answers once, and nobody reads what the others wrote."""

from __future__ import annotations

import json

import pytest

ALL = ["severity", "ic", "theory", "next_public"]


def test_everybody_is_asked_the_same(room):
    asked = room.do("facilitator", "probe.ask")
    assert (asked.kind, asked.data) == ("probe.asked", {"id": "q1", "questions": ALL})
    for seat in ("ic", "ol", "observer"):
        assert room.told(seat)[-1]["data"] == {"id": "q1", "questions": ALL}
        assert room.view(seat)["probe"] == {
            "id": "q1", "questions": ALL, "at": room.t, "answers": None,
        }  # fmt: skip


def test_some_questions_in_their_usual_order(room):
    asked = room.do("facilitator", "probe.ask", questions=["theory", "ic", "theory"])
    assert asked.data["questions"] == ["ic", "theory"]
    assert room.refused("facilitator", "probe.ask", questions=[])[0] == "bad_args"
    assert room.refused("ic", "probe.ask")[0] == "not_allowed"


def test_an_answer_is_for_staff_and_for_whoever_gave_it(room):
    room.do("facilitator", "probe.ask")
    answers = {"severity": "SEV-1", "ic": " Ana ", "theory": "", "next_public": "14:40"}
    given = room.do("ol", "probe.answer", id="q1", answers=answers)
    kept = {"severity": "SEV-1", "ic": "Ana", "next_public": "14:40"}
    assert (given.kind, given.data) == ("probe.answered", {"id": "q1", "answers": kept})
    assert room.view("ol")["probe"]["answers"] == kept
    assert room.told("ol")[-1]["data"] == {"id": "q1", "answers": kept}
    for seat in ("ic", "cl", "observer"):
        assert room.view(seat)["probe"]["answers"] is None
        assert "SEV-1" not in json.dumps([room.view(seat)["probe"], room.told(seat)])
    assert room.view("facilitator")["probes"] == [
        {"id": "q1", "questions": ALL, "at": room.t,
         "answers": [{"person": "ol", "name": "Ol", "at": room.t, "answers": kept}]}
    ]  # fmt: skip


def test_once_is_all_it_takes(room):
    room.do("facilitator", "probe.ask")
    room.do("ol", "probe.answer", id="q1", answers={"ic": "Ana"})
    assert room.refused("ol", "probe.answer", id="q1", answers={"ic": "Ben"}) == (
        "wrong_state", "You have answered q1.", "Once is all it takes.",
    )  # fmt: skip
    room.do("cl", "probe.answer", id="q1", answers={"ic": "Ben"})


def test_a_later_probe_closes_the_earlier(room):
    unknown = room.refused("ol", "probe.answer", id="q1", answers={"ic": "Ana"})
    assert unknown == ("not_found", "No probe 'q1'.", "Nobody has asked anything yet.")
    room.do("facilitator", "probe.ask")
    room.do("facilitator", "probe.ask", questions=["ic"])
    assert room.refused("ol", "probe.answer", id="q1", answers={"ic": "Ana"}) == (
        "wrong_state", "q1 is closed.", "The open one is q2.",
    )  # fmt: skip
    assert room.refused("ol", "probe.answer", id="q7", answers={"ic": "Ana"})[2] == (
        "The open one is q2."
    )
    assert room.view("ol")["probe"]["id"] == "q2"


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({}, "probe.answer: there is no answer in it."),
        ({"ic": " "}, "probe.answer: there is no answer in it."),
        ({"theory": "DNS"}, "probe.answer: q1 does not ask theory."),
        ({"weather": "fine"}, "probe.answer: there is no answers.weather."),
    ],
)
def test_an_answer_must_fit_the_questions(room, answers, message):
    room.do("facilitator", "probe.ask", questions=["severity", "ic"])
    code, said, hint = room.refused("ol", "probe.answer", id="q1", answers=answers)
    assert (code, said) == ("bad_args", message)
    assert hint in ("q1 asks: severity, ic.", "probe.answer takes {id, answers}.")


def test_a_probe_works_while_paused_and_neither_before_nor_after(lobby):
    assert lobby.refused("facilitator", "probe.ask")[0] == "drill_not_started"
    lobby.happens("drill.started")
    lobby.happens("drill.paused")
    lobby.do("facilitator", "probe.ask")
    lobby.do("ol", "probe.answer", id="q1", answers={"ic": "Ana"})
    lobby.happens("drill.ended")
    assert lobby.refused("facilitator", "probe.ask")[0] == "drill_ended"
    assert lobby.refused("cl", "probe.answer", id="q1", answers={"ic": "A"})[0] == "drill_ended"
    assert lobby.view("cl")["probe"] is None

"""What people want to be done about a change, and that bots do that and nothing else."""

from __future__ import annotations

import pytest

from simulator.bots.orders import order
from tests.bots.test_requests import MINUTE, Room

ROLLBACK = "rollback-4-12"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("roll back the card router", "do"),
        ("Can you roll back the card router, please?", "do"),
        ("drop the rollback", "stop"),
        ("please stop the rollback now", "stop"),
        ("do not roll back yet", ""),
        ("don't stop the rollback", ""),
        ("leave the rollback for later", ""),
        ("how long does the rollback take?", ""),
        ("Is the rollback safe?", ""),
        ("what about the rollback?", ""),
        ("route cards away instead of the rollback", ""),
    ],
)
def test_words_are_an_order_to_do_or_to_stop_or_neither(text, meant):
    assert order(text) == meant


@pytest.fixture
def room(shop, policy):
    """Ana commands; the rollback has just begun."""
    made = Room(shop, policy).until(8)
    made.do("role.assign", role="ic", to="ana")
    made.do("role.accept", role="ic")
    made.say("@OL please roll back card-router")
    made.until(14)
    made.do("action.approve", id=run_of(made)["id"])
    return made.until(20)


def run_of(room, action=ROLLBACK):
    found = [e.data for e in room.events("action.proposed") if e.data["action"] == action]
    assert found
    return found[-1]


def answer_to(room, text, minutes=4):
    """Say something to the operations lead; return what it answered first."""
    seq = room.say(text)
    room.until(room.clock.now / MINUTE + minutes)
    return room.replies(seq)[0].data["text"]


def test_a_change_that_somebody_wants_stopped_is_stopped_and_not_proposed_again(room):
    assert room.events("action.started")
    begin = room.clock.now
    said = answer_to(room, "OL, drop the rollback")
    assert said == "Ana: I stop Roll back card-router to 4.11."
    assert [e.data["id"] for e in room.events("action.aborted", begin)] == [run_of(room)["id"]]
    again = [e for e in room.events("action.proposed", begin) if e.data["action"] == ROLLBACK]
    assert not again


def test_a_question_about_a_change_is_answered_and_starts_nothing(room):
    begin = room.clock.now
    said = answer_to(room, "@OL how long does the rollback take?")
    assert said.startswith("Ana: Roll back card-router to 4.11 takes 40m-50m. It runs, and should")
    proposed = [e for e in room.events("action.proposed", begin) if e.actor == "bot-ol"]
    assert not [e for e in proposed if e.data["action"] == ROLLBACK]


def test_what_was_told_is_quoted_and_nothing_is_posted_for_that(room):
    room.until(24)
    begin = room.clock.now
    posts = len(room.events("statuspage.posted"))
    seq = room.say("@CL what did you tell customers?")
    room.until(26)
    said = room.replies(seq)[0].data["text"]
    newest = room.events("statuspage.posted")[posts - 1]
    assert f"“{newest.data['text']}”" in said
    assert "I write it now" not in said
    assert not [e for e in room.events("statuspage.posted", begin) if e.t < begin + MINUTE]


def test_a_change_that_waits_for_another_says_so_and_starts_when_told(room):
    room.say("@OL please route cards to the backup processor")
    room.until(25)
    shift = run_of(room, "shift-to-backup")
    room.do("action.approve", id=shift["id"])
    room.until(32)
    words = [e.data["text"] for e in room.events("message.posted") if e.actor == "bot-ol"]
    assert [text for text in words if "waits until Roll back card-router to 4.11 is done" in text]
    assert shift["id"] not in {e.data["id"] for e in room.events("action.announced")}
    room.say("@OL start it: route cards to the backup processor")
    room.until(38)
    assert shift["id"] in {e.data["id"] for e in room.events("action.started")}


def test_a_word_to_everybody_is_answered_by_the_one_whom_it_concerns(room):
    seq = room.say("@everyone status please")
    room.until(room.clock.now / MINUTE + 4)
    assert [e.actor for e in room.replies(seq)] == ["bot-ol"]


def test_after_the_end_of_the_incident_nobody_speaks_of_watching_it(room):
    room.until(80)
    if not room.events("incident.resolved"):
        room.do("incident.resolve")
    said = answer_to(room, "@OL what is the status?")
    assert "Resolved at" in said
    assert "keep watching" not in said.lower()

"""Updates to more audiences, and questions that stay open for whom they were put to."""

from __future__ import annotations

import pytest

MINUTE = 60_000


@pytest.mark.parametrize("audience", ["support", "customers_email", "regulator"])
def test_an_update_goes_to_whoever_needs_to_know(room, audience):
    posted = room.do("cl", "update.post", audience=audience, status="Cards fail", next_in=15)
    assert posted.data["audience"] == audience
    assert room.view("observer")["updates"][-1]["audience"] == audience


def test_a_word_to_people_outside_promises_nothing_inside(room):
    room.do("cl", "update.post", audience="support", status="Cards fail", next_in=15)
    room.do("cl", "update.post", audience="regulator", status="Cards fail", next_in=60)
    room.do("cl", "update.post", audience="customers_email", status="Cards fail")
    promised = room.view("ic")["incident"]["promised"]
    assert promised == {"internal": room.t + 15 * MINUTE, "public": None}


def ask(room, by, name="cfo-asks", channel="incident"):
    """Put a question to some seats."""
    spec = next(spec for spec in room.scenario.injects if spec.id == "cfo-asks")
    expect = spec.expect.model_copy(update={"by": by, "verb": "query.answer"})
    spec = spec.model_copy(update={"id": name, "channel": channel, "expect": expect})
    room.scenario = room.scenario.model_copy(update={"injects": [spec]})
    deliver(room, name, channel)


def deliver(room, name, channel="incident"):
    data = {"id": name, "from": "cfo", "name": "CFO", "channel": channel, "text": "Money?"}
    room.happens("inject.delivered", data | {"expects": True}, "cfo", "persona")


def row(room, seat="ic"):
    return room.view(seat)["inbox"][-1]


def test_others_may_answer_and_it_stays_open_for_whom_it_was_put_to(room):
    ask(room, ["cl"])
    first = room.do("ol", "query.answer", inject="cfo-asks", text="A lot")
    assert first.data == {
        "id": "cfo-asks", "channel": "incident", "text": "A lot", "asked": False,
    }  # fmt: skip
    assert (row(room)["answered_at"], row(room)["answer"]) == (None, "")
    assert row(room)["replies"] == [{"by": "ol", "name": "Ol", "at": room.t, "text": "A lot"}]
    assert room.refused("ol", "query.answer", inject="cfo-asks", text="More") == (
        "wrong_state",
        "You have answered that question.",
        "It stays open for whoever it was put to.",
    )
    room.t += MINUTE
    room.do("ic", "query.answer", inject="cfo-asks", text="We count")
    room.do("cl", "query.answer", inject="cfo-asks", text="3,000 a minute")
    assert (row(room)["answered_at"], row(room)["answer"]) == (room.t, "3,000 a minute")
    assert [reply["by"] for reply in row(room)["replies"]] == ["ol", "ic", "cl"]
    assert room.refused("responder", "query.answer", inject="cfo-asks", text="Too late") == (
        "wrong_state",
        "That question was already answered.",
        "Cl did, at 14:16; tell them if something is missing.",
    )
    assert room.state.injects["cfo-asks"].answered_by == "cl"


def test_who_answers_what_did_not_reach_them_is_told_what_did(room):
    def hint(seat, inject):
        code, message, hint = room.refused(seat, "query.answer", inject=inject, text="A lot")
        assert (code, message) == ("not_found", f"No question '{inject}' reached you.")
        return hint

    assert hint("cl", "none") == "No question waits for an answer."
    deliver(room, "for-cl", "press")
    ask(room, ["cl"])
    assert hint("cl", "none") == "Without an answer: for-cl, cfo-asks."
    assert hint("responder", "for-cl") == "Without an answer: cfo-asks."
    room.do("responder", "query.answer", inject="cfo-asks", text="A lot")
    assert hint("responder", "for-cl") == "No question waits for an answer."


def test_whom_it_was_put_to_stays_untold(room):
    ask(room, ["cl"])
    room.do("ol", "query.answer", inject="cfo-asks", text="A lot")
    assert room.told("ic")[-1]["data"] == {
        "id": "cfo-asks", "channel": "incident", "text": "A lot",
    }  # fmt: skip


def test_one_of_them_is_enough(room):
    ask(room, ["cl", "ic"])
    assert room.do("ic", "query.answer", inject="cfo-asks", text="A lot").data["asked"]
    assert row(room)["answered_at"] == room.t
    assert room.refused("cl", "query.answer", inject="cfo-asks", text="x")[0] == "wrong_state"


def test_who_covers_an_empty_seat_was_asked(room):
    ask(room, ["cl"])
    room.happens("seat.left", {"person": "cl", "seat": "cl"})
    assert not room.do("ol", "query.answer", inject="cfo-asks", text="Hm").data["asked"]
    assert room.do("ic", "query.answer", inject="cfo-asks", text="A lot").data["asked"]


def test_who_holds_the_role_was_asked(room):
    ask(room, ["ol"])
    room.do("ic", "role.assign", role="ol", to="responder")
    room.do("responder", "role.accept", role="ol")
    assert room.do("responder", "query.answer", inject="cfo-asks", text="Soon").data["asked"]


def test_what_was_put_to_nobody_in_particular_anybody_settles(room):
    deliver(room, "x1")
    assert room.do("responder", "query.answer", inject="x1", text="Here").data["asked"]
    assert row(room)["answered_at"] == room.t


def test_it_is_asked_anew_when_it_comes_again(room):
    ask(room, ["cl"])
    room.do("ol", "query.answer", inject="cfo-asks", text="A lot")
    deliver(room, "cfo-asks")
    assert row(room)["replies"] == []
    room.do("ol", "query.answer", inject="cfo-asks", text="Still a lot")


def test_a_log_from_before_counts_every_answer(room):
    ask(room, ["cl"])
    data = {"id": "cfo-asks", "channel": "incident", "text": "A lot"}
    room.happens("query.answered", data, "ol", "ol")
    assert row(room)["answered_at"] == room.t

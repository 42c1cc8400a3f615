"""What staff thinks of a drill: kept, replaced by the same rater, and seen by staff alone."""

from __future__ import annotations

import json

import pytest


def test_a_later_rating_replaces_the_earlier(room):
    first = room.do("facilitator", "rating.give", of="D4", rating="M", note="Late")
    assert (first.kind, first.data) == (
        "rating.given", {"of": "D4", "rating": "M", "note": "Late"},
    )  # fmt: skip
    room.do("facilitator", "rating.give", of="command", rating="n/a")
    room.do("facilitator", "rating.give", of="D4", rating="S")
    assert room.view("facilitator")["ratings"] == [
        {"of": "D4", "rating": "S", "note": "", "by": "facilitator", "at": room.t},
        {"of": "command", "rating": "n/a", "note": "", "by": "facilitator", "at": room.t},
    ]


def test_a_note_has_a_tag_and_may_point_at_any_event(room):
    hidden = room.happens("impact.changed", {"level": 0.4}).seq
    room.do("facilitator", "note.add", tag="handover", text="Well briefed", ref=hidden)
    room.do("facilitator", "note.add", tag="calm", text="They breathe")
    assert room.view("facilitator")["notes"] == [
        {"tag": "handover", "text": "Well briefed", "ref": hidden, "by": "facilitator",
         "at": room.t},
        {"tag": "calm", "text": "They breathe", "ref": None, "by": "facilitator", "at": room.t},
    ]  # fmt: skip
    assert room.refused("facilitator", "note.add", tag="x", text="y", ref=999)[:2] == (
        "not_found", "There is no event 999 on your timeline.",
    )  # fmt: skip


def test_nobody_else_sees_or_does_it(room):
    room.do("facilitator", "rating.give", of="D4", rating="M", note="zz-rated")
    room.do("facilitator", "note.add", tag="zz-tag", text="zz-noted")
    for seat in ("ic", "ol", "cl", "responder", "observer"):
        view = room.view(seat)
        assert not {"ratings", "notes", "probes"} & set(view)
        assert "zz-" not in json.dumps([view, room.told(seat)])
        assert room.refused(seat, "rating.give", of="D4", rating="P")[0] == "not_allowed"
        assert room.refused(seat, "note.add", tag="x", text="y")[0] == "not_allowed"
    assert [told["kind"] for told in room.told("facilitator")][-2:] == [
        "rating.given", "note.added",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"of": "D4", "rating": "A"}, "rating is 'A'"),
        ({"of": "", "rating": "P"}, "of is ''"),
        ({"of": "the IC", "rating": "P"}, "of is 'the IC'"),
        ({"of": "D4", "rating": "P", "note": "x" * 2_001}, "note is 'xxx"),
    ],
)
def test_a_rating_has_its_letters(room, args, said):
    code, message, _ = room.refused("facilitator", "rating.give", **args)
    assert code == "bad_args"
    assert said in message


def test_staff_judges_from_the_start_on_and_after_the_end(lobby):
    rating, note = {"of": "D4", "rating": "P"}, {"tag": "x", "text": "y"}
    for verb, args in (("rating.give", rating), ("note.add", note)):
        assert lobby.refused("facilitator", verb, **args)[0] == "drill_not_started"
    for kind in ("drill.started", "drill.paused", "drill.ended"):
        lobby.happens(kind)
        lobby.do("facilitator", "rating.give", **rating)
        lobby.do("facilitator", "note.add", **note)
    assert len(lobby.state.notes) == 3

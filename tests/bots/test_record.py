"""The incident document as bots keep it."""

from __future__ import annotations

import pytest

from tests.bots.test_bot import MINUTE, SEATS, bot, declared, play, view

EVENTS = [
    {"seq": 11, "t": 6 * MINUTE, "kind": "incident.declared", "actor": "p-ol", "role": "ol",
     "data": {"title": "Orders fail"}},
    {"seq": 12, "t": 7 * MINUTE, "kind": "severity.set", "actor": "p-ic", "role": "ic",
     "data": {"level": "SEV-1", "reason": "40% of orders"}},
]  # fmt: skip


def roles(**held):
    return {
        role: {"to": who, "name": who, "assigned_at": 1, "accepted_at": 1}
        for role, who in held.items()
    }


def entries(player, seen, events=EVENTS, until=12):
    player.observe(7 * MINUTE, events, seen)
    done = play(player, seen, 7 * MINUTE, until * MINUTE)
    return [i for i in done if i.verb == "doc.write"]


def test_the_communications_lead_enters_what_happened_within_five_minutes():
    written = entries(bot("cl", seed=3), view(incident=declared()))
    assert {seq for one in written for seq in one.args["refs"]} == {11, 12}
    assert max(one.t for one in written) <= 11 * MINUTE
    first = written[0].args
    assert first["section"] == "timeline"
    assert "14:16 OL declared the incident: Orders fail." in first["text"]


def test_what_somebody_else_has_entered_is_not_entered_again():
    player = bot("cl", seed=3)
    theirs = {"seq": 13, "t": 7 * MINUTE, "kind": "doc.updated", "actor": "p-ic", "role": "ic",
              "data": {"section": "timeline", "text": "both", "refs": [11, 12],
                       "rev": 1}}  # fmt: skip
    written = entries(player, view(incident=declared()), [*EVENTS, theirs])
    assert [one.args["refs"] for one in written] == []


@pytest.mark.parametrize("seat", SEATS)
def test_one_of_them_keeps_the_record(seat):
    assert bool(entries(bot(seat, seed=3), view(incident=declared()))) == (seat == "cl")


def test_a_scribe_keeps_it_if_there_is_one():
    seen = view(incident=declared(roles=roles(scribe="p-ol")))
    assert entries(bot("ol", seed=3), seen)
    assert not entries(bot("cl", seed=3), seen)


def test_somebody_in_the_seat_of_a_scribe_keeps_it_without_being_named():
    sam = {"person": "sam", "name": "Sam", "seat": "scribe", "bot": False, "roles": []}
    people = [*view()["people"], sam]
    assert not entries(bot("cl", seed=3), view(people=people, incident=declared()))


def test_without_a_communications_lead_the_commander_keeps_it():
    people = [p for p in view()["people"] if p["seat"] != "cl"]
    assert entries(bot("ic", seed=3), view(people=people, incident=declared()))


def test_a_human_who_keeps_the_record_is_left_to_it():
    people = [p | {"bot": p["seat"] != "cl"} for p in view()["people"]]
    seen = view(people=people, incident=declared())
    assert not entries(bot("ic", seed=3), seen)
    assert not entries(bot("ol", seed=3), seen)


def test_a_chaotic_crew_keeps_no_record():
    assert not entries(bot("cl", "chaotic"), view(incident=declared()), until=109)


def test_where_things_stand_is_entered_before_the_record_is_a_quarter_of_an_hour_old():
    player = bot("cl", seed=3)
    last = {"seq": 13, "t": 7 * MINUTE, "kind": "doc.updated", "actor": "p-cl", "role": "cl",
            "data": {"section": "timeline", "text": "both", "refs": [11, 12],
                     "rev": 1}}  # fmt: skip
    post = {"seq": 15, "t": 8 * MINUTE, "kind": "update.posted", "actor": "p-cl", "role": "cl",
            "data": {"audience": "stakeholders", "text": "x"}}  # fmt: skip
    written = entries(player, view(incident=declared()), [*EVENTS, last, post], until=22)
    assert [one.args["refs"] for one in written] == [[15]]
    assert 13 * MINUTE <= written[0].t <= 22 * MINUTE

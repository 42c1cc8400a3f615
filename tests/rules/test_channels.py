"""Who reads what: one's own channels, and those of empty seats by inheritance."""

from __future__ import annotations

from simulator.model.records import Event
from simulator.model.state import DrillState, Person, RoleHolder
from simulator.rules.channels import channels_of, covered_seats, reads
from simulator.rules.fold import fold


def room(**seats: str) -> DrillState:
    state = DrillState()
    for person, seat in seats.items():
        state.people[person] = Person(person, person.title(), seat)
    return state


def test_with_all_seats_taken_everybody_reads_their_own():
    state = room(ana="ic", ben="ol", cho="cl")
    assert reads(state, "ana", "ic", "dm-ic")
    assert not reads(state, "ben", "ol", "dm-ic")
    assert reads(state, "cho", "cl", "social")
    assert not reads(state, "ana", "ic", "social")
    assert channels_of(state, "cho", "cl") == ["incident", "dm-cl"]


def test_the_ic_inherits_empty_seats():
    state = room(ana="ic", ben="ol")
    assert covered_seats(state, "ana", "ic") == {"ic", "cl"}
    assert reads(state, "ana", "ic", "press")
    assert covered_seats(state, "ben", "ol") == {"ol"}


def test_without_an_ic_every_trainee_inherits():
    state = room(ben="ol", dev="responder")
    assert covered_seats(state, "ben", "ol") == {"ol", "ic", "cl"}
    assert covered_seats(state, "dev", "responder") == {"responder", "ic", "cl"}


def test_an_accepted_incident_role_counts_besides_the_seat():
    state = room(ana="ic", ben="ol", cho="cl", dev="responder")
    state.roles["ol"] = RoleHolder("dev", 0, accepted_at=1)
    assert covered_seats(state, "dev", "responder") == {"responder", "ol"}


def test_observers_read_the_public_channel_only():
    state = room(ana="ic", eve="observer")
    assert reads(state, "eve", "observer", "incident")
    assert not reads(state, "eve", "observer", "dm-ic")
    assert not reads(state, "eve", "observer", "press")


def test_a_role_whose_holder_left_is_nobodys():
    state = room(ana="ic", ben="ol", cho="cl")
    state.roles["ic"] = RoleHolder("ana", 0, accepted_at=1)
    assert state.holder("ic") == "ana"
    state.people["ana"].seat = None
    assert state.holder("ic") is None
    assert "ic" in covered_seats(state, "ben", "ol")


def test_a_role_offered_to_somebody_who_left_is_free_again():
    state = room(ana="ic", ben="ol", cho="cl")
    state.roles["ol"] = RoleHolder("ben", 0)
    fold(state, Event(1, 5, "seat.left", "facilitator", "facilitator", {"person": "ben"}), seed=1)
    assert "ol" not in state.roles

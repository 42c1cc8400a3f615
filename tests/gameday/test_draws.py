"""Drawing teams and seats."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.gameday.draws import DRAWN, draw_places, seats_of
from simulator.model.errors import Refusal
from simulator.model.seats import CORE_ROLES
from tests.gameday.house import Play

PEOPLE = [f"p{n}" for n in range(40)]
SEATS = ("ic", "ol", "cl", "scribe", "planner", "responder", "observer")


@st.composite
def draws(draw):
    """Make people and teams, seats that are enough for them, and the seats of before."""
    people = PEOPLE[: draw(st.integers(1, 24))]
    teams = draw(st.integers(1, len(people)))
    seats = draw(st.lists(st.sampled_from(SEATS), unique=True))
    seats += [] if {"responder", "observer"} & set(seats) else ["responder"]
    before = draw(st.dictionaries(st.sampled_from(people), st.sampled_from(SEATS)))
    return people, teams, seats, draw(st.text(max_size=4)), draw(st.integers(1, 9)), before


@given(draws())
def test_everybody_gets_one_place_and_each_team_each_core_seat_at_most_once(drawn):
    people, teams, seats, *_ = drawn
    places = draw_places(*drawn)
    assert set(places) == set(people)
    sizes = Counter(place.team for place in places.values())
    assert set(sizes) == set(range(1, teams + 1))
    assert max(sizes.values()) - min(sizes.values()) <= 1
    assert sorted(sizes, key=lambda team: (-sizes[team], team)) == sorted(sizes)
    for team, size in sizes.items():
        filled = Counter(place.seat for place in places.values() if place.team == team)
        assert filled == Counter(seats_of(size, seats))
        assert all(filled[seat] <= 1 for seat in (*CORE_ROLES, "scribe", "planner"))


@given(draws())
def test_a_draw_follows_from_its_seed_alone(drawn):
    people, *rest = drawn
    assert draw_places(people, *rest) == draw_places(list(reversed(people)), *rest)


@given(draws())
def test_nobody_gets_the_same_seat_again_if_it_can_be_avoided(drawn):
    before = drawn[-1]
    places = draw_places(*drawn)
    repeated = sum(place.seat == before.get(person) for person, place in places.items())
    # Hall's theorem for kinds of seats: of those who had a seat, only so many have to have it again
    # as there are more of it than of people who did not have it.
    there = Counter(place.seat for place in places.values())
    had = Counter(before[person] for person in drawn[0] if person in before)
    least = max([0] + [there[seat] + had[seat] - len(drawn[0]) for seat in SEATS])
    assert repeated == least


def test_three_people_who_play_three_rounds_have_every_core_seat_once():
    seats = {person: [] for person in PEOPLE[:3]}
    before = {}
    for n in range(1, 4):
        places = draw_places(PEOPLE[:3], 1, DRAWN, "seed", n, before)
        before = {person: place.seat for person, place in places.items()}
        for person, seat in before.items():
            seats[person].append(seat)
    assert all(one != other for had in seats.values() for one, other in itertools.pairwise(had))


@pytest.mark.parametrize(
    ("size", "seats", "filled"),
    [
        (1, DRAWN, ["ic"]),
        (2, DRAWN, ["ic", "ol"]),
        (4, DRAWN, ["ic", "ol", "cl", "responder"]),
        (
            8,
            DRAWN,
            ["ic", "ol", "cl", "responder", "responder", "responder", "observer", "observer"],
        ),
        (5, ("cl", "ic", "ol", "responder"), ["ic", "ol", "cl", "responder", "responder"]),
        (5, ("ic", "ol", "cl", "observer"), ["ic", "ol", "cl", "observer", "observer"]),
        (6, ("planner", *DRAWN, "scribe"), ["ic", "ol", "cl", "scribe", "planner", "responder"]),
        (2, ("observer",), ["observer", "observer"]),
    ],
)
def test_core_seats_come_first_then_responders_then_observers(size, seats, filled):
    assert seats_of(size, seats) == filled


def test_too_few_people_or_seats_are_refused_with_a_way_out(play):
    play.host("teams.set", n=4)
    with pytest.raises(Refusal, match="3 cannot make 4 teams") as caught:
        play.host("roles.draw")
    assert caught.value.hint == "Set fewer teams, or wait until more people have joined."
    play.host("teams.set", n=1)
    with pytest.raises(Refusal, match="A team of 3 has only 2 of these seats") as caught:
        play.host("roles.draw", seats=["ic", "ol"])
    assert caught.value.hint == "Add responder or observer to the seats, or set more teams."


def test_who_gets_what_is_chance():
    found = Counter()
    for n in range(3_000):
        places = draw_places(PEOPLE[:4], 2, DRAWN, f"seed-{n}", 1, {})
        found.update((one, place.team, place.seat) for one, place in places.items())
    assert len(found) == 16
    chi_square = sum((count - 750) ** 2 / 750 for count in found.values())
    assert chi_square < 38  # 15 degrees of freedom: once in 1,000


def test_the_days_next_draw_changes_everybodys_seat():
    play = Play([f"P{n}" for n in range(7)])
    play.host("teams.set", n=2)
    before = {}
    for n in range(1, 6):
        play.host("roles.draw")
        seats = {person: seat for person, (_, seat) in play.places().items()}
        assert len(seats) == 7
        assert not [one for one in seats if seats[one] == before.get(one)]
        assert play.state.drawn == n
        before = seats


def test_who_evaluates_is_not_drawn(play):
    play.host("person.place", person="ben", team=1, seat="evaluator")
    play.host("roles.draw")
    assert play.places()["ben"] == (1, "evaluator")
    assert sorted(seat for _, seat in play.places().values()) == ["evaluator", "ic", "ol"]
    for person in ("ana", "cleo"):
        play.host("person.remove", person=person)
    with pytest.raises(Refusal, match="There is nobody to draw"):
        play.host("roles.draw")

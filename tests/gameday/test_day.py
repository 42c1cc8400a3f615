"""A day from its lobby to its end: who may do what, when, and what comes of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.gameday import HOST, VERBS, Day
from simulator.model.errors import Refusal
from simulator.model.records import Command, Event, from_json
from tests.gameday.house import NOW, Play


def refusal(function, *arguments, **named):
    with pytest.raises(Refusal) as caught:
        function(*arguments, **named)
    return caught.value.code, caught.value.message, caught.value.hint


def kinds(records):
    return [record.kind for record in records if isinstance(record, Event)]


@pytest.fixture
def open_play(play):
    """Open two rooms: Ana commands the one, Ben the other, Cleo helps Ben."""
    play.host("teams.set", n=2)
    for person, team, seat in (("ana", 1, "ic"), ("ben", 2, "ic"), ("cleo", 2, "ol")):
        play.host("person.place", person=person, team=team, seat=seat)
    play.host("scenario.choose", scenario="pay")
    play.host("rooms.open")
    return play


# -- people ----------------------------------------------------------------------------------------


def test_names_that_repeat_or_mean_something_get_ids_of_their_own():
    play = Play(["Ana", "ana", "Ána!", "Host", "???", "Server"])
    assert list(play.state.members) == ["ana", "ana-2", "na", "host-2", "guest", "server-2"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("A" * 61, "member.join: name is 'AAA"),
        ("  ", "member.join: name is '  '; string should have at least 1 character."),
        ("\ud800", "member.join: name is '\\ud800'; "),
        (7, "member.join: name is 7; input should be a valid string."),
    ],
)
def test_a_name_is_checked(play, name, said):
    code, message, _ = refusal(play.ask, "x", "door", "member.join", {"name": name})
    assert (code, message.startswith(said)) == ("bad_args", True)


def test_members_say_that_they_are_ready_and_can_be_heard(play):
    play.say("ana", "member.ready", ready=True)
    play.say("ben", "comms.check", works=False, note=" no sound ")
    ana, ben, _ = play.state.here()
    assert (ana.ready, ana.comms) == (True, None)
    assert (ben.ready, ben.comms, ben.note) == (False, False, "no sound")
    play.say("ben", "comms.check", works=True)
    assert (ben.comms, ben.note) == (True, "")


def test_who_left_or_was_taken_out_is_gone_until_they_join_again(play):
    play.host("roles.draw")
    play.say("ana", "member.leave")
    play.host("person.remove", person="ben")
    assert [one.id for one in play.state.here()] == ["cleo"]
    assert set(play.places()) == {"cleo"}
    assert refusal(play.say, "ana", "member.ready", ready=True)[0] == "not_seated"
    said = refusal(play.host, "person.remove", person="ben")
    assert said == ("not_found", "Nobody here is called 'ben'.", "In the lobby: cleo.")
    assert play.join("Ana") == "ana-2"


def test_a_day_is_full_at_two_hundred():
    play = Play(["x"] * 200)
    code, message, _ = refusal(play.join, "one more")
    assert (code, message) == ("wrong_state", "200 people are here: the day is full.")
    play.say("x", "member.leave")
    play.join("one more")


# -- who may do what, when -------------------------------------------------------------------------


def test_nobody_uses_the_verbs_of_others(play):
    for name, entry in VERBS.items():
        for by in ("host", "member", "door"):
            if entry.by != by:
                assert refusal(play.ask, "ana", by, name, {})[0] == "not_allowed"
    said = refusal(play.say, "ana", "wheel.spin")
    assert said == ("not_allowed", "Only the host may wheel.spin.", "Ask the host.")
    said = refusal(play.host, "member.ready", ready=True)
    assert said[1] == "The host does not member.ready."
    said = refusal(play.say, "ana", "member.join", name="Ana")
    assert said[1:] == ("Nobody sends member.join.", "People come in by the join link.")


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("wheel.spinn", "There is no verb 'wheel.spinn'; did you mean 'wheel.spin'?"),
        (None, "There is no verb 'None'."),
        (["x"], "There is no verb \"['x']\"."),
    ],
)
def test_an_unknown_verb_is_answered_with_the_known_ones(play, verb, said):
    code, message, hint = refusal(play.ask, HOST, "host", verb, {})
    assert (code, message) == ("unknown_verb", said)
    assert "rooms.open" in hint


def test_rooms_need_a_scenario_and_somebody_with_a_place(play):
    said = refusal(play.host, "rooms.open")
    assert said == ("wrong_state", "No scenario is chosen.", "Spin the wheel, or choose one.")
    play.host("scenario.choose", scenario="pay")
    said = refusal(play.host, "rooms.open")
    assert said[1:] == ("Nobody has a place yet.", "Draw the seats, or place people.")
    for verb in ("rooms.start", "rooms.pause", "rooms.resume", "rooms.end"):
        said = refusal(play.host, verb)
        assert said == ("wrong_state", "No rooms are open.", "Open them with rooms.open first.")


def test_the_lobby_is_set_while_rooms_are_open(open_play):
    for verb, args in (
        ("wheel.spin", {}),
        ("scenario.choose", {"scenario": "pay"}),
        ("teams.set", {"n": 1}),
        ("roles.draw", {}),
        ("rooms.open", {}),
    ):
        code, message, hint = refusal(open_play.host, verb, **args)
        assert (code, message) == ("wrong_state", "The rooms of this round were opened.")
        assert hint == "End them first; then another round can begin."


def test_nothing_goes_on_after_the_end(play):
    play.host("day.end")
    for name, entry in VERBS.items():
        code, message, _ = refusal(play.ask, "ana", entry.by, name, {})
        assert (code, message) == ("wrong_state", "This game day is over.")


# -- places ----------------------------------------------------------------------------------------


def test_fewer_teams_leave_people_without_a_place(play):
    play.host("teams.set", n=3)
    play.host("roles.draw")
    play.host("teams.set", n=1)
    assert list(play.places().values()) == [(1, "ic")]
    said = refusal(play.host, "teams.set", n=21)[1]
    assert said == "teams.set: n is 21; input should be less than or equal to 20."


def test_two_people_change_places_over_a_core_seat(play):
    play.host("teams.set", n=2)
    play.host("person.place", person="ana", team=1, seat="ic")
    play.host("person.place", person="ben", team=2, seat="responder")
    play.host("person.place", person="ben", team=1, seat="ic")
    assert play.places() == {"ana": (2, "responder"), "ben": (1, "ic")}
    play.host("person.place", person="cleo", team=1, seat="ic")
    assert play.places() == {"ana": (2, "responder"), "cleo": (1, "ic")}
    play.host("person.place", person="cleo", team=1, seat="ic")
    play.host("person.place", person="ben", team=2, seat="responder")
    assert play.places()["ana"] == play.places()["ben"]


def test_a_place_that_is_not_there_is_refused(play):
    said = refusal(play.host, "person.place", person="ana", team=2, seat="ic")
    assert said == (
        "not_found",
        "There is no team 2.",
        "Teams go from 1 to 1; teams.set changes that.",
    )
    said = refusal(play.host, "person.place", person="anna", team=1, seat="ic")
    assert said[1] == "Nobody here is called 'anna'; did you mean 'ana'?"
    said = refusal(play.host, "person.place", person="ana", team=1, seat="facilitator")
    assert said[1].startswith("person.place: seat is 'facilitator'; input should be 'ic', 'ol'")


# -- rooms -----------------------------------------------------------------------------------------


def test_rooms_open_for_each_team_with_people_and_with_one_seed(play):
    play.host("teams.set", n=3)
    play.host("person.place", person="ana", team=1, seat="ic")
    play.host("person.place", person="ben", team=3, seat="responder")
    play.host("scenario.choose", scenario="pay")
    records = play.host("rooms.open", policy="imag", bots="average")
    assert [one[:3] for one in play.house.created] == [(1, "pay", "imag"), (3, "pay", "imag")]
    assert len({one[3] for one in play.house.created}) == 1
    assert play.house.rooms == {
        "d1": {"ana-in-d1": "ic", "bot-ol": "ol", "bot-cl": "cl"},
        "d2": {"ben-in-d2": "responder", "bot-ic": "ic", "bot-ol": "ol", "bot-cl": "cl"},
    }
    assert kinds(records) == ["rooms.opened", "person.seated", "person.seated"]
    assert [(room.team, room.drill) for room in play.state.rooms] == [(1, "d1"), (3, "d2")]
    assert play.state.room_of("cleo") is None
    assert play.state.room_of("ben").drill == "d2"


def test_rooms_that_could_not_all_be_opened_are_closed_again(play):
    play.host("roles.draw")
    play.host("scenario.choose", scenario="pay")
    said = refusal(play.host, "rooms.open", policy="none-such")
    assert said == ("not_found", "No policy 'none-such'.", "There are: imag.")
    play.host("teams.set", n=3)
    play.host("roles.draw")
    admit, play.house.admit = play.house.admit, None
    with pytest.raises(TypeError):
        play.host("rooms.open")
    assert play.house.steered == [("d1", "drill.end", {})]
    assert (play.state.phase, play.state.rooms) == ("gathering", [])
    play.house.admit = admit
    play.host("rooms.open")


def test_all_rooms_are_steered_together_and_one_that_cannot_is_named(open_play):
    open_play.house.broken = {"d2"}
    records = open_play.host("rooms.speed", factor=4)
    assert open_play.house.steered == [("d1", "drill.speed", {"factor": 4.0})]
    rows = records[1].data["rooms"]
    assert rows[0] == {"team": 1, "drill": "d1", "ok": True, "error": None}
    assert rows[1]["ok"] is False
    assert rows[1]["error"]["message"] == "d2 cannot drill.speed."
    open_play.house.broken = {"d1", "d2"}
    said = refusal(open_play.host, "rooms.start")
    assert said == ("wrong_state", "d1 cannot drill.start.", "Look into the room.")


def test_who_comes_later_is_let_in_and_who_changes_teams_leaves_the_other_room(open_play):
    play = open_play
    play.join("Dana")
    assert play.state.room_of("dana") is None
    play.host("person.place", person="dana", team=1, seat="responder")
    assert play.house.rooms["d1"] == {"ana-in-d1": "ic", "dana-in-d1": "responder"}
    play.host("person.place", person="dana", team=2, seat="cl")
    assert "dana-in-d1" not in play.house.rooms["d1"]
    assert play.house.rooms["d2"]["dana-in-d2"] == "cl"
    play.host("person.place", person="dana", team=1, seat="ol")
    assert play.house.rooms["d1"]["dana-in-d1"] == "ol"  # known there already
    assert play.state.room_of("dana").drill == "d1"


def test_a_seat_that_the_room_refuses_changes_nothing(open_play):
    play = open_play
    before = play.places()
    said = refusal(play.host, "person.place", person="cleo", team=1, seat="ic")
    assert said == ("seat_taken", "Somebody sits in ic.", "Free: responder.")
    assert (play.places(), play.house.rooms["d2"]["cleo-in-d2"]) == (before, "ol")


def test_a_team_without_a_room_waits_for_the_next_round(play):
    play.host("teams.set", n=2)
    play.host("person.place", person="ana", team=1, seat="ic")
    play.host("scenario.choose", scenario="pay")
    play.host("rooms.open")
    said = refusal(play.host, "person.place", person="ben", team=2, seat="ic")
    assert said[1] == "Team 2 has no room in this round."


def test_whoever_leaves_the_day_leaves_the_room(open_play):
    open_play.say("ana", "member.leave")
    open_play.host("person.remove", person="cleo")
    assert open_play.house.rooms == {"d1": {}, "d2": {"ben-in-d2": "ic"}}


def test_another_round_begins_when_all_rooms_are_over(open_play):
    play = open_play
    play.say("ana", "member.ready", ready=True)
    play.day.commit(play.day.seen(play.now, {"d1": None, "d2": {}, "elsewhere": None}))
    assert [room.over for room in play.state.rooms] == [True, False]
    refusal(play.host, "wheel.spin")
    assert play.day.seen(play.now, {"d1": None}) == []
    play.host("rooms.end")
    assert play.state.all_over()
    said = refusal(play.host, "rooms.open")[2]
    assert said == "They are over: spin, choose or draw, and another round begins."
    assert kinds(play.host("wheel.spin"))[0] == "round.began"
    state = play.state
    assert (state.round, state.phase, state.rooms) == (2, "gathering", [])
    assert (state.past[0].n, state.past[0].title) == (1, "Card payments are failing")
    assert [room.drill for room in state.past[0].rooms] == ["d1", "d2"]
    assert not state.members["ana"].ready
    play.now += 10_000
    play.host("rooms.open")
    assert [room.drill for room in state.rooms] == ["d3", "d4"]


def test_the_end_of_the_day_ends_what_is_still_open(open_play):
    play = open_play
    play.day.commit(play.day.seen(play.now, {"d1": None}))
    records = play.host("day.end")
    assert kinds(records) == ["room.over", "day.ended"]
    assert play.house.steered == [("d2", "drill.end", {})]
    assert (play.state.phase, play.state.all_over()) == ("over", True)


def test_the_day_learns_who_was_moved_inside_a_room(open_play):
    play = open_play
    seats = {"ben-in-d2": "cl", "cleo-in-d2": None, "bot-ic": "ic"}
    records = play.day.seen(play.now, {"d2": seats})
    play.day.commit(records)
    assert [(record.kind, record.actor) for record in records] == [("person.placed", "server")]
    assert play.places() == {"ana": (1, "ic"), "ben": (2, "cl"), "cleo": (2, "ol")}
    assert play.day.seen(play.now, {"d2": seats}) == []
    # Not moved out of one room in time, somebody sits in two: the place that they were given holds.
    play.host("person.place", person="ben", team=1, seat="cl")
    assert play.day.seen(play.now, {"d1": {"ben-in-d1": "cl"}, "d2": seats}) == []


# -- the log ---------------------------------------------------------------------------------------


def test_a_command_stands_before_what_it_made_true(play):
    records = play.ask("ana", "member", "member.ready", {"ready": True}, "key-1")
    command, event = records
    assert command == Command(8 + 1, NOW, "member.ready", "ana", "member", {"ready": True}, "key-1")
    assert event == Event(
        10, NOW, "member.readied", "ana", "member", {"person": "ana", "ready": True}
    )


def test_time_never_goes_back(play):
    play.now -= 3_600_000
    assert play.say("ana", "member.ready", ready=True)[0].t == NOW


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("join"), st.sampled_from(["Ana", "Ben", "Cleo"])),
        st.tuples(st.just("leave"), st.integers(0, 3)),
        st.tuples(st.just("ready"), st.integers(0, 3)),
        st.tuples(st.just("spin"), st.sampled_from(["", "word"])),
        st.tuples(st.just("teams"), st.integers(1, 3)),
        st.tuples(st.just("draw"), st.none()),
        st.tuples(st.just("place"), st.integers(0, 3)),
        st.tuples(st.just("open"), st.none()),
        st.tuples(st.just("end"), st.none()),
    ),
    max_size=25,
)


def carry_out(play, step, given):  # noqa: C901 - one step a case
    people = [one.id for one in play.state.here()]
    somebody = people[given % len(people)] if people and isinstance(given, int) else "nobody"
    try:
        match step:
            case "join":
                play.join(given)
            case "leave":
                play.say(somebody, "member.leave")
            case "ready":
                play.say(somebody, "member.ready", ready=True)
            case "spin":
                play.spin(salt=given)
            case "teams":
                play.host("teams.set", n=given)
            case "draw":
                play.host("roles.draw")
            case "place":
                play.host("person.place", person=somebody, team=1, seat="ic")
            case "open":
                play.host("rooms.open")
            case "end":
                play.host("rooms.end")
    except Refusal:
        return False
    return True


@settings(max_examples=150)
@given(STEPS)
def test_the_stored_records_give_the_same_day_and_refusals_leave_no_trace(steps):
    play = Play()
    for step, given_ in steps:
        before = len(play.day.records), Day(play.day.records).state
        if not carry_out(play, step, given_):
            assert (len(play.day.records), play.state) == before
    stored = [from_json(record.as_json()) for record in play.day.records]
    again = Day(stored)
    assert again.state == play.state
    assert [record.seq for record in stored] == list(range(1, len(stored) + 1))
    assert play.state.seq == len(stored) or isinstance(stored[-1], Command)
    assert Day(stored[:-1]).phase_after(stored[-1:]) == play.state.phase
    core = [place for place in play.places().values() if place[1] in {"ic", "ol", "cl"}]
    assert len(core) == len(set(core))

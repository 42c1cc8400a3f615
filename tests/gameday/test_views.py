"""What the host and members are told of a day, and what members are not."""

from __future__ import annotations

import json

import pytest

from simulator.gameday import Scene, Shelved, day_view
from tests.gameday.house import NOW, Play

SECRET_SHELF = (
    Shelved("one", "First title", 60, 3, ("SECRET-TAG-a",), 2, NOW - 1),
    Shelved("two", "Second title", 50, 4, ("SECRET-TAG-b", "SECRET-TAG-a")),
    Shelved("three", "SECRET-third title", 55, 5, ("SECRET-TAG-c",)),
)


@pytest.fixture
def play():
    return Play(["Ana", "Ben"], SECRET_SHELF)


def scene(play, **more):
    given = {
        "day": "g1",
        "join_code": "KXQ7-RDM4",
        "now": play.now,
        "online": {"ana"},
        "shelf": play.shelf,
        "drills": {},
        "policies": [{"name": "imag", "title": "IMAG", "default": True}],
    }
    return Scene(**{**given, **more})


def host_view(play, **more):
    return day_view(play.state, scene(play, **more), None, "https://drills.example")


def member_view(play, person="ana", **more):
    return day_view(play.state, scene(play, **more), person, "https://drills.example")


def test_a_view_is_json_and_has_one_shape_for_everybody(play):
    play.spin()
    host, member = host_view(play), member_view(play)
    assert json.loads(json.dumps(host)) == host
    assert json.loads(json.dumps(member)) == member
    assert list(host) == list(member)
    assert list(host["wheel"]) == list(member["wheel"])
    assert list(host["you"]) == list(member["you"])


def test_the_host_is_told_everything_that_helps_to_choose(play):
    play.say("ben", "comms.check", works=False, note="no sound")
    view = host_view(play)
    assert view["you"]["host"] is True
    assert view["you"]["can"] == [
        "rooms.open", "day.end", "person.remove", "wheel.spin", "scenario.choose", "teams.set",
        "roles.draw", "person.place",
    ]  # fmt: skip
    assert view["library"][0] == {
        "id": "one", "title": "First title", "minutes": 60, "difficulty": 3,
        "tags": ["SECRET-TAG-a"], "played": {"times": 2, "last_ms": NOW - 1},
    }  # fmt: skip
    assert view["library"][1]["played"] is None
    assert view["join_url"] == "https://drills.example/join/KXQ7-RDM4"
    assert view["policies"] == [{"name": "imag", "title": "IMAG", "default": True}]
    assert view["people"][1] == {
        "person": "ben", "name": "Ben", "online": False, "ready": False, "comms": False,
        "team": None, "seat": None, "note": "no sound",
    }  # fmt: skip
    assert view["names"]["ic"] == "Incident Commander"
    assert view["next"] == {"n": 1, "commit": play.state.sealed.commit}


def test_a_member_is_told_of_the_pool_of_the_newest_spin_only(play):
    assert member_view(play)["library"] == []
    play.spin(difficulty=[1, 4], tags=["SECRET-TAG-a"], minutes=[1, 60], only=["one", "two"])
    view = member_view(play)
    pool = [{"id": "one", "title": "First title"}, {"id": "two", "title": "Second title"}]
    assert view["library"] == view["wheel"]["pool"] == pool
    assert view["wheel"]["filters"] == {"minutes": [1, 60]}
    assert host_view(play)["wheel"]["filters"]["tags"] == ["SECRET-TAG-a"]
    assert (view["join_url"], view["policies"]) == (None, None)
    assert view["you"]["can"] == ["member.ready", "comms.check", "member.leave"]


def test_no_secret_is_in_any_byte_for_a_member(play):
    play.say("ben", "comms.check", works=False, note="SECRET-note")
    seeds = [play.state.sealed.seed]
    views = [member_view(play)]
    for _ in range(2):
        assert seeds[-1] not in json.dumps(views)
        play.spin(tags=["SECRET-TAG-a"], salt="word")
        views.append(member_view(play))
        seeds.append(play.state.sealed.seed)
    play.host("roles.draw")
    play.host("rooms.open")
    play.host("rooms.end")
    play.host("scenario.choose", scenario="one")
    views.append(member_view(play))
    sent = json.dumps(views)
    assert "SECRET" not in sent
    assert seeds[-1] not in sent
    assert "difficulty" not in sent
    assert "tags" not in sent


def test_a_wheel_that_turns_does_not_say_ahead_what_is_chosen(play):
    play.host("wheel.spin")
    play.now += 400
    view = member_view(play)
    assert (view["wheel"]["done"], view["wheel"]["ago_ms"]) == (False, 400)
    assert view["chosen"] is None
    assert host_view(play)["chosen"] is None
    play.now += view["wheel"]["ms"]
    view = member_view(play)
    winner = view["wheel"]["winner"]
    assert view["wheel"]["done"]
    assert view["chosen"]["scenario"] == winner
    assert view["wheel"]["pool"][view["wheel"]["index"]]["id"] == winner


def test_everybody_is_led_to_their_own_room_and_debriefs(play):
    play.host("teams.set", n=2)
    play.host("person.place", person="ana", team=1, seat="ic")
    play.host("person.place", person="ben", team=2, seat="ic")
    play.host("scenario.choose", scenario="one")
    assert member_view(play)["you"]["room"] is None
    play.host("rooms.open")
    you = member_view(play, drills={"d1": "running", "d2": "paused"})["you"]
    assert (you["room"], you["debrief"]) == ("/day/g1/ana/room", None)
    view = member_view(play, "ben", drills={"d1": "ended", "d2": "running"})
    assert [room["state"] for room in view["rooms"]] == ["ended", "running"]
    assert view["you"]["debrief"] is None
    you = member_view(play, drills={"d1": "ended"})["you"]
    assert you["debrief"] == "/day/g1/ana/debrief/d1"
    play.host("rooms.end")
    play.host("scenario.choose", scenario="two")
    past = member_view(play)["past"]
    assert past == [
        {
            "round": 1,
            "title": "First title",
            "debriefs": [{"team": 1, "url": "/day/g1/ana/debrief/d1"}],
        }
    ]
    urls = [one["url"] for one in host_view(play)["past"][0]["debriefs"]]
    assert urls == ["/console/d1/debrief", "/console/d2/debrief"]
    assert member_view(play)["you"]["room"] is None

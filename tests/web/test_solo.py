"""Practising alone: a drill of one person and bots, tries from any minute, hints that fade."""

from __future__ import annotations

import html
import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator.session import Sender
from tests.web.alone import ANA, BOSS, FORM, MINUTE, Place, commands, do, whole
from web.identity import Identity, Keys
from web.sockets import NAMESPACE


@pytest.fixture
def place(monkeypatch):
    return Place(monkeypatch)


# -- setting up ------------------------------------------------------------------------------------


def test_one_form_leads_into_a_room_with_bots_in_the_other_seats(place):
    room, path = place.begin()
    assert path == f"/room/{room.row.id}/ana"
    state = room.session.state
    assert state.phase == "lobby"
    assert state.solo == "ana"
    assert {p.id: (p.seat, p.bot) for p in state.people.values()} == {
        "ana": ("ol", None),
        "bot-ic": ("ic", "expert"),
        "bot-cl": ("cl", "expert"),
        "bot-responder": ("responder", "expert"),
    }
    kept = {"person": "ana", "name": "Ana", "seat": "ol", "crew": "expert"}
    assert room.row.header["solo"] == kept
    page = place.host.get(path).text
    assert 'data-hints="0"' in page
    assert f'data-again="{path}/again"' in page
    assert tries_of(page) == [{"url": path, "minute": None, "state": "lobby", "here": True}]


def tries_of(page):
    return json.loads(html.unescape(re.search(r"data-tries='([^']+)'", page)[1]))


@pytest.mark.parametrize(
    ("seat", "bots"),
    [
        ("ic", ["cl", "ol", "responder"]),
        ("cl", ["ic", "ol"]),
        ("responder", ["cl", "ic", "ol"]),
    ],
)
def test_who_leads_gets_a_responder(place, seat, bots):
    room, _path = place.begin(seat=seat, crew="average")
    people = room.session.state.people.values()
    assert sorted(p.seat for p in people if p.bot == "average") == bots


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "Please write your name."),
        ({"name": "A" * 61}, "Your name has 61 characters; at most 60 are allowed."),
        ({"seat": "observer"}, "no seat “observer” to practise; there are: ic, ol, cl, responder."),
        ({"crew": "chaotic"}, "no crew “chaotic”; there are: expert, average."),
        ({"scenario": "x"}, "There is no scenario “x”; there are: "),
        ({"policy": "x"}, "There is no policy “x”; there are: "),
    ],
)
def test_the_form_says_what_is_wrong_and_makes_no_drill(place, changed, said):
    answer = place.host.post("/solo", data=FORM | changed)
    assert answer.status_code == 422
    assert said in html.unescape(answer.text)
    assert 'value="payment-outage"' in answer.text
    assert place.rooms.rows() == []


def test_only_the_host_sets_up_a_drill_for_one(place):
    guest = place.client()
    assert guest.get("/solo").status_code == 403
    refused = guest.post("/solo", data=FORM)
    assert refused.status_code == 403
    assert "Only the host may do that." in refused.text
    form = place.host.get("/solo?scenario=quiet-evening").text
    assert re.search(r'value="quiet-evening" selected', form)
    answer = place.host.post("/solo", data=FORM, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["Bot IC", "CFO", "OL", "World", "Persona", "???"])
def test_any_name_gets_an_id_that_is_its_own(place, name):
    room, _path = place.begin(name=name)
    solo = room.session.state.solo
    assert room.session.state.people[solo].name == name
    assert solo.startswith("player")


# -- playing ---------------------------------------------------------------------------------------


def test_the_player_holds_the_clock_and_the_bots_play(place):
    room, _path = place.begin()
    do(room, ANA, "drill.start")
    do(room, ANA, "drill.speed", factor=4)
    place.play(room, 12)
    assert commands(room, "bot-ic")
    assert commands(room, "bot-cl")
    assert not commands(room, "bot-ol")
    do(room, ANA, "drill.pause")
    stood = room.session.position()
    place.wall.now += 600
    room.step()
    assert (stood.running, room.session.position().t) == (False, stood.t)
    do(room, ANA, "drill.resume")
    do(room, ANA, "drill.end")
    assert room.session.state.phase == "ended"
    assert room.session.log().records[-1].data["reason"] == "ended by Ana"


def test_others_may_do_no_more_than_before(place):
    room, _path = place.begin()
    assert room.join("Ben", "responder")[1]["ok"]
    for verb, args in (("drill.start", {}), ("drill.pause", {}), ("drill.speed", {"factor": 4}),
                       ("drill.resume", {}), ("drill.end", {})):  # fmt: skip
        error = room.submit(Sender("ben"), verb, args)["error"]
        assert error["message"] == f"The Responder may not {verb}."
        assert error["hint"] == "For Facilitator. Ask in the incident channel."
    for verb, args in (("world.fault", {}), ("inject.fire", {"id": "x"}),
                       ("seat.remove", {"person": "ben"})):  # fmt: skip
        assert not room.submit(ANA, verb, args)["ok"]


def test_a_player_is_told_no_more_than_any_trainee(place):
    room, _path = place.begin()
    keys = Keys(place.store)
    token = keys.issue(Identity("person", room.row.id, "ana"))
    client = place.site.socketio.test_client(
        place.site.app, namespace=NAMESPACE, auth={"token": token}
    )
    heard = client.get_received(NAMESPACE)
    answer = client.emit(
        "command", {"verb": "drill.start", "args": {}}, namespace=NAMESPACE, callback=True
    )
    assert answer["ok"]
    place.play(room, 10)
    heard += client.get_received(NAMESPACE)
    assert {message["name"] for message in heard} == {"view", "events", "tick"}
    assert heard[0]["args"][0]["sections"]["drill"]["solo"] == "ana"
    sent = json.dumps(heard)
    scenario = room.session.scenario
    hidden = [*scenario.faults, *(fault.cause for fault in scenario.faults.values())]
    hidden += [inject.text for inject in scenario.injects if inject.at and inject.at > 10 * MINUTE]
    assert len(hidden) > 3
    assert not [text for text in hidden if json.dumps(text)[1:-1] in sent]
    staff = {"msel", "world", "cast", "probes", "ratings", "notes", "load"}
    assert not staff & heard[0]["args"][0]["sections"].keys()


# -- trying again ----------------------------------------------------------------------------------


def test_nobody_takes_up_again_alone_what_others_play_too(place):
    room, path = place.begin()
    do(room, ANA, "drill.start")
    player = place.client()
    player.set_cookie("seat", Keys(place.store).issue(Identity("person", room.row.id, "ana")))
    do(room, BOSS, "seat.admit", person="eve", name="Eve", seat="observer")
    do(room, BOSS, "seat.admit", person="ben", name="Ben", seat="responder")
    answer = player.post(f"{path}/again", data={"minute": "0"})
    assert answer.status_code == 403
    assert "Only who plays alone can try again." in answer.text
    assert [row.id for row in place.rooms.rows()] == [room.row.id]
    do(room, BOSS, "seat.remove", person="ben")
    assert player.post(f"{path}/again", data={"minute": "0"}).status_code == 302


def test_the_page_begins_a_new_try_and_leaves_the_old_one_standing(place):
    room, path = place.begin()
    do(room, ANA, "drill.start")
    do(room, ANA, "drill.speed", factor=2)
    place.play(room, 6)
    answer = place.host.post(f"{path}/again", data={"minute": "3"})
    new = answer.headers["Location"]
    assert new != path
    assert re.fullmatch(r"/room/\w+/ana", new)
    assert f"Path={new}" in answer.headers["Set-Cookie"]
    assert room.session.state.phase == "paused"
    fork = place.rooms.get(new.split("/")[2])
    assert fork.session.position().t == 3 * MINUTE
    assert fork.row.header["solo"] == room.row.header["solo"]
    assert fork.session.position().speed == 2
    assert tries_of(place.host.get(new).text) == [
        {"url": path, "minute": None, "state": "paused", "here": False},
        {"url": new, "minute": 3, "state": "paused", "here": True},
    ]
    do(fork, ANA, "drill.resume")
    do(fork, ANA, "drill.end")
    third = place.host.post(f"{new}/again", data={"minute": "1"}).headers["Location"]
    assert [(one["minute"], one["here"]) for one in tries_of(place.host.get(third).text)] == [
        (None, False), (3, False), (1, True),
    ]  # fmt: skip
    debrief = place.host.get(f"{new}/debrief").text
    assert "Your tries of this drill" in debrief
    assert f'href="{new}#again"' in debrief
    assert f'<a href="{path}">From the beginning</a> · not over' in debrief
    assert f'<a href="{third}">Again from minute 1</a>' in debrief
    assert '<b aria-current="page">Again from minute 3</b> · this one' in debrief


def test_a_new_try_does_not_rush_on(place):
    room, path = place.begin()
    do(room, ANA, "drill.start")
    do(room, ANA, "drill.speed", factor=60)
    place.play(room, 6)
    new = place.host.post(f"{path}/again", data={"minute": "3"}).headers["Location"]
    fork = place.rooms.get(new.split("/")[2])
    assert fork.session.position().speed == 1
    assert fork.session.position().t == 3 * MINUTE
    assert whole(fork) is None


@pytest.mark.parametrize("minute", ["", "x", "-1", "3.5", "99999", "٣"])
def test_a_minute_is_a_whole_number(place, minute):
    room, path = place.begin()
    do(room, ANA, "drill.start")
    answer = place.host.post(f"{path}/again", data={"minute": minute})
    assert answer.status_code == 422
    assert "Give a whole number: 0 is the start of the drill." in answer.text
    assert f'href="{path}"' in answer.text
    assert len(place.rooms.rows()) == 1


def test_only_who_plays_alone_tries_again(place):
    room = place.rooms.create("payment-outage")
    ben = place.client()
    path = ben.post(f"/join/{room.row.join_code}", data={"name": "Ben", "seat": "ol"}).headers[
        "Location"
    ]
    do(room, BOSS, "drill.start")
    refused = ben.post(f"{path}/again", data={"minute": "0"})
    assert refused.status_code == 403
    assert "Only who plays alone can try again." in refused.text
    assert "the host sets it up for one person" in refused.text
    page = ben.get(path).text
    assert "data-hints" not in page
    assert "data-again" not in page
    alone, path = place.begin()
    do(alone, ANA, "drill.start")
    foreign = ben.post(f"{path}/again", data={"minute": "0"})
    assert foreign.status_code == 403
    assert "This seat is somebody else" in foreign.text
    assert len(place.rooms.rows()) == 2


def test_the_lobby_has_nothing_to_try_again(place):
    _room, path = place.begin()
    refused = place.host.post(f"{path}/again", data={"minute": "0"})
    assert refused.status_code == 403
    assert "There is nothing to try again yet." in refused.text


def test_tries_of_one_drill_have_a_limit(place, monkeypatch):
    monkeypatch.setattr("web.pages.solo._MOST_TRIES", 2)
    room, path = place.begin()
    do(room, ANA, "drill.start")
    assert place.host.post(f"{path}/again", data={"minute": "0"}).status_code == 302
    refused = place.host.post(f"{path}/again", data={"minute": "0"})
    assert refused.status_code == 403
    assert "There are 2 tries of this drill already." in refused.text


def test_the_limit_holds_for_two_clicks_at_once(place, monkeypatch):
    monkeypatch.setattr("web.pages.solo._MOST_TRIES", 2)
    room, path = place.begin()
    do(room, ANA, "drill.start")
    cookies = "; ".join(f"{one.key}={one.value}" for one in place.host._cookies.values())

    def click(_):
        browser = place.host.application.test_client(use_cookies=False)
        answer = browser.post(f"{path}/again", data={"minute": "0"}, headers={"Cookie": cookies})
        return answer.status_code

    with ThreadPoolExecutor(8) as clicks:
        assert sorted(clicks.map(click, range(8))) == [302, *[403] * 7]
    assert len(place.rooms.rows()) == 2


# -- hints -----------------------------------------------------------------------------------------


def hints_of(place, path):
    return int(re.search(r'data-hints="(\d)"', place.host.get(path).text)[1])


def finish(place, **changed):
    room, path = place.begin(**changed)
    do(room, Sender(room.session.state.solo), "drill.start")
    do(room, Sender(room.session.state.solo), "drill.end")
    return room, path


def test_hints_fade_with_the_drills_that_somebody_has_finished_in_a_seat(place):
    assert hints_of(place, place.begin()[1]) == 0
    finish(place)
    assert hints_of(place, place.begin(name=" ANA ")[1]) == 1
    assert hints_of(place, place.begin(seat="ic")[1]) == 0
    assert hints_of(place, place.begin(name="Ben")[1]) == 0
    for _ in range(4):
        finish(place, scenario="quiet-evening")
    assert hints_of(place, place.begin()[1]) == 3


def test_several_tries_of_one_drill_count_once_and_never_for_themselves(place):
    room, path = finish(place)
    assert hints_of(place, path) == 0
    again = place.host.post(f"{path}/again", data={"minute": "0"}).headers["Location"]
    assert hints_of(place, again) == 0
    fork = place.rooms.get(again.split("/")[2])
    do(fork, ANA, "drill.end")
    assert hints_of(place, place.begin()[1]) == 1
    assert room.row.id != fork.row.id


# -- other pages of a seat -------------------------------------------------------------------------


def test_somebody_who_was_removed_is_led_to_the_join_code(place):
    room = place.rooms.create("payment-outage")
    ben = place.client()
    code = room.row.join_code
    path = ben.post(f"/join/{code}", data={"name": "Ben", "seat": "ol"}).headers["Location"]
    do(room, BOSS, "seat.remove", person="ben")
    answer = ben.get(path)
    assert answer.status_code == 403
    assert "You have no seat in this drill any more." in answer.text
    assert f"join again with the code {code}." in answer.text
    assert f'href="/join/{code}"' in answer.text


def test_an_evaluator_gets_a_desk_and_no_links_of_the_facilitator(place):
    room = place.rooms.create("payment-outage")
    do(room, BOSS, "seat.admit", person="eva", name="Eva", seat="evaluator")
    eva = place.client()
    token = Keys(place.store).issue(Identity("person", room.row.id, "eva"))
    path = f"/room/{room.row.id}/eva"
    eva.set_cookie("seat", token, path=path)
    page = eva.get(path).text
    assert "/assets/console.js" in page
    assert 'data-seat="evaluator"' in page
    assert 'data-person="eva"' in page
    assert f'data-debrief="{path}/debrief"' in page
    assert room.row.join_code not in page
    assert "/facilitate/" not in page

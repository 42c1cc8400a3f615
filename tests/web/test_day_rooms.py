"""The rooms of a game day: opened, steered together, joined later, and seen side by side."""

from __future__ import annotations

from simulator.session import Sender
from tests.web.hall import BOSS, drill, error, place
from web.sockets import NAMESPACE


def test_a_room_that_cannot_is_named_in_the_answer(playing):
    hall, _ = playing
    drill(hall, 2).session.submit(BOSS, "drill.start", {})
    answer = hall.host.do("rooms.start")
    assert [(one["team"], one["ok"]) for one in answer["rooms"]] == [(1, True), (2, False)]
    assert answer["rooms"][1]["error"]["message"] == "The drill has already started."
    assert error(hall.host.send("rooms.start"))[0] == "wrong_state"


def test_a_policy_that_is_not_there_opens_no_room(lobby):
    hall, _ = lobby
    hall.host.do("roles.draw")
    hall.host.do("scenario.choose", scenario="payment-outage")
    code, message, hint = error(hall.host.send("rooms.open", policy="nope"))
    assert (code, message) == ("not_found", "No policy 'nope'.")
    assert "imag" in hint
    assert hall.host.day["state"] == "gathering"
    assert hall.rooms.rows() == []


def test_who_comes_after_the_rooms_were_opened_is_let_in(playing):
    hall, _ = playing
    dana = hall.join("Dana")
    assert dana.day["you"]["room"] is None
    early = dana.get(f"{dana.path}/room")
    assert early.status_code == 403
    assert "There is no room for you yet." in early.text
    taken = hall.host.send("person.place", person="dana", team=1, seat="ic")
    assert error(taken)[:2] == ("seat_taken", "Ana sits in ic.")
    hall.host.do("person.place", person="dana", team=1, seat="ol")  # a bot makes room
    to = dana.get(dana.day["you"]["room"]).headers["Location"]
    assert 'data-seat="ol"' in dana.get(to).text
    token = dana.token(to)
    app, socketio = hall.site.app, hall.site.socketio
    socket = socketio.test_client(app, namespace=NAMESPACE, auth={"token": token})
    assert socket.get_received(NAMESPACE)[0]["args"][0]["sections"]["you"]["seat"] == "ol"
    hall.host.do("person.place", person="dana", team=2, seat="cl")
    assert not socket.is_connected(NAMESPACE)
    assert dana.get(dana.day["you"]["room"]).headers["Location"].split("/")[2] == (
        drill(hall, 2).row.id
    )


def test_an_evaluator_gets_their_desk(playing):
    hall, (_, _, cleo) = playing
    hall.host.do("person.place", person="cleo", team=2, seat="evaluator")
    answer = cleo.get(cleo.day["you"]["room"])
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    page = cleo.get(answer.headers["Location"])
    assert page.status_code == 200
    assert cleo.pages.get(f"/console/{drill(hall, 2).row.id}/debrief").status_code == 403


def test_every_page_of_a_room_leads_back_to_the_day(playing):
    hall, (ana, _, _) = playing
    link = f'data-day="{ana.path}"'
    to = ana.get(ana.day["you"]["room"]).headers["Location"]
    assert link in ana.get(to).text
    console = f"/console/{drill(hall, 1).row.id}"
    home = hall.host.path
    assert f'data-day="{home}"' in hall.host.get(console).text
    hall.host.do("rooms.start")
    hall.host.do("rooms.end")
    assert f'href="{ana.path}">Back to the game day' in ana.get(f"{to}/debrief").text
    assert f'href="{home}">Back to the game day' in hall.host.get(f"{console}/debrief").text


def test_a_debrief_waits_for_whoever_plays_the_same_drill_on_in_another_room(playing):
    hall, (ana, _, _) = playing
    to = ana.get(ana.day["you"]["room"]).headers["Location"]
    hall.host.do("rooms.start")
    drill(hall, 1).session.submit(BOSS, "drill.end", {})
    hall.pass_time(1)
    assert ana.get(f"{to}/debrief").status_code == 200
    hall.host.do("person.place", person="ana", team=2, seat="cl")
    page = ana.get(f"{to}/debrief")
    assert page.status_code == 403
    assert "You are still playing this drill." in page.text
    assert "It opens when your new team is done: both play the same drill." in page.text
    drill(hall, 2).session.submit(BOSS, "drill.end", {})
    assert ana.get(f"{to}/debrief").status_code == 200


def test_whoever_leaves_the_day_or_is_taken_out_leaves_the_room(playing):
    hall, (ana, ben, _) = playing
    hall.host.do("person.remove", person="ben")
    ana.do("member.leave")
    assert drill(hall, 2).session.state.people["ben"].seat is None
    assert drill(hall, 1).session.state.people["ana"].seat is None
    assert ben.get(f"{ben.path}/room").status_code == 403


def test_what_happens_inside_a_room_reaches_the_day(playing):
    hall, (ana, _, cleo) = playing
    room = drill(hall, 2)
    room.session.submit(BOSS, "seat.move", {"person": "cleo", "seat": "responder"})
    room.session.submit(BOSS, "drill.start", {})
    hall.pass_time(1)
    assert [one["seat"] for one in cleo.day["people"]] == ["ic", "ic", "responder"]
    assert [one["state"] for one in cleo.day["rooms"]] == ["lobby", "running"]
    for each in (1, 2):
        drill(hall, each).session.submit(BOSS, "drill.end", {})
    hall.pass_time(1)
    assert ana.day["you"]["debrief"]
    assert "wheel.spin" in hall.host.day["you"]["can"]


def test_the_members_seats_in_their_rooms_are_as_names_allow(lobby):
    hall, _ = lobby
    hall.join("OL")
    hall.join("Bot cl")
    place(hall, [("ol", 1, "ol"), ("bot-cl", 1, "cl")])
    hall.host.do("scenario.choose", scenario="payment-outage")
    hall.host.do("rooms.open", bots="expert")
    people = drill(hall, 1).session.state.people
    assert {one.seat: one.name for one in people.values()} == {
        "ol": "OL", "cl": "Bot cl", "ic": "IC bot",
    }  # fmt: skip
    assert not {"ol", "bot-cl"} & people.keys()


# -- the overview ----------------------------------------------------------------------------------


def test_the_overview_shows_each_room_as_it_is(playing):
    hall, (ana, *_) = playing
    hall.pass_time(1)
    rows = hall.host.hear("overview")[-1]["rooms"]
    one = rows[0]
    assert (one["team"], one["state"], one["t"], one["frozen"]) == (1, "lobby", 0, False)
    assert one["people"][0] == {
        "person": "ana", "name": "Ana", "seat": "ic", "bot": False, "online": False,
        "last_at": None, "last": None, "hand": False,
    }  # fmt: skip
    assert [person["bot"] for person in one["people"]] == [False, True, True]
    assert one["debrief"] is None
    assert hall.host.get(one["console"]).status_code == 200

    hall.host.do("rooms.start")
    room = drill(hall, 1)
    hall.pass_time(5)
    for verb, args in (
        ("incident.declare", {"title": "Cards"}),
        ("severity.set", {"level": "SEV-1", "reason": "money"}),
    ):
        assert room.session.submit(Sender("ana"), verb, args)["ok"]
    to = ana.get(ana.day["you"]["room"]).headers["Location"]
    token = ana.token(to)
    socketio = hall.site.socketio
    socketio.test_client(hall.site.app, namespace=NAMESPACE, auth={"token": token})
    hall.pass_time(1)
    one, other = hall.host.hear("overview")[-1]["rooms"]
    assert (one["declared_at"], one["severity"]) == (5_000, "SEV-1")
    assert one["people"][0]["online"]
    assert (one["people"][0]["last"], one["people"][0]["last_at"]) == ("severity.set", 5_000)
    assert (one["resolved_at"], one["mitigated"], one["updates"], one["public"]) == (
        None, False, 0, None,
    )  # fmt: skip
    assert one["runs"] == {"running": 0, "finished": 0}
    assert (other["declared_at"], other["team"]) == (None, 2)
    assert set(one["letters"]) == set(other["letters"]) != set()


def test_the_overview_tells_who_waits_for_the_facilitator(playing):
    hall, _ = playing
    hall.host.do("rooms.start")
    room = drill(hall, 1).session
    assert room.submit(Sender("ana"), "ask", {"question": "Is the database ours?"})["ok"]
    assert room.submit(Sender("ana"), "hand.raise", {})["ok"]
    hall.pass_time(1)
    one, other = hall.host.hear("overview")[-1]["rooms"]
    assert (one["asked"], one["people"][0]["hand"]) == (1, True)
    assert (other["asked"], other["people"][0]["hand"]) == (0, False)
    assert room.submit(BOSS, "ask.answer", {"id": "q1", "text": "Yes"})["ok"]
    hall.pass_time(1)
    assert hall.host.hear("overview")[-1]["rooms"][0]["asked"] == 0


def test_bots_that_play_a_drill_through_are_seen_in_the_overview(lobby):
    hall, _ = lobby
    place(hall, [("ana", 1, "observer")])
    hall.host.do("scenario.choose", scenario="payment-outage")
    hall.host.do("rooms.open", bots="expert")
    hall.host.do("rooms.start")
    hall.host.do("rooms.speed", factor=60)
    hall.pass_time(60)
    row = hall.host.hear("overview")[-1]["rooms"][0]
    assert row["declared_at"] is not None
    assert row["mitigated"]
    assert row["acked_at"] < row["mitigated_at"] <= row["t"]
    assert row["runs"]["finished"] >= 1
    assert row["updates"] >= 1
    assert row["public"]
    assert row["letters"]["detection"] in {"P", "S", "M", "U"}


def test_the_overview_comes_once_a_second_at_most_and_only_when_it_changed(playing):
    hall, (ana, *_) = playing
    hall.pass_time(3)  # both rooms are judged for the first time
    said = len(hall.host.hear("overview"))
    hall.pass_time(3)
    assert len(hall.host.hear("overview")) == said
    hall.host.do("rooms.start")
    for _ in range(5):
        hall.day.step()
    hall.pass_time(1)
    assert len(hall.host.hear("overview")) <= said + 2
    hall.pass_time(4)
    assert len(hall.host.hear("overview")) > said + 3
    assert ana.hear("overview") == []


def test_a_host_who_comes_back_gets_the_overview_again(playing):
    hall, _ = playing
    hall.pass_time(3)
    hall.host.heard.clear()
    hall.host.connect()
    hall.pass_time(1)
    assert len(hall.host.hear("overview")) == 1


def test_nobody_is_looked_after_when_nobody_is_connected(playing):
    hall, members = playing
    assert hall.day._looping
    for one in (hall.host, *members):
        one.socket.disconnect(namespace="/day")
    hall.day.run()
    assert not hall.day._looping
    hall.host.connect()
    assert hall.day._looping

"""The lobby of a game day: who comes in, who is told what, and that everything is answered."""

from __future__ import annotations

import pytest

from simulator.store import StoreError
from tests.web.hall import Browser, error
from web.sockets import NAMESPACE


def test_pages_of_a_day_are_the_hosts_and_each_members_own(lobby):
    hall, (ana, ben, _) = lobby
    stranger = Browser(hall)
    assert stranger.pages.post("/days", data={"title": "x"}).status_code == 403
    assert stranger.get(hall.host.path).status_code == 403
    assert ben.get(ana.path).status_code == 403
    assert "This place is somebody else" in ben.get(ana.path).text
    assert ben.get(f"{ana.path}/room").status_code == 403
    assert hall.host.get("/day/nothing").status_code == 404
    cookie = hall.site.app.test_client().post(
        f"/join/{hall.day.row.join_code}", data={"name": "Dana"}
    )
    own = [one for one in cookie.headers.getlist("Set-Cookie") if "Path=/day/" in one]
    assert len(own) == 1
    assert "HttpOnly" in own[0]
    assert "SameSite=Lax" in own[0]


def test_somebody_who_reloads_is_the_same_person_and_so_are_two_tabs(lobby):
    _, (ana, ben, _) = lobby
    ana.do("member.ready", ready=True)
    first = ana.socket
    ana.connect()
    assert [one["online"] for one in ben.day["people"]] == [True] * 3
    assert ana.day["you"]["person"] == "ana"
    assert ana.day["people"][0]["ready"]
    first.disconnect(namespace="/day")
    assert ben.day["people"][0]["online"]
    ana.socket.disconnect(namespace="/day")
    assert not ben.day["people"][0]["online"]
    assert len(ben.day["people"]) == 3


def test_the_join_link_leads_somebody_who_has_been_in_back(lobby):
    hall, (ana, *_) = lobby
    link = f"/join/{hall.day.row.join_code}"
    page = ana.get(link).text
    assert f'href="{ana.path}"' in page
    assert "Go on as Ana" in page
    assert "Go on as" not in hall.site.app.test_client().get(link).text
    typed = hall.day.row.join_code.lower().replace("-", " ")
    assert ana.get(f"/join?code={typed}").headers["Location"] == link


@pytest.mark.parametrize(
    ("name", "said"),
    [(" ", "Please write your name."), ("A" * 61, "at most 60 characters")],
)
def test_the_join_form_says_what_is_wrong(lobby, name, said):
    hall, _ = lobby
    form = hall.site.app.test_client()
    answer = form.post(f"/join/{hall.day.row.join_code}", data={"name": name})
    assert answer.status_code == 422
    assert said in answer.text


def test_codes_of_days_and_drills_lead_to_their_own(lobby):
    hall, _ = lobby
    room = hall.rooms.create("payment-outage")
    guest = hall.site.app.test_client()
    assert "Incident Commander" in guest.get(f"/join/{room.row.join_code}").text
    assert guest.get("/join/AAAA-AAAA").status_code == 404
    forged = {"Origin": "https://evil.example"}
    answer = guest.post(f"/join/{hall.day.row.join_code}", data={"name": "x"}, headers=forged)
    assert answer.status_code == 403


def test_who_is_taken_out_is_told_and_cannot_come_back_by_their_cookie(lobby):
    hall, (ana, ben, cleo) = lobby
    hall.host.do("person.remove", person="ana")
    told = ana.hear("removed")
    assert told[0]["message"] == "You are not in this game day any more."
    assert told[0]["hint"] == "Join again by its link."
    assert not ana.socket.is_connected("/day")
    assert ben.socket.is_connected("/day")
    answer = ana.get(ana.path)
    assert answer.status_code == 403
    assert "You are not in this game day any more." in answer.text
    cleo.do("member.leave")
    assert [one["person"] for one in ben.day["people"]] == ["ben"]
    assert "Go on as" not in ana.get(f"/join/{hall.day.row.join_code}").text


@pytest.mark.parametrize("kind", ["host", "facilitator", "person", None])
def test_only_the_tokens_of_a_day_open_its_socket(lobby, kind):
    hall, (ana, *_) = lobby
    room = hall.rooms.create("payment-outage")
    room.join("Zoe", "ic")
    tokens = {
        "host": hall.host.pages.get_cookie("host").value,
        "facilitator": hall.host.token(f"/console/{room.row.id}"),
        "person": None,
        None: "forged",
    }
    app, socketio = hall.site.app, hall.site.socketio
    auth = {"token": tokens[kind]}
    assert not socketio.test_client(app, namespace="/day", auth=auth).is_connected("/day")
    day_token = {"token": ana.token(ana.path)}
    refused = socketio.test_client(app, namespace=NAMESPACE, auth=day_token)
    assert not refused.is_connected(NAMESPACE)


# -- commands --------------------------------------------------------------------------------------


def test_every_command_is_answered(lobby):
    hall, (ana, *_) = lobby
    assert error(ana.send("wheel.spin"))[0] == "not_allowed"
    assert error(ana.send("x" * 100))[0] == "unknown_verb"
    assert error(ana.send("member.ready", ready="yes"))[1] == (
        "member.ready: ready is 'yes'; input should be a valid boolean."
    )
    answer = ana.socket.emit("shout", {}, namespace="/day", callback=True)
    assert error(answer)[0] == "unknown_verb"
    answer = ana.socket.emit("command", "hello", namespace="/day", callback=True)
    assert error(answer)[2] == "Send {verb, args, client_key}."
    torn = ana.send("member.ready", "\ud800", ready=True)
    assert error(torn) == (
        "bad_args",
        "client_key has half a character (a lone surrogate).",
        "Letters and digits are enough, as in a UUID.",
    )
    big = {"verb": "comms.check", "args": {"works": True, "note": "x" * 50_000}}
    answer = ana.socket.emit("command", big, namespace="/day", callback=True)
    assert error(answer)[0] == "too_large"
    answers = [ana.send("member.ready", ready=True) for _ in range(30)]
    assert error(answers[-1])[0] == "rate_limited"
    assert hall.day.count() == 3


def test_a_command_that_is_sent_twice_is_carried_out_once_even_after_a_restart(lobby):
    hall, (_, _, _) = lobby
    answer = hall.host.send("teams.set", "key-1", n=2)
    assert hall.host.send("teams.set", "key-1", n=2) == answer
    later = hall.again()
    later.host.path = hall.host.path
    later.host.connect()
    assert later.host.send("teams.set", "key-1", n=2) == answer
    assert later.host.day["seq"] == hall.host.day["seq"]


def test_what_the_rooms_said_is_answered_again_after_a_restart(lobby):
    hall, _ = lobby
    hall.host.do("roles.draw")
    hall.host.do("scenario.choose", scenario="payment-outage")
    opened = hall.host.send("rooms.open", "key-1")
    started = hall.host.send("rooms.start", "key-2")
    assert [one["ok"] for one in started["rooms"]] == [True]
    later = hall.again()
    later.host.path = hall.host.path
    later.host.connect()
    assert later.host.send("rooms.open", "key-1") == opened
    assert later.host.send("rooms.start", "key-2") == started


def test_what_could_not_be_stored_did_not_happen(lobby, monkeypatch, caplog):
    caplog.set_level("CRITICAL")
    hall, (ana, *_) = lobby
    before = len(ana.hear("day")), ana.day

    def fail(*_args):
        raise StoreError("unavailable", "the disk is full")

    monkeypatch.setattr(hall.store, "append_day", fail)
    assert error(ana.send("member.ready", ready=True))[0] == "internal"
    assert (len(ana.hear("day")), ana.day) == before
    monkeypatch.undo()


def test_one_bad_connection_does_not_silence_the_others(lobby, monkeypatch, caplog):
    caplog.set_level("CRITICAL")
    hall, (ana, ben, _) = lobby
    lines = hall.day._lines
    send, bad = lines._send, next(n for n, line in lines._lines.items() if line.person == "ana")

    def fail(connection, name, content):
        if connection == bad:
            raise OSError
        send(connection, name, content)

    lines._send = fail
    ben.do("member.ready", ready=True)
    assert ben.day["people"][1]["ready"]
    assert not ana.socket.is_connected("/day")


def test_who_was_taken_out_while_they_connected_is_hung_up_on(lobby):
    hall, (ana, *_) = lobby
    hall.host.do("person.remove", person="ana")
    told = len(ana.hear("day"))
    # Their token was read before that, and they waited for the day's lock.
    hall.day.connect(hall.site.socketio.server.manager.sid_from_eio_sid("gone", "/day"), "ana", "")
    hall.host.do("teams.set", n=3)
    assert len(ana.hear("day")) == told
    assert hall.day._lines.online() == {"ben", "cleo"}


def test_a_crowd_is_told_of_many_changes_at_once(lobby):
    hall, (ana, ben, _) = lobby
    crowd = [hall.join(f"Guest {n}") for n in range(30)]
    hall.pass_time(1)
    told = len(ana.hear("day"))
    for one in crowd[:10]:
        one.do("member.ready", ready=True)
    assert len(ana.hear("day")) == told
    late = hall.join("Late")
    assert late.day["you"]["name"] == "Late", "who comes is told at once"
    assert ana.day["seq"] < late.day["seq"]
    assert 0 < hall.day.step() < 1
    hall.pass_time(1)
    assert len(ana.hear("day")) == told + 1
    assert ana.day["seq"] == ben.day["seq"] == late.day["seq"]
    assert sum(one["ready"] for one in ana.day["people"]) == 10
    hall.pass_time(3)
    assert len(ana.hear("day")) == told + 1

"""What only staff may ask for: the forecast, what to answer, and the evaluator's desk."""

from __future__ import annotations

import json
import re

import pytest

from simulator.rules.views import Viewer
from simulator.scenario import Library
from simulator.session import Sender
from simulator.store import MemoryStore
from tests.web.office import Office, Wall
from web.app import create_site
from web.identity import Identity, Keys
from web.offload import off_the_hub
from web.outlooks import Outlooks

MINUTE = 60_000
BOSS = Sender("facilitator", staff=True)
ANA = Sender("ana")


@pytest.fixture
def wall():
    return Wall()


@pytest.fixture
def site(monkeypatch, wall):
    monkeypatch.setattr("secrets.randbelow", lambda _below: 7)  # the seed of a drill
    monkeypatch.setattr("flask_socketio.SocketIO.start_background_task", lambda *_args: None)
    site = create_site(
        store=MemoryStore(),
        library=Library(()),
        wall=wall,
        today_ms=lambda: 1_700_000_000_000,
    )
    site.app.jinja_env.globals["asset"] = lambda name: f"/assets/{name}"
    return site


@pytest.fixture
def host(site):
    host = site.app.test_client()
    host.get(f"/host/{site.host_key}")
    return host


@pytest.fixture
def room(site, host):
    answer = host.post("/drills", data={"scenario": "payment-outage", "title": "Tuesday"})
    return site.rooms.get(answer.headers["Location"].rsplit("/", 1)[1])


@pytest.fixture
def trainee(site, room):
    """Return a browser with Ana's seat, which also shows her token where a console's belongs."""
    ana = site.app.test_client()
    ana.post(f"/join/{room.row.join_code}", data={"name": "Ana", "seat": "ic"})
    keys = Keys(room._store)
    token = keys.issue(Identity("person", room.row.id, "ana"))
    for name in ("console", "host", "desk"):
        ana.set_cookie(name, token, domain="localhost", path="/")
    return ana


def evaluator_link(host, room):
    page = host.get(f"/console/{room.row.id}").text
    return re.search(r'data-evaluator-url="http://localhost(/evaluate/[^"]+)"', page)[1]


def sit_down(site, link, name="Eva"):
    eva = site.app.test_client()
    return eva, eva.post(link, data={"name": name})


def play(room, wall, minutes):
    wall.now += minutes * 60
    room.step()


# -- the forecast ----------------------------------------------------------------------------------


def test_the_forecast_says_when_each_crew_would_be_done(host, room, wall):
    room.submit(BOSS, "drill.start", {})
    play(room, wall, 20)
    before = room.session.seq
    answer = host.get(f"/console/{room.row.id}/forecast")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.json
    assert (told["t"], told["length"]) == (20 * MINUTE, 120 * MINUTE)
    expert, average, nobody = told["crews"]
    assert [one["crew"] for one in told["crews"]] == ["expert", "average", "idle"]
    assert 20 * MINUTE < expert["mitigated_at"] < average["mitigated_at"]
    assert nobody == {
        "crew": "idle", "mitigated_at": None, "recovered_at": None, "resolved_at": None,
        "ends_at": 120 * MINUTE,
    }  # fmt: skip
    assert room.session.seq == before
    assert room.session.state.phase == "running"


def test_there_is_a_forecast_before_the_start_and_none_after_the_end(host, room):
    assert host.get(f"/console/{room.row.id}/forecast").json["t"] == 0
    assert room.session.state.phase == "lobby"
    room.submit(BOSS, "drill.start", {})
    room.submit(BOSS, "drill.end", {})
    over = host.get(f"/console/{room.row.id}/forecast")
    assert over.status_code == 409
    assert over.json["error"] == {
        "code": "drill_ended",
        "message": "The drill is over: there is nothing to foresee.",
        "hint": "Read the debrief.",
    }


# -- what to answer --------------------------------------------------------------------------------


def test_an_answer_is_suggested_from_what_the_evidence_says_now(host, room, wall):
    room.join("Ana", "ic")
    room.submit(BOSS, "drill.start", {})
    play(room, wall, 20)
    assert room.submit(ANA, "ask", {"question": "Is the ledger database ok?"})["ok"]
    before = room.session.seq
    told = host.get(f"/console/{room.row.id}/suggest?question=q1").json["suggestions"]
    assert 1 <= len(told) <= 5
    assert told[0]["source"] == "ledger"
    assert told[0]["title"] == "Ledger database dashboard"
    assert "slow queries" in told[0]["text"]
    assert room.session.seq == before
    assert room.submit(BOSS, "ask.answer", {"id": "q1", "text": told[0]["text"]})["ok"]


def test_a_question_that_nobody_asked_has_no_answer(host, room):
    room.join("Ana", "ic")
    path = f"/console/{room.row.id}/suggest?question=q9"
    answer = host.get(path)
    assert answer.status_code == 404
    assert answer.json["error"]["message"] == "No question 'q9'."
    assert answer.json["error"]["hint"] == "Nobody has asked anything."
    room.submit(BOSS, "drill.start", {})
    room.submit(ANA, "ask", {"question": "Really?"})
    assert host.get(path).json["error"]["hint"] == "There are: q1."
    assert host.get(f"/console/{room.row.id}/suggest?question=q1").json == {"suggestions": []}


# -- the evaluator's desk --------------------------------------------------------------------------


def test_an_evaluator_comes_in_by_their_link_and_a_name(site, host, room):
    link = evaluator_link(host, room)
    form = site.app.test_client().get(link)
    assert "Your name" in form.text
    assert "Tuesday" in form.text
    eva, answer = sit_down(site, link)
    path = f"/room/{room.row.id}/eva"
    assert answer.headers["Location"] == path
    cookies = answer.headers.getlist("Set-Cookie")
    assert all("HttpOnly" in one and "SameSite=Lax" in one for one in cookies)
    assert {re.search(r"Path=([^;]+)", one)[1] for one in cookies} == {
        path, f"/console/{room.row.id}",
    }  # fmt: skip
    person = room.session.state.people["eva"]
    assert (person.name, person.seat) == ("Eva", "evaluator")
    desk = eva.get(path).text
    assert 'data-seat="evaluator"' in desk
    assert 'data-person="eva"' in desk
    assert "console.js" in desk
    assert "data-facilitator-url" not in desk
    assert room.row.join_code not in desk
    assert eva.get(f"/console/{room.row.id}").status_code == 403, "the console is not theirs"


@pytest.mark.parametrize(
    ("name", "said"), [(" ", "Please write your name."), ("E" * 61, "at most 60 characters")]
)
def test_the_evaluators_form_says_what_is_wrong(site, host, room, name, said):
    _, answer = sit_down(site, evaluator_link(host, room), name)
    assert answer.status_code == 422
    assert said in answer.text


def test_no_other_token_opens_the_desk(site, host, room):
    keys = Keys(room._store)
    drill = room.row.id
    others = (
        Identity("person", drill, "ana"), Identity("facilitator", drill), Identity("host"),
        Identity("evaluator", drill, "eva"),
    )  # fmt: skip
    for token in ("guess", *(keys.issue(one) for one in others)):
        for answer in (
            site.app.test_client().get(f"/evaluate/{token}"),
            site.app.test_client().post(f"/evaluate/{token}", data={"name": "Mal"}),
        ):
            assert answer.status_code == 403
            assert "That evaluator link is not valid." in answer.text
    assert not room.session.state.people


def test_nobody_sits_down_to_judge_what_is_over(site, host, room):
    link = evaluator_link(host, room)
    room.submit(BOSS, "drill.start", {})
    room.submit(BOSS, "drill.end", {})
    assert "This drill is over." in site.app.test_client().get(link).text
    _, answer = sit_down(site, link)
    assert answer.status_code == 422
    assert "The drill is over." in answer.text


def test_an_evaluator_may_ask_how_it_would_go_on_while_they_sit_there(site, host, room):
    eva, _ = sit_down(site, evaluator_link(host, room))
    path = f"/console/{room.row.id}/forecast"
    assert eva.get(path).status_code == 200
    assert room.submit(BOSS, "seat.move", {"person": "eva", "seat": "ol"})["ok"]
    refused = eva.get(path)
    assert refused.status_code == 403
    assert refused.json["error"]["message"] == "This page is the facilitator's."
    assert room.submit(BOSS, "seat.move", {"person": "eva", "seat": "evaluator"})["ok"]
    assert eva.get(path).status_code == 200
    assert room.submit(BOSS, "seat.remove", {"person": "eva"})["ok"]
    assert eva.get(path).status_code == 403


def test_a_desk_belongs_to_one_drill(site, host, room):
    eva, _ = sit_down(site, evaluator_link(host, room))
    other = host.post("/drills", data={"scenario": "edge-502"}).headers["Location"]
    eva.set_cookie("desk", eva.get_cookie("desk", path=f"/console/{room.row.id}").value, path="/")
    refused = eva.get(f"{other}/forecast")
    assert refused.status_code == 403
    assert refused.json["error"]["message"] == "This page is the facilitator's."


# -- nobody else -----------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["forecast", "suggest?question=q1"])
def test_a_trainee_and_a_stranger_are_refused(site, room, trainee, what):
    room.submit(BOSS, "drill.start", {})
    room.submit(ANA, "ask", {"question": "Is the ledger database ok?"})
    for somebody in (trainee, site.app.test_client()):
        answer = somebody.get(f"/console/{room.row.id}/{what}")
        assert answer.status_code == 403
        assert answer.json == {
            "error": {
                "code": "not_allowed",
                "message": "This page is the facilitator's.",
                "hint": "Open the facilitator's private link of this drill.",
            }
        }


def test_a_trainees_pages_hold_no_way_to_the_desk(host, room, trainee):
    link = evaluator_link(host, room)
    page = trainee.get(f"/room/{room.row.id}/ana").text
    assert "evaluat" not in page
    assert link not in page
    assert trainee.get(f"/console/{room.row.id}").status_code == 403


def test_nothing_of_what_staff_does_reaches_those_who_play():
    office = Office(MemoryStore())
    room = office.rooms.create("payment-outage")
    for name, seat in (("Ana", "ic"), ("Ben", "ol"), ("Obi", "observer")):
        assert room.join(name, seat)[1]["ok"]
    admit = {"person": "eva", "name": "Eva", "seat": "evaluator"}
    assert room.submit(BOSS, "seat.admit", admit)["ok"]
    eva = Sender("eva")
    players = {"ana": "ic", "ben": "ol", "obi": "observer"}
    for person, seat in (players | {"eva": "evaluator"}).items():
        room.connect(person, Viewer(person, seat), 0)
    room.connect("boss", Viewer("facilitator", "facilitator"), 0)
    done = [
        room.submit(BOSS, "drill.start", {}),
        room.submit(ANA, "ask", {"question": "ZEBRA-1 database?"}),
        room.submit(BOSS, "ask.answer", {"id": "q1", "text": "ZEBRA-2"}),
        room.submit(eva, "note.add", {"tag": "ZEBRA-3", "text": "ZEBRA-4"}),
        room.submit(eva, "rating.give", {"of": "D4", "rating": "M", "note": "ZEBRA-5"}),
        room.submit(BOSS, "inject.move", {"id": "first-tickets", "at": 30 * MINUTE}),
        room.submit(BOSS, "inject.edit", {"id": "first-tickets", "text": "ZEBRA-6"}),
    ]
    assert all(answer["ok"] for answer in done), done
    play(room, office.wall, 20)
    Outlooks(office.wall, off_the_hub).of(room)
    sent = {
        who: json.dumps([content for to, _, content in office.sent if to == who])
        for who in (*players, "eva", "boss")
    }
    marked = {who: set(re.findall(r"ZEBRA-\d", text)) for who, text in sent.items()}
    assert marked["ana"] == {"ZEBRA-1", "ZEBRA-2"}, "what she asked, and what she was told"
    assert marked["ben"] == marked["obi"] == set()
    assert marked["eva"] == marked["boss"] == {f"ZEBRA-{n}" for n in range(1, 7)}
    secret = ("msel", "world", "load", "ratings", "notes", "capabilities", "mitigated_at", "moved")
    for who in players:
        assert not [word for word in secret if f'"{word}":' in sent[who]]
    assert {who for who, name, _ in office.sent if name == "score"} == {"eva", "boss"}

"""Pages and who may see them, without a socket."""

from __future__ import annotations

import re

import pytest

from simulator.model.records import load
from simulator.scenario import Library
from simulator.session import Sender
from simulator.store import MemoryStore
from web.app import create_site
from web.identity import CODE_ALPHABET, Identity, Keys, new_code

BOSS = Sender("facilitator", staff=True)


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr("flask_socketio.SocketIO.start_background_task", lambda *_args: None)
    site = create_site(
        store=MemoryStore(),
        library=Library(()),
        wall=lambda: 0.0,
        today_ms=lambda: 1_700_000_000_000,
    )
    site.app.jinja_env.globals["asset"] = lambda name: f"/assets/{name}"
    return site


@pytest.fixture
def host(site):
    host = site.app.test_client()
    assert host.get(f"/host/{site.host_key}").headers["Location"] == "/"
    return host


@pytest.fixture
def drill(site, host):
    answer = host.post("/drills", data={"scenario": "payment-outage", "title": "Tuesday"})
    return site.rooms.get(answer.headers["Location"].rsplit("/", 1)[1])


def test_the_library_is_the_hosts(site, host):
    assert "Card payments are failing" in host.get("/").text
    stranger = site.app.test_client()
    assert "Card payments are failing" not in stranger.get("/").text
    refused = stranger.post("/drills", data={"scenario": "payment-outage"})
    assert refused.status_code == 403
    assert "Only the host may do that." in refused.text
    assert stranger.get("/host/guess").status_code == 403


def test_a_console_needs_the_host_or_the_drills_own_link(site, host, drill):
    path = f"/console/{drill.row.id}"
    page = host.get(path).text
    assert drill.row.join_code in page
    stranger = site.app.test_client()
    assert stranger.get(path).status_code == 403
    guess = stranger.get("/facilitate/guess")
    assert guess.status_code == 403
    assert "Copy the whole link, or ask whoever set the drill up for it." in guess.text
    link = re.search(r'data-facilitator-url="http://localhost(/facilitate/[^"]+)"', page)
    assert stranger.get(link[1]).headers["Location"] == path
    assert stranger.get(path).status_code == 200
    other = host.post("/drills", data={"scenario": "payment-outage"}).headers["Location"]
    assert stranger.get(other).status_code == 403


def test_a_seat_belongs_to_the_browser_that_took_it(site, drill):
    ana = site.app.test_client()
    code = drill.row.join_code
    assert "Incident Commander" in ana.get(f"/join/{code}").text
    taken = ana.post(f"/join/{code}", data={"name": "Ana", "seat": "ic"})
    path = taken.headers["Location"]
    assert path == f"/room/{drill.row.id}/ana"
    cookie = taken.headers["Set-Cookie"]
    assert f"Path={path}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert 'data-seat="ic"' in ana.get(path).text
    assert site.app.test_client().get(path).status_code == 403
    for kind in ("evaluator", "member"):
        other = site.app.test_client()
        token = Keys(site.rooms._store).issue(Identity(kind, drill.row.id, "ana"))
        other.set_cookie("seat", token, path=path)
        assert other.get(path).status_code == 403, kind
    ben = site.app.test_client()
    again = ben.post(f"/join/{code}", data={"name": "Ben", "seat": "ic"})
    assert again.status_code == 422
    assert "Ana sits in ic." in again.text


@pytest.mark.parametrize("seat", ["scribe", "planner", "responder", "observer"])
def test_every_seat_that_people_take_themselves_is_offered(site, drill, seat):
    code = drill.row.join_code
    for name in ("Ana", "Ben"):  # these may be several people's
        guest = site.app.test_client()
        assert f'value="{seat}"' in guest.get(f"/join/{code}").text
        room = guest.post(f"/join/{code}", data={"name": name, "seat": seat}).headers["Location"]
        assert f'data-seat="{seat}"' in guest.get(room).text
    assert 'value="evaluator"' not in guest.get(f"/join/{code}").text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name": " ", "seat": "ic"}, "Please write your name."),
        ({"name": "Ana", "seat": "facilitator"}, "seat is &#39;facilitator&#39;"),
        ({"name": "A" * 61, "seat": "cl"}, "at most 60 characters"),
    ],
)
def test_the_join_form_says_what_is_wrong(site, drill, form, said):
    answer = site.app.test_client().post(f"/join/{drill.row.join_code}", data=form)
    assert answer.status_code == 422
    assert said in answer.text


def test_somebody_removed_cannot_come_back_by_their_cookie(site, drill):
    ana = site.app.test_client()
    path = ana.post(f"/join/{drill.row.join_code}", data={"name": "Ana", "seat": "cl"}).headers[
        "Location"
    ]
    drill.session.submit(BOSS, "seat.remove", {"person": "ana"})
    answer = ana.get(path)
    assert answer.status_code == 403
    assert drill.row.join_code in answer.text


def test_the_debrief_opens_at_the_end(host, drill):
    path = f"/console/{drill.row.id}"
    early = host.get(f"{path}/debrief")
    assert early.status_code == 403
    assert "The drill is not over yet." in early.text
    drill.session.submit(BOSS, "drill.start", {})
    drill.session.submit(BOSS, "drill.end", {})
    assert "Card payments are failing" in host.get(f"{path}/debrief").text
    log = load(host.get(f"{path}/log.jsonl").text)
    assert log.records[-1].kind == "drill.ended"
    assert log.header.facts["true_level"] == "SEV-1"
    assert "<script" not in host.get(f"{path}/report.html").text


def test_forms_of_other_sites_are_refused(host):
    answer = host.post(
        "/drills", data={"scenario": "payment-outage"}, headers={"Origin": "https://evil.example"}
    )
    assert answer.status_code == 403


def test_every_page_has_a_strict_policy_and_is_not_cached(site):
    for path in ("/", "/nowhere", "/join/AAAA-AAAA"):
        answer = site.app.test_client().get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_not_there_is_said_in_words(site):
    guest = site.app.test_client()
    assert guest.get("/nowhere").status_code == 404
    answer = guest.get("/join/AAAA-AAAA")
    assert answer.status_code == 404
    assert "No drill has that join code." in answer.text
    assert "No drill has that join code." in guest.get("/join?code=zzz").text


def test_guessing_codes_does_not_pay(site):
    guest = site.app.test_client()
    answers = [guest.get("/join/AAAA-AAAA").status_code for _ in range(31)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_tokens_prove_what_they_say_and_nothing_else():
    store = MemoryStore()
    keys = Keys(store)
    identity = Identity("person", "d1", "ana")
    token = keys.issue(identity)
    assert keys.read(token) == identity
    assert Keys(store).read(token) == identity
    assert Keys(MemoryStore()).read(token) is None
    for wrong in (None, 7, "", "x", token[:-1], token + "x", "y" * 10_000):
        assert keys.read(wrong) is None
    assert not identity.runs("d1")
    assert Identity("facilitator", "d1").runs("d1")
    assert not Identity("facilitator", "d1").runs("d2")


def test_join_codes_can_be_read_out():
    code = new_code()
    assert re.fullmatch(rf"[{CODE_ALPHABET}]{{4}}-[{CODE_ALPHABET}]{{4}}", code)
    assert not set("01IO") & set(CODE_ALPHABET)


def test_no_page_before_the_end_says_what_is_hidden(site, drill):
    ana = site.app.test_client()
    path = f"/join/{drill.row.join_code}"
    room = ana.post(path, data={"name": "Ana", "seat": "ic"}).headers["Location"]
    drill.session.submit(BOSS, "drill.start", {})
    pages = [ana.get(where).text for where in ("/", path, room, f"{room}/debrief")]
    scenario = drill.session.scenario
    hidden = [*scenario.faults, *(fault.cause for fault in scenario.faults.values())]
    hidden += [inject.text for inject in scenario.injects]
    hidden += [line.text for spec in scenario.evidence.values() for line in spec.lines]
    assert not [text for text in hidden for page in pages if text in page]


def test_the_review_is_offered_beside_a_seats_debrief(site, host, drill):
    ana = site.app.test_client()
    ana.post(f"/join/{drill.row.join_code}", data={"name": "Ana", "seat": "ic"})
    for verb in ("drill.start", "drill.end"):
        assert drill.session.submit(BOSS, verb, {})["ok"]
    room = f"/room/{drill.row.id}/ana"
    assert f'href="{room}#review"' in ana.get(f"{room}/debrief").text
    assert "#review" not in host.get(f"/console/{drill.row.id}/debrief").text

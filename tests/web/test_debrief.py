"""The debrief on the web: rendered once for everybody, and anew when the log goes on."""

from __future__ import annotations

import pytest

from simulator.scenario import Library
from simulator.session import Sender
from simulator.store import MemoryStore
from web.app import create_site
from web.pages import debrief

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
    host.get(f"/host/{site.host_key}")
    return host


@pytest.fixture
def drill(site, host):
    answer = host.post("/drills", data={"scenario": "payment-outage", "title": "Tuesday"})
    room = site.rooms.get(answer.headers["Location"].rsplit("/", 1)[1])
    room.session.submit(BOSS, "drill.start", {})
    room.session.submit(BOSS, "drill.end", {})
    return room


def test_a_rating_after_the_end_is_on_the_page(host, drill):
    path = f"/console/{drill.row.id}/debrief"
    assert "thought aloud" not in host.get(path).text
    rating = {"of": "command", "rating": "S", "note": "thought aloud"}
    assert drill.session.submit(BOSS, "rating.give", rating)["ok"]
    page = host.get(path).text
    assert "thought aloud" in page
    assert "Facilitator: S" in page


def test_who_comes_later_gets_what_was_rendered_for_the_first(host, drill):
    path = f"/console/{drill.row.id}/debrief"
    host.get(path)
    [(size, body)] = debrief._bodies[drill].values()
    host.get(path)
    assert [kept[1] for kept in debrief._bodies[drill].values()] == [body]
    drill.session.submit(BOSS, "note.add", {"tag": "calm", "text": "A calm room."})
    assert "A calm room." in host.get(path).text
    [(after, _)] = debrief._bodies[drill].values()
    assert after > size


def test_the_page_needs_no_script_of_its_own_and_no_inline_style(host, drill):
    html = host.get(f"/console/{drill.row.id}/debrief").text
    body = html.partition('<div class="report">')[2]
    assert "<script" not in body
    assert "style=" not in body

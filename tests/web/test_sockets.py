"""What a connection may say besides commands: how far somebody has read."""

from __future__ import annotations

import pytest

from simulator.scenario import Library
from simulator.session import Sender
from simulator.store import MemoryStore
from tests.web.office import Wall
from web.app import create_site
from web.identity import Identity, Keys
from web.sockets import NAMESPACE

BOSS = Sender("facilitator", staff=True)


class Line:
    """One connection of somebody, with what it was sent."""

    def __init__(self, site, room, identity, accepts="en"):
        auth = {"token": Keys(room._store).issue(identity), "seen": 0}
        headers = {"Accept-Language": accepts}
        self.client = site.socketio.test_client(
            site.app, namespace=NAMESPACE, auth=auth, headers=headers
        )

    def tell(self, name, *content):
        return self.client.emit(name, *content, namespace=NAMESPACE, callback=True)

    def heard(self, name):
        return [
            one["args"][0] for one in self.client.get_received(NAMESPACE) if one["name"] == name
        ]


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr("flask_socketio.SocketIO.start_background_task", lambda *_args: None)
    return create_site(
        store=MemoryStore(), library=Library(()), wall=Wall(), today_ms=lambda: 1_700_000_000_000
    )


@pytest.fixture
def lines(site):
    """Connect Ana and the facilitator to a running drill."""
    room = site.rooms.create("payment-outage")
    room.join("Ana", "ic")
    room.session.submit(BOSS, "drill.start", {})
    ana = Line(site, room, Identity("person", room.row.id, "ana"))
    return ana, Line(site, room, Identity("facilitator", room.row.id, "facilitator"))


def test_staff_hears_how_far_somebody_has_read(lines):
    ana, boss = lines
    boss.heard("presence")
    ana.tell("seen", {"seq": 2})
    assert boss.heard("presence")[-1] == {"online": ["ana", "facilitator"], "seen": {"ana": 2}}
    assert ana.heard("presence")[-1] == {"online": ["ana", "facilitator"]}


@pytest.mark.parametrize("name", ["connect", "disconnect", "nope", ["x"], 5, None])
def test_a_message_that_nobody_knows_is_answered_and_moves_nobody(site, lines, name):
    ana, boss = lines
    other = site.rooms.create("edge-502")
    other.join("Ana", "ic")
    token = Keys(other._store).issue(Identity("person", other.row.id, "ana"))
    answer = ana.tell(name, {"token": token}, {"token": token})
    assert answer["error"]["code"] == "unknown_verb"
    assert other.online() == []
    boss.heard("presence")
    ana.tell("command", {"verb": "hand.raise", "args": {}})
    assert boss.heard("events")[-1]["events"][0]["actor"] == "ana"


@pytest.mark.parametrize("content", [(), (None,), ("2",), ({},), ({"seq": "2"},), ({"seq": 99},)])
def test_nonsense_is_dropped_and_breaks_nothing(lines, content):
    ana, boss = lines
    boss.heard("presence")
    ana.tell("seen", *content)
    assert boss.heard("presence") == []
    assert ana.tell("command", {"verb": "hand.raise", "args": {}})["ok"]


@pytest.mark.parametrize(("accepts", "said"), [("en", "The drill"), ("en-XA", "⟦Thé drîll")])
def test_commands_are_answered_in_the_language_of_whoever_sent_them(site, accepts, said):
    room = site.rooms.create("payment-outage")
    room.join("Ana", "ic")
    ana = Line(site, room, Identity("person", room.row.id, "ana"), accepts)
    answer = ana.tell("command", {"verb": "incident.declare", "args": {"summary": "all is red"}})
    assert answer["error"]["code"] == "drill_not_started"
    assert answer["error"]["message"].startswith(said)
    assert ana.heard("view")[0]["sections"]["classify"]["steps"][0]["choices"][-1]["say"] == (
        "I don't know" if accepts == "en" else "⟦Î döñ't kñöw⟧"
    )


def test_whoever_is_turned_away_is_told_in_their_language(site):
    room = site.rooms.create("payment-outage")
    stranger = Line(site, room, Identity("person", room.row.id, "nobody"), "en-XA")
    assert not stranger.client.is_connected(NAMESPACE)

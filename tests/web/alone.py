"""Somebody who practises alone: a site whose clock tests move, and short words for commands."""

from __future__ import annotations

from itertools import count

from simulator.model.records import Command
from simulator.scenario import Library, load_policy, load_scenario
from simulator.session import Sender, compare, rebuild
from simulator.store import MemoryStore
from tests.web.office import Wall
from web.app import create_site

MINUTE = 60_000
BOSS = Sender("facilitator", staff=True)
ANA = Sender("ana")
FORM = {
    "scenario": "payment-outage",
    "seat": "ol",
    "crew": "expert",
    "name": "Ana",
    "policy": "imag",
}


class Place:
    """A site whose wall clock stands until the test moves it."""

    def __init__(self, monkeypatch):
        monkeypatch.setattr("flask_socketio.SocketIO.start_background_task", lambda *_args: None)
        self.wall = Wall()
        self.store = MemoryStore()
        self.site = create_site(
            store=self.store,
            library=Library(()),
            wall=self.wall,
            today_ms=count(1_700_000_000_000).__next__,
        )
        self.site.app.jinja_env.globals["asset"] = lambda name: f"/assets/{name}"
        self.rooms = self.site.rooms
        self.host = self.client()
        self.host.get(f"/host/{self.site.host_key}")

    def client(self):
        return self.site.app.test_client()

    def begin(self, **changed):
        """Set up a drill; return its room and where its player is sent."""
        answer = self.host.post("/solo", data=FORM | changed)
        assert answer.status_code == 302, answer.text
        path = answer.headers["Location"]
        return self.rooms.get(path.split("/")[2]), path

    def play(self, room, minutes):
        """Let the drill run for some minutes of its own time."""
        until = room.session.position().t + minutes * MINUTE
        while room.session.position().running and room.session.position().t < until:
            self.wall.now += 5
            room.step()


def do(room, sender, verb, **args):
    answer = room.submit(sender, verb, args)
    assert answer["ok"], answer
    return answer


def commands(room, actor, after=-1):
    found = (r for r in room.session.log().records if isinstance(r, Command))
    return [r for r in found if r.actor == actor and r.t > after]


def whole(room):
    """Carry out every command of a drill anew; return what parts from its record."""
    log, row = room.session.log(), room.row
    scenario = load_scenario(row.scenario_text)
    policy = load_policy(row.policy)
    core = rebuild(scenario, policy, log.header.seed, log.records, log.records[-1].t)
    return compare(log.records, core.records)

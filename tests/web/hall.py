"""A site whose clocks the test moves, with browsers and sockets of a host and of members."""

from __future__ import annotations

import hashlib
import html
import re
from itertools import count

from simulator.scenario import Library
from simulator.session import Sender
from simulator.store import MemoryStore
from tests.web.office import Wall
from web.app import create_site
from web.day_sockets import DAY_NAMESPACE

BOSS = Sender("facilitator", staff=True)
TODAY = 1_700_000_000_000


def _only_hang_ups(_socketio, target, *args, **kwargs):
    """Carry out what hangs up; loops are stepped by the tests."""
    if target.__name__ == "disconnect":
        target(*args, **kwargs)


def _hex(number, size):
    return hashlib.sha256(str(number).encode()).hexdigest()[: 2 * size]


class Browser:
    """Somebody's browser: pages with its own cookies, and one socket."""

    def __init__(self, hall):
        self.hall = hall
        self.pages = hall.site.app.test_client()
        self.path = ""
        self.socket = None
        self.heard = []
        self.read = []

    def get(self, path):
        answer = self.pages.get(path)
        self.read.append(answer.text)
        return answer

    def token(self, path):
        """Read the token out of a page."""
        page = self.get(path)
        assert page.status_code == 200, page.text
        return html.unescape(re.search(r'data-token="([^"]+)"', page.text)[1])

    def connect(self, namespace=DAY_NAMESPACE, path=""):
        """Open a page and connect as its script does."""
        site = self.hall.site
        auth = {"token": self.token(path or self.path), "seen": 0}
        self.socket = site.socketio.test_client(site.app, namespace=namespace, auth=auth)
        return self

    def hear(self, name=None):
        """Return everything of a name that came since the last time, in order."""
        # Not by get_received: that refuses what was sent before the server hung up.
        queue, self.socket.queue = self.socket.queue, []
        self.heard += [(one["name"], one["args"][0]) for one in queue]
        return [content for what, content in self.heard if name in {None, what}]

    @property
    def day(self):
        """The day as this browser knows it."""
        return self.hear("day")[-1]

    def send(self, verb, key=None, namespace=DAY_NAMESPACE, **args):
        message = {"verb": verb, "args": args} | ({"client_key": key} if key else {})
        return self.socket.emit("command", message, namespace=namespace, callback=True)

    def do(self, verb, **args):
        answer = self.send(verb, **args)
        assert answer["ok"], answer
        return answer


class Hall:
    """One server; ``again`` is the same one after a restart."""

    def __init__(self, monkeypatch, store=None, library=None, words=None):
        monkeypatch.setattr("flask_socketio.SocketIO.start_background_task", _only_hang_ups)
        # Ids and seeds come from the system's chance; here they are the same in every run.
        self.words = words or count(1)
        monkeypatch.setattr("secrets.token_hex", lambda size: _hex(next(self.words), size))
        monkeypatch.setattr("secrets.randbelow", lambda _below: 7)
        self.monkeypatch = monkeypatch
        self.store = store or MemoryStore()
        self.wall = Wall()
        self.today = TODAY
        self.library = library or Library(())
        self.site = create_site(
            store=self.store,
            library=self.library,
            wall=self.wall,
            today_ms=lambda: self.today,
        )
        self.site.app.jinja_env.globals["asset"] = lambda name: f"/assets/{name}"
        self.host = Browser(self)
        self.host.pages.get(f"/host/{self.site.host_key}")

    @property
    def rooms(self):
        return self.site.rooms

    def again(self):
        later = Hall(self.monkeypatch, self.store, self.library, self.words)
        later.wall.now, later.today = 9_000_000.0, self.today + 60_000
        return later

    def open_day(self, title="Friday"):
        """Open a lobby and connect the host to it."""
        answer = self.host.pages.post("/days", data={"title": title})
        self.host.path = answer.headers["Location"]
        self.host.connect()
        return self.day

    @property
    def day(self):
        return self.site.days.get(self.host.path.split("/")[2])

    def join(self, name):
        """Let somebody join by the code, and connect them."""
        member = Browser(self)
        code = self.day.row.join_code
        answer = member.pages.post(f"/join/{code}", data={"name": name})
        assert answer.status_code == 302, answer.text
        member.path = answer.headers["Location"]
        return member.connect()

    def pass_time(self, seconds):
        """Let some wall time pass for everything that is awake."""
        for _ in range(int(seconds)):
            self.wall.now += 1
            self.today += 1_000
            for room in list(self.rooms._rooms.values()):
                room.step()
            self.day.step()


def error(answer):
    """Return what a refusal says."""
    assert not answer["ok"], answer
    return answer["error"]["code"], answer["error"]["message"], answer["error"]["hint"]


def place(hall, rows):
    """Put people into teams and seats."""
    hall.host.do("teams.set", n=max(team for _, team, _ in rows))
    for person, team, seat in rows:
        hall.host.do("person.place", person=person, team=team, seat=seat)


def drill(hall, team):
    """Return the room of a team."""
    found = next(room for room in hall.host.day["rooms"] if room["team"] == team)
    return hall.rooms.get(found["drill"])

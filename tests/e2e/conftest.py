"""A real server in another process, and clients that talk to it as people and programs do."""

from __future__ import annotations

import itertools
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest
import requests
import socketio

from tests.e2e.browser import CHROMIUM, FLAGS, Page, need_playwright

START_S = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """``misfortune serve`` with a database that survives it."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.options = options
        self.process: subprocess.Popen[bytes] | None = None
        self.private = ""

    def start(self) -> Server:
        out = self.folder / "server.log"
        command = [sys.executable, "-m", "web", "serve", "--no-browser", f"--port={self.port}"]
        command += [f"--db=sqlite:///{self.folder}/drills.db", *self.options]
        with out.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=1):
                    break
            except OSError:
                time.sleep(0.05)
        else:
            pytest.fail(f"the server did not start:\n{out.read_text()}")
        found = re.findall(r"http://\S+/host/\S+", out.read_text())
        self.private = found[-1].replace("localhost", "127.0.0.1")
        return self

    def output(self) -> str:
        return (self.folder / "server.log").read_text()

    def kill(self) -> None:
        """As the power cut does it: no signal handler, no flush."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()


class Client:
    """One connection with the official protocol, keeping everything that it was ever sent."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token
        self.view: dict = {}
        self.events: list[dict] = []
        self.heard: list[object] = []
        self.seq = 0
        self._keys = (f"{id(self)}-{n}" for n in itertools.count(1))
        self._changed = threading.Condition()
        self.io = socketio.Client(reconnection=False)
        self.io.on("*", self._any, namespace="/drill")

    def _any(self, name: str, *content) -> None:
        with self._changed:
            self.heard.append([name, *content])
            message = content[0] if content else {}
            if name == "view":
                self.view = dict(message["sections"])
                self.events = [e for e in self.events if e["seq"] <= message["since"]]
                self.events += message["timeline"]
            elif name == "events":
                self.view |= message["sections"]
                self.events += message["events"]
            self.seq = message.get("seq", self.seq)
            self._changed.notify_all()

    def connect(self) -> Client:
        auth = {"token": self.token, "seen": self.seq}
        self.io.connect(self.url, namespaces=["/drill"], transports=["websocket"], auth=auth)
        self.until(lambda: self.view)
        return self

    def until(self, holds, seconds: float = 20):
        """Wait for something to become true of what was heard."""
        with self._changed:
            happened = self._changed.wait_for(holds, seconds)
            assert happened, f"never happened; last: {self.events[-3:]}"
            return holds()

    def event(self, kind: str, seconds: float = 20, **data) -> dict:
        def find():
            return next(
                (e for e in self.events if e["kind"] == kind and data.items() <= e["data"].items()),
                None,
            )

        return self.until(find, seconds)

    def ask(self, verb: str, /, key: str | None = None, **args) -> dict:
        message = {"verb": verb, "args": args, "client_key": key or next(self._keys)}
        return self.io.call("command", message, namespace="/drill", timeout=20)

    def do(self, verb: str, /, **args) -> int:
        answer = self.ask(verb, **args)
        assert answer["ok"], (verb, answer)
        return answer["seq"]

    def close(self) -> None:
        """Hang up at once: a polite goodbye waits three seconds for the answer to it."""
        if self.io.eio.ws:
            self.io.eio.ws.close(timeout=0)
        self.io.disconnect()
        self.io.eio.disconnect(abort=True)


class Site:
    """What a host does in a browser, as requests."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.http = requests.Session()
        self.pages: list[bytes] = []
        self.clients: list[Client] = []
        self.people: list[requests.Session] = []

    def get(self, path: str, http: requests.Session | None = None) -> requests.Response:
        return (http or self.http).get(self.server.url + path)

    def create(self, scenario: str = "payment-outage") -> tuple[str, str]:
        """Create a drill; return its id and join code."""
        self.http.get(self.server.private)
        answer = self.http.post(self.server.url + "/drills", data={"scenario": scenario})
        assert answer.status_code == 200, answer.text
        drill = answer.url.rsplit("/", 1)[1]
        code = re.search(r"/join/([A-Z0-9]{4}-[A-Z0-9]{4})", answer.text)
        assert code, answer.text
        return drill, code[1]

    def client(self, page: str) -> Client:
        token = re.search(r'data-token="([^"]+)"', page)
        assert token, page
        client = Client(self.server.url, token[1])
        self.clients.append(client)
        return client

    def facilitator(self, drill: str) -> Client:
        return self.client(self.get(f"/console/{drill}").text).connect()

    def join(self, code: str, name: str, seat: str) -> Client:
        http = requests.Session()
        self.people.append(http)
        form = http.get(f"{self.server.url}/join/{code}")
        answer = http.post(f"{self.server.url}/join/{code}", data={"name": name, "seat": seat})
        assert answer.status_code == 200, answer.text
        self.pages += [form.content, answer.content]
        client = self.client(answer.text).connect()
        client.path = answer.url.removeprefix(self.server.url)
        client.http = http
        return client

    def close(self) -> None:
        for client in self.clients:
            client.close()
        for http in [self.http, *self.people]:
            http.close()


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path).start()
    yield server
    server.stop()


@pytest.fixture
def site(server):
    site = Site(server)
    yield site
    site.close()


@pytest.fixture
def start_server(tmp_path):
    """Start servers with options; all are stopped afterwards."""
    started: list[Server] = []

    def start(*options: str) -> Server:
        started.append(Server(tmp_path, *options).start())
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def visit():
    """Open a :class:`Site` on any server."""
    opened: list[Site] = []

    def visit(server: Server) -> Site:
        opened.append(Site(server))
        return opened[-1]

    yield visit
    for site in opened:
        site.close()


@pytest.fixture(scope="module")
def chromium():
    """Debian's Chromium; without it these tests are skipped, unless they are required."""
    if not CHROMIUM:
        message = "no chromium on this machine"
        if os.environ.get("MISFORTUNE_REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    with need_playwright().sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def person(chromium, server):
    """Make pages, and hear their complaints at the end."""
    pages: list[Page] = []

    def make(**options) -> Page:
        pages.append(Page(chromium, server.url, **options))
        return pages[-1]

    yield make
    for page in pages:
        page.context.close()
    assert not [complaint for page in pages for complaint in page.complaints]

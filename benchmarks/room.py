"""What the room costs a browser: its first load, bursts of events, long timelines, many alerts.

A real server in this process, real Chromium, one trainee's page; what is counted is the time of
the page's main thread (CDP ``Performance.getMetrics`` in thread ticks), not the wall clock, so that
a busy machine matters less. Needs the extra ``browser`` and a Chromium. Prints
``{"figures": [...]}``; see :mod:`benchmarks.engine` for the form.
"""

from __future__ import annotations

import gzip
import json
import logging
import re
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, expect, sync_playwright
from werkzeug.serving import make_server

from benchmarks.timing import Figure, figure, report
from simulator.scenario import Library
from simulator.session import Sender
from simulator.store import MemoryStore
from web.app import create_site
from web.assets import DIST
from web.room import Room

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
_BURST = 200
_LONG = 1_000
_ALERTS = 60
_SETTLE_MS = 500
_STAND_S = 10
_PEOPLE = ("ic", "ol", "cl")


class Wall:
    """A wall clock that this benchmark moves, so that a minute of drill costs no minute."""

    def __init__(self) -> None:
        """Begin with real time."""
        self._ahead = 0.0

    def __call__(self) -> float:
        """Return seconds, monotonic."""
        return time.monotonic() + self._ahead

    def go_on(self, seconds: float) -> None:
        """Let time pass at once."""
        self._ahead += seconds


def crowded(folder: Path) -> str:
    """Write the payment outage with sixty more alerts about the same trouble; return its id."""
    text = (files("scenarios") / "payment-outage.yaml").read_text()
    scenario = yaml.safe_load(text)
    first = scenario["alerts"][0]
    quiet = {"labels": {**first["labels"], "severity": "ticket"}}
    scenario["id"] = "crowded"
    scenario["alerts"] += [{**first, **quiet, "alert": f"Crowd{n:02}"} for n in range(_ALERTS)]
    (folder / "crowded.yaml").write_text(yaml.safe_dump(scenario, sort_keys=False))
    return "crowded"


@contextmanager
def served(folder: Path) -> Iterator[tuple[Any, str, Wall]]:
    """Serve drills from this process; yield the site, its address and its wall clock."""
    wall = Wall()
    site = create_site(
        store=MemoryStore(), library=Library((folder,)), wall=wall, today_ms=lambda: 0
    )
    server = make_server("127.0.0.1", 0, site.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site, f"http://127.0.0.1:{server.server_port}", wall
    finally:
        site.rooms.close()
        server.shutdown()


class Trainee:
    """A trainee's page, and what it has cost so far."""

    def __init__(self, page: Page, url: str, code: str) -> None:
        """Join as responder."""
        self.page = page
        page.goto(f"{url}/join/{code}")
        page.get_by_label("Your name").fill("Rea")
        page.get_by_role("radio", name="Responder").check()
        page.get_by_role("button", name="Join the drill").click()
        page.wait_for_url(re.compile("/room/"))
        self._cdp = page.context.new_cdp_session(page)
        self._cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.shows("Timeline")

    def shows(self, text: str) -> None:
        """Wait until a text is on the page."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=60_000)

    def settle(self) -> None:
        """Let the page finish what it does by itself."""
        self.page.wait_for_timeout(_SETTLE_MS)

    def spent(self) -> float:
        """Return the ms of main thread so far."""
        metrics = self._cdp.send("Performance.getMetrics")["metrics"]
        taken: float = next(one["value"] for one in metrics if one["name"] == "TaskDuration")
        return taken * 1_000

    def cost(self, act: Callable[[], object], until: str) -> float:
        """Return the ms of main thread that pass until what ``act`` does is on the page."""
        begin = self.spent()
        act()
        self.shows(until)
        return self.spent() - begin


def talk(room: Room, number: int, mark: str) -> None:
    """Post messages of all three leads, the last of them with a mark."""
    for n in range(number):
        text = f"Latency on payment-api is {n} ms over its target" if n < number - 1 else mark
        answer = room.session.submit(
            Sender(_PEOPLE[n % 3]), "message.post", {"channel": "incident", "text": text}
        )
        if not answer["ok"]:
            raise RuntimeError(answer["error"])


def first_load() -> float:
    """Return the gzipped kB of scripts and styles without which the room does not begin."""
    names = json.loads((DIST / "manifest.json").read_text())["files"]
    wanted, seen = [names["room.js"], names["room.css"]], set()
    while wanted:
        name = wanted.pop()
        if name not in seen:
            seen.add(name)
            text = (DIST / name).read_text()
            wanted += re.findall(r'(?:from|import)\s*"\./([\w.-]+\.js)"', text)
    return sum(len(gzip.compress((DIST / name).read_bytes())) for name in seen) / 1_000


def _play(site: Any, scenario: str) -> Room:
    room: Room = site.rooms.create(scenario)
    for seat in _PEOPLE:
        room.session.submit(Sender(seat), "seat.take", {"name": seat.upper(), "seat": seat})
    return room


def _alone(browser: Any, url: str, room: Room) -> Trainee:
    context = browser.new_context(viewport={"width": 1366, "height": 800})
    return Trainee(context.new_page(), url, room.row.join_code)


def _bursts(browser: Any, site: Any, url: str, runs: int) -> list[Figure]:
    """Measure bursts in a new room and in one with a long timeline, and opening the latter."""
    short, full, opening = [], [], []
    for run in range(runs):
        room = _play(site, "payment-outage")
        who = _alone(browser, url, room)
        room.session.submit(Sender("boss", staff=True), "drill.start", {})
        who.settle()
        short.append(who.cost(partial(talk, room, _BURST, f"short {run}"), f"short {run}"))
        talk(room, _LONG, f"long {run}")
        who.shows(f"long {run}")
        who.settle()
        full.append(who.cost(partial(talk, room, _BURST, f"full {run}"), f"full {run}"))
        who.page.reload()
        who.shows(f"full {run}")
        who.settle()
        opening.append(who.spent())
        who.page.context.close()
    return [
        figure("burst_of_200", statistics.median(short), "ms main thread", "lower"),
        figure("burst_of_200_after_1000", statistics.median(full), "ms main thread", "lower"),
        figure("open_with_1200_entries", statistics.median(opening), "ms main thread", "lower"),
    ]


def _crowd(browser: Any, site: Any, url: str, wall: Wall, scenario: str) -> list[Figure]:
    """Measure sixty alerts that fire together, and ten seconds of a room that shows them."""
    room = _play(site, scenario)
    who = _alone(browser, url, room)
    room.session.submit(Sender("boss", staff=True), "drill.start", {})
    who.settle()

    def fire() -> None:
        wall.go_on(12 * 60)
        room.session.advance()

    cost = who.cost(fire, f"Crowd{_ALERTS - 1:02}")
    who.settle()
    begin = who.spent()
    who.page.wait_for_timeout(_STAND_S * 1_000)
    idle = (who.spent() - begin) / _STAND_S
    who.page.context.close()
    return [
        figure("sixty_alerts_fire", cost, "ms main thread", "lower"),
        figure("sixty_alerts_stand", idle, "ms main thread a second", "lower"),
    ]


def measure(runs: int = 3) -> list[Figure]:
    """Measure all of it."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    figures = [figure("first_load", first_load(), "kB gzipped", "lower")]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        scenario = crowded(folder)
        with served(folder) as (site, url, wall):
            browser = driver.chromium.launch(executable_path=chromium, args=_FLAGS)
            figures += _bursts(browser, site, url, runs)
            figures += _crowd(browser, site, url, wall, scenario)
            browser.close()
    return figures


if __name__ == "__main__":
    report(__doc__, measure, runs=3)

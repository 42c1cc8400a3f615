"""A whole drill in the pseudo-language: every word of every page comes from the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.e2e.playing import expect, host, join, speed
from tests.e2e.strays import log_texts, shown, strays, texts_in
from web.language import PSEUDO

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(300)]

SCENARIOS = Path(__file__).parents[2] / "scenarios"
ALIKE = ["Misfortune", "UTC", "IC", "OL", "CL", "min", "ms", "req", "MB", "GB", "SEV"]
"""The same in every language: names, short names of roles and units."""

OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"


class Reader:
    """What somebody sees, read once more in the pseudo-language."""

    def __init__(self, person):
        self.person = person
        self.found = set()
        self.rooms = []

    def look(self, page):
        """Read a page, with whatever can be opened on it."""
        expect(page.page.locator("main")).to_contain_text("⟦")
        for tab in page.page.get_by_role("tab").all() or [None]:
            if tab is not None:
                tab.click()
            page.page.evaluate(OPEN)
            self.found |= shown(page)

    def beside(self, page):
        """Open what a page shows in another browser of the same person, and look there too."""
        other = self.person(language=PSEUDO)
        other.context.add_cookies(page.context.cookies())
        self.look(other.goto(page.page.url))
        self.rooms.append(other)

    def look_again(self):
        for room in self.rooms:
            self.look(room)


def test_every_word_of_a_drill_is_in_the_catalogue(person, server):
    reader = Reader(person)
    start = person(language=PSEUDO).goto(server.private)
    reader.look(start)
    reader.look(start.goto("/solo"))
    boss, link = host(person, server)
    guest = person(language=PSEUDO)
    for path in ("/", "/join?code=AAAA-BBBB", link, "/nowhere", "/console/nowhere"):
        reader.look(guest.goto(path))
    guest.complaints.clear()  # a page that is not there is reported as an error, rightly
    for page in (boss, join(person, link, "Ben", "Operations Lead")):
        reader.beside(page)
    reader.beside(join(person, link, "Obi", "Observer"))
    boss.press("Fill empty seats with bots")
    boss.press("Start drill")
    speed(boss, 60)
    expect(boss.region("Timeline")).to_contain_text("mitigat", timeout=90_000)
    boss.press("Pause")
    reader.look_again()
    boss.press("End drill")
    boss.press("End it")
    reader.look_again()
    log = boss.context.request.get(f"{boss.page.url}/log.jsonl").text()
    reader.beside(boss.goto(f"{boss.page.url}/debrief"))
    files = [yaml.safe_load(path.read_text()) for path in SCENARIOS.glob("*.yaml")]
    assert strays(reader.found, [*ALIKE, *texts_in(files), *log_texts(log)]) == []

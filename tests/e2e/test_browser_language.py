"""Drills in the pseudo-language: every word of every page comes from the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from simulator.scenario import Library
from tests.e2e.browser import need_playwright

expect = need_playwright().expect

from tests.e2e.payment import (  # noqa: E402 - needs a browser
    SHIFT,
    change,
    declare_and_staff,
    investigate,
    publish,
    tell,
)
from tests.e2e.playing import come, host, join, open_day, speed  # noqa: E402
from tests.e2e.strays import log_texts, shown, strays, texts_in  # noqa: E402
from web.catalogues import PSEUDO  # noqa: E402

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(300)]

SCENARIOS = Path(__file__).parents[2] / "scenarios"
ALIKE = ["Misfortune", "UTC", "IC", "OL", "CL", "min", "ms", "req", "MB", "GB", "SEV", ""]
"""The same in every language: names, short names of roles and units."""
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"


class Reader:
    """What people see, read once more in the pseudo-language."""

    def __init__(self, person):
        self.person = person
        self.found = set()
        self.others = []

    def look(self, page):
        """Read a page, with whatever can be opened on it."""
        expect(page.page.locator("main")).to_contain_text("⟦")
        for tab in page.page.get_by_role("tab").all() or [None]:
            if tab is not None:
                tab.click()
            page.page.evaluate(OPEN)
            self.found |= shown(page)

    def beside(self, *pages):
        """Open what each page shows in another browser of the same person, and look there too."""
        for page in pages:
            other = self.person(language=PSEUDO)
            other.context.add_cookies(page.context.cookies())
            self.look(other.goto(page.page.url))
            self.others.append(other)

    def look_again(self):
        for other in self.others:
            self.look(other)

    def strays(self, boss, *more):
        """Return what was no data of a drill, which is over or goes on."""
        log = boss.context.request.get(f"{boss.page.url.removesuffix('/debrief')}/log.jsonl").text()
        files = [yaml.safe_load(path.read_text()) for path in SCENARIOS.glob("*.yaml")]
        called = [one["name"].split()[0] for file in files for one in file["personas"].values()]
        data = [*ALIKE, *called, *more, *texts_in(files), *log_texts(log)]
        assert len(strays(shown(boss), data)) > 20, "a page in English is nothing but strays"
        return strays(self.found, data)


def test_every_word_of_a_drill_with_bots_is_in_the_catalogue(person, server):
    reader = Reader(person)
    start = person(language=PSEUDO).goto(server.private)
    reader.look(start)
    reader.look(start.goto("/solo"))
    boss, link = host(person, server)
    guest = person(language=PSEUDO)
    for path in ("/", "/join?code=AAAA-BBBB", link, "/nowhere", "/console/nowhere"):
        reader.look(guest.goto(path))
    guest.complaints.clear()  # a page that is not there is reported as an error, rightly
    ben = join(person, link, "Ben", "Operations Lead")
    reader.beside(boss, ben, join(person, link, "Obi", "Observer"))
    boss.press("Fill empty seats with bots")
    boss.press("Start drill")
    speed(boss, 60)
    expect(boss.region("Timeline")).to_contain_text("mitigat", timeout=90_000)
    boss.press("Pause")
    reader.look_again()
    boss.press("End drill")
    boss.press("End it")
    reader.look_again()
    reader.beside(boss.goto(f"{boss.page.url}/debrief"))
    assert reader.strays(boss) == []


def test_every_word_of_every_seat_is_in_the_catalogue(person, server):
    reader = Reader(person)
    boss, link = host(person, server)
    titles = ("Incident Commander", "Operations Lead", "Communications Lead")
    ic, ol, cl = (
        join(person, link, *who) for who in zip(("Ana", "Ben", "Cho"), titles, strict=True)
    )
    others = [join(person, link, name, name) for name in ("Responder", "Scribe", "Planner")]
    boss.page.get_by_text("Somebody to help you facilitate or evaluate?").click()
    desk = boss.page.get_by_label("Evaluator link", exact=True).input_value()
    eva = person().goto(desk)
    reader.look(person(language=PSEUDO).goto(desk))
    eva.page.get_by_label("Your name").fill("Eva")
    eva.press("Go to the desk")
    reader.beside(ic, cl, *others, eva)
    boss.press("Start drill")
    speed(boss, 60)
    expect(ol.button("Acknowledge PaymentErrorsHigh")).to_be_visible(timeout=30_000)
    speed(boss, 8)
    declare_and_staff(ic, ol, cl)
    cl.tab("Comms")
    publish(cl, "investigating", "Some customers cannot pay by card. We are working on it.")
    tell(cl, "investigating", "40% of card payments fail since 14:13, all regions")
    investigate(ol)
    change(ic, ol, SHIFT, "backup has less room and costs more", "route back, 2 minutes")
    boss.press("Pause")
    reader.look_again()
    assert reader.strays(boss, "Responder", "Scribe", "Planner", "Eva") == []


def test_every_word_of_a_game_day_is_in_the_catalogue(person, server):
    reader = Reader(person)
    day, link = open_day(person, server, "Game day in May")
    reader.look(person(language=PSEUDO).goto(link))
    ana = come(person, link, "Ana")
    reader.beside(day, ana, come(person, link, "Ben"))
    day.press("Spin the wheel")
    expect(day.page.get_by_text("The wheel chose: ")).to_be_attached(timeout=15_000)
    day.press("Draw teams and roles")
    reader.look_again()
    day.page.get_by_label("Empty core seats", exact=True).select_option("expert")
    day.press("Open the rooms")
    day.press("Start all")
    console = day.page.get_by_role("link", name="Console of team 1")
    expect(console).to_be_visible(timeout=20_000)
    reader.look(reader.others[0])  # the members are in their rooms by now
    boss = person()
    boss.context.add_cookies(day.context.cookies())
    boss.goto(console.get_attribute("href"))
    # On the wheel a title stands in two lines.
    titles = [entry.title.split() for entry in Library(()).entries()]
    lines = [" ".join(words[i:j]) for words in titles for i in range(6) for j in range(i, 9)]
    code = link.rsplit("/", 1)[1]
    assert reader.strays(boss, "Game day in May", "Ana", "Ben", code, *lines) == []

"""What several people in browsers do together, whatever the scenario."""

from __future__ import annotations

import importlib
import re

from tests.e2e.browser import Page, need_playwright

expect = need_playwright().expect

LOOKS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def host(person, server, title="Card payments are failing", **options) -> tuple[Page, str]:
    """Open the private link, set up a drill; return its console and the join link."""
    boss = person(**options).goto(server.private)
    boss.page.get_by_role("radio", name=title).check()
    boss.press("Set up the drill")
    boss.page.wait_for_url(re.compile("/console/"))
    link = boss.page.get_by_label("Join link", exact=True).input_value()
    return boss, link


def join(person, link: str, name: str, seat: str, **options) -> Page:
    page = person(**options).goto(link)
    page.page.get_by_label("Your name").fill(name)
    page.page.get_by_role("radio", name=seat).check()
    page.press("Join the drill")
    page.page.wait_for_url(re.compile("/room/"))
    return page


def speed(boss: Page, factor: int) -> None:
    boss.page.get_by_label("Speed", exact=True).select_option(str(factor))


def let_pass(page: Page, minutes: int) -> None:
    """Wait until the drill clock of a page has gone on by so many minutes, on one day."""
    hours, past = page.page.get_by_label("Drill clock").inner_text().split(":")[:2]
    goal = int(hours) * 60 + int(past) + minutes
    page.page.wait_for_function(
        "goal => document.querySelector('[data-live=clock]').textContent >= goal",
        arg=f"{goal // 60:02}:{goal % 60:02}",
    )


def look(ol: Page, title: str) -> None:
    name = re.compile(rf"^Look( again)? at {re.escape(title)}$")
    ol.page.get_by_role("button", name=name).click()
    source = ol.page.locator("li.source", has_text=title)
    expect(source.get_by_text("seen").first).to_be_visible(timeout=20_000)


def propose(ol: Page, title: str, risk: str, undo: str) -> None:
    action = ol.page.locator("details.action", has_text=title)
    action.locator("summary").click()
    action.get_by_label("What could go wrong").fill(risk)
    action.get_by_label("How it is undone").fill(undo)
    action.get_by_role("button", name=f"Propose {title}", exact=True).click()


def start_approved(ol: Page, title: str) -> None:
    """Start a change once the go-ahead is on the page: before that, the button asks back."""
    run = ol.page.locator("li.run[data-status=approved]", has_text=title)
    run.get_by_role("button", name=f"Start {title}", exact=True).click()


def no_violations(page: Page, where: str) -> None:
    """Hold a page against WCAG in both themes."""
    axe = importlib.import_module("axe_playwright_python.sync_playwright")
    for scheme in ("light", "dark"):
        page.page.emulate_media(color_scheme=scheme)
        found = axe.Axe().run(page.page, options={"runOnly": LOOKS})
        assert found.violations_count == 0, f"{where}, {scheme}: {found.generate_report()}"


def open_day(person, server, title: str, **options) -> tuple[Page, str]:
    """Open a game day from the start page; return its host's page and the join link."""
    boss = person(**options).goto(server.private)
    boss.page.get_by_role("radio", name="A game day").check()
    boss.page.get_by_label("Name of the game day").fill(title)
    boss.press("Open the lobby")
    boss.page.wait_for_url(re.compile("/day/"))
    link = boss.page.get_by_label("Join link", exact=True).input_value()
    return boss, link.replace("localhost", "127.0.0.1")


def come(person, link: str, name: str, **options) -> Page:
    """Join a game day by its link."""
    page = person(**options).goto(link)
    page.page.get_by_label("Your name").fill(name)
    page.press("Join the game day")
    page.page.wait_for_url(re.compile("/day/"))
    return page


def on_phone(page: Page, name: str, folder, **options) -> None:
    """Keep pictures of a page at the width of a phone, where nothing may stick out."""
    page.page.set_viewport_size({"width": 360, "height": 740})
    page.themed(name, folder, **options)
    wide = page.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360, f"{name} is {wide} px wide on a phone"
    page.page.set_viewport_size({"width": 1366, "height": 800})

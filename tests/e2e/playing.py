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
    link = boss.page.get_by_label("Join link").input_value()
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


def no_violations(page: Page, where: str) -> None:
    axe = importlib.import_module("axe_playwright_python.sync_playwright")
    for scheme in ("light", "dark"):
        page.page.emulate_media(color_scheme=scheme)
        found = axe.Axe().run(page.page, options={"runOnly": LOOKS})
        assert found.violations_count == 0, f"{where}, {scheme}: {found.generate_report()}"

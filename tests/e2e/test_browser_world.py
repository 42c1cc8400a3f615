"""A world that fights back, in real browsers: locked out, helped by another team, steered."""

from __future__ import annotations

import re

import pytest

from tests.e2e.browser import need_playwright

expect = need_playwright().expect

from tests.e2e.playing import (  # noqa: E402 - needs a browser
    host,
    join,
    look,
    no_violations,
    propose,
    speed,
    start_approved,
)

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(300)]

OFF = "Switch rule inspection off in all cities"
BYPASS = "Open the emergency entrance to the control network"


def steer(boss):
    """Hold, edit and improvise injects, and ease the world."""
    boss.press("Hold fernsicht")
    expect(boss.button("Release fernsicht")).to_be_visible()
    boss.press("Edit fernsicht")
    boss.page.get_by_label("New words of fernsicht").fill("We are dark since 13:42. Until when?")
    boss.press("Save words of fernsicht")
    expect(boss.region("Injects")).to_contain_text("Until when?")
    boss.page.get_by_text("Improvise", exact=True).click()
    form = boss.page.locator("#improvise")
    form.locator("[name=persona]").select_option(label="Mirela Novak, Chief Executive")
    form.locator("[name=channel]").select_option("dm-ic")
    form.locator("[name=text]").fill("Is it an attack? I am asked by the board.")
    boss.press("Send")
    boss.press("Worsen greedy-rule")


def locked_out(ic, ol):
    """Try what cannot be reached, and read why."""
    ol.tab("Work")
    look(ol, "Rule inspection dashboard")
    expect(ol.page.locator("li.source", has_text="504 after 60 s")).to_be_visible()
    propose(ol, OFF, "nothing is inspected meanwhile", "switch it on again, 20 minutes")
    ic.tab("Command")
    ic.press(f"Approve {OFF}")
    start_approved(ol, OFF)
    expect(ol.page.get_by_text("login timed out after 60 s").first).to_be_visible()


def bring_in(ol, team, why):
    ol.page.get_by_text("Bring in a team", exact=True).click()
    form = ol.page.locator("#bring")
    form.get_by_label("Team").select_option(label=team)
    form.get_by_label("Why").fill(why)
    ol.press("Ask for the team")


def test_a_team_that_is_locked_out_finds_another_way(person, server, tmp_path):
    boss, link = host(person, server, "Websites everywhere answer with 502")
    ic = join(person, link, "Ana", "Incident Commander")
    ol = join(person, link, "Ben", "Operations Lead")
    boss.press("Start drill")
    speed(boss, 60)
    expect(ol.button("Acknowledge ProbesFailing")).to_be_visible(timeout=30_000)
    speed(boss, 8)
    ol.press("Acknowledge ProbesFailing")
    steer(boss)
    expect(ic.page.get_by_text("I am asked by the board").first).to_be_visible()
    locked_out(ic, ol)
    bring_in(ol, "Inspection rules", "your set 2210 went out a minute before")
    propose(ol, BYPASS, "none known", "close it")
    ic.press(f"Approve {BYPASS}")
    start_approved(ol, BYPASS)
    speed(boss, 60)
    expect(ol.region("People")).to_contain_text("Piotr Zielak", timeout=30_000)
    expect(ol.page.locator("li.run", has_text=BYPASS)).to_contain_text(
        re.compile("done|finished"), timeout=30_000
    )
    speed(boss, 1)
    for name, page in (("edge-ol", ol), ("edge-console", boss)):
        page.themed(name, tmp_path)
        no_violations(page, name)
        page.page.emulate_media(color_scheme="dark")
    ol.press(f"Start {OFF}")
    expect(ol.page.locator("li.run", has_text=OFF)).to_contain_text("under way")

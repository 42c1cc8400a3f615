"""A whole drill in real browsers: host and facilitator, IC, CL and OL, from join to debrief."""

from __future__ import annotations

import re

import pytest

from simulator.scenario import Library
from tests.e2e.browser import Page, need_playwright

expect = need_playwright().expect

from tests.e2e.playing import host, join, look, no_violations, propose, speed  # noqa: E402 - needs a browser

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(420)]

SHIFT = "Route card payments to the backup processor"
ROLLBACK = "Roll card-router back to release 4.11, region by region"


def tell(cl: Page, status: str, impact: str) -> None:
    """Post an update to stakeholders, as the form asks for it."""
    form = cl.page.locator("#update")
    form.get_by_label("Status", exact=True).fill(status)
    form.get_by_label("Impact", exact=True).fill(impact)
    form.get_by_label("Theory", exact=True).fill("release 4.12 of the card router is suspected")
    form.get_by_label("Next action", exact=True).fill("Ben moves traffic, then rolls back")
    form.get_by_label("Next update in").select_option("15")
    cl.press("Post update")
    expect(form.get_by_label("Impact", exact=True)).to_have_value("")


def publish(cl: Page, stage: str, text: str) -> None:
    form = cl.page.locator("#statuspage")
    form.get_by_label("Stage").select_option(stage)
    form.get_by_label("What customers read").fill(text)
    if stage != "resolved":
        form.get_by_label("Next post in").select_option("30")
    cl.press("Post to status page")
    expect(form.get_by_label("What customers read")).to_have_value("")


def verify(ol: Page, title: str) -> None:
    expect(ol.button(f"Verify {title}")).to_be_visible(timeout=90_000)
    look(ol, "Test purchases, one card in each region")
    form = ol.page.locator("form", has=ol.button(f"Verify {title}"))
    form.get_by_label("metrics").check()
    form.get_by_label("synthetic").check()
    form.get_by_label("worked", exact=True).check()
    ol.press(f"Verify {title}")
    expect(ol.page.get_by_text("✓ worked").first).to_be_visible()


def declare_and_staff(ic: Page, ol: Page, cl: Page) -> None:
    """From the page to a staffed incident."""
    ol.press("Acknowledge PaymentErrorsHigh")
    ic.tab("Command")
    ic.page.get_by_label("What is failing, in a few words").fill("Card payments are failing")
    ic.press("Declare incident")
    for page in (ol, cl):
        expect(page.region("Incident")).to_contain_text("Card payments are failing")
    ic.press("Take command")
    ic.page.locator("#severity").get_by_label("Level").select_option("SEV-1")
    ic.press("Set severity")
    for title, page in (("Operations Lead", ol), ("Communications Lead", cl)):
        assign(ic, title)
        page.press(f"Accept role {title}")
    expect(cl.region("Incident")).to_contain_text("SEV-1")


def investigate(ol: Page) -> None:
    """Look at what changed, and say what it suggests."""
    ol.tab("Work")
    look(ol, "Change history, newest first")
    look(ol, "Card router dashboard")
    ol.page.get_by_label("Suspect").select_option("card-router")
    ol.page.get_by_label("Because").fill("release 4.12 changed the routing table")
    ol.press("State hypothesis")


def change(ic: Page, ol: Page, title: str, risk: str, undo: str) -> None:
    """Propose, approve and start a change."""
    propose(ol, title, risk, undo)
    ic.press(f"Approve {title}")
    ol.press(f"Start {title}")


def look_around(boss: Page, ic: Page, ol: Page, cl: Page, folder) -> None:
    """Keep pictures of every page in both themes, and hold them against WCAG."""
    for name, page in (("room-ic", ic), ("room-ol", ol), ("room-cl", cl), ("console", boss)):
        page.themed(name, folder)
        no_violations(page, name)
        page.page.emulate_media(color_scheme="dark")
    cl.page.set_viewport_size({"width": 360, "height": 740})
    cl.themed("room-cl-phone", folder)
    wide = cl.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360, f"the page is {wide} px wide on a phone"
    cl.page.set_viewport_size({"width": 1366, "height": 800})


def close(ic: Page, cl: Page) -> None:
    """Say that it is over, inside and outside, and when it is talked about."""
    publish(cl, "monitoring", "Card payments work again for everybody. We keep watching.")
    ic.press("Resolve incident")
    confirm(ic)
    ic.page.get_by_label("Owner of the review").select_option(label="Ben")
    ic.press("Schedule review")
    publish(cl, "resolved", "All customers can pay by card again. We are sorry.")


def test_three_people_play_the_payment_outage_to_its_end(person, server, tmp_path):
    boss, link = host(person, server)
    ic = join(person, link, "Ana", "Incident Commander")
    ol = join(person, link, "Ben", "Operations Lead")
    cl = join(person, link, "Cho", "Communications Lead")
    boss.press("Start drill")
    speed(boss, 60)
    expect(ol.button("Acknowledge PaymentErrorsHigh")).to_be_visible(timeout=30_000)
    speed(boss, 15)
    declare_and_staff(ic, ol, cl)
    cl.tab("Comms")
    publish(cl, "investigating", "Some customers cannot pay by card. We are working on it.")
    tell(cl, "investigating", "40% of card payments fail since 14:13, all regions")
    investigate(ol)
    change(ic, ol, SHIFT, "backup has less room and costs more", "route back, 2 minutes")
    speed(boss, 60)
    verify(ol, SHIFT)
    change(ic, ol, ROLLBACK, "long, and the old logs are lost", "deploy 4.12 again")
    publish(cl, "identified", "We know the cause and are undoing a change. Most can pay by card.")
    tell(cl, "mitigating", "18% of card payments fail, down from 40%")
    speed(boss, 1)
    look_around(boss, ic, ol, cl, tmp_path)
    speed(boss, 60)
    for step in range(6):
        tell(cl, "recovering", f"{14 - 2 * step}% of card payments fail")
        cl.page.wait_for_timeout(7_000)
    verify(ol, ROLLBACK)
    close(ic, cl)
    boss.press("End drill")
    boss.press("End it")
    boss.page.get_by_role("link", name="Debrief", exact=True).first.click()
    for page in (ic, ol, cl, boss):
        page.page.wait_for_url(re.compile("/debrief$"), timeout=20_000)
        expect(page.page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.page.locator("svg").first).to_be_visible()
    boss.page.set_viewport_size({"width": 1366, "height": 1600})
    boss.themed("debrief", tmp_path)
    no_violations(boss, "debrief")
    for page in (ic, ol, cl):
        nothing_hidden(page)


def assign(ic: Page, title: str) -> None:
    """Name the person in a seat for its role."""
    form = ic.page.locator("#assign")
    role = form.get_by_label("Role")
    role.select_option(label=title)
    names = {"Operations Lead": "Ben", "Communications Lead": "Cho"}
    form.get_by_label("To").select_option(label=names[title])
    ic.press("Assign")


def confirm(page: Page) -> None:
    """Say yes, if the page asks whether one is sure."""
    dialog = page.page.locator("dialog[open] button.danger, dialog[open] button.primary")
    if dialog.count():
        dialog.first.click()


def nothing_hidden(page: Page) -> None:
    """Search every frame that a trainee's browser got for what the scenario hides."""
    entry = next(e for e in Library(()).entries() if e.id == "payment-outage")
    scenario = entry.scenario
    hidden = [*scenario.faults, *(f.cause for f in scenario.faults.values() if f.cause)]
    hidden += [inject.when for inject in scenario.injects if inject.when]
    hidden += ['"impact.changed"', '"signal.moved"', '"fault.']
    received = b"\n".join(page.received).decode(errors="replace")
    assert len(received) > 20_000
    assert not [text for text in hidden if text in received]


def test_a_reload_and_a_lost_line_come_back_to_the_same_state(person, server):
    boss, link = host(person, server)
    ana = join(person, link, "Ana", "Incident Commander")
    ben = join(person, link, "Ben", "Operations Lead")
    boss.press("Start drill")
    ana.page.get_by_label("Message").fill("<img src=x onerror=alert(1)> hello")
    ana.press("Send")
    expect(ben.region("Timeline")).to_contain_text("<img src=x onerror=alert(1)> hello")
    ben.page.reload()
    expect(ben.region("Timeline")).to_contain_text("<img src=x onerror=alert(1)> hello")
    ben.context.set_offline(True)
    ana.page.get_by_label("Message").fill("while you were away")
    ana.press("Send")
    ben.context.set_offline(False)
    expect(ben.region("Timeline")).to_contain_text("while you were away", timeout=40_000)
    ben.complaints.clear()  # an unreachable network is reported as an error, rightly


def test_pages_before_the_room_are_accessible(person, server, tmp_path):
    boss = person().goto(server.private)
    boss.themed("home", tmp_path)
    no_violations(boss, "home")
    boss.press("Set up the drill")
    boss.page.wait_for_url(re.compile("/console/"))
    link = boss.page.get_by_label("Join link").input_value()
    no_violations(boss, "console in the lobby")
    guest = person().goto("/")
    no_violations(guest, "welcome")
    guest.goto(link).themed("join", tmp_path)
    no_violations(guest, "join")
    wrong = person().goto("/join?code=AAAA-BBBB")
    expect(wrong.page.get_by_role("alert")).to_contain_text("No drill has that join code.")
    eve = join(person, link, "Eve", "Observer", width=360)
    no_violations(eve, "lobby of an observer on a phone")


def test_one_person_and_two_bots_with_the_keyboard_alone(person, server):
    boss, link = host(person, server)
    ben = join(person, link, "Ben", "Operations Lead")
    boss.press("Fill empty seats with bots")
    boss.press("Start drill")
    speed(boss, 60)
    expect(ben.button("Acknowledge PaymentErrorsHigh")).to_be_visible(timeout=30_000)
    ben.page.keyboard.press("a")
    expect(ben.region("Alerts")).to_contain_text("Ben has it")
    ben.page.keyboard.press("/")
    ben.page.keyboard.type("I have the page")
    ben.page.keyboard.press("Enter")
    expect(ben.region("Timeline")).to_contain_text("I have the page")
    expect(ben.region("Incident")).to_contain_text(re.compile(r"SEV-\d"), timeout=60_000)

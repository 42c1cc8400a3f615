"""Single rooms in real browsers: lost lines, pages before the room, the keyboard alone."""

from __future__ import annotations

import re

import pytest

from tests.e2e.browser import need_playwright

expect = need_playwright().expect

from tests.e2e.playing import host, join, no_violations, on_phone, speed  # noqa: E402

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(420)]


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
    link = boss.page.get_by_label("Join link", exact=True).input_value()
    no_violations(boss, "console in the lobby")
    guest = person().goto("/")
    no_violations(guest, "welcome")
    guest.themed("welcome", tmp_path)
    guest.goto(link).themed("join", tmp_path)
    no_violations(guest, "join")
    boss_again = person().goto(server.private).goto("/solo")
    no_violations(boss_again, "setting up practice, by its address")
    no_violations(guest.goto("/nowhere"), "an address that is not there")
    guest.complaints.clear()  # a page that is not there is reported as an error, rightly
    wrong = person().goto("/join?code=AAAA-BBBB")
    expect(wrong.page.get_by_role("alert")).to_contain_text("No drill has that join code.")
    eve = join(person, link, "Eve", "Observer", width=360)
    no_violations(eve, "lobby of an observer on a phone")
    expect(eve.page.get_by_role("heading", name="Observer")).to_be_visible()
    no_violations(eve, "lobby of an observer on a phone, all of it")
    on_phone(eve, "lobby-observer-phone", tmp_path)
    ben = join(person, link, "Ben", "Operations Lead")
    expect(ben.page.get_by_role("heading", name="Operations Lead")).to_be_visible()
    ben.themed("lobby", tmp_path)


def test_pages_that_wait_or_turn_away_are_accessible(person, server):
    boss, link = host(person, server)
    eve = join(person, link, "Eve", "Observer", width=360)
    expect(eve.page.get_by_role("heading", name="Observer")).to_be_visible()
    waiting = person(width=360)
    waiting.context.add_cookies(eve.context.cookies())
    waiting.page.route_web_socket(re.compile("/socket.io/"), lambda _line: None)  # never answers
    waiting.goto(eve.page.url)
    expect(waiting.page.get_by_role("heading", name="Joining the drill …")).to_be_visible()
    no_violations(waiting, "joining")
    boss.press("Remove Eve")
    boss.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(eve.page.get_by_role("alert")).to_contain_text("You have no seat in this drill any more")
    no_violations(eve, "without a seat")


def test_one_person_and_two_bots_with_the_keyboard_alone(person, server):
    boss, link = host(person, server)
    ben = join(person, link, "Ben", "Operations Lead")
    boss.press("Fill empty seats with bots")
    boss.press("Start drill")
    speed(boss, 60)
    expect(ben.button("Acknowledge PaymentErrorsHigh")).to_be_visible(timeout=30_000)
    ben.page.keyboard.press("a")
    expect(ben.region("Alerts")).to_contain_text("Ben has it")
    ben.page.set_viewport_size({"width": 1024, "height": 730})
    assert ben.region("Inbox").bounding_box()["height"] > 60, "a small laptop hides the inbox"
    ben.page.set_viewport_size({"width": 1366, "height": 800})
    ben.page.keyboard.press("/")
    ben.page.keyboard.type("I have the page")
    ben.page.keyboard.press("Enter")
    expect(ben.region("Timeline")).to_contain_text("I have the page")
    expect(ben.region("Incident")).to_contain_text(re.compile(r"SEV-\d"), timeout=60_000)

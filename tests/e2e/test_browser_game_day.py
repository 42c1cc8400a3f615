"""A whole game day in six browsers, from the wheel to the debrief.

The facilitator, an Incident Commander, an Operations Lead, a Communications Lead who looks at it on
a phone too, a responder, and an observer with a phone. On the way a line is lost and comes back.
"""

from __future__ import annotations

import re

import pytest

from tests.e2e.browser import Page, need_playwright

expect = need_playwright().expect

from tests.e2e.payment import (  # noqa: E402 - needs a browser
    ROLLBACK,
    SHIFT,
    change,
    close,
    declare_and_staff,
    investigate,
    nothing_hidden,
    publish,
    tell,
    verify,
)
from tests.e2e.playing import (  # noqa: E402
    come,
    let_pass,
    no_violations,
    on_phone,
    open_day,
    speed,
)

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(420)]

SEATS = {"Ana": "ic", "Ben": "ol", "Cho": "cl", "Dia": "responder", "Eve": "observer"}


def gather(boss: Page, team: dict[str, Page]) -> None:
    """Everybody checks the call and says that they are ready."""
    for page in team.values():
        page.press("Yes, both").press("I am ready")
    expect(boss.region("Who is here")).to_contain_text("5 people, 5 ready")


def spin_and_draw(boss: Page, team: dict[str, Page], folder) -> None:
    """Spin before everybody's eyes, then play the payment outage in the seats of this test."""
    boss.press("Spin the wheel")
    said = boss.page.get_by_text(re.compile("^The wheel chose: "))
    expect(said).to_be_attached(timeout=15_000)
    told = said.inner_text()
    for page in team.values():
        expect(page.page.get_by_text(told, exact=True)).to_be_attached(timeout=15_000)
    boss.themed("day-wheel", folder, full_page=True)
    boss.page.get_by_text("Choose without the wheel").click()
    boss.page.get_by_label("Scenario", exact=True).select_option("payment-outage")
    boss.press("Play this one")
    boss.press("Draw teams and roles")
    for name, seat in SEATS.items():
        boss.page.get_by_label(f"Seat of {name}").select_option(seat)
    expect(team["Ana"].region("Your role")).to_contain_text("Incident Commander")


def enter(boss: Page, team: dict[str, Page]) -> None:
    """Open the room; everybody is taken there, and the facilitator goes to the console."""
    boss.press("Open the rooms")
    for page in team.values():
        page.page.wait_for_url(re.compile("/room/"), timeout=20_000)
    boss.press("Start all")
    boss.page.get_by_role("link", name="Console of team 1").click()
    boss.page.wait_for_url(re.compile("/console/"))


def lose_the_line(ol: Page, others: list[Page]) -> None:
    """Speak while the line is down: it is kept, and said once when the line is back."""
    ol.context.set_offline(True)
    expect(ol.page.get_by_text("The line is down").first).to_be_visible(timeout=40_000)
    ol.page.get_by_label("Message", exact=True).fill("said in a tunnel")
    ol.press("Send")
    ol.context.set_offline(False)
    for page in others:
        expect(page.region("Timeline")).to_contain_text("said in a tunnel", timeout=40_000)
        expect(page.region("Timeline").get_by_text("said in a tunnel", exact=True)).to_have_count(1)
    ol.complaints.clear()  # an unreachable network is reported as an error, rightly


def look_around(pages: dict[str, Page], folder) -> None:
    """Keep pictures of every page in both themes, and hold them against WCAG."""
    for name, page in pages.items():
        page.themed(name, folder)
        no_violations(page, name)
        page.page.emulate_media(color_scheme="dark")
    on_phone(pages["room-cl"], "room-cl-phone", folder)


def recover(boss: Page, ol: Page, cl: Page) -> None:
    """Keep telling people while the change takes its time."""
    speed(boss, 60)
    for step in range(6):
        tell(cl, "recovering", f"{14 - 2 * step}% of card payments fail")
        let_pass(cl, 7)
    verify(ol, ROLLBACK)


def look_back(boss: Page, team: dict[str, Page], folder) -> None:
    """End the drill; everybody reads the same debrief."""
    boss.press("End drill")
    boss.press("End it")
    boss.page.get_by_role("link", name="Debrief", exact=True).first.click()
    for page in [*team.values(), boss]:
        page.page.wait_for_url(re.compile("/debrief$"), timeout=20_000)
        expect(page.page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.page.locator("svg").first).to_be_visible()
    boss.page.set_viewport_size({"width": 1366, "height": 1600})
    boss.themed("debrief", folder)
    no_violations(boss, "debrief")


def test_a_game_day_from_the_wheel_to_the_debrief(person, server, tmp_path):
    day, link = open_day(person, server, "Game day in May")
    widths = {"Eve": 360}
    team = {name: come(person, link, name, width=widths.get(name, 1366)) for name in SEATS}
    ic, ol, cl, helper, eve = team.values()
    gather(day, team)
    spin_and_draw(day, team, tmp_path)
    lobby = day.page.url
    enter(day, team)
    boss = day
    speed(boss, 60)
    expect(ol.button("Acknowledge PaymentErrorsHigh")).to_be_visible(timeout=30_000)
    speed(boss, 8)
    declare_and_staff(ic, ol, cl)
    cl.tab("Comms")
    publish(cl, "investigating", "Some customers cannot pay by card. We are working on it.")
    tell(cl, "investigating", "40% of card payments fail since 14:13, all regions")
    investigate(ol)
    lose_the_line(ol, [ic, eve])
    change(ic, ol, SHIFT, "backup has less room and costs more", "route back, 2 minutes")
    speed(boss, 60)
    verify(ol, SHIFT)
    change(ic, ol, ROLLBACK, "long, and the old logs are lost", "deploy 4.12 again")
    publish(cl, "identified", "We know the cause and are undoing a change. Most can pay by card.")
    tell(cl, "mitigating", "18% of card payments fail, down from 40%")
    speed(boss, 1)
    look_around(
        {"room-ic": ic, "room-ol": ol, "room-cl": cl, "room-responder": helper,
         "room-observer-phone": eve, "console": boss},
        tmp_path,
    )  # fmt: skip
    recover(boss, ol, cl)
    close(ic, cl)
    look_back(boss, team, tmp_path)
    for page in team.values():
        nothing_hidden(page)
    day.goto(lobby)
    expect(day.page.get_by_role("link", name="Debrief of team 1")).to_be_visible()

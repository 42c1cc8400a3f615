"""Practising alone: one person, three bots, another try."""

from __future__ import annotations

import re

import pytest

from tests.e2e.browser import Page
from tests.e2e.playing import expect, no_violations, on_phone

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(300)]


def test_one_person_practises_asks_the_bots_and_tries_again(person, server, tmp_path):
    ana = person().goto(server.private)
    ana.page.get_by_role("radio", name="Practise alone").check()
    no_violations(ana, "setting up practice")
    ana.themed("solo-setup", tmp_path)
    form = ana.region("Practise alone")
    form.get_by_label("Your name").fill("Ana")
    form.get_by_label("Your seat").select_option("ic")
    form.get_by_role("button", name="Enter the room").click()
    ana.page.wait_for_url(re.compile("/room/"))
    bar = ana.region("You play alone")
    expect(ana.region("People").get_by_role("button", name="Raise hand")).to_have_count(0)

    bar.get_by_role("button", name="Start").click()
    bar.get_by_label("Speed").select_option("15")
    # Nobody is the IC's hands, but they answer: the operations lead looks where Ana asks.
    alert = ana.region("Alerts").get_by_text("PaymentErrorsHigh").first
    expect(alert).to_be_visible(timeout=60_000)
    # The button has done its work and is gone; the keyboard goes on beside where it was.
    ana.button("Take command").press("Enter")
    expect(ana.button("Take command")).to_have_count(0)
    expect(ana.page.locator("#area-command section:focus")).to_contain_text("Roles")
    bar.get_by_label("Speed").select_option("2")
    ana.page.get_by_label("Message", exact=False).first.fill("@OL what do you see?")
    ana.press("Send")
    timeline = ana.region("Timeline")
    expect(timeline.get_by_text(re.compile("^Ana: .*Theory|Since"))).to_be_visible(timeout=60_000)
    ana.page.keyboard.press("Escape")
    ana.page.locator("body").click(position={"x": 2, "y": 2})
    ana.page.keyboard.press("p")
    expect(bar.get_by_role("button", name="Resume")).to_be_visible()
    no_violations(ana, "practice, paused")
    ana.themed("solo", tmp_path)
    on_phone(ana, "solo-phone", tmp_path)
    little_on_top(ana)

    first = ana.page.url
    bar.get_by_role("button", name="Try again …").click()
    again = ana.page.get_by_role("dialog", name="Try again")
    no_violations(ana, "the dialog of another try")
    ana.themed("solo-again", tmp_path)
    again.get_by_role("spinbutton", name="From minute").fill("3")
    again.get_by_role("button", name="Begin there").click()
    ana.page.wait_for_url(lambda url: "/room/" in url and url != first)
    expect(bar.get_by_role("button", name="Resume")).to_be_visible()
    expect(ana.region("Alerts").get_by_text("PaymentErrorsHigh")).to_have_count(0)
    bar.get_by_role("button", name="End the drill").click()
    ana.page.get_by_role("dialog").get_by_role("button", name="End the drill").click()
    ana.page.wait_for_url(re.compile("/debrief"))
    tries = ana.page.get_by_role("region", name="Your tries of this drill")
    expect(tries).to_contain_text("Again from minute 3 · this one")
    no_violations(ana, "the debrief of a try")
    assert not any(b"assigned to network B" in one or b"bad-routes" in one for one in ana.received)


def little_on_top(ana: Page) -> None:
    """On a phone two lines stay at the top, and what is seldom wanted is folded."""
    ana.page.set_viewport_size({"width": 360, "height": 740})
    bar = ana.region("You play alone")
    expect(bar.get_by_role("button", name="End the drill")).to_be_hidden()
    assert ana.region("Alerts").bounding_box()["y"] < 220
    ana.button("Keys and help").focus()
    resume = bar.get_by_role("button", name="Resume")
    for control in (resume, bar.get_by_label("Speed"), bar.get_by_text("More", exact=True)):
        ana.page.keyboard.press("Tab")
        expect(control).to_be_focused()
    ana.page.keyboard.press("Enter")
    expect(bar.get_by_role("button", name="End the drill")).to_be_visible()
    no_violations(ana, "practice on a phone")
    ana.page.get_by_role("link", name="Work", exact=True).click()
    expect(ana.region("Your work")).to_be_in_viewport()
    top = ana.region("Incident").bounding_box()
    assert top["y"] + top["height"] < min(60, ana.region("Your work").bounding_box()["y"])
    expect(ana.page.get_by_label("Drill clock")).to_be_in_viewport()
    expect(ana.region("Incident").get_by_text("paused")).to_be_in_viewport()
    ana.page.set_viewport_size({"width": 1366, "height": 800})
    expect(bar.get_by_role("button", name="End the drill")).to_be_visible()

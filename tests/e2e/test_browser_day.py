"""A game day in real browsers: a host and two members, from the lobby to their rooms."""

from __future__ import annotations

import re

import pytest

from tests.e2e.browser import Page, need_playwright

expect = need_playwright().expect

from tests.e2e.playing import come, no_violations, on_phone, open_day  # noqa: E402

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(180)]

SPIN_MS = 15_000


def test_from_the_lobby_to_the_rooms(person, server, tmp_path):
    boss, link = open_day(person, server, "Game day in May")
    expect(boss.region("Who is here")).to_contain_text("Nobody yet.")
    expect(boss.region("Rooms")).to_contain_text("No scenario is chosen yet.")
    guest = person().goto(link).themed("day-join", tmp_path)
    no_violations(guest, "joining a game day")
    ana, ben = (come(person, link, name) for name in ("Ana", "Ben"))
    gather(boss, ana, ben)
    title = spin(boss, ana, ben)
    check_fairness(ana)
    no_violations(ana, "a member after the spin")
    expect(boss.button("Open the rooms")).not_to_have_class(re.compile("primary"))
    boss.press("Draw teams and roles")
    expect(boss.button("Open the rooms")).to_have_class(re.compile("primary"))
    expect(ana.region("Your role")).to_contain_text("What good looks like")
    boss.page.get_by_label("Seat of Ana").select_option("ic")
    expect(ana.region("Your role")).to_contain_text("Incident Commander")
    boss.themed("day-host", tmp_path, full_page=True)
    no_violations(boss, "roles are drawn")
    on_phone(ana, "day-member-phone", tmp_path, full_page=True)
    open_rooms(boss, ana, ben, title)
    boss.press("Start all")
    room = boss.region("Room of team 1")
    expect(room.get_by_text("running", exact=True)).to_be_visible()
    expect(room).to_contain_text("Ana")
    expect(boss.region("Who is here")).to_contain_text("in the room")
    boss.themed("day-rooms", tmp_path, full_page=True)
    no_violations(boss, "rooms side by side")
    boss.page.get_by_label("Speed of all rooms").select_option("8")
    expect(boss.region("Rooms")).to_contain_text("people cannot keep up")
    boss.page.get_by_label("Speed of all rooms").select_option("1")
    on_phone(boss, "day-host-phone", tmp_path, full_page=True)
    end(boss)


def gather(boss: Page, ana: Page, ben: Page) -> None:
    """Check the call and say that one is ready; the host sees it."""
    ana.press("Yes, both").press("I am ready")
    ben.press("No, there is trouble")
    ben.page.get_by_label("What is the trouble?").fill("I hear nobody")
    ben.press("Tell the host")
    here = boss.region("Who is here")
    expect(here).to_contain_text("2 people, 1 ready")
    expect(here).to_contain_text("I hear nobody")
    expect(ana.region("Who is here")).not_to_contain_text("I hear nobody")


def spin(boss: Page, ana: Page, ben: Page) -> str:
    """Narrow the wheel, spin it with the keyboard; everybody is told the same."""
    boss.page.get_by_text("What may come up").click()
    boss.page.get_by_label("Difficulty from").select_option("3")
    expect(boss.region("Wheel of Misfortune")).to_contain_text("4 scenarios may come up.")
    boss.page.get_by_role("checkbox", name="A quiet evening on call").uncheck()
    expect(boss.region("Wheel of Misfortune")).to_contain_text("3 scenarios may come up.")
    still_narrowed(boss)
    boss.page.get_by_role("heading", level=1).click()
    boss.page.keyboard.press("s")
    expect(ana.page.get_by_text("The wheel turns …")).to_be_visible()
    said = boss.page.get_by_text(re.compile("^The wheel chose: "))
    expect(said).to_be_attached(timeout=SPIN_MS)
    told = said.inner_text()
    for page in (ana, ben):
        expect(page.page.get_by_text(told, exact=True)).to_be_attached(timeout=SPIN_MS)
    title = told.removeprefix("The wheel chose: ").removesuffix(".")
    assert title not in ("Card payments are failing", "A quiet evening on call")
    boss.page.reload()
    expect(boss.region("Wheel of Misfortune")).to_contain_text("3 scenarios may come up.")
    for page in (boss, ana, ben):
        expect(
            page.region("Wheel of Misfortune").get_by_role("heading", name=title)
        ).to_be_visible()
    return title


def still_narrowed(boss: Page) -> None:
    """Reload; what the host has set is there again."""
    boss.page.reload()
    expect(boss.region("Wheel of Misfortune")).to_contain_text("3 scenarios may come up.")
    boss.page.get_by_text("What may come up").click()
    expect(boss.page.get_by_label("Difficulty from")).to_have_value("3")
    expect(boss.page.get_by_role("checkbox", name="A quiet evening on call")).not_to_be_checked()


def check_fairness(ana: Page) -> None:
    ana.page.get_by_text("Is it fair?").click()
    ana.press("Check it yourself")
    expect(ana.page.get_by_text("✓ It holds")).to_be_visible()


def open_rooms(boss: Page, ana: Page, ben: Page, title: str) -> None:
    """One goes there at once, by the link that has the focus; the other is taken along."""
    expect(boss.region("Rooms")).to_contain_text("Not ready yet: Ben.")
    boss.page.get_by_label("Empty core seats", exact=True).select_option("expert")
    boss.press("Open the rooms")
    way = ana.page.get_by_role("link", name="Go to your room")
    expect(way).to_be_focused()
    no_violations(ana, "the way to the room")
    ana.page.keyboard.press("Enter")
    for page in (ana, ben):
        page.page.wait_for_url(re.compile("/room/"), timeout=20_000)
        expect(page.page.get_by_text(title).first).to_be_visible()


def end(boss: Page) -> None:
    """End all rooms, then the day; each asks whether one is sure."""
    sure = boss.page.get_by_role("dialog")
    boss.press("End all")
    sure.get_by_role("button", name="End all").click()
    expect(boss.page.get_by_role("link", name="Debrief of team 1")).to_be_visible(timeout=20_000)
    # Whoever reads the debrief is not missed.
    expect(boss.region("Who is here")).not_to_contain_text("away")
    boss.press("End the game day")
    sure.get_by_role("button", name="End the game day").click()
    expect(boss.page.get_by_text("The game day is over. Thank you for hosting it.")).to_be_visible()

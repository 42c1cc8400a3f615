"""The payment outage as people play it in their browsers, step by step."""

from __future__ import annotations

from simulator.scenario import Library
from tests.e2e.browser import Page, need_playwright
from tests.e2e.playing import look, propose, start_approved

expect = need_playwright().expect

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
    ol.page.get_by_label("Reason").fill("release 4.12 changed the routing table")
    ol.press("State hypothesis")


def change(ic: Page, ol: Page, title: str, risk: str, undo: str) -> None:
    """Propose, approve and start a change."""
    propose(ol, title, risk, undo)
    ic.button(f"Not now {title}").click()
    said = ic.page.get_by_label("Message", exact=True)
    expect(said).to_have_value(f"@Ben {title}: not now, because ")
    said.fill("")
    ic.press(f"Approve {title}")
    start_approved(ol, title)


def close(ic: Page, cl: Page) -> None:
    """Say that it is over, inside and outside, and when it is talked about."""
    publish(cl, "monitoring", "Card payments work again for everybody. We keep watching.")
    ic.press("Resolve incident")
    confirm(ic)
    ic.page.get_by_label("Owner of the review").select_option(label="Ben")
    ic.press("Schedule review")
    publish(cl, "resolved", "All customers can pay by card again. We are sorry.")


def assign(ic: Page, title: str) -> None:
    """Name the person in a seat for its role."""
    form = ic.page.locator("#assign")
    role = form.get_by_label("Role")
    role.select_option(label=title)
    names = {"Operations Lead": "Ben", "Communications Lead": "Cho"}
    form.get_by_label("Person").select_option(label=names[title])
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

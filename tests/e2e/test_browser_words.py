"""What is told and what is written down, in real browsers: drafts, gaps, promises, the record."""

from __future__ import annotations

import re

import pytest

from tests.e2e.browser import need_playwright

expect = need_playwright().expect

from tests.e2e.playing import host, join, no_violations, speed  # noqa: E402 - needs a browser

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(300)]

IMPACT = "cards are declined at the checkout"


def narrow(page, tab):
    """Look at a tab on a phone: nothing may stick out."""
    page.page.set_viewport_size({"width": 360, "height": 740})
    wide = page.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360, f"{tab} is {wide} px wide on a phone"
    no_violations(page, f"{tab}, phone")
    page.page.set_viewport_size({"width": 1366, "height": 800})


def draft_with_gaps(cl):
    """Fill an update from what is known; what is not known asks back before it goes out."""
    form = cl.page.locator("#update")
    cl.page.get_by_role("group", name="Draft from what is known").get_by_role(
        "button", name=re.compile("^Investigating")
    ).click()
    expect(form.get_by_label("Impact", exact=True)).to_have_value(IMPACT)
    expect(form.get_by_label("Theory", exact=True)).to_have_value("[...]")
    expect(form.locator(".message")).to_contain_text(f"Impact: {IMPACT}.")
    no_violations(cl, "a draft")
    cl.press("Post update")
    dialog = cl.page.get_by_role("dialog", name="Send it with gaps?")
    dialog.get_by_role("button", name="Go back").click()
    form.get_by_label("Theory", exact=True).fill("not known yet")
    form.get_by_label("Next action", exact=True).fill("Ben compares the processors")
    cl.press("Post update")
    expect(form.get_by_label("Impact", exact=True)).to_have_value("")
    promises = cl.page.get_by_role("table", name="Promises")
    expect(promises.get_by_role("row", name=re.compile("^Stakeholders"))).to_contain_text("in 1")


def write_for_customers(cl):
    """See the page as customers do; hints ask, and never keep anybody from posting."""
    form = cl.page.locator("#statuspage")
    form.get_by_label("What customers read").fill("We roll back the card-router. All is well soon.")
    form.get_by_label("Next post in").select_option("")
    notes = form.get_by_role("status")
    for word in ("card-router", "soon", "No next time"):
        expect(notes).to_contain_text(word)
    form.get_by_text("Components").first.click()
    form.get_by_label("Checkout", exact=True).check()
    page = form.get_by_role("figure", name="The page with your draft")
    expect(page).to_contain_text("Draft, not on the page yet")
    expect(page.get_by_role("listitem").filter(has_text="Checkout")).to_contain_text("Affected")
    cl.press("Post to status page")
    expect(form.get_by_role("figure", name="The page as it is")).to_contain_text("All is well soon")
    known = cl.page.get_by_role("table", name="Known and told")
    expect(known).to_contain_text("these words")


def keep_what_was_begun(cl, ic):
    """Write in two sections; neither a reload nor somebody else's words take anything away."""
    cl.tab("Record")
    undone = cl.page.get_by_role("list", name="Not written down yet")
    undone.get_by_role("button", name=re.compile("^Add .*declares an incident")).click()
    expect(cl.page.locator(".docpart", has_text="Timeline")).to_contain_text("declares an incident")
    line = cl.page.locator("#quick").get_by_label("One line")
    line.fill("traffic looks strange")
    line.press("Enter")
    expect(cl.page.locator("#area-record")).to_contain_text(re.compile(r"\d\d:\d\d traffic looks"))
    form = cl.page.locator("#doc")
    form.get_by_label("Section").select_option("impact")
    form.get_by_label("Entry").fill("forty percent")
    form.get_by_label("Section").select_option("summary")
    expect(form.get_by_label("Entry")).to_have_value("")
    form.get_by_label("Entry").fill("mine")
    form.get_by_text("About which events?").click()
    oldest = form.locator("[name=refs]").last
    seq = oldest.get_attribute("value")
    oldest.check()
    ic.tab("Record")
    ic.page.locator("#doc").get_by_label("Entry").fill("theirs")
    ic.press("Write it down")
    expect(cl.page.get_by_text("Ana wrote here after you began.")).to_be_visible()
    for n in range(14):  # so that what was ticked is not among the newest any more
        ic.page.locator("#say").fill(f"@Cho {n}")
        ic.page.locator("#say").press("Enter")
    cl.page.reload()
    cl.tab("Record")
    expect(form.get_by_label("Entry")).to_have_value("mine")
    form.get_by_text("About which events?").click()
    expect(form.locator(f"[name=refs][value='{seq}']")).to_be_checked()
    narrow(cl, "record")
    cl.press("Put mine after theirs")
    expect(form.get_by_label("Entry")).to_have_value("theirs\nmine")
    cl.press("Write it down")
    expect(ic.page.locator(".doc").first).to_contain_text("mine")
    cl.press("Go on in Impact")
    expect(form.get_by_label("Entry")).to_have_value("forty percent")


def test_words_are_drafted_told_and_kept(person, server, tmp_path):
    boss, link = host(person, server)
    ic = join(person, link, "Ana", "Incident Commander")
    cl = join(person, link, "Cho", "Communications Lead")
    planner = join(person, link, "Pia", "Planner")
    observer = join(person, link, "Obi", "Observer")
    boss.press("Start drill")
    speed(boss, 60)
    expect(ic.page.get_by_text("PaymentErrorsHigh").first).to_be_visible(timeout=30_000)
    speed(boss, 1)
    ic.page.get_by_label("What is failing, in a few words").fill("Card payments are failing")
    ic.press("Declare incident")
    expect(ic.page.locator("#area-command:focus")).to_have_count(1)  # not at the top of the page
    ic.page.get_by_label("Who is hurt, and how").fill(IMPACT)
    ic.press("Size it up")
    cl.tab("Comms")
    draft_with_gaps(cl)
    write_for_customers(cl)
    narrow(cl, "comms")
    keep_what_was_begun(cl, ic)
    planner.tab("Ahead")
    expect(planner.page.get_by_role("list", name="Coming")).to_contain_text("Stakeholders")
    expect(planner.page.get_by_role("list", name="Undecided")).to_contain_text("severity")
    narrow(planner, "ahead")
    planner.themed("room-planner", tmp_path)
    scribe = join(person, link, "Sam", "Scribe")
    expect(scribe.page.locator("#quick").get_by_label("One line")).to_be_visible()
    no_violations(scribe, "a scribe's record")
    scribe.themed("room-scribe", tmp_path)
    boss.press("End drill")
    boss.press("End it")
    observer.press("Stay here")
    observer.tab("Review")
    expect(observer.page.locator("#area-review")).to_contain_text("Nobody has saved a review yet")
    expect(observer.page.locator("#postmortem")).to_have_count(0)
    for page in (ic, cl, planner, observer):
        assert page.complaints == []

"""What is written down, asked and judged beside the work itself, in real browsers."""

from __future__ import annotations

import re

import pytest

from tests.e2e.browser import need_playwright

expect = need_playwright().expect

from tests.e2e.playing import host, join, no_violations, speed  # noqa: E402 - needs a browser

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(300)]


def named(page, name, within=None):
    """Find a button by the beginning of its name: the rest is for screen readers."""
    return (within or page.page).get_by_role("button", name=re.compile(rf"^{re.escape(name)}\b"))


def declare(ic, ol):
    ol.press("Acknowledge PaymentErrorsHigh")
    ic.page.get_by_label("What is failing, in a few words").fill("Card payments are failing")
    ic.press("Declare incident")
    ic.press("Take command")
    ic.page.locator("#severity").get_by_label("Level").select_option("SEV-1")
    ic.press("Set severity")


def write_together(ic, ol):
    """Write in the document at the same time: nobody's words are lost."""
    for page in (ic, ol):
        page.tab("Record")
    mine, theirs = ic.page.locator("#doc"), ol.page.locator("#doc")
    mine.get_by_label("Entry").fill("Some cards are declined")
    theirs.get_by_label("Entry").fill("Cards are declined in Europe")
    theirs.get_by_text("About which events?").click()
    theirs.get_by_label(re.compile("declares an incident")).check()
    named(ol, "Write it down").click()
    expect(ic.page.get_by_text("Ben wrote here after you began.")).to_be_visible()
    named(ic, "Write it down").click()
    expect(mine.get_by_role("alert")).to_contain_text("yours is stale")
    expect(mine.get_by_label("Entry")).to_have_value("Some cards are declined")
    named(ic, "Keep mine, it replaces theirs").click()
    named(ic, "Write it down").click()
    expect(ol.page.locator(".doc").first).to_contain_text("Some cards are declined")
    line = ic.page.locator(".entry", has_text="sets the severity to SEV-1")
    line.hover()
    named(ic, "Log this", line).click()
    expect(mine.get_by_label("Section")).to_have_value("timeline")
    expect(mine.get_by_label("Entry")).to_have_value(re.compile("Ana sets the severity to SEV-1"))
    named(ic, "Write it down").click()
    expect(ol.page.locator("#area-record")).to_contain_text("Ana sets the severity to SEV-1")


def take_longer(ic, ol):
    """Ask for one thing; whoever does it says so, and that it takes longer."""
    ic.tab("Tasks")
    form = ic.page.locator("#task")
    form.get_by_label("Who").select_option(label="Ben")
    form.get_by_label("What").fill("Look at the router")
    ic.press("Assign task")
    ol.tab("Tasks")
    named(ol, "Take on").click()
    named(ol, "Start").click()
    ol.page.get_by_text("Need longer?").click()
    ol.page.get_by_label("Minutes more").select_option("10")
    named(ol, "Extend").click()
    expect(ic.page.locator(".task")).to_contain_text("extended")
    named(ic, "Join Ben").click()
    expect(ol.page.locator("#area-tasks")).to_contain_text("joined")


def rate(boss, folder):
    """Read the score so far, and say otherwise."""
    boss.tab("Score so far")
    score = boss.region("Score so far")
    expect(score.get_by_role("list", name="Due soonest")).to_contain_text("First public post")
    named(boss, "D4", score).click()
    expect(score).to_contain_text("Incident declared")
    form = boss.page.locator("#rate-D4")
    form.get_by_label(re.compile("^S")).check()
    form.get_by_label("Note").fill("Two minutes of talk before it")
    named(boss, "Rate", form).click()
    expect(named(boss, "D4", score)).to_contain_text("you: S")
    boss.themed("console-score", folder)
    no_violations(boss, "score so far")
    line = boss.page.locator(".entry", has_text="declares an incident")
    line.hover()
    named(boss, "Note this", line).click()
    # Going there takes the focus along, a moment later: whoever types waits for that.
    expect(boss.page.locator("#note").get_by_label("Note")).to_be_focused()
    boss.page.locator("#note").get_by_label("Tag").fill("to discuss")
    boss.page.locator("#note").get_by_label("Note").fill("Who saw it first?")
    boss.press("Add the note")
    expect(boss.region("Notes")).to_contain_text("Who saw it first?")


def freeze_and_ask(boss, ic, ol):
    """Stop the clock, ask everybody the same, and lay the answers side by side."""
    boss.tab("Shared picture")
    boss.press("Freeze and ask")
    dialog = ic.page.get_by_role("dialog", name="What do you see right now?")
    dialog.get_by_label("How bad is it?").select_option("SEV-1")
    dialog.get_by_label("Who is in command?").select_option("Ana")
    no_violations(ic, "probe")
    dialog.get_by_role("button", name="Answer", exact=True).click()
    expect(dialog).to_have_count(0)
    ol.press("Not now")
    ol.press("Answer now")
    ol.page.get_by_label("What is the leading theory?").fill("the card router")
    ol.page.get_by_role("button", name="Answer", exact=True).click()
    table = boss.page.get_by_role("table", name="Answers")
    expect(table.get_by_role("row", name=re.compile("^Ana"))).to_contain_text("SEV-1")
    expect(table.get_by_role("row", name=re.compile("^Ben"))).to_contain_text("the card router")
    no_violations(boss, "shared picture")
    boss.press("Resume")


def review(ic, folder):
    """Write the review after the end; what is not saved survives a reload."""
    ic.press("Write the review")
    form = ic.page.locator("#postmortem")
    form.get_by_label("Summary").fill("Cards were declined for ten minutes after a release.")
    named(ic, "Insert what the document says").nth(1).click()
    expect(form.get_by_label("Timeline")).to_have_value(re.compile("sets the severity"))
    form.get_by_label("What", exact=True).fill("Alert on declines by region")
    form.get_by_label("Owner").fill("Ben")
    form.get_by_label("Due").fill("2030-01-31")
    ic.press("Add an action item")
    form.get_by_label("What", exact=True).nth(1).fill("Release region by region")
    ic.themed("review", folder)
    no_violations(ic, "review")
    ic.page.reload()
    ic.tab("Review")
    expect(form.get_by_label("What", exact=True).nth(1)).to_have_value("Release region by region")
    ic.press("Save the review")
    saved = ic.page.locator("#area-review")
    expect(saved).to_contain_text("✓ saved")
    ic.page.get_by_label("With", exact=True).fill("support")
    ic.press("Share the review")
    expect(saved).to_contain_text("✓ shared with support")
    saved.get_by_label("What the next shift should know").fill("Look at the router first")
    ic.press("Update the runbook")
    expect(saved).to_contain_text("Ana Look at the router first")
    ic.page.set_viewport_size({"width": 360, "height": 740})
    wide = ic.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360, f"the review is {wide} px wide on a phone"


def test_a_team_writes_down_answers_and_reviews_what_it_did(person, server, tmp_path):
    boss, link = host(person, server)
    ic = join(person, link, "Ana", "Incident Commander")
    ol = join(person, link, "Ben", "Operations Lead")
    boss.press("Start drill")
    speed(boss, 60)
    expect(ol.button("Acknowledge PaymentErrorsHigh")).to_be_visible(timeout=30_000)
    speed(boss, 1)
    declare(ic, ol)
    write_together(ic, ol)
    ic.tab("Record")
    ic.themed("room-record", tmp_path)
    no_violations(ic, "record")
    take_longer(ic, ol)
    rate(boss, tmp_path)
    freeze_and_ask(boss, ic, ol)
    boss.press("End drill")
    boss.press("End it")
    review(ic, tmp_path)
    ol.page.wait_for_url(re.compile("/debrief$"), timeout=20_000)
    ol.page.get_by_role("link", name="Write the review").click()
    expect(ol.page.locator("#area-review")).to_contain_text("✓ saved")
    for page in (ic, ol):
        received = b"\n".join(page.received)
        assert b'"score"' not in received
        assert b"Two minutes of talk" not in received
        assert b"Who saw it first?" not in received

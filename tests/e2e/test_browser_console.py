"""The facilitator's console and the evaluator's desk, in real browsers."""

from __future__ import annotations

import re

import pytest

from tests.e2e.conftest import Client
from tests.e2e.playing import expect, host, join, no_violations, speed

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture
def drill(person, server):
    """Return the console of a drill that runs, the player Ana and her connection."""
    boss, link = host(person, server)
    boss.page.set_viewport_size({"width": 1366, "height": 1000})
    ana = join(person, link, "Ana", "Incident Commander")
    boss.press("Fill empty seats with bots")
    boss.press("Start drill")
    client = Client(server.url, ana.page.locator("body").get_attribute("data-token"))
    yield boss, ana, client.connect()
    client.close()


def band(boss, inject):
    return boss.page.get_by_role("slider", name=re.compile(f"^{inject}, "))


def test_injects_are_moved_on_the_band_by_keyboard_pointer_and_buttons(drill):
    boss, _, _ = drill
    first = band(boss, "first-tickets")
    expect(first).to_have_attribute("aria-valuetext", "due at 14:18")
    first.focus()
    boss.page.keyboard.press("ArrowRight")
    boss.page.keyboard.press("Shift+ArrowRight")
    words = "14:24, was 14:18; Enter moves it, Escape takes it back"
    expect(first).to_have_attribute("aria-valuetext", words)
    expect(boss.region("What is coming")).to_contain_text("14:18 → 14:24, 6m later.")
    boss.page.keyboard.press("Escape")
    expect(first).to_have_attribute("aria-valuetext", "due at 14:18")
    boss.page.keyboard.press("ArrowRight")
    boss.page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-valuetext", "due at 14:19")
    boss.page.keyboard.press("ArrowDown")
    expect(band(boss, "restart-offer")).to_be_focused()

    box = band(boss, "restart-offer").bounding_box()
    x, y = box["x"] + 30, box["y"] + 10
    boss.page.mouse.move(x, y)
    boss.page.mouse.down()
    boss.page.mouse.move(x + 120, y, steps=4)
    boss.page.mouse.up()
    expect(band(boss, "restart-offer")).not_to_have_attribute("aria-valuetext", "due at 14:23")

    band(boss, "first-tickets").click()
    injects = boss.region("Injects")
    expect(injects.get_by_role("group", name="As the team sees first-tickets")).to_contain_text(
        "Only the Communications Lead reads it: CL bot (CL)."
    )
    injects.get_by_role("button", name="5 min later first-tickets").click()
    expect(first).to_have_attribute("aria-valuetext", "due at 14:24")
    injects.get_by_role("button", name="Back to 14:18 first-tickets").click()
    expect(first).to_have_attribute("aria-valuetext", "due at 14:18")
    no_violations(boss, "the band")


def test_skipping_asks_first_and_keeps_the_focus_in_the_list(drill):
    boss, _, client = drill
    injects, sure = boss.region("Injects"), boss.page.get_by_role("dialog")
    skip = injects.get_by_role("button", name="Skip restart-offer")
    skip.focus()
    boss.page.keyboard.press("Enter")
    expect(sure).to_contain_text("cannot be fired any more")
    boss.page.keyboard.press("Escape")
    expect(skip).to_be_focused()
    boss.page.keyboard.press("Enter")
    sure.get_by_role("button", name="Skip it").click()
    expect(skip).to_have_count(0)
    expect(injects.get_by_role("button", name="Preview tickets-grow")).to_be_focused()
    fire = injects.get_by_role("button", name="Fire campaign")
    fire.focus()
    boss.page.keyboard.press("Enter")
    expect(fire).to_have_count(0)
    expect(injects.get_by_role("button", name="Preview charged-twice")).to_be_focused()
    boss.page.keyboard.press("Enter")
    seen = injects.get_by_role("group", name="As the team sees charged-twice")
    expect(seen).to_be_in_viewport()

    client.do("hand.raise", text="I asked something")
    load = boss.region("Team").get_by_role("row", name=re.compile("Ana"))
    expect(load).to_contain_text("hand up")
    boss.tab("Shared picture")
    boss.press("Freeze and ask")
    expect(boss.page.get_by_role("table", name="Answers")).to_be_in_viewport()
    no_violations(boss, "asked")


def test_the_forecast_is_asked_for_and_told_in_words(drill, tmp_path):
    boss, _, _ = drill
    boss.press("Forecast")
    words = boss.page.get_by_role("list", name="Forecast")
    expect(words).to_contain_text("An average crew would mitigate it about", timeout=20_000)
    expect(words).to_contain_text("If nobody does anything more, it is not mitigated")
    expect(words).to_contain_text("The drill ends at 16:10 at the latest.")
    no_violations(boss, "forecast")
    boss.themed("console-forecast", tmp_path)
    boss.press("Forecast")
    expect(words).to_have_count(0)


def test_a_question_is_answered_with_what_the_evidence_says(drill, tmp_path):
    boss, ana, client = drill
    client.do("ask", question="Is the ledger database ok?")
    client.do("hand.raise", text="I asked something")
    expect(boss.page.get_by_role("tab", name=re.compile("^Questions 1"))).to_be_visible()
    boss.tab("Questions")
    found = boss.page.get_by_role("list", name="What the evidence says")
    expect(found.get_by_role("listitem").first).to_contain_text("Ledger database", timeout=20_000)
    no_violations(boss, "questions")
    boss.themed("console-questions", tmp_path)
    found.get_by_role("button").first.click()
    answer = boss.page.get_by_label("Answer to Ana")
    expect(answer).to_have_value(re.compile("Ledger database: "))
    boss.press("Answer Ana")
    expect(boss.region("Questions")).to_contain_text("✓ answered")
    told = client.event("question.answered", id="q1")
    assert told["data"]["text"].startswith("Ledger database: ")
    assert told["data"]["everybody"] is False
    boss.press("Lower the hand of Ana")
    expect(boss.button("Lower the hand of Ana")).to_have_count(0)
    # What was offered but not sent never reached her.
    assert not any(b"suggest" in one for one in ana.received)


def test_an_evaluator_rates_with_the_keyboard_and_acts_on_nothing(drill, person, tmp_path):
    boss, _, _ = drill
    speed(boss, 30)
    boss.page.get_by_text("Somebody to help you facilitate or evaluate?").click()
    link = boss.page.get_by_label("Evaluator link", exact=True).input_value()
    eva = person().goto(link)
    no_violations(eva, "the evaluator's form")
    eva.page.get_by_label("Your name").fill("Eva")
    eva.press("Go to the desk")
    score = eva.region("Score so far")
    row = score.get_by_role("button", name=re.compile("^D1 "))
    expect(row).to_be_visible(timeout=20_000)
    row.focus()
    eva.page.keyboard.press("2")
    expect(row).to_contain_text("you: S")
    eva.page.keyboard.press("ArrowDown")
    eva.page.keyboard.press("4")
    expect(score).to_contain_text("You have rated 2.")
    row.focus()
    eva.page.keyboard.press("n")
    note = eva.page.locator("#rate-D1").get_by_label("Note")
    expect(note).to_be_focused()
    eva.page.locator("#rate-D1").get_by_label(re.compile("^M")).check()
    note.fill("They acknowledged and then looked away")
    eva.page.keyboard.press("Enter")
    expect(row).to_contain_text("you: M")

    line = eva.page.locator(".entry", has_text="declares an incident").first
    expect(line).to_be_visible(timeout=20_000)
    boss.press("Pause")  # or the next line moves this one away from under the pointer
    expect(eva.page.get_by_text("The clock is paused").first).to_be_visible()
    line.hover()
    line.get_by_role("button", name="Note this").click()
    # Going there takes the focus along, a moment later: whoever types waits for that.
    expect(eva.page.locator("#note").get_by_label("Note")).to_be_focused()
    eva.page.locator("#note").get_by_label("Tag").fill("turning point")
    eva.page.locator("#note").get_by_label("Note").fill("Who gave the word?")
    eva.press("Add the note")
    expect(eva.region("Notes")).to_contain_text("Who gave the word?")
    for name in ("Pause", "End drill", "Fire next inject", "Worsen bad-routes", "Freeze and ask"):
        expect(eva.button(name)).to_have_count(0)
    expect(eva.page.get_by_role("slider", name=re.compile("first-tickets|cfo-asks"))).to_have_count(
        0
    )
    no_violations(eva, "the evaluator's desk")
    eva.tab("Score so far")
    eva.themed("evaluator", tmp_path)

    boss.tab("Score so far")
    theirs = boss.region("Score so far").get_by_role("button", name=re.compile("^D1 "))
    expect(theirs).to_contain_text("Eva: M")

"""How complete a post is for those who read it."""

from __future__ import annotations

import pytest

from simulator.model.policy import Limits
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.content.briefing import EXECUTIVE
from simulator.scoring.content.completeness import completeness
from simulator.scoring.content.glossary import Glossary
from simulator.scoring.content.public import CHECKS, quality
from simulator.scoring.content.updates import FIELDS, substantive

TEMPLATE = """SEV-1 Incident: Checkout failures
Status: Investigating
Impact: ~30% of checkout attempts failing with 500 errors
Duration: 23 minutes so far
Team: @alice (IC), @bob (Tech Lead), @carol (Comms)
Current theory: Database connection pool exhaustion
Next action: Restarting order-service pods
ETA to next update: 15 minutes"""

BRIEFING = (
    "@here: This is a SEV-1 due to the new routing table. Actions in progress: the release is being"
    " taken back. Expecting that to need 3 mins. Once that is done, things should come right by"
    " themselves within 5 minutes."
)


def judged(text=None, audience="stakeholders", *, composed=False, **keywords):
    data = {"audience": audience, **keywords.pop("data", {})}
    event = Event(
        1, 0, "update.posted", "cho", "cl", data | ({} if text is None else {"text": text})
    )
    return completeness(event, composed=composed, latest_next=30 * MINUTE, **keywords)


def test_the_template_for_responders_is_full():
    found = judged(TEMPLATE)
    assert found.score == 1.0
    assert found.present == found.asked == FIELDS
    assert found.missing == ()


@pytest.mark.parametrize(
    "text",
    [
        "Status: Impact: Duration: Team: Theory: Next action: Next update:",
        "Status: TBD. Impact: TBD. Team: TBD. Theory: TBD. Next action: TBD. Next update: TBD.",
        "status investigating impact 40% since 14:13 team @ana theory cause is rolling back",
        "investigating rolling back customers failing in 15 min eta 14:40 monitoring resolved",
        "Still looking.",
        "No change.",
    ],
    ids=["labels", "TBD", "soup", "longer soup", "still looking", "no change"],
)
@pytest.mark.parametrize("audience", ["responders", "executives", "regulator"])
def test_words_without_content_are_worth_nothing(text, audience):
    found = judged(text, audience)
    assert found.score == 0
    assert found.missing == found.asked


def test_what_is_good_for_executives_is_thin_for_responders():
    thin = judged(BRIEFING, "stakeholders")
    assert thin.score == pytest.approx(1 / 7)
    good = judged(BRIEFING, "executives")
    assert good.asked == EXECUTIVE
    assert good.missing == ("impact",)
    assert good.score == 0.75
    assert judged(BRIEFING + " Customers cannot pay by card.", "executives").score == 1.0


def test_the_composer_s_fields_are_what_executives_need():
    data = {
        "status": "mitigating",
        "impact": "18% of card payments failing",
        "next_action": "roll back",
        "next_at": 15 * MINUTE,
    }
    assert judged("", "executives", composed=True, data=data).score == 1.0
    some = judged("", "executives", composed=True, data={**data, "next_at": None, "impact": "TBD"})
    assert some.present == ("state", "actions")


def test_an_impact_that_was_not_so_does_not_count():
    found = judged(TEMPLATE, level=0.9)
    assert found.missing == ("impact",)
    assert found.score == pytest.approx(6 / 7)
    assert found.remarks == ("Impact is off: \u201c30%\u201d was said, 90% was so.",)
    assert judged(TEMPLATE, level=0.4).score == 1.0
    assert judged(TEMPLATE, level=(0.3, 0.9)).score == 1.0
    (said,) = judged(TEMPLATE, level=(0.8, 0.9)).remarks
    assert said.endswith("80% to 90% was so.")
    assert "impact" not in judged(TEMPLATE, "executives", level=0.9).present


def test_a_short_post_says_why_it_earns_little():
    data = dict.fromkeys(("status", "impact", "theory", "next_action"), "card payments")
    found = judged("", composed=True, data=data)
    assert found.score == pytest.approx(3 / 7)
    assert found.remarks == ("Under 12 words: it earns no more than a bare pass.",)
    assert len(found.present) == 4


def test_filler_says_so():
    assert judged("Still looking.").remarks == (
        "It says no more than that there is nothing to say.",
    )


@pytest.mark.parametrize("audience", ["support", "customers_email"])
def test_customers_are_told_in_their_own_words(audience):
    words = Glossary(frozenset({"card-router"}), frozenset({"card payments"}))
    text = (
        "Some customers cannot pay by card. We are moving payments to another route."
        " Next update at 14:45."
    )
    found = judged(text, audience, glossary=words)
    assert found.asked == CHECKS
    assert (found.score, found.missing) == (1.0, ())
    found = judged(text + " The card-router and its DNS are slow.", audience, glossary=words)
    assert found.missing == ("no jargon",)
    assert found.remarks == ("Customers do not know: DNS, card-router.",)


def test_a_status_page_post_has_the_score_of_its_checklist():
    text = "We are working on it with the vendor's mistake in mind, sorry."
    event = Event(1, 0, "statuspage.posted", "cho", "cl", {"stage": "investigating", "text": text})
    found = completeness(event, composed=False, latest_next=MINUTE)
    assert found.score == quality(event, composed=False) < 1
    assert "no blame" in found.missing


def test_what_was_not_recorded_has_no_score():
    assert judged().score is None
    assert judged(audience="customers_email").score is None
    assert judged(composed=True).score == 0


def test_a_fix_time_is_fine_where_the_policy_allows_it():
    text = "Some customers cannot pay; we are working on it. It will be fixed by 15:00."
    assert "no fix time" in judged(text, "support").missing
    assert "no fix time" in judged(text, "support", allow_fix_eta=True).present


def test_every_post_of_the_ideal_log_is_full(ideal):
    levels = [(e.t, e.data["level"]) for e in ideal.events if e.kind == "impact.changed"]
    words = Glossary(frozenset({"router", "payments-release"}))
    posts = [e for e in ideal.events if e.kind in {"update.posted", "statuspage.posted"}]
    assert len(posts) == 16 - 1
    for post in posts:
        now = [level for t, level in levels if t <= post.t][-1]
        soon = next((level for t, level in levels if t > post.t), now)
        found = completeness(
            post,
            composed=False,
            latest_next=30 * MINUTE,
            glossary=words,
            level=(min(now, soon), max(now, soon)),
        )
        assert (post.seq, found.score, found.missing) == (post.seq, 1.0, ())


def test_the_template_with_another_duration_is_a_copy():
    def post(minute, text):
        data = {"audience": "stakeholders", "text": text}
        return Event(minute, minute * MINUTE, "update.posted", "cho", "cl", data)

    texts = [TEMPLATE.replace("23 min", f"{23 + m} min") for m in (0, 15, 30, 45)]
    posts = [post(15 * i, text) for i, text in enumerate(texts)]
    kept = substantive(posts, Limits(), composed=False, latest_next=30 * MINUTE)
    assert kept == posts[:3]

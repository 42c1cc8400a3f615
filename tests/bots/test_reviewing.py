"""The review: who writes it, when, and what it says."""

from __future__ import annotations

import pytest

from simulator.rehearsal import play as rehearse
from tests.bots.test_bot import MINUTE, bot, declared, play, view

CLOSED = 90 * MINUTE
SECTIONS = ("summary", "timeline", "impact", "root_cause", "went_well", "went_wrong")


def closed(owner="p-ol", **changes):
    review = {"draft": None, "shared": None, "runbooks": []}
    incident = declared(resolved_at=CLOSED, title="Orders fail",
                        postmortem={"owner": owner, "at": CLOSED + 30 * 60 * MINUTE})  # fmt: skip
    return view(incident=incident, review=review) | changes


def done(player, seen, verb, start=CLOSED, until=109 * MINUTE):
    return [i for i in play(player, seen, start, until) if i.verb == verb]


def test_the_owner_writes_the_review_while_the_drill_still_runs():
    assert len(done(bot("ol"), closed(), "postmortem.write")) == 1
    assert not done(bot("cl"), closed(), "postmortem.write")
    assert not done(bot("ol"), closed(owner="p-ic"), "postmortem.write")  # a human's


def test_nobody_writes_it_before_it_is_over_or_again():
    running = closed(incident=declared(postmortem={"owner": "p-ol", "at": 1}))
    assert not done(bot("ol"), running, "postmortem.write")
    draft = {"at": CLOSED, "by": "p-cl", "name": "CL", "text": "x", "sections": {}, "actions": []}
    written = closed(review={"draft": draft, "shared": None, "runbooks": []})
    assert not done(bot("ol"), written, "postmortem.write")


def test_the_commander_shares_what_was_written():
    draft = {"at": CLOSED, "by": "p-cl", "name": "CL", "text": "x", "sections": {}, "actions": []}
    seen = closed(
        you={"person": "p-ic", "name": "IC", "seat": "ic", "roles": ["ic"], "asked": []},
        review={"draft": draft, "shared": None, "runbooks": []},
    )
    assert len(done(bot("ic"), seen, "postmortem.share")) == 1
    assert not done(bot("ic"), closed(), "postmortem.share")


def test_a_runbook_that_was_read_gets_what_was_learned():
    def source(name, kind):
        return {"source": name, "title": name, "kind": kind, "takes": 1, "deep": False,
                "shared": False, "captured": None}  # fmt: skip

    sources = [source("guide", "runbook"), source("logs", "logs")]
    seen = closed(evidence={"sources": sources, "looks": []})
    updated = done(bot("ol"), seen, "runbook.update")
    assert [i.args["source"] for i in updated] == ["guide"]


def test_what_is_left_is_done_once_the_drill_is_over():
    over = closed()
    over["drill"] = over["drill"] | {"phase": "ended"}
    player = bot("ol")
    player.observe(110 * MINUTE, [], over)
    verbs = set()
    while (due := player.next_due()) is not None:
        verbs |= {i.verb for i in player.take(due)}
    assert verbs == {"postmortem.write", "runbook.update"}


def drafts(shop, policy, crew, seeds=range(4)):
    for seed in seeds:
        log = rehearse(shop, policy, crew=crew, seed=seed).log
        yield from [e.data for e in log.events if e.kind == "postmortem.drafted"][-1:]


def test_an_expert_writes_all_of_it_with_owned_and_dated_work(shop, policy):
    found = list(drafts(shop, policy, "expert"))
    assert len(found) == 4
    for draft in found:
        assert set(draft["sections"]) == set(SECTIONS)
        assert all(a["owner"] and a["due"] and a["priority"] for a in draft["actions"])
        assert {"prevent", "detect"} <= {a["type"] for a in draft["actions"]}
        assert 3 <= len(draft["actions"]) <= 4
        assert any(c.isdigit() for c in draft["sections"]["impact"])


def test_an_average_crew_writes_some_of_it(shop, policy):
    found = list(drafts(shop, policy, "average", range(8)))
    assert 4 <= len(found) <= 8
    sizes = [len(draft["sections"]) for draft in found]
    assert 4 <= sum(sizes) / len(sizes) <= 5.9
    owned = [bool(a["owner"]) for draft in found for a in draft["actions"]]
    assert 0.2 <= sum(owned) / len(owned) <= 0.8


def test_a_chaotic_crew_blames_somebody_if_it_writes_at_all(shop, policy):
    found = list(drafts(shop, policy, "chaotic", range(8)))
    assert len(found) <= 6
    assert all("Human error" in draft["sections"]["root_cause"] for draft in found)


@pytest.mark.parametrize("crew", ["expert", "average", "chaotic"])
def test_a_review_is_accepted_whatever_the_crew(shop, policy, crew):
    """Sections and items keep within what the verb takes."""
    for draft in drafts(shop, policy, crew):
        assert all(len(text) <= 4_000 for text in draft["sections"].values())

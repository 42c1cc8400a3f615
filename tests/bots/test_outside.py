"""What looks from outside tell, and which looks tell nothing."""

from __future__ import annotations

import pytest

from simulator.bots.mind import Mind
from simulator.bots.outside import calm_outside, looks_fine, out_of_reach, outside_share

MINUTE = 60_000


def look(kind, *lines, at=10 * MINUTE, **more):
    return {"id": f"e{at}", "source": kind, "kind": kind, "lines": list(lines), "readings": [],
            "viewed_at": at, "asked_at": at} | more  # fmt: skip


def mind(*looks, runs=()):
    found = Mind(person="p", seat="ol", crew="expert", seed=1)
    found.view = {
        "evidence": {"sources": [], "looks": list(looks)},
        "actions": {"catalogue": [], "runs": list(runs)},
    }
    return found


@pytest.mark.parametrize(
    ("seen", "closed"),
    [
        (look("dashboard", "Login timed out."), True),
        (look("dashboard", "Login timed out.", readings=[{"series": "a.b"}]), False),
        (look("logs", "log search: login timed out after 60 s"), True),
        (look("logs", "14:12 ERROR timed out"), False),
        (look("logs", "ERROR timed out", "INFO ready"), False),
        (look("runbook", steps=[{"text": "Declare."}]), False),
        (look("synthetic", "5 orders tried, 5 went through"), False),
    ],
)
def test_a_source_that_shows_only_an_excuse_is_out_of_reach(seen, closed):
    assert out_of_reach(seen) is closed


@pytest.mark.parametrize(
    ("lines", "share"),
    [
        (["30 quotes asked, 29 refused within 40 ms: 429"], 29 / 30),
        (["5 tries, 3 paid, 2 ended in 'try again'", "5 tries, 5 paid"], 0.2),
        (["5 orders tried, 5 went through"], 0.0),
    ],
)
def test_the_share_of_failures_is_read_from_tries(lines, share):
    assert outside_share(mind(look("synthetic", *lines))) == (share, 10 * MINUTE)


def test_a_support_queue_gives_no_share():
    assert outside_share(mind(look("support", "Open: 74, nearly all about prices"))) is None


def test_words_say_whether_it_works():
    assert looks_fine(["Open: 3, the usual questions"])
    assert not looks_fine(["Open: 9, six of them from shops that show no prices"])


def test_calm_begins_with_the_first_good_look_after_a_bad_one():
    bad = look("synthetic", "9 tries, 8 failed", at=5 * MINUTE)
    good = look("synthetic", "9 tries, 9 paid", at=20 * MINUTE)
    later = look("synthetic", "9 tries, 9 paid", at=30 * MINUTE)
    assert calm_outside(mind(bad)) is None
    assert calm_outside(mind(bad, good, later)) == 20 * MINUTE
    again = look("synthetic", "9 tries, 3 failed", at=40 * MINUTE)
    assert calm_outside(mind(bad, good, again)) is None


def test_a_good_look_before_anything_was_done_is_no_recovery():
    good = look("synthetic", "9 tries, 9 paid", at=20 * MINUTE)
    assert calm_outside(mind(good)) is None
    run = {"id": "a1", "kind": "mitigation", "status": "finished", "finished_at": 15 * MINUTE}
    assert calm_outside(mind(good, runs=[run])) == 20 * MINUTE

"""M10: what a change would wipe out is kept before."""

from __future__ import annotations

import pytest

END = (90, "drill.ended", "world", "world")
DRILL = {"engine": "2"}


def start(minute=20, **data):
    told = {"id": "a1", "kind": "mitigation", "destroys_evidence": True, **data}
    return (minute, "action.started", "ben", "ol", told)


def action(minute, what, **data):
    return (minute, f"action.{what}", "ben", "ol", {"id": "a1", **data})


def keep(minute, source=None, what="heap dump of the router"):
    named = {} if source is None else {"source": source}
    return (minute, "evidence.captured", "eli", "responder", {"what": what, **named})


def lost(minute, *sources):
    return (minute, "evidence.destroyed", "world", "world", {"id": "a1", "sources": [*sources]})


def test_kept_before_the_change(verdict):
    found = verdict("M10", keep(10), start(), action(40, "finished"), **DRILL)
    assert (found.value, found.evidence) == (1.0, (1, 2))
    assert found.said == "Evidence kept before 1 of 1 change that wipes it out; target all."


def test_not_kept(verdict):
    found = verdict("M10", start(), action(40, "finished"), keep(50), **DRILL)
    assert (found.value, found.evidence) == (0.0, (1,))


def test_what_is_kept_must_be_what_was_lost(verdict):
    run = [start(), lost(30, "router-logs"), action(40, "finished")]
    assert verdict("M10", keep(10, "router-logs"), *run, **DRILL).value == 1.0
    assert verdict("M10", keep(10, "overview"), *run, **DRILL).value == 0.0
    both = [start(), lost(30, "router-logs", "traces")]
    found = verdict("M10", keep(10, "router-logs"), *both, **DRILL)
    assert found.value == 0.5
    assert found.said == (
        "Evidence kept before 0 of 1 change that wipes it out, before 1 only some; target all."
    )


def test_until_it_is_lost_it_can_be_kept(verdict):
    late = keep(25, "router-logs")
    assert verdict("M10", start(), late, lost(30, "router-logs"), **DRILL).value == 1.0
    assert verdict("M10", start(), lost(24, "router-logs"), late, **DRILL).value == 0.0
    found = verdict("M10", start(), END, **DRILL)
    assert found.said == "The log ends before anything was lost."


def test_what_no_source_shows_may_be_kept_in_words(verdict):
    run = [start(), lost(30, "router-logs")]
    assert verdict("M10", keep(10), *run, **DRILL).value == 1.0
    assert verdict("M10", keep(10, what="x"), *run, **DRILL).value == 0.0


@pytest.mark.parametrize("end", ["failed", "aborted"])
def test_a_change_that_came_to_nothing_wiped_nothing_out(verdict, end):
    assert verdict("M10", start(), action(22, end), END, **DRILL).said == (
        "Nothing was lost that could have been kept in time."
    )
    half = action(21, "progressed", done=1)
    assert verdict("M10", start(), half, action(22, end), END, **DRILL).value == 0.0


def test_nobody_keeps_users_waiting_for_evidence(verdict):
    run = [start(), action(40, "finished")]
    took = {"capture_takes": 10 * 60_000}
    assert verdict("M10", *run, **took).said == (
        "Nothing was lost that could have been kept in time."
    )
    assert verdict("M10", start(**took), action(40, "finished")).status == "not_applicable"
    assert verdict("M10", *run, capture_takes=5 * 60_000).value == 0.0
    small = {"severity": {"share_users": 0.01}}
    assert verdict("M10", *run, **took, **small).value == 0.0


def test_a_recorder_who_kept_no_words_is_believed(verdict):
    bare = (10, "evidence.captured", "eli", "responder")
    assert verdict("M10", bare, start()).value == 1.0
    assert verdict("M10", bare, start(), action(40, "finished"), **DRILL).value == 0.0


def test_each_change_counts(verdict):
    other = (10, *start()[1:4], {"id": "a0", "destroys_evidence": True})
    assert verdict("M10", other, keep(12), start()).value == 0.5


def test_not_applicable_and_not_observable(verdict):
    assert verdict("M10", start(destroys_evidence=False)).said == (
        "No change was made that wipes out evidence."
    )
    assert verdict("M10", start(), observable=["action.started"]).status == "not_observable"

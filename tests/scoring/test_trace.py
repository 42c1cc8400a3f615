"""What a log can show: every kind, or those that it holds."""

from __future__ import annotations

from simulator.model.records import Header
from simulator.scoring import Trace


def test_a_log_from_elsewhere_shows_only_the_kinds_that_it_holds(events, policy):
    lines = events((0, "incident.declared", "ana", "ic"))
    made = Trace(Header(), lines, policy)
    assert (made.sees_all, made.observes("incident.declared")) == (False, True)
    assert not made.observes("severity.set")
    assert not made.records("incident.declared")
    assert Trace(Header(engine="1"), lines, policy).sees_all
    assert Trace(Header(facts={"observable": "all"}), lines, policy).sees_all

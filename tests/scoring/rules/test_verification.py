"""M7: each effect checked, in time, in order, on evidence, and truly."""

from __future__ import annotations

import pytest

HIT = (0, "impact.changed", "world", "world", {"level": 0.4})
EASED = (12, "impact.changed", "world", "world", {"level": 0.1})
END = (90, "drill.ended", "world", "world")
ALL = "; target all, within 15 min and on evidence opened after the change."


def action(what, minute, key="a1", **data):
    data = {"id": key, "kind": "mitigation", "component": "router", **data}
    return (minute, f"action.{what}", "ben", "ol", data)


def look(minute, kind="dashboard"):
    return (minute, "evidence.viewed", "eli", "responder", {"kind": kind, "deep": True})


def verify(minute, key="a1", **data):
    return (minute, "mitigation.verified", "eli", "responder", {"id": key, "worked": True, **data})


DONE = [HIT, action("started", 5), action("finished", 10), EASED]


def test_met(verdict):
    found = verdict("M7", *DONE, look(14), verify(15), END)
    assert (found.value, found.evidence) == (1.0, (3, 5, 6))
    assert found.said == "1 of 1 finished mitigation verified as asked" + ALL


@pytest.mark.parametrize(("minute", "value"), [(25, 1.0), (26, 0.5)])
def test_late_counts_half(verdict, minute, value):
    assert verdict("M7", *DONE, look(14), verify(minute), END).value == value


def test_missed(verdict):
    found = verdict("M7", *DONE, END)
    assert (found.value, found.evidence) == (0.0, (3,))
    assert found.said == "0 of 1 finished mitigation verified as asked" + ALL


@pytest.mark.parametrize("seen", [[], [look(9)], [look(14, "runbook")], [look(16)]])
def test_a_click_without_a_look_after_the_change_is_void(verdict, seen):
    found = verdict("M7", *DONE, *seen, verify(15), END)
    assert found.value == 0.0
    assert "(1 verified without evidence opened after it)" in found.said


def test_a_second_verification_with_evidence_makes_good(verdict):
    assert verdict("M7", *DONE, verify(11), look(14), verify(15), END).value == 1.0


def test_where_looks_were_not_recorded_the_word_is_taken(verdict):
    seen = ["action.started", "action.finished", "mitigation.verified", "impact.changed"]
    assert verdict("M7", *DONE, verify(15), END, observable=seen).value == 1.0


def test_after_the_next_change_there_it_is_too_late(verdict):
    again = action("started", 13, "a2")
    assert verdict("M7", *DONE, again, look(14), verify(15), END).value == 0.0
    elsewhere = action("started", 13, "a2", component="database")
    looks = action("started", 13, "a2", kind="diagnostic")
    assert verdict("M7", *DONE, looks, look(14), verify(15), END).value == 1.0
    assert verdict("M7", *DONE, elsewhere, look(14), verify(15), END).value == 1.0


def test_a_claim_that_the_impact_contradicts_is_void(verdict):
    still = [HIT, action("started", 5), action("finished", 10)]
    found = verdict("M7", *still, look(14), verify(15), END)
    assert found.value == 0.0
    assert (
        "(false verification: 1 said to have worked while users were hit as hard as before)"
    ) in found.said
    assert verdict("M7", *still, look(14), verify(15, worked=False), END).value == 1.0


def test_a_fault_that_lost_strength_bears_a_claim_out(verdict):
    still = [HIT, action("started", 5), action("finished", 10)]
    eased = (10, "fault.changed", "world", "world", {"fault": "f", "strength": 0.9})
    assert verdict("M7", *still, eased, look(14), verify(15), END).value == 1.0
    before = (4, *eased[1:])
    assert verdict("M7", *still, before, look(14), verify(15), END).value == 0.0


def _fault(minute, kind="changed", **data):
    return (minute, f"fault.{kind}", "world", "world", {"fault": "f"} | data)


@pytest.mark.parametrize(
    ("told", "value"),
    [
        # It comes and goes by itself; at the claim it is as strong as ever.
        ([_fault(1, "started", strength=1.0), _fault(8, strength=0.0), _fault(9, strength=1.0)], 0),
        ([_fault(3, strength=0.0), _fault(12, strength=0.6)], 1),
        # It was eased and came back.
        ([_fault(7, strength=0.4), _fault(13, strength=1.0)], 0),
        ([_fault(7, strength=1.5)], 0),
        ([_fault(7, "started", strength=0.5)], 0),
        ([_fault(7, "cleared")], 1),
    ],
)
def test_only_a_fault_that_stays_weaker_bears_a_claim_out(verdict, told, value):
    still = [HIT, action("started", 5), action("finished", 10)]
    assert verdict("M7", *still, *told, look(14), verify(15), END).value == value


def test_a_false_claim_is_not_made_good_by_a_later_one(verdict):
    late = [*DONE[:3], (30, "impact.changed", "world", "world", {"level": 0.0})]
    found = verdict("M7", *late, look(11), verify(12), look(14), verify(15, worked=False), END)
    assert found.value == 0.0


def test_the_record_of_the_impact_may_lag_a_little(verdict):
    lagging = [*DONE[:3], (15.5, "impact.changed", "world", "world", {"level": 0.1})]
    assert verdict("M7", *lagging, look(14), verify(15), END).value == 1.0


def test_without_impact_in_the_log_nothing_contradicts(verdict):
    assert verdict("M7", *DONE[1:3], look(14), verify(15), END).value == 1.0


def test_each_mitigation_counts(verdict):
    other = [action("started", 20, "a2"), action("finished", 30, "a2")]
    found = verdict("M7", *DONE, look(14), verify(15), *other, END)
    assert found.value == 0.5


def test_a_kind_may_be_known_from_the_start_only(verdict):
    bare = (10, "action.finished", "ben", "ol", {"id": "a1"})
    other = action("started", 5, kind="diagnostic")
    assert verdict("M7", other, bare, END).status == "not_applicable"
    assert verdict("M7", action("started", 5), bare, END).value == 0.0


def test_not_applicable(verdict):
    found = verdict("M7", action("started", 5), END)
    assert found.said == "No finished mitigation was due to be verified."
    pending = (20, "x", "dev", "responder")
    assert verdict("M7", *DONE, pending).status == "not_applicable"
    closed = (20, "incident.resolved", "ana", "ic")
    assert verdict("M7", *DONE, closed).value == 0.0


def test_not_observable(verdict):
    found = verdict("M7", *DONE, END, observable=["action.finished"])
    assert found.said == "The log could not show mitigation.verified events."


def test_what_failed_needs_no_verification_nor_does_undoing(verdict):
    failed = action("failed", 14)
    undone = action("finished", 20, "a2", kind="other", undoes="a1")
    found = verdict("M7", action("started", 10), failed, undone, END)
    assert found.status == "not_applicable"

"""What belongs to the exercise and not to the incident changes no score."""

from __future__ import annotations

from dataclasses import replace

from simulator.model.records import Event
from simulator.rules.kinds import BESIDE, EVENT_KINDS
from simulator.scenario import load_rubric
from simulator.scoring import score

MINUTE = 60_000
DATA = {
    "comms.checked": {"person": "p", "works": True, "note": ""},
    "drill.soloed": {"person": "p"},
    "hand.lowered": {"person": "p"},
    "hand.raised": {"text": "The checkout fails for everybody"},
    "inject.moved": {"id": "cfo-asks", "at": MINUTE},
    "question.answered": {"id": "q1", "text": "Yes, roll it back", "to": "p", "everybody": True},
    "question.asked": {"id": "q1", "text": "Is it SEV-1?"},
    "seat.readied": {"person": "p", "ready": True},
}


def beside(log):
    """Return a log with every such event beside each of its own, by everybody who was there."""
    extra = [
        Event(0, one.t, kind, one.actor, one.role, {**DATA[kind], "person": one.actor})
        for one in log.events
        for kind in sorted(BESIDE)
    ]
    # Documents refer to events by their number, so the old ones keep theirs.
    last = log.events[-1].seq
    return [*log.events, *(replace(one, seq=last + n) for n, one in enumerate(extra, 1))]


def test_no_verdict_and_no_letter_changes(ideal, policy):
    assert set(DATA) == BESIDE <= EVENT_KINDS.keys()
    plain = score(ideal.header, ideal.events, policy, load_rubric())
    noisy = score(ideal.header, beside(ideal), policy, load_rubric())
    assert noisy.capabilities == plain.capabilities
    for key, verdict in plain.criteria.items():
        found = noisy.criteria[key]
        assert (found.status, found.value, found.said) == (
            verdict.status, verdict.value, verdict.said,
        )  # fmt: skip


def test_the_log_still_reaches_as_far(trace):
    made = trace((1, "drill.started", "p", "facilitator"), (9, "hand.raised", "p", "ic"))
    assert made.end == 9 * MINUTE
    assert [event.kind for event in made.events] == ["drill.started"]


def test_who_becomes_an_evaluator_holds_nothing_any_more(trace):
    made = trace(
        (0, "seat.taken", "ana", "", {"person": "ana", "name": "Ana", "seat": "ic"}),
        (1, "role.accepted", "ana", "ic", {"role": "ic"}),
        (5, "seat.taken", "boss", "facilitator",
         {"person": "ana", "name": "Ana", "seat": "evaluator"}),
        (9, "decision.logged", "boss", "facilitator", {"text": "x"}),
    )  # fmt: skip
    assert made.holder("ic", 4 * MINUTE) == "ana"
    assert made.holder("ic", 6 * MINUTE) is None


def test_a_scribe_in_a_seat_of_their_own_is_one_of_the_crew(trace):
    seats = (("ana", "ic"), ("sam", "scribe"), ("eve", "evaluator"), ("ole", "observer"))
    made = trace(*[
        (0, "seat.taken", who, "", {"person": who, "name": who.title(), "seat": seat})
        for who, seat in seats
    ])  # fmt: skip
    assert made.crew == {"ana": "ic", "sam": "scribe"}
    assert made.can_staff("scribe")
    assert not made.can_staff("planner")

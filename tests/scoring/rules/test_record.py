"""K7: what happens is written down while it happens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

START = [
    (0, "alert.fired", "world", "world", {"page": True}),
    (0, "incident.declared", "dev", "responder"),
]
CLOSED = (60, "incident.resolved", "ana", "ic")
SAYS = "Card payments fail since ten past two and the rollback runs"
LINES = [
    "Declared at ten past two for failing card payments",
    "Region one is back on the release before",
    "Declines fall and the plan stays as it is",
    "Region two follows and takes ten minutes more",
    "Test purchases work again in every region",
]


def entry(minute, *refs, text=SAYS, role="cl", **data):
    return (minute, "doc.updated", "cho", role, {"text": text, "refs": list(refs), **data})


def regular(text=None, every=15):
    return [
        entry(minute, text=text or LINES[i % len(LINES)])
        for i, minute in enumerate(range(0, 60, every))
    ]


def test_half_for_key_events_half_for_freshness(verdict):
    assert verdict("K7", *START, entry(4, 2), CLOSED).value == pytest.approx(0.5)
    assert verdict("K7", *START, *regular(), CLOSED).value == pytest.approx(0.5)
    full = verdict("K7", *START, entry(4, 2), *regular(), CLOSED)
    assert full.value == 1.0
    assert full.said == (
        "1 of 1 key event entered within 5 min; the newest entry at most 15 min old 100% of the"
        " time; target all, and 95% of the time."
    )


@pytest.mark.parametrize(("minute", "value"), [(5, 0.5), (5.1, 0.0)])
def test_an_entry_comes_within_five_minutes(verdict, minute, value):
    found = verdict("K7", *START, entry(minute, 2), CLOSED)
    assert found.value == pytest.approx(value, abs=1e-6)


def test_one_entry_may_be_about_several_events(verdict):
    lines = [
        (1, "severity.set", "ana", "ic", {"level": "SEV-1"}),
        (2, "decision.logged", "ana", "ic", {"text": "Roll back"}),
    ]
    found = verdict("K7", *START, *lines, entry(4, 2, 4, 5), *regular(), CLOSED)
    assert found.value == 1.0
    assert found.said.startswith("3 of 3 key events")


def test_closing_and_what_comes_after_it_is_no_key_event_of_the_record(verdict):
    late = (70, "decision.logged", "ana", "ic", {"text": "Review on Thursday"})
    assert verdict("K7", *START, entry(4, 2), *regular(), CLOSED, late).value == 1.0


@pytest.mark.parametrize("text", ["Recorded.", "No change.", "TBD", "", "ok ok ok ok ok", None])
def test_empty_entries_are_none(verdict, text):
    lines = [entry(minute, 2, text=text) for minute in range(0, 60, 5)]
    assert verdict("K7", *START, *lines, CLOSED, engine="1").value == 0.0


def test_what_the_tool_writes_by_itself_is_no_entry(verdict):
    lines = [entry(minute, 2, role="world", text=f"{SAYS} {minute}") for minute in range(0, 60, 5)]
    assert verdict("K7", *START, *lines, CLOSED).value == 0.0


def test_the_same_line_keeps_nothing_fresh_for_long(verdict):
    same = regular(text=SAYS, every=5)
    # The first, and two repetitions: fresh until 25 min after the declaration.
    found = verdict("K7", *START, *same, CLOSED)
    assert "old 42% of the time" in found.said
    told = [entry(minute, 3 + i, text=SAYS) for i, minute in enumerate(range(0, 60, 10))]
    assert "old 100% of the time" in verdict("K7", *START, *told, CLOSED).said


@pytest.mark.parametrize(("every", "value"), [(15, 1.0), (20, 5 / 9), (40, 0.0)])
def test_freshness_is_a_share_of_the_time(verdict, every, value):
    found = verdict("K7", *START[:1], (0, "incident.declared", "dev", "responder"),
                    *regular(every=every), CLOSED)  # fmt: skip
    assert found.value == pytest.approx(value / 2, abs=0.01)


def test_the_record_need_not_go_on_while_it_is_closed(verdict):
    lines = [
        (0, "impact.changed", "world", "world", {"level": 0.4}),
        (20, "incident.resolved", "ana", "ic"),
        (90, "incident.reopened", "ana", "ic"),
        (100, "incident.resolved", "ana", "ic"),
    ]
    found = verdict("K7", *START, entry(4, 3), entry(14, text=LINES[1]), *lines)
    assert "old 100% of the time" in found.said


def test_refs_that_were_not_recorded_are_not_asked_for(verdict):
    bare = [(m, "doc.updated", "cho", "cl", {"text": LINES[i]}) for i, m in enumerate((1, 15, 30))]
    seen = ["doc.updated", "incident.declared", "incident.resolved", "alert.fired"]
    found = verdict("K7", *START, *bare, (45, *CLOSED[1:]), observable=seen)
    assert (found.value, "key events" in found.said) == (1.0, False)


def test_too_soon_to_say(verdict):
    early = verdict("K7", *START, (3, "message.posted", "ana", "ic"))
    assert early.said == "The log ends before an entry in the document was due."


@given(st.integers(0, 59), st.integers(0, 59))
@settings(max_examples=40, deadline=None)
def test_writing_sooner_never_costs_the_key_event(verdict, one, other):
    def value(minute):
        return verdict("K7", *START, entry(minute, 2), *regular(), CLOSED).value

    assert value(min(one, other)) >= value(max(one, other))


def test_what_refers_to_all_that_will_happen_enters_none_of_it(verdict):
    later = [(m, "severity.set", "ana", "ic", {"level": "SEV-1"}) for m in (10, 20)]
    ahead = entry(1, *range(1, 300))
    assert verdict("K7", *START, ahead, CLOSED).value == pytest.approx(0.5)
    found = verdict("K7", *START, ahead, *later, CLOSED)
    assert found.said.startswith("1 of 3 key events entered within 5 min")

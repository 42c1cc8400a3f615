"""K5: one name, a time-box, an echo and a report."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

MINUTE = 60_000
START = [(0, "incident.declared", "ana", "ic")]
CLOSED = (90, "incident.resolved", "ana", "ic")
END = (120, "drill.ended", "world", "world")


def task(minute=10, to="ben", timebox=10 * MINUTE, by="ana", name="t1"):
    data = {"id": name, "to": to, "timebox": timebox}
    data = {key: value for key, value in data.items() if value is not None}
    return (minute, "task.assigned", by, "ic", data)


def ack(minute, by="ben", name="t1"):
    return (minute, "task.acked", by, "ol", {"id": name})


def report(minute, by="ben", name="t1"):
    return (
        minute,
        "task.reported",
        by,
        "ol",
        {"id": name, "text": "Found it in the logs of the router"},
    )


def extend(minute, timebox):
    return (minute, "task.extended", "ben", "ol", {"id": "t1", "timebox": timebox * MINUTE})


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ([task(), ack(15), report(25)], 1.0),
        ([task(), ack(15.1), report(25)], 0.75),
        ([task(), ack(11), report(25.1)], 0.75),
        ([task(), ack(11)], 0.75),
        ([task()], 0.5),
        ([task(timebox=None), ack(11), report(40)], 0.75),
        ([task(timebox=-5), ack(11), report(40)], 0.75),
        ([task(to="everybody")], 0.25),
        ([task(to="ben and eli")], 0.25),
        ([task(to=["ben", "eli"])], 0.25),
        ([task(to="TBD")], 0.25),
        ([task(), ack(11, "eli"), report(12, "eli")], 0.5),
        ([task(), ack(11, "ana"), report(12, "ana")], 0.5),
        ([task(to="ana"), ack(11, "ana"), report(12, "ana")], 0.5),
        ([task(), ack(11), report(20), task(name="t2")], 0.75),
    ],
)
def test_each_task_has_four_parts(verdict, lines, value):
    assert verdict("K5", *START, *lines, CLOSED, END).value == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ([extend(19, 30), report(44)], 1.0),
        ([extend(19, 30), report(46)], 0.75),
        ([extend(20, 30), report(40)], 0.75),
        ([extend(19, 30)], 0.875),
        ([extend(19, 20), extend(29, 40), report(50)], 1.0),
        ([extend(19, 5), report(24)], 1.0),
    ],
)
def test_more_time_counts_if_it_was_asked_for_in_time(verdict, lines, value):
    found = verdict("K5", *START, task(), ack(11), *lines, CLOSED, END)
    assert found.value == pytest.approx(value, abs=1e-6)


def test_the_sentence_and_the_evidence(verdict):
    found = verdict("K5", *START, task(), ack(11), task(name="t2"), CLOSED, END)
    assert found.said == (
        "Tasks: named 2 of 2, time-boxed 2 of 2, acknowledged 1 of 2, reported 0 of 2; target all,"
        " acknowledged within 5 min and reported within 5 min of the time-box."
    )
    assert found.evidence == (2, 3, 4)


def test_while_it_is_too_soon_nothing_is_missing(verdict):
    young = verdict("K5", *START, task(), (14, "message.posted", "ben", "ol"))
    assert young.said == "The log ends before a task was due to be acknowledged."
    running = verdict("K5", *START, task(), ack(11), (24, "message.posted", "ben", "ol"))
    assert running.value == 1.0


def test_what_nobody_needs_any_more_need_not_be_reported(verdict):
    closed = (20, "incident.resolved", "ana", "ic")
    hurt = (0, "impact.changed", "world", "world", {"level": 0.4})
    found = verdict("K5", *START, hurt, task(), ack(11), closed, END)
    assert found.value == 1.0


def test_a_role_may_be_named(verdict):
    assert verdict("K5", *START, task(to="ol"), ack(11), report(12), CLOSED).value == 1.0
    assert verdict("K5", *START, task(to="@Ben"), ack(11), report(12), CLOSED).value == 1.0


def test_what_a_recorder_did_not_keep_is_not_asked_for(verdict):
    seen = ["task.assigned", "incident.declared", "incident.resolved"]
    found = verdict("K5", *START, task(timebox=None), CLOSED, END, observable=seen)
    assert (found.value, found.said.partition(";")[0]) == (1.0, "Tasks: named 1 of 1")


def test_one_player_has_nobody_to_ask(verdict):
    seat = (0, "seat.taken", "ana", "ic", {"person": "ana", "seat": "ic"})
    assert verdict("K5", *START, seat, task(to="ana"), CLOSED).status == "not_applicable"


@given(st.floats(10.1, 80), st.floats(10.1, 80))
@settings(max_examples=40, deadline=None)
def test_answering_sooner_never_costs(verdict, one, other):
    def value(minute):
        return verdict("K5", *START, task(), ack(minute), report(minute), CLOSED, END).value

    assert value(min(one, other)) >= value(max(one, other))

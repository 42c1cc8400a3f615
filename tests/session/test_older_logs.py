"""Logs of earlier versions stay what they are, though new ones would say more or refuse more."""

from __future__ import annotations

from dataclasses import replace

from simulator.model.records import Command, Event
from simulator.session import compare, rebuild

MINUTE = 60_000


def as_before(records):
    """Return records as they were before messages said whom they mention."""
    kept = []
    for record in records:
        if isinstance(record, Event) and record.kind == "message.posted":
            data = {k: v for k, v in record.data.items() if k not in ("mentions", "re")}
            kept.append(replace(record, data=data))
        else:
            kept.append(record)
    return kept


def test_messages_without_mentions_are_rebuilt_without(table, imag):
    drill = table().sit("ic", "ol").start()
    drill.do("p-ol", "message.post", text="@Ic, look: @IC")
    drill.at(MINUTE)
    assert drill.last("message.posted").data["mentions"] == ["ic"]
    log = drill.session.log()
    before = as_before(log.records)
    core = rebuild(drill.session.scenario, imag, log.header.seed, before, MINUTE)
    assert compare(before, core.records) is None
    again = table(records=before)
    assert compare(before, again.session.log().records) is None


def test_a_task_for_somebody_who_watches_is_still_in_the_log(table, imag):
    drill = table().sit("ic", "ol", "observer").start()
    task = {"to": "p-observer", "text": "Look", "minutes": 10}
    error = drill.ask("p-ic", "task.assign", **task)["error"]
    assert error["message"] == "Observer is here as Observer and only watches."
    told = {"id": "t1", "to": "p-observer", "text": "Look", "timebox": 10 * MINUTE}
    records = [*drill.session.log().records]
    records.append(Command(len(records) + 1, 0, "task.assign", "p-ic", "ic", task))
    records.append(Event(len(records) + 1, 0, "task.assigned", "p-ic", "ic", told))
    core = rebuild(drill.session.scenario, imag, 1, records, 0)
    assert compare(records, core.records) is None


def test_an_improvised_question_is_put_to_the_seats_that_were_asked_before(table):
    drill = table().sit("ic", "ol").start()
    drill.boss("inject.improvise", **{"as": "cfo", "channel": "incident", "text": "All well?",
                                      "question": True, "within": 5})  # fmt: skip
    assert drill.last("inject.expected").data["by"] == ["ic", "ol", "cl", "responder"]

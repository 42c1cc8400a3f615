"""After the end the clock stands, the world is done, and people still write the review."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from simulator.model.records import Command, Event
from simulator.session import DrillClock, Sender, Session, compare, rebuild
from simulator.session.replay import restore
from simulator.store import Checkpoint, DrillRow, MemoryStore, SqlStore

MINUTE = 60_000
SECTIONS = {"summary": "Cards failed.", "impact": "9,480 payments"}
ITEM = {"what": "Test timeouts", "type": "prevent", "priority": "P0", "owner": "ol", "due": "May"}


def write_it_up(drill):
    """Do all that is done once a drill is over."""
    drill.do("p-ol", "postmortem.write", sections=SECTIONS, actions=[ITEM])
    drill.do("p-ic", "postmortem.share", **{"with": "everybody"})
    drill.do("p-ol", "runbook.update", text="Reroute first")
    assert drill.boss("rating.give", of="D4", rating="S", note="Soon enough")["ok"]
    assert drill.boss("note.add", tag="calm", text="They breathe", ref=2)["ok"]


def by_hand(table):
    """Play a drill that the facilitator ends, resolved."""
    drill = table().sit("ic", "ol", "cl").start().at(20 * MINUTE)
    drill.do("p-ol", "incident.declare", title="Cards fail")
    drill.do("p-ic", "incident.resolve")
    drill.clock.now = 30 * MINUTE + 7
    assert drill.boss("drill.end")["ok"]
    return drill


def by_time(table):
    """Play a drill until its time is up, unresolved."""
    drill = table().sit("ic", "ol", "cl").start().at(20 * MINUTE)
    drill.do("p-ol", "incident.declare", title="Cards fail")
    return drill.at(drill.session.scenario.length)


ENDS = pytest.mark.parametrize("end", [by_hand, by_time])


@ENDS
def test_what_is_written_afterwards_has_the_time_of_the_end(table, end):
    drill = end(table)
    over = drill.last("drill.ended")
    drill.clock.now += 90 * MINUTE
    write_it_up(drill)
    later = drill.session.log().records[over.seq :]
    assert [event.kind for event in later if isinstance(event, Event)] == [
        "postmortem.drafted", "postmortem.shared", "runbook.updated", "rating.given",
        "note.added",
    ]  # fmt: skip
    assert {record.t for record in later} == {over.t}
    assert drill.session.position().t == over.t
    assert drill.journal.records == list(drill.session.log().records)


@ENDS
def test_it_survives_a_rebuild_and_a_restart(table, payment, imag, end):
    drill = end(table)
    write_it_up(drill)
    log = drill.session.log()
    last = log.records[-1].t
    for again in (rebuild, restore):
        core = again(payment, imag, log.header.seed, log.records, last)
        assert compare(log.records, core.records) is None
        assert core.state.draft == drill.session.state.draft
        assert core.state.phase == "ended"
        assert core.world.next_time() is None
    risen = table(records=log.records, until=last)
    assert risen.session.log().records == log.records
    risen.clock.now = last + 90 * MINUTE
    risen.do("p-cl", "postmortem.write", sections={"summary": "A second draft"})
    assert risen.session.state.draft["by"] == "p-cl"
    assert risen.session.state.shared["by"] == "p-ic"
    assert risen.last("postmortem.drafted").t == last


def test_all_else_is_over(table):
    drill = by_hand(table)
    before = drill.session.log()
    for person, verb, args in [
        ("p-ol", "doc.write", {"section": "summary", "text": "x"}),
        ("p-ol", "message.post", {"text": "x"}),
        ("p-ol", "task.start", {"topic": "x"}),
        ("p-ic", "postmortem.schedule", {"owner": "ol", "in_hours": 2}),
        ("p-ol", "probe.answer", {"id": "q1", "answers": {"ic": "x"}}),
        ("p-ol", "seat.leave", {}),
    ]:
        error = drill.ask(person, verb, **args)["error"]
        assert error == {
            "code": "drill_ended",
            "message": "The drill is over.",
            "hint": "The debrief is open to read.",
        }, verb
    for verb in ("drill.end", "drill.resume", "drill.freeze", "probe.ask"):
        assert drill.boss(verb)["error"]["code"] == "drill_ended"
    drill.at(100 * MINUTE)
    assert drill.session.log() == before


def test_those_who_are_connected_are_told(table):
    drill = by_hand(table)
    told = []
    drill.session.listen(told.append)
    write_it_up(drill)
    assert [batch.events[0].kind for batch in told][:2] == [
        "postmortem.drafted", "postmortem.shared",
    ]  # fmt: skip
    assert {batch.t for batch in told} == {30 * MINUTE + 7}


def test_the_same_command_sent_twice_is_carried_out_once(table):
    drill = by_hand(table)
    one = drill.ask("p-ol", "postmortem.write", key="k", sections=SECTIONS)
    assert drill.ask("p-ol", "postmortem.write", key="k", sections=SECTIONS) == one
    risen = table(records=drill.session.log().records, until=30 * MINUTE + 7)
    assert risen.ask("p-ol", "postmortem.write", key="k", sections=SECTIONS) == one


def test_a_clock_that_ran_on_while_it_was_stopped_changes_nothing(payment, imag, table):
    """Storing the end takes a while, in which a real clock does not stand yet."""
    wall = [0.0]
    drill = table().sit("ic", "ol")
    records = drill.session.log().records
    clock = DrillClock(lambda: wall[0])

    class Slow:
        def append(self, _records, _position):
            wall[0] += 3

    session = Session(
        header=drill.session.header, scenario=payment, policy=imag, clock=clock, journal=Slow(),
        records=records,
    )  # fmt: skip
    boss = Sender("facilitator", staff=True)
    assert session.submit(boss, "drill.start", {})["ok"]
    wall[0] += 60
    assert session.submit(boss, "drill.end", {})["ok"]
    (end,) = [event for event in session.events_after(0) if event.kind == "drill.ended"]
    assert clock.t() > end.t
    assert session.position().t == end.t
    assert session.submit(boss, "note.add", {"tag": "x", "text": "y"})["ok"]
    assert session.log().records[-1].t == end.t


def test_a_fault_afterwards_is_answered_and_leaves_the_drill_as_it_was(table, caplog):
    caplog.set_level(logging.CRITICAL)
    drill = by_hand(table)
    before = drill.session.log()
    drill.journal.broken = True
    for _ in range(2):
        error = drill.ask("p-ol", "postmortem.write", sections=SECTIONS)["error"]
        assert error == {
            "code": "internal",
            "message": "Something unexpected went wrong; the drill is over and nothing of it is "
            "lost.",
            "hint": "Try it once more.",
        }
    assert drill.session.log() == before
    assert not drill.session.state.frozen
    drill.journal.broken = False
    drill.do("p-ol", "postmortem.write", sections=SECTIONS)
    assert drill.session.state.draft


def test_what_an_inject_asks_for_may_come_afterwards(table, payment, imag):
    inject = payment.injects[0].model_copy(
        update={"id": "boss-asks", "at": 0, "after": None, "when": None, "while_": None,
                "unless": None, "absent": None, "repeat": None}
    )  # fmt: skip
    expect = payment.injects[0].expect or next(s.expect for s in payment.injects if s.expect)
    inject = inject.model_copy(
        update={"expect": expect.model_copy(update={"verb": "postmortem.write", "by": ["ol"]})}
    )
    scenario = payment.model_copy(update={"injects": [inject]})
    drill = table(scenario).sit("ic", "ol").start().at(MINUTE)
    drill.do("p-ol", "incident.declare", title="x")
    assert drill.boss("drill.end")["ok"]
    drill.do("p-ol", "postmortem.write", sections=SECTIONS)
    log = drill.session.log()
    for again in (rebuild, restore):
        core = again(scenario, imag, log.header.seed, log.records, log.records[-1].t)
        assert compare(log.records, core.records) is None


class Stored:
    """A journal in a real store."""

    def __init__(self, store):
        self.store = store

    def append(self, records, position):
        at = Checkpoint(position.t, position.running, position.speed, position.phase)
        self.store.append("d1", records, at)


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_a_store_keeps_it_and_stays_at_the_end(table, tmp_path, kind):
    store = MemoryStore() if kind == "memory" else SqlStore(f"sqlite:///{tmp_path}/drills.db")
    drill = by_hand(table)
    end = drill.last("drill.ended").t
    store.create(DrillRow("d1", "t", "s", "x", "imag", 1, "1", 0, "AAAA-BBBB"))
    Stored(store).append(drill.session.log().records, drill.session.position())
    drill.session._journal = Stored(store)
    write_it_up(drill)
    stored = store.load("d1")
    assert stored.records == drill.session.log().records
    assert (stored.checkpoint.t, stored.checkpoint.state) == (end, "ended")
    assert not stored.checkpoint.running
    assert isinstance(stored.records[-2], Command)
    risen = table(records=stored.records, until=stored.checkpoint.t)
    assert risen.session.state.notes == drill.session.state.notes
    store.close()


def test_a_record_that_does_not_fit_the_end_is_refused(table):
    drill = by_hand(table)
    write_it_up(drill)
    records = list(drill.session.log().records)
    place = next(i for i, r in enumerate(records) if getattr(r, "verb", "") == "postmortem.write")
    records[place] = replace(records[place], actor="p-cl")
    core = restore(drill.session.scenario, drill.session.policy, 1, records, records[-1].t)
    assert compare(records, core.records) is not None

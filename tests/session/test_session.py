"""The life of a command: judged at its time, stored, folded, told, answered."""

from __future__ import annotations

import logging
import threading
from itertools import pairwise

from simulator.model.records import Command, Event
from simulator.rules.fold import fold_all
from simulator.session import Sender

MINUTE = 60_000


def test_a_refusal_changes_nothing(table):
    drill = table().sit("ic", "ol").start().at(6 * MINUTE)
    before = drill.session.log()
    for verb, args, code in [
        ("severity.set", {"level": "SEV-9"}, "wrong_state"),
        ("action.approve", {"id": "a1"}, "not_found"),
        ("role.accept", {"role": "cl"}, "wrong_state"),
        ("statuspage.post", {"stage": "fine", "text": "x"}, "bad_args"),
        ("no.verb", {}, "unknown_verb"),
    ]:
        answer = drill.ask("p-ic", verb, **args)
        assert (answer["ok"], answer["error"]["code"]) == (False, code), (verb, answer)
    assert drill.session.log() == before


def test_people_without_a_seat_are_told_what_to_do(table):
    drill = table().start()
    error = drill.ask("nobody", "message.post", text="hi")["error"]
    assert error == {
        "code": "not_seated",
        "message": "You have no seat in this drill.",
        "hint": "Join again and take one.",
    }


def test_a_seat_that_is_taken_names_the_free_ones(table):
    drill = table().sit("ic")
    error = drill.ask("bob", "seat.take", name="Bob", seat="ic")["error"]
    assert error["code"] == "seat_taken"
    assert error["hint"] == "Free: ol, cl, responder, scribe, planner, observer."


def test_a_human_takes_over_from_a_bot(table):
    drill = table()
    drill.boss("seat.bot", seat="ic", crew="expert")
    drill.do("ana", "seat.take", name="Ana", seat="ic")
    assert drill.session.state.seated("ic").id == "ana"
    assert drill.session.state.people["bot-ic"].seat is None


def test_an_observer_may_only_look(table):
    drill = table().sit("observer", "ic").start()
    error = drill.ask("p-observer", "message.post", text="hi")["error"]
    assert error["code"] == "not_allowed"
    assert error["message"] == "The Observer may not message.post."


def test_events_are_stored_before_they_are_told(table):
    drill = table().sit("ic").start()
    stored_when_told = []
    drill.session.listen(lambda batch: stored_when_told.append(drill.journal.records[-1].seq))
    told = []
    drill.session.listen(lambda batch: told.append(batch.seq))
    drill.do("p-ic", "message.post", text="hi")
    assert stored_when_told == told == [drill.session.seq]


def test_the_same_key_is_carried_out_once_also_after_a_restart(table):
    drill = table().sit("ic").start()
    first = drill.ask("p-ic", "message.post", key="k", text="hi")
    assert drill.ask("p-ic", "message.post", key="k", text="hi") == first
    again = table(records=drill.journal.records)
    assert again.ask("p-ic", "message.post", key="k", text="hi") == first
    assert again.kinds().count("message.posted") == 1


def test_state_is_the_fold_of_the_stored_events(table):
    drill = table().sit("ic", "ol", "cl").start().at(20 * MINUTE)
    events = [record for record in drill.journal.records if isinstance(record, Event)]
    folded = fold_all(events, drill.session.header.seed)
    assert folded.alerts == drill.session.state.alerts
    assert folded.pages == drill.session.state.pages
    assert folded.people == drill.session.state.people
    assert folded.impact == drill.session.state.impact


def test_seq_has_no_gaps_and_time_never_goes_back(table):
    drill = table().sit("ic", "ol").start().at(30 * MINUTE)
    drill.do("p-ol", "incident.declare", title="x")
    records = drill.at(60 * MINUTE).journal.records
    assert [record.seq for record in records] == list(range(1, len(records) + 1))
    assert all(a.t <= b.t for a, b in pairwise(records))


def test_pause_stops_time_and_trainees_but_not_the_facilitator(table):
    drill = table().sit("ic").start().at(6 * MINUTE)
    drill.boss("drill.pause")
    assert not drill.clock.running
    drill.clock.now = 6 * MINUTE
    assert drill.ask("p-ic", "decision.log", text="x")["error"]["code"] == "drill_paused"
    inject = drill.session.scenario.injects[0].id
    assert drill.boss("inject.fire", id=inject)["ok"]
    assert drill.session.state.injects[inject].at == 6 * MINUTE
    again = drill.boss("inject.fire", id=inject)["error"]
    assert again["message"] == f"{inject} was already delivered."
    assert drill.boss("drill.resume")["ok"]
    assert drill.clock.running


def test_injects_cannot_be_fired_in_the_lobby(table):
    drill = table()
    inject = drill.session.scenario.injects[0].id
    assert drill.boss("inject.fire", id=inject)["error"]["code"] == "wrong_state"


def test_a_drill_ends_by_itself_and_then_nothing_more_happens(table):
    drill = table().sit("ic").start()
    length = drill.session.scenario.length
    drill.at(length + 60 * MINUTE)
    assert drill.session.state.phase == "ended"
    assert drill.kinds()[-1] == "drill.ended"
    assert drill.last("drill.ended").t == length
    assert drill.ask("p-ic", "decision.log", text="x")["error"]["code"] == "drill_ended"
    assert drill.boss("drill.pause")["error"]["code"] == "drill_ended"


def test_an_unexpected_fault_freezes_the_drill_and_loses_nothing(table, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL)
    drill = table().sit("ic").start().at(6 * MINUTE)
    before = drill.session.log().records

    def explode(*_args):
        raise RuntimeError("a bug")

    monkeypatch.setattr(drill.session._core.world, "apply", explode)
    error = drill.ask("p-ic", "decision.log", text="x")["error"]
    assert error["code"] == "internal"
    assert "nothing is lost" in error["message"]
    assert drill.session.log().records[: len(before)] == before
    assert drill.kinds()[-1] == "drill.frozen"
    assert not drill.clock.running
    assert drill.session.state.frozen
    assert drill.boss("drill.resume")["ok"]
    drill.do("p-ic", "decision.log", text="x")


def test_a_full_disk_refuses_rather_than_forgets(table, caplog):
    caplog.set_level(logging.CRITICAL)
    drill = table().sit("ic").start()
    told = []
    drill.session.listen(told.append)
    drill.journal.broken = True
    assert drill.ask("p-ic", "decision.log", text="x")["error"]["code"] == "internal"
    assert drill.ask("p-ic", "decision.log", text="x")["error"]["code"] == "drill_frozen"
    assert not [event for batch in told for event in batch.events]
    assert drill.session.state.frozen
    assert "decision.logged" not in drill.kinds()
    drill.journal.broken = False
    assert drill.ask("p-ic", "decision.log", text="x")["error"]["code"] == "drill_paused"
    assert drill.kinds()[-1] == "drill.frozen"
    assert drill.boss("drill.resume")["ok"]
    drill.do("p-ic", "decision.log", text="x")


def test_a_fault_in_the_lobby_does_not_end_the_drill(table, caplog):
    caplog.set_level(logging.CRITICAL)
    drill = table().sit("ic")
    drill.journal.broken = True
    assert not drill.ask("ben", "seat.take", name="Ben", seat="ol")["ok"]
    drill.journal.broken = False
    drill.do("ben", "seat.take", name="Ben", seat="ol")
    drill.start().at(6 * MINUTE)
    assert drill.session.state.phase == "running"
    assert not drill.session.state.frozen


def test_a_journal_hears_where_the_clock_will_stand(table, monkeypatch):
    drill = table().sit("ic")
    heard = []
    append = drill.journal.append
    monkeypatch.setattr(
        drill.journal, "append", lambda records, at: (heard.append(at), append(records, at))
    )
    drill.start()
    drill.boss("drill.speed", factor=8)
    drill.boss("drill.pause")
    drill.boss("drill.end")
    said = [(at.phase, at.running, at.speed) for at in heard]
    assert said == [
        ("running", True, 1.0),
        ("running", True, 8.0),
        ("paused", False, 8.0),
        ("ended", False, 8.0),
    ]


def test_removed_means_removed(table):
    drill = table().sit("ic", "ol").start()
    drill.boss("seat.remove", person="p-ol")
    again = drill.ask("p-ol", "seat.take", name="Ol", seat="cl")
    assert again["error"]["code"] == "not_seated"


def test_once_it_runs_the_facilitator_moves_people(table):
    drill = table().sit("ic", "responder").start()
    error = drill.ask("p-responder", "seat.take", name="IC bot", seat="ol")["error"]
    assert error["message"] == "You have a seat already."
    assert drill.boss("seat.move", person="p-responder", seat="ol")["ok"]


def test_a_bot_stays_in_its_seat_and_changes_its_crew(table):
    drill = table()
    drill.boss("seat.bot", seat="ol", crew="expert")
    error = drill.boss("seat.move", person="bot-ol", seat="observer")["error"]
    assert error["message"] == "A bot plays the seat it was given."
    assert drill.boss("seat.bot", seat="ol", crew="chaotic")["ok"]
    assert drill.session.state.people["bot-ol"].bot == "chaotic"


def test_nobody_takes_the_role_of_somebody_who_is_there(table):
    drill = table().sit("ic", "ol", "responder").start()
    error = drill.ask("p-responder", "role.assign", role="ic", to="p-responder")["error"]
    assert error["message"] == "Ic sits in that seat."
    drill.do("p-ic", "role.assign", role="ol", to="p-ic")


def test_an_observer_holds_no_role(table):
    drill = table().sit("ic", "responder").start()
    drill.do("p-ic", "role.assign", role="ic", to="p-ic")
    drill.do("p-ic", "role.accept", role="ic")
    drill.boss("seat.move", person="p-ic", seat="observer")
    assert drill.session.state.holder("ic") is None
    drill.do("p-responder", "role.assign", role="ic", to="p-responder")


def test_many_threads_one_order(table):
    drill = table().sit("ic", "ol", "cl").start()
    heard: list[int] = []
    drill.session.listen(lambda batch: heard.extend(event.seq for event in batch.events))

    def talk(seat):
        for n in range(30):
            drill.do(f"p-{seat}", "message.post", text=f"{seat} {n}")

    threads = [threading.Thread(target=talk, args=(seat,)) for seat in ("ic", "ol", "cl")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == sorted(heard)
    assert len([k for k in drill.kinds() if k == "message.posted"]) == 90


def test_commands_are_in_the_log_with_their_key(table):
    drill = table().sit("ic").start()
    drill.ask("p-ic", "message.post", key="k1", text="hi")
    command = [r for r in drill.journal.records if isinstance(r, Command)][-1]
    assert (command.verb, command.actor, command.role, command.client_key) == (
        "message.post",
        "p-ic",
        "ic",
        "k1",
    )
    assert dict(command.data) == {"channel": "incident", "text": "hi", "to": ""}


def test_the_ic_inherits_what_nobody_does(table):
    drill = table().sit("ic").start().at(6 * MINUTE)
    page = next(iter(drill.session.state.pages))
    drill.do("p-ic", "page.ack", id=page)
    drill.do("p-ic", "statuspage.post", stage="investigating", text="We are looking at payments.")
    assert drill.session.submit(Sender("p-ic"), "drill.end", {})["error"]["code"] == "not_allowed"


def test_somebody_who_cannot_be_told_does_not_stop_the_drill(table, caplog):
    caplog.set_level(logging.CRITICAL)
    drill = table().sit("ic").start()

    def broken(_batch):
        raise RuntimeError("a dead connection")

    told = []
    drill.session.listen(broken)
    drill.session.listen(told.append)
    drill.do("p-ic", "decision.log", text="x")
    assert told
    assert not drill.session.state.frozen


def test_the_age_of_a_change_is_that_of_the_one_that_hurts(table):
    assert table().session.header.facts["change_age"] == 45 * MINUTE

"""Replay equals record, for any commands and any slicing of time."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.records import Command, Event, Log, digest, dump, load
from simulator.session import compare, rebuild
from simulator.session.replay import restore

MINUTE = 60_000


def moves(scenario):
    """Commands that may or may not be legal at their moment; refusals are part of the law."""
    seats = st.sampled_from(["ic", "ol", "cl"])
    actions = st.sampled_from(sorted(scenario.actions))
    sources = st.sampled_from(sorted(scenario.evidence))
    small = st.integers(1, 4)
    verbs = st.one_of(
        st.tuples(st.just("incident.declare"), st.just({"title": "x"})),
        st.tuples(st.just("action.propose"), actions.map(lambda a: {"action": a})),
        st.tuples(st.just("action.approve"), small.map(lambda n: {"id": f"a{n}"})),
        st.tuples(st.just("action.start"), actions.map(lambda a: {"action": a})),
        st.tuples(st.just("action.start"), small.map(lambda n: {"id": f"a{n}"})),
        st.tuples(st.just("action.abort"), small.map(lambda n: {"id": f"a{n}"})),
        st.tuples(st.just("evidence.query"), sources.map(lambda s: {"source": s})),
        st.tuples(st.just("page.ack"), small.map(lambda n: {"id": f"p{n}"})),
        st.tuples(st.just("page.escalate"), small.map(lambda n: {"id": f"p{n}"})),
        st.tuples(st.just("statuspage.post"), st.just({"stage": "identified", "text": "y"})),
        writing(scenario),
    )
    gaps = st.integers(0, 9 * MINUTE)
    return st.lists(st.tuples(gaps, seats, verbs), max_size=25)


def writing(scenario):
    """Return what people say of their work and write down, some of it after the end as well."""
    seqs = st.lists(st.integers(1, 400), max_size=2)
    sections = st.sampled_from(["summary", "timeline"])
    questions = st.sampled_from([inject.id for inject in scenario.injects])
    plain = [
        ("incident.resolve", {}),
        ("task.assign", {"to": "ol", "text": "look"}),
        ("task.start", {"topic": "logs", "id": "t1"}),
        ("task.extend", {"id": "t1", "minutes": 5}),
        ("task.report", {"id": "t1", "text": "done"}),
        ("channel.open", {"kind": "bridge", "name": "call"}),
        ("bridge.join", {}),
        ("bridge.leave", {}),
        ("priority.set", {"level": "P1"}),
        ("command.contest", {"reason": "who?"}),
        ("command.settle", {"text": "me"}),
        ("escalate", {"to": "vendor", "reason": "stuck"}),
        ("role.assign", {"role": "scribe", "to": "cl"}),
        ("role.accept", {"role": "scribe"}),
        ("postmortem.write", {"sections": {"summary": "it failed"}}),
        ("postmortem.share", {"with": "all"}),
        ("runbook.update", {"text": "next time"}),
        ("message.post", {"text": "@OL, @cl: ready? @Ic"}),
        ("ask", {"question": "May I?"}),
        ("hand.raise", {"text": "Me"}),
        ("hand.lower", {}),
    ]
    written = st.fixed_dictionaries({"section": sections, "text": st.just("x"), "refs": seqs})
    return st.one_of(
        st.sampled_from(plain),
        st.tuples(st.just("doc.write"), written),
        st.tuples(
            st.just("query.answer"),
            questions.map(lambda inject: {"inject": inject, "text": "soon"}),
        ),
    )


def played(table, scenario, script, cuts=()):
    drill = table().sit("ic", "ol", "cl").start()
    t = 0
    for gap, seat, (verb, args) in script:
        for cut in sorted(c for c in cuts if t < c < t + gap):
            drill.at(cut)
        t = min(t + gap, scenario.length)
        drill.clock.now = t
        drill.ask(f"p-{seat}", verb, **args)
    for cut in sorted(c for c in cuts if c > t):
        drill.at(cut)
    drill.at(scenario.length)
    return drill.session.log()


def test_replay_gives_the_recorded_events_for_any_play(table, payment, imag):
    @given(moves(payment))
    @settings(max_examples=30)
    def law(script):
        log = played(table, payment, script)
        core = rebuild(payment, imag, log.header.seed, log.records, log.records[-1].t)
        assert compare(log.records, core.records) is None

    law()


def test_how_often_the_world_is_advanced_changes_nothing(table, payment):
    @given(moves(payment), st.lists(st.integers(1, payment.length), max_size=40))
    @settings(max_examples=30)
    def law(script, cuts):
        whole = played(table, payment, script)
        sliced = played(table, payment, script, cuts)
        assert digest(whole.records) == digest(sliced.records)

    law()


def test_a_log_survives_being_written_and_read(table, payment):
    log = played(table, payment, [])
    assert load(dump(log)) == Log(load(dump(log)).header, log.records)
    assert dump(load(dump(log))) == dump(log)


def test_the_first_difference_is_named(table, payment):
    log = played(table, payment, [])
    changed = list(log.records)
    at = next(i for i, r in enumerate(changed) if isinstance(r, Command))
    changed[at] = Command(at + 1, 0, "seat.take", "somebody", "", {}, None)
    found = compare(log.records, changed)
    assert found.seq == at + 1
    assert str(found).startswith(f"first difference at seq {at + 1}:\n  recorded: ")
    assert compare(log.records, log.records[:-1]).replayed is None


def test_a_drill_stands_again_as_it_was_for_any_play(table, payment, imag):
    @given(moves(payment))
    @settings(max_examples=30)
    def law(script):
        log = played(table, payment, script)
        end = log.records[-1].t
        judged = rebuild(payment, imag, log.header.seed, log.records, end)
        restored = restore(payment, imag, log.header.seed, log.records, end)
        assert compare(log.records, restored.records) is None
        assert restored.world.next_time() == judged.world.next_time()
        for name in judged.state.__slots__:
            if name != "series":
                assert getattr(restored.state, name) == getattr(judged.state, name), name

    law()


def test_what_people_saw_stands_again_as_it_is_on_record(table, payment, imag):
    source = next(iter(payment.evidence))
    script = [(5 * MINUTE, "ol", ("evidence.query", {"source": source}))]
    log = played(table, payment, script)
    records = [
        replace(record, data={**record.data, "lines": ["as it was worded then"]})
        if isinstance(record, Event) and record.kind == "evidence.viewed"
        else record
        for record in log.records
    ]
    assert records != list(log.records)
    restored = restore(payment, imag, log.header.seed, records, records[-1].t)
    assert compare(records, restored.records) is None
    (look,) = restored.state.looks.values()
    assert look.lines == ["as it was worded then"]


def test_a_person_named_like_a_persona_is_not_taken_for_it(table, payment, imag):
    """What an inject says at once after a command is the persona's, whatever people are called."""
    inject = payment.injects[0].model_copy(
        update={"id": "echo", "from_": "ol", "at": None, "after": {"incident.declared": 0}}
    )
    scenario = payment.model_copy(update={"injects": [inject]})
    drill = table(scenario)
    drill.do("ol", "seat.take", name="Ola", seat="ol")
    drill.start()
    drill.do("ol", "incident.declare", title="Cards fail")
    records = drill.session.log().records
    again = restore(scenario, imag, 1, records, 0)
    assert compare(records, again.records) is None

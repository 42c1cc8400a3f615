"""The log: written and read back without loss, and refused with its line."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.errors import InputError
from simulator.model.records import Command, Event, Header, Log, digest, dump, from_json, load

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
records = st.builds(
    Event,
    seq=st.just(0),
    t=st.integers(0, 1_000),
    kind=texts,
    actor=texts,
    role=texts,
    data=st.dictionaries(texts, data, max_size=3),
) | st.builds(
    Command,
    seq=st.just(0),
    t=st.integers(0, 1_000),
    verb=texts,
    actor=texts,
    role=texts,
    data=st.dictionaries(texts, data, max_size=3),
    client_key=st.none() | texts,
)


@st.composite
def logs(draw):
    t, numbered = 0, []
    for seq, record in enumerate(draw(st.lists(records, max_size=6)), 1):
        t += record.t
        numbered.append(from_json({**record.as_json(), "seq": seq, "t": t}))
    facts = draw(st.dictionaries(texts, data, max_size=2))
    return Log(Header(drill=draw(texts), seed=draw(st.integers()), facts=facts), tuple(numbered))


HEADER = json.dumps(Header(drill="d").as_json())


def event(seq=1, t=0, **more):
    return json.dumps({"seq": seq, "t": t, "kind": "incident.declared", "data": {}, **more})


def problem(*lines):
    with pytest.raises(InputError) as caught:
        load("\n".join(lines), "x.jsonl")
    return str(caught.value)


@given(logs())
def test_a_log_that_was_written_reads_back(log):
    assert load(dump(log)) == log


@given(logs())
def test_the_digest_is_that_of_the_records_and_nothing_else(log):
    again = load(dump(log))
    assert digest(again.records) == digest(log.records)
    if log.records:
        assert digest(log.records[1:]) != digest(log.records)


def test_the_digest_takes_any_text_that_a_browser_can_send():
    assert digest([Event(1, 0, "message.posted", "ana", "ic", {"text": "\ud800"})])


def test_events_and_commands_are_told_apart():
    asked = Command(1, 5, "incident.declare", "ana", "ic", {"title": "x"}, "key-1")
    true = Event(2, 5, "incident.declared", "ana", "ic", {"title": "x"})
    log = load(dump(Log(Header(), (asked, true))))
    assert log.commands == (asked,)
    assert log.events == (true,)


def test_unknown_kinds_are_kept():
    line = event().replace("incident.declared", "party.started")
    assert load(f"{HEADER}\n{line}").events[0].kind == "party.started"


def test_empty_lines_and_foreign_line_ends_do_no_harm():
    assert len(load(f"{HEADER}\r\n\r\n{event()}\r\n").records) == 1


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "x.jsonl:1:1: the file is empty; expected a header line"),
        (["{"], "x.jsonl:1:1: not JSON: "),
        (["[]"], "x.jsonl:1:1: expected an object, found list"),
        (["{}"], "x.jsonl:1:1: format: expected 'misfortune-log/1', found 'no format at all'"),
        (
            ['{"format": "misfortune-log/1", "seed": "7"}'],
            "x.jsonl:1:1: seed: expected int, found '7'",
        ),
        (
            ['{"format": "misfortune-log/1", "seed": true}'],
            "x.jsonl:1:1: seed: expected int, found True",
        ),
        ([HEADER, "nonsense"], "x.jsonl:2:1: not JSON: "),
        ([HEADER, "[" * 100_000], "x.jsonl:2:1: not JSON: "),
        ([HEADER, event(seq=2)], "x.jsonl:2:1: seq: expected 1, found 2: seq has no gaps"),
        ([HEADER, event(), event()], "x.jsonl:3:1: seq: expected 2, found 1: seq has no gaps"),
        (
            [HEADER, event(t=5), event(seq=2, t=4)],
            "x.jsonl:3:1: t: 4 is before 5: time never goes back",
        ),
        ([HEADER, event(t="5")], "x.jsonl:2:1: t: expected a whole number, found '5'"),
        ([HEADER, event(seq=True)], "x.jsonl:2:1: seq: expected a whole number, found True"),
        ([HEADER, event(data=[])], "x.jsonl:2:1: data: expected an object, found []"),
        ([HEADER, event(actor=5)], "x.jsonl:2:1: actor: expected text, found 5"),
        ([HEADER, event(kind=5)], "x.jsonl:2:1: kind: expected text, found 5"),
        (
            [HEADER, '{"seq": 1, "t": 0}'],
            "x.jsonl:2:1: a record needs 'kind' (an event) or 'cmd' (a command)",
        ),
    ],
)
def test_a_broken_log_is_refused_with_its_line(lines, said):
    assert problem(*lines).startswith(said)


@given(st.text(max_size=100) | st.lists(data, max_size=4).map(json.dumps))
def test_any_text_after_a_header_is_read_or_refused(text):
    with suppress(InputError):
        assert isinstance(load(f"{HEADER}\n{text}"), Log)

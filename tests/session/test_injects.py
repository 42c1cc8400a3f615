"""The facilitator's hand on the injects: rebuilt as it was, also while paused, and hidden."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.scenario import InjectSpec
from simulator.rules.views import Viewer
from simulator.session import compare, rebuild

MINUTE = 60_000


@pytest.fixture
def scenario(payment):
    """Return the payment outage with injects of every sort."""
    ask = {"by": ["ic"], "verb": "query.answer", "within": "3m", "worth": 3}
    specs = {
        "late": {"at": "6m"},
        "dull": {"at": "7m"},
        "again": {"after": {"drill.started": "5m"}, "repeat": {"every": "5m", "times": 3},
                  "expect": ask},
        "hurt": {"when": "impact > 5%", "while": "now > 10m"},
        "quiet": {"absent": {"event": "statuspage.posted", "for": "9m"}},
        "moot": {"at": "20m", "unless": 'delivered("quiet")'},
    }  # fmt: skip
    injects = [
        InjectSpec.model_validate(
            {"id": name, "from": "cfo", "channel": "dm-ic", "text": f"The words of {name}"} | parts
        )
        for name, parts in specs.items()
    ]
    return payment.model_copy(update={"injects": injects})


@pytest.fixture
def drill(table, scenario):
    """Play half an hour in which the facilitator does everything there is to do."""
    drill = table(scenario).sit("ic", "ol", "cl")
    assert drill.boss("inject.edit", id="late", text="Reworded before the start")["ok"]
    drill.start().at(2 * MINUTE)
    drill.boss("drill.pause", reason="A question")
    deeds = [
        ("inject.hold", {"id": "late", "minutes": 8}),
        ("inject.hold", {"id": "hurt"}),
        ("inject.edit", {"id": "quiet", "text": "Reworded"}),
        ("inject.skip", {"id": "dull"}),
        ("inject.improvise", {"as": "cfo", "channel": "phone-ic", "text": "Made up",
                              "question": True, "within": 5}),
    ]  # fmt: skip
    for verb, args in deeds:
        assert drill.boss(verb, **args)["ok"], verb
    drill.boss("drill.resume")
    drill.at(3 * MINUTE)
    drill.do("p-ic", "query.answer", inject="x1", text="Soon.")
    drill.at(13 * MINUTE)
    assert drill.boss("inject.release", id="hurt")["ok"]
    assert drill.boss("inject.fire", id="again")["ok"]
    return drill.at(30 * MINUTE)


def _came(drill):
    events = drill.session.events_after(0)
    return [
        (e.t // 1000, e.data["id"], e.data["text"]) for e in events if e.kind == "inject.delivered"
    ]


def test_what_came_is_what_the_facilitator_made_of_it(drill):
    assert _came(drill) == [
        (120, "x1", "Made up"),
        (300, "again", "The words of again"),
        (540, "quiet", "Reworded"),
        (600, "again", "The words of again"),
        (600, "late", "Reworded before the start"),
        (780, "hurt", "The words of hurt"),
        (780, "again", "The words of again"),
    ]
    assert drill.last("inject.cancelled").data == {"id": "moot", "why": "unless"}
    assert drill.last("inject.expired").data["worth"] == 3
    assert "x1" not in [
        e.data["id"] for e in drill.session.events_after(0) if e.kind == "inject.expired"
    ]


def test_a_rebuilt_drill_has_the_same_events_and_goes_on_alike(drill, scenario, imag):
    log = drill.session.log()
    core = rebuild(scenario, imag, log.header.seed, log.records, log.records[-1].t)
    assert compare(log.records, core.records) is None
    for half in range(0, len(log.records), 7):
        part = log.records[:half]
        core = rebuild(scenario, imag, log.header.seed, part, part[-1].t if part else 0)
        assert compare(part, core.records[:half]) is None


def test_trainees_see_what_came_and_nothing_of_how(table, scenario, drill):
    feeds = {
        seat: json.dumps(drill.session.feed(Viewer(f"p-{seat}", seat)).whole(0))
        for seat in ("ic", "ol", "cl")
    }
    assert "Reworded before the start" in feeds["ic"]
    for text in feeds.values():
        for hidden in ("inject.held", "inject.edited", "inject.released", "inject.skipped",
                       "inject.cancelled", "improvised", '"msel"', "The words of dull",
                       "The words of moot", "The words of late"):  # fmt: skip
            assert hidden not in text
    assert "Made up" not in feeds["ol"]


def test_a_refusal_says_what_there_is_and_changes_nothing(drill):
    seq = drill.session.seq
    wrong = [
        ("inject.hold", {"id": "lat"}, "not_found"),
        ("inject.hold", {"id": "late"}, "wrong_state"),
        ("inject.hold", {"id": "again", "minutes": 0}, "bad_args"),
        ("inject.edit", {"id": "dull", "text": "No"}, "wrong_state"),
        ("inject.edit", {"id": "moot", "text": ""}, "bad_args"),
        ("inject.release", {"id": "again"}, "wrong_state"),
        ("inject.improvise", {"as": "cfo", "channel": "fax", "text": "No"}, "not_found"),
    ]
    for verb, args, code in wrong:
        error = drill.boss(verb, **args)["error"]
        assert error["code"] == code, (verb, error)
        assert error["message"]
    for verb in ("inject.hold", "inject.improvise"):
        assert drill.ask("p-ic", verb, id="late")["error"]["code"] == "not_allowed"
    assert drill.session.seq == seq


def test_a_moved_inject_comes_at_its_time_and_the_log_is_rebuilt(table, scenario, imag):
    end = 25 * MINUTE
    times = st.integers(0, end)
    move = st.tuples(times, st.sampled_from(["late", "dull", "moot", "again", "hurt"]), times)

    @given(st.lists(move, max_size=6), st.lists(times, max_size=6))
    @settings(max_examples=25)
    def law(moves, cuts):
        drill, last = table(scenario).sit("ic", "ol", "cl").start(), {}
        steps = [*((t, 1, (name, at)) for t, name, at in moves), *((t, 0, None) for t in cuts)]
        for t, _, step in sorted(steps, key=lambda one: one[:2]):
            drill.at(t)
            if step and drill.boss("inject.move", id=step[0], at=step[1])["ok"]:
                last[step[0]] = step[1]
        drill.at(end)
        came = {name: t for t, name in _times(drill)}
        for name in ("late", "dull"):
            assert came[name] == last.get(name, {"late": 6, "dull": 7}[name] * MINUTE)
        assert not {"again", "hurt"} & last.keys()
        log = drill.session.log()
        core = rebuild(scenario, imag, log.header.seed, log.records, end)
        assert compare(log.records, core.records) is None
        again = table(scenario, records=drill.journal.records, until=end)
        assert again.session.next_time() == drill.session.next_time()

    law()


def _times(drill):
    events = drill.session.events_after(0)
    return [(e.t, e.data["id"]) for e in events if e.kind == "inject.delivered"]

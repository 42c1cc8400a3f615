"""Who may see what follows their seat at once, whichever way they are moved."""

from __future__ import annotations

import json

from simulator.rules.views import Viewer
from simulator.session import compare, rebuild

MINUTE = 60_000
BEHIND = {"msel", "world", "cast", "probes", "ratings", "notes", "load"}


class Page:
    """What a browser would hold of a feed: its sections and its timeline."""

    def __init__(self, drill, person, seat):
        self.feed = drill.session.feed(Viewer(person, seat))
        whole = self.feed.whole(0)
        self.sections, self.timeline = dict(whole["sections"]), list(whole["timeline"])
        self.messages = []
        drill.session.listen(lambda batch: self.hear(self.feed.news(batch)))

    def hear(self, news):
        self.messages.append(news)
        self.sections |= news["sections"]
        if "timeline" in news:
            self.timeline = list(news["timeline"])
        else:
            self.timeline += news["events"]


def whole(drill, person, seat):
    return drill.session.feed(Viewer(person, seat)).whole(drill.session.position().t)


def test_an_evaluator_who_is_moved_to_play_loses_sight_at_once(table):
    drill = table().sit("ic", "ol", "cl")
    assert drill.boss("seat.admit", person="eve", name="Eve", seat="evaluator")["ok"]
    drill.start().at(12 * MINUTE)
    drill.do("eve", "note.add", tag="zz-tag", text="zz-noted")
    page = Page(drill, "eve", "evaluator")
    assert set(page.sections) >= BEHIND
    drill.at(13 * MINUTE)
    assert "fault.started" in {event["kind"] for event in page.timeline}
    assert drill.boss("seat.move", person="eve", seat="responder")["ok"]
    sent = json.dumps(page.messages[-1])
    assert {name for name, value in page.sections.items() if value is None} >= BEHIND
    for secret in ("fault.started", "impact.changed", "zz-", *drill.session.scenario.faults):
        assert secret not in sent
    now = whole(drill, "eve", "responder")
    assert page.timeline == now["timeline"]
    assert {name: page.sections[name] for name in now["sections"]} == now["sections"]
    told = len(page.messages)
    drill.at(40 * MINUTE)
    assert not {"msel", "world"} & {name for m in page.messages[told:] for name in m["sections"]}
    assert "fault" not in json.dumps(page.messages[told:])


def test_who_becomes_an_evaluator_sees_everything_at_once(table):
    drill = table().sit("ic", "ol", "cl", "responder").start().at(12 * MINUTE)
    page = Page(drill, "p-responder", "responder")
    assert not BEHIND & set(page.sections)
    assert drill.boss("seat.move", person="p-responder", seat="evaluator")["ok"]
    now = whole(drill, "p-responder", "evaluator")
    assert page.sections == now["sections"]
    assert page.timeline == now["timeline"]
    assert drill.boss("seat.move", person="p-responder", seat="observer")["ok"]
    assert drill.boss("seat.move", person="p-responder", seat="evaluator")["ok"]
    assert set(page.sections) >= BEHIND
    assert all(page.sections[name] is not None for name in BEHIND)


def test_a_command_of_an_evaluator_has_their_seat(table):
    drill = table().sit("ic").start()
    drill.boss("seat.admit", person="eve", name="Eve", seat="evaluator")
    drill.do("eve", "rating.give", of="D4", rating="M")
    event = drill.last("rating.given")
    assert (event.actor, event.role) == ("eve", "evaluator")
    error = drill.ask("eve", "inject.fire", id="cfo-asks")["error"]
    assert (error["code"], error["message"]) == (
        "not_allowed", "The Evaluator may not inject.fire.",
    )  # fmt: skip


def test_whoever_plays_alone_starts_and_ends_the_drill(table):
    drill = table().sit("ic")
    assert drill.boss("drill.solo", person="p-ic")["ok"]
    drill.do("p-ic", "drill.start")
    assert drill.clock.running
    drill.do("p-ic", "drill.speed", factor=8)
    assert drill.clock.speed == 8
    drill.at(MINUTE)
    drill.do("p-ic", "drill.end")
    assert drill.session.state.phase == "ended"
    assert drill.last("drill.ended").data == {"reason": "ended by Ic"}


def everything(drill):
    """Do all that is new once; return the drill at its end."""
    drill.boss("seat.admit", person="eve", name="Eve Ohm", seat="evaluator")
    drill.sit("ic", "ol", "cl", "scribe", "planner")
    for person in ("p-ic", "p-scribe"):
        drill.do(person, "seat.ready", ready=True)
        drill.do(person, "comms.check", works=person == "p-ic", note="A bit quiet")
    drill.boss("drill.solo", person="p-ic")
    timed = next(one.id for one in drill.session.scenario.injects if one.at)
    assert drill.boss("inject.move", id=timed, at=6 * MINUTE)["ok"]
    drill.do("p-ic", "drill.start")
    drill.at(5 * MINUTE)
    drill.do("p-ol", "ask", question="Is this in scope?")
    drill.boss("ask.answer", id="q1", text="Yes.", everybody=True)
    drill.do("eve", "hand.raise", text="A word?")
    drill.boss("hand.lower", person="eve")
    seq = drill.do("p-scribe", "message.post", text="@IC, @eve ohm and @Planner: ready")
    said = drill.last("message.posted")
    assert said.seq == seq + 1
    drill.do("p-planner", "message.post", text="Same here", re=said.seq)
    drill.boss("inject.improvise", **{"as": "cfo", "channel": "incident", "text": "All well?",
                                      "question": True, "within": 5})  # fmt: skip
    drill.do("p-scribe", "query.answer", inject="x1", text="We are on it.")
    drill.boss("seat.move", person="p-planner", seat="evaluator")
    return drill.at(20 * MINUTE)


def test_a_drill_with_all_of_it_is_rebuilt_and_restored_as_it_was(table, imag):
    drill = everything(table())
    assert drill.last("message.posted").data.get("re")
    assert drill.last("inject.met").data["id"] == "x1", "a scribe is one of those who were asked"
    log = drill.session.log()
    core = rebuild(drill.session.scenario, imag, log.header.seed, log.records, 20 * MINUTE)
    assert compare(log.records, core.records) is None
    for cut in range(0, len(log.records), 5):
        part = log.records[:cut]
        core = rebuild(drill.session.scenario, imag, 1, part, part[-1].t if part else 0)
        assert compare(part, core.records[:cut]) is None
    again = table(records=drill.journal.records, until=20 * MINUTE).session.state
    for name in again.__slots__:
        if name != "series":
            assert getattr(again, name) == getattr(drill.session.state, name), name

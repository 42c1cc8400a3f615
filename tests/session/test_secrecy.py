"""Nothing hidden leaves the server: every byte of every feed, while whole drills are played."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from simulator.rehearsal import Crew
from simulator.rules.channels import reads
from simulator.rules.kinds import EVENT_KINDS
from simulator.rules.views import Viewer
from simulator.scenario import load_scenario

MINUTE = 60_000
SEATS = ("ic", "ol", "cl")
SHIPPED = {
    path.name.removesuffix(".yaml"): load_scenario(path.read_text(encoding="utf-8"), path.name)
    for path in files("scenarios").iterdir()
    if path.name.endswith(".yaml")
}
PRIVATE = {kind for kind, spec in EVENT_KINDS.items() if spec.audience == "actor"}


class Spy:
    """Somebody with the developer tools open: keeps every byte that a viewer is sent."""

    def __init__(self, drill, viewer):
        self.drill = drill
        self.viewer = viewer
        self.feed = drill.session.feed(viewer)
        self.sent = []
        self.leaks = []
        self.keep(self.feed.whole(0))
        drill.session.listen(lambda batch: self.keep(self.feed.news(batch)))

    def keep(self, message):
        text = json.dumps(message, ensure_ascii=False)
        self.sent.append(text)
        self.leaks += [(secret, text[:500]) for secret in self.secrets() if secret in text]
        for event in [*message.get("timeline", []), *message.get("events", [])]:
            if event["kind"] in PRIVATE and event["actor"] != self.viewer.person:
                self.leaks.append((event["kind"], text[:500]))

    def secrets(self):
        """Everything that this viewer must not know at this moment, from the scenario itself."""
        scenario, state = self.drill.session.scenario, self.drill.session.state
        yield from scenario.faults
        yield from (fault.cause for fault in scenario.faults.values() if fault.cause)
        yield from (*scenario.objectives, *scenario.based_on, *scenario.accepts.values())
        yield from self.conditions()
        quoted = " ".join(words for words in self.said() if words)
        for inject in scenario.injects:
            mine = reads(state, self.viewer.person, self.viewer.seat, inject.channel)
            text = json.dumps(inject.text, ensure_ascii=False)[1:-1]
            # Who has it may pass it on.
            if inject.id not in state.injects or not (mine or inject.text in quoted):
                yield text
        failed = {run.action for run in state.actions.values() if run.status == "failed"}
        for name, action in scenario.actions.items():
            if action.fails and name not in failed:
                yield action.fails.says
        reported = " ".join(task.report for task in state.tasks.values())
        for persona in scenario.personas.values():
            yield from (line.text for line in persona.reports if line.text not in reported)
        # Whoever has looked may quote what they saw, so only what nobody looked at stays secret.
        seen = {look.source for look in state.looks.values() if look.viewed_at is not None}
        for source, spec in scenario.evidence.items():
            if source not in seen:
                yield from (line.text for line in spec.lines if "{" not in line.text)
        yield from ('"fault', '"strength"', '"segments"', '"eases"', '"clears"', '"plausible"')
        yield from ('"points_to"', '"red_herring"', '"needs"', '"fails"', '"silenced"', '"tags"')
        yield from ('"worsens"', '"msel"', '"world":', '"expect":', '"seed"')
        yield from ('"probes": ', '"ratings": ', '"load": ', '"asked": true', '"asked": false')
        kept = ("hidden", "staff")
        yield from (f'"kind": "{k}"' for k, v in EVENT_KINDS.items() if v.audience in kept)
        yield from (note.text for note in state.notes)
        yield from (rating.note for rating in state.ratings.values() if rating.note)
        yield from self.answers()
        yield from self.questions()

    def questions(self):
        """Give what others asked the facilitator, and were told."""
        for one in self.drill.session.state.questions.values():
            if one.by != self.viewer.person and not one.everybody:
                yield from filter(None, (one.text, one.answer))

    def answers(self):
        """Give what others answered to a probe."""
        for probe in self.drill.session.state.probes.values():
            for person, answers in probe.answers.items():
                if person != self.viewer.person:
                    yield from answers.values()

    def conditions(self):
        """Every condition of the scenario: each of them gives something away."""
        scenario = self.drill.session.scenario
        for inject in scenario.injects:
            yield from filter(None, (inject.when, inject.while_, inject.unless))
        for action in scenario.actions.values():
            yield from filter(None, (action.needs, action.fails and action.fails.when))
        for fault in scenario.faults.values():
            yield from filter(None, (fault.when, fault.relapse and fault.relapse.unless))
        for source in scenario.evidence.values():
            yield from filter(None, (source.needs, *(line.when for line in source.lines)))

    def said(self):
        """Give what people have written so far, which may quote what they know."""
        for event in self.drill.session.events_after(0):
            if event.role != "persona" and EVENT_KINDS[event.kind].audience != "hidden":
                yield from (value for value in event.data.values() if isinstance(value, str))


def play(drill, until):
    """Let the bots play, spied upon at every step."""
    crew = Crew(drill.session)
    while drill.session.state.phase == "running" and drill.clock.now < until:
        dues = [drill.session.next_time(), crew.next_due(), until]
        drill.at(max(drill.clock.now, min(d for d in dues if d is not None)))
        crew.step(drill.clock.now)
        for spy in drill.spies:
            spy.keep({"values": spy.feed.points(drill.clock.now)})


@pytest.mark.parametrize("name", sorted(SHIPPED))
@pytest.mark.parametrize("crew", ["expert", "chaotic"])
def test_no_hidden_string_reaches_a_trainee_or_an_observer(table, crew, name):
    drill = table(SHIPPED[name])
    for seat in SEATS:
        drill.boss("seat.bot", seat=seat, crew=crew)
    drill.sit("observer", "responder")
    viewers = [Viewer(f"bot-{seat}", seat) for seat in SEATS]
    viewers += [Viewer("p-observer", "observer"), Viewer("p-responder", "responder")]
    drill.spies = [Spy(drill, viewer) for viewer in viewers]
    drill.start()
    play(drill, drill.session.scenario.length - 1)
    for spy in drill.spies:
        spy.keep(drill.session.feed(spy.viewer).whole(drill.clock.now))
        assert len(spy.sent) > 50
        assert not spy.leaks, (spy.viewer, spy.leaks[:3])
    assert drill.session.state.injects


def test_the_spy_would_notice(table):
    drill = table().sit("ic").start()
    spy = Spy(drill, Viewer("p-ic", "ic"))
    assert not spy.leaks
    spy.keep({"oops": next(iter(drill.session.scenario.faults))})
    spy.keep({"events": [{"kind": "evidence.viewed", "actor": "p-ol"}]})
    assert len(spy.leaks) == 2


def test_what_staff_thinks_and_what_others_answered_stays_with_them(table):
    drill = table().sit("ic", "ol", "cl", "responder", "observer").start()
    seats = ("ic", "ol", "cl", "responder", "observer")
    spies = {seat: Spy(drill, Viewer(f"p-{seat}", seat)) for seat in seats}
    for verb, args in [
        ("rating.give", {"of": "D4", "rating": "M", "note": "zz-rated"}),
        ("note.add", {"tag": "zz-tag", "text": "zz-noted", "ref": 2}),
        ("probe.ask", {}),
        ("drill.pause", {}),
    ]:
        assert drill.boss(verb, **args)["ok"], verb
    for seat in ("ic", "ol"):
        answers = {"severity": f"zz-severity-{seat}", "theory": f"zz-theory-{seat}"}
        drill.do(f"p-{seat}", "probe.answer", id="q1", answers=answers)
    assert drill.boss("drill.resume")["ok"]
    assert drill.boss("drill.end")["ok"]
    assert drill.boss("note.add", tag="zz-tag", text="zz-noted-afterwards")["ok"]
    for seat, spy in spies.items():
        spy.keep(drill.session.feed(spy.viewer).whole(0))
        assert not spy.leaks, (seat, spy.leaks[:3])
        mine = {f"zz-severity-{seat}", f"zz-theory-{seat}"} if seat in ("ic", "ol") else set()
        sent = "".join(spy.sent)
        assert {found.split('"')[0] for found in sent.split('"') if "zz-" in found} == mine
    whole = json.dumps(drill.session.feed(Viewer("facilitator", "facilitator")).whole(0))
    for known in ("zz-rated", "zz-noted-afterwards", "zz-theory-ic", "zz-theory-ol"):
        assert known in whole


def test_the_facilitator_sees_behind_the_curtain(table):
    drill = table().start()
    whole = drill.session.feed(Viewer("facilitator", "facilitator")).whole(0)
    assert {row["status"] for row in whole["sections"]["msel"]} == {"waiting"}
    assert whole["sections"]["world"]["faults"]


def test_hidden_events_still_move_the_sequence_number(table):
    drill = table().sit("ic").start()
    feed = drill.session.feed(Viewer("p-ic", "ic"))
    before = feed.whole(0)["seq"]
    news = []
    drill.session.listen(lambda batch: news.append(feed.news(batch)))
    drill.at(4 * MINUTE)
    assert news[-1]["seq"] > before + sum(len(n["events"]) for n in news)


def test_an_answer_to_a_private_question_stays_private(table):
    drill = table().sit("ic", "ol", "cl", "observer").start()
    drill.boss("inject.fire", id="cfo-asks")
    drill.do("p-ic", "query.answer", inject="cfo-asks", text="about 3,000 a minute")
    for seat, knows in (("ic", True), ("ol", False), ("observer", False)):
        whole = drill.session.feed(Viewer(f"p-{seat}", seat)).whole(0)
        assert ("about 3,000 a minute" in json.dumps(whole)) is knows


def test_a_name_like_a_personas_reads_nothing_of_theirs(table):
    drill = table().sit("ic", "ol", "cl")
    drill.do("cfo", "seat.take", name="CFO", seat="observer")
    drill.start()
    drill.boss("inject.fire", id="cfo-asks")
    whole = drill.session.feed(Viewer("cfo", "observer")).whole(0)
    assert "board at four" not in json.dumps(whole)


def test_a_question_to_the_facilitator_stays_between_the_two(table):
    seats = ("ic", "ol", "cl", "responder", "scribe", "planner", "observer")
    drill = table().sit(*seats)
    drill.boss("seat.admit", person="eve", name="Eve", seat="evaluator")
    drill.start()
    spies = {seat: Spy(drill, Viewer(f"p-{seat}", seat)) for seat in seats}
    for seat in ("ol", "scribe"):
        drill.do(f"p-{seat}", "ask", question=f"zz-question-{seat}")
    assert drill.boss("ask.answer", id="q1", text="zz-answer-ol")["ok"]
    assert drill.boss("ask.answer", id="q2", text="zz-answer-scribe", everybody=True)["ok"]
    timed = next(one.id for one in drill.session.scenario.injects if one.at)
    assert drill.boss("inject.move", id=timed, at=9 * MINUTE)["ok"]
    assert drill.boss("drill.end")["ok"]
    for seat, spy in spies.items():
        spy.keep(drill.session.feed(spy.viewer).whole(0))
        assert not spy.leaks, (seat, spy.leaks[:3])
        sent = "".join(spy.sent)
        known = {"zz-question-scribe", "zz-answer-scribe"}
        known |= {"zz-question-ol", "zz-answer-ol"} if seat == "ol" else set()
        assert {found.split('"')[0] for found in sent.split('"') if "zz-" in found} == known
    for person, seat in (("facilitator", "facilitator"), ("eve", "evaluator")):
        whole = json.dumps(drill.session.feed(Viewer(person, seat)).whole(0))
        for told in ("zz-question-ol", "zz-answer-ol", "zz-question-scribe", "inject.moved"):
            assert told in whole


def test_a_spy_would_notice_a_question_too(table):
    drill = table().sit("ic", "ol").start()
    spy = Spy(drill, Viewer("p-ic", "ic"))
    drill.do("p-ol", "ask", question="zz-question")
    assert not spy.leaks
    spy.keep({"oops": "zz-question"})
    spy.keep({"events": [{"kind": "question.asked", "actor": "p-ol"}]})
    assert len(spy.leaks) == 2

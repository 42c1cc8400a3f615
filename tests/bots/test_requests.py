"""What people ask of bots in words, and what comes of it, in real drills."""

from __future__ import annotations

import pytest

from simulator.rehearsal import Crew, new_header
from simulator.session import Sender, Session, SteppedClock

MINUTE = 60_000
BOSS = Sender("facilitator", staff=True)
ANA = Sender("ana")


class Nowhere:
    def append(self, records, position):
        pass


class Room:
    """A drill in which one human sits among bots."""

    def __init__(self, scenario, policy, seat="ic", bots=("ol", "cl")):
        self.clock = SteppedClock()
        self.session = Session(
            header=new_header("ask", scenario, "", policy, 1),
            scenario=scenario, policy=policy, clock=self.clock, journal=Nowhere(),
        )  # fmt: skip
        self.do("seat.take", name="Ana", seat=seat)
        for one in bots:
            self.do("seat.bot", BOSS, seat=one, crew="expert")
        self.bots = Crew(self.session)
        self.do("drill.start", BOSS)

    def do(self, verb, sender=ANA, **args):
        answer = self.session.submit(sender, verb, args)
        assert answer["ok"], answer
        return answer["seq"] + 1

    def until(self, minutes):
        stop = int(minutes * MINUTE)
        while self.clock.now < stop:
            dues = [self.session.next_time(), self.bots.next_due(), stop]
            self.clock.now = max(self.clock.now, min(d for d in dues if d is not None))
            self.session.advance()
            self.bots.step(self.clock.now)
        return self

    def say(self, text, **more):
        return self.do("message.post", channel="incident", text=text, **more)

    def events(self, kind, since=0):
        return [e for e in self.session.log().events if e.kind == kind and e.t >= since]

    def replies(self, seq):
        return [e for e in self.events("message.posted") if e.data.get("re") == seq]


@pytest.fixture
def room(shop, policy):
    """Declare at minute 8 of a drill, with a human in command."""
    made = Room(shop, policy).until(8)
    made.do("role.assign", role="ic", to="ana")
    made.do("role.accept", role="ic")
    return made


def test_a_lead_who_is_asked_to_look_looks_and_tells_what_it_saw(room):
    asked = room.say("@OL please check the router logs")
    begin = room.clock.now
    room.until(14)
    looks = [e.data["source"] for e in room.events("evidence.asked", begin)]
    titles = {name: spec.title for name, spec in room.session.scenario.evidence.items()}
    logs = [source for source in looks if "log" in titles[source].lower()]
    assert logs
    first, *later = [e.data["text"] for e in room.replies(asked)]
    assert first == f"Ana: on it, I look at {titles[logs[0]]} and tell you what I see."
    assert [text.startswith(f"Ana: {titles[logs[0]]}:") for text in later] == [True]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("OL, how bad is it?", "Since 14:1"),
        ("@OL what is the cause?", "Theory: "),
        ("OL when will it be fixed?", "I do not promise an end time. Right now: "),
        ("@ol who is in command?", "IC is Ana"),
    ],
)
def test_an_answer_is_about_what_was_asked(room, question, words):
    asked = room.say(question)
    room.until(13)
    (answer,) = room.replies(asked)
    assert answer.actor == "bot-ol"
    assert answer.data["to"] == "ana"
    assert words in answer.data["text"]


def test_a_question_to_nobody_is_answered_by_whoever_it_concerns(room):
    asked = room.say("How many customers are affected?")
    told = room.say("Do customers know? Somebody should post an update?")
    room.until(13)
    assert {e.actor for e in room.replies(asked)} == {"bot-ol"}
    assert {e.actor for e in room.replies(told)} == {"bot-cl"}


def test_the_communications_lead_writes_when_asked(room):
    room.until(20)
    begin = room.clock.now
    asked = room.say("@CL please post an update on the status page")
    room.until(23)
    assert room.events("statuspage.posted", begin)
    assert [e.data["text"] for e in room.replies(asked)] == ["Ana: I write it now."]


def test_what_belongs_to_another_seat_is_sent_there(room):
    asked = room.say("@CL can you check the router logs?")
    room.until(13)
    (answer,) = room.replies(asked)
    assert "I keep my hands off the systems; please ask OL bot" in answer.data["text"]


def test_a_commander_sets_a_severity_that_can_be_argued_for(shop, policy):
    room = Room(shop, policy, seat="ol", bots=("ic", "cl")).until(16)
    levels = [level.label for level in policy.severity.levels]
    now = room.session.state.severity
    other = levels[levels.index(now) + 1]
    asked = room.say(f"@IC I would call it {other}, please set it")
    room.until(20)
    assert [e.data["level"] for e in room.events("severity.set")][-1] == other
    assert f"{other} can be argued for" in room.replies(asked)[0].data["text"]
    far = room.say(f"@IC make it {levels[-1]} please")
    room.until(25)
    assert room.session.state.severity == other
    assert f"I keep {other}" in room.replies(far)[0].data["text"]


def test_bots_do_not_answer_one_another_or_questions_to_others(room):
    asked = room.say("Ana: what was that?")
    room.until(13)
    assert room.replies(asked) == []
    humans = {"ana"}
    to = {e.data.get("to") for e in room.events("message.posted") if e.data.get("re")}
    assert to <= humans


def test_every_request_is_answered_once(room):
    asked = [room.say(f"@OL how bad is it? ({n})") for n in range(3)]
    room.until(20)
    assert [len(room.replies(seq)) for seq in asked] == [1, 1, 1]

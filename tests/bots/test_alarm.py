"""When a bot looks up: by pages, by graphs, and by what people say."""

from __future__ import annotations

import pytest

from simulator.bots import Bot
from simulator.bots.alarm import complaint_words, complaints
from simulator.bots.mind import Mind

MINUTE = 60_000
REPORT = "Two shops write that their baskets show no prices. Do you know of anything?"


def told(at, text=REPORT, channel="support", name="one"):
    return {"id": name, "from": "x", "name": "Mia", "channel": channel, "text": text, "at": at,
            "expects": True, "answered_at": None, "answer": ""}  # fmt: skip


def view(*inbox, seat="cl"):
    people = [
        {"person": f"p-{s}", "name": s.upper(), "seat": s, "bot": True, "roles": []}
        for s in ("ic", "ol", "cl")
    ]
    return {
        "you": {"person": f"p-{seat}", "name": seat.upper(), "seat": seat, "roles": [],
                "asked": []},
        "drill": {"title": "A quiet evening", "clock0": "17:55", "length": 100 * MINUTE,
                  "phase": "running", "severities": [{"label": "SEV-1"}], "services": []},
        "people": people,
        "incident": {"declared_at": None, "resolved_at": None, "roles": {}, "channels": []},
        "alerts": [], "pages": [], "actions": {"catalogue": [], "runs": []},
        "evidence": {"sources": [], "looks": []}, "tasks": [], "hypotheses": [],
        "inbox": list(inbox), "updates": [], "statuspage": {"stage": None, "posts": []},
        "signals": {},
    }  # fmt: skip


def alarm(crew, t, *inbox):
    mind = Mind(person="p-cl", seat="cl", crew=crew, seed=1)
    mind.observe(t, [], view(*inbox))
    return mind.alarm_at


@pytest.mark.parametrize(("crew", "after"), [("expert", 4), ("average", 12), ("chaotic", 30)])
def test_one_complaint_is_believed_after_a_while(crew, after):
    first = 10 * MINUTE
    assert alarm(crew, first + (after - 1) * MINUTE, told(first)) is None
    assert alarm(crew, first + after * MINUTE, told(first)) == first + after * MINUTE


def test_two_complaints_are_an_alarm_for_an_expert():
    second = told(11 * MINUTE, "I get 429 for every request", "social", "two")
    assert alarm("expert", 11 * MINUTE, told(10 * MINUTE), second) == 11 * MINUTE
    assert alarm("average", 11 * MINUTE, told(10 * MINUTE), second) is None


def delivered(at, seq):
    return {"seq": seq, "t": at, "kind": "inject.delivered", "actor": "x", "role": "persona",
            "data": {"id": "one"}}  # fmt: skip


def test_one_that_comes_again_counts_again():
    mind = Mind(person="p-cl", seat="cl", crew="expert", seed=1)
    events = [delivered(i * MINUTE, i) for i in (10, 15, 20)]
    mind.observe(20 * MINUTE, events, view(told(20 * MINUTE)))
    assert complaints(mind) == [20 * MINUTE] * 3


def test_a_question_that_comes_again_is_answered_again():
    player = Bot(person="p-cl", seat="cl", crew="expert", seed=1)
    first = run_until(player, view(told(10 * MINUTE)), 10 * MINUTE, 20 * MINUTE,
                      [delivered(10 * MINUTE, 1)])  # fmt: skip
    again = run_until(player, view(told(30 * MINUTE)), 30 * MINUTE, 40 * MINUTE,
                      [delivered(30 * MINUTE, 2)])  # fmt: skip
    assert [i.verb for i in first].count("query.answer") == 1
    assert [i.verb for i in again].count("query.answer") == 1


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Reminder of our maintenance: single answers may take longer.", "support"),
        ("The lift is out of order.", "support"),
        ("I cannot find the report of last week.", "dm-cl"),
    ],
)
def test_other_words_are_no_complaint(text, channel):
    assert alarm("expert", 90 * MINUTE, told(10 * MINUTE, text, channel)) is None


def test_the_sentence_with_the_complaint_is_quoted():
    assert complaint_words(f'Customers complain: "Hi there. {REPORT}" See?') == (
        "Two shops write that their baskets show no prices"
    )


def run_until(player, seen, start, stop, events=()):
    player.observe(start, events, seen)
    done = []
    while (due := player.next_due()) is not None and due <= stop:
        done += player.take(due)
    return done


def test_a_communications_lead_passes_complaints_on_and_answers_honestly():
    player = Bot(person="p-cl", seat="cl", crew="expert", seed=1)
    done = run_until(player, view(told(10 * MINUTE)), 10 * MINUTE, 13 * MINUTE)
    passed = [i.args["text"] for i in done if i.verb == "message.post"]
    assert len(passed) == 1
    assert REPORT in passed[0]
    answers = [i.args["text"] for i in done if i.verb == "query.answer"]
    assert len(answers) == 1
    assert "Nothing on our screens" in answers[0]
    assert "status page" not in answers[0]


@pytest.mark.parametrize(("crew", "low", "high"), [("expert", 1, 5), ("average", 5, 30)])
def test_operations_declare_on_hearsay_without_a_page(crew, low, high):
    said = {"seq": 5, "t": 10 * MINUTE, "kind": "message.posted", "actor": "p-cl", "role": "cl",
            "data": {"channel": "incident", "text": f'Customers complain: "{REPORT}"'}}  # fmt: skip
    player = Bot(person="p-ol", seat="ol", crew=crew, seed=1)
    done = run_until(player, view(seat="ol"), 10 * MINUTE, 90 * MINUTE, [said])
    declared = next(i for i in done if i.verb == "incident.declare")
    assert low * MINUTE <= declared.t - 10 * MINUTE <= high * MINUTE
    assert declared.args["title"].startswith("Customers report: Two shops write")

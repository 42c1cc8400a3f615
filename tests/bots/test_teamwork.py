"""The call, tasks, probes and command, as bots deal with them."""

from __future__ import annotations

import pytest

from tests.bots.test_bot import MINUTE, SEATS, bot, declared, play, view

ROLES = {
    "ic": {"to": "p-ic", "name": "IC", "assigned_at": 6 * MINUTE, "accepted_at": 7 * MINUTE},
}
TASK = {"id": "t1", "to": "p-ol", "text": "Find what changed. Tell me.", "by": "p-ic",
        "at": 8 * MINUTE, "timebox": 10 * MINUTE, "acked_at": 9 * MINUTE, "reported_at": None,
        "started_at": None, "report": ""}  # fmt: skip


def done(player, seen, verb, until=20):
    return [i for i in play(player, seen, 9 * MINUTE, until * MINUTE) if i.verb == verb]


# -- the call --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seat", SEATS)
def test_everybody_joins_the_call_once_it_is_open(seat):
    call = {"name": "call", "members": [{"person": "p-x", "name": "X", "at": 9 * MINUTE}]}
    assert len(done(bot(seat), view(incident=declared(), bridge=call), "bridge.join")) == 1


def test_nobody_joins_a_call_that_is_not_open_or_that_they_are_on():
    assert not done(bot(), view(incident=declared(), bridge=None), "bridge.join")
    call = {"name": "call", "members": [{"person": "p-ol", "name": "OL", "at": 9 * MINUTE}]}
    assert not done(bot(), view(incident=declared(), bridge=call), "bridge.join")


# -- tasks -----------------------------------------------------------------------------------------


def test_whoever_has_a_task_says_what_they_are_on():
    seen = view(incident=declared(), tasks=[TASK])
    started = done(bot(seed=3), seen, "task.start")
    assert [i.args for i in started] == [{"topic": "Find what changed", "id": "t1"}]


def test_who_begins_what_somebody_is_on_joins_them():
    working = [{"person": "p-cl", "name": "CL", "topic": "find what changed", "since": 1,
                "joined": False, "task": None}]  # fmt: skip
    seen = view(incident=declared(), tasks=[TASK], working=working)
    assert [i.args["joined"] for i in done(bot(seed=3), seen, "task.start")] == [True]


def test_more_time_is_asked_for_before_a_time_box_runs_out():
    look = {"id": "v1", "source": "logs", "kind": "logs", "asked_at": 10 * MINUTE,
            "ready_at": 18 * MINUTE, "viewed_at": None, "lines": [], "readings": [],
            "title": "Logs"}  # fmt: skip
    seen = view(incident=declared(), tasks=[TASK], evidence={"sources": [], "looks": [look]})
    asked = done(bot(), seen, "task.extend")
    assert [i.args["id"] for i in asked] == ["t1"]
    assert asked[0].t < TASK["at"] + TASK["timebox"]


def test_a_task_that_is_nearly_done_needs_no_more_time():
    assert not done(bot(), view(incident=declared(), tasks=[TASK]), "task.extend")


# -- command ---------------------------------------------------------------------------------------


def test_a_commander_who_is_asked_says_who_decides():
    contest = {"by": "p-ol", "at": 9 * MINUTE, "reason": "who?", "name": "OL"}
    seen = view(
        you={"person": "p-ic", "name": "IC", "seat": "ic", "roles": ["ic"], "asked": []},
        incident=declared(roles=ROLES, contests=[contest]),
    )
    settled = done(bot("ic"), seen, "command.settle")
    assert [i.args["text"].startswith("IC is in command") for i in settled] == [True]


def test_only_a_chaotic_operations_lead_asks_who_is_in_command():
    seen = view(incident=declared(roles=ROLES))

    def asks(crew):
        return [
            seed
            for seed in range(12)
            if done(bot(crew=crew, seed=seed), seen, "command.contest", until=60)
        ]

    assert 2 <= len(asks("chaotic")) <= 10
    assert not asks("average")
    assert not asks("expert")


# -- probes ----------------------------------------------------------------------------------------


def probe(**changes):
    questions = ["severity", "ic", "theory", "next_public"]
    return {"id": "q1", "questions": questions, "at": 9 * MINUTE, "answers": None} | changes


def test_a_probe_is_answered_from_what_the_seat_sees():
    idea = {"id": "h1", "text": "web: release 7", "suspects": "web", "result": None,
            "by": "p-ol", "at": 8 * MINUTE}  # fmt: skip
    seen = view(
        incident=declared(severity="SEV-1", roles=ROLES, cadence={"public": 30}),
        hypotheses=[idea],
        statuspage={"stage": "investigating", "posts": [
            {"seq": 9, "t": 8 * MINUTE, "stage": "investigating", "next_at": 38 * MINUTE}]},
        probe=probe(),
    )  # fmt: skip
    answered = done(bot("cl", seed=3), seen, "probe.answer")
    assert answered[0].args == {
        "id": "q1",
        "answers": {
            "severity": "SEV-1", "ic": "IC", "theory": "web: web: release 7",
            "next_public": "14:48",
        },
    }  # fmt: skip


def test_without_a_promise_the_rhythm_tells_when_customers_hear_next():
    seen = view(incident=declared(cadence={"public": 30}), probe=probe(questions=["next_public"]))
    answers = done(bot("cl", seed=3), seen, "probe.answer")[0].args["answers"]
    assert answers == {"next_public": "14:46"}  # declared at 14:16


def test_a_probe_is_answered_once():
    seen = view(incident=declared(), probe=probe(answers={"ic": "IC"}))
    assert not done(bot(), seen, "probe.answer")


def test_a_chaotic_crew_knows_less():
    seen = view(incident=declared(severity="SEV-1", roles=ROLES), probe=probe())

    def known(crew):
        told = [done(bot("cl", crew, seed), seen, "probe.answer", 30) for seed in range(8)]
        return sum(i[0].args["answers"][q] != "no idea" for i in told for q in ("severity", "ic"))

    assert known("expert") > known("chaotic")

"""Operations when things go wrong: what failed, what would not start, what did harm."""

from __future__ import annotations

from itertools import pairwise

import pytest

from simulator.bots import Bot

MINUTE = 60_000
WORDS = "The gateway refuses the rule. It has no keys of the shops yet; load them first."


def action(name, title, kind="mitigation", how="other", component="web", **more):
    return {"action": name, "title": title, "kind": kind, "how": how, "component": component,
            "takes": [4 * MINUTE, 4 * MINUTE], "risk": "low", "undo": 2 * MINUTE,
            "destroys_evidence": False, "approval": "expected"} | more  # fmt: skip


CATALOGUE = [
    action("rollback", "Roll web back", how="rollback"),
    action("around", "Send payments past web", how="traffic shift", component="gateway"),
    action("keys", "Load the keys of all shops", kind="other", component="gateway"),
]


def run(name, status, number=1, **more):
    spec = next(a for a in CATALOGUE if a["action"] == name)
    made = {"id": f"a{number}", "action": name, "title": spec["title"], "kind": spec["kind"],
            "component": spec["component"], "status": status, "by": "p-ol", "at": 10 * MINUTE,
            "risk": "", "undo": "", "approved_by": "p-ic", "approved_at": 11 * MINUTE,
            "started_at": None, "expected": None, "finished_at": None, "verified": None,
            "undoes": None, "reason": "", "stage": "", "stages": 1, "stages_done": 0}  # fmt: skip
    return made | more


def view(*runs, **more):
    people = [
        {"person": f"p-{s}", "name": s.upper(), "seat": s, "bot": True, "roles": []}
        for s in ("ic", "ol", "cl")
    ]
    role = {"to": "p-ol", "name": "OL", "assigned_at": 7 * MINUTE, "accepted_at": 8 * MINUTE}
    page = {"id": "p1", "alert": "High", "team": "web", "to": "ol", "name": "OL",
            "level": "primary", "sent_at": 5 * MINUTE, "acked_at": 6 * MINUTE,
            "acked_by": "p-ol"}  # fmt: skip
    return {
        "you": {"person": "p-ol", "name": "OL", "seat": "ol", "roles": ["ol"], "asked": []},
        "drill": {"title": "Orders fail", "clock0": "14:10", "length": 110 * MINUTE,
                  "phase": "running", "severities": [{"label": "SEV-1"}],
                  "services": [{"id": "web", "title": "Web", "calls": ["gateway"]},
                               {"id": "gateway", "title": "Gateway", "calls": []}]},
        "people": people,
        "incident": {"declared_at": 6 * MINUTE, "resolved_at": None, "roles": {"ol": role},
                     "channels": [], "triage": {}, "scope": {"how_many": "all", "at": 1}},
        "alerts": [], "pages": [page], "actions": {"catalogue": CATALOGUE, "runs": list(runs)},
        "evidence": {"sources": [], "looks": []}, "tasks": [], "hypotheses": [], "inbox": [],
        "updates": [], "statuspage": {"stage": None, "posts": []}, "signals": {}, "oncall": [],
    } | more  # fmt: skip


def play(player, seen, start, stop, refuse=None):
    """Let a bot act on a view that does not change; ``refuse`` gives the words for a start."""
    player.observe(start, [], seen)
    done = []
    while (due := player.next_due()) is not None and due <= stop:
        for intent in player.take(due):
            done.append(intent)
            refused = refuse and intent.verb == "action.start"
            error = {"code": "wrong_state", "message": refuse, "hint": ""} if refused else None
            player.answered(intent, error)
        player.observe(max(due, player.mind.t), [], seen)
    return done


def expert(seed=1):
    return Bot(person="p-ol", seat="ol", crew="expert", seed=seed)


def test_a_failure_is_told_with_its_reason_and_the_next_step():
    failed = run("rollback", "failed", started_at=12 * MINUTE, finished_at=20 * MINUTE,
                 reason="The old image is gone.")  # fmt: skip
    done = play(expert(), view(failed), 20 * MINUTE, 25 * MINUTE)
    said = [i.args["text"] for i in done if i.verb == "message.post"]
    assert any(
        "The old image is gone." in text and "Send payments past web" in text for text in said
    )
    assert next(i.args["action"] for i in done if i.verb == "action.propose") == "around"


def test_a_refusal_is_told_and_a_way_is_opened():
    seen = view(run("around", "approved"))
    player = expert()
    player.mind.notes.announced["a1"] = 0
    done = play(player, seen, 12 * MINUTE, 16 * MINUTE, refuse=WORDS)
    assert [i.verb for i in done].count("action.start") == 1
    said = [i.args["text"] for i in done if i.verb == "message.post"]
    assert any(WORDS in text for text in said)
    assert [i.args["action"] for i in done if i.verb == "action.propose"] == ["keys"]


def test_the_same_refusal_is_not_run_into_for_ever():
    player = expert()
    player.mind.notes.announced["a1"] = 0
    done = play(player, view(run("around", "approved")), 12 * MINUTE, 109 * MINUTE, refuse=WORDS)
    starts = [i.t for i in done if i.verb == "action.start" and i.args == {"id": "a1"}]
    gaps = [b - a for a, b in pairwise(starts)]
    assert len(starts) == 4
    assert gaps == sorted(gaps)
    assert gaps[0] >= 4 * MINUTE


def test_once_a_way_is_open_the_refused_change_starts_at_once():
    player = expert()
    player.mind.notes.announced["a1"] = 0
    play(player, view(run("around", "approved")), 12 * MINUTE, 14 * MINUTE, refuse=WORDS)
    opened = run("keys", "finished", 2, started_at=15 * MINUTE, finished_at=24 * MINUTE)
    done = play(player, view(run("around", "approved"), opened), 24 * MINUTE, 27 * MINUTE)
    assert {"id": "a1"} in [i.args for i in done if i.verb == "action.start"]


def test_what_needs_a_go_ahead_is_not_started_without_by_anybody():
    guarded = [a | {"approval": "enforced"} for a in CATALOGUE]
    waiting = run("around", "proposed", approved_by=None, approved_at=None)
    seen = view(waiting, actions={"catalogue": guarded, "runs": [waiting]})
    player = Bot(person="p-ol", seat="ol", crew="chaotic", seed=2)
    assert "action.start" not in [i.verb for i in play(player, seen, 12 * MINUTE, 109 * MINUTE)]


@pytest.mark.parametrize("seed", range(4))
def test_a_change_that_did_no_good_is_taken_back(seed):
    vain = run("around", "finished", started_at=12 * MINUTE, finished_at=16 * MINUTE,
               verified={"worked": False, "signals": ["metrics"], "at": 18 * MINUTE})  # fmt: skip
    done = play(expert(seed), view(vain), 18 * MINUTE, 25 * MINUTE)
    undone = [i.args for i in done if i.verb == "action.undo"]
    assert undone in ([{"id": "a1"}], [])  # one expert in ten forgets
    undoing = run("around", "running", 2, undoes="a1", started_at=18 * MINUTE)
    done = play(expert(seed), view(vain, undoing), 18 * MINUTE, 25 * MINUTE)
    assert "action.undo" not in [i.verb for i in done]


def test_experts_take_back_what_did_no_good_more_often_than_not():
    vain = run("around", "finished", started_at=12 * MINUTE, finished_at=16 * MINUTE,
               verified={"worked": False, "signals": ["metrics"], "at": 18 * MINUTE})  # fmt: skip
    seen = [play(expert(seed), view(vain), 18 * MINUTE, 25 * MINUTE) for seed in range(10)]
    assert sum("action.undo" in [i.verb for i in done] for done in seen) >= 7


def test_a_runbook_step_that_harms_nobody_is_begun_early():
    steps = [{"text": "Load the keys first.", "do": "keys", "look": None},
             {"text": "Then go around.", "do": "around", "look": None}]  # fmt: skip
    look = {"id": "e1", "source": "runbook", "kind": "runbook", "title": "Runbook", "lines": [],
            "readings": [], "steps": steps, "by": "p-ol", "deep": False, "asked_at": 8 * MINUTE,
            "ready_at": 9 * MINUTE, "viewed_at": 9 * MINUTE}  # fmt: skip
    seen = view(evidence={"sources": [], "looks": [look]})
    done = play(expert(), seen, 9 * MINUTE, 14 * MINUTE)
    assert next(i.args["action"] for i in done if i.verb == "action.propose") == "keys"


def test_the_team_that_owns_what_is_suspected_is_asked_for_and_put_to_work():
    idea = {"id": "h1", "text": "gateway: full", "suspects": "gateway", "by": "p-ol",
            "at": 10 * MINUTE, "result": None, "note": ""}  # fmt: skip
    away = {"team": "edge", "title": "Gateway crew", "status": "away", "here": [], "can_come": True}
    seen = view(hypotheses=[idea], oncall=[away])
    done = play(expert(), seen, 10 * MINUTE, 16 * MINUTE)
    asked = [i.args for i in done if i.verb == "page.request"]
    assert [a["team"] for a in asked] == ["edge"]
    assert "gateway" in asked[0]["reason"]
    bruno = {"person": "bruno", "name": "Bruno", "seat": "responder", "bot": False, "roles": [],
             "persona": True}  # fmt: skip
    here = away | {"status": "here"}
    seen = view(hypotheses=[idea], oncall=[here], people=[*view()["people"], bruno])
    player = expert()
    joined = {"seq": 9, "t": 20 * MINUTE, "kind": "responder.joined", "actor": "bruno",
              "role": "persona", "data": {"person": "bruno", "name": "Bruno"}}  # fmt: skip
    player.observe(20 * MINUTE, [joined], seen)
    done = play(player, seen, 20 * MINUTE, 24 * MINUTE)
    given = [i.args for i in done if i.verb == "task.assign"]
    assert [g["to"] for g in given] == ["bruno"]
    assert "gateway" in given[0]["text"]


def stopped(seen, word, objection=""):
    """Return what an expert stops after saying so, and after what Ana said to that."""
    said = [{"seq": 50, "t": word.t, "kind": "message.posted", "actor": "p-ol", "role": "ol",
             "data": word.args}]  # fmt: skip
    if objection:
        text = {"channel": "incident", "text": objection}
        said += [said[0] | {"seq": 51, "t": word.t + 1_000, "actor": "p-ic", "data": text}]
    player = expert()
    player.observe(word.t + 1_000, said, seen)
    done = play(player, seen, word.t + 1_000, word.t + 10 * MINUTE)
    return [i.args for i in done if i.verb == "action.abort"]


def test_a_slow_change_makes_room_for_quick_relief_and_the_room_hears_of_it_first():
    slow = action("slow", "Build it all anew", how="fix", takes=[3_000_000, 3_600_000])
    catalogue = [*CATALOGUE, slow]
    running = run("rollback", "running", started_at=12 * MINUTE, expected=70 * MINUTE)
    running |= {"action": "slow", "title": slow["title"]}
    people = [one | {"bot": one["person"] != "p-ic"} for one in view()["people"]]
    seen = view(actions={"catalogue": catalogue, "runs": [running]}, people=people)
    done = play(expert(), seen, 12 * MINUTE, 22 * MINUTE)
    assert "action.abort" not in [i.verb for i in done]
    (word,) = [i for i in done if "brings nothing before" in i.args.get("text", "")]
    assert "I stop it and propose" in word.args["text"]
    assert stopped(seen, word) == [{"id": "a1"}]
    assert stopped(seen, word, "OL, no, let it go on") == []
    before = running | {"id": "a0", "status": "aborted", "finished_at": 11 * MINUTE}
    seen = view(actions={"catalogue": catalogue, "runs": [before, running]})
    done = play(expert(), seen, 12 * MINUTE, 40 * MINUTE)
    assert "action.abort" not in [i.verb for i in done]  # once is enough
    nearly = running | {"expected": 25 * MINUTE}
    seen = view(actions={"catalogue": catalogue, "runs": [nearly]})
    assert "action.abort" not in [i.verb for i in play(expert(), seen, 12 * MINUTE, 22 * MINUTE)]

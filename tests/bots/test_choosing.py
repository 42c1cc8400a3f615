from __future__ import annotations

import pytest

from simulator.bots.choosing import (
    asked_for,
    best_actions,
    harmful_first,
    next_actions,
    worth,
)
from simulator.bots.findings import suspect, suspects, why
from simulator.bots.mind import Mind

MINUTE = 60_000


def action(name, how, component, risk="low", undo=MINUTE, *, takes=5 * MINUTE):
    return {"action": name, "title": name.replace("-", " "), "kind": "mitigation",
            "how": how, "component": component, "takes": [takes, takes], "risk": risk, "undo": undo,
            "destroys_evidence": False}  # fmt: skip


CATALOGUE = [
    action("shift-traffic", "traffic shift", "router"),
    action("rollback-router", "rollback", "router", "high", takes=45 * MINUTE),
    action("restart-database", "restart", "main-db", "high", None),
    action("scale-front", "scale", "front"),
]


def look(kind, *lines, at=6 * MINUTE):
    times = {"asked_at": at, "viewed_at": at, "ready_at": at}
    seen = {"title": kind, "lines": list(lines), "readings": [], "deep": False}
    return {"id": kind, "source": kind, "kind": kind, "by": "p"} | times | seen


@pytest.fixture
def mind():
    mind = Mind(person="p", seat="ol", crew="expert", seed=1)
    services = [
        {"id": "front", "title": "Front", "calls": ["router"]},
        {"id": "router", "title": "Card router", "calls": ["main-db"]},
        {"id": "main-db", "title": "Main database", "calls": []},
    ]
    view = {
        "drill": {"clock0": "14:00", "services": services, "phase": "running"},
        "alerts": [{"alert": "A", "service": "front", "page": True, "fired_at": 5 * MINUTE,
                    "resolved_at": None, "severity": "warning", "summary": "Slow"}],
        "evidence": {"sources": [], "looks": [
            look("changes", "13:50 main-db: index rebuilt (by oskar)",
                 "13:40 router: release 2: new routes (by bot)"),
            look("logs", "ERROR router: no answer within 8 s", "main-db: commits normal"),
            look("runbook", "Never restart the main database: payments fail while it starts."),
        ]},
        "actions": {"catalogue": CATALOGUE, "runs": []},
        "hypotheses": [],
    }  # fmt: skip
    mind.observe(7 * MINUTE, [], view)
    return mind


def test_the_component_that_logs_and_changes_agree_on_is_suspected(mind):
    assert suspect(mind) == "router"
    assert suspects(mind)[0][1] == "router"
    assert why(mind, "router") == "release 2: new routes at 13:40"


def test_a_stated_idea_goes_before_the_weights(mind):
    idea = {"id": "h1", "text": "", "suspects": "main-db", "by": "x", "at": 0, "result": None}
    mind.view["hypotheses"].append(idea)
    assert suspect(mind) == "main-db"
    idea["result"] = "refuted"
    assert suspect(mind) == "router"


def test_quick_relief_comes_first_and_then_the_cure(mind):
    assert best_actions(mind)[0]["action"] == "shift-traffic"
    run = {"id": "a1", "action": "shift-traffic", "status": "finished", "kind": "mitigation",
           "title": "shift traffic", "component": "router", "finished_at": 1}  # fmt: skip
    mind.view["actions"]["runs"].append(run)
    assert next_actions(mind)[0]["action"] == "rollback-router"


def test_without_relief_a_slow_cure_waits_for_quicker_ideas(mind):
    run = {"action": "shift-traffic", "status": "finished", "title": "shift traffic",
           "kind": "mitigation", "component": "router", "finished_at": 6 * MINUTE, "id": "a1",
           "verified": {"worked": False, "at": 7 * MINUTE}}  # fmt: skip
    quick = action("switch-router", "flag off", "router")
    mind.view["actions"] |= {"catalogue": [*CATALOGUE, quick], "runs": [run]}
    assert next_actions(mind)[0]["action"] == "switch-router"


def test_what_a_runbook_warns_of_is_not_worth_trying_but_tempting(mind):
    assert "restart-database" not in [a["action"] for a in best_actions(mind)]
    assert harmful_first(mind)[0]["action"] == "restart-database"


def test_nothing_is_tried_twice_unless_it_was_aborted(mind):
    run = {"id": "a1", "action": "shift-traffic", "status": "finished", "kind": "mitigation",
           "title": "shift traffic", "component": "router", "finished_at": 1}  # fmt: skip
    mind.view["actions"]["runs"].append(run)
    assert "shift-traffic" not in [a["action"] for a in best_actions(mind)]
    run["status"] = "aborted"
    assert "shift-traffic" in [a["action"] for a in best_actions(mind)]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Ben, please roll back the router", "rollback-router"),
        ("start the traffic shift now", "shift-traffic"),
        ("how does it look?", None),
    ],
)
def test_words_that_name_one_action_are_understood(mind, words, meant):
    found = asked_for(mind, words)
    assert (found["action"] if found else None) == meant


def failed(mind, *names):
    runs = []
    for i, name in enumerate(names, start=1):
        spec = mind.action(name)
        runs.append({
            "id": f"a{i}", "action": name, "title": spec["title"], "kind": "mitigation",
            "component": spec["component"], "status": "failed", "finished_at": i * MINUTE,
            "started_at": 0, "verified": None, "undoes": None,
        })  # fmt: skip
    mind.observe(mind.t, [], mind.view | {"actions": {"catalogue": CATALOGUE, "runs": runs}})


def test_several_failures_at_one_place_weigh_as_one(mind):
    before = {a["action"]: worth(mind, a) for a in CATALOGUE}
    failed(mind, "shift-traffic", "shift-traffic")
    assert before["rollback-router"] - worth(mind, mind.action("rollback-router")) == 2.0


def test_an_expert_for_whom_everything_failed_tries_what_is_left(mind):
    failed(mind, "shift-traffic", "rollback-router", "shift-traffic")
    left = [a["action"] for a in best_actions(mind)]
    assert left
    assert "restart-database" not in left  # the runbook warns of it

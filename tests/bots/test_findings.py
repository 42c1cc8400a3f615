"""What bots make of what they read."""

from __future__ import annotations

import pytest

from simulator.bots.choosing import after, best_actions, by_the_book, openers, worth
from simulator.bots.findings import found, suspect, suspects
from simulator.bots.mind import Mind

MINUTE = 60_000


def action(name, title, kind="mitigation", how="other", component="web", **more):
    return {"action": name, "title": title, "kind": kind, "how": how, "component": component,
            "takes": [4 * MINUTE, 4 * MINUTE], "risk": "low", "undo": 2 * MINUTE,
            "destroys_evidence": False} | more  # fmt: skip


CATALOGUE = [
    action("off", "Switch the limit per address off", how="flag off", component="limiter"),
    action("restart", "Restart the limiter machines", how="restart", component="limiter"),
    action("scale", "Double the instances of web", how="scale"),
    action("gate", "Open the emergency entrance", kind="other"),
    action("trial", "Try the new rules in one city", kind="diagnostic", component="limiter"),
]
STEPS = [
    {"text": "Open the other entrance.", "do": "gate", "look": None},
    {"text": "Switch the limit off.", "do": "off", "look": None},
    {"text": "Never restart the machines of the limiter.", "do": None, "look": None},
    {"text": "Try it in one city first.", "do": "trial", "look": None},
]


def look(kind, *lines, at=6 * MINUTE, **more):
    return {"id": kind, "source": kind, "kind": kind, "title": kind, "lines": list(lines),
            "readings": [], "asked_at": at, "viewed_at": at, "deep": False} | more  # fmt: skip


@pytest.fixture
def mind():
    mind = Mind(person="p", seat="ol", crew="expert", seed=1)
    services = [
        {"id": "web", "title": "Web", "calls": ["limiter"]},
        {"id": "limiter", "title": "Request limiter", "calls": []},
    ]
    view = {
        "drill": {"clock0": "14:00", "services": services, "phase": "running"},
        "alerts": [], "pages": [], "inbox": [], "tasks": [], "hypotheses": [],
        "people": [{"person": "p", "name": "OL", "seat": "ol", "bot": True}],
        "evidence": {"sources": [], "looks": [look("runbook", steps=STEPS)]},
        "actions": {"catalogue": CATALOGUE, "runs": []},
    }  # fmt: skip
    mind.observe(7 * MINUTE, [], view)
    return mind


def see(mind, **sections):
    mind.observe(mind.t, [], mind.view | sections)


def looks(mind, *more):
    return {"evidence": {"sources": [], "looks": [*mind.view["evidence"]["looks"], *more]}}


def test_the_report_of_a_colleague_counts(mind):
    task = {"id": "t1", "to": "katja", "text": "?", "by": "p", "at": 5 * MINUTE, "timebox": 1,
            "acked_at": 1, "reported_at": 6 * MINUTE,
            "report": "The limiter refuses all. Web is fine."}  # fmt: skip
    see(mind, tasks=[task])
    assert suspect(mind) == "limiter"
    assert [name for _, name in suspects(mind)] == ["limiter"]


def test_a_long_trace_points_at_where_it_waits(mind):
    spans = [
        {"name": "GET", "service": "web", "start": 0, "ms": 9000, "depth": 0},
        {"name": "check", "service": "limiter", "start": 10, "ms": 8800, "depth": 1},
    ]
    see(mind, **looks(mind, look("traces", spans=spans)))
    assert suspect(mind) == "limiter"


def test_a_short_trace_points_nowhere(mind):
    spans = [{"name": "GET", "service": "web", "start": 0, "ms": 90, "depth": 0}]
    see(mind, **looks(mind, look("traces", spans=spans)))
    assert "web" not in [name for _, name in suspects(mind)]


def test_what_the_team_did_itself_is_no_suspect(mind):
    before = suspects(mind)
    run = {"action": "off", "title": CATALOGUE[0]["title"], "status": "running",
           "kind": "mitigation"}  # fmt: skip
    see(mind, actions=mind.view["actions"] | {"runs": [run]})
    line = "14:05 limiter: Switch the limit per address off (by p)"
    see(mind, **looks(mind, look("changes", line)))
    assert suspects(mind) == before


def test_what_cannot_be_reached_tells_nothing(mind):
    see(mind, **looks(mind, look("logs", "limiter: login timed out after 60 s")))
    assert [line for kind, line, _ in found(mind) if kind == "logs"] == []


def test_a_runbook_praises_by_its_steps_and_warns_by_its_words(mind):
    see(mind, **looks(mind, look("logs", "ERROR limiter refused")))
    assert best_actions(mind)[0]["action"] == "off"
    restart = next(a for a in CATALOGUE if a["action"] == "restart")
    assert worth(mind, restart) < worth(mind, CATALOGUE[2])


def test_more_machines_help_where_there_is_too_little_room(mind):
    scale = next(a for a in CATALOGUE if a["action"] == "scale")
    before = worth(mind, scale)
    see(mind, **looks(mind, look("logs", "WARN web is overloaded")))
    assert worth(mind, scale) > before + 2


def test_after_a_failure_it_is_better_to_go_around(mind):
    scale = next(a for a in CATALOGUE if a["action"] == "scale")
    before = worth(mind, scale)
    failed = {"id": "a1", "action": "other", "title": "Other", "status": "failed",
              "kind": "mitigation", "component": "web", "verified": None,
              "finished_at": 1}  # fmt: skip
    actions = mind.view["actions"] | {"runs": [failed]}
    see(mind, actions=actions)
    assert worth(mind, scale) < before


def test_a_way_is_opened_by_what_sounds_like_a_key(mind):
    found_ways = openers(mind, "control panel: login timed out", CATALOGUE[0])
    assert found_ways[0]["action"] == "gate"
    assert "off" not in [a["action"] for a in found_ways]


def test_the_book_is_followed_in_its_order(mind):
    assert [a["action"] for a in by_the_book(mind)] == ["gate", "off", "trial"]
    assert [a["action"] for a in after(mind, {"off"})] == ["trial"]
    assert after(mind, {"scale"}) == []


def report(mind, who, text):
    task = {"id": "t1", "to": who, "text": "look", "reported_at": 6 * MINUTE, "report": text}
    people = [
        {"person": "p", "name": "OL", "seat": "ol", "bot": True},
        {"person": "r", "name": "Fay", "seat": "responder", "bot": True},
        {"person": "i", "name": "IC", "seat": "ic", "bot": True},
    ]
    see(mind, tasks=[task], people=people)
    return [line for kind, line, _ in found(mind) if kind == "report"]


def test_what_a_bot_that_came_to_help_reports_counts(mind):
    assert report(mind, "r", "limiter: rejects 97 % of requests.")
    assert suspect(mind) == "limiter"


def test_what_the_other_leads_repeat_does_not(mind):
    assert report(mind, "i", "limiter: we suspect the limiter, it fails.") == []

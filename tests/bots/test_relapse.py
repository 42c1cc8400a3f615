"""Commanders and communications leads when it was not over."""

from __future__ import annotations

import pytest

from simulator.bots import Bot

MINUTE = 60_000
GRID = 15_000


def charts(levels):
    """Return the section ``signals`` of one chart of failures, with some noise before."""
    calm = [0.004, 0.0041] * 20
    values = [*calm, *levels]
    times = [GRID * i for i in range(-len(calm), len(levels))]
    row = {"name": "web.errors", "unit": "share", "service": "web", "signal": "errors",
           "base": 0.004}  # fmt: skip
    board = {"source": "wall", "title": "Wall", "series": ["web.errors"]}
    return {"dashboards": [board], "series": [row], "step": GRID, "times": times,
            "values": {"web.errors": values}}  # fmt: skip


def minutes(*parts):
    """Return points of a chart: pairs of a level and for how many minutes."""
    return [level + 0.0001 * (i % 2) for level, n in parts for i in range(n * 4)]


def view(seat, signals, **more):
    people = [
        {"person": f"p-{s}", "name": s.upper(), "seat": s, "bot": True, "roles": []}
        for s in ("ic", "ol", "cl")
    ]
    held = {
        s: {"to": f"p-{s}", "name": s.upper(), "assigned_at": 7 * MINUTE, "accepted_at": 8 * MINUTE}
        for s in ("ic", "ol", "cl")
    }
    done = {"id": "a1", "action": "shift", "title": "Shift traffic", "kind": "mitigation",
            "component": "web", "status": "finished", "by": "p-ol", "at": 9 * MINUTE, "risk": "",
            "undo": "", "approved_by": "p-ic", "approved_at": 9 * MINUTE,
            "started_at": 10 * MINUTE, "expected": None, "finished_at": 20 * MINUTE,
            "verified": {"worked": True, "at": 22 * MINUTE}, "undoes": None}  # fmt: skip
    return {
        "you": {"person": f"p-{seat}", "name": seat.upper(), "seat": seat, "roles": [seat],
                "asked": []},
        "drill": {"title": "Orders fail", "clock0": "14:10", "length": 200 * MINUTE,
                  "phase": "running", "severities": [{"label": "SEV-1"}],
                  "services": [{"id": "web", "title": "Web", "calls": []}]},
        "people": people,
        "incident": {"declared_at": 6 * MINUTE, "resolved_at": None, "roles": held,
                     "channels": [{"kind": k} for k in ("chat", "doc", "bridge")],
                     "severity": "SEV-1", "severity_at": 8 * MINUTE, "exit_criteria": "calm",
                     "cadence": {"stakeholders": 15, "public": 30}},
        "alerts": [], "pages": [], "actions": {"catalogue": [], "runs": [done]},
        "evidence": {"sources": [{"source": "wall", "title": "Wall", "kind": "dashboard",
                                  "takes": 0, "deep": False, "shared": True}], "looks": []},
        "tasks": [], "hypotheses": [], "inbox": [], "updates": [], "oncall": [],
        "statuspage": {"stage": None, "posts": []}, "signals": signals,
    } | more  # fmt: skip


def play(player, seen, start, stop):
    player.observe(start, [], seen)
    done = []
    while (due := player.next_due()) is not None and due <= stop:
        done += player.take(due)
    return done


RELAPSE = minutes((0.004, 5), (0.4, 15), (0.004, 45), (0.3, 4))
"""Bad from minute 5 to 20, calm for 45 minutes, and bad again from minute 65 on."""


@pytest.mark.parametrize(("crew", "within"), [("expert", 6), ("average", 20)])
def test_an_incident_that_comes_back_is_opened_again(crew, within):
    seen = view("ic", charts(RELAPSE))
    seen["incident"] = seen["incident"] | {"resolved_at": 60 * MINUTE, "postmortem": {}}
    done = play(Bot(person="p-ic", seat="ic", crew=crew, seed=1), seen, 69 * MINUTE, 95 * MINUTE)
    again = [i for i in done if i.verb == "incident.reopen"]
    assert len(again) == 1
    assert again[0].t <= (69 + within) * MINUTE
    assert "It came back" in again[0].args["reason"]


def test_an_incident_that_stays_away_is_not_opened_again():
    seen = view("ic", charts(RELAPSE[: 60 * 4]))
    seen["incident"] = seen["incident"] | {"resolved_at": 55 * MINUTE, "postmortem": {}}
    player = Bot(person="p-ic", seat="ic", crew="expert", seed=1)
    assert "incident.reopen" not in [i.verb for i in play(player, seen, 60 * MINUTE, 95 * MINUTE)]


def test_nothing_is_closed_while_it_is_back():
    player = Bot(person="p-ic", seat="ic", crew="expert", seed=1)
    done = play(player, view("ic", charts(RELAPSE)), 69 * MINUTE, 140 * MINUTE)
    assert "incident.resolve" not in [i.verb for i in done]


def test_customers_are_told_that_it_is_back():
    post = {"seq": 50, "t": 25 * MINUTE, "stage": "monitoring", "components": [],
            "text": "The problem has eased.", "next_at": 55 * MINUTE}  # fmt: skip
    seen = view("cl", charts(RELAPSE), statuspage={"stage": "monitoring", "posts": [post]})
    player = Bot(person="p-cl", seat="cl", crew="expert", seed=1)
    posts = [i.args for i in play(player, seen, 69 * MINUTE, 76 * MINUTE)
             if i.verb == "statuspage.post"]  # fmt: skip
    assert posts
    assert posts[0]["stage"] in ("investigating", "identified")
    assert "has come back" in posts[0]["text"]


def test_a_failed_change_makes_an_expert_name_another_plan():
    seen = view("ic", charts(minutes((0.004, 5), (0.4, 20))))
    failed = seen["actions"]["runs"][0] | {"status": "failed", "verified": None, "reason": "no"}
    seen["actions"] = {"catalogue": [], "runs": [failed]}
    said = {"seq": 9, "t": 12 * MINUTE, "kind": "plan.alternative", "actor": "p-ic", "role": "ic",
            "data": {"text": "If this fails: wait."}}  # fmt: skip
    player = Bot(person="p-ic", seat="ic", crew="expert", seed=1)
    player.observe(25 * MINUTE, [said], seen)
    plans = [i.args["text"] for i in play(player, seen, 25 * MINUTE, 40 * MINUTE)
             if i.verb == "plan.alternative"]  # fmt: skip
    assert len(plans) == 1
    assert plans[0].startswith("Shift traffic failed. Plan B from here")


def test_nobody_claims_that_nobody_objected():
    seen = view("ic", charts(minutes((0.004, 5), (0.4, 20))))
    approved = seen["actions"]["runs"][0] | {"status": "approved", "finished_at": None,
                                             "started_at": None, "verified": None}  # fmt: skip
    seen["actions"] = {"catalogue": [], "runs": [approved]}
    player = Bot(person="p-ic", seat="ic", crew="expert", seed=1)
    logged = [i.args["text"] for i in play(player, seen, 25 * MINUTE, 30 * MINUTE)
              if i.verb == "decision.log"]  # fmt: skip
    assert logged
    assert "objections heard" not in logged[0]
    assert "Speak up now" in logged[0]


@pytest.mark.parametrize("posted", [False, True])
def test_the_status_page_is_only_named_once_something_is_on_it(posted):
    asked = {"id": "q", "from": "x", "name": "Mia", "channel": "support", "text": "Is it known?",
             "at": 25 * MINUTE, "expects": True, "answered_at": None, "answer": ""}  # fmt: skip
    post = {"seq": 50, "t": 20 * MINUTE, "stage": "investigating", "components": [], "text": "We.",
            "next_at": 50 * MINUTE}  # fmt: skip
    seen = view(
        "cl", charts(minutes((0.004, 5), (0.4, 20))), inbox=[asked],
        statuspage={"stage": None, "posts": [post] if posted else []},
    )  # fmt: skip
    player = Bot(person="p-cl", seat="cl", crew="expert", seed=1)
    answers = [i.args["text"] for i in play(player, seen, 25 * MINUTE, 34 * MINUTE)
               if i.verb == "query.answer"]  # fmt: skip
    assert len(answers) == 1
    assert ("status page" in answers[0]) is posted

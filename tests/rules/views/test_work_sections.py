"""What a trainee is sent of actions and evidence: what they could know, and nothing else."""

from __future__ import annotations

import json

import pytest

from simulator.model.records import Event
from simulator.model.scenario import Scenario
from simulator.model.state import DrillState, Person
from simulator.rules.fold import fold
from simulator.rules.views import Viewer, build_view, redact
from simulator.scenario import load_policy

SECRET = "zz-secret"
SCENARIO = {
    "version": 1,
    "id": "small",
    "title": "A small world",
    "brief": "Something breaks.",
    "start": "10:00",
    "length": "40m",
    "impact": "api.errors",
    "services": {"api": {"signals": {"errors": {"base": "0%"}}}},
    "faults": {SECRET: {"service": "api", "pushes": {"errors": {"to": "40%"}}}},
    "alerts": [],
    "actions": {
        "roll": {
            "title": "Roll back",
            "component": "api",
            "takes": "4m..6m",
            "approval": "enforced",
            "needs": f'active("{SECRET}")',
            "fails": {"when": f'active("{SECRET}")', "says": SECRET, "starts": [SECRET]},
            "clears": [SECRET],
            "starts": [SECRET],
            "destroys": ["logs"],
            "otherwise": SECRET,
        },
    },
    "evidence": {
        "logs": {
            "title": "Logs",
            "kind": "logs",
            "needs": f'not active("{SECRET}")',
            "otherwise": SECRET,
            "lines": [{"text": SECRET, "points_to": SECRET}],
            "steps": [{"text": SECRET}],
        },
    },
}


@pytest.fixture
def view():
    """Build what the operations lead is sent after some events."""
    scenario = Scenario.model_validate(SCENARIO)

    def build(*events):
        state = DrillState(people={"ben": Person("ben", "Ben", "ol")})
        for seq, (t, kind, data) in enumerate(events, 1):
            fold(state, Event(seq, t, kind, "ben", "ol", data), 1)
        return build_view(state, scenario, load_policy("imag"), Viewer("ben", "ol"), 60_000)

    return build


def _event(t, what, **data):
    known = {"id": "a1", "action": "roll", "title": "Roll back", "kind": "mitigation"}
    return (t, f"action.{what}", {**known, "component": "api", **data})


STARTED = [
    _event(1_000, "proposed", risk="low", undo="2m"),
    _event(2_000, "announced", text="now"),
    _event(3_000, "started", expected=9_000, waits_for=["a0"]),
]


def test_the_catalogue_says_what_it_takes_and_not_what_it_does(view):
    (one,) = view()["actions"]["catalogue"]
    assert (one["approval"], one["destroys_evidence"]) == ("enforced", True)
    assert SECRET not in json.dumps(view())


def test_a_run_says_what_it_waits_for_and_that_it_was_announced(view):
    (run,) = view(*STARTED)["actions"]["runs"]
    assert (run["status"], run["waits_for"], run["announced_at"]) == ("running", ["a0"], 2_000)


@pytest.mark.parametrize("end", ["finished", "failed", "aborted"])
def test_a_run_does_not_wait_for_what_has_ended(view, end):
    other = _event(4_000, "started", id="a2", expected=9_000, waits_for=["a1", "a3"])
    runs = view(*STARTED, other, _event(5_000, end, reason=""))["actions"]["runs"]
    assert [run["waits_for"] for run in runs] == [[], ["a3"]]


def test_a_run_says_how_far_it_is_and_when_it_should_end(view):
    begun = _event(5_000, "progressed", stage="", done=0, of=3, expected=12_000)
    one = _event(8_000, "progressed", stage="Europe", done=1, of=3, expected=12_000)
    (run,) = view(*STARTED, begun, one)["actions"]["runs"]
    assert (run["waits_for"], run["expected"]) == ([], 12_000)
    assert (run["stage"], run["stages_done"], run["stages"]) == ("Europe", 1, 3)


def test_a_failed_run_says_why(view):
    failed = _event(8_000, "failed", reason="The token has expired.")
    (run,) = view(*STARTED, failed)["actions"]["runs"]
    assert (run["status"], run["reason"], run["finished_at"]) == (
        "failed",
        "The token has expired.",
        8_000,
    )


def test_an_undoing_needs_no_proposal_and_marks_what_it_undid(view):
    undo = [
        _event(9_000, "started", id="a2", title="Undo: Roll back", undoes="a1", expected=11_000),
        _event(11_000, "finished", id="a2", undoes="a1"),
    ]
    runs = view(*STARTED, _event(8_000, "finished"), *undo)["actions"]["runs"]
    assert [(run["id"], run["status"], run["undoes"]) for run in runs] == [
        ("a1", "undone", None),
        ("a2", "finished", "a1"),
    ]
    assert (runs[1]["title"], runs[1]["by_name"]) == ("Undo: Roll back", "Ben")


def test_what_failed_without_effect_is_not_undone(view):
    others = [
        _event(8_000, "failed", reason=""),
        _event(9_000, "started", id="a2", expected=9_500),
        _event(9_500, "finished", id="a2"),
        _event(9_600, "started", id="a3", undoes="a2", expected=9_700),
        _event(9_700, "finished", id="a3", undoes="a2"),
    ]
    runs = view(*STARTED, *others)["actions"]["runs"]
    assert [run["status"] for run in runs] == ["failed", "undone", "finished"]


def test_sources_say_when_a_copy_was_kept(view):
    kept = (4_000, "evidence.captured", {"what": "Logs", "source": "logs"})
    noted = (5_000, "evidence.captured", {"what": "a heap dump"})
    assert view(kept, noted)["evidence"]["sources"][0]["captured"] == 4_000
    assert view(noted)["evidence"]["sources"][0]["captured"] is None


@pytest.mark.parametrize("kind", ["evidence.destroyed", "evidence.lost", "evidence.regained"])
def test_what_is_out_of_reach_is_told_by_looking_only(kind):
    event = Event(1, 0, kind, "world", "world", {"source": "logs", "sources": ["logs"]})
    assert redact(event, DrillState(), Viewer("ben", "ol")) is None


def test_what_an_event_of_an_action_carries_for_the_scorer_stays_here():
    facts = {"id": "a1", "reason": "It failed.", "plausible": False, "destroys_evidence": True}
    event = Event(1, 0, "action.failed", "ben", "ol", facts)
    sent = redact(event, DrillState(), Viewer("cho", "cl"))
    assert sent["data"] == {"id": "a1", "reason": "It failed."}

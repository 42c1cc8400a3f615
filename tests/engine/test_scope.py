"""What conditions are told about the world and the log."""

from __future__ import annotations

from math import isnan

import pytest

from simulator.engine.core import Ledger
from simulator.engine.scope import Reading
from simulator.model.units import MINUTE, SECOND

PARTS = {
    "alerts": [
        {"alert": "High", "expr": 'errors{service="api"} > 0.1', "for": "0s",
         "labels": {"severity": "ticket", "team": "core"}},
    ],
    "evidence": {"logs": {"title": "Router logs", "kind": "logs", "takes": "30s"}},
    "actions": {
        "fix": {"title": "Fix it", "component": "api", "takes": "4m", "clears": ["bug"]},
        "ease": {"title": "Ease it", "component": "api", "takes": "1m", "eases": {"bug": "75%"}},
    },
    "injects": [
        {"id": name, "from": "ol", "channel": "dm-ic", "text": "?", "at": "3m",
         "expect": {"by": ["ic"], "verb": "query.answer", "within": "5m"}}
        for name in ("one", "two")
    ],
}  # fmt: skip


@pytest.fixture
def drill(play, small):
    drill = play(small(**PARTS))
    drill.holds = drill.world._watcher.holds
    return drill


def test_alerts_fire_and_stop_firing(drill):
    drill.to(MINUTE)
    assert not drill.holds('firing("High")')
    drill.to(3 * MINUTE)
    assert drill.holds('firing("High")')
    drill.do(4 * MINUTE, "ol", "action.start", action="fix")
    drill.to(9 * MINUTE)
    assert not drill.holds('firing("High")')


def test_a_fault_has_no_strength_before_it_begins_and_less_once_it_is_eased(drill):
    drill.to(MINUTE)
    assert drill.holds('strength("bug") == 0 and not active("bug")')
    drill.to(2 * MINUTE)
    assert drill.holds('strength("bug") == 1 and active("bug")')
    drill.do(3 * MINUTE, "ol", "action.start", action="ease")
    drill.to(5 * MINUTE)
    assert drill.holds('strength("bug") == 25% and finished("ease")')


def test_looking_and_keeping(drill):
    drill.do(MINUTE, "ol", "evidence.query", source="logs")
    assert not drill.holds('looked("logs")')
    drill.to(MINUTE + 30 * SECOND)
    assert drill.holds('looked("logs") and not captured("logs")')


def test_injects_are_delivered_answered_and_expire(drill):
    assert not drill.holds('delivered("one")')
    drill.do(4 * MINUTE, "ic", "query.answer", inject="one", text="Soon.")
    assert drill.holds('delivered("one") and answered("one") and not expired("one")')
    drill.to(8 * MINUTE)
    assert drill.holds('not answered("two") and expired("two") and not expired("one")')


def _ledger(*events):
    ledger = Ledger()
    for t, (kind, data) in enumerate(events):
        ledger.note(kind, t, data)
    return ledger


def test_evidence_is_kept_by_its_id_or_its_title(drill):
    core = drill.world._core
    core.ledger.note("evidence.captured", 0, {"what": "the mood"})
    assert not drill.holds('captured("logs")')
    core.ledger.note("evidence.captured", 0, {"what": "router LOGS"})
    assert drill.holds('captured("logs")')


def test_what_was_undone_is_not_once_it_is_done_again():
    def run(name, **more):
        return [
            ("action.started", {"id": name, "action": "fix"} | more),
            ("action.finished", {"id": name, "action": "fix"}),
        ]

    assert _ledger(*run("a1")).undone == set()
    assert _ledger(*run("a1"), *run("a2", undoes="a1")).undone == {"fix"}
    assert _ledger(*run("a1"), *run("a2", undoes="a1"), *run("a3")).undone == set()
    # An undoing that has not come to its end has undone nothing yet.
    assert _ledger(*run("a1"), run("a2", undoes="a1")[0]).undone == set()


def test_the_ledger_remembers_what_events_were_about():
    ledger = _ledger(
        ("action.failed", {"action": "fix"}), ("responder.joined", {"team": "core"}),
        ("inject.delivered", {"id": "one"}), ("inject.exec_question", {"id": "two"}),
        ("alert.fired", {"alert": "High"}), ("alert.fired", {"alert": "Low"}),
        ("alert.resolved", {"alert": "High"}), ("page.sent", {"id": "p1"}),
    )  # fmt: skip
    assert ledger.about("action.failed") == {"fix"}
    assert ledger.about("responder.joined") == {"core"}
    assert ledger.about("inject.delivered", "inject.exec_question") == {"one", "two"}
    assert ledger.about("page.sent") == set()
    assert ledger.firing == {"Low"}


def test_without_a_monitor_there_is_no_number_and_nothing_that_compares_with_it_holds(drill):
    drill.to(3 * MINUTE)
    world = drill.world
    reading = Reading(world._core, world._system, world._faults, world._actions)
    assert reading.signal("api.errors") > 0.1
    world._system.series["api.errors"].fail(3 * MINUTE, "gap")
    assert isnan(reading.signal("api.errors"))
    # The truth goes on being true.
    assert drill.holds('errors("api") > 10%')

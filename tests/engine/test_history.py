"""The change history: what the scenario lists, and what the team itself has done."""

from __future__ import annotations

import pytest

from simulator.engine.history import day_text
from simulator.model.units import HOUR, MINUTE

EVIDENCE = {"history": {"title": "Changes", "kind": "changes", "lines": [{"text": "The end."}]}}
CHANGES = [
    {"at": "-42m", "service": "api", "what": "release 2", "by": "bot"},
    {"at": "-3h", "service": "shop", "what": "release 1"},
    {"at": "10m", "service": "api", "what": "release 3", "by": "bot"},
]
ACTIONS = {
    "fix": {"title": "Fix it", "component": "api", "takes": "4m", "undo": "1m"},
    "flop": {"title": "Flop", "component": "shop", "takes": "1m", "fails": {}},
}


def _lines(drill, t, role="ol"):
    drill.do(t, role, "evidence.query", source="history")
    return drill.of("evidence.viewed")[-1].data["lines"]


def test_it_is_newest_first_in_the_time_of_the_story(play, small):
    drill = play(small(evidence=EVIDENCE, changes=CHANGES))
    early = _lines(drill, 5 * MINUTE)
    assert early == ["09:18 api: release 2 (by bot)", "07:00 shop: release 1", "The end."]
    assert _lines(drill, 12 * MINUTE, "ic")[0] == "10:10 api: release 3 (by bot)"
    reviewed = drill.of("changes.reviewed")
    assert [e.actor for e in reviewed] == ["ol-person", "ic-person"]
    assert reviewed[0].data == {"found": "09:18 api: release 2 (by bot); 07:00 shop: release 1"}


def test_without_changes_it_says_so(play, small):
    drill = play(small(evidence=EVIDENCE))
    _lines(drill, MINUTE)
    assert drill.of("changes.reviewed")[0].data == {"found": "no changes on record"}


def test_earlier_days_are_named(play, small):
    changes = [
        {"at": "-10h", "service": "api", "what": "midnight job"},
        {"at": "-10h1m", "service": "api", "what": "late job"},
        {"at": "-36h", "service": "shop", "what": "older"},
    ]
    drill = play(small(evidence=EVIDENCE, changes=changes))
    assert _lines(drill, MINUTE)[:3] == [
        "00:00 api: midnight job",
        "yesterday 23:59 api: late job",
        "2 days ago 22:00 shop: older",
    ]


@pytest.mark.parametrize(
    ("at", "now", "day"),
    [
        (0, 0, ""),
        (0, 20 * MINUTE, "yesterday "),
        (11 * MINUTE, 20 * MINUTE, ""),
        (20 * MINUTE, 0, ""),
        (-24 * HOUR, 0, "yesterday "),
        (-48 * HOUR, 0, "2 days ago "),
    ],
)
def test_a_day_is_that_of_the_moment_one_looks(at, now, day):
    assert day_text("23:50", at, now) == day


def test_what_the_team_has_done_is_in_it_with_who_did_it(play, small):
    drill = play(small(evidence=EVIDENCE, changes=CHANGES[:1], actions=ACTIONS))
    drill.do(2 * MINUTE, "ol", "action.start", action="fix")
    drill.do(3 * MINUTE, "ol", "action.start", action="flop")
    assert _lines(drill, 5 * MINUTE)[0] == "09:18 api: release 2 (by bot)"
    drill.do(7 * MINUTE, "ic", "action.undo", id="a1")
    assert _lines(drill, 9 * MINUTE) == [
        "10:08 api: Undo: Fix it (by IC)",
        "10:06 api: Fix it (by OL)",
        "09:18 api: release 2 (by bot)",
        "The end.",
    ]


PARTS = {
    "look": {"title": "Trace", "kind": "diagnostic", "component": "api", "takes": "1m",
             "undo": "1m"},
    "long": {"title": "Long", "component": "api", "takes": "4m", "stages": 4, "alongside": "fine"},
    "flop": {"title": "Flop", "component": "shop", "takes": "4m", "stages": ["EU", "US"],
             "fails": {"at": "75%"}},
    "none": {"title": "None", "component": "shop", "takes": "4m", "stages": 2, "alongside": "fine",
             "fails": {"at": "25%"}},
}  # fmt: skip


def test_what_was_done_in_part_is_in_it_and_what_only_looked_is_not(play, small):
    drill = play(small(evidence=EVIDENCE, actions=PARTS))
    for name in PARTS:
        drill.do(0, "ol", "action.start", action=name)
    drill.do(2 * MINUTE, "ol", "action.undo", id="a1")
    drill.do(2 * MINUTE + 1, "ic", "action.abort", id="a2")
    drill.do(5 * MINUTE, "ol", "action.start", action="long")
    drill.do(5 * MINUTE, "ol", "action.abort", id="a6")
    assert _lines(drill, 6 * MINUTE) == [
        "10:03 shop: Flop, failed after 1 of 2 stages (by OL)",
        "10:02 api: Long, stopped after 2 of 4 stages (by IC)",
        "The end.",
    ]

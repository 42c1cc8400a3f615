"""What the facilitator sees of injects and faults."""

from __future__ import annotations

import pytest

from simulator.model.records import Event
from simulator.model.scenario import Scenario
from simulator.model.state import DrillState
from simulator.rules.fold import fold
from simulator.rules.views.behind import BEHIND

MINUTE = 60_000
PARTS = {
    "version": 1, "id": "shop", "title": "A shop", "brief": "It fails.", "start": "10:00",
    "length": "40m", "impact": "shop.errors",
    "services": {"shop": {"signals": {"errors": {"base": "1%"}}}},
    "personas": {"boss": {"name": "The boss"}},
    "faults": {
        "bug": {"service": "shop", "at": "2m", "cause": "A slip."},
        "flood": {"service": "shop", "when": "impact > 5%"},
        "spare": {"service": "shop", "red_herring": True},
    },
    "alerts": [],
    "actions": {},
    "injects": [
        {"id": name, "from": "boss", "channel": "dm-ic", "text": "Well?"} | parts
        for name, parts in {
            "when": {"when": "impact > 5%", "while": "now > 1m", "unless": 'answered("at")'},
            "absent": {"absent": {"event": "statuspage.posted", "for": "20m"}},
            "after": {"after": {"incident.declared": "90s"}},
            "at": {
                "at": "8m", "repeat": {"every": "5m", "times": 2},
                "expect": {"by": ["ic"], "verb": "query.answer", "within": "5m"},
            },
        }.items()
    ],
}  # fmt: skip
SCENARIO = Scenario.model_validate(PARTS)


@pytest.fixture
def state():
    return DrillState()


@pytest.fixture
def happen(state):
    def say(t, kind, **data):
        fold(state, Event(state.seq + 1, t, kind, "x", "x", data), seed=1)

    return say


def _rows(state):
    return {row["id"]: row for row in BEHIND["msel"](state, SCENARIO)}


def _come(happen, name, t=9 * MINUTE):
    parts = {"from": "boss", "name": "The boss", "channel": "dm-ic", "text": "Well?"}
    happen(t, "inject.delivered", id=name, expects=True, **parts)


def test_what_triggers_an_inject_is_said_in_words_and_as_it_is_written(state):
    rows = _rows(state)
    assert list(rows) == ["at", "when", "absent", "after"]
    assert {name: (row["trigger"], row["code"]) for name, row in rows.items()} == {
        "at": ("at 8m", None),
        "when": ("when: impact is above 5%", "impact > 5%"),
        "absent": ("no “statuspage posted” for 20m", None),
        "after": ("1m30s after “incident declared”", None),
    }
    assert rows["when"]["while"] == {"words": "the drill time is above 1m", "code": "now > 1m"}
    assert rows["when"]["unless"] == {"words": "at was answered", "code": 'answered("at")'}
    assert (rows["at"]["while"], rows["at"]["unless"]) == (None, None)
    assert rows["at"]["expect"] == {"by": ["ic"], "verb": "query.answer", "within": 5 * MINUTE}
    assert rows["when"]["expect"] is None


def test_what_is_said_in_words_can_be_translated(state, untranslated):
    rows = _rows(state)
    words = [row["trigger"] for row in rows.values()]
    words += [rows["when"][name]["words"] for name in ("while", "unless")]
    words += [one["begins"] for one in BEHIND["world"](state, SCENARIO)["faults"]]
    assert {text: left for text in words if (left := untranslated(text))} == {}


def test_it_waits_until_it_has_come_as_often_as_it_does(state, happen):
    _come(happen, "at")
    row = _rows(state)["at"]
    assert (row["status"], row["count"], row["times"], row["every"]) == ("waiting", 1, 2, 300_000)
    assert row["delivered_at"] == 9 * MINUTE
    _come(happen, "at", 14 * MINUTE)
    row = _rows(state)["at"]
    assert (row["status"], row["count"]) == ("delivered", 2)


def test_what_was_done_about_it_by_hand(state, happen):
    happen(0, "inject.held", id="at", until=None)
    happen(0, "inject.held", id="when", until=7 * MINUTE)
    happen(0, "inject.edited", id="when", text="Hello?")
    happen(0, "inject.skipped", id="absent")
    happen(0, "inject.cancelled", id="after", why="unless")
    rows = _rows(state)
    assert {name: row["status"] for name, row in rows.items()} == {
        "at": "waiting", "when": "waiting", "absent": "skipped", "after": "cancelled",
    }  # fmt: skip
    assert {name: (row["held"], row["held_until"]) for name, row in rows.items()} == {
        "at": (True, None), "when": (True, 7 * MINUTE), "absent": (False, None),
        "after": (False, None),
    }  # fmt: skip
    assert (rows["when"]["text"], rows["when"]["edited"]) == ("Hello?", True)
    happen(0, "inject.released", id="at")
    assert not _rows(state)["at"]["held"]


def test_whatever_ends_an_inject_ends_the_hold_on_it(state, happen):
    for name in ("at", "when", "absent"):
        happen(0, "inject.held", id=name, until=None)
    _come(happen, "at")
    happen(0, "inject.skipped", id="when")
    happen(0, "inject.cancelled", id="absent", why="unless")
    assert state.held == {}


def test_what_was_made_up_comes_last(state, happen):
    _come(happen, "x1")
    rows = _rows(state)
    assert list(rows)[-1] == "x1"
    assert set(rows["x1"]) == set(rows["at"])
    assert (rows["x1"]["status"], rows["x1"]["trigger"]) == ("delivered", "improvised")
    assert rows["x1"]["expect"]["verb"] == "query.answer"


def test_faults_say_where_they_are_in_their_course(state, happen):
    happen(0, "fault.started", fault="bug", strength=1.0)
    happen(0, "fault.started", fault="flood", strength=0.5)
    happen(0, "fault.cleared", fault="flood")
    faults = {one["fault"]: one for one in BEHIND["world"](state, SCENARIO)["faults"]}
    assert {name: (one["state"], one["strength"]) for name, one in faults.items()} == {
        "bug": ("active", 1.0), "flood": ("over", 0.0), "spare": ("waiting", None),
    }  # fmt: skip
    assert [one["begins"] for one in faults.values()] == [
        "at 2m", "when: impact is above 5%", "when something starts it",
    ]  # fmt: skip
    assert faults["spare"]["red_herring"] is True


def test_a_fault_between_two_pulses_is_not_over(state, happen):
    def course():
        return BEHIND["world"](state, SCENARIO)["faults"][0]["state"]

    happen(0, "fault.started", fault="bug", strength=1.0)
    happen(1, "fault.changed", fault="bug", strength=0.0)
    assert course() == "active"
    happen(2, "fault.changed", fault="bug", strength=1.0)
    happen(3, "fault.cleared", fault="bug")
    assert course() == "over"
    happen(4, "fault.started", fault="bug", strength=1.0)
    assert course() == "active"


def test_series_that_are_pushed(state, happen):
    happen(0, "world.nudged", what="bug ends", fault="bug", do="clear", by="", strength=0.0)
    happen(1, "world.nudged", what="pushed", series="shop.errors", do="push", by="+20%")
    world = BEHIND["world"](state, SCENARIO)
    assert world["pushed"] == [{"series": "shop.errors", "by": "+20%"}]
    happen(2, "world.nudged", what="let go", series="shop.errors", do="release", by="0")
    assert BEHIND["world"](state, SCENARIO)["pushed"] == []


def test_the_cast_is_who_can_speak_and_where(state):
    cast = BEHIND["cast"](state, SCENARIO)
    assert cast["personas"] == [{"id": "boss", "name": "The boss", "title": ""}]
    assert cast["channels"][0] == "incident"
    assert {"dm-ic", "phone-ol", "email-cl", "social", "tickets", "regulator"} <= {
        *cast["channels"]
    }

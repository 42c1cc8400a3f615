from __future__ import annotations

import pytest

from simulator.model.units import MINUTE, SECOND


def _inject(name, **parts):
    return {"id": name, "from": "boss", "channel": "dm-ic", "text": "Well?"} | parts


@pytest.fixture
def drill_with(play, small):
    """Start a drill with injects from one boss."""

    def begin(*injects, **parts):
        personas = {"boss": {"name": "The boss"}}
        return play(small(injects=list(injects), personas=personas, **parts))

    return begin


def _delivered(drill):
    return [(e.t, e.data["id"]) for e in drill.of("inject.delivered", "inject.exec_question")]


def test_at_a_time(drill_with):
    drill = drill_with(_inject("one", at="5m"))
    drill.end()
    (event,) = drill.of("inject.delivered")
    assert (event.t, event.actor, event.role) == (5 * MINUTE, "boss", "persona")
    assert event.data == {
        "id": "one",
        "from": "boss",
        "name": "The boss",
        "channel": "dm-ic",
        "text": "Well?",
        "expects": False,
    }


def test_a_question_of_an_executive_has_its_own_kind(drill_with):
    drill = drill_with(_inject("one", at="5m", kind="exec_question"))
    drill.end()
    assert drill.times("inject.exec_question") == [5 * MINUTE]


def test_a_sender_who_is_no_persona_goes_by_the_name_of_the_seat(play, small):
    drill = play(small(injects=[_inject("one", at="5m") | {"from": "ol"}]))
    drill.end()
    assert drill.of("inject.delivered")[0].data["name"] == "ol"


def test_a_while_after_the_first_event_of_a_kind(drill_with):
    drill = drill_with(
        _inject("one", after={"incident.declared": "3m"}),
        _inject("two", after={"fault.started": "0s"}),
        _inject("three", after={"seat.taken": "1m"}),
        _inject("four", after={"drill.started": "4m"}),
        _inject("never", after={"statuspage.posted": "1m"}),
    )
    drill.do(7 * MINUTE + 1, "ol", "incident.declare", title="Broken")
    drill.end()
    assert _delivered(drill) == [
        (MINUTE, "three"),
        (2 * MINUTE, "two"),
        (4 * MINUTE, "four"),
        (10 * MINUTE + 1, "one"),
    ]


def test_when_something_holds_and_only_once(drill_with):
    drill = drill_with(
        _inject("bad", when="impact > 10%"),
        _inject("silence", when='since("statuspage.posted") > 6m and impact > 0'),
        _inject("late", when="now >= 12m"),
    )
    drill.do(3 * MINUTE, "cl", "statuspage.post", stage="investigating", text="Sorry")
    drill.end()
    assert _delivered(drill) == [
        (2 * MINUTE, "bad"),
        (9 * MINUTE + 15 * SECOND, "silence"),
        (12 * MINUTE, "late"),
    ]


def test_conditions_know_what_was_done(drill_with):
    drill = drill_with(
        _inject("during", when='running("fix") and active("bug")'),
        _inject("done", when='finished("fix") and not active("bug")'),
        _inject("twice", when='count("incident.declared") >= 1 and happened("alert.fired")'),
        _inject("api", when='errors("api") > 30%'),
    )
    drill.do(5 * MINUTE + 1, "ol", "action.start", action="fix")
    drill.do(6 * MINUTE, "ol", "incident.declare", title="Broken")
    drill.end()
    assert _delivered(drill) == [
        (2 * MINUTE, "api"),
        (5 * MINUTE + 15 * SECOND, "during"),
        (9 * MINUTE + 15 * SECOND, "done"),
    ]


def test_firing_delivers_now_and_never_again(drill_with):
    drill = drill_with(_inject("one", at="5m"), _inject("two", when="now >= 5m"))
    drill.do(MINUTE, "facilitator", "inject.fire", id="one")
    drill.do(MINUTE, "facilitator", "inject.fire", id="two")
    drill.end()
    assert _delivered(drill) == [(MINUTE, "one"), (MINUTE, "two")]


def test_skipping_never_delivers(drill_with):
    drill = drill_with(_inject("one", at="5m"), _inject("two", when="now >= 5m"))
    drill.do(MINUTE, "facilitator", "inject.skip", id="one")
    drill.do(MINUTE, "facilitator", "inject.skip", id="two")
    drill.end()
    assert _delivered(drill) == []
    assert [e.data for e in drill.of("inject.skipped")] == [{"id": "one"}, {"id": "two"}]


ASK = {"by": ["ic", "cl"], "verb": "query.answer", "within": "3m"}
POST = {"by": ["cl"], "verb": "statuspage.post", "within": "3m"}


def test_a_question_without_an_answer_expires(drill_with):
    drill = drill_with(_inject("one", at="5m", expect=ASK))
    drill.end()
    (expired,) = drill.of("inject.expired")
    assert expired.t == 8 * MINUTE
    assert expired.data == {
        "id": "one",
        "by": ["ic", "cl"],
        "verb": "query.answer",
        "within": 3 * MINUTE,
    }
    assert drill.of("inject.delivered")[0].data["expects"] is True


def test_its_own_answer_satisfies_a_question(drill_with):
    drill = drill_with(_inject("one", at="5m", expect=ASK), _inject("two", at="5m", expect=ASK))
    drill.do(6 * MINUTE, "ic", "query.answer", inject="one", text="Soon.")
    drill.end()
    assert [e.data["id"] for e in drill.of("inject.expired")] == ["two"]


def test_at_the_very_deadline_it_is_too_late(drill_with):
    drill = drill_with(_inject("one", at="5m", expect=ASK))
    drill.do(8 * MINUTE, "ic", "query.answer", inject="one", text="Soon.")
    assert len(drill.of("inject.expired")) == 1


def test_a_deed_counts_from_the_seat_that_was_asked(drill_with):
    drill = drill_with(_inject("one", at="5m", expect=POST))
    drill.do(6 * MINUTE, "cl", "statuspage.post", stage="investigating", text="Sorry")
    drill.end()
    assert drill.of("inject.expired") == []


def test_a_deed_of_another_seat_does_not_count(drill_with):
    drill = drill_with(_inject("one", at="5m", expect=POST))
    drill.do(6 * MINUTE, "ic", "statuspage.post", stage="investigating", text="Sorry")
    drill.do(7 * MINUTE, "cl", "message.post", channel="incident", text="On it")
    drill.end()
    assert len(drill.of("inject.expired")) == 1


def test_who_covers_an_empty_seat_may_do_its_deed(drill_with):
    drill = drill_with(_inject("one", at="5m", expect=POST))
    drill.do(MINUTE, "cl", "seat.leave")
    drill.do(6 * MINUTE, "ic", "statuspage.post", stage="investigating", text="Sorry")
    drill.end()
    assert drill.of("inject.expired") == []

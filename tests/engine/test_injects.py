from __future__ import annotations

import pytest

from simulator.model.units import MINUTE, SECOND


def _inject(name, **parts):
    return {"id": name, "from": "boss", "channel": "dm-ic", "text": "Well?"} | parts


GONE = "statuspage.posted"


def _post(drill, t):
    drill.do(t, "cl", "statuspage.post", stage="investigating", text="Sorry")


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
        "worth": 1,
    }
    assert drill.of("inject.delivered")[0].data["expects"] is True


def test_its_own_answer_satisfies_a_question(drill_with):
    drill = drill_with(_inject("one", at="5m", expect=ASK), _inject("two", at="5m", expect=ASK))
    drill.do(6 * MINUTE, "ic", "query.answer", inject="one", text="Soon.")
    drill.end()
    assert [e.data["id"] for e in drill.of("inject.expired")] == ["two"]


def test_an_answer_of_a_seat_that_was_not_asked_does_not_count(drill_with):
    question = _inject("one", at="5m", expect=ASK) | {"channel": "incident"}
    drill = drill_with(question)
    drill.do(6 * MINUTE, "ol", "query.answer", inject="one", text="Soon.")
    drill.end()
    assert drill.times("inject.expired") == [8 * MINUTE]


def test_who_covers_an_empty_seat_may_answer_for_it(drill_with):
    question = _inject("one", at="5m", expect=ASK | {"by": ["cl"]}) | {"channel": "incident"}
    drill = drill_with(question)
    drill.do(MINUTE, "cl", "seat.leave")
    drill.do(6 * MINUTE, "ic", "query.answer", inject="one", text="Soon.")
    drill.end()
    assert drill.of("inject.expired") == []


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


# -- absence -------------------------------------------------------------------------------------


def _silence(minutes, name="one", **parts):
    return _inject(name, absent={"event": GONE, "for": f"{minutes}m"}, **parts)


def test_absence_counts_from_the_start_if_nothing_came(drill_with):
    drill = drill_with(_silence(20))
    drill.end()
    assert _delivered(drill) == [(20 * MINUTE, "one")]


def test_absence_counts_from_the_last_event_to_the_millisecond(drill_with):
    drill = drill_with(_silence(10))
    for t in (4 * MINUTE, 9 * MINUTE, 18 * MINUTE + 1):
        _post(drill, t)
    drill.end()
    assert _delivered(drill) == [(28 * MINUTE + 1, "one")]


def test_an_event_at_the_very_moment_is_too_late_for_absence(drill_with):
    drill = drill_with(_silence(10))
    _post(drill, 10 * MINUTE)
    drill.end()
    assert _delivered(drill) == [(10 * MINUTE, "one")]


def test_absence_is_waited_for_without_looking(drill_with):
    drill = drill_with(_silence(30))
    drill.to(5 * MINUTE)
    assert drill.world.next_time() == 30 * MINUTE
    _post(drill, 29 * MINUTE)
    drill.to(31 * MINUTE)
    # Ticks do not come into it: it was looked at once, and put off once.
    assert drill.world.next_time() >= 40 * MINUTE


def test_absence_must_still_be_when_what_it_waits_for_holds(drill_with):
    drill = drill_with(_silence(10, **{"while": 'finished("fix")'}))
    drill.do(11 * MINUTE, "ol", "action.start", action="fix")
    _post(drill, 12 * MINUTE)
    drill.end()
    assert _delivered(drill) == [(22 * MINUTE, "one")]


def test_absence_repeats_only_while_it_lasts(drill_with):
    drill = drill_with(_silence(10, repeat={"every": "5m", "times": 3}))
    _post(drill, 12 * MINUTE)
    drill.end()
    assert _delivered(drill) == [
        (10 * MINUTE, "one"),
        (22 * MINUTE, "one"),
        (27 * MINUTE, "one"),
    ]


# -- while and unless ----------------------------------------------------------------------------


def test_it_waits_until_it_holds_as_well(drill_with):
    drill = drill_with(
        _inject("at", at="1m", **{"while": "impact > 10%"}),
        _inject("after", after={"alert.fired": "0s"}, **{"while": "impact > 10%"}),
        _inject("when", when="now >= 1m", **{"while": 'running("fix")'}),
        _inject("soon", at="5m", **{"while": "impact > 10%"}),
    )
    drill.do(6 * MINUTE + 1, "ol", "action.start", action="fix")
    drill.end()
    assert _delivered(drill) == [
        (2 * MINUTE, "at"),
        (5 * MINUTE, "soon"),
        (6 * MINUTE + 15 * SECOND, "when"),
    ]


def test_it_is_cancelled_for_good_as_soon_as_that_holds(drill_with):
    drill = drill_with(_inject("one", at="5m", unless='happened("statuspage.posted")'))
    _post(drill, 3 * MINUTE + 1)
    drill.end()
    assert _delivered(drill) == []
    (cancelled,) = drill.of("inject.cancelled")
    assert cancelled.t == 3 * MINUTE + 15 * SECOND
    assert cancelled.data == {"id": "one", "why": "unless"}
    assert drill.state.cancelled == {"one"}


def test_what_would_cancel_it_is_asked_again_at_its_very_moment(drill_with):
    """Between two ticks as well: nobody is asked for a post that was made a second ago."""
    drill = drill_with(
        _inject("one", at="3m5s", unless='happened("statuspage.posted")'),
        _inject("two", when="impact > 0", unless="impact > 0"),
    )
    _post(drill, 3 * MINUTE + 1)
    drill.end()
    assert _delivered(drill) == []
    assert [(e.t, e.data["id"]) for e in drill.of("inject.cancelled")] == [
        (2 * MINUTE, "two"),
        (3 * MINUTE + 5 * SECOND, "one"),
    ]


def test_once_delivered_nothing_cancels_it(drill_with):
    drill = drill_with(_inject("one", at="1m", unless='happened("statuspage.posted")', expect=ASK))
    _post(drill, 2 * MINUTE)
    drill.end()
    assert drill.of("inject.cancelled") == []
    assert len(drill.of("inject.expired")) == 1


# -- repetition ----------------------------------------------------------------------------------


def test_it_comes_again_at_intervals_each_time_as_an_event(drill_with):
    drill = drill_with(_inject("one", at="5m", repeat={"every": "10m", "times": 3}))
    drill.end()
    assert _delivered(drill) == [(t * MINUTE, "one") for t in (5, 15, 25)]
    assert [e.data["n"] for e in drill.of("inject.delivered")] == [1, 2, 3]
    assert drill.state.injects["one"].count == 3
    assert drill.state.injects["one"].at == 25 * MINUTE


def test_what_would_cancel_it_ends_a_repetition(drill_with):
    drill = drill_with(
        _inject("one", at="5m", unless='happened("statuspage.posted")',
                repeat={"every": "10m", "times": 3}),
    )  # fmt: skip
    _post(drill, 16 * MINUTE)
    drill.end()
    assert _delivered(drill) == [(5 * MINUTE, "one"), (15 * MINUTE, "one")]
    assert len(drill.of("inject.cancelled")) == 1


def test_every_repetition_waits_for_what_must_hold(drill_with):
    drill = drill_with(
        _inject("one", at="3m", repeat={"every": "3m", "times": 4}, **{"while": "impact > 10%"})
    )
    drill.do(4 * MINUTE, "ol", "action.start", action="fix")
    drill.end()
    assert _delivered(drill) == [(3 * MINUTE, "one"), (6 * MINUTE, "one")]


def test_an_expectation_starts_anew_and_an_answer_ends_only_its_own_round(drill_with):
    drill = drill_with(_inject("one", at="5m", expect=ASK, repeat={"every": "2m", "times": 4}))
    drill.do(6 * MINUTE, "ic", "query.answer", inject="one", text="Soon.")
    assert drill.state.injects["one"].answer == "Soon."
    drill.to(7 * MINUTE)
    assert drill.state.injects["one"].answered_at is None
    drill.do(8 * MINUTE, "ic", "query.answer", inject="one", text="Still soon.")
    drill.end()
    # Nobody answered the round of 9m before that of 11m took its place.
    assert drill.times("inject.expired") == [11 * MINUTE, 14 * MINUTE]
    assert [e.t for e in drill.of("inject.delivered")] == [t * MINUTE for t in (5, 7, 9, 11)]


def test_a_round_that_is_over_as_the_next_begins_has_expired(drill_with):
    drill = drill_with(
        _inject("one", at="5m", expect=ASK | {"within": "5m"}, repeat={"every": "5m", "times": 4})
    )
    drill.end()
    assert drill.times("inject.expired") == [t * MINUTE for t in (10, 15, 20, 25)]
    expired, again = [
        e.seq
        for e in drill.events
        if e.t == 10 * MINUTE and e.kind in ("inject.expired", "inject.delivered")
    ]
    assert expired < again
    kinds = [e.kind for e in drill.events if e.seq in (expired, again)]
    assert kinds == ["inject.expired", "inject.delivered"]


def test_an_author_can_have_an_answer_end_a_repetition(drill_with):
    drill = drill_with(
        _inject("one", at="5m", expect=ASK, unless='answered("one")',
                repeat={"every": "5m", "times": 4}),
    )  # fmt: skip
    drill.do(11 * MINUTE, "ic", "query.answer", inject="one", text="Soon.")
    drill.end()
    assert _delivered(drill) == [(5 * MINUTE, "one"), (10 * MINUTE, "one")]


def test_the_end_of_the_drill_ends_everything(drill_with):
    drill = drill_with(
        _inject("one", at="39m", repeat={"every": "1s", "times": 50}), _silence(39, "two")
    )
    drill.do(39 * MINUTE + 1500, "facilitator", "drill.end")
    assert len(drill.of("inject.delivered")) == 3
    assert drill.world.next_time() is None

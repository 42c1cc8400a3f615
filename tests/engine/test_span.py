"""The commander's span of control, as the world tells it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.errors import Refusal
from simulator.model.units import MINUTE, SECOND
from simulator.rules.span import direct_reports

ONCALL = {"data": {"steps": [{"level": "primary", "who": "dba", "answers_after": "1m"}],
                   "brings": "dba", "joins": "2m"}}  # fmt: skip
PERSONAS = {"dba": {"name": "Oskar", "works": "3m"}}


@pytest.fixture
def drill(play, small):
    """Start a drill with a team that can be asked for; the IC has taken command."""
    played = play(small(oncall=ONCALL, personas=PERSONAS))
    take(played, MINUTE, "ic")
    return played


def take(played, t, role):
    """Have whoever sits in the seat of a role take the role."""
    played.do(t, role, "role.assign", role=role, to=f"{role}-person")
    played.do(t, role, "role.accept", role=role)


def told(played):
    """Return when the number changed (whole minutes) and to what."""
    return [(e.t // MINUTE, e.data["n"]) for e in played.of("span.changed")]


def test_a_number_that_does_not_change_is_not_told(drill):
    assert told(drill) == []
    drill.do(2 * MINUTE, "ic", "incident.declare", title="It is broken")
    take(drill, 3 * MINUTE, "ol")
    take(drill, 4 * MINUTE, "cl")
    drill.do(5 * MINUTE, "ic", "task.assign", to="ol-person", text="What changed?")
    assert told(drill) == [(3, 1), (4, 2)]


def test_the_world_tells_it_and_everybody_may_know(drill):
    take(drill, 3 * MINUTE, "ol")
    (event,) = drill.of("span.changed")
    assert (event.actor, event.role, event.data) == ("world", "world", {"n": 1})


def test_who_joins_and_works_for_the_commander_counts_while_they_do(drill):
    take(drill, 2 * MINUTE, "ol")
    drill.do(3 * MINUTE, "ic", "page.request", team="data", reason="slow")
    drill.to(6 * MINUTE)
    assert told(drill) == [(2, 1)], "Oskar reports to the OL"
    drill.do(7 * MINUTE, "ic", "task.assign", to="dba", text="Is it you?")
    drill.to(12 * MINUTE)
    assert told(drill) == [(2, 1), (7, 2), (10, 1)]


def test_a_responder_who_comes_while_nobody_leads_reports_to_the_commander(drill):
    drill.do(2 * MINUTE, "ic", "page.request", team="data", reason="slow")
    drill.to(5 * MINUTE)
    assert told(drill) == [(4, 1)]
    take(drill, 6 * MINUTE, "ol")
    assert told(drill) == [(4, 1)], "the OL in the place of Oskar"
    drill.do(7 * MINUTE, "facilitator", "seat.remove", person="ol-person")
    drill.do(8 * MINUTE, "facilitator", "seat.remove", person="dba")
    assert told(drill) == [(4, 1), (8, 0)]


def test_a_command_that_says_several_things_is_told_by_what_they_come_to(play, small):
    played = play(small())
    take(played, MINUTE, "ic")
    played.do(2 * MINUTE, "facilitator", "seat.bot", seat="responder", crew="expert")
    played.do(3 * MINUTE, "facilitator", "seat.bot", seat="responder", crew="average")
    kinds = [e.kind for e in played.events if e.t == 3 * MINUTE]
    assert kinds == ["seat.left", "seat.taken"]
    assert told(played) == [(2, 1)]


def test_a_change_of_command_is_told_as_it_is(drill):
    take(drill, 2 * MINUTE, "ol")
    drill.do(3 * MINUTE, "ic", "role.handover", role="ic", to="cl-person", brief="it is yours")
    assert told(drill)[-1] == (3, 0)
    drill.do(4 * MINUTE, "cl", "role.accept", role="ic")
    assert told(drill)[-1] == (4, 1)


def test_it_is_told_after_what_made_it_so_and_before_the_next_command(drill):
    take(drill, 2 * MINUTE, "ol")
    assert [e.kind for e in drill.events][-2:] == ["role.accepted", "span.changed"]


_SEATS = st.sampled_from(["ic", "ol", "cl"])
_PEOPLE = st.sampled_from(["ic-person", "ol-person", "cl-person", "dba", "bot-responder"])
_ASKED = st.one_of(
    st.tuples(st.just("role.assign"), st.fixed_dictionaries({"role": _SEATS, "to": _PEOPLE})),
    st.tuples(st.just("role.accept"), st.fixed_dictionaries({"role": _SEATS})),
    st.tuples(st.just("role.release"), st.fixed_dictionaries({"role": _SEATS})),
    st.tuples(
        st.just("role.handover"),
        st.fixed_dictionaries({"role": _SEATS, "to": _PEOPLE, "brief": st.just("so")}),
    ),
    st.tuples(st.just("task.assign"), st.fixed_dictionaries({"to": _PEOPLE, "text": st.just("?")})),
    st.tuples(
        st.just("task.report"),
        st.fixed_dictionaries(
            {"id": st.integers(1, 4).map(lambda n: f"t{n}"), "text": st.just("done")}
        ),
    ),
    st.just(("page.request", {"team": "data", "reason": "slow"})),
)
_STAFF = st.one_of(
    st.tuples(st.just("seat.remove"), st.fixed_dictionaries({"person": _PEOPLE})),
    st.just(("seat.bot", {"seat": "responder", "crew": "expert"})),
)
_SCRIPT = st.lists(
    st.tuples(
        st.integers(0, 200),
        st.one_of(st.tuples(_SEATS, _ASKED), st.tuples(st.just("facilitator"), _STAFF)),
    ),
    max_size=25,
)


def scripted(played, script, stops=()):
    """Play a script of (seconds to wait, (seat, command)); what is refused is left out."""
    t = 0
    for gap, (role, (verb, args)) in script:
        then = min(t + gap * SECOND, played.scenario.length - 1)
        for stop in sorted(s for s in stops if t < s < then):
            played.to(stop)
        t = then
        try:
            played.do(t, role, verb, **args)
        except Refusal:
            continue
        yield played


def test_what_was_told_last_is_what_the_state_says_whatever_people_do(play, small):
    scenario = small(oncall=ONCALL, personas=PERSONAS)

    @given(_SCRIPT)
    def law(script):
        number = 0
        for played in scripted(play(scenario), script):
            spans = [e.data["n"] for e in played.of("span.changed")]
            number = spans[-1] if spans else 0
            assert number == direct_reports(played.state)
            assert all(a != b for a, b in zip([0, *spans], spans, strict=False))

    law()


def test_the_steps_in_which_time_advances_change_nothing(play, small):
    scenario = small(oncall=ONCALL, personas=PERSONAS)

    @given(_SCRIPT, st.lists(st.integers(0, 40 * MINUTE), max_size=12))
    def law(script, stops):
        once, sliced = play(scenario), play(scenario)
        list(scripted(once, script))
        list(scripted(sliced, script, stops))
        once.end()
        sliced.end()
        assert once.events == sliced.events

    law()

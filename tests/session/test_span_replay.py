"""The commander's span and the facts of the moment stand again as they were recorded."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.scenario import Escalation
from simulator.rules.span import direct_reports
from simulator.session import compare, rebuild
from simulator.session.replay import restore

MINUTE = 60_000

_PEOPLE = st.sampled_from(["p-ic", "p-ol", "p-cl", "p-responder", "dba"])
_ROLE = st.sampled_from(["ic", "ol", "cl"])
_VERBS = st.one_of(
    st.tuples(st.just("role.assign"), st.fixed_dictionaries({"role": _ROLE, "to": _PEOPLE})),
    st.tuples(st.just("role.accept"), st.fixed_dictionaries({"role": _ROLE})),
    st.tuples(st.just("role.release"), st.fixed_dictionaries({"role": _ROLE})),
    st.tuples(st.just("task.assign"), st.fixed_dictionaries({"to": _PEOPLE, "text": st.just("?")})),
    st.just(("task.report", {"id": "t1", "text": "done"})),
    st.just(("page.request", {"team": "data", "reason": "slow"})),
    st.just(("incident.declare", {"title": "Cards fail"})),
    st.just(("seat.leave", {})),
    st.just(("action.start", {"action": "shift-to-backup"})),
)
_MOVES = st.lists(
    st.tuples(st.integers(0, 5 * MINUTE), st.sampled_from(["ic", "ol", "cl", "responder"]), _VERBS),
    max_size=25,
)


def escalating(payment):
    """Return the payment outage with facts that change, at a time and by what people do."""
    return payment.model_copy(
        update={
            "escalations": [
                Escalation.model_validate({"at": "12m", "facts": {"share_users": "60%"}}),
                Escalation.model_validate(
                    {"when": 'happened("role.accepted")', "facts": {"breach": True}}
                ),
            ]
        }
    )


def played(table, scenario, moves):
    drill = table(scenario).sit("ic", "ol", "cl", "responder").start()
    t = 0
    for gap, seat, (verb, args) in moves:
        t = min(t + gap, scenario.length)
        drill.clock.now = t
        drill.ask(f"p-{seat}", verb, **args)
    drill.at(scenario.length)
    return drill.session.log()


def test_judged_anew_or_restored_a_drill_has_the_same_spans_and_facts(table, payment, imag):
    scenario = escalating(payment)

    @given(_MOVES)
    @settings(max_examples=40)
    def law(moves):
        log = played(table, scenario, moves)
        end = log.records[-1].t
        for stand in (rebuild, restore):
            core = stand(scenario, imag, log.header.seed, log.records, end)
            assert compare(log.records, core.records) is None
            spans = [e.data["n"] for e in log.events if e.kind == "span.changed"]
            assert direct_reports(core.state) == (spans[-1] if spans else 0)

    law()


def test_it_goes_on_from_where_it_stood_after_a_restart(table, payment):
    drill = table(escalating(payment)).sit("ic", "ol", "cl").start()
    drill.clock.now = MINUTE
    for role in ("ic", "ol"):
        drill.do(f"p-{role}", "role.assign", role=role, to=f"p-{role}")
        drill.do(f"p-{role}", "role.accept", role=role)
    assert drill.last("span.changed").data == {"n": 1}
    again = table(escalating(payment), records=drill.journal.records, until=2 * MINUTE)
    again.clock.run()
    again.do("p-cl", "role.assign", role="cl", to="p-cl")
    again.do("p-cl", "role.accept", role="cl")
    again.at(13 * MINUTE)
    told = [e.data["n"] for e in again.session.events_after(0) if e.kind == "span.changed"]
    assert told == [1, 2]
    facts = again.last("facts.changed").data["facts"]
    assert (facts["share_users"], facts["breach"]) == (0.6, True)

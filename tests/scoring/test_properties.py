"""What holds for every log: time has no zero, noise does not matter, nothing crashes."""

from __future__ import annotations

import json
import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.records import Event, Header
from simulator.model.units import MINUTE
from simulator.scoring import score

_FACT_TIMES = ("declarable_at", "viable_at", "impact_started_at", "recovered_at")
_DATA_TIMES = ("next_at", "at")


def shifted(values, names, ms):
    moved = {k: values[k] + ms for k in names if values.get(k) is not None}
    return {**values, **moved}


@given(ms=st.integers(0, 10**9), dropped=st.sets(st.integers(0, 112), max_size=60))
@settings(max_examples=60, deadline=None)
def test_time_has_no_zero(ideal, policy, ms, dropped):
    events = [e for i, e in enumerate(ideal.events) if i not in dropped]
    later = [replace(e, t=e.t + ms, data=shifted(e.data, _DATA_TIMES, ms)) for e in events]
    header = replace(ideal.header, facts=shifted(ideal.header.facts, _FACT_TIMES, ms))
    assert score(header, later, policy) == score(ideal.header, events, policy)


@given(t=st.integers(0, 12_900_000), kind=st.sampled_from(["x.unknown", "signal.moved"]))
@settings(max_examples=60, deadline=None)
def test_noise_does_not_matter(ideal, policy, t, kind):
    noise = Event(10_000, t, kind, "world", "world", {"level": 1, "role": "ic", "text": "?"})
    assert score(ideal.header, [*ideal.events, noise], policy) == score(
        ideal.header, ideal.events, policy
    )


@given(seed=st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_the_same_log_scores_the_same_in_any_order(ideal, policy, seed):
    mixed = list(ideal.events)
    random.Random(seed).shuffle(mixed)
    assert score(ideal.header, mixed, policy) == score(ideal.header, ideal.events, policy)


@given(st.integers(0, 3_000_000), st.integers(0, 3_000_000))
@settings(max_examples=60, deadline=None)
def test_declaring_earlier_never_costs(ideal, policy, one, other):
    def declared(t):
        events = [replace(e, t=t) if e.kind == "incident.declared" else e for e in ideal.events]
        return score(ideal.header, events, policy).criteria["D4"].value

    assert declared(min(one, other)) >= declared(max(one, other))


@given(late=st.integers(0, 120))
@settings(max_examples=40, deadline=None)
def test_declaring_late_buys_no_time_on_other_clocks(ideal, policy, late):
    def others(t):
        events = [replace(e, t=t) if e.kind == "incident.declared" else e for e in ideal.events]
        card = score(ideal.header, events, policy)
        return {k: v.value for k, v in card.criteria.items() if k != "D4"}

    limit = 300_000 + policy.clocks.declare[1]
    assert others(limit + late * MINUTE) == others(limit)


@given(st.integers(300_000, 1_500_000), st.integers(300_000, 1_500_000))
@settings(max_examples=40, deadline=None)
def test_speaking_earlier_never_costs(ideal, policy, one, other):
    def first_post(t):
        events = [replace(e, t=t) if e.seq == 33 else e for e in ideal.events]
        return score(ideal.header, events, policy).criteria["D10"].value

    assert first_post(min(one, other)) >= first_post(max(one, other))


PEOPLE = ["ana", "ben", "cho", "dev", "world"]
JSON = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 10**7),
    st.floats(0, 1),
    st.sampled_from([*PEOPLE, "ic", "ol", "cl", "a1", "SEV-1", "No change.", "Status: x", ""]),
    st.text(max_size=30),
    st.lists(st.integers(), max_size=2),
)
KEYS = [
    "page", "alert", "role", "to", "level", "id", "kind", "component", "plausible", "deep",
    "worked", "audience", "status", "impact", "theory", "next_action", "next_at", "text", "stage",
    "minutes", "owner", "at", "person", "seat", "components", "service",
]  # fmt: skip
KINDS = [
    "alert.fired", "alert.resolved", "page.acked", "incident.declared", "severity.set",
    "role.assigned", "role.accepted", "role.handover", "role.released", "statuspage.posted",
    "update.posted", "cadence.set", "action.started", "action.approved", "action.finished",
    "mitigation.verified", "evidence.viewed", "hypothesis.tested", "impact.changed", "seat.taken",
    "incident.resolved", "incident.reopened", "postmortem.scheduled", "postmortem.drafted",
    "page.sent", "fault.changed",
]  # fmt: skip
EVENTS = st.lists(
    st.tuples(
        st.integers(0, 10**7),
        st.sampled_from(KINDS),
        st.sampled_from(PEOPLE),
        st.sampled_from(["ic", "ol", "cl", "responder", "world", "persona", ""]),
        st.dictionaries(st.sampled_from(KEYS), JSON, max_size=6),
    ),
    max_size=30,
)
FACTS = st.dictionaries(
    st.sampled_from(
        ["severity", "customer_visible", "true_level", "symptoms", "observable", *_FACT_TIMES]
    ),
    JSON | st.just(["impact.changed"]) | st.just({"share_users": 0.3}),
)


@given(lines=EVENTS, facts=FACTS, engine=st.sampled_from(["", "1"]))
@settings(max_examples=300, deadline=None)
def test_any_log_gets_a_card_that_holds_together(policy, lines, facts, engine):
    lines = sorted(lines, key=lambda line: line[0])
    events = [Event(i, *line) for i, line in enumerate(lines, 1)]
    card = score(Header(facts=facts, engine=engine), events, policy)
    for verdict in card.criteria.values():
        assert (verdict.value is None) == (verdict.status != "scored")
        assert verdict.value is None or 0 <= verdict.value <= 1
        assert set(verdict.evidence) <= {e.seq for e in events}
        assert verdict.said.endswith(".")
    json.dumps(card.as_json())

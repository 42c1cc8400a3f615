"""What holds for every log: time has no zero, noise does not matter, nothing crashes."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.records import Event, Header
from simulator.model.units import MINUTE
from simulator.scenario import load_rubric
from simulator.scoring import score as judge_log
from tests.scoring.junk import EVENTS, FACT_TIMES, FACTS, events_of

RUBRIC = load_rubric()
_DATA_TIMES = ("next_at", "at")


def score(header, events, policy):
    return judge_log(header, events, policy, RUBRIC)


def shifted(values, names, ms):
    moved = {k: values[k] + ms for k in names if values.get(k) is not None}
    return {**values, **moved}


@given(minutes=st.integers(0, 850), dropped=st.sets(st.integers(0, 112), max_size=60))
@settings(max_examples=40, deadline=None)
def test_time_has_no_zero(ideal, policy, minutes, dropped):
    """The drill starts earlier on the same day, so texts that name a time still mean the same."""
    ms = minutes * MINUTE
    events = [e for i, e in enumerate(ideal.events) if i not in dropped]
    later = [replace(e, t=e.t + ms, data=shifted(e.data, _DATA_TIMES, ms)) for e in events]
    hours, rest = divmod(14 * 60 + 10 - minutes, 60)
    header = replace(
        ideal.header,
        facts=shifted(ideal.header.facts, FACT_TIMES, ms),
        clock0=f"{hours:02}:{rest:02}",
    )
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


@given(late=st.integers(0, 80))  # later than that the incident is closed already
@settings(max_examples=40, deadline=None)
def test_declaring_late_buys_no_time_on_other_clocks(ideal, policy, late):
    def others(t):
        events = [replace(e, t=t) if e.kind == "incident.declared" else e for e in ideal.events]
        card = score(ideal.header, events, policy)
        # K7 and P3 compare what was written down of the declaration with when it was.
        told = ("D4", "K7", "P3")
        return {k: v.value for k, v in card.criteria.items() if k not in told}

    limit = 300_000 + policy.clocks.declare[1]
    assert others(limit + late * MINUTE) == others(limit)


EARLIER = {
    "D1": 4, "D3": 7, "D4": 3, "D5": 12, "D6": 11, "D7": 16, "D8": 5, "D9": 31, "D10": 33,
    "D11": 28,
}  # fmt: skip
"""The event of the worked example that meets a criterion, by its seq."""


@pytest.mark.parametrize("key", EARLIER)
@given(one=st.integers(300_000, 1_500_000), other=st.integers(300_000, 1_500_000))
@settings(max_examples=15, deadline=None)
def test_doing_the_right_thing_earlier_never_costs(ideal, policy, key, one, other):
    def at(t):
        events = [replace(e, t=t) if e.seq == EARLIER[key] else e for e in ideal.events]
        return score(ideal.header, events, policy).criteria[key].value

    assert at(min(one, other)) >= at(max(one, other))


@given(lines=EVENTS, facts=FACTS, engine=st.sampled_from(["", "1"]))
@settings(max_examples=300, deadline=None)
def test_any_log_gets_a_card_that_holds_together(policy, lines, facts, engine):
    events = events_of(lines)
    card = score(Header(facts=facts, engine=engine), events, policy)
    for verdict in card.criteria.values():
        assert (verdict.value is None) == (verdict.status != "scored")
        assert verdict.value is None or 0 <= verdict.value <= 1
        assert set(verdict.evidence) <= {e.seq for e in events}
        assert verdict.said.endswith(".")
    json.dumps(card.as_json())

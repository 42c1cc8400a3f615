"""Logs in a few lines, and what every test of the scorer needs: a policy and the ideal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.model.records import Event, Header, Log, load
from simulator.model.units import MINUTE
from simulator.scenario import load_policy, load_rubric
from simulator.scoring import Trace
from simulator.scoring import score as judge_log

IDEAL = Path(__file__).parent.parent / "data" / "payment-outage-ideal.jsonl"

FACTS = {
    "severity": {"share_users": 0.4, "revenue_blocked": True},
    "customer_visible": True,
    "observable": "all",
}


def score(header, events, policy, rubric=None):
    """Score by the built-in rubric unless told otherwise."""
    return judge_log(header, events, policy, rubric or load_rubric())


@pytest.fixture(scope="session")
def policy():
    return load_policy("imag")


@pytest.fixture(scope="session")
def ideal() -> Log:
    return load(IDEAL.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def events():
    """Turn ``(minute, kind, actor, role, data)`` lines into events."""

    def build(*lines) -> list[Event]:
        out = []
        for minute, kind, actor, role, *data in sorted(lines, key=lambda line: line[0]):
            seq = len(out) + 1
            out.append(Event(seq, round(minute * MINUTE), kind, actor, role, *(data or [{}])))
        return out

    return build


@pytest.fixture(scope="session")
def trace(events, policy):
    """Build a trace from lines; keywords are facts."""

    def build(*lines, engine="", rules=None, **facts) -> Trace:
        header = Header(facts={**FACTS, **facts}, engine=engine)
        return Trace(header, events(*lines), rules or policy)

    return build


@pytest.fixture(scope="session")
def verdict(trace):
    """Judge lines by one criterion; keywords are facts."""

    def judge(criterion, *lines, **keywords):
        made = trace(*lines, **keywords)
        return score(made.header, made.events, made.policy).criteria[criterion]

    return judge


@pytest.fixture(scope="session")
def rescored(ideal, policy):
    """Score the ideal log after ``change(event)``, which gives a new event or None to drop it."""

    def score_changed(change=lambda event: event, extra=(), **facts):
        kept = [changed for event in ideal.events if (changed := change(event)) is not None]
        kept = sorted([*kept, *extra], key=lambda event: (event.t, event.seq))
        header = replace(ideal.header, facts={**ideal.header.facts, **facts})
        return score(header, kept, policy)

    return score_changed

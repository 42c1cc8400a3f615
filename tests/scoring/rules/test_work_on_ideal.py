"""Mitigation and investigation of the worked example: full marks, and what each change moves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.records import Event, Header
from simulator.model.units import MINUTE
from simulator.scenario import load_rubric
from simulator.scoring import score

OURS = [
    key for key, spec in load_rubric().criteria.items()
    if spec.capability in ("mitigation", "investigation")
]  # fmt: skip
PERFECT = {key: None if key == "M3" else 1.0 for key in OURS}


def values(card):
    return {key: card.criteria[key].value for key in OURS}


def letters(card):
    return card.capabilities["mitigation"], card.capabilities["investigation"]


def without(*kinds):
    return lambda event: None if event.kind in kinds else event


def all_later(event):
    """Shift what follows the alert; the facts and the first impact stay where they are."""
    stays = event.kind == "alert.fired" or event.seq == 1
    return event if stays else replace(event, t=event.t + 20 * MINUTE)


def team_later(event):
    return event if event.role == "world" else replace(event, t=event.t + 20 * MINUTE)


def commander_starts_rollback(event):
    mine = event.kind == "action.started" and event.data["id"] == "a2"
    return replace(event, actor="ana", role="ic") if mine else event


def declared_late(event):
    return replace(event, t=25 * MINUTE) if event.kind == "incident.declared" else event


def closed_early(event):
    return replace(event, t=85 * MINUTE) if event.kind == "incident.resolved" else event


LATER = {"M2": 22 / 30, "I2": 0.7, "I3": 13 / 15}


def test_the_sixteen():
    assert [*(f"M{n}" for n in range(1, 11)), *(f"I{n}" for n in range(1, 7))] == OURS


def test_the_worked_example_is_met_in_full(rescored):
    card = rescored()
    assert values(card) == PERFECT
    assert letters(card) == ("P", "P")
    said = {key: card.criteria[key].said for key in OURS}
    assert said["M1"].startswith("First mitigation started: 21 min after the declaration")
    assert said["M2"].startswith("First mitigation started: 3 min after a way out was known")
    assert said["M3"].startswith("The newest change was 45 min old when users were hit")
    assert said["I1"].startswith("Scope defined 10 min after the declaration")
    assert said["I2"].startswith("Recent changes reviewed: 9.5 min after the declaration")
    assert said["I3"].startswith("First hypothesis stated: 12 min after the declaration")


@pytest.mark.parametrize(
    ("change", "moves", "rated"),
    [
        (without("statuspage.posted"), {}, "PP"),
        (without("mitigation.verified", "recovery.verified"), {"M7": 0}, "MP"),
        (without("action.approved"), {"M6": 0.5}, "SP"),
        (declared_late, {}, "PP"),
        (all_later, LATER, "PP"),
        # In a world that did not wait the traffic shift comes after users were relieved.
        (team_later, {**LATER, "M7": 0.5}, "SP"),
        (commander_starts_rollback, {"M6": 0.75}, "PP"),
        (closed_early, {}, "PP"),
        (without("task.acked", "task.reported"), {}, "PP"),
        (without("postmortem.scheduled", "postmortem.drafted"), {}, "PP"),
        (without("action.proposed", "action.announced"), {"M4": 0, "M5": 1}, "PP"),
        (without("evidence.captured"), {"M10": 0}, "PP"),
        (without("plan.alternative"), {"M9": 0}, "PP"),
        (without("evidence.viewed"), {"M7": 0, "I4": 0}, "MS"),
        (without("scope.defined"), {"I1": 0}, "PS"),
        (without("changes.reviewed"), {"I2": 0}, "PS"),
        (without("plan.reviewed"), {"I5": 5 / 30}, "PS"),
    ],
)
def test_only_what_is_meant_to_move_moves(rescored, change, moves, rated):
    card = rescored(change)
    assert values(card) == pytest.approx({**PERFECT, **moves}, abs=1e-6)
    assert "".join(letters(card)) == rated


def test_with_a_fresh_change_the_rollback_came_late(rescored):
    card = rescored(change_age=20 * MINUTE)
    assert values(card) == {**PERFECT, "M3": 0.0}
    assert card.criteria["M3"].said == (
        "Taking the fresh change back began: 30 min after the declaration; target 15 min."
    )


def test_a_deep_look_of_the_commander_is_nothing_to_ops(rescored):
    look = {"kind": "dashboard", "deep": True}
    card = rescored(extra=[Event(999, 30 * MINUTE, "evidence.viewed", "ana", "ic", look)])
    assert values(card) == PERFECT


def test_no_words_and_no_mitigation_is_no_mitigation_achieved(rescored):
    """The bureaucrat: perfect words, and nothing is done for 70 minutes."""

    def idle(event):
        if event.kind == "impact.changed" and event.seq != 1:
            return None
        work = event.kind.startswith("action.") or event.kind == "mitigation.verified"
        return None if work else event

    card = rescored(idle, recovered_at=None)
    assert card.criteria["M1"].value == 0.0
    assert card.capabilities["mitigation"] == "U"


# -- what holds for every log --------------------------------------------------------------------


@given(
    ms=st.integers(0, 10**9),
    dropped=st.sets(st.integers(0, 112), max_size=60),
    facts=st.sampled_from([{}, {"change_age": 20 * MINUTE}, {"kind": "security"}]),
)
@settings(max_examples=40, deadline=None)
def test_time_has_no_zero(ideal, policy, ms, dropped, facts):
    events = [e for i, e in enumerate(ideal.events) if i not in dropped]
    before = {**ideal.header.facts, **facts}
    names = ("declarable_at", "viable_at", "impact_started_at", "recovered_at")
    after = {**before, **{name: before[name] + ms for name in names}}
    later = [replace(e, t=e.t + ms) for e in events]

    def judged(facts, events):
        verdicts = score(replace(ideal.header, facts=facts), events, policy, load_rubric()).criteria
        return {key: verdicts[key] for key in OURS}

    assert judged(after, later) == judged(before, events)


EARLIER = {
    "M1": "action.started", "M7": "mitigation.verified", "I1": "scope.defined",
    "I2": "changes.reviewed", "I3": "hypothesis.stated", "M9": "plan.alternative",
    "M10": "evidence.captured", "M4": "action.announced", "M6": "action.approved",
}  # fmt: skip


@given(
    key=st.sampled_from([*EARLIER]),
    minutes=st.tuples(st.integers(33, 110), st.integers(33, 110)),
    facts=st.sampled_from([{}, {"kind": "security"}]),
)
@settings(max_examples=80, deadline=None)
def test_the_right_thing_earlier_never_costs(ideal, policy, key, minutes, facts):
    kind = EARLIER[key]
    kept = {"action.proposed", "action.announced"} if key == "M4" else {kind}
    rest = [e for e in ideal.events if e.kind not in kept]
    done = next(e for e in ideal.events if e.kind == kind)

    def judged(minute):
        moved = replace(done, t=minute * MINUTE)
        events = sorted([*rest, moved], key=lambda e: (e.t, e.seq))
        header = replace(ideal.header, facts={**ideal.header.facts, **facts})
        return score(header, events, policy, load_rubric()).criteria[key].value

    assert judged(min(minutes)) >= judged(max(minutes))


PEOPLE = ["ana", "ben", "cho", "world"]
JSON = st.one_of(
    st.none(), st.booleans(), st.integers(-10, 10**7), st.floats(0, 1),
    st.sampled_from([*PEOPLE, "a1", "h1", "card-router", "rollback", "confirmed", "40%", "x y z"]),
    st.text(max_size=20), st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["share_users"]), st.integers(), max_size=1),
)  # fmt: skip
KEYS = [
    "id", "kind", "component", "plausible", "reversible", "destroys_evidence", "how", "undoes",
    "waits_for", "action", "risk", "undo", "text", "note", "result", "suspects", "who", "how_many",
    "what", "since", "source", "sources", "topic", "joined", "dur", "done", "worked", "level",
    "factor", "facts", "role", "capture_takes", "person", "seat",
]  # fmt: skip
KINDS = [
    "incident.declared", "alert.fired", "impact.changed", "incident.resolved", "drill.speed",
    "drill.ended", "action.proposed", "action.announced", "action.approved", "action.started",
    "action.progressed", "action.finished", "action.failed", "action.aborted", "evidence.viewed",
    "evidence.captured", "evidence.destroyed", "mitigation.verified", "scope.defined",
    "changes.reviewed", "hypothesis.stated", "hypothesis.tested", "plan.reviewed",
    "plan.alternative", "decision.logged", "doc.updated", "task.started", "task.reported",
    "facts.changed", "role.accepted", "seat.taken",
]  # fmt: skip
LINES = st.lists(
    st.tuples(
        st.integers(0, 10**7), st.sampled_from(KINDS), st.sampled_from(PEOPLE),
        st.sampled_from(["ic", "ol", "cl", "responder", "world", ""]),
        st.dictionaries(st.sampled_from(KEYS), JSON, max_size=8),
    ),
    max_size=30,
)  # fmt: skip
FACTS = st.dictionaries(
    st.sampled_from([
        "kind", "severity", "viable_at", "change_age", "rollback_helps", "runbook_actions",
        "services", "capture_takes", "observable", "declarable_at",
    ]),
    JSON | st.sampled_from(["security", ["action.started", "impact.changed"]]),
)  # fmt: skip


@given(lines=LINES, facts=FACTS, engine=st.sampled_from(["", "2"]), cut=st.integers(0, 30))
@settings(max_examples=300, deadline=None)
def test_any_log_is_judged_without_falling_over(policy, lines, facts, engine, cut):
    lines = sorted(lines, key=lambda line: line[0])
    events = [Event(i, *line) for i, line in enumerate(lines, 1)][cut:]
    card = score(Header(facts=facts, engine=engine), events, policy, load_rubric())
    for key in OURS:
        found = card.criteria[key]
        assert (found.value is None) == (found.status != "scored")
        assert found.value is None or 0 <= found.value <= 1
        assert set(found.evidence) <= {e.seq for e in events}
        assert found.said.endswith(".")

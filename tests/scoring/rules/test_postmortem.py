"""P2 to P5: what a postmortem says."""

from __future__ import annotations

import pytest

START = [
    (0, "impact.changed", "world", "world", {"level": 0.4}),
    (0, "alert.fired", "world", "world", {"page": True}),
    (2, "incident.declared", "dev", "responder"),
    (20, "action.started", "ben", "ol", {"id": "a1", "kind": "mitigation"}),
    (30, "action.started", "ben", "ol", {"id": "a2", "kind": "mitigation"}),
    (50, "action.started", "ben", "ol", {"id": "a3", "kind": "mitigation"}),
    (60, "impact.changed", "world", "world", {"level": 0}),
]
CLOSED = (90, "incident.resolved", "ana", "ic")
END = (300, "drill.ended", "world", "world")
SECTIONS = {
    "summary": "Card payments failed after a routing release.",
    "timeline": "00:00 alert\n00:02 declared\n00:20 traffic moved\n00:30 rollback\n"
    "01:00 all well\n01:30 closed",
    "impact": "9,480 failed payments in 60 minutes.",
    "root_cause": "The check before the release did not cover slow card networks.",
    "went_well": "Roles were filled within ten minutes.",
    "went_wrong": "The rollback took 30 minutes because regions go in sequence.",
}
PREVENT = {
    "what": "Add slow networks to the pre-release check", "type": "prevent", "priority": "P1",
    "owner": "ben", "due": "2026-03-09",
}  # fmt: skip
DETECT = {**PREVENT, "what": "Alert on the declines of each network", "type": "detect"}


def draft(minute=150, actions=(PREVENT, DETECT), **changed):
    sections = {k: v for k, v in {**SECTIONS, **changed}.items() if v is not None}
    data = {"sections": sections, "actions": list(actions)}
    return (minute, "postmortem.drafted", "ben", "ol", data)


CONTENT = ["P2", "P3", "P4", "P5"]


@pytest.mark.parametrize("criterion", CONTENT)
def test_a_whole_postmortem_earns_everything(verdict, criterion):
    found = verdict(criterion, *START, CLOSED, draft(), END)
    assert found.value == 1.0
    assert 9 in found.evidence


@pytest.mark.parametrize("criterion", CONTENT)
def test_when_it_applies(verdict, criterion):
    minutes = verdict(criterion, *START, CLOSED, END)
    assert minutes.said == "The log ends before a postmortem was due."
    days = (90 + 48 * 60, "message.posted", "ana", "ic", {"text": "Hm"})
    missing = verdict(criterion, *START, CLOSED, days)
    assert missing.value == 0.0
    assert missing.said == "No postmortem was written; target one for this severity."
    begun = (120, "runbook.updated", "ben", "ol", {"text": "Move the traffic first"})
    assert verdict(criterion, *START, CLOSED, begun, END).value == 0.0
    small = verdict(criterion, *START, CLOSED, draft(), END, severity={"degraded": False})
    assert small.said == "The policy asks for no review at this severity."
    assert verdict(criterion, *START, END).status == "not_applicable"
    seen = ["incident.resolved"]
    assert verdict(criterion, CLOSED, END, observable=seen).status == "not_observable"


@pytest.mark.parametrize("criterion", CONTENT)
def test_words_that_were_not_recorded_cannot_be_judged(verdict, criterion):
    bare = (150, "postmortem.drafted", "ben", "ol")
    assert verdict(criterion, *START, CLOSED, bare, END).status == "not_observable"


@pytest.mark.parametrize("criterion", CONTENT)
def test_the_newest_draft_counts(verdict, criterion):
    empty = (100, "postmortem.drafted", "ben", "ol", {"sections": {"summary": "TBD"}})
    assert verdict(criterion, *START, CLOSED, empty, draft(), END).value == 1.0


# -- P2 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "value"),
    [
        ({"went_well": None}, 0.85 * 6 / 7 + 0.15),
        ({"went_well": "TBD"}, 0.85 * 6 / 7 + 0.15),
        ({"impact": "Many people could not pay by card."}, 0.85),
        ({"impact": None}, 0.85 * 6 / 7),
    ],
)
def test_p2_is_sections_and_a_number(verdict, changed, value):
    found = verdict("P2", *START, CLOSED, draft(**changed), END)
    assert found.value == pytest.approx(value, abs=1e-6)


def test_p2_says_what_is_missing_and_what_must_not_go_out(verdict):
    mail = "Roles were filled within ten minutes, says ana.ruiz@acme-payments.com."
    found = verdict("P2", *START, CLOSED, draft(went_well=mail, went_wrong=None), END)
    assert found.said == (
        "6 of 7 sections say something (not went wrong), the impact in numbers; target all, in"
        " numbers. To be blacked out before it is shared: e-mail address."
    )


def test_p2_asks_for_the_sections_of_the_policy(verdict, policy):
    few = policy.postmortem.model_copy(update={"sections": ["summary", "impact"]})
    rules = policy.model_copy(update={"postmortem": few})
    lines = [*START, CLOSED, draft(actions=(), timeline=None, root_cause=None), END]
    assert verdict("P2", *lines, rules=rules).value == 1.0


# -- P3 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("timeline", "good", "missing"),
    [
        ("00:04 alert and declared\n00:22 moved\n00:33 back\n00:58 well\n01:33 closed", 6, ""),
        ("00:00 alert\n00:02 declared\n00:20 moved\n01:00 well\n01:30 closed", 5, "mitigation"),
        ("00:00 alert\n00:02 declared", 2, "mitigation, recovery, closing"),
        (
            "Soon after the alert we declared.",
            0,
            "alert, declaration, mitigation, recovery, closing",
        ),
    ],
)
def test_p3_compares_times_with_the_log(verdict, timeline, good, missing):
    found = verdict("P3", *START, CLOSED, draft(timeline=timeline), END)
    assert found.value == pytest.approx(good / 6, abs=1e-6)
    detail = f" (not {missing})" if missing else ""
    assert found.said == (
        f"{good} of 6 key moments are in the timeline{detail}; target all, within 5 min."
    )


def test_p3_what_did_not_happen_need_not_be_told(verdict):
    found = verdict("P3", *START[:3], CLOSED, draft(), END)
    assert found.said.startswith("3 of 3 key moments")


# -- P4 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actions", "value"),
    [
        ((PREVENT, DETECT), 1.0),
        ((PREVENT, {**DETECT, "owner": "TBD"}), 5 / 6),
        ((PREVENT, {**DETECT, "due": ""}), 5 / 6),
        ((PREVENT, {**DETECT, "priority": ""}), 11 / 12),
        ((PREVENT, {**DETECT, "type": "process"}), 0.8),
        ((PREVENT,), 0.4),
        ((PREVENT, {**DETECT, "what": "TBD"}), 0.4),
        ((), 0.0),
    ],
)
def test_p4_asks_of_each_item_what_makes_it_happen(verdict, actions, value):
    found = verdict("P4", *START, CLOSED, draft(actions=actions), END)
    assert found.value == pytest.approx(value, abs=1e-6)


# -- P5 ----------------------------------------------------------------------------------------

HUMAN = "The root cause was human error."
FORGOT = "The engineer forgot to test the table."


@pytest.mark.parametrize(
    ("changed", "value"),
    [
        ({"root_cause": HUMAN}, 0.75),
        ({"root_cause": f"{HUMAN} {FORGOT}"}, 0.5),
        ({"root_cause": f"{HUMAN} {FORGOT}", "went_wrong": "She was careless. Train her."}, 0.25),
    ],
)
def test_p5_each_phrase_costs_a_quarter(verdict, changed, value):
    found = verdict("P5", *START, CLOSED, draft(**changed), END)
    assert found.value == pytest.approx(value, abs=0.26 if value < 0.5 else 1e-6)
    assert "to put another way (human error" in found.said


def test_p5_knows_the_roster(verdict):
    seat = (0, "seat.taken", "p7", "ol", {"person": "p7", "seat": "ol", "name": "Tamsin Lee"})
    told = draft(root_cause="Tamsin forgot to test the table before the release.")
    found = verdict("P5", *START, seat, CLOSED, told, END)
    assert found.value == 0.75
    assert "Tamsin" not in found.said


def test_the_roster_holds_people_and_no_personas(trace):
    seats = [
        (0, "seat.taken", "p7", "ol", {"person": "p7", "seat": "ol", "name": "Tamsin Lee"}),
        (1, "inject.delivered", "cfo", "persona", {"from": "cfo", "name": "Vera Holm"}),
    ]
    assert trace(*seats).roster == {"p7", "Tamsin Lee"}
    named = (0, "role.assigned", "dev", "responder", {"role": "ic", "to": "ana"})
    assert trace(named, *seats[1:]).roster == {"dev", "ana"}


def test_p5_a_text_that_says_little_is_worth_little(verdict):
    few = {key: None for key in SECTIONS if key not in ("summary", "impact")}
    found = verdict("P5", *START, CLOSED, draft(actions=(), **few), END)
    assert found.value == pytest.approx(2 / 3.5, abs=1e-6)
    assert "in 2 sections that say something" in found.said


def test_every_phrase_comes_with_another_way_to_put_it(trace):
    from simulator.scenario import load_rubric
    from simulator.scoring import Judge

    made = trace(*START, CLOSED, draft(root_cause=HUMAN), END)
    found = Judge(made, load_rubric()).examine()["P5"]
    assert [o.note.startswith("Rephrase?") for o in found.obligations] == [True]


def test_p3_a_grid_of_times_in_which_everything_lies_earns_half(verdict):
    grid = "\n".join(f"{m // 60:02}:{m % 60:02} something" for m in range(0, 95, 5))
    found = verdict("P3", *START, CLOSED, draft(timeline=grid), END)
    assert found.value == 0.5
    assert found.said == (
        "6 of 6 key moments are in the timeline, among 19 times; target all, within 5 min."
    )


def test_p3_moments_far_from_each_other_need_lines_of_their_own(verdict):
    line = "00:00 alert, declared\n00:25 traffic moved, rolled back\n01:00 well\n01:30 closed"
    found = verdict("P3", *START, CLOSED, draft(timeline=line), END)
    assert found.value == pytest.approx(5 / 6, abs=1e-6)

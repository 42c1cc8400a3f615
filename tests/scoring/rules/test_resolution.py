"""R1 to R5: what over means, whether it is, who says so, and who hears of it."""

from __future__ import annotations

import pytest

START = [
    (0, "impact.changed", "world", "world", {"level": 0.4}),
    (0, "alert.fired", "world", "world", {"page": True}),
    (0, "incident.declared", "dev", "responder"),
]
RECOVERED = (40, "impact.changed", "world", "world", {"level": 0})
END = (200, "drill.ended", "world", "world")


def closed(minute):
    return (minute, "incident.resolved", "ana", "ic")


# -- R3 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minute", "value"), [(70, 1.0), (68, 0.9), (60, 0.5), (50, 0.0), (190, 1.0)]
)
def test_r3_rises_from_10_to_30_minutes(verdict, minute, value):
    found = verdict("R3", *START, RECOVERED, closed(minute), END)
    assert found.value == pytest.approx(value)
    assert len(found.evidence) == 2
    wait = "2.5 h" if minute == 190 else f"{minute - 40} min"
    assert found.said == f"Closed {wait} after recovery; target 30 min after."


def test_r3_closed_before_recovery(verdict):
    found = verdict("R3", *START, closed(30), RECOVERED, END)
    assert (found.value, found.said) == (0.0, "Closed 10 min before recovery; target 30 min after.")
    never = verdict("R3", *START, closed(30), END)
    assert (never.value, never.said) == (
        0.0,
        "Closed while users were still hit; target 30 min after.",
    )


def test_r3_the_hastiest_closing_counts(verdict):
    again = (45, "incident.reopened", "ana", "ic")
    found = verdict("R3", *START, closed(30), again, RECOVERED, closed(75), END)
    assert found.value == 0.0
    assert found.said == (
        "Closed 10 min before recovery, the hastiest of 2 closings; target 30 min after."
    )


def test_r3_closing_once_more_does_not_make_up_for_haste(verdict):
    again = [
        line
        for m in range(76, 96, 2)
        for line in ((m, "incident.reopened", "ana", "ic"), closed(m + 1))
    ]
    found = verdict("R3", *START, RECOVERED, closed(55), *again, END)
    once = verdict("R3", *START, RECOVERED, closed(55), END)
    assert found.value == once.value < 1.0


def test_r3_a_relapse_does_not_make_a_proper_closing_hasty(verdict):
    worse = (100, "impact.changed", "world", "world", {"level": 0.4})
    better = (110, "impact.changed", "world", "world", {"level": 0})
    again = (101, "incident.reopened", "ana", "ic")
    end = (200, "drill.ended", "world", "world")
    found = verdict("R3", *START, RECOVERED, closed(75), worse, again, better, closed(141), end)
    assert found.value == 1.0


def test_r3_a_fact_says_when_it_recovered(verdict):
    lines = [*START[1:], closed(70), END]
    seen = ["incident.resolved", "incident.declared", "alert.fired"]
    assert verdict("R3", *lines, observable=seen).said == (
        "The log does not show when the service recovered."
    )
    assert verdict("R3", *lines, observable=seen, recovered_at=40 * 60_000).value == 1.0


def test_r3_not_applicable(verdict):
    assert verdict("R3", *START, RECOVERED, END).said == "The incident was not closed."
    found = verdict("R3", *START[1:], closed(30), END)
    assert found.said == "No user was hit, so there was no recovery to wait for."


def test_r3_not_observable(verdict):
    assert verdict("R3", *START, RECOVERED, END, observable=[]).status == "not_observable"


# -- R1 ----------------------------------------------------------------------------------------

CRITERIA = "Success rate above 99.5 % for half an hour and no stuck payments"


def criteria(minute, text=CRITERIA):
    return (minute, "exit_criteria.set", "ana", "ic", {} if text is None else {"text": text})


@pytest.mark.parametrize(
    ("lines", "value", "when"),
    [
        ([criteria(20)], 1.0, "before recovery"),
        ([criteria(40)], 1.0, "before recovery"),
        ([criteria(41)], 0.5, "after recovery"),
        ([criteria(75)], 0.0, "after closing"),
        ([criteria(20, "When it is fine")], 0.0, ""),
        ([criteria(20, "ok"), criteria(45)], 0.5, "after recovery"),
        ([criteria(20, None)], 1.0, "before recovery"),
        ([], 0.0, ""),
    ],
)
def test_r1_is_worth_half_after_recovery(verdict, lines, value, when):
    found = verdict("R1", *START, *lines, RECOVERED, closed(70), END)
    assert found.value == value
    said = f"Exit criteria were set {when}" if when else "No exit criteria were set"
    assert found.said == f"{said}; target before recovery."


def test_r1_while_the_end_is_not_in_sight(verdict):
    assert verdict("R1", *START, END).said == "The log ends before the end was in sight."
    assert verdict("R1", *START, criteria(20), END).value == 1.0
    assert verdict("R1", *START, closed(30), END).value == 0.0


def test_r1_needs_somebody_who_was_hit(verdict):
    assert verdict("R1", *START[1:], criteria(20), closed(30), END).status == "not_applicable"


# -- R2 ----------------------------------------------------------------------------------------


def look(minute, kind):
    return (minute, "evidence.viewed", "eli", "responder", {"kind": kind} if kind else {})


def claim(minute, *signals):
    return (minute, "recovery.verified", "eli", "responder", {"signals": list(signals)})


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ([look(42, "dashboard"), look(43, "support"), claim(45, "metrics", "support queue")], 1.0),
        ([look(42, "slo"), look(43, "traces"), claim(45, "metrics", "logs")], 1.0),
        ([look(42, "test-purchase"), look(43, "logs"), claim(45, "test purchase", "logs")], 1.0),
        ([look(42, "dashboard"), claim(43, "metrics"), look(50, "logs"), claim(51, "logs")], 1.0),
        ([look(45, "dashboard"), look(45, "logs"), claim(45, "metrics", "logs")], 1.0),
        ([look(42, "dashboard"), claim(45, "metrics", "logs", "support queue")], 0.5),
        ([look(42, "synthetic"), claim(45, "synthetic", "test purchase")], 0.5),
        ([look(42, "dashboard"), look(43, "slo"), claim(45, "metrics")], 0.5),
        ([look(30, "dashboard"), look(31, "logs"), claim(45, "metrics", "logs")], 0.0),
        ([look(46, "dashboard"), look(47, "logs"), claim(45, "metrics", "logs")], 0.0),
        ([look(42, "dashboard"), look(43, "logs"), claim(39, "metrics", "logs")], 0.0),
        ([look(72, "dashboard"), look(73, "logs"), claim(75, "metrics", "logs")], 0.0),
        ([look(42, "runbook"), look(43, "changes"), claim(45, "runbook", "changes")], 0.0),
        ([claim(45, "metrics", "logs", "synthetic")], 0.0),
        ([look(42, "dashboard"), look(43, "logs")], 0.0),
    ],
)
def test_r2_counts_signals_that_were_looked_at(verdict, lines, value):
    assert verdict("R2", *START, RECOVERED, *lines, closed(70), END).value == value


def test_r2_a_look_of_unknown_kind_shows_one_signal(verdict):
    two = claim(45, "metrics", "logs")
    assert verdict("R2", *START, RECOVERED, look(42, None), two, closed(70)).value == 0.5
    several = [look(42, None), look(43, None)]
    assert verdict("R2", *START, RECOVERED, *several, two, closed(70)).value == 1.0
    assert verdict("R2", *START, RECOVERED, *several, two, closed(70), engine="1").value == 0.0


def test_r2_where_looks_were_not_recorded_a_claim_speaks_for_itself(verdict):
    seen = ["impact.changed", "incident.resolved", "recovery.verified"]
    found = verdict(
        "R2", *START, RECOVERED, claim(45, "metrics", "logs"), closed(70), observable=seen
    )
    assert found.value == 1.0


def test_r2_closed_before_recovery(verdict):
    lines = [look(20, "dashboard"), look(21, "logs"), claim(25, "metrics", "logs"), closed(30)]
    found = verdict("R2", *START, *lines, END)
    assert (found.value, found.said.partition(";")[0]) == (
        0.0,
        "It was closed before the service had recovered",
    )
    assert verdict("R2", *START, *lines, RECOVERED, END).value == 0.0


def test_r2_too_soon_to_say(verdict):
    half = [look(42, "dashboard"), claim(45, "metrics")]
    young = verdict("R2", *START, RECOVERED, *half, (60, "message.posted", "ana", "ic"))
    assert young.said == "The log ends before recovery was due to be verified."
    assert verdict("R2", *START, RECOVERED, *half, END).value == 0.5
    assert verdict("R2", *START, END).status == "not_applicable"


def test_r2_every_signal_is_an_obligation(verdict):
    lines = [look(42, "dashboard"), claim(45, "metrics"), closed(70)]
    assert verdict("R2", *START, RECOVERED, *lines).evidence == (4, 5, 6)


# -- R4 ----------------------------------------------------------------------------------------

IC = (1, "role.accepted", "ana", "ic", {"role": "ic"})


@pytest.mark.parametrize(
    ("who", "role", "value"),
    [("ana", "ic", 1.0), ("ben", "ol", 0.3), ("vic", "ic", 0.3), ("robot", "world", 0.0)],
)
def test_r4_the_ic_calls_it(verdict, who, role, value):
    assert verdict("R4", *START, IC, (70, "incident.resolved", who, role)).value == value


def test_r4_whoever_took_over_is_ic(verdict):
    taken = (50, "role.accepted", "eve", "ol", {"role": "ic"})
    assert verdict("R4", *START, IC, taken, (70, "incident.resolved", "eve", "ol")).value == 1.0
    assert verdict("R4", *START, IC, taken, closed(70)).value == 0.3


def test_r4_one_player_calls_everything(verdict):
    seat = (0, "seat.taken", "ben", "ol", {"person": "ben", "seat": "ol"})
    assert verdict("R4", *START, seat, (70, "incident.resolved", "ben", "ol")).value == 1.0


def test_r4_every_closing_counts(verdict):
    lines = [
        closed(30),
        (31, "incident.reopened", "ana", "ic"),
        (70, "incident.resolved", "b", "ol"),
    ]
    found = verdict("R4", *START, IC, *lines)
    assert (found.value, found.said) == (0.65, "1 of 2 closings were the IC's; target all.")


def test_r4_standing_down_a_false_alarm_is_no_closing(verdict):
    lines = [
        (0, "incident.declared", "dev", "responder"),
        (5, "incident.resolved", "dev", "responder", {"text": "Only a test"}),
        (20, "impact.changed", "world", "world", {"level": 0.4}),
        (21, "incident.reopened", "dev", "responder"),
        (22, "role.accepted", "ana", "ic", {"role": "ic"}),
        (60, "impact.changed", "world", "world", {"level": 0}),
        closed(95),
    ]
    assert verdict("R4", *lines).value == 1.0
    assert verdict("R3", *lines).value == 1.0


def test_r4_not_observable(verdict):
    seen = ["incident.resolved", "incident.declared", "alert.fired"]
    found = verdict("R4", *START, (70, "incident.resolved", "dev", ""), observable=seen)
    assert found.said == "The log does not show who was IC."


# -- R5 ----------------------------------------------------------------------------------------

GOOD = "Card payments work again for all customers. We have fixed the problem."


def public(minute, text=GOOD, stage="resolved"):
    data = {"stage": stage, "text": text, "components": ["Payments"]}
    return (minute, "statuspage.posted", "cho", "cl", data)


def inside(minute, audience="stakeholders"):
    data = {"audience": audience, "text": "Closed, nobody is affected since 15:30."}
    return (minute, "update.posted", "cho", "cl", data)


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ([public(80), inside(85)], 1.0),
        ([public(70), inside(70)], 1.0),
        ([public(90), inside(100)], 0.5),
        ([public(80), inside(80, "executives")], 1.0),
        ([public(80), inside(80, "responders")], 0.5),
        ([public(80)], 0.5),
        ([inside(80)], 0.5),
        ([public(69), inside(80)], 0.65),
        ([public(69), public(75), inside(80)], 1.0),
        ([public(75, stage="monitoring"), inside(80)], 0.5),
        ([public(75, text="Resolved."), inside(80)], 0.5),
        ([public(80), inside(60)], 0.5),
        ([], 0.0),
    ],
)
def test_r5_is_half_outside_and_half_inside(verdict, lines, value):
    found = verdict("R5", *START, RECOVERED, closed(70), *lines, END)
    assert found.value == pytest.approx(value, abs=1e-6)


def test_r5_customers_who_saw_nothing_need_not_be_told(verdict):
    lines = [*START, RECOVERED, closed(70), inside(75), END]
    assert verdict("R5", *lines, customer_visible=False).value == 1.0


def test_r5_what_could_not_be_seen_is_not_asked_for(verdict):
    seen = ["incident.resolved", "update.posted"]
    found = verdict("R5", *START, closed(70), inside(75), END, observable=seen)
    assert found.said.startswith("Word to stakeholders 5 min after closing; target")
    assert found.value == 1.0


def test_r5_too_soon_to_say(verdict):
    found = verdict("R5", *START, RECOVERED, closed(70), (75, "message.posted", "cho", "cl"))
    assert found.said == "The log ends before the end was due to be told."
    half = verdict(
        "R5", *START, RECOVERED, closed(70), inside(72), (75, "message.posted", "c", "cl")
    )
    assert half.value == 1.0


# -- R5: words about the end -------------------------------------------------------------------


def test_r5_a_resolved_while_users_were_hit_is_no_word_of_the_end(verdict):
    log = [
        (0, "incident.declared", "ana", "ic"),
        (0, "impact.changed", "world", "world", {"level": 0.4}),
        (30, "impact.changed", "world", "world", {"level": 0.0}),
        (60, "incident.resolved", "ana", "ic"),
        (200, "drill.ended", "world", "world"),
    ]
    text = "Card payments work again for all customers. We have fixed the problem."

    def resolved(minute):
        data = {"stage": "resolved", "text": text}
        return (minute, "statuspage.posted", "cho", "cl", data)

    facts = {"observable": ["statuspage.posted"]}
    assert verdict("R5", *log, resolved(20), **facts).value == 0.0
    assert verdict("R5", *log, resolved(40), **facts).value == pytest.approx(0.3)
    assert verdict("R5", *log, resolved(20), resolved(65), **facts).value == 1.0


@pytest.mark.parametrize(
    ("data", "value"),
    [({"text": "ok"}, 0.0), ({"text": ""}, 0.0), ({"text": "", "impact": "no customers hit"}, 1.0)],
)
def test_r5_a_word_inside_says_something(verdict, data, value):
    log = [
        (0, "incident.declared", "ana", "ic"),
        (60, "incident.resolved", "ana", "ic"),
        (61, "update.posted", "cho", "cl", {"audience": "stakeholders", **data}),
        (200, "drill.ended", "world", "world"),
    ]
    facts = {"customer_visible": False}
    assert verdict("R5", *log, engine="1", **facts).value == value
    assert verdict("R5", *log, **facts).value == 1.0

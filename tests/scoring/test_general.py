"""Criteria of one's own without code: every general rule from a rubric in YAML."""

from __future__ import annotations

import pytest

from simulator.model.records import Header
from simulator.scenario.rubrics import read_rubric
from simulator.scoring import Judge, Trace, score

COMMON = """\
    capability: command
    role: ic
    c: control
    weight: 2
    anti_pattern: something else
    target: What Acme asks for.
    why: Acme has its reasons.
    source: Acme handbook
    question: What would have made it easier?
    eases: A button.
    anchored: false
"""

RULES = {
    "X1": """\
    rule: deadline
    with:
      from: {events: page.acked}
      from_name: the acknowledgement
      to: {events: update.posted, where: {audience: [support, null]}, words: {text: 3}}
      span: [10m, 20m]
      met: Support told
      missed: Support was not told
      unfit: Support was told, in no more than two words
      pace: update
""",
    "X2": """\
    rule: each
    with:
      each: {events: task.assigned, by: ic}
      answer: {events: task.acked}
      match: [id]
      span: clocks.answer
      things: tasks
      verb: acknowledged
""",
    "X3": """\
    rule: count
    with: {of: {events: incident.reopened}, free: 1, zero_at: 2, things: reopenings}
""",
    "X4": """\
    rule: precedence
    with:
      each: {events: action.started, that: change}
      after: {events: [action.announced, action.proposed], with: [text]}
      match: [id]
      within: 10m
      things: changes
      verb: announced within 10 min before
""",
    "X5": """\
    rule: overlap
    with:
      starts: {events: action.started}
      ends: {events: [action.finished, action.failed, action.aborted]}
      things: changes
""",
    "X6": """\
    rule: holder
    with: {role: scribe, from: anchor, full: 0.9, zero: 0.5}
""",
    "X7": """\
    rule: mean
    with:
      parts:
        - rule: deadline
          weight: 3
          with:
            to: {events: priority.set}
            span: [5m, 15m]
            met: Priority set
            missed: No priority was set
        - rule: count
          with: {of: {events: command.contested}, zero_at: 2, things: disputes over command}
        - rule: each
          with:
            each: {events: x.vendor.asked}
            answer: {events: x.vendor.answered}
            span: [5m, 15m]
            things: questions to vendors
            verb: answered
""",
    "X8": """\
    rule: deadline
    with:
      to: {events: escalation.sent, that: own escalation}
      span: clocks.fresh_change.clock
      met: Regulator called
      missed: No regulator was called
      only_if: breach
""",
}

ACME = "extends: imag\nrubric: acme\ntitle: Acme\ncriteria:\n  D4: {weight: 1}\n  K2:\n" + "".join(
    f"  {key}:\n    name: Own {key}\n{COMMON}{text}" for key, text in RULES.items()
)
RUBRIC = read_rubric(ACME, "acme.yaml")

ALERT = (0, "alert.fired", "world", "world", {"page": True, "alert": "A"})
DECLARED = (0, "incident.declared", "dev", "responder")
END = (90, "drill.ended", "world", "world")


@pytest.fixture
def judged(trace):
    """Judge lines by one criterion of Acme's: the finding with its obligations."""

    def judge(key, *lines, **keywords):
        return Judge(trace(ALERT, DECLARED, *lines, **keywords), RUBRIC).examine()[key]

    return judge


def test_the_whole_card_is_judged_by_it(ideal, policy):
    card = score(ideal.header, ideal.events, policy, RUBRIC)
    assert "K2" not in card.criteria
    assert card.infos["D4"].weight == 1
    assert [key for key in card.criteria if key.startswith("X")] == list(RULES)
    assert card.criteria["X5"].value == 1.0


# -- deadline ----------------------------------------------------------------------------------

ACK = (2, "page.acked", "dev", "responder", {"alert": "A"})


def told(minute, text="Card payments fail", **data):
    return (minute, "update.posted", "cho", "cl", {"audience": "support", "text": text, **data})


@pytest.mark.parametrize(("minute", "value"), [(1, 1.0), (12, 1.0), (17, 0.5), (22, 0.0)])
def test_a_deadline_falls_between_its_two_times(judged, minute, value):
    found = judged("X1", ACK, told(minute), told(60), END)
    assert found.value == pytest.approx(value)
    when = f"{abs(minute - 2)} min {'after' if minute > 2 else 'before'} “the acknowledgement”"
    assert found.said == f"Support told: {when}; target 10 min."
    assert [o.delay for o in found.obligations] == [(minute - 2) * 60_000]


def test_a_deadline_that_nothing_meets(judged):
    found = judged("X1", ACK, END)
    assert (found.value, found.said) == (0.0, "Support was not told; target 10 min.")
    assert found.evidence == (3,)
    others = (5, "update.posted", "cho", "cl", {"audience": "executives", "text": "All is well"})
    assert judged("X1", ACK, others, END).said == found.said


def test_a_deadline_met_in_vain_says_so(judged):
    found = judged("X1", ACK, told(5, "Broken."), END)
    assert found.value == 0.0
    assert found.said == "Support was told, in no more than two words; target 10 min."


def test_null_allows_what_was_not_recorded(judged):
    bare = (5, "update.posted", "cho", "cl", {})
    assert judged("X1", ACK, bare, END).value == 1.0
    # A drill records everything, so there what is missing was not said.
    assert judged("X1", ACK, bare, END, engine="1").value == 0.0


def test_a_deadline_without_its_start_or_its_end(judged):
    unheard = judged("X1", told(5), END)
    assert unheard.said == "This clock does not start; not seen: the acknowledgement."
    open_yet = judged("X1", ACK, (11, "message.posted", "dev", "responder"))
    assert (open_yet.status, open_yet.said) == (
        "not_applicable",
        "The log ends before this was due.",
    )
    assert judged("X1", ACK, (12, "message.posted", "dev", "responder")).value == 0.0


def test_a_deadline_knows_how_fast_the_clock_runs(judged):
    fast = (0, "drill.speed", "fay", "facilitator", {"factor": 10.0})
    found = judged("X1", fast, ACK, told(20), END)
    assert (found.value, found.said) == (
        1.0,
        "Support told: 18 min after “the acknowledgement”; target 20 min.",
    )


def called(minute=5, **data):
    return (minute, "escalation.sent", "ana", "ic", {"to": "regulator", "by": "seat", **data})


def test_a_deadline_may_rest_on_a_fact(judged):
    assert judged("X8", called(20), END, severity={"breach": True}).value == pytest.approx(2 / 3)
    assert judged("X8", END, severity={"breach": False}).said == "Nobody broke in."
    unknown = judged("X8", END, severity={})
    assert unknown.status == "not_observable"
    assert unknown.said == "The log does not say whether somebody broke in."
    # Who responded thought that it holds.
    assert judged("X8", called(20), END, severity={}).value == pytest.approx(2 / 3)


def test_a_fact_may_come_true_later(judged):
    leak = (10, "facts.changed", "world", "world", {"facts": {"breach": True}})
    assert judged("X8", leak, END, severity={"breach": False}).value == 0.0


def test_a_policy_need_not_have_every_clock(judged, policy):
    clocks = policy.clocks.model_copy(update={"fresh_change": None})
    rules = policy.model_copy(update={"clocks": clocks})
    found = judged("X8", called(), END, severity={"breach": True}, rules=rules)
    assert found.said == "The policy sets no time for this at this severity."


# -- each --------------------------------------------------------------------------------------


def task(minute, key, who="ana", role="ic"):
    return (minute, "task.assigned", who, role, {"id": key, "to": "ben"})


def heard(minute, key):
    return (minute, "task.acked", "ben", "ol", {"id": key})


def test_each_is_the_mean_of_its_answers(judged):
    found = judged("X2", task(1, "t1"), heard(2, "t1"), task(10, "t2"), heard(20, "t2"), END)
    assert found.value == pytest.approx(0.75)
    assert (
        found.said
        == "Tasks: 2 of 2 acknowledged, the slowest after 10 min; target all within 5 min."
    )
    assert [o.evidence for o in found.obligations] == [(3, 4), (5, 6)]


def test_each_wants_an_answer_to_this_very_thing(judged):
    found = judged("X2", task(1, "t1"), heard(2, "t9"), heard(0, "t1"), END)
    assert (found.value, found.said) == (
        0.0,
        "Tasks: 0 of 1 acknowledged; target all within 5 min.",
    )


def test_each_asks_only_about_what_was_meant(judged):
    assert judged("X2", task(1, "t1", "ben", "ol"), END).said == ("Not seen: tasks.")
    open_yet = judged("X2", task(1, "t1"), (3, "message.posted", "ben", "ol"))
    assert open_yet.said == "The log ends before this was due."
    assert len(open_yet.obligations) == 1


# -- precedence --------------------------------------------------------------------------------


def started(minute, key, component="db", **data):
    return (minute, "action.started", "ben", "ol", {"id": key, "component": component, **data})


def announced(minute, key, text="Failing over the ledger now"):
    return (minute, "action.announced", "ben", "ol", {"id": key, "text": text})


def test_precedence_asks_what_came_before(judged):
    found = judged("X4", announced(1, "a1"), started(5, "a1"), started(6, "a2"), END)
    assert (found.value, found.said) == (
        0.5,
        "Changes: 1 of 2 announced within 10 min before; target all.",
    )
    assert [o.credit for o in found.obligations] == [1.0, 0.0]


def test_precedence_does_not_count_what_is_too_old_or_empty(judged):
    assert judged("X4", announced(1, "a1"), started(12, "a1"), END).value == 0.0
    assert judged("X4", announced(1, "a1", "TBD"), started(5, "a1"), END).value == 0.0
    assert judged("X4", started(5, "a1", kind="diagnostic"), END).said == "Not seen: changes."


# -- count, overlap, holder --------------------------------------------------------------------


def reopened(minute):
    return (minute, "incident.reopened", "ana", "ic", {"reason": "It is back"})


@pytest.mark.parametrize(("times", "value"), [(0, 1.0), (1, 1.0), (2, 0.5), (3, 0.0), (5, 0.0)])
def test_a_count_costs_from_a_number_on(judged, times, value):
    found = judged("X3", *(reopened(10 + i) for i in range(times)), END)
    assert found.value == value
    assert found.said == f"Reopenings: {times}; target at most 1."
    assert [o.credit for o in found.obligations] == ([1.0] + [0.0] * (times - 1))[:times]


def ended(minute, key, kind="action.finished"):
    return (minute, kind, "ben", "ol", {"id": key})


def test_runs_on_one_component_do_not_overlap(judged):
    clean = [started(1, "a1"), ended(5, "a1"), started(5, "a2"), started(6, "a3", "cache")]
    assert judged("X5", *clean, END).value == 1.0
    found = judged("X5", started(1, "a1"), started(3, "a2"), ended(9, "a1"), END)
    assert (found.value, found.said) == (
        0.5,
        "Changes: 1 of 2 overlapped (compared by: component); target none.",
    )
    assert [(o.credit, o.evidence) for o in found.obligations] == [(1.0, (3,)), (0.0, (3, 4))]
    stopped = ended(2, "a1", "action.aborted")
    assert judged("X5", started(1, "a1"), stopped, started(3, "a2"), END).value == 1.0
    assert judged("X5", END).said == "Not seen: changes."


def test_runs_whose_component_was_not_recorded_are_in_nobodys_way(judged):
    bare = [(m, "action.started", "ben", "ol", {"id": f"a{m}"}) for m in (1, 2)]
    assert judged("X5", *bare, END).value == 1.0


def scribe(minute, kind="role.accepted"):
    return (minute, kind, "dan", "responder", {"role": "scribe"})


CLOSED = (80, "incident.resolved", "ana", "ic")


@pytest.mark.parametrize(
    ("lines", "value", "share"),
    [
        ([scribe(0)], 1.0, 100),
        ([scribe(8)], 1.0, 90),
        ([scribe(24)], 0.5, 70),
        ([scribe(0), scribe(56, "role.released")], 0.5, 70),
        ([scribe(60)], 0.0, 25),
        ([], 0.0, 0),
    ],
)
def test_a_role_is_held_for_a_share_of_the_time(judged, lines, value, share):
    found = judged("X6", *lines, CLOSED, END)
    assert found.value == pytest.approx(value)
    assert found.said == f"The role Scribe was held {share}% of the time; target 90%."


def test_a_crew_without_anybody_to_spare_need_not_hold_a_role(judged):
    seats = [
        (0, "seat.taken", who, seat, {"person": who, "seat": seat})
        for who, seat in (("ana", "ic"), ("ben", "ol"))
    ]
    assert judged("X6", *seats, CLOSED, END).said == "The crew had nobody for the role Scribe."


def test_a_role_may_be_asked_for_from_when_somebody_first_took_it(ideal, policy):
    text = ACME.replace("{role: scribe, from: anchor, full: 0.9, zero: 0.5}", "{role: scribe}")
    rubric = read_rubric(text)
    empty = Judge(Trace(ideal.header, ideal.events, policy), rubric).examine()["X6"]
    assert empty.said == "There was no time in which the role Scribe had to be held."


# -- mean --------------------------------------------------------------------------------------

PRIORITY = (10, "priority.set", "ana", "ic", {"level": "P1"})
CONTESTED = (20, "command.contested", "ben", "ol", {"reason": "Who decides?"})


def test_a_mean_weighs_its_parts_and_leaves_out_what_had_no_opportunity(judged):
    found = judged("X7", PRIORITY, CONTESTED, END)
    assert found.value == pytest.approx((3 * 0.5 + 0.5) / 4)
    assert found.said == (
        "Priority set: 10 min after the declaration; target 5 min;"
        " Disputes over command: 1; target none."
    )
    assert found.evidence == (3, 4)


def test_kinds_of_ones_own_are_judged_as_well(judged):
    asked = (30, "x.vendor.asked", "ben", "ol", {})
    answer = (33, "x.vendor.answered", "vendor", "persona", {})
    found = judged("X7", PRIORITY, asked, answer, END)
    assert found.value == pytest.approx((3 * 0.5 + 1 + 1) / 5)


def test_a_mean_of_nothing_says_why(policy):
    text = ACME.replace(
        "to: {events: priority.set}", "to: {events: priority.set}\n            only_if: breach"
    )
    silent = text.replace(
        """        - rule: count
          with: {of: {events: command.contested}, zero_at: 2, things: disputes over command}
""",
        "",
    )
    trace = Trace(Header(facts={"declarable_at": 0, "observable": "all"}), [], policy)
    found = Judge(trace, read_rubric(silent)).examine()["X7"]
    assert found.said == "The log does not say whether somebody broke in."


def test_what_must_be_observable_follows_from_the_selections(policy):
    log = Header(facts={"declarable_at": 0, "observable": ["incident.declared"]})
    found = Judge(Trace(log, [], policy), read_rubric(ACME)).examine()["X1"]
    assert found.status == "not_observable"

"""Rubrics: the built-in one, overlays, and what is wrong with an own criterion, at its place."""

from __future__ import annotations

import pytest

from simulator.model.errors import InputError
from simulator.model.score import CAPABILITIES
from simulator.scenario import load_rubric
from simulator.scenario.rubrics import read_rubric, rubric_names

IMAG = load_rubric()

OWN = """\
extends: imag
rubric: acme
title: Acme
criteria:
  D4: {weight: 5}
  K2:
  X1:
    name: Manager called
    capability: command
    role: ic
    c: control
    weight: 2
    anti_pattern: lone wolf
    target: A manager hears of it in time.
    why: Managers free people.
    source: Acme handbook
    question: What would have made it easier to call?
    eases: A button.
    needs: [escalation.sent]
    rule: deadline
    with:
      to: {events: escalation.sent, where: {to: manager}}
      span: [10m, 20m]
      met: Manager called
      missed: No manager was called
"""


def problems(text):
    with pytest.raises(InputError) as caught:
        read_rubric(text, "r.yaml")
    return [str(problem).removeprefix("r.yaml:") for problem in caught.value.problems]


def test_the_built_in_rubric_tells_a_reader_everything():
    assert rubric_names() == ["imag"]
    assert IMAG.rubric == "imag"
    for spec in IMAG.criteria.values():
        assert spec.capability in CAPABILITIES
        assert spec.question.endswith("?")
        assert spec.target.endswith(".")


def test_criteria_of_a_capability_stand_together():
    seen = [spec.capability for spec in IMAG.criteria.values()]
    runs = [one for one, before in zip(seen, [None, *seen], strict=False) if one != before]
    assert sorted(runs) == sorted(CAPABILITIES)


def test_an_unknown_rubric_is_refused_with_the_known_ones():
    with pytest.raises(InputError, match=r"no rubric named 'imagg'; did you mean 'imag'\?"):
        load_rubric("imagg")
    with pytest.raises(InputError, match=r"no rubric named '\.\./secrets'; built in: imag"):
        load_rubric("../secrets")


def test_an_own_rubric_holds_only_the_difference():
    acme = read_rubric(OWN)
    assert (acme.rubric, acme.title) == ("acme", "Acme")
    assert acme.criteria["D4"] == IMAG.criteria["D4"].model_copy(update={"weight": 5})
    assert list(acme.criteria) == [*(key for key in IMAG.criteria if key != "K2"), "X1"]
    assert acme.criteria["D1"] == IMAG.criteria["D1"]


def test_a_criterion_with_another_rule_keeps_none_of_the_old_arguments():
    text = """\
extends: imag
criteria:
  D10:
    rule: count
    with: {of: {events: statuspage.posted}, zero_at: 3, things: posts}
"""
    changed = read_rubric(text).criteria["D10"]
    assert changed.with_ == {"of": {"events": "statuspage.posted"}, "zero_at": 3, "things": "posts"}
    assert changed.name == IMAG.criteria["D10"].name
    kept = read_rubric("extends: imag\ncriteria:\n  D10: {with: {span: [1m, 2m]}}\n")
    assert kept.criteria["D10"].with_ == {**IMAG.criteria["D10"].with_, "span": ["1m", "2m"]}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "rule: deadline",
            "rule: deadlin",
            "20:11: criteria.X1.rule: no rule named 'deadlin'; did you mean 'deadline'?",
        ),
        (
            "span: [10m, 20m]",
            "spam: [10m, 20m]",
            "23:7: criteria.X1.with.spam: unknown key 'spam'; did you mean 'span'?",
        ),
        (
            "      span: [10m, 20m]\n",
            "",
            "21:5: criteria.X1.with.span: the key 'span' is missing",
        ),
        (
            "[10m, 20m]",
            "clocks.first_publik",
            ("23:13: criteria.X1.with.span: a policy has no clock 'clocks.first_publik';"
            " did you mean 'clocks.first_public'?"),
        ),
        (
            "[10m, 20m]",
            "30 min",
            ("23:13: criteria.X1.with.span: a policy has no clock '30 min';"
            " write clocks.declare, or times such as [5m, 15m]"),
        ),
        (
            "[10m, 20m]",
            "clocks.verify",
            ("23:13: criteria.X1.with.span: clocks.verify of the policy is one time;"
            " write two times, [full credit, no credit]"),
        ),
        (
            "where: {to: manager}}\n      span: [10m, 20m]",
            "where: {to: manager}}\n      span: 10m",
            ("23:13: criteria.X1.with.span: a policy has no clock '10m';"
            " write clocks.declare, or times such as [5m, 15m]"),
        ),
        (
            "[10m, 20m]",
            "[10m, 20]",
            "23:19: criteria.X1.with.span[1]: write a duration as text with its unit, not 20",
        ),
        (
            "[10m, 20m]",
            "[20m, 10m]",
            ("23:13: criteria.X1.with.span: full credit ends before no credit begins:"
            " write [10m, 20m], not [20m, 10m]"),
        ),
        (
            "events: escalation.sent,",
            "events: escalation.send,",
            ("22:20: criteria.X1.with.to.events: no event kind named 'escalation.send';"
            " did you mean 'escalation.sent'?"),
        ),
        (
            "events: escalation.sent,",
            "events: [],",
            "22:20: criteria.X1.with.to.events: write at least 1 of these, not a list",
        ),
        (
            "where: {to: manager}}",
            "that: substantiv}",
            ("22:43: criteria.X1.with.to.that: no check named 'substantiv';"
            " did you mean 'substantive'?"),
        ),
        (
            "where: {to: manager}}",
            "by: [ic, boss]}",
            ("22:46: criteria.X1.with.to.by[1]: no role named 'boss';"
            " there are ic, ol, cl, scribe, planner, responder, sme"),
        ),
        (
            "where: {to: manager}}",
            "were: {to: manager}}",
            "22:37: criteria.X1.with.to.were: unknown key 'were'; did you mean 'where'?",
        ),
        (
            "met: Manager called\n",
            "from: anchr\n      met: Manager called\n",
            ("24:13: criteria.X1.with.from: write 'anchor', 'declarable', 'impact', 'recovered' or"
            " 'closed', not 'anchr'; did you mean 'anchor'?"),
        ),
        (
            "met: Manager called\n",
            "only_if: data_los\n      met: Manager called\n",
            ("24:16: criteria.X1.with.only_if: no fact named 'data_los';"
            " did you mean 'data_loss'?"),
        ),
        (
            "met: Manager called\n",
            "pace: typing\n      met: Manager called\n",
            ("24:13: criteria.X1.with.pace: write 'ack', 'triage', 'update' or 'statuspage',"
            " not 'typing'"),
        ),
        (
            "needs: [escalation.sent]",
            "needs: [escalation.sent, zzz]",
            ("19:30: criteria.X1.needs[1]: no event kind named 'zzz';"
            " one of your own begins with 'x.'"),
        ),
        (
            "capability: command",
            "capability: comand",
            ("9:17: criteria.X1.capability: write 'detection', 'mitigation', 'investigation',"
            " 'resolution', 'post_incident', 'command' or 'communication', not 'comand';"
            " did you mean 'command'?"),
        ),
        ("  K2:\n", "  QQQ:\n", "6:3: criteria.QQQ: no criterion 'QQQ' to take away; there are D1"),
        (
            "extends: imag",
            "extends: imagg",
            "1:10: extends: no built-in rubric named 'imagg'; did you mean 'imag'?",
        ),
    ],
)  # fmt: skip
def test_one_fault_is_told_at_its_place(old, new, problem):
    assert OWN.count(old) == 1
    told = problems(OWN.replace(old, new))
    assert any(line.startswith(problem) for line in told), told


def test_a_rule_without_its_arguments():
    text = OWN[: OWN.index("    with:")]
    assert problems(text) == [
        "20:11: criteria.X1.rule: the rule deadline needs arguments: with: to, span, met, missed"
    ]


def test_the_parts_of_a_mean_are_checked_at_their_places():
    text = (
        OWN[: OWN.index("    rule: deadline")]
        + """\
    rule: mean
    with:
      parts:
        - {rule: holder, with: {role: scribe}}
        - {rule: holder, with: {role: scrib}}
        - {rule: held, with: {role: ic}}
        - {rule: count}
"""
    )
    assert problems(text) == [
        (
            "24:39: criteria.X1.with.parts[1].with.role: no role named 'scrib';"
            " did you mean 'scribe'?"
        ),
        "25:18: criteria.X1.with.parts[2].rule: no rule named 'held'; did you mean 'holder'?",
        (
            "26:18: criteria.X1.with.parts[3].rule: the rule count needs arguments:"
            " with: of, zero_at, things"
        ),
    ]


def test_kinds_of_ones_own_begin_with_x():
    text = OWN.replace("events: escalation.sent", "events: x.pager.rang").replace(
        "[escalation.sent]", "[x.pager.rang]"
    )
    assert read_rubric(text).criteria["X1"].needs == ["x.pager.rang"]


def test_a_rubric_may_stand_alone():
    text = OWN.replace("extends: imag\n", "").replace("  D4: {weight: 5}\n  K2:\n", "")
    assert list(read_rubric(text).criteria) == ["X1"]


@pytest.mark.parametrize(
    ("within", "problem"),
    [
        ("clocks.declare", ("clocks.declare of the policy is two times, [full credit, no credit];"
         " write one time")),
        ("clocks.verifi", "a policy has no clock 'clocks.verifi'; did you mean 'clocks.verify'?"),
        ("soon", "a policy has no clock 'soon'; write clocks.verify, or a time such as 15m"),
        ("15 min", "write a duration such as 90s, 5m, 12m30s or 1h30m, not '15 min'"),
    ],
)  # fmt: skip
def test_a_single_time_is_a_duration_or_a_clock_that_has_one(within, problem):
    text = OWN[: OWN.index("    rule: deadline")] + (
        "    rule: precedence\n    with: {each: {events: action.started},"
        f" after: {{events: action.announced}}, within: {within}, things: changes, verb: told}}\n"
    )
    place = "21:" + str(text.splitlines()[20].index(within) + 1)
    assert problems(text) == [f"{place}: criteria.X1.with.within: {problem}"]
    for good in ("clocks.verify", "15m", "roles.longest_turn", "0s"):
        spec = read_rubric(text.replace(within, good)).criteria["X1"]
        assert spec.with_["within"] == good

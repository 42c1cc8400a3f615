"""Policies: the built-in ones, overlays, and what they call a failure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.errors import InputError
from simulator.model.expr import ExpressionError
from simulator.model.policy import POLICY_ROLES, Policy
from simulator.model.scenario import ChangedFacts, Facts
from simulator.model.units import HOUR, MINUTE
from simulator.rules.severity import FACT_NAMES
from simulator.scenario import load_policy, policy_names, read_policy, true_level
from simulator.scenario.policies.load import policy_source

SEEN = {"customer_visible_from": 0}
IMAG = policy_source("imag").replace("policy: imag", "policy: ours")


def outcome(function, *arguments):
    """Return what a function returns, or its refusal."""
    try:
        return function(*arguments)
    except InputError as error:
        return error


def problems(text):
    with pytest.raises(InputError) as caught:
        read_policy(text, "p.yaml")
    return [str(problem).removeprefix("p.yaml:") for problem in caught.value.problems]


# -- the built-in ones -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", policy_names())
def test_every_built_in_policy_is_sound(name):
    policy = load_policy(name)
    assert policy.policy == name
    levels = policy.severity.levels
    assert policy.rank(policy.severity.otherwise) == len(levels) - 1
    assert {"0", "1"} <= set(policy.clocks.ack)
    for level in levels:
        assert str(level.rank) in policy.roles.required
        assert str(level.rank) in policy.hub.kinds
    assert {question.fact for question in policy.questions} == set(FACT_NAMES.names)


@pytest.mark.parametrize("name", policy_names())
def test_a_built_in_policy_says_where_its_figures_come_from(name):
    sources = ("IMAG lesson", "IRM article", "Template guide", "SRE handbook", "Primer",
               "PagerDuty", "GitLab", "Google SRE")  # fmt: skip
    assert any(source in policy_source(name) for source in sources)


@pytest.mark.parametrize("name", [name for name in policy_names() if name != "imag"])
def test_a_built_in_policy_holds_only_what_differs(name):
    policy, imag = load_policy(name), load_policy("imag")
    for section in ("clocks", "escalation", "roles", "cadence", "notify", "postmortem"):
        written = f"\n{section}:" in policy_source(name)
        assert written == (getattr(policy, section) != getattr(imag, section)), section


def minutes(*numbers):
    return tuple(number * MINUTE for number in numbers)


def test_the_default_policy():
    imag = load_policy("imag")
    assert imag.clocks.ack["0"] == minutes(5, 15)
    assert [level.label for level in imag.severity.levels] == ["SEV-1", "SEV-2", "SEV-3"]
    assert load_policy("imag") is imag


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("p0-p3", lambda p: p.clocks.ack["1"], minutes(30, 60)),
        ("p0-p3", lambda p: p.escalation.pages, {"0": "everybody on call"}),
        ("p0-p3", lambda p: p.roles.may_be_empty, [1, 2, 3]),
        ("sev1-4", lambda p: (p.clocks.declare, p.clocks.ic, p.clocks.roles),
         (minutes(15, 30),) * 3),
        ("sev1-4", lambda p: p.roles.names, {"ol": "Technical Lead"}),
        ("sev1-4", lambda p: p.cadence.internal["1"], minutes(15, 30)),
        ("sev1-4", lambda p: p.cadence.external["0"], minutes(30, 60)),
        ("sev0-3", lambda p: p.roles.required["0"], ["ic", "cl", "sme", "scribe"]),
        ("sev0-3", lambda p: p.roles.required["1"], ["ic", "sme"]),
        ("sev0-3", lambda p: p.cadence.external["0"], minutes(15, 30)),
        ("sev0-3", lambda p: p.notify.duties(0),
         {"executives": 15 * MINUTE, "customer_email": HOUR, "regulator": 72 * HOUR}),
        ("sev0-3", lambda p: set(p.notify.duties(1)), {"customer_email", "regulator"}),
        ("sev0-3", lambda p: p.notify.duties(2), {}),
        ("sev0-3", lambda p: (p.external.allow_fix_eta, p.external.require_all_stages),
         (True, True)),
        ("p1-p4", lambda p: [p.clocks.ack[rank] for rank in "012"],
         [minutes(15, 30), minutes(30, 60), minutes(120, 240)]),
        ("p1-p4", lambda p: [step.after for step in p.escalation.ladder],
         list(minutes(5, 15, 30))),
        ("p1-p4", lambda p: p.clocks.fresh_change.younger_than, 30 * MINUTE),
        ("pagerduty", lambda p: len(p.severity.levels), 5),
        ("pagerduty", lambda p: p.clocks.first_public, minutes(5, 15)),
        ("pagerduty", lambda p: p.cadence.external["0"], minutes(20, 40)),
        ("pagerduty", lambda p: p.cadence.slower_after, 2 * HOUR),
        ("pagerduty", lambda p: p.cadence.internal["0"], minutes(30, 60)),
        ("pagerduty", lambda p: p.roles.separate, [["ic", "ol"], ["ic", "cl"]]),
        ("pagerduty", lambda p: "scribe" in p.roles.required["1"], True),
        ("pagerduty", lambda p: p.roles.longest_turn, 3 * HOUR),
        ("pagerduty", lambda p: p.postmortem.held_within[0], 72 * HOUR),
        ("gitlab", lambda p: [span[0] for span in p.cadence.external_stages["0"].values()],
         list(minutes(10, 10, 30))),
        ("gitlab", lambda p: [span[0] for span in p.cadence.external_stages["2"].values()],
         list(minutes(15, 30, 60))),
        ("google", lambda p: [level.rank for level in p.severity.levels], [0, 1, 2, 3, 4]),
        ("google", lambda p: p.clocks.record_age, 4 * HOUR),
        ("google", lambda p: p.clocks.stable[0], 30 * MINUTE),
        ("google", lambda p: p.roles.longest_turn, 12 * HOUR),
    ],
)  # fmt: skip
def test_what_a_scheme_is_known_for(name, value, wanted):
    assert value(load_policy(name)) == wanted


def test_an_unknown_policy_is_refused_with_the_known_ones_and_what_to_do():
    with pytest.raises(InputError, match=r"no policy named 'imagg'; did you mean 'imag'\?"):
        load_policy("imagg")
    with pytest.raises(
        InputError,
        match=r"no policy named '\.\./secrets'; built in: gitlab, google, imag, .*; "
        r"a policy of your own is given by its file: --policy FILE",
    ):
        load_policy("../secrets")


NAMES = ("imag", "p0-p3", "sev1-4", "sev0-3", "p1-p4", "pagerduty", "gitlab", "google")


@pytest.mark.parametrize(
    ("facts", "levels"),
    [
        (
            {"share_users": 0.4, "revenue_blocked": True, **SEEN},
            ["SEV-1", "P1/SEV2", "SEV-1", "SEV0", "P1", "SEV-1", "S1", "Severity 0"],
        ),
        (
            {"data_loss": True},
            ["SEV-1", "P0/SEV1", "SEV-1", "SEV0", "P1", "SEV-1", "S1", "Severity 0"],
        ),
        (
            {"share_users": 0.05, "workaround": True, **SEEN},
            ["SEV-3", "P2/SEV3", "SEV-3", "SEV2", "P3", "SEV-4", "S3", "Severity 2"],
        ),
        (
            {"share_users": 0.05},
            ["SEV-2", "P1/SEV2", "SEV-2", "SEV3", "P2", "SEV-4", "S2", "Severity 1"],
        ),
        (
            {"share_users": 0.3, "workaround": True, **SEEN},
            ["SEV-1", "P2/SEV3", "SEV-3", "SEV1", "P1", "SEV-2", "S2", "Severity 0"],
        ),
        (
            {"degraded": False},
            ["SEV-3", "P3/SEV4", "SEV-4", "SEV3", "P4", "SEV-5", "S4", "Severity 4"],
        ),
    ],
)
def test_one_failure_has_a_severity_in_each_scheme(facts, levels):
    assert [true_level(Facts(**facts), load_policy(name)) for name in NAMES] == levels


def test_rules_may_ask_for_every_fact_and_nothing_else():
    times = {"customer_visible_from", "viable_from"}
    facts = set(Facts.model_fields) - times
    assert set(FACT_NAMES.names) == facts | {"customer_visible"}
    assert set(ChangedFacts.model_fields) == facts
    rule = " or ".join(
        f"{name} > 0" if kind == "num" else name for name, kind in FACT_NAMES.names.items()
    )
    text = IMAG.replace("data_loss or breach or revenue_blocked", rule)
    assert true_level(Facts(customer_visible_from=0, degraded=False), read_policy(text)) == "SEV-1"


def test_a_policy_made_elsewhere_may_have_a_rule_that_does_not_compile():
    imag = load_policy("imag")
    rule = imag.severity.rules[0].model_copy(update={"if_": "data_los"})
    severity = imag.severity.model_copy(update={"rules": [rule]})
    with pytest.raises(ExpressionError, match="1:1: unknown name 'data_los'; did you mean"):
        true_level(Facts(), imag.model_copy(update={"severity": severity}))


# -- what can be wrong -----------------------------------------------------------------------------


def place(text, part):
    """Return line and column of a part of a text, as messages give them."""
    assert text.count(part) == 1, part
    at = text.index(part)
    return f"{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


LADDER = "ladder: [{after: 5m, to: secondary}, {after: 15m"


@pytest.mark.parametrize(
    ("old", "new", "at", "problem"),
    [
        (
            "share_users >= 20%", "share_user >= 20%", "share_user >=",
            "severity.rules[1].if: unknown name 'share_user'; did you mean 'share_users'?",
        ),
        (
            "and not workaround", "and workaround > 1", '> 1", then',
            "severity.rules[2].if: cannot compare true/false with a number",
        ),
        (
            "share_users >= 20%", "share_users + 10% >= 20%", "share_users + 10%",
            ("severity.rules[1].if: share_users can only be compared with a share, such as "
            "share_users >= 20%"),
        ),
        (
            "then: SEV-2", "then: SEV2", "SEV2}",
            "severity.rules[2].then: no level labelled 'SEV2'; did you mean 'SEV-2'?",
        ),
        (
            "otherwise: SEV-3", "otherwise: minor", "minor",
            "severity.otherwise: no level labelled 'minor'; levels: SEV-1, SEV-2, SEV-3",
        ),
        (
            "rank: 2", "rank: 3", "3, when",
            "severity.levels[2].rank: ranks count from 0, worst first: write 2, not 3",
        ),
        (
            "{label: SEV-3, rank", "{label: SEV-2, rank", "SEV-2, rank: 2",
            "severity.levels[2].label: the label 'SEV-2' is here twice",
        ),
        (
            '"2": [60m, 120m]}\n  escalate', '"5": [60m, 120m]}\n  escalate', '"5": [60m',
            "clocks.ack.5: no level has rank '5'; ranks: 0, 1, 2",
        ),
        (
            '"2": [chat]}', '"3": [chat]}', '"3": [chat]}',
            "hub.kinds.3: no level has rank '3'; ranks: 0, 1, 2",
        ),
        (
            "may_be_empty: [2]", "may_be_empty: [4]", "4]",
            "roles.may_be_empty[0]: no level has rank 4; ranks: 0, 1, 2",
        ),
        (
            "may_be_empty: [2]", "may_be_empty: [1]", "1]\nhub",
            "roles.may_be_empty[0]: at rank 1 an ic is required; take one of the two away",
        ),
        (
            "required_for_rank_leq: 1", "required_for_rank_leq: 3", "3 # Template",
            "postmortem.required_for_rank_leq: no level has rank 3; ranks: 0, 1, 2",
        ),
        (
            "separate: [[ic, ol]]", "separate: [[ic, oll]]", "oll]]",
            "roles.separate[0][1]: no such role 'oll'; did you mean 'ol'?",
        ),
        (
            '"2": [ol]}', '"2": [boss]}', "boss]}",
            f"roles.required.2[0]: no such role 'boss'; roles: {', '.join(POLICY_ROLES)}",
        ),
        (
            "  span: [7, 10]", "  names: {tl: Lead}", "tl: Lead",
            "roles.names.tl: no such role 'tl'; roles: ic, ol, cl, scribe, planner, sme",
        ),
        (
            "  span: [7, 10]", "  span: [10, 7]", "[10, 7]",
            ("roles.span: write the number that is fine and the number that is too many, "
            "not [10, 7]"),
        ),
        (
            "postmortem:\n", "external: {approval: [ceo]}\npostmortem:\n", "ceo]",
            "external.approval[0]: no such role 'ceo'",
        ),
        (
            "verify: 15m", "verify: 15", "15 # IRM",
            "clocks.verify: write a duration as text with its unit, not 15",
        ),
        (
            "verify: 15m", "verify: -15m", "-15m",
            "clocks.verify: a policy's times are not negative: write 0 or more, not -15m",
        ),
        (
            "declare: [5m, 15m]", "declare: [15m, 5m]", "[15m, 5m]",
            ("clocks.declare: full credit ends before no credit begins: "
            "write [5m, 15m], not [15m, 5m]"),
        ),
        (
            "clock: [15m, 30m]}", "clock: [30m, 15m]}", "[30m, 15m]}",
            "clocks.fresh_change.clock: full credit ends before no credit begins",
        ),
        (
            '"1": [30m, 60m], "2": [2h', '"1": [60m, 30m], "2": [2h', "[60m, 30m]",
            "cadence.internal.1: full credit ends before no credit begins",
        ),
        (
            "stable: [30m, 10m]", "stable: [10m, 30m]", "[10m, 30m] # SRE handbook, Primer, and",
            ("clocks.stable: longer is better here, so the greater time comes first: "
            "write [30m, 10m], not [10m, 30m]"),
        ),
        (
            "stable: [30m, 10m]", "stable: [30m]", "stable:",
            "clocks.stable[1]: item 2 is missing",
        ),
        (
            "stable: [30m, 10m]", "stable: [3m, 2m, 1m]", "[3m",
            "clocks.stable: write at most 2 of these, not a list",
        ),
        (
            LADDER, LADDER.replace("15m", "5m"), "5m, to: manager",
            "escalation.ladder[1].after: each step comes later than the one before, not '5m'",
        ),
        (
            "postmortem:\n", "x: 1\npostmortem:\n", "x: 1",
            "x: unknown key 'x'; known: policy, title, severity",
        ),
        (
            "roles:\n  req", "rolls:\n  req", "rolls:",
            "rolls: unknown key 'rolls'; did you mean 'roles'?",
        ),
        (
            '  - {fact: breach, ask: "Did somebody get in who should not have?"}\n', "",
            "breach or revenue",
            ("severity.rules[0].if: no question asks for breach: add {fact: breach, ask: ...} "
            "to the questions"),
        ),
        (
            "{fact: breach,", "{fact: breech,", "breech",
            "questions[1].fact: no such fact 'breech'; did you mean 'breach'?",
        ),
        (
            "{fact: customer_visible,", "{fact: breach,", 'breach, ask: "Can customers',
            "questions[6].fact: another question asks for breach already",
        ),
        (
            "cadence:\n", 'cadence:\n  external_stages: {"0": {resolved: [5m, 9m]}}\n',
            "resolved: [5m",
            ("cadence.external_stages.0.resolved: no stage 'resolved' that waits for news; "
            "stages: investigating, identified, monitoring"),
        ),
        (
            "cadence:\n", 'cadence:\n  external_stages: {"0": {monitorin: [5m, 9m]}}\n',
            "monitorin:",
            ("cadence.external_stages.0.monitorin: no stage 'monitorin' that waits for news; "
            "did you mean 'monitoring'?"),
        ),
        (
            "hub:\n", "hub:\n  name: '^inc-(\\d+$'\n", "(\\d+$'",
            "hub.name: no regular expression: missing ), unterminated subpattern",
        ),
        (
            '"2": [chat]}', '"2": [phone]}', "phone",
            "hub.kinds.2[0]: write 'chat', 'doc' or 'bridge', not 'phone'",
        ),
        (
            "policy: ours", "policy: Our Policy", "Our Policy",
            ("policy: write lower-case letters, digits and hyphens, starting with a letter or a "
            "digit, not 'Our Policy'; write our-policy"),
        ),
        (
            "policy: ours", "policy: pagerduty", "pagerduty",
            "policy: 'pagerduty' is a built-in policy; choose another name",
        ),
    ],
)  # fmt: skip
def test_one_fault_is_told_at_its_place(old, new, at, problem):
    assert IMAG.count(old) == 1
    text = IMAG.replace(old, new)
    expected = f"{place(text, at)}: {problem}"
    assert [told for told in problems(text) if told.startswith(expected)], problems(text)


def test_rules_that_compare_with_more_shares_than_anybody_means_are_refused():
    rules = " or ".join(f"share_users == {number}%" for number in range(1, 14))
    text = IMAG.replace("share_users >= 20%", rules)
    assert "the rules compare with 13 different shares; at most 12" in problems(text)[0]


def test_a_pattern_too_large_for_a_regular_expression_is_refused():
    text = IMAG.replace("hub:\n", "hub:\n  name: 'a{99999999999999999999}'\n")
    assert "hub.name: no regular expression: it is too large" in problems(text)[0]


# -- overlays --------------------------------------------------------------------------------------

OVERLAY = """\
extends: imag
policy: acme
title: Acme
severity:
  levels:
    - {label: P1, rank: 0, when: Everything}
    - {label: P2, rank: 1, when: Something}
  rules:
    - {if: share_users > 50%, then: P1}
  otherwise: P2
clocks:
  ack: {"0": [1m, 2m], "2": }
roles: {required: {"2": }, may_be_empty: []}
hub: {kinds: {"2": }}
cadence: {internal: {"2": }, external: {"2": }}
"""


def test_an_overlay_holds_only_the_difference():
    acme, imag = read_policy(OVERLAY), load_policy("imag")
    assert acme.clocks.ack == {"0": (60_000, 120_000), "1": imag.clocks.ack["1"]}
    assert acme.clocks.declare == imag.clocks.declare
    assert len(acme.severity.rules) == 1
    assert acme.postmortem == imag.postmortem


def test_faults_of_an_overlay_are_told_at_places_of_its_own_file():
    text = OVERLAY.replace("  otherwise: P2\n", "").replace("50%", "50m")
    assert problems(text) == [
        "5:3: severity.otherwise: no level labelled 'SEV-3'; levels: P1, P2",
        "9:24: severity.rules[0].if: cannot compare a number with a duration",
    ]


@pytest.mark.parametrize(
    ("base", "problem"),
    [
        ("imagg", "1:10: extends: no built-in policy named 'imagg'; did you mean 'imag'?"),
        ("5", None),
        ("p1-p4", "1:10: extends: p1-p4 extends another policy itself; extend that one"),
    ],
)
def test_an_overlay_extends_a_whole_built_in_policy(base, problem):
    found = problems(OVERLAY.replace("extends: imag", f"extends: {base}"))
    assert problem is None or found == [problem]
    assert found


def test_a_copy_of_a_built_in_policy_may_keep_its_name_and_so_may_one_that_was_kept():
    source = policy_source("imag")
    assert read_policy(source) == load_policy("imag")
    changed = source.replace("verify: 15m", "verify: 20m")
    assert "'imag' is a built-in policy; choose another name" in problems(changed)[0]
    assert read_policy(changed, kept=True).clocks.verify == 20 * MINUTE


@given(st.text(max_size=200) | st.text(max_size=50).map(lambda text: f"extends: imag\n{text}"))
def test_any_text_gives_a_policy_or_a_refusal(text):
    result = outcome(read_policy, text)
    assert isinstance(result, Policy) or result.problems


@given(st.data())
def test_any_change_of_a_policy_gives_a_policy_or_a_refusal(data):
    lines = data.draw(st.sampled_from([IMAG, OVERLAY])).splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    at = data.draw(st.integers(0, len(lines[number])))
    odd = data.draw(st.sampled_from(["", ":", "[", "{}", "x", "5", "~", "'", ", a", ": [{b: c}]"]))
    end = data.draw(st.integers(at, len(lines[number])))
    lines[number] = lines[number][:at] + odd + lines[number][end:]
    result = outcome(read_policy, "\n".join(lines))
    assert isinstance(result, Policy) or result.problems

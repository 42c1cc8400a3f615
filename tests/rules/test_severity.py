"""What a policy calls a failure, and what people are asked so that they can say so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.expr.syntax import parse
from simulator.model.policy import Level, Question, Rule
from simulator.rules.severity import level_of, next_question, verdict, weigh
from simulator.rules.severity_facts import ASSUMED, SHARE, compared_shares, names_in, odd_share
from simulator.rules.severity_steps import MAX_STEPS, UNKNOWN, decision_steps
from simulator.rules.severity_words import band_words, fact_words, rule_words, why_words
from simulator.scenario import load_policy, policy_names

FACTS = [name for name in ASSUMED if name != SHARE]


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        ({"revenue_blocked": True}, "SEV-1"),
        ({"data_loss": True, "share_users": 0.01}, "SEV-1"),
        ({"share_users": 0.2}, "SEV-1"),
        ({"share_users": 0.19}, "SEV-2"),
        ({"share_users": 0.19, "workaround": True}, "SEV-3"),
        ({"degraded": False}, "SEV-3"),
        ({}, "SEV-2"),
        ({"share_users": "many", "colour": True}, "SEV-2"),
    ],
)
def test_the_first_rule_that_holds_decides(imag, facts, level):
    assert level_of(facts, imag) == level


def with_rules(imag, *rules, levels=None, questions=None):
    """Return a policy with these rules, each ``(condition, label)``, and otherwise the mildest."""
    made = [Rule.model_validate({"if": when, "then": then}) for when, then in rules]
    update = {"rules": made}
    if levels:
        update |= {"levels": levels, "otherwise": levels[-1].label}
    changed = {"severity": imag.severity.model_copy(update=update)}
    if questions is not None:
        changed["questions"] = questions
    return imag.model_copy(update=changed)


def test_a_rule_may_ask_whether_customers_see_it(imag):
    policy = with_rules(imag, ("customer_visible", "SEV-2"))
    assert level_of({"customer_visible": True}, policy) == "SEV-2"
    assert level_of({}, policy) == "SEV-3"


# -- looking into rules ----------------------------------------------------------------------------


def test_a_rule_says_which_facts_and_shares_it_asks_for():
    tree = parse("share_users >= 20% and not (workaround or 0.5 < share_users) and degraded")
    assert [node.value for node in names_in(tree)] == [
        "share_users", "workaround", "share_users", "degraded",
    ]  # fmt: skip
    assert compared_shares(tree) == {0.2, 0.5}
    assert odd_share(tree) is None


@pytest.mark.parametrize(
    ("rule", "at"),
    [
        ("share_users * 2 > 1", 0),
        ("workaround or 10% + share_users > 1", 20),
        ("share_users > share_users", 0),
        ("(degraded ? share_users : 1) > 0", 12),
        ("-share_users < 0", 1),
    ],
)
def test_a_share_that_is_used_otherwise_is_found(rule, at):
    assert odd_share(parse(rule)).pos == at


# -- asking ----------------------------------------------------------------------------------------


def asked(policy, facts):
    """Answer what is asked; return the answers."""
    answers = {}
    while question := next_question(policy, answers):
        assert question.fact not in answers
        answers[question.fact] = facts[question.fact]
    return answers


ALL = {
    "share_users": 0.1, "revenue_blocked": False, "degraded": True, "workaround": False,
    "data_loss": False, "breach": False, "customer_visible": True,
}  # fmt: skip


def test_questions_come_in_the_order_of_the_policy_and_stop_when_it_is_clear(imag):
    assert list(asked(imag, ALL | {"data_loss": True})) == ["data_loss"]
    assert list(asked(imag, ALL | {"share_users": 0.5})) == [
        "data_loss", "breach", "revenue_blocked", "share_users",
    ]  # fmt: skip
    assert "workaround" not in asked(imag, ALL | {"degraded": False})
    assert "customer_visible" not in asked(imag, ALL)


def test_a_question_that_cannot_matter_any_more_is_skipped():
    tree = load_policy("sev0-3")
    facts = ALL | {"revenue_blocked": True, "share_users": 0.3, "workaround": True}
    assert list(asked(tree, facts)) == [
        "data_loss", "breach", "revenue_blocked", "share_users", "workaround",
    ]  # fmt: skip
    assert verdict(tree, asked(tree, facts)).level.label == "SEV1"


def test_what_nobody_knows_counts_as_the_worse_case_and_is_said(imag):
    found = verdict(imag, {**ALL, "workaround": None})
    assert (found.level.label, found.assumed) == ("SEV-2", ("workaround",))
    found = verdict(imag, {**ALL, "data_loss": None})
    assert (found.level.label, found.assumed) == ("SEV-1", ("data_loss",))
    assert found.rule == imag.severity.rules[0]


def test_what_nobody_knows_is_not_said_where_it_does_not_matter(imag):
    assert verdict(imag, {"data_loss": True, "breach": None}).assumed == ()


def test_what_was_not_answered_counts_as_not_known(imag):
    found = verdict(imag, {"data_loss": False})
    assert found.level.label == "SEV-1"
    assert found.assumed == ("breach",)


def test_the_rule_that_says_so_is_named(imag):
    assert verdict(imag, ALL).rule == imag.severity.rules[2]
    assert verdict(imag, ALL | {"degraded": False}).rule is None
    assert verdict(imag, {"data_loss": False, "breach": False, "revenue_blocked": False,
                          "share_users": 0.2}).rule == imag.severity.rules[1]  # fmt: skip


def test_several_rules_that_cover_all_cases_between_them_need_no_question(imag):
    policy = with_rules(imag, ("workaround", "SEV-2"), ("not workaround", "SEV-2"))
    assert next_question(policy, {}) is None
    assert verdict(policy, {}).level.label == "SEV-2"


def test_answers_to_facts_that_no_rule_asks_for_change_nothing(imag):
    assert verdict(imag, ALL | {"colour": True, "customer_visible": False}) == verdict(imag, ALL)


def test_a_fact_without_a_question_is_assumed_as_where_nothing_is_said(imag):
    policy = with_rules(imag, ("breach or data_loss", "SEV-1"), questions=imag.questions[:1])
    assert next_question(policy, {}).fact == "data_loss"
    assert verdict(policy, {"data_loss": False}).level.label == "SEV-3"


def atoms():
    share = st.integers(0, 10).map(lambda tenth: tenth * 10)
    signs = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
    return st.one_of(
        st.sampled_from(FACTS),
        st.sampled_from(FACTS).map(lambda name: f"not {name}"),
        st.builds(lambda sign, share: f"share_users {sign} {share}%", signs, share),
        st.builds(lambda sign, share: f"{share}% {sign} share_users", signs, share),
        st.sampled_from(["true", "false"]),
    )


def conditions():
    joined = st.sampled_from(["and", "or"])
    return st.recursive(
        atoms(),
        lambda inner: (
            st.builds(lambda a, op, b: f"({a} {op} {b})", inner, joined, inner)
            | inner.map(lambda a: f"not ({a})")
        ),
        max_leaves=6,
    )


LEVELS = [Level(label=f"L{rank}", rank=rank, when="It is so.") for rank in range(5)]


@st.composite
def policies(draw):
    """Make a policy with any rules, whose questions are in any order."""
    imag = load_policy("imag")
    labels = st.sampled_from([level.label for level in LEVELS])
    rules = draw(st.lists(st.tuples(conditions(), labels), max_size=6))
    order = draw(st.permutations(imag.questions))
    return with_rules(imag, *rules, levels=LEVELS, questions=order)


def any_facts():
    tenths = st.integers(0, 10).map(lambda tenth: tenth / 10)
    return st.fixed_dictionaries(
        {SHARE: st.floats(0, 1) | tenths, **{name: st.booleans() for name in FACTS}}
    )


@given(policies() | st.sampled_from(policy_names()).map(load_policy), any_facts())
@settings(max_examples=150)
def test_the_level_that_is_reached_is_that_of_the_complete_facts(policy, facts):
    answers = asked(policy, facts)
    found = verdict(policy, answers)
    assert found.level.label == level_of(facts, policy)
    assert found.assumed == ()
    if found.rule:
        assert found.rule.then == found.level.label
    assert verdict(policy, facts).level == found.level


@given(policies(), any_facts(), st.sets(st.sampled_from(list(ASSUMED))))
@settings(max_examples=60)
def test_not_knowing_gives_the_worst_of_what_could_be(policy, facts, unknown):
    answers = asked(policy, {k: None if k in unknown else v for k, v in facts.items()})
    found = verdict(policy, answers)
    assert found.level.rank <= policy.rank(level_of(facts, policy))
    assert set(found.assumed) <= {fact for fact, answer in answers.items() if answer is None}
    if not found.assumed:
        assert found.level.label == level_of(facts, policy)


@given(policies(), any_facts(), st.sets(st.sampled_from(list(ASSUMED))))
@settings(max_examples=60)
def test_the_steps_of_a_page_lead_where_the_questions_lead(policy, facts, unknown):
    steps = decision_steps(policy)
    answers = {}
    step = steps[0]
    while "ask" in step:
        question = next_question(policy, answers)
        assert step["ask"] == question.ask
        fact = question.fact
        answers[fact] = None if fact in unknown else facts[fact]
        says = [choice["say"] for choice in step["choices"]]
        step = steps[step["choices"][chosen(fact, answers[fact], says)]["to"]]
    assert next_question(policy, answers) is None
    assert step["level"] == verdict(policy, answers).level.label


def chosen(fact, answer, says):
    """Return the number of the choice that an answer is."""
    if answer is None:
        return says.index(UNKNOWN)
    if fact != SHARE:
        return says.index("Yes" if answer else "No")
    (fits,) = [number for number, say in enumerate(says[:-1]) if within(answer, say)]
    return fits


def within(share, say):
    """Read a band as a person would."""
    numbers = [float(word.rstrip("%")) / 100 for word in say.split() if word[0].isdigit()]
    if say == "nobody":
        return share == 0
    if say == "everybody":
        return share == 1
    if len(numbers) == 2:
        low = share > numbers[0] if say.startswith("more than") else share >= numbers[0]
        high = share < numbers[1] if "less than" in say else share <= numbers[1]
        return low and high
    (number,) = numbers
    ways = {
        "exactly": share == number, "less": share < number, "more": share > number,
    }  # fmt: skip
    first = say.split()[0]
    if first in ways:
        return ways[first]
    return share >= number if say.endswith("more") else share <= number


@given(policies())
@settings(max_examples=30)
def test_the_steps_are_bounded_and_every_one_can_be_reached(policy):
    steps = decision_steps(policy)
    assert 0 < len(steps) <= MAX_STEPS
    reached = {0} | {choice["to"] for step in steps for choice in step.get("choices", ())}
    assert reached == set(range(len(steps)))


@pytest.mark.parametrize("name", policy_names())
def test_the_built_in_policies_have_few_steps(name):
    assert len(decision_steps(load_policy(name))) <= 20


def test_steps_are_worked_out_once():
    assert decision_steps(load_policy("imag")) is decision_steps(load_policy("imag"))
    assert weigh(load_policy("imag")) is weigh(load_policy("imag"))


def test_a_policy_whose_questions_branch_too_often_has_no_steps(imag, monkeypatch):
    monkeypatch.setattr("simulator.rules.severity_steps.MAX_STEPS", 3)
    policy = with_rules(imag, ("breach and workaround", "SEV-1"), ("degraded", "SEV-2"))
    assert decision_steps(policy) == []


# -- in words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("share_users >= 20%", "20% or more of users are hit"),
        ("20% < share_users", "more than 20% of users are hit"),
        ("share_users != 12.5%", "not exactly 12.5% of users are hit"),
        ("degraded and not workaround",
         "something is worse than it should be and there is no way around it"),
        ("data_loss or (breach and customer_visible)",
         "data is lost or damaged, or (somebody got in and customers can see it)"),
        ("not (data_loss or breach)",
         "it is not so that (data is lost or damaged, or somebody got in)"),
        ("workaround == breach", "workaround is breach"),
        ("true", "true"),
    ],
)  # fmt: skip
def test_a_rule_in_words(rule, words):
    said = rule_words(Rule.model_validate({"if": rule, "then": "P1"}))
    assert said == words


def test_no_rule_in_words():
    assert rule_words(None) == "no rule names it"
    assert why_words(None, {}) == "no rule names it"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"breach": True}, "somebody got in"),
        ({"breach": True, "data_loss": True}, "data is lost or damaged and somebody got in"),
        ({"breach": None}, ("data is lost or damaged, or somebody got in, or "
         "(20% or more of users are hit and there is no way around it)")),
        ({"share_users": 0.3, "workaround": False},
         "20% or more of users are hit and there is no way around it"),
    ],
)  # fmt: skip
def test_only_the_reasons_that_hold_are_told(answers, words):
    text = "data_loss or breach or (share_users >= 20% and not workaround)"
    rule = Rule.model_validate({"if": text, "then": "P1"})
    assert why_words(rule, answers) == words


@pytest.mark.parametrize(
    ("band", "words"),
    [
        ((0, 0.2, True, False), "less than 20%"),
        ((0, 0.2, True, True), "20% or less"),
        ((0.2, 1, True, True), "20% or more"),
        ((0.2, 1, False, True), "more than 20%"),
        ((0.15, 0.9, True, False), "from 15% to less than 90%"),
        ((0.15, 0.9, False, True), "more than 15% up to 90%"),
        ((0.125, 0.125, True, True), "exactly 12.5%"),
        ((0, 0, True, True), "nobody"),
        ((1, 1, True, True), "everybody"),
    ],
)
def test_a_band_of_shares_in_words(band, words):
    low, high, with_low, with_high = band
    assert band_words(low, high, with_low=with_low, with_high=with_high) == words


def test_a_fact_in_words():
    assert fact_words("share_users", 0.4) == "40% of users are hit"
    assert fact_words("workaround", value=False) == "there is no way around it"


def test_questions_of_the_model_need_words():
    with pytest.raises(ValueError, match="at least 1 character"):
        Question(fact="breach", ask="")


@pytest.mark.parametrize("name", policy_names())
def test_everything_that_a_policy_says_can_be_translated(name, untranslated):
    policy = load_policy(name)
    words = [
        say
        for rule in policy.severity.rules
        for say in (rule_words(rule), why_words(rule, dict.fromkeys(FACTS, True)))
    ]
    for step in decision_steps(policy):
        words += [step[key] for key in ("ask", "help", "when", "why") if key in step]
        words += [choice["say"] for choice in step.get("choices", ())]
    assert {text: left for text in words if (left := untranslated(text))} == {}

"""What people asked for, and who knew what: bars that can be compared."""

from simulator.debrief import render_fragment
from simulator.model.records import Header
from simulator.model.units import MINUTE

ALERT = (MINUTE, "alert.fired", "world", "world", {"page": True, "alert": "Slow"})
END = (60 * MINUTE, "drill.ended", "world", "world", {})
STAGES = ["Could be known", "Seen by Operations", "Known to the IC", "Told inside",
          "Told to customers"]  # fmt: skip


def ask(name, minute, within, met=None, words="How bad is it?"):
    data = {"id": name, "from": "cfo", "name": "Helena", "channel": "dm-ic", "text": words,
            "expects": True}  # fmt: skip
    want = {"id": name, "by": ["ic"], "verb": "query.answer", "within": within * MINUTE}
    lines = [
        (minute * MINUTE, "inject.expected", "world", "world", want),
        (minute * MINUTE, "inject.delivered", "cfo", "persona", data),
    ]
    if met is not None:
        lines.append((met * MINUTE, "inject.met", "world", "world", {"id": name}))
    return lines


def build(look_back, *groups):
    lines = sorted([line for group in groups for line in group], key=lambda line: line[0])
    return look_back(*lines, header=Header(clock0="14:10", engine="1"))


def test_what_was_asked_is_a_group_of_its_own_in_the_order_in_which_it_came(look_back):
    d = build(look_back, [ALERT, END], ask("late", 30, 5, met=42), ask("soon", 10, 5, met=12))
    assert [asked.card.id for asked in d.asked] == ["E:soon", "E:late"]
    assert [asked.card.letter for asked in d.asked] == ["P", "U"]
    listed = {c.id for cap in d.capabilities for c in cap.criteria} | {c.id for c in d.unscored}
    assert not [key for key in listed if key.startswith("E:")]
    assert {cap.id: cap.asked for cap in d.capabilities}["communication"] == 2
    assert (d.asked[0].who, d.asked[0].quote, d.asked[0].card.seat) == (
        "Helena", "How bad is it?", "IC",
    )  # fmt: skip


def test_bars_are_shares_of_the_longest_and_have_their_limit(look_back):
    d = build(look_back, [ALERT, END], ask("a", 10, 5, met=20), ask("b", 30, 8), ask("c", 58, 4))
    first, second, third = (asked.replies[0] for asked in d.asked)
    assert (first.took, first.target, first.bar, first.limit) == ("10 min", "5 min", 1.0, 0.5)
    assert (second.took, second.sign, second.bar, second.limit) == ("", "unmet", 0.8, 0.8)
    assert third.sign == "open"
    html = render_fragment(d)
    assert "10 min of 5 min" in html
    assert "not done" in html
    assert "still open" in html


def test_what_was_asked_again_has_a_bar_each_time(look_back):
    d = build(look_back, [ALERT, END], ask("a", 10, 5, met=12), ask("a", 20, 5, met=29))
    (asked,) = d.asked
    assert [(reply.clock, reply.took) for reply in asked.replies] == [
        ("14:20", "2 min"), ("14:30", "9 min"),
    ]  # fmt: skip


def test_a_long_question_is_cut(look_back):
    d = build(look_back, [ALERT, END], ask("a", 10, 5, words="why " * 60))
    assert len(d.asked[0].quote) <= 101
    assert d.asked[0].quote.endswith("why…")


def test_a_question_that_was_met_by_something_else_than_an_answer_waits_no_more(look_back):
    d = build(look_back, [ALERT, END], ask("a", 10, 5, met=12), ask("b", 20, 5))
    assert d.curtain.unanswered == ("14:30 Helena: How bad is it?",)


def test_the_ledger_is_a_table_of_clocks_and_lags(ideal):
    eased = ideal.facts[2]
    assert eased.what == "Users hit: down from 40% to 18%"
    assert [stage.stage for stage in eased.stages] == STAGES
    assert [(s.clock, s.lag) for s in eased.stages] == [
        ("14:41", ""), ("14:42", "+1 min"), ("14:43", "+1 min"), ("14:45", "+2 min"),
        ("14:46", "+3 min"),
    ]  # fmt: skip
    longest = max(s.share for fact in ideal.facts for s in fact.stages)
    assert longest == 1.0
    figures = {f.name: (f.value, f.meaning) for f in ideal.lags}
    assert figures["From Operations to the IC"] == ("1.5 min", "median of 4 of 4 facts")


def test_stages_that_were_not_reached_are_empty(look_back):
    d = look_back(
        ALERT,
        (2 * MINUTE, "incident.declared", "ana", "ic", {}),
        (2 * MINUTE, "role.accepted", "ana", "ic", {"role": "ic"}),
        END,
    )
    (fact,) = d.facts
    assert [s.clock for s in fact.stages] == ["14:11", "", "14:12", "", ""]
    assert fact.stages[2].lag == "+1 min"  # from when it could be known: Operations was not there
    assert "not reached" in render_fragment(d)


def test_without_facts_the_section_says_so(look_back):
    assert "does not show how anything became known" in render_fragment(look_back())

"""Action items: what, who, by when; and which are wishes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.content.actions import actions_in, balanced, read_actions
from simulator.scoring.content.due import due_in, due_in_field
from simulator.scoring.content.vague import is_vague, kind_of, kind_of_words

FULL = {
    "what": "add the timeout case to the pre-release check",
    "type": "prevent",
    "priority": "P0",
    "owner": "ben",
    "due": "2026-03-09",
}


def one(**changes):
    (item,) = read_actions([{**FULL, **changes}])
    return item


def test_a_full_item_earns_all():
    item = one()
    assert (item.kind, item.priority, item.owner, item.due) == (
        "prevent",
        "P0",
        "ben",
        "2026-03-09",
    )
    assert item.concrete
    assert item.credit == 1.0
    assert item.faults == ()


@pytest.mark.parametrize(
    ("changes", "credit", "fault"),
    [
        ({"owner": ""}, 2 / 3, "Nobody owns it."),
        ({"owner": "TBD"}, 2 / 3, "Nobody owns it."),
        ({"owner": "the team"}, 2 / 3, "Nobody owns it."),
        ({"owner": None}, 2 / 3, "Nobody owns it."),
        ({"due": ""}, 2 / 3, "It has no day by which it is done."),
        ({"due": "soon"}, 2 / 3, "It has no day by which it is done."),
        ({"due": "ASAP"}, 2 / 3, "It has no day by which it is done."),
        ({"priority": "TBD"}, 5 / 6, "It has no priority."),
        (
            {"what": "improve the monitoring"},
            5 / 6,
            "\u201cimprove\u201d does not say when it is done.",
        ),
        ({"what": "fix it"}, 5 / 6, "It is too short to act on."),
    ],
)
def test_each_lack_costs_its_part_and_is_said(changes, credit, fault):
    item = one(**changes)
    assert item.credit == pytest.approx(credit)
    assert item.faults == (fault,)


@pytest.mark.parametrize("what", ["TBD", "...", "n/a", "", "to be decided"])
def test_a_placeholder_with_owner_and_day_earns_nothing(what):
    item = one(what=what)
    assert item.void
    assert item.credit == 0
    assert item.faults == ("It does not say what is to be done.",)


def test_an_item_counts_once():
    first, again = read_actions([FULL, {**FULL, "owner": "eli"}])
    assert first.credit == 1.0
    assert again.credit == 0
    assert again.faults == ("It repeats an item above.",)


def test_other_priorities_and_owners():
    assert one(priority="High").priority == "High"
    assert one(priority=1).priority == "1"
    assert one(owner="@fay").owner == "@fay"
    assert one(due=157_920_000).due == "157920000"


def test_what_is_no_item_is_none():
    assert read_actions(["text", None, {}, {"what": 3}, 7]) == ()


def test_a_checklist_is_read():
    text = """
- [ ] Prevent: add the card-network timeout case (P0, @ben, by 2026-03-09)
- [x] Detect: alert on the decline rate within 2 minutes (P1, @eli, by 03/13)
"""
    first, second = actions_in(text)
    assert first.what == "add the card-network timeout case"
    assert (first.kind, first.priority, first.owner, first.due) == (
        "prevent",
        "P0",
        "ben",
        "2026-03-09",
    )
    assert (second.kind, second.due, second.credit) == ("detect", "03/13", 1.0)


def test_a_placeholder_in_a_list_earns_nothing():
    items = actions_in("- TBD @ben by 03/06\n- TBD @eli by 03/07\n")
    assert [item.credit for item in items] == [0, 0]


def test_a_table_is_read_by_its_headings():
    text = """
| Action Item | Type | Owner | Due | Prio |
|---|---|---|---|---|
| Alert on declines per processor | detect | eli | March 13 | P1 |
| Staged rollout by region | prevent | TBD | | |
"""
    first, second = actions_in(text)
    assert first.credit == 1.0
    assert (second.owner, second.due, second.priority, second.kind) == ("", "", "", "prevent")


def test_a_table_without_a_telling_heading_uses_its_first_column():
    text = """
| Ticket | Assignee | Deadline |
|---|---|---|
| Drain nodes first (P1) | ana | Friday |
"""
    (item,) = actions_in(text)
    assert (item.what, item.owner, item.due, item.priority) == (
        "Drain nodes first",
        "ana",
        "Friday",
        "P1",
    )


def test_headings_and_lists_of_one_word_name_the_kind():
    text = """
### Prevent
- staged rollout by region (P1, @ben, end of Q2)

### Thanks
- to everybody who came, @ana, by Friday
"""
    first, second = actions_in(text)
    assert (first.kind, first.due) == ("prevent", "end of Q2")
    assert second.kind != "prevent"
    (nested,) = actions_in("- Detect:\n  - a page on declines (P1, @eli, next week)\n")
    assert (nested.kind, nested.owner, nested.due) == ("detect", "eli", "next week")


def test_what_is_indented_belongs_to_its_item():
    text = """
1. Alert on decline rate per processor
   - Owner: Fay Lin
   - Due: in 2 weeks
   - Priority: high
2. One-step rollback by region
"""
    first, second = actions_in(text)
    assert (first.owner, first.due, first.priority) == ("Fay Lin", "in 2 weeks", "high")
    assert second.what == "One-step rollback by region"


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Check the limits (owner: Fay Lin, by Friday)", "Fay Lin"),
        ("Check the limits, owned by fay and nobody else", "fay"),
        ("Check the limits; assigned to Fay", "Fay"),
        ("Make the router responsible for its limits", ""),
        ("Write to support@example.org about the limits", ""),
        ("Check the limits @team @fay", "fay"),
    ],
)
def test_owners_in_a_line(text, owner):
    (item,) = actions_in(f"- {text}")
    assert item.owner == owner


def test_plain_lines_with_a_name_or_a_day_are_items():
    items = actions_in("Here is what we do.\n@eli writes the alert, due March 3rd\n")
    assert [(item.owner, item.due) for item in items] == [("eli", "March 3rd")]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("the check, by 03/06", "03/06"),
        ("the check (P0, @bob, by 2026-03-06)", "2026-03-06"),
        ("the check 2026-03-06", "2026-03-06"),
        ("the check due 6 March", "6 March"),
        ("the check by March 6th, 2026", "March 6th, 2026"),
        ("the check by next Friday", "next Friday"),
        ("the check in 2 weeks", "in 2 weeks"),
        ("the check by end of the month", "end of the month"),
        ("the check (next sprint)", "next sprint"),
        ("the check by EOD", "EOD"),
        ("the check in Q3 2026", "Q3 2026"),
        ("alert within 2 minutes on the Friday deploy", ""),
        ("one-step rollback, target 10 minutes", ""),
        ("may be done by somebody", ""),
        ("release 4.12 of the router, 3/4 of traffic/s", "3/4"),
        ("check 2026-13-45", ""),
        ("soon", ""),
    ],
)
def test_days_in_a_text(text, due):
    assert due_in(text)[0] == due


@pytest.mark.parametrize("value", ["soon", "TBD", "ASAP", "later", "", None, True, "when possible"])
def test_no_day_in_a_field(value):
    assert due_in_field(value) == ""


@pytest.mark.parametrize("value", ["Friday", "in two weeks", "2026-03-09", "March", "by EOD"])
def test_a_day_in_a_field(value):
    assert due_in_field(value) == value


@pytest.mark.parametrize(
    ("what", "vague"),
    [
        ("Improve monitoring", "Improve"),
        ("We should consider a canary", "consider"),
        ("Look into the retries", "Look into"),
        ("Better alerts for queue backlogs", "Better"),
        ("More tests around payments", "More"),
        ("be careful with migrations", "be careful"),
        ("Train people not to run unsafe commands", "Train people"),
        ("Deploy on weekdays and train 3 engineers", ""),
        ("Train the on-call engineers in 2 sessions", "Train the on-call engineers"),
        ("Improve rollback time to 10 minutes", ""),
        ("Add a canary that carries 5% of card traffic", ""),
        ("Document the backup route", ""),
    ],
)
def test_wishes(what, vague):
    assert is_vague(what) == vague


def test_kinds_by_label_and_by_words():
    assert kind_of("Prevention") == "prevent"
    assert kind_of("Monitoring:") == "detect"
    assert kind_of("whatever") == ""
    assert kind_of_words("page on declines") == "detect"
    assert kind_of_words("a kill switch for wallets") == "mitigate"
    assert kind_of_words("paint the office") == ""


def test_balance_needs_one_of_each_side():
    kinds = {kind: one(type=kind, what=f"do the {kind} work properly") for kind in (
        "prevent", "detect", "mitigate", "process", "fix"
    )}  # fmt: skip
    assert balanced([kinds["prevent"], kinds["detect"]])
    assert balanced([kinds["prevent"], kinds["mitigate"]])
    assert not balanced([kinds["prevent"], kinds["process"], kinds["fix"]])
    assert not balanced([kinds["detect"], kinds["mitigate"]])
    assert not balanced([kinds["prevent"], one(type="detect", what="TBD")])
    assert not balanced([])


@given(st.text(alphabet="-* |\n#[]()@ab1/:P0.,by due", max_size=100))
def test_any_text_can_be_read(text):
    for item in actions_in(text):
        assert 0 <= item.credit <= 1

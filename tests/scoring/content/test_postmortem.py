"""A written postmortem, read."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.model.units import HOUR, MINUTE
from simulator.scoring.content.actions import balanced
from simulator.scoring.content.postmortem import SECTIONS, read_postmortem

FIELDS = {
    "sections": {
        "summary": "Card payments failed for an hour after a release",
        "timeline": "14:15 alert, 14:20 IC named",
        "impact": "9,480 card payments failed",
        "root_cause": "The check did not cover the timeout path",
        "went_well": "Roles were filled within ten minutes",
        "went_wrong": "The rollback took 45 minutes in sequence",
    },
    "actions": [
        {
            "what": "Add the timeout case to the check",
            "type": "prevent",
            "priority": "P0",
            "owner": "ben",
            "due": "2026-03-09",
        }
    ],
}


def read(data):
    return read_postmortem(data, clock0="14:10", end=2 * HOUR)


def test_the_ideal_postmortem_is_complete(ideal):
    (draft,) = (e for e in ideal.events if e.kind == "postmortem.drafted")
    found = read(draft.data)
    assert found.complete == set(SECTIONS)
    assert found.quantified
    assert found.share == 1.0
    assert [item.credit for item in found.actions] == [1.0] * 4
    assert [item.owner for item in found.actions] == ["ben", "eli", "fay", "ana"]
    assert [item.due[-5:] for item in found.actions] == ["03-09", "03-13", "03-27", "03-31"]
    assert balanced(found.actions)
    assert all(found.tells(minute * MINUTE) for minute in (5, 26, 35, 80, 110))
    assert not found.tells(60 * MINUTE)


def test_the_example_of_the_template_guide_has_five_of_seven():
    text = """# Incident Postmortem: Checkout
## Summary
A third of purchases failed for three quarters of an hour.
## Timeline
15:23 - alert
15:30 - IC declares
## Root Cause
Connections were not given back after timeouts.
## Impact
- 1,247 failed checkout attempts
## Action Items
- [ ] Fix: upgrade the driver to the patched version (P0, @bob, by 03/06)
- [ ] Detect: alert on pool utilisation (P1, @carol, by 03/07)
"""
    found = read_postmortem({"text": text}, clock0="15:20", end=HOUR)
    assert found.complete == set(SECTIONS) - {"went_well", "went_wrong"}
    assert found.share == pytest.approx(0.85 * 5 / 7 + 0.15)
    assert [m.t for m in found.moments] == [3 * MINUTE, 10 * MINUTE]
    assert [item.credit for item in found.actions] == [1.0, 1.0]


def test_fields_count_before_text():
    found = read({**FIELDS, "text": "## Summary\nother\n## Action items\n- x y z, @eli, by Friday"})
    assert found.sections["summary"] == FIELDS["sections"]["summary"]
    assert [item.owner for item in found.actions] == ["ben"]
    assert found.complete == set(SECTIONS)
    assert found.share == 1.0


def test_text_fills_what_the_fields_leave_open():
    found = read(
        {"sections": {"summary": "From the field, in five words"}, "text": "## Impact\n5%"}
    )
    assert found.sections == {"summary": "From the field, in five words", "impact": "5%"}
    assert found.quantified


def test_without_text_the_fields_are_the_text():
    found = read(FIELDS)
    assert "14:15 alert" in found.text
    assert "Add the timeout case" in found.text
    assert read({"text": "whole"}).text == "whole"


def test_an_empty_template_is_worth_nothing():
    headings = [
        "Summary", "Timeline", "Root cause", "Impact", "What went well", "What went wrong"
    ]  # fmt: skip
    text = "".join(f"## {heading}\nTBD\n" for heading in headings)
    found = read({"text": text + "## Action items\n- TBD @ben by 03/06\n- TBD @eli by 03/07\n"})
    assert found.complete == frozenset()
    assert found.share == 0
    assert [item.credit for item in found.actions] == [0, 0]


@pytest.mark.parametrize(
    ("impact", "quantified"),
    [
        ("9,480 failed card payments", True),
        ("75 minutes of trouble", True),
        ("40 % of attempts", True),
        ("estimated $212,000 delayed", True),
        ("\u20ac 40 lost", True),
        ("many customers, from 14:13 on", False),
        ("release 4.12 was bad for all", False),
        ("a lot", False),
    ],
)
def test_impact_in_numbers_has_a_unit(impact, quantified):
    assert read({"sections": {"impact": impact}}).quantified is quantified


def test_a_policy_may_ask_for_its_own_sections():
    found = read({"sections": {"summary": "Card payments failed for an hour", "impact": "9 users"}})
    assert found.share_of(["summary"]) == 1.0
    assert found.share_of(["summary", "root cause", "weather"]) == pytest.approx(0.85 / 2 + 0.15)
    assert found.share_of([]) == 1.0
    policy = [
        "summary",
        "timeline",
        "root cause",
        "impact",
        "went well",
        "went wrong",
        "action items",
    ]
    assert found.share_of(policy) == found.share


@pytest.mark.parametrize(
    "data",
    [{}, {"text": None}, {"text": 7, "sections": "x", "actions": "y"}, {"sections": {"impact": 3}}],
)
def test_data_of_any_shape_can_be_read(data):
    found = read(data)
    assert found.share == 0
    assert found.actions == ()


def test_a_very_long_text_is_read_in_one_go():
    text = (
        "## Timeline\n" + "9,9,9 [[[[ \"a' @x by - `" * 4_000 + "\n" + "#" * 500 + " Impact" * 300
    )
    assert read({"text": text}).complete <= set(SECTIONS)


def test_no_clock_is_needed_anywhere():
    package = Path(__file__).parents[3] / "simulator" / "scoring" / "content"
    sources = [file.read_text(encoding="utf-8") for file in package.glob("*.py")]
    assert sources
    assert not any("import datetime" in source or "dateparser" in source for source in sources)

"""The sections of a postmortem, whatever their headings are called."""

from __future__ import annotations

import pytest

from simulator.scoring.content.sections import (
    SECTIONS,
    complete_sections,
    section_key,
    sections_in,
    structured_sections,
)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Summary", "summary"),
        ("Executive summary:", "summary"),
        ("TL;DR", "summary"),
        ("1. Timeline (all times UTC)", "timeline"),
        ("Timeline of events", "timeline"),
        ("Root Cause(s)", "root_cause"),
        ("Root cause and trigger", "root_cause"),
        ("**Root Cause Analysis**", "root_cause"),
        ("Contributing factors", "root_cause"),
        ("Why did this happen?", "root_cause"),
        ("Customer impact", "impact"),
        ("Impact and scope", "impact"),
        ("Who was affected?", "impact"),
        ("What went well?", "went_well"),
        ("What worked", "went_well"),
        ("What went poorly", "went_wrong"),
        ("What didn\u2019t go well", "went_wrong"),
        ("What could have gone better", "went_wrong"),
        ("\u2705 Action Items", "actions"),
        ("Follow-up actions", "actions"),
        ("Remediation", "actions"),
        ("Next steps", "actions"),
        ("Detection", None),
        ("Lessons learned", None),
        ("Where we got lucky", None),
        ("Incident Postmortem: card payments failing", None),
        ("Impactful colours", None),
        ("", None),
    ],
)
def test_headings_have_many_names(heading, key):
    assert section_key(heading) == key


def test_a_section_ends_where_another_begins_or_a_heading_as_high():
    found = sections_in(
        "# Postmortem\nintro\n## Impact\nmuch\n### By region\nEurope\n## Thanks\nall\n"
        "## Lessons\n### What went well\nroles\n### What went wrong\npaging\n# Impact\nagain\n"
    )
    assert found["impact"] == "much\n### By region\nEurope\n\nagain"
    assert found["went_well"] == "roles"
    assert found["went_wrong"] == "paging"
    assert list(found) == ["impact", "went_well", "went_wrong"]


def test_one_heading_may_open_two_sections():
    found = sections_in("## What Went Well/Wrong\nthe roles were filled fast")
    assert found["went_well"] == found["went_wrong"] == "the roles were filled fast"


def test_underlined_and_bold_headings_count():
    found = sections_in(
        "Summary\n-------\nCards failed.\n\n**Impact:** 9,480 payments\n\n"
        "**Timeline**\n\n14:15 alert\n"
    )
    assert found == {
        "summary": "Cards failed.",
        "timeline": "14:15 alert",
        "impact": "9,480 payments",
    }


def test_headings_in_code_are_none():
    assert sections_in("```\n## Summary\ntext\n```\n") == {}
    assert sections_in("") == {}


def test_lines_may_end_in_any_way():
    assert sections_in("## Summary\r\nCards failed\r\n## Impact\r\nmuch\r\n") == {
        "summary": "Cards failed",
        "impact": "much",
    }


def test_fields_that_are_no_text_are_no_sections():
    given = {"summary": "Cards failed", "impact": " ", "timeline": 7, "other": "x"}
    assert structured_sections(given) == {"summary": "Cards failed"}
    assert structured_sections(None) == {}
    assert structured_sections(["summary"]) == {}


def test_complete_is_more_than_a_placeholder_and_no_copy():
    text = "Cards failed for an hour after a release"
    found = complete_sections(
        {
            "summary": text,
            "impact": text,
            "timeline": "TBD",
            "root_cause": "<why it happened, in a few words>",
            "went_well": "all fine",
            "went_wrong": "the rollback took too long",
        }
    )
    assert found == {"summary", "went_wrong"}
    assert complete_sections({}) == frozenset()
    assert len(SECTIONS) == 7

"""What somebody is told who writes a timeline: where, what was offered, and the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.model.errors import InputError
from simulator.scenario.timeline import read_timeline
from simulator.scenario.timeline.vocabulary import WORDS

MARK = "‸"
CASES = [
    case.strip().split("\n")
    for case in (Path(__file__).parent / "problems.txt")
    .read_text(encoding="utf-8")
    .split("\n\n")[1:]
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[1][2:40]} {case[2][2:60]}")
def test_one_fault_gives_one_problem(incident, problems, case):
    old, new, expected = (line[2:].replace("\\n", "\n") for line in case)
    assert incident.count(old) >= 1, f"{old!r} is not in the timeline"
    text = incident.replace(old, new.replace(MARK, ""), 1)
    if expected == "-":
        assert problems(text) == []
        return
    if MARK in new:
        before = (incident[: incident.index(old)] + new).split(MARK)[0]
        line, col = before.count("\n") + 1, len(before) - before.rfind("\n")
        expected = f"{line}:{col}: {expected}"
    assert problems(text) == [expected.replace("{words}", ", ".join(WORDS))]


def test_all_faults_are_told_in_the_order_of_the_file(incident, problems):
    text = incident.replace("zone:", "zones:").replace("what: ack", "what: akc")
    text = text.replace("every: 15m", "every: 15").replace("role: OL, ", "")
    found = [problem.split(": ")[1] for problem in problems(text)]
    assert found == ["zones", "events[2].what", "events[7].role", "events[9].every"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("version: 1\nid: x\n", "this is a scenario; a timeline begins with timeline: 1"),
        ("policy: mine\ntitle: x\n", "this is a policy; a timeline begins with timeline: 1"),
        ("extends: imag\n", "this is a policy or a rubric; a timeline begins with timeline: 1"),
        ("rubric: mine\n", "this is a rubric; a timeline begins with timeline: 1"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(problems, text, what):
    assert problems(text) == [f"1:1: {what}"]


def test_what_is_no_yaml_is_told_like_everywhere(problems):
    assert problems("timeline: 1\ntitle: a: b\n") == [
        '2:9: not YAML: a ": " inside a text needs quotes around the text'
    ]
    with pytest.raises(InputError, match="the file is empty"):
        read_timeline("")
    assert problems("- a\n- b\n")[0].startswith("1:1: ")
    assert problems("timeline: 1\ntitle: x\nevents: []\n") == [
        "3:9: events: write at least 1 of these, not a list"
    ]
    assert problems("timeline: 1\ntitle: x\nevents: [text]\n") == [
        "3:10: events[0]: write keys with values, not 'text'"
    ]


def test_a_time_without_a_known_zone_may_not_name_another(incident, problems):
    text = incident.replace("zone: UTC", "zone: CET").replace('"16:00"', '"2026-03-04T16:00Z"')
    (problem,) = problems(text)
    assert problem == (
        "44:10: events[26].at: Z says how far this time is from UTC, and the file does not say it "
        'of its own; write zone: UTC or zone: "+02:00" there, or leave it out here'
    )
    assert problems(text.replace("zone: CET", 'zone: "+01:00"')) == []


def test_two_people_of_one_role_cannot_both_be_meant(log):
    lines = ["at: '14:15', who: ic, what: resolved"]
    with pytest.raises(InputError) as caught:
        log(*lines, people="{ana: ic, eva: ic}")
    (problem,) = caught.value.problems
    assert problem.message == "several people are ic; write ana or eva"


def test_an_entry_is_about_lines_that_there_are(log):
    lines = ["at: '14:15', who: ic, what: declared"]
    with pytest.raises(InputError) as caught:
        log(*lines, "at: '14:16', who: ic, what: wrote down, about: '14:14'")
    (problem,) = caught.value.problems
    assert (problem.path, problem.message) == (
        "events[1].about",
        "no line of this file is at 14:14",
    )

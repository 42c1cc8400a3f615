"""What every built-in scenario keeps to, so that a facilitator can pick any of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from simulator.model.units import MINUTE
from simulator.scenario import Library

ALL = [entry.id for entry in Library().entries()]
REAL = ("vtex", "cloudflare", "posthog", "circleci")
"""Whose incidents the facts come from; no trainee reads these names."""
TOLD = ("inject.delivered", "inject.exec_question", "alert.fired", "page.sent", "escalation.sent")


HIDDEN = {"faults", "based_on", "tags", "objectives", "accepts"}


def texts(part):
    """Walk every text in a part of a scenario."""
    if isinstance(part, dict):
        part = [*part, *part.values()]
    if isinstance(part, list):
        for inside in part:
            yield from texts(inside)
    elif isinstance(part, str):
        yield part


def main_fault(scenario):
    """Return the fault that most clues point to."""
    names = [spot.points_to for spot in spots(scenario) if spot.points_to]
    return max(sorted(set(names)), key=names.count)


def spots(scenario):
    """Walk everything that may be a clue."""
    yield from scenario.changes
    yield from scenario.injects
    for persona in scenario.personas.values():
        yield from persona.reports
    for source in scenario.evidence.values():
        yield from source.lines


@pytest.mark.parametrize("name", ALL)
def test_no_trainee_reads_whose_incident_it_was(built_in, name):
    words = " ".join(texts(built_in(name).model_dump(exclude=HIDDEN))).lower()
    assert len(words) > 10_000
    assert [real for real in REAL if real in words] == []


@pytest.mark.parametrize("name", ALL)
def test_neither_title_nor_brief_nor_actions_name_a_fault(built_in, name):
    scenario = built_in(name)
    shown = f"{scenario.id} {scenario.title} {scenario.brief}".lower()
    shown += " ".join(action.title for action in scenario.actions.values()).lower()
    assert [fault for fault in scenario.faults if fault in shown] == []


@pytest.mark.parametrize("name", ALL)
def test_it_has_enough_of_everything(built_in, name):
    scenario = built_in(name)
    assert 60 * MINUTE <= scenario.length <= 120 * MINUTE
    assert 2 <= scenario.difficulty <= 4
    assert 6 <= len(scenario.actions) <= 9
    assert 9 <= len(scenario.evidence) <= 15
    assert len(scenario.injects) >= 10
    assert len(scenario.objectives) >= 4
    assert all(fault.cause for fault in scenario.faults.values())
    asked = {seat for inject in scenario.injects if inject.expect for seat in inject.expect.by}
    assert asked == {"ic", "ol", "cl"}
    channels = {inject.channel.partition("-")[0] for inject in scenario.injects}
    assert len(channels) >= 5


@pytest.mark.parametrize("name", ALL)
def test_three_clues_and_few_red_herrings(built_in, name):
    scenario = built_in(name)
    fault = main_fault(scenario)
    clues = [spot for spot in spots(scenario) if spot.points_to == fault]
    herrings = [fault for fault in scenario.faults.values() if fault.red_herring]
    assert len(clues) >= 3
    assert 1 <= len(herrings) <= len(clues) / 3


@pytest.mark.parametrize("name", ALL)
def test_a_team_that_does_nothing_is_never_left_alone_for_a_quarter_of_an_hour(room, name):
    drill = room(name).end()
    told = [e.t for e in drill.of(*TOLD)]
    edges = [0, *told, drill.scenario.length]
    gaps = [later - earlier for earlier, later in pairwise(edges)]
    assert max(gaps) <= 15 * MINUTE
    assert drill.impact > 0.3

"""The section that lets a page ask the policy's questions."""

from __future__ import annotations

import json

import pytest

from simulator.rules.views.classify import classify
from simulator.scenario import load_policy, policy_names


@pytest.mark.parametrize("name", policy_names())
def test_a_page_can_walk_from_the_first_question_to_every_level(name):
    policy = load_policy(name)
    steps = classify(policy)["steps"]
    assert steps[0]["ask"] == policy.questions[0].ask
    assert steps[0]["choices"][-1]["say"] == "I don't know"
    levels = {step["level"] for step in steps if "level" in step}
    assert levels == {level.label for level in policy.severity.levels}
    for step in steps:
        assert set(step) in ({"ask", "help", "choices"}, {"level", "when", "why"})


def test_the_section_is_small_and_plain_data():
    section = classify(load_policy("sev0-3"))
    assert json.loads(json.dumps(section)) == section
    assert len(json.dumps(section)) < 4_000


def test_shares_are_offered_as_bands():
    steps = classify(load_policy("sev0-3"))["steps"]
    says = {tuple(choice["say"] for choice in step["choices"]) for step in steps if "ask" in step}
    assert ("less than 15%", "from 15% to less than 90%", "90% or more", "I don't know") in says

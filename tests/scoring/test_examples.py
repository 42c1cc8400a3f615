"""Every criterion by examples: in full, in part, missed, not applicable, not observable, gamed.

The examples are small logs in YAML, one file a capability; docs/rubric.md shows them.
"""

from __future__ import annotations

import pytest

from simulator.scenario import load_rubric
from tests.scoring.reading import CASES, EXAMPLES, judged

RUBRIC = load_rubric()


@pytest.mark.parametrize("key", list(RUBRIC.criteria))
def test_every_criterion_has_every_example(key):
    assert set(EXAMPLES.get(key, {})) >= {*CASES} - {"gamed"}
    assert "gamed" in EXAMPLES[key] or not RUBRIC.criteria[key].guard


@pytest.mark.parametrize(
    ("key", "case"), [(key, case) for key in EXAMPLES for case in EXAMPLES[key]]
)
def test_each_example_scores_what_it_should(key, case):
    example, verdict = EXAMPLES[key][case], judged(key, case)
    assert verdict.status == CASES[case], verdict.said
    if case == "full":
        assert verdict.value == 1.0, verdict.said
    elif case == "partial":
        assert 0 < verdict.value < 1, verdict.said
    elif case == "none":
        assert verdict.value == 0, verdict.said
    elif case == "gamed":
        assert verdict.value <= example["most"], verdict.said
    if "value" in example:
        assert verdict.value == pytest.approx(example["value"], abs=0.005), verdict.said
    if "says" in example:
        assert verdict.said == example["says"]

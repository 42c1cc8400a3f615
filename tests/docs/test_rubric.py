"""docs/rubric.md says what the rubric says, with examples that were scored."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import yaml

from simulator.scenario import load_rubric, read_rubric
from simulator.scenario.rubric_page import _EXAMPLE, rubric_page, rubric_schema_text
from simulator.scenario.rubrics import _source
from tests.scoring.reading import EXAMPLES, judged

PAGE = Path(__file__).parents[2] / "docs" / "rubric.md"


def test_the_page_is_up_to_date():
    page = rubric_page(load_rubric(), EXAMPLES, judged)
    if os.environ.get("MISFORTUNE_WRITE_DOCS"):
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page


def test_every_criterion_is_there_with_its_source_and_examples():
    page = PAGE.read_text(encoding="utf-8")
    for key, spec in load_rubric().criteria.items():
        section = page.split(f"### {key} {spec.name}\n")[1].split("\n### ")[0]
        for part in (spec.source, "**Full credit 1.00**", "**Partial credit", "**No credit 0.00**"):
            assert part in section


def test_the_rubric_of_ones_own_works():
    page = PAGE.read_text(encoding="utf-8")
    example = page.split("## A rubric of your own")[1].split("```yaml\n")[1].split("```")[0]
    rubric = read_rubric(example, "acme.yaml")
    assert rubric.criteria["D10"].weight == 2
    assert "P3" not in rubric.criteria
    assert [*rubric.criteria][-2:] == ["X1", "X2"]


def test_the_schema_fits_the_example_and_the_built_in_one():
    schema = json.loads(rubric_schema_text())
    for text in (_EXAMPLE, _source("imag")):
        jsonschema.validate(yaml.safe_load(text), schema)

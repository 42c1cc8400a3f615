"""The page of the scenario format is current, names every key, and its examples are right."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from simulator.authoring.lint import lint_scenario
from simulator.model import scenario as models
from simulator.scenario import load_scenario
from simulator.scenario.reader import read_document
from simulator.scenario.reference import example_text, format_markdown
from simulator.scenario.reference.parts import PARTS
from simulator.scenario.reference.yaml_text import yaml_entry
from simulator.scenario.schema import scenario_schema

PAGE = Path(__file__).parents[2] / "docs" / "scenario-format.md"
MODELS = [getattr(models, name) for name in models.__all__ if name != "Team"]
SCHEMA = scenario_schema()
KEYS = [
    (model, field, info.alias or field)
    for model in MODELS
    for field, info in model.model_fields.items()
]


@pytest.fixture(scope="module")
def markdown():
    return format_markdown()


def ids(value):
    return value.__name__ if isinstance(value, type) else str(value)


def test_the_page_says_what_the_models_say(markdown):
    if os.environ.get("MISFORTUNE_WRITE_DOCS"):
        PAGE.write_text(markdown, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == markdown


def test_every_part_of_the_format_has_a_section():
    parts = [part.model for whole in PARTS for part in (whole, *whole.below)]
    assert sorted(parts) == sorted(model.__name__ for model in MODELS)


@pytest.mark.parametrize(("model", "field", "key"), KEYS, ids=ids)
def test_every_key_is_described_with_examples_that_are_valid(model, field, key):
    info = model.model_fields[field]
    assert info.description, "a key without a description"
    assert info.description.endswith("."), "a description is a sentence"
    assert info.examples, "a key without an example"
    kind = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    adapter = TypeAdapter(kind)
    schema = SCHEMA
    node = schema if model is models.Scenario else schema["$defs"][model.__name__]
    of_key = {"$defs": schema["$defs"], **node["properties"][key]}
    for example in info.examples:
        adapter.validate_python(example, strict=True)
        Draft202012Validator(of_key).validate(example)


@pytest.mark.parametrize(("model", "field", "key"), KEYS, ids=ids)
def test_every_key_is_in_the_page_with_an_example_in_yaml(markdown, model, field, key):
    (part,) = [
        part for whole in PARTS for part in (whole, *whole.below) if part.model == model.__name__
    ]
    section = re.search(rf"^##+ {part.title}\n(.*?)(?=^##|\Z)", markdown, re.DOTALL | re.MULTILINE)[
        1
    ]
    assert f"\n| `{key}` | " in section
    for example in model.model_fields[field].examples:
        written = yaml_entry(key, example)
        assert written.splitlines()[0] in section
        assert read_document(written, "example").root.value == {key: example}


def test_the_scenario_at_the_top_loads_and_is_in_the_page(markdown):
    assert load_scenario(example_text(), "example.yaml").id == "slow-search"
    assert f"```yaml\n{example_text()}```" in markdown
    assert len(example_text().splitlines()) <= 100


def test_the_scenario_at_the_top_is_a_good_exercise():
    assert lint_scenario(example_text(), "example.yaml") == []


def test_links_inside_the_page_lead_to_a_heading(markdown):
    headings = {
        "#" + re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.*)$", markdown, re.MULTILINE)
    }
    links = set(re.findall(r"\]\((#[^)]*)\)", markdown))
    assert links
    assert links <= headings


def test_every_row_of_a_table_has_four_cells_or_two(markdown):
    rows = [line for line in markdown.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5, 3}


@pytest.mark.parametrize(
    "value",
    ["a: b", "x #y", "- z", "on", "no", "12", "12:30", "true", "", "  a", "'", '"', "é", "{a}", "[",
     'a "b" \'c\'', "a, b", "@x", "*y", "&z", "!t", "%d", "null", "~", "a\nb", "0x1f", "x:", ">"]
)  # fmt: skip
@pytest.mark.parametrize("wrap", [lambda v: v, lambda v: [v, v], lambda v: {"k": v}])
def test_any_text_is_written_so_that_it_is_read_again(value, wrap):
    written = yaml_entry("key", wrap(value))
    assert read_document(written, "example").root.value == {"key": wrap(value)}


def test_what_is_long_is_written_over_several_lines():
    value = [{"text": "x" * 60}, {"text": "y" * 60}]
    assert yaml_entry("lines", value).splitlines()[0] == "lines:"
    value = {"one": "x" * 60, "two": {"three": "y" * 60}}
    assert read_document(yaml_entry("key", value), "example").root.value == {"key": value}


def test_the_recipes_are_right(markdown):
    recipes = markdown.partition("\n## Recipes\n")[2].partition("\n## How bots choose\n")[0]
    kinds = {
        "faults": models.FaultSpec,
        "actions": models.ActionSpec,
        "escalations": models.Escalation,
    }
    seen = set()
    for block in re.findall(r"```yaml\n(.*?)```", recipes, re.DOTALL):
        for section, entries in read_document(block, "recipe").root.value.items():
            for entry in entries if isinstance(entries, list) else entries.values():
                kinds[section].model_validate(entry)
                seen.add(section)
    assert seen == set(kinds)

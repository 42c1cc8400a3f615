"""The page of policies is current, names every key, and its examples are right."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel, create_model

from simulator.model import policy as models
from simulator.model.fields import Model
from simulator.scenario import load_policy, policy_names, read_policy, true_level
from simulator.scenario.policies.load import policy_source
from simulator.scenario.policies.reference import EXAMPLE, FAILURES, PARTS, policies_markdown
from simulator.scenario.policies.schema import (
    POLICY_SCHEMA_FILE,
    policy_schema,
    policy_schema_text,
)
from simulator.scenario.policies.text import policy_data
from simulator.scenario.reader import read_document

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "policies.md"
MODELS = [
    one
    for one in vars(models).values()
    if isinstance(one, type) and issubclass(one, BaseModel) and one.__module__ != "pydantic.main"
]
SCHEMA = policy_schema()
KEYS = [
    (model, field, info.alias or field)
    for model in MODELS
    for field, info in model.model_fields.items()
]
SECTIONS = {
    field
    for field, info in models.Policy.model_fields.items()
    if isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel)
}


@pytest.fixture(scope="module")
def markdown():
    return policies_markdown()


def ids(value):
    return value.__name__ if isinstance(value, type) else str(value)


def test_the_page_says_what_the_models_and_the_policies_say(markdown):
    if os.environ.get("MISFORTUNE_WRITE_DOCS"):
        PAGE.write_text(markdown, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == markdown


def test_every_part_has_a_section(markdown):
    assert sorted(PARTS) == sorted(model.__name__ for model in MODELS)
    for title, where in PARTS.values():
        assert f"\n### {title}\n\n{f'At `{where}`. ' if where else ''}" in markdown


@pytest.mark.parametrize(("model", "field", "key"), KEYS, ids=ids)
def test_every_key_is_described_with_examples_that_are_valid(model, field, key):
    info = model.model_fields[field]
    assert info.description, "a key without a description"
    assert info.description.endswith("."), "a description is a sentence"
    assert info.examples, "a key without an example"
    node = SCHEMA if model is models.Policy else SCHEMA["$defs"][model.__name__]
    of_key = {"$defs": SCHEMA["$defs"], **node["properties"][key]}
    kind = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    alone = create_model("Alone", __base__=Model, value=(kind, ...))
    for example in info.examples:
        Draft202012Validator(of_key).validate(example)
        if not (model is models.Policy and field in SECTIONS):  # those hold a part of the section
            alone.model_validate({"value": example})


@pytest.mark.parametrize(("model", "field", "key"), KEYS, ids=ids)
def test_every_key_is_in_the_page(markdown, model, field, key):
    title = PARTS[model.__name__][0]
    section = re.search(rf"^### {title}\n(.*?)(?=^##|\Z)", markdown, re.DOTALL | re.MULTILINE)[1]
    assert f"\n| `{key}` | " in section
    assert re.search(rf"^{key}:", section, re.MULTILINE)


def test_the_policy_at_the_top_loads_and_is_in_the_page(markdown):
    assert read_policy(EXAMPLE, "acme.yaml").title == "Acme Payments"
    assert f"```yaml\n{EXAMPLE}```" in markdown
    assert Draft202012Validator(SCHEMA).is_valid(read_document(EXAMPLE, "acme").root.value)


def test_every_built_in_policy_stands_in_the_table_and_under_every_failure(markdown):
    head, *rest = markdown.split("\n## The built-in policies side by side\n")[1].split("\n### ")
    for name in policy_names():
        assert f"| `{name}` |" in head.splitlines()[3]
        for failure, facts in zip(rest, FAILURES.values(), strict=False):
            assert f"| `{name}` | {true_level(facts, load_policy(name))} | " in failure


def test_the_same_failure_is_called_what_the_field_calls_it(markdown):
    section = markdown.split("### 40% of card payments fail, and there is no workaround")[1]
    for row in (
        "| `imag` | SEV-1 | the organisation cannot earn money |",
        "| `p0-p3` | P1/SEV2 | ",
        "| `sev1-4` | SEV-1 | ",
        "| `sev0-3` | SEV0 | ",
        "| `p1-p4` | P1 | more than 20% of users are hit |",
    ):
        assert row in section


def test_links_inside_the_page_lead_to_a_heading(markdown):
    headings = {
        "#" + re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.*)$", markdown, re.MULTILINE)
    }
    links = set(re.findall(r"\]\((#[^)]*)\)", markdown))
    assert links
    assert links <= headings


def test_every_table_has_as_many_cells_in_each_row(markdown):
    for table in re.findall(r"(?:^\|.*\n)+", markdown, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


# -- the schema ------------------------------------------------------------------------------------


def test_the_schema_is_one_and_is_kept_beside_the_page():
    Draft202012Validator.check_schema(SCHEMA)
    file = DOCS / POLICY_SCHEMA_FILE
    if os.environ.get("MISFORTUNE_WRITE_DOCS"):
        file.write_text(policy_schema_text(), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == policy_schema_text()


def test_every_key_of_the_schema_has_a_description_and_an_example():
    for name in ("", *PARTS):
        node = SCHEMA if name in ("", "Policy") else SCHEMA["$defs"][name]
        for key, schema in node["properties"].items():
            assert schema["description"], key
            assert schema["examples"], key
            assert "`" not in schema["description"]
    assert "x-form" not in policy_schema_text()
    assert "simulator" not in policy_schema_text()


WHOLE = policy_source("imag").replace("policy: imag", "policy: ours")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("policy: ours", "policy: Our Policy"),
        ("policy: ours\n", ""),
        ("declare: [5m, 15m]", "declare: [5m]"),
        ("declare: [5m, 15m]", "declare: 5m"),
        ("declare: [5m, 15m]", "declare: [5, 15]"),
        ("declare: [5m, 15m]", "declared: [5m, 15m]"),
        ("verify: 15m", "verify: soon"),
        ("separate: [[ic, ol]]", "separate: [[ic, boss]]"),
        ('"2": [ol]}', '"2": [boss]}'),
        ('"2": [ol]}', '"7": [ol]}'),
        ('"2": [chat]}', '"2": [phone]}'),
        ("rank: 2", "rank: 5"),
        ("{fact: breach,", "{fact: colour,"),
        ("span: [7, 10]", "span: [7]"),
        ("cadence:\n", 'cadence:\n  external_stages: {"0": {resolved: [5m, 9m]}}\n'),
        ("questions:\n", "question:\n"),
    ],
)
def test_a_mistake_is_refused_by_the_schema_and_by_the_loader(old, new):
    assert WHOLE.count(old) == 1
    text = WHOLE.replace(old, new)
    assert not Draft202012Validator(SCHEMA).is_valid(read_document(text, "x").root.value)
    with pytest.raises(Exception, match=r"policy:\d+:\d+"):
        read_policy(text)


@pytest.mark.parametrize("name", policy_names())
def test_a_good_policy_is_allowed(name):
    validator = Draft202012Validator(SCHEMA)
    assert validator.is_valid(read_document(policy_source(name), name).root.value)
    assert validator.is_valid(policy_data(load_policy(name)))


def test_a_policy_that_extends_none_says_everything():
    text = EXAMPLE.replace("extends: imag\n", "")
    assert not Draft202012Validator(SCHEMA).is_valid(read_document(text, "acme").root.value)

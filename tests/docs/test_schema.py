"""The schema for editors is current, readable, and allows what the loader allows."""

from __future__ import annotations

import json
import os
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from simulator.model.errors import InputError
from simulator.scenario import load_scenario
from simulator.scenario.reader import read_document
from simulator.scenario.reference import example_text
from simulator.scenario.scaffold import scaffold
from simulator.scenario.schema import SCHEMA_FILE, scenario_schema, schema_text

ROOT = Path(__file__).parents[2]
FILE = ROOT / "scenarios" / SCHEMA_FILE
SHOP = (ROOT / "tests" / "scenario" / "shop.yaml").read_text(encoding="utf-8")
GOOD = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "scenarios").glob("*.yaml")}
GOOD |= {"shop.yaml": SHOP, "scaffold": scaffold("mine", "Mine", "mine.yaml")}
GOOD["example"] = example_text()

BROKEN = [
    ("difficulty: 2", "dificulty: 2"),
    ("difficulty: 2", "difficulty: 9"),
    ("difficulty: 2", "difficulty: high"),
    ("version: 1", "version: 2"),
    ('start: "14:10"\n', ""),
    ('start: "14:10"', "start: 14:1"),
    ("length: 110m", "length: 110 minutes"),
    ("length: 110m", "length: 110"),
    ("length: 110m", "length: 5m1h"),
    ("length: 110m", "length:"),
    ("id: shop", "id: My Shop"),
    ("tags: [payments, deploy, rollback]", "tags: payments"),
    ("share_users: 40%", "share_users: 140%"),
    ("share_users: 40%", "share_users: 1.5"),
    ("share_users: 40%", "share_users: 4/min"),
    ("base: 0.4%", "base: lots"),
    ("base: 0.4%", "base: []"),
    ("revenue_blocked: true", "revenue_blocked: yes"),
    ("risk: low", "risk: lo"),
    ("takes: 40m..50m", "takes: 40m-50m"),
    ("stages: [Europe, America]", "stages: many"),
    ("stages: [Europe, America]", "stages: []"),
    ("stages: [Europe, America]", "stages: 0"),
    ("stages: [Europe, America]", "stages: [1]"),
    ("by: 20%, for: 8m}", "for: 8m}"),
    ("by: 20%, for: 8m}", "by: 20%, for: 8m, x: 1}"),
    ("[{service: search, signal: errors, by: 5%, for: 20m}]", "5"),
    ("calls: [payment-api]", "calls: payment-api"),
    ("calls: [payment-api]", "calls: [7]"),
    ("calls: [payment-api]", "calls: [Payment API]"),
    ("{level: primary, who: responder}", "{level: first, who: responder}"),
    ("{level: primary, who: responder}", "{level: primary}"),
    ("brings: indexer", "brings: [indexer]"),
    ("joins: 4m..9m", "joins: 4..9"),
    ("fails: {chance: 20%", "fails: {chanc: 20%"),
    ("pulses: {on: 2m, off: 3m}", "pulses: {on: 2m}"),
    ("blind_as: frozen", "blind_as: froze"),
    ("kind: traces", "kind: trace"),
    ("target: 99.9%", "target: 999%"),
    ('takes: "640"', "takes: 640"),
    ("channel: regulator", "channel: regulators"),
    ("{declared: 20m}", "{declard: 20m}"),
    ("{declared: 20m}", "{declared: 20m, resolved: 1m}"),
    ("absent: {event: published", "absent: {event: publishd"),
    ("{every: 10m, times: 3}", "{every: 10m, times: 1}"),
    ("verb: query.answer", "verb: query.anwser"),
    ("- {text: backup", "- {txt: backup"),
    ("  ledger-db:\n    signals", "  Ledger DB:\n    signals"),
]
ALLOWED = [
    ("length: 110m", "length: 1h50m"),
    ("length: 110m", "length: 1.5h"),
    ("over: 90s", "over: 0"),
    ("share_users: 40%", "share_users: 0.4"),
    ("share_users: 40%", "share_users: 100%"),
    ("share_users: 40%", "share_users: 37.5 %"),
    ("share_users: 40%", "share_users: 1"),
    ("base: 420ms", "base: 0.42s"),
    ("base: 900/min", "base: 15/s"),
    ("stages: [Europe, America]", "stages: 4"),
    ("takes: 40m..50m", "takes: 40m"),
    ("{declared: 20m}", "{incident.declared: 20m}"),
    ("calls: [payment-api]", "calls: {payment-api: {retries: 2}}"),
    ("calls: [payment-api]", "calls: {payment-api: {}}"),
    ("at: -42m", "at: -1h30m"),
]


@pytest.fixture(scope="module")
def check():
    """Tell whether the schema allows a text."""
    schema = scenario_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    return lambda text: validator.is_valid(read_document(text, "x.yaml").root.value)


def loads(text):
    try:
        load_scenario(text)
    except InputError:
        return False
    return True


def changed(old, new):
    assert old in SHOP
    return SHOP.replace(old, new, 1)


def test_the_file_beside_the_scenarios_is_current():
    if os.environ.get("MISFORTUNE_WRITE_DOCS"):
        FILE.write_text(schema_text(), encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == schema_text()


def test_it_is_part_of_the_package():
    installed = files("scenarios") / SCHEMA_FILE
    assert json.loads(installed.read_text(encoding="utf-8"))["title"].startswith("Misfortune")


@pytest.mark.parametrize("path", sorted(FILE.parent.glob("*.yaml")), ids=lambda path: path.name)
def test_every_scenario_names_it_for_both_families_of_editors(path):
    first, second = path.read_text(encoding="utf-8").splitlines()[:2]
    assert first == f"# yaml-language-server: $schema={SCHEMA_FILE}"
    assert second == f"# $schema: {SCHEMA_FILE}"


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_good_scenario_is_allowed(check, name):
    assert check(GOOD[name])
    assert loads(GOOD[name])


@pytest.mark.parametrize(("old", "new"), ALLOWED)
def test_every_way_to_write_a_value_is_allowed_by_both(check, old, new):
    text = changed(old, new)
    assert check(text)
    assert loads(text)


@pytest.mark.parametrize(("old", "new"), BROKEN)
def test_a_mistake_is_refused_by_both(check, old, new):
    text = changed(old, new)
    assert not check(text)
    assert not loads(text)


def walk(schema, path=""):
    """Walk every key that a file may have, with its schema."""
    for keyword in ("properties", "patternProperties"):
        for name, inner in schema.get(keyword, {}).items():
            if keyword == "properties":
                yield f"{path}.{name}", inner
            yield from walk(inner, f"{path}.{name}")
    for name, inner in schema.get("$defs", {}).items():
        yield from walk(inner, name)
    for inner in (
        schema.get("items"),
        schema.get("additionalProperties"),
        *schema.get("anyOf", []),
    ):
        if isinstance(inner, dict):
            yield from walk(inner, path)


def test_every_key_has_a_description_and_an_example():
    keys = dict(walk(scenario_schema()))
    assert len(keys) > 120
    for path, schema in keys.items():
        assert schema["description"], path
        assert schema["examples"], path
        assert "`" not in schema["description"], path
        assert "title" not in schema, path


def test_defaults_are_what_an_author_would_write():
    defs = scenario_schema()["$defs"]
    found = {
        f"{part}.{key}": schema["default"]
        for part, inner in defs.items()
        for key, schema in inner.get("properties", {}).items()
        if "default" in schema
    }
    assert found["ActionSpec.over"] == "0s"
    assert found["Slo.window"] == "720h"
    assert found["TeamSpec.joins"] == "4m..9m"
    assert found["Failure.chance"] == "100%"
    assert found["Facts.share_users"] == "0%"
    assert found["ActionSpec.plausible"] is True
    numbers = {key for key, value in found.items() if type(value) in (int, float)}
    assert numbers == {"ActionSpec.stages", "Expect.worth", "Spread.retries"}


def test_nothing_of_the_programs_own_is_left_in_it():
    assert "x-form" not in schema_text()
    assert "simulator" not in schema_text()
    assert '"null"' not in schema_text()

"""The JSON Schema of scenario files: what an editor needs to complete, explain and check them.

Made from the models, and then said as authors would: a duration has the default ``5m`` rather than
300000, the short forms that the loader reads are allowed, and names that the program defines
(verbs, event kinds, channels) are listed. References between the parts of one file are beyond a
schema: ``misfortune lint`` checks those.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from simulator.model import scenario as parts
from simulator.model.fields import FORM
from simulator.model.scenario import Scenario
from simulator.model.seats import TRAINEE_SEATS
from simulator.model.units import duration_text
from simulator.rules import verbs as _verbs  # noqa: F401 - importing it fills the catalogue
from simulator.rules.catalogue import VERBS
from simulator.rules.channels import CHANNELS
from simulator.scenario.shorthand import known_kinds

__all__ = [
    "DRAFT",
    "SCHEMA_FILE",
    "TITLE",
    "default_text",
    "plain_schemas",
    "scenario_schema",
    "schema_text",
]

SCHEMA_FILE = "scenario.schema.json"
"""The name of the file in which a scenario finds its schema, beside it."""

TITLE = "Misfortune scenario, version 1"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_HEAD = {"$schema": DRAFT, "title": TITLE}
_NAMES = {
    "duration": "Duration",
    "range": "Range",
    "quantity": "Quantity",
    "share": "Share",
    "clock": "TimeOfDay",
}
"""What a form of :mod:`simulator.model.fields` is called in the schema."""
_SAYS = {
    "duration": "write a duration such as 90s, 5m, 12m30s or 1h30m",
    "range": "write a duration such as 25m, or a range such as 40m..50m",
    "quantity": "write a quantity such as 40%, 900/min, 420ms or 12",
    "share": "write a share between 0% and 100%",
    "clock": 'write a time of day in quotes, such as "14:10"',
}


def scenario_schema() -> dict[str, Any]:
    """Return the schema, in draft 2020-12."""
    clean, defs = plain_schemas(Scenario, vars(parts))
    _allow_short_forms(clean)
    _list_names(clean)
    whole = clean.pop("Scenario")
    return {**_HEAD, **whole, "$defs": dict(sorted((defs | clean).items()))}


def plain_schemas(
    model: type[BaseModel], models: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the schemas of a model and all below it by name, and the forms that they point at.

    They are said as authors would say them, and hold the examples that the models give.
    """
    raw = model.model_json_schema(by_alias=True)
    schemas: dict[str, Any] = {model.__name__: raw, **raw.pop("$defs")}
    forms: dict[str, Any] = {}
    clean = {name: _clean(schema, forms) for name, schema in schemas.items()}
    for name, schema in clean.items():
        _give_examples(models[name], schema)
    return clean, {_NAMES[form]: forms[form] for form in _NAMES if form in forms}


def schema_text() -> str:
    """Return the schema as the text of a file."""
    return json.dumps(scenario_schema(), ensure_ascii=False, indent=2) + "\n"


def default_text(value: Any, form: str) -> Any:
    """Return a default as an author would write it: ``300000`` of form ``duration`` is ``5m``."""
    if form == "duration":
        return duration_text(value)
    if form == "range":
        low, high = (duration_text(end) for end in value)
        return low if low == high else f"{low}..{high}"
    return f"{value * 100:g}%" if form == "share" else value


def _clean(schema: dict[str, Any], forms: dict[str, Any]) -> dict[str, Any]:
    """Rewrite a schema and everything below it; collect the forms that it uses."""
    schema = _without_null(schema)
    schema.pop("title", None)
    default = schema.pop("default", None)
    form = schema.pop(FORM, None)
    if form:
        schema = _reference(schema, form, forms)
    if default not in (None, "", [], {}):
        schema["default"] = default_text(default, form)
    _clean_below(schema, forms)
    if "patternProperties" in schema:
        schema["additionalProperties"] = False
    if "description" not in schema:
        return schema
    said = schema["description"].replace("`", "")  # editors show these marks as they are
    return {"description": said, **{key: schema[key] for key in schema if key != "description"}}


def _clean_below(schema: dict[str, Any], forms: dict[str, Any]) -> None:
    for keyword in ("properties", "patternProperties"):
        if keyword in schema:
            below = schema[keyword].items()
            schema[keyword] = {name: _clean(inner, forms) for name, inner in below}
    if "prefixItems" in schema:
        schema["items"] = schema.pop("prefixItems")[0]  # a pair, and both of one kind
    for keyword in ("items", "additionalProperties"):
        if isinstance(schema.get(keyword), dict):
            schema[keyword] = _clean(schema[keyword], forms)
    if "anyOf" in schema:
        schema["anyOf"] = [_clean(inner, forms) for inner in schema["anyOf"]]


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave out that a key may be empty: an author who does not need it leaves it out."""
    kinds: list[dict[str, Any]] = [
        kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}
    ]
    if len(kinds) != 1:
        return dict(schema)
    rest = {keyword: value for keyword, value in schema.items() if keyword != "anyOf"}
    return kinds[0] | rest


def _reference(schema: dict[str, Any], form: str, forms: dict[str, Any]) -> dict[str, Any]:
    """Point at a form that many keys have, and keep it."""
    said = ("description", "examples")
    own: dict[str, Any] = {key: schema.pop(key) for key in said if key in schema}
    texts = [schema, *schema.get("anyOf", ())]
    for text in texts:
        if "pattern" in text:
            text["patternErrorMessage"] = _SAYS[form]  # editors say this in place of the pattern
    forms[form] = {"description": _SAYS[form].capitalize() + ".", **schema}
    return {"$ref": f"#/$defs/{_NAMES[form]}", **own}


def _give_examples(model: type[BaseModel], schema: dict[str, Any]) -> None:
    """Put back the examples as the models have them: pydantic sorts their keys."""
    for field, info in model.model_fields.items():
        schema["properties"][info.alias or field]["examples"] = info.examples


def _allow_short_forms(schemas: dict[str, Any]) -> None:
    calls = schemas["Service"]["properties"]["calls"]
    name = {"type": "string", "pattern": next(iter(calls["patternProperties"]))}
    _either(calls, {"type": "array", "items": name})
    harm = {"$ref": "#/$defs/Worsens"}
    _either(schemas["ActionSpec"]["properties"]["worsens"], harm)
    steps = {"type": "array", "items": {"$ref": "#/$defs/OnCall"}}
    teams = schemas["Scenario"]["properties"]["oncall"]["patternProperties"]
    for pattern, team in teams.items():
        teams[pattern] = {"anyOf": [steps, team]}


def _either(schema: dict[str, Any], short: dict[str, Any]) -> None:
    """Make a schema allow a short form as well, keeping what is said of both."""
    said = ("description", "examples")
    full = {key: schema.pop(key) for key in list(schema) if key not in said}
    schema["anyOf"] = [short, full]


def _list_names(schemas: dict[str, Any]) -> None:
    """List what the program defines, so that an editor can offer it."""
    inject = schemas["InjectSpec"]["properties"]
    inject["channel"] = _said(inject["channel"]) | {"enum": list(CHANNELS)}
    after = inject["after"]
    after["propertyNames"] = {"enum": known_kinds()}
    after["minProperties"] = after["maxProperties"] = 1
    event = schemas["Absent"]["properties"]["event"]
    event["enum"] = known_kinds()
    team = {"trainee", *TRAINEE_SEATS}
    verbs = sorted(verb.name for verb in VERBS.values() if team & set(verb.by))
    schemas["Expect"]["properties"]["verb"]["enum"] = verbs


def _said(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: schema[key] for key in ("description", "examples")}

"""The JSON Schema of policy files, for completion and checks in editors.

A policy that ``extends`` a built-in one may leave out anything, and a key without a value takes an
entry away; the schema allows that wherever a part is one of a whole. What a policy names (labels,
ranks) is beyond a schema: ``misfortune policy check`` looks at that.
"""

from __future__ import annotations

import json
from typing import Any

from simulator.model import policy as parts
from simulator.model.policy import PACED_STAGES, POLICY_ROLES, Policy
from simulator.rules.severity_facts import FACT_NAMES
from simulator.scenario.policies.check import RANKED
from simulator.scenario.policies.load import EXTENDS, policy_names
from simulator.scenario.schema import DRAFT, plain_schemas

__all__ = ["POLICY_SCHEMA_FILE", "POLICY_TITLE", "policy_schema", "policy_schema_text"]

POLICY_SCHEMA_FILE = "policy.schema.json"
POLICY_TITLE = "Misfortune policy"

_SECTIONS = tuple(
    name
    for name, info in Policy.model_fields.items()
    if isinstance(info.annotation, type) and hasattr(info.annotation, "model_fields")
)
_RANKS = {"propertyNames": {"pattern": "^[0-4]$"}}
_ROLES = {"type": "string", "enum": list(POLICY_ROLES)}
_NOTHING = {"type": "null"}


def policy_schema() -> dict[str, Any]:
    """Return the schema, in draft 2020-12."""
    clean, forms = plain_schemas(Policy, vars(parts))
    _list_names(clean)
    _allow_overlays(clean)
    whole = clean.pop("Policy")
    head = {"$schema": DRAFT, "title": POLICY_TITLE}
    return {**head, **whole, "$defs": dict(sorted((forms | clean).items()))}


def policy_schema_text() -> str:
    """Return the schema as the text of a file."""
    return json.dumps(policy_schema(), ensure_ascii=False, indent=2) + "\n"


def _list_names(schemas: dict[str, Any]) -> None:
    """List what the program defines: ranks, roles, stages and facts."""
    for section, group in RANKED:
        table = schemas[section.capitalize()]["properties"][group]
        table |= _RANKS
        table["additionalProperties"] = _or_nothing(table["additionalProperties"])
    stages = schemas["Cadence"]["properties"]["external_stages"]["additionalProperties"]
    stages["anyOf"][0]["propertyNames"] = {"enum": list(PACED_STAGES)}
    roles = schemas["Roles"]["properties"]
    roles["required"]["additionalProperties"]["anyOf"][0]["items"] = _ROLES
    roles["separate"]["items"]["items"] = _ROLES
    roles["names"]["propertyNames"] = {"enum": list(POLICY_ROLES)}
    schemas["External"]["properties"]["approval"]["items"] = _ROLES
    schemas["Question"]["properties"]["fact"]["enum"] = list(FACT_NAMES.names)


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, _NOTHING]}


def _allow_overlays(schemas: dict[str, Any]) -> None:
    """Let a policy that extends another one hold only what differs."""
    for section in _SECTIONS:
        model = section.capitalize()
        schemas[model].pop("required", None)
        keys = schemas[model]["properties"]
        for key, info in getattr(parts, model).model_fields.items():
            if not info.is_required() and info.default is None:
                said = {part: keys[key].pop(part) for part in ("description", "examples")}
                keys[key] = {**said, **_or_nothing(keys[key])}
    whole = schemas["Policy"]
    required = whole.pop("required")
    whole["properties"] = {
        EXTENDS: {
            "description": "The built-in policy from which this one differs.",
            "examples": ["imag"],
            "type": "string",
            "enum": policy_names(),
        },
        **whole["properties"],
    }
    whole["required"] = ["policy", "title"]
    whole["anyOf"] = [{"required": [EXTENDS]}, {"required": required}]

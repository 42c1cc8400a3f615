"""A policy written out as YAML: everything it says, whatever it was made from."""

from __future__ import annotations

from typing import Any

from simulator.model.fields import FORM
from simulator.model.policy import Policy
from simulator.model.units import duration_text
from simulator.scenario.reference.yaml_text import yaml_entry

__all__ = ["policy_data", "policy_text"]


def policy_data(policy: Policy) -> dict[str, Any]:
    """Return a whole policy as an author would write it: times as ``5m``, shares as ``20%``.

    Keys that say nothing (no value, an empty list) are left out where they may be.
    """
    schema = Policy.model_json_schema(by_alias=True)
    plain = policy.model_dump(by_alias=True)
    said: dict[str, Any] = _said(plain, schema, schema["$defs"])
    return said


def policy_text(policy: Policy) -> str:
    """Return a whole policy as YAML; read again it is the same policy."""
    data = policy_data(policy)
    return "".join(f"{yaml_entry(key, _quoted(value))}\n" for key, value in data.items())


def _said(value: Any, schema: dict[str, Any], defs: dict[str, Any]) -> Any:
    if FORM in schema:
        return duration_text(value) if schema[FORM] == "duration" else _share(value)
    if "$ref" in schema:
        return _said(value, defs[schema["$ref"].rpartition("/")[2]], defs)
    if "anyOf" in schema and value is not None:
        return _said(value, schema["anyOf"][0], defs)  # the other one is null
    if isinstance(value, dict):
        return _keys_said(value, schema, defs)
    if isinstance(value, list | tuple):
        kinds = schema.get("prefixItems") or [schema["items"]] * len(value)
        return [_said(one, kind, defs) for one, kind in zip(value, kinds, strict=True)]
    return value


def _keys_said(
    value: dict[str, Any], schema: dict[str, Any], defs: dict[str, Any]
) -> dict[str, Any]:
    keys, required = schema.get("properties", {}), schema.get("required", ())
    every = schema.get("additionalProperties")
    return {
        name: _said(one, keys.get(name, every), defs)
        for name, one in value.items()
        if name in required or name not in keys or one not in (None, "", [], {}, ())
    }


def _share(value: float) -> str | float:
    """Write a share in percent, unless that would not be the same number."""
    percent = f"{value * 100:.10g}"
    return f"{percent}%" if float(percent) / 100 == value else value


def _quoted(value: Any) -> Any:
    """Put the keys that are ranks into quotes, so that every YAML reader takes them for text."""
    if isinstance(value, dict):
        return {
            f'"{name}"' if name.isdigit() else name: _quoted(one) for name, one in value.items()
        }
    return value
